"""What is shared of capacity goes with whose it is; and two halves of one assessment make it whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.services import records
from isp_desktop.services.capacity import assessing, instruments, needs, targets, voting
from isp_desktop.services.capacity.reading import assessment
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import packing, receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.opening import open_bundle, own_lock
from isp_desktop.services.sharing.planned import plan
from isp_desktop.services.state import state

Put = Callable[..., str]
PLANTED = "Xylophonquartz"
TODAY = dt.date(2026, 10, 14)
DATA, TIME, KNOWS = "individual/reads_data", "individual/no_time", "individual/knows_how"
CELL = ("analytic", "individual")


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    return make_store("Sam Whitlock")


@pytest.fixture
def world(store: Store, put: Put) -> dict[str, str]:
    """Two sites, a team and a person of one of them, and what is known of their capacity, by name."""
    made: dict[str, str] = {}

    def add(called: str, kind: str, **fields: Any) -> str:
        made[called] = put(kind, **fields)
        return made[called]

    def rate(called: str, subject: str, **further: Any) -> str:
        uid = assessing.begin(store, subject, made["instrument"], TODAY, "alone", **further)
        voting.agree(store, uid, DATA, "1", evidence=PLANTED if further.get("private") else "The table")
        made.update({called: uid, f"{called}: answer": uid_of(uid, DATA)})
        return uid

    initiative = add("initiative", "initiative", name="Reading")
    alder = add("alder", "site", name="Alder", initiatives=[initiative])
    beech = add("beech", "site", name="Beech")
    priya = add("priya", "person", name="Priya", sites=[alder], private_notes=PLANTED)
    team = add("team", "team", name="Team", sites=[alder, beech])
    add("county", "organization", name="County")
    made["instrument"] = instruments.starter(store, "short")
    made["long"] = instruments.starter(store, "long")
    of_alder = rate("of alder", alder, present=[priya], private_notes=PLANTED)
    rate("of the team", team)
    rate("of priya", priya, site=None)
    rate("of beech", beech)
    # She was there, and yet it is not hers.
    rate("of the county", made["county"], present=[priya])
    rate("private", alder, private=True)
    made["need"] = needs.need_from(store, of_alder, "More who read data", cell=CELL)[0]
    made["private need"] = needs.need_from(store, made["private"], PLANTED, cell=CELL)[0]
    step = add("step", "plan_step", what="Train two", way="training", needs=[made["need"]])
    add("log", "step_log", step=step, date=TODAY.isoformat(), what="First hour", private_notes=PLANTED)
    add("step at beech", "plan_step", what="Visit", way="modelling", needs=[made["need"]], site=beech)
    add("challenge", "challenge", what="The grant ends", site=alder)
    targets.set_target(store, made["instrument"], CELL, 60, site=alder)
    made["target"] = targets.targets(store, made["instrument"], alder)[CELL].uid
    targets.set_target(store, made["long"], CELL, 70, initiative=initiative)
    made["target of all"] = targets.targets(store, made["long"], initiative=initiative)[CELL].uid
    return made


def leaving(store: Store, world: dict[str, str], **choice: Any) -> set[str]:
    names = {uid: name for name, uid in world.items()}
    return {names[one.uid] for one in plan(store, Choice(**choice)).records}


OF_ALDER = {
    *("alder", "initiative", "priya", "team", "instrument", "of alder", "of alder: answer"),
    # What is hers goes with her alone.
    *("of the team", "of the team: answer"),
    *("need", "step", "log", "challenge", "target"),
}


def test_a_site_brings_its_capacity_with_answers_needs_and_steps(store: Store, world: dict[str, str]):
    assert leaving(store, world, sites=(world["alder"],)) == OF_ALDER


def test_an_initiative_brings_what_it_needs_and_by_which_instrument(store: Store, world: dict[str, str]):
    found = leaving(store, world, initiatives=(world["initiative"],))
    assert found == OF_ALDER | {"target of all", "long"}


def test_a_person_brings_the_assessments_in_which_they_are_named(store: Store, world: dict[str, str]):
    found = leaving(store, world, people=(world["priya"],))
    assert {"of priya: answer", "of alder: answer", "of the county: answer", "instrument", "need"} <= found
    assert not found & {"of beech", "private", "private need", "of the team"}


def test_a_deleted_answer_is_told_as_deleted(store: Store, world: dict[str, str]):
    with store.write() as transaction:
        records.delete(transaction, world["of alder: answer"])
    gone = [one.uid for one in plan(store, Choice(sites=(world["alder"],))).records if one.deleted]
    assert gone == [world["of alder: answer"]]


@pytest.mark.parametrize("named", ["alder", ""])
def test_nothing_private_of_capacity_is_in_a_bundle(
    store: Store, sam: Store, world: dict[str, str], tmp_path: Path, named: str
):
    choice = Choice(sites=(world[named],)) if named else Choice(everything=True)
    path = tmp_path / "one.ispx"
    packing.share(store, path, choice, [identity(sam).public_key])
    with open_bundle(path, own_lock(sam), identity(sam).public_key) as bundle:
        told = b"\n".join([*bundle.lines(), *dict(bundle.files()).values()])
        bundle.finish()
    assert b"The table" in told
    assert PLANTED.encode() not in told


def test_two_notebooks_with_two_halves_of_one_assessment_make_it_whole(
    store: Store, sam: Store, put: Put, tmp_path: Path
):
    alder = put("site", name="Alder")
    people = [put("person", name=name) for name in ("Ada", "Ben", "Cleo")]
    uid = assessing.begin(store, alder, instruments.starter(store, "short"), TODAY, present=people)
    give(store, sam, tmp_path, alder)
    here, there = assessment(store, uid).seats, assessment(sam, uid).seats
    assert here == ("A", "B", "C")
    assert not set(here) & set(there)
    # Each takes the votes of half of the group, on one item both; and the consensus on items of their own.
    voting.votes(store, uid, {DATA: dict.fromkeys(here, "3"), TIME: {here[0]: "2"}})
    voting.votes(sam, uid, {DATA: dict.fromkeys(there, "1"), KNOWS: {there[0]: "4"}})
    voting.agree(store, uid, DATA, "2", evidence="Seen here")
    voting.agree(sam, uid, KNOWS, "4", dissent="One would say 3")
    give(sam, store, tmp_path, alder)
    give(store, sam, tmp_path, alder)
    found = assessment(store, uid)
    assert state(store).shared == state(sam).shared
    assert found.items == assessment(sam, uid).items
    assert found.answers == {DATA: "2", KNOWS: "4"}
    data, knows = found.asked(DATA), found.asked(KNOWS)
    assert data
    assert knows
    assert (data.votes.count, data.spread, data.in_conflict) == (6, "apart", False)
    assert dict(data.votes.seats) == {"1": tuple(sorted(there)), "3": here}
    assert knows.dissent == "One would say 3"


def test_what_both_came_to_otherwise_waits_to_be_settled(store: Store, sam: Store, put: Put, tmp_path: Path):
    alder = put("site", name="Alder")
    uid = assessing.begin(store, alder, instruments.starter(store, "short"), TODAY)
    give(store, sam, tmp_path, alder)
    voting.agree(store, uid, DATA, "2")
    voting.agree(sam, uid, DATA, "3")
    give(sam, store, tmp_path, alder)
    told = assessment(store, uid).asked(DATA)
    assert told
    assert told.in_conflict
    assert {told.answer, *told.others} == {"2", "3"}


def give(one: Store, other: Store, place: Path, site: str) -> None:
    path = place / f"{len(list(place.glob('*.ispx')))}.ispx"
    packing.share(one, path, Choice(sites=(site,)), to=[identity(other).public_key])
    receiving.receive(other, path)
