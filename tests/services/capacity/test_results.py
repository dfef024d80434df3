"""What assessments came to: over runs and versions, beside what is needed, as needs, and across sites."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from assessments import answer, begin_assessment, plan_assessment
from msgspec.structs import replace

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item, to_json
from isp_desktop.services import records
from isp_desktop.services.capacity import assessing, instruments, needs, runs, targets
from isp_desktop.services.capacity.across import across
from isp_desktop.services.capacity.reading import assessment
from isp_desktop.services.capacity.results import items_that_stand_out, results, strengths_and_needs

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


def test_all_runs_of_a_subject_and_what_changed(store: Store, put: Put, instrument: str):
    site = put("site", name="Alder")
    rate(store, site, instrument, "2026-05-01", {"reports": "3", "alone": "1", "staff": "4"})
    rate(store, site, instrument, "2025-11-01", {"reports": "1", "alone": "4", "remark": "Tired"})
    plan_assessment(store, site, instrument, dt.date(2027, 1, 1))
    found = results(store, site)
    assert (found.kind, found.name, [run.day.year for run in found.runs]) == ("site", "Alder", [2025, 2026])
    first, second = found.runs
    assert (first.profile.cells[CELL].percent, second.profile.cells[CELL].percent) == (0, 83)
    # Half of the answers are asked for, and of this field there is none.
    assert (first.profile.cells[OTHER].value, first.profile.cells[OTHER].missing) == (None, 1)
    changed = runs.change(first, second)
    assert changed
    assert (changed.over, changed.whole, changed.before.overall.counted) == (3, True, 2)
    assert [one and one.over for one in runs.course(found.runs, second)] == [3, 3]


def test_a_new_version_is_compared_over_the_items_that_stayed(store: Store, put: Put, instrument: str):
    site = put("site", name="Alder")
    rate(store, site, instrument, "2025-11-01", {"reports": "1", "alone": "4", "staff": "2"})
    newer, _undo = instruments.new_version(store, instrument)
    items = (*QUESTIONS.items[:1], rated("alone", CELL), rated("partners", CELL))
    instruments.write(store, newer, replace(QUESTIONS, items=items))
    instruments.publish(store, newer)
    instruments.retire(store, instrument)
    rate(store, site, newer, "2026-05-01", {"reports": "4", "alone": "1", "partners": "1"})
    first, second = results(store, site).runs
    changed = runs.change(first, second)
    # "alone" is worded the other way round by now, and "partners" is new.
    assert changed
    assert (changed.over, changed.whole) == (1, False)
    assert (changed.before.cells[CELL].percent, changed.after.cells[CELL].percent) == (0, 100)
    assert [(one.version, one.state, one.used) for one in instruments.library(store)] == [
        (2, "in_use", 1),
        (1, "retired", 1),
    ]
    with pytest.raises(BadInput, match="new version"):
        instruments.write(store, newer, QUESTIONS)


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
    assert results(store, site).runs[0].can_be_compared
    lost = put("assessment", subject=site, instrument=instrument, date="2025-12-01", questions="0" * 64)
    put("answer", assessment=lost, item="reports", value="3")
    told = assessment(store, lost)
    assert (told.questions.are_others, told.items, [one.path for one in told.strays]) == (True, (), ["reports"])


def test_strengths_and_needs_beside_what_is_needed(store: Store, put: Put, instrument: str):
    initiative = put("initiative", name="Reading")
    site = put("site", name="Alder", initiatives=[initiative])
    rate(store, site, instrument, "2026-05-01", {"reports": "3", "alone": "2", "staff": "2"})
    run = results(store, site).runs[0]
    found = strengths_and_needs(run, {})
    assert [(one.sort, one.why, one.cell, one.percent) for one in found] == [("need", "scale", OTHER, 33)]
    targets.set_target(store, instrument, CELL, 80, initiative=initiative)
    targets.set_target(store, instrument, OTHER, 30, initiative=initiative)
    needed = results(store, site).targets
    assert {cell: (one.needed, one.site) for cell, one in needed.items()} == {CELL: (80, ""), OTHER: (30, "")}
    found = strengths_and_needs(run, needed)
    assert [(one.sort, one.why, one.cell, one.needed) for one in found] == [("need", "target", CELL, 80)]
    assert [one.path for one in items_that_stand_out(run, needed)] == ["reports", "alone"]
    undo = targets.set_target(store, instrument, CELL, 60, site=site)
    assert results(store, site).targets[CELL].needed == 60
    assert targets.targets(store, instrument, initiative=initiative)[CELL].needed == 80
    # Neither is short, neither strong: the highest and the lowest are named.
    ranked = strengths_and_needs(run, targets.targets(store, instrument, site))
    assert [(one.sort, one.why, one.cell) for one in ranked] == [("strength", "rank", CELL), ("need", "rank", OTHER)]
    undo()
    assert results(store, site).targets[CELL].needed == 80
    targets.set_target(store, instrument, CELL, None, initiative=initiative)()
    assert results(store, site).targets[CELL].needed == 80


def test_a_need_is_met_as_a_later_assessment_shows(store: Store, put: Put, instrument: str):
    site = put("site", name="Alder")
    first = rate(store, site, instrument, "2025-11-01", {"reports": "1", "alone": "3", "staff": "2"})
    of_cell, _undo = needs.need_from(store, first, "More who can read data", cell=CELL)
    of_item, undo = needs.need_from(store, first, item="staff")
    kept = records.get(store, of_item).fields
    assert (kept["what"], kept["form"], kept["site"], kept["seen_on"]) == ("Staff", "structural", site, "2025-11-01")
    assert needs.shown(store, site) == []
    later = rate(store, site, instrument, "2026-05-01", {"reports": "3", "alone": "3", "staff": "2"})
    shown = {one.need: (one.then, one.now, one.over, one.is_met) for one in needs.shown(store, site)}
    assert shown == {of_cell: (17, 50, 2, True), of_item: (33, 33, 1, False)}
    targets.set_target(store, instrument, CELL, 60, site=site)
    assert not any(one.is_met for one in needs.shown(store, site))
    undo()
    put_back = needs.meet(store, of_cell, later)
    kept = records.get(store, of_cell).fields
    assert (kept["state"], kept["met_by"], kept["met_on"]) == ("met", later, "2026-05-01")
    assert needs.shown(store, site) == []
    put_back()
    assert [one.need for one in needs.shown(store, site)] == [of_cell]


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
        ("Alder", 1, (CELL,)),
        ("Beech", 2, ()),
    ]
    assert (found.cells[CELL].scored, found.cells[CELL].short, found.left_out) == (2, 1, 1)
    assert (found.items["reports"].short, found.items["staff"].scored) == (1, 1)
    assert "Planted" not in repr(found)
    assert [place.name for place in across(store, instrument).places] == ["Alder", "Beech", "Cedar"]
    targets.set_target(store, instrument, OTHER, 70, initiative=initiative)
    assert across(store, instrument).cells[OTHER].short == 1
