"""The measures: right on small networks that can be checked by hand, and each with its sentence."""

from __future__ import annotations

import pytest

from isp_desktop.domain.network import RELATIONSHIP, Edge, Network, Node
from isp_desktop.services.network.clusters import clusters
from isp_desktop.services.network.measures import Measure, measures, scores


def tied(*pairs: str, alone: str = "", both_ways: bool = True) -> Network:
    """People of one letter: "ab" is a tie from a to b."""
    nodes = {name: Node(name, "person", name.upper()) for name in sorted({*"".join(pairs), *alone})}
    return Network(nodes, tuple(Edge(pair, *pair, "works_with", both_ways=both_ways) for pair in pairs))


def by_key(network: Network) -> dict[str, Measure]:
    return {one.key: one for one in measures(network)}


def test_a_star_hangs_on_its_middle():
    found = by_key(tied("ab", "ac", "ad", "ae"))
    assert found["density"].number == pytest.approx(4 / 10)
    assert found["centralization"].number == pytest.approx(1)
    assert found["brokers"].uids == ("a",)
    assert found["bridges"].uids == ("a",)
    assert found["edge"].uids == ("b", "c", "d", "e")
    assert all(one.sentence.endswith(".") for one in found.values())


def test_a_ring_has_no_bridge_and_nobody_at_the_edge():
    found = by_key(tied("ab", "bc", "cd", "da"))
    assert (found["centralization"].number, found["bridges"].uids, found["edge"].uids) == (0, (), ())


def test_what_goes_both_ways_is_asked_of_directed_ties_alone():
    assert by_key(tied("ab", "ba", "bc", both_ways=False))["reciprocity"].number == pytest.approx(2 / 3)
    assert by_key(tied("ab", "bc"))["reciprocity"].number is None


def test_somebody_alone_is_at_the_edge_first():
    assert by_key(tied("ab", "bc", "ca", "cd", alone="z"))["edge"].uids == ("z", "d")


def test_the_practitioners_own_lines_are_not_counted():
    network = tied("ab", "bc", "ca")
    me = Node("me", "person", "Maren", me=True)
    lines = tuple(Edge(f"r{name}", "me", name, RELATIONSHIP) for name in "abc")
    with_me = Network({**network.nodes, "me": me}, (*network.edges, *lines))
    assert measures(with_me) == measures(network)
    assert scores(with_me, "ties") == {"a": 1, "b": 1, "c": 1}
    assert scores(tied("ab", "bc"), "between") == {"a": 0, "b": 1, "c": 0}


def test_nothing_is_measured_where_nobody_is_tied():
    assert measures(tied(alone="abc")) == []
    assert measures(Network()) == []


def test_groups_are_those_tied_among_themselves():
    two = tied("ab", "bc", "ca", "de", "ef", "fd", "cd", alone="z")
    assert sorted(map(sorted, clusters(two))) == [["a", "b", "c"], ["d", "e", "f"]]
    assert clusters(tied(alone="abc")) == []
