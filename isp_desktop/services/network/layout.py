"""Where the nodes of the map stand. What has a place keeps it, so that a map looks alike from visit to visit.

Places are the middles of nodes, in px at 100 %. The same network gets the same places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from isp_desktop.domain.language import _
from isp_desktop.domain.network import Network
from isp_desktop.domain.spacing import LYING, Box, Spot, bounds, free_spot, packed, rows, spread
from isp_desktop.services.network.clusters import parted
from isp_desktop.services.network.graphs import numbered, pieces, weighted
from isp_desktop.services.network.judging import cost
from isp_desktop.services.network.rooms import GAP, boxes_of
from isp_desktop.services.network.springs import EDGE, ROUNDS_OF_MANY, SEED, Spots, sprung, tries

if TYPE_CHECKING:
    import networkx

Progress = Callable[[int, int, str], None]

# networkx lays out so many nodes by numpy alone; more are laid out group by group, which also reads better.
_TOGETHER = 400
_FEWEST, _TRIED_UP_TO = 4, 100


def arranged(
    network: Network,
    kept: Mapping[str, Spot],
    progress: Progress = lambda done, total, what: None,
    ratio: float = LYING,
) -> dict[str, Spot]:
    """A place for each node. Those in `kept` stay there; new ones come near those they are tied to, and what is tied to
    nothing that has a place goes below it. Who is tied to nobody stands in a block with the others alike.

    Args:
        ratio: how many times as wide as high the window is through which all of it is looked at.

    Raises:
        Cancelled: `progress` asked to stop.
    """
    numbers = numbered(network)
    uids = {at: uid for uid, at in numbers.items()}
    boxes = boxes_of(network, numbers)
    graph = weighted(network, numbers)
    spots: Spots = {numbers[uid]: spot for uid, spot in kept.items() if uid in numbers}
    found = pieces(graph)
    apart: list[Spots] = []
    for at, piece in enumerate(found):
        progress(at, len(found), _("Arranging the map"))
        if piece & spots.keys():
            spots |= _joined(graph.subgraph(piece), spots, boxes)
        elif len(piece) > 1:
            apart.append(_piece(graph.subgraph(piece), boxes, ratio, progress))
    alone = [at for piece in found if len(piece) == 1 for at in piece - spots.keys()]
    if alone:
        apart.append(rows(sorted(alone, key=lambda at: network.nodes[uids[at]].name), boxes, ratio))
    spots |= packed(apart, boxes, GAP, ratio, bounds(spots, boxes) if spots else None)
    return {uids[at]: spot for at, spot in spots.items()}


def _piece(graph: networkx.Graph[Any], boxes: Mapping[int, Box], ratio: float, progress: Progress) -> Spots:
    """The places of a piece that hangs together, round its own middle."""
    if len(graph) > _TOGETHER:
        return _by_groups(graph, boxes, progress)
    if len(graph) < _FEWEST or graph.number_of_edges() > _TRIED_UP_TO:
        return spread(sprung(graph), boxes)
    edges = list(graph.edges)
    return min((spread(spots, boxes) for spots in tries(graph)), key=lambda spots: cost(edges, spots, boxes, ratio))


def _by_groups(graph: networkx.Graph[Any], boxes: Mapping[int, Box], progress: Progress) -> Spots:
    """The groups like nodes, and each group in the place of its own."""
    import networkx

    groups = parted(graph)
    inside: list[Spots] = []
    for at, group in enumerate(groups):
        progress(at, len(groups), _("Arranging the map"))
        own = graph.subgraph(group)
        inside.append(spread(sprung(own) if len(own) <= _TOGETHER else _in_rows(group), boxes))
    home = {node: at for at, group in enumerate(groups) for node in group}
    above = networkx.Graph()
    above.add_nodes_from(range(len(groups)))
    for one, other in graph.edges:
        if home[one] != home[other]:
            before = above.get_edge_data(home[one], home[other], {"weight": 0})["weight"]
            above.add_edge(home[one], home[other], weight=before + 1)
    rooms = {at: _room(spots, boxes) for at, spots in enumerate(inside)}
    middles = spread(sprung(above) if above.number_of_edges() else dict.fromkeys(above, (0.0, 0.0)), rooms)
    return {
        node: (x + middles[at][0], y + middles[at][1])
        for at, spots in enumerate(inside)
        for node, (x, y) in _centred(spots, boxes).items()
    }


def _in_rows(group: Iterable[int]) -> Spots:
    """A group too large for springs: row by row."""
    found = list(group)
    wide = max(1, round(len(found) ** 0.5))
    return {node: (at % wide * EDGE, at // wide * EDGE) for at, node in enumerate(found)}


def _room(spots: Mapping[int, Spot], boxes: Mapping[int, Box]) -> Box:
    left, top, right, bottom = bounds(spots, boxes)
    return right - left + GAP, bottom - top + GAP


def _centred(spots: Spots, boxes: Mapping[int, Box]) -> Spots:
    left, top, right, bottom = bounds(spots, boxes)
    return {at: (x - (left + right) / 2, y - (top + bottom) / 2) for at, (x, y) in spots.items()}


def _joined(graph: networkx.Graph[Any], placed: Mapping[int, Spot], boxes: Mapping[int, Box]) -> Spots:
    """Places for the nodes of a piece that have none, near those they are tied to, which do not move."""
    import networkx

    new = sorted(graph.nodes - placed.keys())
    if not new:
        return {}
    start = _begun(graph, new, placed)
    beside = {other for node in new for other in graph[node]} - set(new)
    part = graph.subgraph([*new, *beside])
    if len(part) <= _TOGETHER:
        pos = {node: start[node] for node in part}
        raw = networkx.spring_layout(
            part, k=EDGE, pos=pos, fixed=sorted(beside), iterations=ROUNDS_OF_MANY, seed=SEED, method="force"
        )
        start |= {node: (float(raw[node][0]), float(raw[node][1])) for node in new}
    settled = spread(start | dict(placed), boxes, fixed=placed.keys())
    for node in new:
        # Between many that stay there may have been no room.
        settled[node] = free_spot(node, settled, boxes)
    return {node: settled[node] for node in new}


def _begun(graph: networkx.Graph[Any], new: Iterable[int], placed: Mapping[int, Spot]) -> Spots:
    """Each new node in the middle of its neighbours that have a place, a little aside so that no two are one."""
    spots = {node: spot for node, spot in placed.items() if node in graph}
    waiting = list(new)
    while waiting:
        ready = [node for node in waiting if spots.keys() & set(graph[node])]
        for node in ready:
            near = [spots[other] for other in sorted(graph[node]) if other in spots]
            x, y = (sum(spot[axis] for spot in near) / len(near) for axis in (0, 1))
            spots[node] = (x + EDGE * ((node * 7919 % 13) - 6) / 24, y + EDGE * ((node * 104729 % 11) - 5) / 20)
        waiting = [node for node in waiting if node not in spots]
    return spots
