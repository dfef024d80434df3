"""Taking back: never over what was changed since, and never a conflict settled on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, Cancelled, NotFound
from isp_desktop.services import (
    contact,
    contact_import,
    drafts,
    finding,
    planning,
    records,
    site_view,
    taking_back,
    today,
)
from isp_desktop.services.taking_back import Undo

Put = Callable[..., str]
DAY = dt.date(2026, 10, 14)
CARDS = b"BEGIN:VCARD\nVERSION:3.0\nFN:Priya Nadkarni\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Tomas Berg\nEND:VCARD\n"


def refused(undo: Undo) -> str:
    with pytest.raises(BadInput) as told:
        undo()
    return str(told.value)


ACTS: list[tuple[str, dict[str, Any], Callable[[Store, str], Undo], dict[str, Any], str]] = [
    (
        "commitment",
        {"what": "Send the form", "due": "2026-10-20"},
        lambda store, uid: taking_back.settle(store, uid, True, DAY),
        {"settled_on": "2026-10-12"},
        "Kept or dropped on",
    ),
    (
        "commitment",
        {"what": "Send the form", "due": "2026-10-20"},
        lambda store, uid: taking_back.move(store, uid, DAY),
        {"due": "2026-11-02"},
        "By when",
    ),
    (
        "commitment",
        {"what": "Send the form", "due": "2026-10-20"},
        lambda store, uid: taking_back.drop(store, uid, "No longer needed", DAY),
        {"reason": "The head asked for it"},
        "Reason",
    ),
    (
        "visit",
        {"date": "2026-10-20", "starts": "09:00"},
        lambda store, uid: planning.move(store, uid, DAY, "10:00", "", DAY),
        {"starts": "11:30"},
        "From",
    ),
    (
        "visit",
        {"date": "2026-10-20"},
        lambda store, uid: planning.mark(store, uid, "called_off"),
        {"stage": "held"},
        "Stage",
    ),
    (
        "site",
        {"name": "Alder Road"},
        lambda store, uid: today.set_review(store, "site", uid, DAY),
        {"review_on": "2027-01-01"},
        "Next review",
    ),
    (
        "person",
        {"name": "Ruth Calloway"},
        lambda store, uid: contact.set_rhythm(store, uid, 14, 28),
        {"longest_days": 60},
        "Never longer than",
    ),
]
each_act = pytest.mark.parametrize(
    ("kind", "fields", "act", "later", "label"),
    ACTS,
    ids=["settle", "move", "drop", "plan", "mark", "review", "rhythm"],
)


@each_act
def test_what_was_changed_since_stays_and_the_rest_goes_back(
    store: Store, put: Put, kind: str, fields: Any, act: Any, later: Any, label: str
):
    uid = put(kind, **fields)
    undo = act(store, uid)
    put(kind, uid=uid, **later)
    assert refused(undo) == f"“{label}” was changed since; it stays as it is."
    assert records.get(store, uid).fields == fields | later


@each_act
def test_a_change_beside_it_does_not_keep_it_from_going_back(
    store: Store, put: Put, kind: str, fields: Any, act: Any, later: Any, label: str
):
    uid = put(kind, **fields)
    undo = act(store, uid)
    beside = {"commitment": "what", "visit": "purpose"}.get(kind, "about")
    put(kind, uid=uid, **{beside: "Written since"})
    undo()
    assert records.get(store, uid).fields == fields | {beside: "Written since"}


@each_act
def test_a_conflict_is_not_settled_on_the_way(
    store: Store, put: Put, kind: str, fields: Any, act: Any, later: Any, label: str
):
    uid = put(kind, **fields)
    seen = records.get(store, uid).heads
    put(kind, uid=uid, seen=seen, **later)
    [field] = later
    other = {"settled_on": "2026-10-11", "reason": "Ill", "due": "2026-10-30", "starts": "15:00", "stage": "planned"}
    put(kind, uid=uid, seen=seen, **{field: other.get(field, 90 if kind == "person" else "2027-02-02")})
    before = records.get(store, uid).heads
    assert refused(lambda: act(store, uid)).endswith("is in conflict. Open it and settle that first.")
    assert records.get(store, uid).heads == before


def test_a_conflict_in_another_field_is_no_hindrance(store: Store, put: Put):
    uid = put("commitment", what="Send the form", due="2026-10-20")
    seen = records.get(store, uid).heads
    for reason in ("Ill", "On leave"):
        put("commitment", uid=uid, seen=seen, reason=reason)
    taking_back.move(store, uid, DAY)
    assert records.get(store, uid).fields["due"] == DAY.isoformat()
    assert records.get(store, uid).conflicts


def test_a_change_of_what_came_into_conflict_since_is_not_taken_back(store: Store, put: Put):
    uid = put("commitment", what="Send the form", due="2026-10-20")
    seen = records.get(store, uid).heads
    undo = taking_back.move(store, uid, DAY)
    put("commitment", uid=uid, seen=seen, due="2026-11-02")
    assert "was changed since" in refused(undo)
    assert records.get(store, uid).conflicts


def test_what_was_deleted_since_is_told(store: Store, put: Put):
    uid = put("commitment", what="Send the form", due="2026-10-20")
    undo = taking_back.move(store, uid, DAY)
    taking_back.delete(store, uid)
    assert refused(undo) == "“Send the form” was changed since; it stays as it is."


def test_a_change_to_what_it_was_has_nothing_to_take_back(store: Store, put: Put):
    uid = put("commitment", what="Send the form", due="2026-10-20")
    undo = taking_back.move(store, uid, dt.date(2026, 10, 20))
    put("commitment", uid=uid, due="2026-11-02")
    undo()
    assert records.get(store, uid).fields["due"] == "2026-11-02"
    with pytest.raises(NotFound):
        taking_back.move(store, records.new_uid(), DAY)


def test_a_newer_draft_is_not_replaced_by_the_discarded_one(store: Store, put: Put):
    uid = put("note", text="Talked about attendance")
    drafts.keep(store, uid, "note", {"text": "First try"}, [], {})
    undo = taking_back.discard_draft(store, uid)
    drafts.keep(store, uid, "note", {"text": "Second try"}, [], {})
    assert "newer draft" in refused(undo)
    assert [draft.values for draft in drafts.every(store)] == [{"text": "Second try"}]


def test_a_discarded_draft_comes_back_where_there_is_none(store: Store, put: Put):
    uid = put("note", text="Talked about attendance")
    drafts.keep(store, uid, "note", {"text": "First try"}, [], {"row": 1})
    before = drafts.of(store, uid)
    undo = taking_back.discard_draft(store, uid)
    assert drafts.of(store, uid) is None
    undo()
    assert drafts.of(store, uid) == before
    taking_back.discard_draft(store, put("note", text="Without one"))()


def test_a_support_status_that_was_edited_since_stays(store: Store, put: Put):
    site = put("site", name="Alder Road")
    undo = site_view.set_support(store, site, "tapering", "2026-10-14", "")
    [past] = site_view.head(store, site, DAY).past
    put("support", uid=past.uid, why="Agreed with the head")
    assert refused(undo).endswith("was changed since; it stays as it is.")
    assert [one.why for one in site_view.head(store, site, DAY).past] == ["Agreed with the head"]


def test_imported_people_who_were_edited_since_stay(store: Store, put: Put):
    for edited in (0, 1, 2):
        added = contact_import.add(store, contact_import.look(store, CARDS, "team.vcf"))
        for saved in added[:edited]:
            put("person", uid=saved.uid, about="Runs the data team")
        sentences = [
            "",
            "“Priya Nadkarni” was changed since; it stays as it is.",
            "2 records were changed since; they stay as they are.",
        ]
        assert (refused(lambda: taking_back.take_out(store, added)) if edited else "") == sentences[edited]  # noqa: B023
        if not edited:
            taking_back.take_out(store, added)
            # A second time there is nothing left to do, and nothing to tell.
            taking_back.take_out(store, added)
        assert len(finding.every(store, "person")) == edited
        for person in finding.every(store, "person"):
            taking_back.delete(store, person.uid)


def test_taking_out_can_be_stopped_and_then_nothing_is_gone(store: Store):
    added = contact_import.add(store, contact_import.look(store, CARDS, "team.vcf"))

    def stop(done: int, total: int) -> None:
        assert (done, total) == (1, 2)
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        taking_back.take_out(store, added, stop)
    assert len(finding.every(store, "person")) == 2
