"""What is found in notebooks made up by chance, against reading every record of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from passing import passing_store, put

from isp_desktop.db import search
from isp_desktop.db.store import Store
from isp_desktop.services import finding

WORDS = (
    "coach",
    "coached",
    "coaching",
    "coaches",
    "coat",
    "Coach2",
    "team",
    "teams",
    "data",
    "café",
    "cafés",
    "visit",
    "schlief",
    "schließen",
    "grunder",
    "grundłowicz",
)
TYPED = (
    *WORDS,
    "co",
    "coa",
    "coac",
    "coachi",
    "COACH",
    "tea",
    "dat",
    "caf",
    "café",
    "cafe",
    "vis",
    "x",
    "xylo",
    "schlie",
    "grund",
)


@dataclass(frozen=True)
class Note:
    """A note that is written: of which day, and its words."""

    day: int
    words: Sequence[str]


NOTES = st.lists(st.builds(Note, st.integers(1, 28), st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))


@settings(max_examples=60)
@given(NOTES, st.lists(st.sampled_from(TYPED), min_size=1, max_size=3), st.booleans(), st.sampled_from((0, 1, 4, 200)))
def test_what_holds_all_the_words_is_found_the_newest_first(
    notes: list[Note], typed: list[str], ended: bool, ranked: int
):
    """With any number of hits to be ranked, and of records for which a word counts as common."""
    with passing_store() as store:
        days = {_put(store, note): note.day for note in notes}
        held = dict(zip(days, notes, strict=True))
        asked = " ".join(typed) + (" " if ended else "")
        with mock.patch.object(search, "RANKED", ranked), mock.patch.object(search, "COMMON", ranked):
            found = [hit.uid for hit in finding.find(store, asked, limit=1_000)]
    assert sorted(found) == sorted(uid for uid, note in held.items() if _holds(note, typed, ended))
    if len(found) > ranked:
        assert [days[uid] for uid in found] == sorted((days[uid] for uid in found), reverse=True)


@pytest.mark.parametrize("typed", ["coach", "coac", "coaching", "team coac"])
def test_the_words_that_a_beginning_may_mean_find_what_the_beginning_finds(store: Store, typed: str):
    for at in range(40):
        _put(store, Note(at % 28 + 1, [WORDS[at % len(WORDS)], WORDS[at // 3 % len(WORDS)]]))
    with store.read() as reading, mock.patch.object(search, "RANKED", 0):
        found = search.find(reading, typed)
        with mock.patch.object(search, "_MOST_WORDS", 0):
            assert found == search.find(reading, typed)
    assert found


def test_a_word_that_most_records_hold_does_not_count_for_their_order(store: Store):
    best = _put(store, Note(1, ["charter", "charter", "charter", "team"]))
    for day in range(2, 5):
        _put(store, Note(day, ["charter", "team", "team", "team", *["data"] * day]))
    with mock.patch.object(search, "COMMON", 6):
        for day in range(5, 10):
            _put(store, Note(day, ["team"]))
        assert finding.find(store, "team charter")[0].uid == best


def _put(store: Store, note: Note) -> str:
    return put(store, "note", date=f"2026-10-{note.day:02}", text=" ".join(note.words))


def _holds(note: Note, typed: Sequence[str], ended: bool) -> bool:
    """Whether every word typed is in the note; where a blank does not end the last one, a longer word will do."""
    own, words = [_plain(word) for word in note.words], [_plain(word) for word in typed]
    *whole, last = words
    is_open = not ended and (len(last) > 1 or not whole)
    found = any(word.startswith(last) for word in own) if is_open else last in own
    return found and all(word in own for word in whole)


def _plain(word: str) -> str:
    return word.lower().replace("é", "e")
