"""The history of a record in words: each change beside what its author had before them."""

from __future__ import annotations

from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.services.story import Step, story


def test_each_change_is_told_beside_what_its_author_saw(store: Store, put: Any) -> None:
    uid = put("visit", date="2026-10-15", purpose="first")
    on_screen = records.get(store, uid).heads
    put("visit", uid, on_screen, purpose="mine")
    put("visit", uid, on_screen, purpose="theirs")
    put("visit", uid, purpose="settled")
    settled, theirs, mine, made = story(store, uid).steps
    assert [_said(step) for step in (made, mine, theirs)] == [
        [("Date", "", "15 October 2026"), ("Purpose", "", "first")],
        [("Purpose", "first", "mine")],
        [("Purpose", "first", "theirs")],
    ]
    assert _said(settled) == [("Purpose", "theirs", "settled")]


def test_private_words_are_compared_with_private_words_alone(store: Store, put: Any) -> None:
    uid = put("visit", date="2026-10-15", purpose="Coaching", private_notes="one")
    put("visit", uid, purpose="Review", private_notes="two")
    steps = story(store, uid).steps
    assert [(step.private, _said(step)) for step in steps[:2]] == [
        (True, [("Private notes", "one", "two")]),
        (False, [("Purpose", "Coaching", "Review")]),
    ]


def test_a_note_is_made_changed_shared_and_changed_again(store: Store, put: Any) -> None:
    uid = put("note", text="To myself")
    put("note", uid, text="To myself, again")
    with store.write() as transaction:
        records.put(transaction, "note", {}, uid, scope="shared")
    put("note", uid, text="To all")
    told = story(store, uid).steps
    assert [step.did for step in told] == ["changed it", "shared it", "changed it", "made it"]
    assert _said(told[0]) == [("Text", "To myself, again", "To all")]


def test_members_are_told_as_they_came_and_went(store: Store, put: Any) -> None:
    uid = put("visit", date="2026-10-15", activities=["C5", "R1"])
    put("visit", uid, activities=["C5", "T4"])
    (changed,) = story(store, uid).steps[0].changes
    assert changed.is_set
    assert (changed.before, changed.after) != ("", "")


def _said(step: Step) -> list[tuple[str, str, str]]:
    return [(changed.label, changed.before, changed.after) for changed in step.changes]
