"""What a network tells a practitioner: measures by networkx, each with a plain sentence on what it means for her.

They are taken of what is among stakeholders: a practitioner supports and leaves, and her own lines with her. Where a
sentence begins to say "few" or "many" is a rule of thumb of ours; the figure stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.network import Network, without_practitioner
from isp_desktop.services.network.graphs import directed, numbered, undirected

if TYPE_CHECKING:
    import networkx

Progress = Callable[[int, int, str], None]
Score = Literal["ties", "between"]

_FEW = 5
# Up to so many nodes all paths are looked at; beyond that those from a sample of this size, drawn alike each time.
_ALL_PATHS, _SAMPLE, _SEED = 600, 150, 1
_PARTS = 6


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing the network tells.

    Attributes:
        key: "density", "centralization", "reciprocity", "brokers", "edge" or "bridges".
        title: without jargon.
        value: the figure as it is written, or "" where the names are the answer.
        number: the bare figure, None where there is none.
        sentence: what it means for the practitioner.
        term: what researchers call it.
        uids: who is meant.
    """

    key: str
    title: str
    value: str
    number: float | None
    sentence: str
    term: str
    uids: tuple[str, ...] = ()


def measures(network: Network, progress: Progress = lambda done, total, what: None) -> list[Measure]:
    """All of them, for what is among stakeholders in `network`; none where nobody is tied.

    Raises:
        Cancelled: `progress` asked to stop.
    """
    among = without_practitioner(network)
    numbers = numbered(among)
    graph = undirected(among, numbers)
    if not graph.number_of_edges():
        return []
    uids = {at: uid for uid, at in numbers.items()}
    people = {numbers[uid] for uid, node in among.nodes.items() if node.kind == "person"}
    what = _("The measures")
    found: list[Measure] = []
    acts: Sequence[Callable[[], Measure]] = (
        lambda: _density(graph),
        lambda: _centralization(graph, uids),
        lambda: _reciprocity(directed(among, numbers)),
        lambda: _brokers(graph, uids),
        lambda: _edge(graph, people, uids),
        lambda: _bridges(graph, people, uids),
    )
    for at, act in enumerate(acts):
        progress(at, _PARTS, what)
        found.append(act())
    return found


def scores(network: Network, score: Score) -> dict[str, float]:
    """For each node how many are tied to it, or how many ways lead through it, each 0 to 1, 1 for the most."""
    among = without_practitioner(network)
    numbers = numbered(among)
    graph = undirected(among, numbers)
    raw = dict(graph.degree) if score == "ties" else _between(graph)
    most = max(raw.values(), default=0) or 1
    return {uid: raw[at] / most for uid, at in numbers.items()}


def _density(graph: networkx.Graph[Any]) -> Measure:
    import networkx

    share = networkx.density(graph)
    pairs = len(graph) * (len(graph) - 1) // 2
    told = _("{n} of {all} possible pairs are connected.").format(n=number(graph.number_of_edges()), all=number(pairs))
    meaning = (
        _("Few are connected yet: news travels slowly. Bringing two people together helps.")
        if share < 0.2
        else _("Many are connected: news travels by itself, and there is more than one way to most.")
        if share > 0.5
        else _("Some are connected, some are not yet: look who could gain from being introduced to whom.")
    )
    return Measure(
        "density", _("How closely they are connected"), f"{share:.0%}", share, f"{told} {meaning}", _("density")
    )


def _centralization(graph: networkx.Graph[Any], uids: Mapping[int, str]) -> Measure:
    share = centralization(dict(graph.degree).values())
    [(most, ties)] = _highest(dict(graph.degree), 1)
    meaning = (
        _("Most ties meet in one place. If whoever stands there leaves, most are cut off: build ties around it.")
        if share > 0.5
        else _("No single place holds it together: it can lose one and go on.")
        if share < 0.25
        else _("Some stand clearly more in the middle than others. See that what they carry is shared.")
    )
    told = counted("The most connected has {n} tie.", "The most connected has {n} ties.", int(ties))
    return Measure(
        "centralization",
        _("How much hangs on a few"),
        f"{share:.0%}",
        share,
        f"{told} {meaning}",
        _("degree centralization"),
        (uids[most],),
    )


def centralization(ties: Iterable[int]) -> float:
    """Freeman's: 0 where all have as many ties, 1 where all hang on one; 0 for fewer than three nodes."""
    found = list(ties)
    size = len(found)
    if size < 3:
        return 0.0
    most = max(found)
    return sum(most - one for one in found) / ((size - 1) * (size - 2))


def _reciprocity(graph: networkx.DiGraph[Any]) -> Measure:
    import networkx

    title, term = _("How much goes both ways"), _("reciprocity")
    if not graph.number_of_edges():
        told = _("No tie that goes one way is noted, so nothing can be said.")
        return Measure("reciprocity", title, "", None, told, term)
    share = float(networkx.overall_reciprocity(graph))
    meaning = (
        _("Mostly one side gives, reports or influences. Ask where an answer is missing.")
        if share < 0.25
        else _("Giving and taking are near balance, which carries when times get hard.")
        if share > 0.6
        else _("Some of it comes back. Where it does not, ask whether it should.")
    )
    told = _("{share} of the ties that have a direction are returned.").format(share=f"{share:.0%}")
    return Measure("reciprocity", title, f"{share:.0%}", share, f"{told} {meaning}", term)


def _brokers(graph: networkx.Graph[Any], uids: Mapping[int, str]) -> Measure:
    between = {at: share for at, share in _between(graph).items() if share > 0}
    found = tuple(uids[at] for at, _share in _highest(between, _FEW))
    sentence = (
        _("The shortest ways between others lead through them. They can carry news far, or hold it up: keep in touch.")
        if found
        else _("Nobody stands between others: whoever is connected is so directly.")
    )
    return Measure("brokers", _("Who links others"), "", None, sentence, _("betweenness"), found)


def _edge(graph: networkx.Graph[Any], people: set[int], uids: Mapping[int, str]) -> Measure:
    few = sorted((ties, at) for at, ties in graph.degree if ties < 2 and at in people)
    alone = sum(ties == 0 for ties, _at in few)
    sentence = (
        _("They have one tie or none, and are lost first. {alone} A visit or an introduction draws them in.").format(
            alone=counted("{n} has none at all.", "{n} have none at all.", alone) if alone else ""
        )
        if few
        else _("Nobody: everyone has two ties or more.")
    )
    return Measure(
        "edge",
        _("Who stands at the edge"),
        str(len(few)),
        len(few),
        " ".join(sentence.split()),
        _("isolates and pendants"),
        tuple(uids[at] for _ties, at in few),
    )


def _bridges(graph: networkx.Graph[Any], people: set[int], uids: Mapping[int, str]) -> Measure:
    import networkx

    found = sorted(set(networkx.articulation_points(graph)) & people)
    sentence = (
        _("If one of them leaves, some are cut off from the rest. Build a second way around each.")
        if found
        else _("Nobody: whoever leaves, the others stay connected as they are.")
    )
    return Measure(
        "bridges",
        _("Who is the only way between others"),
        str(len(found)),
        len(found),
        sentence,
        _("articulation points"),
        tuple(uids[at] for at in found),
    )


def _between(graph: networkx.Graph[Any]) -> dict[int, float]:
    import networkx

    few = None if len(graph) <= _ALL_PATHS else _SAMPLE
    return dict(networkx.betweenness_centrality(graph, k=few, seed=_SEED))


def _highest(raw: Mapping[int, float], count: int) -> list[tuple[int, float]]:
    return sorted(raw.items(), key=lambda one: (-one[1], one[0]))[:count]
