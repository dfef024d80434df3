"""What can be asked of a network without the store: days, steps, sieves, and how much trust a rating tells of."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.network import (
    ALL_STEPS,
    OWN_TYPE,
    RELATIONSHIP,
    Edge,
    Network,
    Node,
    Sieve,
    around,
    degrees,
    held_on,
    neighbours,
    sifted,
    trust_of,
    without_practitioner,
)


def chain(length: int) -> Network:
    """a0 - a1 - a2 ..."""
    nodes = {f"a{at}": Node(f"a{at}", "person", f"A {at}") for at in range(length)}
    ties = (Edge(f"t{at}", f"a{at}", f"a{at + 1}", "works_with") for at in range(length - 1))
    return Network(nodes, tuple(ties))


@given(st.dates(), st.dates(), st.dates())
def test_a_tie_holds_on_its_first_and_its_last_day_and_between(one: dt.date, other: dt.date, day: dt.date):
    since, until = sorted((one, other))
    assert held_on(since.isoformat(), until.isoformat(), day) is (since <= day <= until)
    assert held_on("", None, day)


@given(st.integers(2, 12), st.integers(1, 12))
def test_neighbours_are_at_most_so_many_steps_away(length: int, steps: int):
    found = neighbours(chain(length), "a0", steps)
    assert found == {f"a{at}" for at in range(min(length, steps + 1))}
    assert neighbours(chain(length), "a0", ALL_STEPS) == set(chain(length).nodes)


def test_around_keeps_the_edges_among_those_near():
    near = around(chain(5), "a2", 1)
    assert sorted(near.nodes) == ["a1", "a2", "a3"]
    assert [edge.uid for edge in near.edges] == ["t1", "t2"]


def test_a_sieve_lets_through_types_levels_and_parts():
    nodes = {
        "me": Node("me", "person", "Maren", me=True),
        "ruth": Node("ruth", "person", "Ruth", part="leadership", level="organization"),
        "joel": Node("joel", "organization", "Fund", part="funder_policy", level="system"),
        "site": Node("site", "site", "Alder"),
    }
    edges = (
        Edge("1", "joel", "ruth", "supplies", both_ways=False),
        Edge("2", "ruth", "site", OWN_TYPE, "mentors"),
        Edge("3", "me", "ruth", RELATIONSHIP),
    )
    whole = Network(nodes, edges)
    assert set(sifted(whole, Sieve(parts=frozenset({"leadership"}))).nodes) == {"me", "ruth", "site"}
    assert [e.uid for e in sifted(whole, Sieve(types=frozenset({f"{OWN_TYPE}:mentors"}))).edges] == ["2"]
    assert set(sifted(whole, Sieve(types=frozenset({"supplies"}), alone=False)).nodes) == {"joel", "ruth"}
    assert set(sifted(whole, Sieve(levels=frozenset({"system"}))).nodes) == {"me", "joel", "site"}
    assert [e.uid for e in without_practitioner(whole).edges] == ["1", "2"]
    assert degrees(whole) == {"me": 1, "ruth": 3, "joel": 1, "site": 1}


@pytest.mark.parametrize(
    ("ratings", "told"),
    [
        ([], ""),
        ([None, None], ""),
        ([1, 2, None], "weak"),
        ([2, 3], "building"),
        ([3, 4], "strong"),
        ([5, 5, 1, 1], "building"),
    ],
)
def test_how_much_trust_a_rating_tells_of(ratings: list[float | None], told: str):
    assert trust_of(ratings) == told
