"""What is shown first of a network too large to be read, and how far around somebody can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.excerpt import READABLE, excerpt, readable_steps
from isp_desktop.domain.network import RELATIONSHIP, Edge, Network, Node

_PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=80)


def network(pairs: list[tuple[int, int]], hers: list[int]) -> Network:
    """People numbered from 0 with these ties, and a practitioner with lines to `hers`."""
    nodes = {f"p{at}": Node(f"p{at}", "person", f"P {at}") for at in range(31)}
    nodes["me"] = Node("me", "person", "Maren", me=True)
    ties = [Edge(f"t{at}", f"p{one}", f"p{other}", "works_with") for at, (one, other) in enumerate(pairs)]
    own = [Edge(f"r{at}", "me", f"p{at}", RELATIONSHIP) for at in hers]
    return Network(nodes, (*ties, *own))


@given(_PAIRS, st.lists(st.integers(0, 30), unique=True), st.permutations(range(31)))
def test_it_can_be_read_and_has_the_practitioner_where_she_has_ties(
    pairs: list[tuple[int, int]], hers: list[int], order: list[int]
):
    found = excerpt(network(pairs, hers), [f"p{at}" for at in order])
    assert len(found) <= READABLE
    assert ("me" in found) == bool(hers)
    assert bool(found) == any(one != other for one, other in [*pairs, *((-1, at) for at in hers)])


def test_those_first_in_need_come_with_all_whom_they_are_tied_to():
    whole = network([(0, 10), (0, 11), (1, 12), (2, 13), (2, 14)], [0, 1, 2])
    assert excerpt(whole, ["p9", "p2", "p1"], most=6) == {"me", "p2", "p13", "p14", "p1", "p12"}
    assert excerpt(whole, ["p0"], most=4) == {"me", "p0", "p10", "p11"}


def test_of_somebody_tied_to_more_than_can_be_read_some_are_shown():
    hub = network([(0, at) for at in range(1, 31)], [0])
    assert excerpt(hub, [], most=5) == {"me", "p0"}


def test_as_many_steps_as_can_be_read():
    chain = network([(at, at + 1) for at in range(5)], [])
    assert readable_steps(chain, "p0") == 3
    assert readable_steps(chain, "p4") == 3
    assert readable_steps(network([(0, 1)], []), "p0") == 1
    assert readable_steps(network([(0, at) for at in range(1, 31)], []), "p0") == 1
