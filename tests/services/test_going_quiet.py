"""Who goes quiet: the last contact is read from visits held and notes, and from nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.services import contact, records, settings

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


def told(store: Store) -> list[tuple[str, int | None, str]]:
    return [(one.name, one.contact.days, one.contact.state) for one in contact.quiet(store, TODAY).shown]


@pytest.fixture
def ruth(put: Put) -> str:
    return put("person", name="Ruth Calloway", role="Director", organization="Harbour", wanted_days=7, longest_days=30)


def test_a_rhythm_of_any_length_from_elsewhere_harms_nothing(store: Store, put: Callable[..., str]) -> None:
    put("person", name="Priya", role="Coach")
    with store.write() as transaction:
        fields = {"role": "Coach", "wanted_days": 1e20}
        transaction.revise(records.new_uid(), "rhythm", "shared", (), "edit", fields)
    assert contact.quiet(store, dt.date(2026, 10, 15)).count == 1


def test_nobody_is_listed_without_a_rhythm(store: Store, put: Put):
    put("person", name="Priya Raman", role="Coach")
    assert contact.quiet(store, TODAY) == contact.QuietList()


def test_someone_never_met_is_told_as_that(store: Store, ruth: str):
    found = contact.quiet(store, TODAY)
    assert told(store) == [("Ruth Calloway", None, "never")]
    assert (found.count, found.any_rhythm) == (1, True)
    assert (found.shown[0].about, found.shown[0].own_rhythm) == ("Director, Harbour", True)


@pytest.mark.parametrize("field", ["attended", "led_by"])
def test_a_visit_counts_for_who_led_it_and_who_was_there(store: Store, put: Put, ruth: str, field: str):
    put("visit", date=day(-9), **{field: [ruth]})
    put("visit", date=day(-52), attended=[ruth])
    assert told(store) == [("Ruth Calloway", 9, "due")]


def test_a_note_about_the_person_counts(store: Store, put: Put, ruth: str):
    put("visit", date=day(-52), attended=[ruth])
    assert told(store) == [("Ruth Calloway", 52, "overdue")]
    put("note", date=day(-3), text="Rang about the timetable.", people=[ruth])
    assert told(store) == []
    assert contact.quiet(store, TODAY).any_rhythm


def test_a_debrief_counts_for_whom_it_was_with(store: Store, put: Put, ruth: str):
    put("visit", date=day(-52), attended=[ruth])
    put("debrief", date=day(3), people=[ruth])
    assert told(store) == [("Ruth Calloway", 52, "overdue")]
    held = put("debrief", date=day(-9), people=[ruth])
    assert told(store) == [("Ruth Calloway", 9, "due")]
    with store.write() as transaction:
        records.delete(transaction, held)
    assert told(store) == [("Ruth Calloway", 52, "overdue")]


@pytest.mark.parametrize(
    ("when", "stage"), [(-2, "planned"), (-2, "called_off"), (0, None), (0, "planned"), (3, None), (3, "held")]
)
def test_what_was_not_held_or_is_still_to_come_is_no_contact(
    store: Store, put: Put, ruth: str, when: int, stage: str | None
):
    put("visit", date=day(-40), attended=[ruth])
    put("visit", date=day(when), attended=[ruth], stage=stage)
    assert told(store) == [("Ruth Calloway", 40, "overdue")]


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("ahead", [(3,), (0, 3), (3, 9), (0, 3, 9)])
@pytest.mark.parametrize(("before", "expected"), [([-40, -9], 9), ([-3], None)])
def test_visits_ahead_change_nothing_of_when_somebody_was_last_met(
    store: Store, put: Put, own: bool, ahead: tuple[int, ...], before: list[int], expected: int | None
):
    put("rhythm", role="Coach", wanted_days=7)
    priya = put("person", name="Priya Raman", role="Coach", **({"wanted_days": 7} if own else {}))
    for when in (*ahead, *before):
        put("visit", date=day(when), attended=[priya])
    assert told(store) == ([("Priya Raman", expected, "due")] if expected else [])
    assert contact.quiet(store, TODAY).count == bool(expected)


@pytest.mark.parametrize(("when", "stage"), [(0, "held"), (-1, None), (-1, "held")])
def test_a_visit_held_is_a_contact(store: Store, put: Put, ruth: str, when: int, stage: str | None):
    put("visit", date=day(when), attended=[ruth], stage=stage, starts="09:30")
    assert told(store) == []


def test_a_deleted_visit_is_no_contact(store: Store, put: Put, ruth: str):
    uid = put("visit", date=day(-2), attended=[ruth])
    with store.write() as transaction:
        records.delete(transaction, uid)
    assert told(store) == [("Ruth Calloway", None, "never")]


def test_a_commitment_is_no_contact(store: Store, put: Put, ruth: str):
    put("commitment", what="Figures", owner=ruth, due=day(-1), status="kept")
    assert told(store) == [("Ruth Calloway", None, "never")]


def test_a_role_gives_its_rhythm_to_those_without_their_own(store: Store, put: Put):
    put("rhythm", role="director", wanted_days=28)
    ruth = put("person", name="Ruth", role="DIRECTOR")
    isaac = put("person", name="Isaac", role="Director", wanted_days=60)
    put("visit", date=day(-40), attended=[ruth, isaac])
    assert told(store) == [("Ruth", 40, "due")]
    assert not contact.quiet(store, TODAY).shown[0].own_rhythm


def test_oneself_and_deleted_people_are_not_listed(store: Store, put: Put, ruth: str):
    settings.write(store, "me", put("person", name="Maren", wanted_days=3))
    with store.write() as transaction:
        records.delete(transaction, ruth)
    assert told(store) == []


def test_contacts_with_a_record_merged_into_another_count_for_that_one(store: Store, put: Put, ruth: str):
    once = put("person", name="R. Calloway", wanted_days=1)
    put("visit", date=day(-20), attended=[once])
    put("visit", date=day(-45), attended=[ruth])
    merge_while_edited(store, put, ruth, once)
    assert told(store) == [("Ruth Calloway", 20, "due")]


def test_one_who_was_merged_and_restored_counts_by_herself(store: Store, put: Put, ruth: str):
    put("visit", date=day(-45), attended=[ruth])
    once = put("person", name="R. Calloway", wanted_days=28)
    put("person", uid=once, merged_into=ruth)
    put("visit", date=day(-30), attended=[once])
    assert told(store) == [("Ruth Calloway", 45, "overdue"), ("R. Calloway", 30, "due")]


def merge_while_edited(store: Store, put: Put, keep: str, gone: str) -> None:
    """Merged here and edited elsewhere, so that the record is contested."""
    put("person", uid=gone, merged_into=keep)
    seen = records.get(store, gone).heads
    with store.write() as transaction:
        records.delete(transaction, gone)
    put("person", uid=gone, seen=seen, about="Met again")


def test_two_records_merged_into_each_other_harm_nobody(store: Store, put: Put, ruth: str):
    other = put("person", name="R. Calloway")
    merge_while_edited(store, put, ruth, other)
    merge_while_edited(store, put, other, ruth)
    put("visit", date=day(-45), attended=[ruth])
    assert told(store) == []


def test_the_list_is_cut_and_the_count_is_not(store: Store, put: Put):
    people = [put("person", name=f"Person {at:02}", wanted_days=10) for at in range(9)]
    for at, uid in enumerate(people):
        put("visit", date=day(-20 - at), attended=[uid])
    found = contact.quiet(store, TODAY)
    assert [one.name for one in found.shown] == [f"Person {at:02}" for at in (8, 7, 6, 5, 4, 3, 2)]
    assert found.count == 9


def test_a_rhythm_set_in_place_can_be_taken_back(store: Store, ruth: str):
    undo = contact.set_rhythm(store, ruth, None, None)
    assert told(store) == []
    undo()
    assert told(store) == [("Ruth Calloway", None, "never")]
    with pytest.raises(BadInput):
        contact.set_rhythm(store, ruth, float("nan"), None)
