"""A charter as a text in sections: what changed, and which text was signed."""

from __future__ import annotations

from isp_desktop.db.models import kind
from isp_desktop.domain.charter import (
    FIELDS,
    SECTIONS,
    Answer,
    digest,
    latest,
    may_become,
    section_states,
    signing,
    state_of,
    text_of,
)
from isp_desktop.domain.practice import load_charter_help
from isp_desktop.domain.vocabulary import CHARTER_STATES

PERSON, OTHER = "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"
ABOUT_IT = {"team", "name", "version", "state", "follows", "agreed_on"}


def test_every_field_of_the_record_stands_in_one_section_or_is_about_the_charter():
    assert len(set(FIELDS)) == len(FIELDS)
    assert {*FIELDS} | ABOUT_IT == {*kind("charter").by_name}


def test_there_is_help_with_every_section():
    assert list(load_charter_help()) == [section.key for section in SECTIONS]


def test_a_section_is_agreed_changed_or_empty():
    before = {"vision": "Children read.", "scope_in": "Grades 1 to 3", "function_data": [OTHER, PERSON]}
    now = {"vision": "Children read.", "scope_in": "Grades 1 to 4", "function_data": [PERSON, OTHER], "scope_out": ""}
    states = section_states(now, before)
    assert {key: state for key, state in states.items() if state != "empty"} == {
        "purpose": "agreed",
        "scope": "changed",
        "functions": "agreed",
    }
    assert section_states(now, None)["purpose"] == "changed"


def test_what_was_taken_out_is_a_change_not_an_empty_section():
    assert section_states({}, {"ways": "We listen."})["ways"] == "changed"


def test_the_digest_is_of_the_words_alone():
    text = {"vision": "Children read.", "function_data": [PERSON, OTHER]}
    same = {"function_data": [OTHER, PERSON], "vision": "Children read.", "ways": None, "state": "agreed", "version": 3}
    assert digest(text) == digest(same)
    assert digest({**text, "vision": "Children read!"}) != digest(text)
    assert text_of(same) == {"vision": "Children read.", "function_data": [PERSON, OTHER]}


def test_the_states_follow_each_other_and_a_template_has_none():
    states = {state: may_become({"team": PERSON, "state": state}) for state in CHARTER_STATES}
    assert states == {
        "draft": ("proposed",),
        "proposed": ("draft", "agreed"),
        "agreed": ("under_review", "superseded"),
        "under_review": ("agreed", "superseded"),
        "superseded": (),
    }
    assert may_become({"name": "Ours", "state": "draft"}) == ()
    assert state_of({"state": "of a newer program"}) == "draft"


def test_a_signature_is_of_the_text_that_was_read():
    signed = Answer("a", PERSON, "signed", "2026-10-13", read="x")
    assert signing(signed, "x") == "signed"
    assert signing(signed, "y") == "before"
    assert signing(Answer("a", PERSON, "on_paper", "2026-10-13"), "x") == "unknown"
    assert signing(Answer("a", PERSON, "question", "2026-10-13", read="x"), "y") == "question"
    assert signing(None, "x") == "none"


def test_the_latest_answer_of_each_counts():
    asked = Answer("a", PERSON, "question", "2026-10-06")
    signed = Answer("b", PERSON, "signed", "2026-10-13")
    same_day = Answer("c", PERSON, "objects", "2026-10-13")
    other = Answer("d", OTHER, "signed", "2026-01-01")
    assert latest([same_day, other, asked, signed]) == {PERSON: same_day, OTHER: other}
