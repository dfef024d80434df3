"""Where the nodes of the map stand. What has a place keeps it, so that a map looks alike from visit to visit.

Places are the middles of nodes, in px at 100 %. The same network gets the same places.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from isp_desktop.domain.language import _
from isp_desktop.domain.network import RELATIONSHIP, Network
from isp_desktop.domain.spacing import Box, Spot, bounds, free_spot, packed, spread
from isp_desktop.services.network.clusters import parted
from isp_desktop.services.network.graphs import Numbered, numbered, undirected

if TYPE_CHECKING:
    import networkx

Progress = Callable[[int, int, str], None]
Spots = dict[int, Spot]

NODE = 40.0
"""The side of the square that a node fits into."""

_EDGE = 135.0
_WIDER, _LOWER = 1.2, 0.85
_LETTER, _LEAST_NAME, _MOST_NAME, _LINE = 7.0, 56.0, 132.0, 20.0
_GAP = 56.0
# What a node takes with its name and some air, where there are more than a few.
_AREA, _FEW = 13_000.0, 40
_SEED = 1
# A practitioner is tied to all she works with; drawn as strongly as the others, her lines would pull them to a heap.
_OWN_PULL = 0.3
# networkx lays out so many nodes by numpy alone; more are laid out group by group, which also reads better.
_TOGETHER = 400
_TRIES, _FEWEST, _TRIED_UP_TO = 6, 4, 100
_ASPECT = 1.7
# How much nodes push each other apart, against networkx's own 1: more, and they spread more evenly.
_EVEN = 1.15
_ROUNDS, _ROUNDS_OF_MANY, _MANY = 200, 60, 80


def arranged(
    network: Network, kept: Mapping[str, Spot], progress: Progress = lambda done, total, what: None
) -> dict[str, Spot]:
    """A place for each node. Those in `kept` stay there; new ones come near those they are tied to, and what is tied to
    nothing that has a place goes below it.

    Raises:
        Cancelled: `progress` asked to stop.
    """
    numbers = numbered(network)
    uids = {at: uid for uid, at in numbers.items()}
    boxes = {at: _box(network.nodes[uid].name) for uid, at in numbers.items()}
    graph = _weighted(network, numbers)
    spots: Spots = {numbers[uid]: spot for uid, spot in kept.items() if uid in numbers}
    pieces = _pieces(graph)
    apart: list[Spots] = []
    for at, piece in enumerate(pieces):
        progress(at, len(pieces), _("Arranging the map"))
        if piece & spots.keys():
            spots |= _joined(graph.subgraph(piece), spots, boxes)
        else:
            apart.append(_piece(graph.subgraph(piece), boxes, progress))
    spots |= packed(apart, boxes, _GAP, under=bounds(spots, boxes) if spots else None)
    return {uids[at]: spot for at, spot in spots.items()}


def _box(name: str) -> Box:
    """The room of a node with its name beside it; how wide letters are is measured where they are drawn."""
    return max(NODE, min(_MOST_NAME, max(_LEAST_NAME, len(name) * _LETTER))) + 14, NODE + _LINE + 10


def _weighted(network: Network, numbers: Numbered) -> networkx.Graph[Any]:
    graph = undirected(network, numbers)
    own = {(edge.source, edge.target) for edge in network.edges if edge.type == RELATIONSHIP}
    others = {frozenset((edge.source, edge.target)) for edge in network.edges if edge.type != RELATIONSHIP}
    for one, other in own:
        if one != other and frozenset((one, other)) not in others:
            graph[numbers[one]][numbers[other]]["weight"] = _OWN_PULL
    return graph


def _pieces(graph: networkx.Graph[Any]) -> list[set[int]]:
    import networkx

    found = (set(piece) for piece in networkx.connected_components(graph))
    return sorted(found, key=lambda piece: (-len(piece), min(piece)))


def _piece(graph: networkx.Graph[Any], boxes: Mapping[int, Box], progress: Progress) -> Spots:
    """The places of a piece that hangs together, round its own middle."""
    if len(graph) > _TOGETHER:
        return _by_groups(graph, boxes, progress)
    if len(graph) < _FEWEST or graph.number_of_edges() > _TRIED_UP_TO:
        return spread(_sprung(graph), boxes)
    found = [spread(spots, boxes) for spots in _tries(graph)]
    edges = list(graph.edges)
    return min(found, key=lambda spots: crossings(edges, spots) + 2 * covered(edges, spots) + _size(spots, boxes))


def _size(spots: Spots, boxes: Mapping[int, Box]) -> float:
    """How far one has to go away to see it all: about one for each edge that is a third as long."""
    left, top, right, bottom = bounds(spots, boxes)
    return max((right - left) / _ASPECT, bottom - top) / (_EDGE / 3)


def _sprung(graph: networkx.Graph[Any], seed: int = _SEED) -> Spots:
    """By springs."""
    import networkx

    if len(graph) == 1:
        return {at: (0.0, 0.0) for at in graph}
    rounds = _ROUNDS if len(graph) <= _MANY else _ROUNDS_OF_MANY
    even = _EVEN / len(graph) ** 0.5
    raw = networkx.spring_layout(graph, k=even, seed=seed, iterations=rounds, threshold=1e-5, method="force")
    return _scaled(graph, raw)


def _tries(graph: networkx.Graph[Any]) -> Iterator[Spots]:
    """By springs and by ForceAtlas2, which lets no tail hang out, from several beginnings each."""
    import networkx

    for seed in range(_SEED, _SEED + _TRIES):
        yield _sprung(graph, seed)
        raw = networkx.forceatlas2_layout(
            graph, max_iter=_ROUNDS, scaling_ratio=2.0, distributed_action=True, weight="weight", seed=seed
        )
        yield _scaled(graph, raw)


def _scaled(graph: networkx.Graph[Any], raw: Mapping[int, Any]) -> Spots:
    """Lying down, as windows do, with edges about as long as reads well, and somewhat wider, as names are."""
    lying = _lying({at: (float(x), float(y)) for at, (x, y) in raw.items()})
    lengths = sorted(
        ((lying[one][0] - lying[other][0]) ** 2 + (lying[one][1] - lying[other][1]) ** 2) ** 0.5
        for one, other in graph.edges
    )
    across, down = (
        max(spot[axis] for spot in lying.values()) - min(spot[axis] for spot in lying.values()) for axis in (0, 1)
    )
    # Where many are tied closely, what they need decides and not the length of edges.
    needed = (len(lying) * _AREA / max(across * down, 1e-3)) ** 0.5
    unit = max(_EDGE / max(lengths[len(lengths) // 2], 1e-3), needed if len(lying) > _FEW else 0)
    return {at: (x * unit * _WIDER, y * unit * _LOWER) for at, (x, y) in lying.items()}


def _lying(spots: Spots) -> Spots:
    """Turned so that what is longest lies across."""
    mx, my = (sum(spot[axis] for spot in spots.values()) / len(spots) for axis in (0, 1))
    apart = [(x - mx, y - my) for x, y in spots.values()]
    xx, yy, xy = sum(x * x for x, _y in apart), sum(y * y for _x, y in apart), sum(x * y for x, y in apart)
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return {at: (x * cos + y * sin, y * cos - x * sin) for at, (x, y) in zip(spots, apart, strict=True)}


def crossings(edges: Iterable[tuple[int, int]], spots: Mapping[int, Spot]) -> int:
    """How many pairs of edges cross."""
    found = list(edges)
    return sum(
        _cross(spots[a], spots[b], spots[c], spots[d])
        for at, (a, b) in enumerate(found)
        for c, d in found[at + 1 :]
        if len({a, b, c, d}) == 4
    )


def covered(edges: Iterable[tuple[int, int]], spots: Mapping[int, Spot]) -> int:
    """How often an edge runs over a node that it does not end at."""
    return sum(
        at not in (one, other) and _is_on(spots[one], spots[other], spot)
        for one, other in edges
        for at, spot in spots.items()
    )


def _is_on(a: Spot, b: Spot, c: Spot) -> bool:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    ahead = ((c[0] - a[0]) * dx + (c[1] - a[1]) * dy) / length
    return bool(0 < ahead < length and abs(_side(a, b, c)) / length < NODE * 0.7)


def _cross(a: Spot, b: Spot, c: Spot, d: Spot) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _by_groups(graph: networkx.Graph[Any], boxes: Mapping[int, Box], progress: Progress) -> Spots:
    """The groups like nodes, and each group in the place of its own."""
    import networkx

    groups = parted(graph)
    inside: list[Spots] = []
    for at, group in enumerate(groups):
        progress(at, len(groups), _("Arranging the map"))
        own = graph.subgraph(group)
        inside.append(spread(_sprung(own) if len(own) <= _TOGETHER else _in_rows(group), boxes))
    home = {node: at for at, group in enumerate(groups) for node in group}
    above = networkx.Graph()
    above.add_nodes_from(range(len(groups)))
    for one, other in graph.edges:
        if home[one] != home[other]:
            before = above.get_edge_data(home[one], home[other], {"weight": 0})["weight"]
            above.add_edge(home[one], home[other], weight=before + 1)
    rooms = {at: _room(spots, boxes) for at, spots in enumerate(inside)}
    middles = spread(_sprung(above) if above.number_of_edges() else dict.fromkeys(above, (0.0, 0.0)), rooms)
    return {
        node: (x + middles[at][0], y + middles[at][1])
        for at, spots in enumerate(inside)
        for node, (x, y) in _centred(spots, boxes).items()
    }


def _in_rows(group: Iterable[int]) -> Spots:
    """A group too large for springs: row by row."""
    found = list(group)
    wide = max(1, round(len(found) ** 0.5))
    return {node: (at % wide * _EDGE, at // wide * _EDGE) for at, node in enumerate(found)}


def _room(spots: Mapping[int, Spot], boxes: Mapping[int, Box]) -> Box:
    left, top, right, bottom = bounds(spots, boxes)
    return right - left + _GAP, bottom - top + _GAP


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
            part, k=_EDGE, pos=pos, fixed=sorted(beside), iterations=_ROUNDS_OF_MANY, seed=_SEED, method="force"
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
            spots[node] = (x + _EDGE * ((node * 7919 % 13) - 6) / 24, y + _EDGE * ((node * 104729 % 11) - 5) / 20)
        waiting = [node for node in waiting if node not in spots]
    return spots
