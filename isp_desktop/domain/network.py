"""Who is connected with whom, as plain values, and what can be asked of them without the store.

Two types of relationship (docs/practice.md): among stakeholders, which are ties and the memberships of teams, and of a
practitioner with a stakeholder, which are relationships and the trust ratings that tell of them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["person", "team", "organization", "site"]
Strength = Literal["", "weak", "building", "strong"]

MEMBER = "member"
"""The type of edge from a person to a team that she belongs to."""
OWN_TYPE = "own"
"""The type of edge of a tie whose type the organization named itself."""
RELATIONSHIP = "relationship"
"""The type of edge from a practitioner to somebody she works with."""

ALL_STEPS = 0
"""As a number of steps: however far."""

_LOW_BELOW, _STRONG_FROM = 2.5, 3.5


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody who can stand at an end of a tie.

    Attributes:
        uid: of the record; that of the practitioner may be one of its own, where she has no record of herself.
        about: role and organization of a person, else "".
        part, level: keys of the vocabulary, or "".
        quiet: last contact is longer ago than wanted.
        me: the practitioner whose notebook it is.
        private: its record has nothing shared.
    """

    uid: str
    kind: Kind
    name: str
    about: str = ""
    part: str = ""
    level: str = ""
    quiet: bool = False
    me: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """What is between two nodes.

    Attributes:
        uid: of the record it comes from; a membership has that of its team.
        record: the kind of that record.
        type: a key of `vocabulary.TIES`, or one of the three above.
        label: what a type of the organization's own is called, else "".
        both_ways: it says the same from either end.
        strength: of a tie or a relationship as it was noted, "" where nobody said.
        trust: of a relationship, how much there is by the latest rating, "" where none was made.
        rated_on: the day of that rating, "YYYY-MM-DD", or "".
        since, until: "YYYY-MM-DD" or ""; it holds on both days.
        private: its record, or the rating, has nothing shared.
    """

    uid: str
    source: str
    target: str
    type: str
    label: str = ""
    both_ways: bool = True
    strength: Strength = ""
    trust: Strength = ""
    rated_on: str = ""
    since: str = ""
    until: str = ""
    private: bool = False
    record: str = "tie"

    @property
    def key(self) -> tuple[str, str, str]:
        """What no other edge of a network has."""
        return self.uid, self.source, self.target

    @property
    def weight(self) -> Strength:
        """How strong its line is drawn: by trust, where it was rated."""
        return self.trust or self.strength


@dataclass(frozen=True)
class Network:
    """Nodes by their uid, and the edges among them."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Sieve:
    """What of a network is shown; an empty set lets everything through.

    Attributes:
        types: of edges, as `type_key` gives them.
        levels, parts: of people, teams and organizations; "" stands for those of whom nobody said. A practitioner's
            own node is always shown.
        alone: also those whom no edge leads to.
    """

    types: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    alone: bool = True


def type_key(edge: Edge) -> str:
    """By what a type of edge is chosen: its own name where the organization gave it one."""
    return f"{OWN_TYPE}:{edge.label}" if edge.type == OWN_TYPE else edge.type


def held_on(since: str | None, until: str | None, day: dt.date) -> bool:
    """Whether what began on `since` and ended with `until` held on `day`; an empty end is open."""
    shown = day.isoformat()
    return (not since or since <= shown) and (not until or shown <= until)


def trust_of(ratings: Iterable[float | None]) -> Strength:
    """How much trust the indicators of one rating tell of, each 1 (hardly) to 5 (fully) or None for not rated.

    Low below 2.5 on their average, strong from 3.5 on, building between: the thirds of the scale as people round them.
    """
    given = [rating for rating in ratings if rating is not None]
    if not given:
        return ""
    average = sum(given) / len(given)
    return "weak" if average < _LOW_BELOW else "strong" if average >= _STRONG_FROM else "building"


def neighbours(network: Network, uid: str, steps: int) -> frozenset[str]:
    """The uids that are at most so many steps from `uid`, itself included; `ALL_STEPS` for however far."""
    next_to = adjacent(network.edges)
    found, edge_of = {uid}, {uid}
    step = 0
    while edge_of and (steps == ALL_STEPS or step < steps):
        edge_of = {other for one in edge_of for other in next_to[one]} - found
        found |= edge_of
        step += 1
    return frozenset(found & network.nodes.keys())


def around(network: Network, uid: str, steps: int) -> Network:
    """What is at most so many steps from `uid`."""
    near = neighbours(network, uid, steps)
    return within(network, near)


def within(network: Network, uids: Iterable[str]) -> Network:
    """The nodes `uids` and the edges among them."""
    kept = frozenset(uids)
    nodes = {uid: node for uid, node in network.nodes.items() if uid in kept}
    return Network(nodes, tuple(edge for edge in network.edges if edge.source in nodes and edge.target in nodes))


def sifted(network: Network, sieve: Sieve) -> Network:
    """What `sieve` lets through."""
    nodes = {uid for uid, node in network.nodes.items() if _passes(node, sieve)}
    kept = replace(
        network, edges=tuple(edge for edge in network.edges if not sieve.types or type_key(edge) in sieve.types)
    )
    found = within(kept, nodes)
    if sieve.alone:
        return found
    met = {uid for edge in found.edges for uid in (edge.source, edge.target)}
    return within(found, met)


def without_practitioner(network: Network) -> Network:
    """What is among stakeholders: what stays when the practitioner has left."""
    others = {uid for uid, node in network.nodes.items() if not node.me}
    edges = tuple(edge for edge in network.edges if edge.type != RELATIONSHIP)
    return within(replace(network, edges=edges), others)


def shared(network: Network) -> Network:
    """What of it may be handed on, as if nothing private had ever been written.

    Without private records, the edges that stand on them, and what those alone bring: a site or the practitioner that
    no other edge leads to, ratings, and who has gone quiet, which private notes tell too.
    """
    edges = tuple(replace(edge, trust="", rated_on="") for edge in network.edges if not edge.private)
    met = {uid for edge in edges for uid in (edge.source, edge.target)}
    nodes = {
        uid: replace(node, quiet=False)
        for uid, node in network.nodes.items()
        if (node.me or not node.private) and (uid in met or not (node.me or node.kind == "site"))
    }
    return within(Network(nodes, edges), nodes)


def degrees(network: Network) -> dict[str, int]:
    """To how many others each node is tied."""
    next_to = adjacent(network.edges)
    return {uid: len(next_to[uid]) for uid in network.nodes}


def _passes(node: Node, sieve: Sieve) -> bool:
    if node.me:
        return True
    if node.kind == "site":
        # A site has neither; it is there for what is tied to it.
        return True
    fits_level = not sieve.levels or node.level in sieve.levels
    return fits_level and (not sieve.parts or node.part in sieve.parts)


def adjacent(edges: Iterable[Edge]) -> defaultdict[str, set[str]]:
    """To whom each end of an edge is tied, whichever way."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.source != edge.target:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
    return found
