"""Words as people type them, in any script."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isp_desktop.db.store import Store
from isp_desktop.domain.words import fold, snippet
from isp_desktop.services import finding


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Coaching slipped again", "coach"),
        ("Coaching slipped again", "AGAIN coaching"),
        ("Zoë was there", "zoe"),
        ("会议记录已发送", "议记"),
        ("会议记录已发送", "录"),
        ("ประชุมทีม", "ชุม"),
        ("café-au-lait", "au lait"),
        ("R2/D2", "r2"),
        ("snake_case", "case"),
        ("o'clock", "clock"),
        ("Ωmega", "ωmega"),
        ("İstanbul", "istanbul"),
    ],
)
def test_what_was_written_is_found(store: Store, put: Any, text: str, typed: str) -> None:
    uid = put("visit", date="2026-10-15", discussion=text)
    put("visit", date="2026-10-16", discussion="Something else entirely")
    assert [hit.uid for hit in finding.find(store, typed)] == [uid]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text())
def test_nothing_typed_is_an_error(store: Store, typed: str) -> None:
    """The index has a query language; nobody should meet it."""
    assert finding.find(store, typed) == []


@given(st.text(), st.text())
def test_a_snippet_is_a_piece_of_the_text_and_one_line(text: str, typed: str) -> None:
    piece = snippet(text, typed).strip("…")
    assert piece in " ".join(text.split())


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_takes_each_character_by_itself(text: str) -> None:
    assert fold(text) == "".join((normalize("NFD", one)[0].lower() or one)[0] for one in text)


def test_a_letter_finds_the_names_that_begin_with_it(store: Store, put: Any) -> None:
    ruth = put("person", name="Ruth Calloway")
    put("visit", date="2026-10-15", discussion="the team")
    assert [hit.uid for hit in finding.find(store, "r")] == [ruth]
    assert finding.find(store, "r", kind="visit") == []


def test_private_words_are_shown_only_when_they_are_asked_for_and_then_marked(store: Store, put: Any) -> None:
    put(
        "visit",
        date="2026-10-15",
        discussion="Zebra crossing",
        next_steps="Book it",
        private_notes="The head is leaving",
    )
    (open_hit,) = finding.find(store, "book")
    assert (open_hit.snippet, open_hit.private) == ("Zebra crossing · Book it", False)
    (private_hit,) = finding.find(store, "leaving")
    assert (private_hit.snippet, private_hit.private) == ("The head is leaving", True)


def test_the_word_asked_for_stands_near_the_beginning_of_the_snippet() -> None:
    assert snippet("word " * 100 + "zebra crossing " + "word " * 100, "zebra").index("zebra") < 30


def test_deleted_records_are_not_found(store: Store, put: Any) -> None:
    from isp_desktop.services import records

    uid = put("site", name="Alder Road")
    with store.write() as transaction:
        records.delete(transaction, uid)
    assert finding.find(store, "alder") == []


def test_newest_first_among_many_and_best_first_among_few(store: Store, put: Any) -> None:
    old = put("visit", date="2020-01-01", purpose="Charter review")
    new = put("visit", date="2026-01-01", discussion="a word on the charter " + "and more " * 50)
    assert [hit.uid for hit in finding.find(store, "charter")] == [old, new]
    days = [f"2021-{month:02}-{day:02}" for month in range(1, 10) for day in range(1, 25)]
    many = [put("visit", date=day, discussion="coaching") for day in days]
    assert [hit.uid for hit in finding.find(store, "coaching", limit=3)] == many[:-4:-1]
