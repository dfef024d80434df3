"""The network as it stood on a day: what held, what was rated up to then, for all the work or a part of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.network import MEMBER, OWN_TYPE, RELATIONSHIP, Network
from isp_desktop.services import settings
from isp_desktop.services.network.reading import YOU, Scope, months_of_change, network

Put = Callable[..., str]
TODAY = dt.date(2026, 10, 14)


def lines(found: Network) -> set[tuple[str, str, str]]:
    """Each edge by the names of its ends and its type."""
    return {(found.nodes[edge.source].name, edge.type, found.nodes[edge.target].name) for edge in found.edges}


@pytest.fixture
def me(store: Store, put: Put) -> str:
    uid = put("person", name="Maren Oduya")
    settings.write(store, "me", uid)
    return uid


def test_a_tie_is_there_from_its_first_to_its_last_day(store: Store, put: Put):
    ruth, joel = put("person", name="Ruth"), put("organization", name="Lowland Fund")
    put("tie", source=joel, target=ruth, type="supplies", since="2026-03-01", until="2026-06-30")
    for day, holds in [("2026-02-28", False), ("2026-03-01", True), ("2026-06-30", True), ("2026-07-01", False)]:
        assert bool(network(store, TODAY, dt.date.fromisoformat(day)).edges) is holds


def test_members_are_tied_to_their_team_and_a_type_of_ones_own_has_its_name(store: Store, put: Put):
    ruth, tomas = put("person", name="Ruth"), put("person", name="Tomas")
    team = put("team", name="Core team")
    put("membership", team=team, person=ruth, left="2026-09-30")
    put("membership", team=team, person=tomas, joined="2026-10-01")
    mentors = put("tie_type", name="mentors", both_ways=False)
    put("tie", source=ruth, target=tomas, named=mentors)
    assert ("Ruth", MEMBER, "Core team") in lines(network(store, TODAY, dt.date(2026, 9, 30)))
    found = network(store, TODAY)
    assert lines(found) == {
        ("Tomas", MEMBER, "Core team"),
        ("Ruth", OWN_TYPE, "Tomas"),
    }
    [edge] = [edge for edge in found.edges if edge.type == OWN_TYPE]
    assert (edge.label, edge.both_ways) == ("mentors", False)


def test_trust_is_that_of_the_latest_rating_up_to_the_day(store: Store, put: Put, me: str):
    ruth = put("person", name="Ruth")
    put("relationship", stakeholder=ruth, practitioner=me, since="2026-01-01")
    put("trust", stakeholder=ruth, rater=me, date="2026-02-01", way="self", reliability=2, openness=1)
    put("trust", stakeholder=ruth, rater=me, date="2026-08-01", way="self", reliability=4, openness=5)
    told = {
        day: [(edge.type, edge.trust) for edge in network(store, TODAY, dt.date.fromisoformat(day)).edges]
        for day in ("2025-12-31", "2026-01-15", "2026-02-01", "2026-10-14")
    }
    assert told == {
        "2025-12-31": [],
        "2026-01-15": [(RELATIONSHIP, "")],
        "2026-02-01": [(RELATIONSHIP, "weak")],
        "2026-10-14": [(RELATIONSHIP, "strong")],
    }


def test_what_names_no_rater_or_practitioner_is_nobodys_line(store: Store, put: Put, me: str):
    ruth, tomas = put("person", name="Ruth"), put("person", name="Tomas")
    put("trust", stakeholder=ruth, date="2026-08-01", way="self", reliability=3)
    put("relationship", stakeholder=tomas)
    assert network(store, TODAY).edges == ()
    put("relationship", stakeholder=ruth, practitioner=me)
    assert [(edge.source, edge.trust) for edge in network(store, TODAY).edges] == [(me, "")]


def test_without_a_record_of_oneself_nothing_is_taken_for_ones_own(store: Store, put: Put):
    put("trust", stakeholder=put("person", name="Ruth"), date="2026-08-01", way="self", reliability=3)
    found = network(store, TODAY)
    assert found.nodes[YOU].me
    assert found.edges == ()


def test_each_rater_has_a_line_that_tells_of_her_own_latest_rating_alone(store: Store, put: Put, me: str):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam")
    put("trust", stakeholder=ruth, rater=me, date="2026-07-01", way="self", reliability=1)
    put("trust", stakeholder=ruth, rater=me, date="2026-08-01", way="diagnostic", openness=5)
    put("trust", stakeholder=ruth, rater=sam, date="2026-09-01", way="self", reliability=3)
    put("trust", stakeholder=ruth, date="2026-09-02", way="self", reliability=1)
    told = {edge.source: (edge.trust, edge.rated_on) for edge in network(store, TODAY).edges}
    assert told == {me: ("strong", "2026-08-01"), sam: ("building", "2026-09-01")}


def test_of_two_relationships_that_hold_the_line_is_that_of_the_shared_one(store: Store, put: Put, me: str):
    ruth = put("person", name="Ruth")
    put("relationship", stakeholder=ruth, practitioner=me, scope="private")
    shared = put("relationship", stakeholder=ruth, practitioner=me, scope="shared")
    put("relationship", stakeholder=ruth, practitioner=me, scope="private")
    assert [(edge.uid, edge.private) for edge in network(store, TODAY).edges] == [(shared, False)]


def test_who_was_met_too_long_ago_has_gone_quiet(store: Store, put: Put):
    ruth, site = put("person", name="Ruth", wanted_days=28), put("site", name="Harbour")
    put("visit", date="2026-08-20", site=site, attended=[ruth])
    assert network(store, TODAY).nodes[ruth].quiet
    assert not network(store, TODAY, dt.date(2026, 9, 1)).nodes[ruth].quiet


def test_an_initiative_has_the_people_of_its_sites_and_teams_and_the_bodies_tied_to_them(store: Store, put: Put):
    first, other = put("initiative", name="PALS"), put("initiative", name="Other")
    alder, hill = put("site", name="Alder", initiatives=[first]), put("site", name="Hill", initiatives=[other])
    ruth, tomas, joel = put("person", name="Ruth", sites=[alder]), put("person", name="Tomas"), put("person", name="J")
    hanna = put("person", name="Hanna", sites=[hill])
    fund = put("organization", name="Fund")
    put("membership", team=put("team", name="Core", initiatives=[first]), person=tomas)
    put("tie", source=fund, target=ruth, type="supplies")
    put("tie", source=joel, target=hanna, type="works_with")
    named = {node.name for node in network(store, TODAY, scope=Scope(initiative=first)).nodes.values() if not node.me}
    assert named == {"Ruth", "Tomas", "Core", "Fund"}
    assert {n.name for n in network(store, TODAY, scope=Scope(site=hill)).nodes.values() if not n.me} == {"Hanna"}


def test_the_months_of_change_end_before_this_one(store: Store, put: Put):
    ruth, tomas = put("person", name="Ruth"), put("person", name="Tomas")
    put("tie", source=ruth, target=tomas, type="works_with", since="2025-12-05", until="2026-02-10")
    put("trust", stakeholder=ruth, date="2026-10-02", way="self", reliability=3)
    assert months_of_change(store, TODAY) == [dt.date(2025, 12, 31), dt.date(2026, 2, 28)]
