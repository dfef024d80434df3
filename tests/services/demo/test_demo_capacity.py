"""The story of capacity in the made-up notebook: assessed, built, assessed again, and compared with other sites."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from told import UNTIL, of_kind, records, written

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import read_votes, uid_of
from isp_desktop.domain.scoring import CELLS
from isp_desktop.domain.starter_instrument import content_of, starter_uid
from isp_desktop.domain.vocabulary import STEP_WAYS
from isp_desktop.services import capacity_plan, challenges, demo_notebook
from isp_desktop.services.capacity.across import across
from isp_desktop.services.capacity.instruments import starter
from isp_desktop.services.capacity_result.model import Result
from isp_desktop.services.capacity_result.reading import result
from isp_desktop.services.demo import Entry

Told = dict[str, dict[str, Any]]


@pytest.fixture(scope="module", params=[(12, 400, 1), (8, 2000, 1), (5, 60, 2)], ids=str)
def entries(request: pytest.FixtureRequest) -> tuple[Entry, ...]:
    return written(*request.param)


@pytest.fixture(scope="module")
def told(entries: tuple[Entry, ...]) -> Told:
    return records(entries)


def runs_of(told: Told) -> dict[str, list[str]]:
    """The assessments by whose capacity they are about, earliest first."""
    found: dict[str, list[str]] = {}
    for uid, one in sorted(told.items(), key=lambda pair: str(pair[1].get("date"))):
        if one["kind"] == "assessment":
            found.setdefault(one["subject"], []).append(uid)
    return found


def test_one_site_is_assessed_three_times_and_some_others_once(told: Told) -> None:
    assert sorted(map(len, runs_of(told).values()))[-2:] == [1, 3]
    assert {one["state"] for one in told.values() if one["kind"] == "assessment"} == {"done"}
    assert all(one["talked"] for one in told.values() if one["kind"] == "assessment")
    [instrument] = [(uid, one) for uid, one in told.items() if one["kind"] == "instrument"]
    assert instrument == (starter_uid(content_of("short")[0]), instrument[1])


def test_all_vote_by_seats_before_they_agree(told: Told) -> None:
    [story] = [uids for uids in runs_of(told).values() if len(uids) == 3]
    for uid in story:
        own = [(at, one) for at, one in told.items() if one["kind"] == "answer" and one["assessment"] == uid]
        assert len(own) == len(CELLS)
        assert all(at == uid_of(uid, one["item"]) for at, one in own)
        votes = [read_votes(one["votes"]) for _at, one in own]
        assert {found.count for found in votes} == {len(told[uid]["present"])}
        assert not any(found.twice or found.unreadable for found in votes)
        assert any("dissent" in one for _at, one in own)
        assert any("evidence" in one for _at, one in own)
    assert len(told[story[-1]]["present"]) == 6


def test_needs_are_met_given_up_or_open_still_and_one_is_open_anew(entries: tuple[Entry, ...], told: Told) -> None:
    [story] = [uids for uids in runs_of(told).values() if len(uids) == 3]
    own = {uid: one for uid, one in told.items() if one["kind"] == "need" and one["assessment"] in story}
    assert Counter(one["state"] for one in own.values()) == {"met": 4, "open": 3, "given_up": 1}
    for one in own.values():
        if one["state"] == "met":
            assert story.index(one["met_by"]) > story.index(one["assessment"])
            assert one["met_on"] > one["seen_on"]
    [anew] = [
        entry.uid
        for entry in entries
        if entry.kind == "need" and "met_by" in entry.fields and not entry.fields["met_by"]
    ]
    assert own[anew]["state"] == "open"
    assert "have left" in own[anew]["about"]


def test_steps_are_of_all_ways_and_lead_somewhere(told: Told) -> None:
    steps = {uid: one for uid, one in told.items() if one["kind"] == "plan_step"}
    assert {one["way"] for one in steps.values()} == set(STEP_WAYS)
    assert Counter(one["state"] for one in steps.values()) == {"done": 6, "under_way": 2, "dropped": 1}
    assert all(one["result"] for one in steps.values() if one["state"] == "done")
    assert all(one["reason"] for one in steps.values() if one["state"] == "dropped")
    assert all(told[need]["kind"] == "need" for one in steps.values() for need in one["needs"])
    logged = Counter(one["step"] for one in told.values() if one["kind"] == "step_log")
    assert logged.keys() == steps.keys()
    for one in told.values():
        if one["kind"] == "step_log":
            assert steps[one["step"]]["starts_on"] <= one["date"] < UNTIL.isoformat()
    assert max(one["follow_up_on"] or "" for one in steps.values() if "follow_up_on" in one) > UNTIL.isoformat()


def test_challenges_are_ahead_one_has_come_and_one_has_passed(told: Told) -> None:
    # Those of other stories say nothing of the capacity that they need.
    found = [one for one in told.values() if one["kind"] == "challenge" and "capacity_type" in one]
    assert Counter(one["state"] for one in found) == {"ahead": 4, "here": 1, "passed": 1}
    assert len({one["area"] for one in found}) > 4
    assert len({(one["likelihood"], one["effect"]) for one in found}) > 4


def test_a_notebook_of_many_sites_tells_no_more_of_capacity() -> None:
    kinds = ("assessment", "answer", "need", "plan_step", "step_log", "challenge", "capacity_target")
    few, many = (sum(one.kind in kinds for one in written(sites, 2000)) for sites in (8, 40))
    assert many < few * 1.1
    assert not of_kind(written(1, 1), "plan_step")


@pytest.fixture
def filled(store: Store) -> Result:
    """The notebook filled, and what the site of which most is told came to by the last assessment."""
    demo_notebook.fill(store, 5, 60, 2, UNTIL)
    found = across(store, starter(store, "short"))
    place = max(found.places, key=lambda one: len(one.points))
    shares = [point.profile.overall.share or 0 for point in place.points]
    assert all(before < after for before, after in pairwise(shares))
    return result(store, place.points[-1].assessment)


def test_the_program_reads_the_story(store: Store, filled: Result) -> None:
    assert [run.compares for run in filled.runs] == ["same"] * 3
    assert len(filled.items) == len(CELLS)
    assert sum(cell.needed is not None for cell in filled.cells) == 10
    plan = capacity_plan.plan(store, filled.subject)
    assert (len(plan.needs), len(plan.steps)) == (8, 9)
    assert [need.what[:8] for need in plan.needs if need.is_unplanned] == ["Somebody"]
    assert not any(need.met_by for need in filled.needs if "new" in need.what)
    assert len(across(store, starter(store, "short")).places) > 2
    assert challenges.challenges(store)
