"""A part of the map looked at by itself, laid out so that it can be read; what is left on the whole stays left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from isp_desktop.domain.network import Network
from isp_desktop.domain.spacing import LYING, Box, Spot, fitted, packed, rows, spread
from isp_desktop.services.network.graphs import numbered, pieces, weighted
from isp_desktop.services.network.judging import cost, covered
from isp_desktop.services.network.rooms import CLOSE, GAP, boxes_of
from isp_desktop.services.network.springs import Spots, sprung, tries

if TYPE_CHECKING:
    import networkx

# As bad as so many crossings: all pairs standing the other way round than on the whole.
_TURNED = 30.0
# And, among so few, a line that runs over a node as if it ended there.
_HIDDEN = 6.0
# About how high the window is into which it is going to be drawn: what crosses there counts.
_HIGH = 280.0
# It is waited for each time that another part is looked at.
_TRIES = 3


def close_up(network: Network, whole: Mapping[str, Spot], ratio: float = LYING) -> dict[str, Spot]:
    """A place for each node of a part of the map, the same for the same part.

    Args:
        whole: where its nodes stand on the whole map.
        ratio: how many times as wide as high the window is.
    """
    numbers = numbered(network)
    uids = {at: uid for uid, at in numbers.items()}
    boxes = boxes_of(network, numbers)
    before = {at: whole[uid] for uid, at in numbers.items()}
    graph = weighted(network, numbers)
    found = pieces(graph)
    groups = [_piece(graph.subgraph(piece), before, boxes, ratio) for piece in found if len(piece) > 1]
    alone = [at for piece in found if len(piece) == 1 for at in piece]
    if alone:
        groups.append(rows(sorted(alone, key=lambda at: network.nodes[uids[at]].name), boxes, ratio))
    return {uids[at]: spot for at, spot in packed(groups, boxes, GAP, ratio).items()}


def _piece(graph: networkx.Graph[Any], before: Spots, boxes: Mapping[int, Box], ratio: float) -> Spots:
    edges = list(graph.edges)
    own = {at: before[at] for at in graph}

    def burden(spots: Spots) -> float:
        drawn = fitted(spots, CLOSE, (_HIGH * ratio, _HIGH))
        hidden = _HIDDEN * covered(edges, drawn)
        return cost(edges, drawn, boxes, ratio) + hidden + _TURNED * _turned(drawn, own)

    return min((spread(spots, boxes) for spots in _drawn(graph, own)), key=burden)


def _drawn(graph: networkx.Graph[Any], before: Spots) -> Iterator[Spots]:
    """Layouts to choose from, each mirrored so that its nodes stand most as they did."""
    for spots in (sprung(graph, begun=before), *tries(graph, _TRIES)):
        yield min(_mirrored(spots), key=lambda turned: _turned(turned, before))


def _mirrored(spots: Spots) -> Iterator[Spots]:
    for across, down in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
        yield {at: (across * x, down * y) for at, (x, y) in spots.items()}


def _turned(now: Spots, before: Spots) -> float:
    """Of all pairs, which share stands the other way round than before, counted across and down: 0 to 1."""
    pairs = list(combinations(now, 2))
    swapped = sum(
        (now[one][axis] - now[other][axis]) * (before[one][axis] - before[other][axis]) < 0
        for one, other in pairs
        for axis in (0, 1)
    )
    return swapped / (2 * len(pairs))
