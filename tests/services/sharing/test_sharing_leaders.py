"""What is shared of leaders and champions goes with the site it belongs to, and its parts with it; the rest stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services import continuity, merging, records, transition_acts, transitions
from isp_desktop.services.identity import identity
from isp_desktop.services.leaving_person import leaving
from isp_desktop.services.sharing import handover_pages, packing, receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.handover_pages import Told
from isp_desktop.services.sharing.planned import plan

Put = Callable[..., str]
TODAY = dt.date(2026, 10, 14)
DAY = TODAY.isoformat()
PLANTED = "Xylophonquartz"


@pytest.fixture
def world(put: Put) -> dict[str, str]:
    """Two sites, who leads and speaks up there, by name; all of it shared but what is called private."""
    made: dict[str, str] = {}

    def add(called: str, kind: str, **fields: Any) -> str:
        made[called] = put(kind, scope=None if "private" in called else "shared", **fields)
        return made[called]

    programme = add("programme", "initiative", name="Reading")
    alder = add("alder", "site", name="Alder", initiatives=[programme])
    beech = add("beech", "site", name="Beech")
    ruth = add("ruth", "person", name="Ruth", sites=[alder])
    owen = add("owen", "person", name="Owen", sites=[beech])
    element = add("element", "core_element", name="Daily reading", initiative=programme)
    add("mark", "integrity_mark", element=element, site=alder, date=DAY, mark="holds")
    add("role", "leadership_role", role="Director", person=ruth, site=alder, decides="The funding line")
    add("role anywhere", "leadership_role", role="Chair", person=ruth)
    add("role elsewhere", "leadership_role", role="Head", person=owen, site=beech)
    champion = add("champion", "champion", person=ruth, site=alder, level="organization")
    add("engaged", "engagement", champion=champion, date=DAY, what="Visited another school")
    add("review", "champion_review", champion=champion, date=DAY, state="waning")
    elsewhere = add("champion elsewhere", "champion", person=owen, site=beech)
    add("review elsewhere", "champion_review", champion=elsewhere, date=DAY, state="active")
    change = add("change", "transition", role="Director", leaves=ruth, site=alder, leaves_on="2026-10-31")
    add("item", "continuity_item", transition=change, what="Funding line in writing", owner=owen, due="2026-10-20")
    add("private item", "continuity_item", transition=change, what=PLANTED)
    hidden = add("private change", "transition", role=PLANTED, leaves=ruth, site=alder)
    add("private list", "continuity_item", transition=hidden, what=PLANTED)
    withdrawal = add("withdrawal", "withdrawal", site=alder, ends_on="2027-06-30")
    add("condition", "withdrawal_condition", withdrawal=withdrawal, what="Two coaches")
    return made


def test_with_a_site_leaves_who_leads_there_and_all_that_belongs_to_it(store: Store, world: dict[str, str]):
    names = {uid: name for name, uid in world.items()}
    told = {names[one.uid] for one in plan(store, Choice(sites=(world["alder"],))).records}
    assert told == {
        *("programme", "alder", "ruth", "element", "mark", "role", "role anywhere", "champion", "engaged", "review"),
        *("change", "item", "owen", "withdrawal", "condition"),
    }


def test_the_pages_of_a_handover_tell_of_leaders_champions_and_changes(store: Store, world: dict[str, str]):
    uids = [one.uid for one in plan(store, Choice(sites=(world["alder"],))).records]
    pages = handover_pages.pages(store, Told(world["alder"], uids, [], "", TODAY), lambda done, total: None)
    index = pages["index.md"].decode()
    for words in (
        "Director",
        "The funding line",
        "Waning",
        "Leaves on 31 October 2026",
        "Funding line in writing, Owen",
    ):
        assert words in index
    assert not any(PLANTED.encode() in page for page in pages.values())


def test_an_item_of_something_private_leaves_with_nothing(
    store: Store, put: Put, world: dict[str, str], tmp_path: Path
):
    put("tie", source=world["ruth"], target=world["owen"], type="works_with", about=PLANTED)
    continuity.keep(store, world["change"], continuity.proposals(store, world["change"], TODAY))
    transition_acts.share(store, world["change"])
    names = {one.title for one in plan(store, Choice(everything=True)).records}
    assert "Find who speaks up for it: Alder" in names
    assert "Introduce whoever comes to Owen" not in names


def test_two_notebooks_in_which_the_list_is_made_have_one_list(
    store: Store, make_store: Callable[[str], Store], world: dict[str, str], tmp_path: Path
):
    sam = make_store("Sam Whitlock")

    def give(one: Store, other: Store) -> None:
        path = tmp_path / f"{len(list(tmp_path.glob('*.ispx')))}.ispx"
        packing.share(one, path, Choice(sites=(world["alder"],)), to=[identity(other).public_key])
        receiving.receive(other, path)

    give(store, sam)
    for one in (store, sam):
        continuity.keep(one, world["change"], continuity.proposals(one, world["change"], TODAY))
    item = next(one for one in transitions.one(sam, world["change"], TODAY).items if one.area == "decisions")
    transition_acts.tick_item(sam, item.uid, True, TODAY)
    give(sam, store)
    give(store, sam)
    here, there = (transitions.one(one, world["change"], TODAY) for one in (store, sam))
    # In one of the two stands what was private there from the beginning.
    assert [one for one in here.items if not one.private] == list(there.items)
    assert (there.done, [one.what for one in there.items if one.in_conflict]) == (1, [])


def test_merging_two_people_carries_all_that_hangs_on_them(store: Store, put: Put, world: dict[str, str]):
    ruth, twin = world["ruth"], put("person", name="Ruth C.")
    put("shared_responsibility", what="The data", person=twin, shared_with=[ruth])
    put("accountability", what="The minutes", who=twin, to=world["owen"])
    put("withdrawal_condition", withdrawal=world["withdrawal"], what="A director", owner=twin)
    put("continuity_item", transition=world["change"], what="Hand on", owner=twin)
    put("transition", role="Chair", comes=twin)
    put("champion", person=twin, site=world["beech"])
    put("leadership_role", role="Acting head", person=twin, debrief_days=14)
    put("problem", date=DAY, what="Absence", people=[twin])
    before = [leaving(store, uid, TODAY) for uid in (ruth, twin)]
    assert len(before[1].lines) == 9
    merged = merging.merge(store, ruth, twin)
    held = {(line.held.part, line.held.uid) for line in leaving(store, ruth, TODAY).lines}
    assert held == {(line.held.part, line.held.uid) for one in before for line in one.lines}
    assert leaving(store, twin, TODAY).lines == ()
    merged.undo()
    assert len(leaving(store, twin, TODAY).lines) == 9
    assert records.get(store, world["change"]).fields["leaves"] == ruth
