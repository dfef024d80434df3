"""What assessments came to: over runs and versions, beside what is needed, as needs, and across sites."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from assessments import answer, begin_assessment, plan_assessment
from msgspec.structs import replace

from isp_desktop.db.store import Store
from isp_desktop.domain.capacity_result import Cell
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item, to_json
from isp_desktop.services import records
from isp_desktop.services.capacity import assessing, instruments, needs, targets
from isp_desktop.services.capacity.across import across
from isp_desktop.services.capacity.reading import assessment
from isp_desktop.services.capacity_result.model import Result
from isp_desktop.services.capacity_result.reading import result

Put = Callable[..., str]
CELL = ("analytic", "organization")
OTHER = ("general", "individual")


def rated(name: str, cell: tuple[str, str], **further: Any) -> Item:
    tags: Any = {"capacity_type": cell[0], "level": cell[1], **further}
    return Item("select_one", name, label={"": name.capitalize()}, list="four", **tags)


QUESTIONS = Instrument(
    "own",
    "Our own",
    items=(
        rated("reports", CELL),
        rated("alone", CELL, reverse=True),
        rated("staff", OTHER, form="structural"),
        Item("text", "remark"),
    ),
    lists={"four": tuple(Choice(name) for name in "1234")},
)


@pytest.fixture
def instrument(store: Store) -> str:
    """Our own questions, in use."""
    uid, _undo = instruments.take_in(store, QUESTIONS)
    instruments.publish(store, uid)
    return uid


def rate(store: Store, subject: str, instrument: str, day: str, answers: Mapping[str, str], **further: Any) -> str:
    uid = begin_assessment(store, subject, instrument, dt.date.fromisoformat(day), "alone", **further)
    answer(store, uid, answers)
    assessing.close(store, uid)
    return uid


def cell_of(result: Result, cell: tuple[str, str]) -> Cell:
    return next(one for one in result.cells if (one.capacity_type, one.level) == cell)


def test_all_runs_of_a_subject_and_what_changed(store: Store, put: Put, instrument: str):
    site = put("site", name="Alder")
    last = rate(store, site, instrument, "2026-05-01", {"reports": "3", "alone": "1", "staff": "4"})
    first = rate(store, site, instrument, "2025-11-01", {"reports": "1", "alone": "4", "remark": "Tired"})
    plan_assessment(store, site, instrument, dt.date(2027, 1, 1))
    found = result(store, last)
    assert (found.subject_kind, found.subject_name, [run.uid for run in found.runs]) == ("site", "Alder", [first, last])
    cell = cell_of(found, CELL)
    assert (cell.before, cell.now, cell.change) == (0, pytest.approx(5 / 6), 2.5)
    # Half of the answers are asked for, and of this field there was none.
    assert (cell_of(found, OTHER).before, cell_of(found, OTHER).change) == (None, None)
    assert (cell_of(result(store, first), OTHER).score.missing, found.number) == (1, 2)


def test_without_a_date_a_run_is_of_the_day_on_which_it_was_begun(store: Store, put: Put, instrument: str):
    """A date that is required all the same may be missing in what another program wrote."""
    site = put("site", name="Alder")
    begun = "01939b2e-7c00-7abc-8def-0123456789ab"
    with store.write() as transaction:
        fields = {"subject": site, "instrument": instrument, "state": "done"}
        transaction.revise(begun, "assessment", "shared", (), "edit", fields)
    put("answer", assessment=begun, item="reports", value="2")
    last = rate(store, site, instrument, "2026-05-01", {"reports": "3", "alone": "1"})
    assert [run.day.isoformat() for run in result(store, last).runs] == ["2024-12-06", "2026-05-01"]
    assert assessment(store, begun).day == "2024-12-06"


def next_version(store: Store, instrument: str, *items: Item) -> str:
    """The version after `instrument`, with other items, in use in its place."""
    newer, _undo = instruments.new_version(store, instrument)
    instruments.write(store, newer, replace(QUESTIONS, items=items))
    instruments.publish(store, newer)
    instruments.retire(store, instrument)
    return newer


def test_a_new_version_is_compared_over_the_items_that_stayed(store: Store, put: Put, instrument: str):
    site = put("site", name="Alder")
    rate(store, site, instrument, "2025-11-01", {"reports": "1", "alone": "4", "staff": "2"})
    newer = next_version(
        store, instrument, QUESTIONS.items[0], rated("alone", CELL), rated("partners", CELL), QUESTIONS.items[2]
    )
    last = rate(store, site, newer, "2026-05-01", {"reports": "4", "alone": "1", "partners": "1", "staff": "2"})
    found = result(store, last)
    # "alone" is worded the other way round by now, and "partners" is new.
    assert found.since
    assert (found.since.compares, found.since.mapped) == ("mapped", 2)
    assert (cell_of(found, CELL).before, cell_of(found, CELL).now) == (0, 1)
    assert [(one.version, one.state, one.used) for one in instruments.library(store)] == [
        (2, "in_use", 1),
        (1, "retired", 1),
    ]
    with pytest.raises(BadInput, match="new version"):
        instruments.write(store, newer, QUESTIONS)


def test_over_fewer_than_half_of_the_items_nothing_is_told_anywhere(store: Store, put: Put, instrument: str):
    """Neither a change, nor that a need is met, nor how a site stands beside others."""
    site = put("site", name="Alder")
    first = rate(store, site, instrument, "2025-11-01", {"reports": "1", "alone": "4", "staff": "2"})
    put("need", what="Who reads data", subject=site, assessment=first, item="reports", state="open")
    newer = next_version(store, instrument, QUESTIONS.items[0], rated("alone", CELL), rated("partners", CELL))
    last = rate(store, site, newer, "2026-05-01", {"reports": "4", "alone": "1", "partners": "1"})
    found = result(store, last)
    assert (found.since, [need.met_by for need in found.needs]) == (None, [""])
    told = across(store, newer)
    assert ([len(place.points) for place in told.places], told.left_out) == ([1], 1)


def test_an_assessment_keeps_its_own_questions(store: Store, put: Put, instrument: str):
    site = put("site", name="Alder")
    uid = rate(store, site, instrument, "2025-11-01", {"reports": "3", "staff": "2"})
    # As another program might do.
    changed = replace(QUESTIONS, items=QUESTIONS.items[:1])
    put("instrument", uid=instrument, content=to_json(changed))
    told = assessment(store, uid)
    assert (told.questions.are_others, len(told.items), told.strays) == (False, 4, ())
    put("instrument", uid=instrument, content="{")
    assert len(assessment(store, uid).items) == 4
    assert not result(store, uid).asked_otherwise
    lost = put("assessment", subject=site, instrument=instrument, date="2025-12-01", questions="0" * 64)
    put("answer", assessment=lost, item="reports", value="3")
    told = assessment(store, lost)
    assert (told.questions.are_others, told.items, [one.path for one in told.strays]) == (True, (), ["reports"])


def test_what_is_needed_is_said_of_a_site_or_of_its_initiative(store: Store, put: Put, instrument: str):
    initiative = put("initiative", name="Reading")
    site = put("site", name="Alder", initiatives=[initiative])
    uid = rate(store, site, instrument, "2026-05-01", {"reports": "3", "alone": "2", "staff": "2"})

    def told() -> list[tuple[int | None, bool]]:
        found = result(store, uid)
        return [(cell_of(found, place).needed, cell_of(found, place).is_short) for place in (CELL, OTHER)]

    # The program sets no mark of its own: what is low is not short of anything.
    assert told() == [(None, False), (None, False)]
    targets.set_target(store, instrument, CELL, 80, initiative=initiative)
    targets.set_target(store, instrument, OTHER, 30, initiative=initiative)
    assert told() == [(80, True), (30, False)]
    undo = targets.set_target(store, instrument, CELL, 60, site=site)
    assert told() == [(60, False), (30, False)]
    assert targets.targets(store, instrument, initiative=initiative)[CELL].needed == 80
    undo()
    targets.set_target(store, instrument, CELL, None, initiative=initiative)()
    assert told() == [(80, True), (30, False)]


def test_a_need_is_met_as_a_later_assessment_shows(store: Store, put: Put, instrument: str):
    site = put("site", name="Alder")
    first = rate(store, site, instrument, "2025-11-01", {"reports": "1", "alone": "3", "staff": "2"})
    seen: dict[str, Any] = {"subject": site, "assessment": first, "state": "open"}
    of_cell = put("need", what="Who can read data", capacity_type=CELL[0], level=CELL[1], **seen)
    of_item = put("need", what="Staff", item="staff", **seen)

    def met(uid: str) -> dict[str, tuple[str, str]]:
        return {need.uid: (need.met_by, need.met_on) for need in result(store, uid).needs if need.uid and need.met_by}

    assert met(first) == {}
    later = rate(store, site, instrument, "2026-05-01", {"reports": "3", "alone": "2", "staff": "2"})
    # More than then, but nobody said whether it is enough.
    assert met(later) == {}
    targets.set_target(store, instrument, CELL, 60, site=site)
    assert met(later) == met(first) == {of_cell: (later, "2026-05-01")}
    last = rate(store, site, instrument, "2026-09-01", {"reports": "2", "alone": "3", "staff": "4"})
    assert met(last) == {of_item: (last, "2026-09-01")}
    put_back = needs.meet(store, of_item, last)
    kept = records.get(store, of_item).fields
    assert (kept["state"], kept["met_by"], kept["met_on"]) == ("met", last, "2026-09-01")
    assert met(last) == {}
    put_back()
    assert met(last) == {of_item: (last, "2026-09-01")}


def test_across_sites_no_person_is_named(store: Store, put: Put, instrument: str):
    initiative = put("initiative", name="Reading")
    alder, beech = (put("site", name=name, initiatives=[initiative]) for name in ("Alder", "Beech"))
    planted, elsewhere = put("person", name="Planted", sites=[alder]), put("site", name="Cedar")
    low, high = {"reports": "1", "alone": "4", "staff": "3"}, {"reports": "4", "alone": "1", "remark": "Planted"}
    rate(store, beech, instrument, "2025-11-01", low, present=[planted], facilitator=planted)
    rate(store, beech, instrument, "2026-05-01", high)
    rate(store, alder, instrument, "2026-05-01", low)
    rate(store, alder, instrument, "2026-06-01", high, private=True)
    rate(store, planted, instrument, "2026-05-01", low)
    rate(store, elsewhere, instrument, "2026-05-01", high)
    found = across(store, instrument, initiative)
    assert [(place.name, len(place.points), place.short) for place in found.places] == [
        ("Alder", 1, ()),
        ("Beech", 2, ()),
    ]
    assert (found.cells[CELL].scored, found.cells[CELL].short, found.left_out) == (2, 0, 1)
    assert "Planted" not in repr(found)
    everywhere = across(store, instrument)
    assert [place.name for place in everywhere.places] == ["Alder", "Beech", "Cedar"]
    assert (everywhere.left_out, everywhere.of_persons) == (1, 1)
    targets.set_target(store, instrument, CELL, 50, initiative=initiative)
    found = across(store, instrument)
    assert [place.short for place in found.places] == [(CELL,), (), ()]
    assert (found.cells[CELL].scored, found.cells[CELL].short) == (3, 1)


def test_what_is_under_way_is_no_run_but_where_it_is_looked_at(store: Store, put: Put, instrument: str):
    site = put("site", name="Alder")
    first = rate(store, site, instrument, "2025-11-01", {"reports": "1", "alone": "4", "staff": "1"})
    middle = rate(store, site, instrument, "2026-05-01", {"reports": "3", "alone": "1", "staff": "2"})
    last = rate(store, site, instrument, "2026-09-01", {"reports": "4", "alone": "1", "staff": "4"})
    assessing.reopen(store, middle)
    found = result(store, last)
    assert ([run.uid for run in found.runs], found.number) == ([first, last], 2)
    assert found.since is not None
    assert found.since.uid == first
    [place] = across(store, instrument).places
    assert [point.assessment for point in place.points] == [first, last]
    assert [run.uid for run in result(store, middle).runs] == [first, middle, last]
