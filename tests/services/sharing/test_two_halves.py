"""Two notebooks, on which the votes of halves of one group are typed, make one assessment whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from assessments import begin_assessment, say

from isp_desktop.db.store import Store
from isp_desktop.services.capacity import instruments, voting
from isp_desktop.services.capacity.reading import assessment
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import packing, receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.state import state

Put = Callable[..., str]
TODAY = dt.date(2026, 10, 14)
DATA, TIME, KNOWS = "individual/reads_data", "individual/no_time", "individual/knows_how"


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    """Another notebook."""
    return make_store("Sam Whitlock")


def test_two_notebooks_with_two_halves_of_one_assessment_make_it_whole(
    store: Store, sam: Store, put: Put, tmp_path: Path
):
    alder = put("site", name="Alder")
    people = [put("person", name=name) for name in ("Ada", "Ben", "Cleo")]
    uid = begin_assessment(store, alder, instruments.starter(store, "short"), TODAY, present=people)
    give(store, sam, tmp_path, alder)
    here, there = assessment(store, uid).seats, assessment(sam, uid).seats
    assert here == ("A", "B", "C")
    assert not set(here) & set(there)
    # Each takes the votes of half of the group, on one item both; and the consensus on items of their own.
    voting.votes(store, uid, {DATA: dict.fromkeys(here, "3"), TIME: {here[0]: "2"}})
    voting.votes(sam, uid, {DATA: dict.fromkeys(there, "1"), KNOWS: {there[0]: "4"}})
    voting.agree(store, uid, DATA, "2")
    say(store, uid, DATA, evidence="Seen here")
    voting.agree(sam, uid, KNOWS, "4")
    say(sam, uid, KNOWS, dissent="One would say 3")
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
    uid = begin_assessment(store, alder, instruments.starter(store, "short"), TODAY)
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
