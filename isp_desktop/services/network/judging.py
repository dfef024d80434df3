"""How well a layout reads: what crosses, what is covered, how far away one has to go to see it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isp_desktop.domain.spacing import Box, Spot, bounds
from isp_desktop.services.network.rooms import NODE
from isp_desktop.services.network.springs import EDGE


def cost(edges: Iterable[tuple[int, int]], spots: Mapping[int, Spot], boxes: Mapping[int, Box], ratio: float) -> float:
    """The less, the better it reads through a window so many times as wide as high."""
    found = list(edges)
    return crossings(found, spots) + 2 * covered(found, spots) + _size(spots, boxes, ratio)


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


def _size(spots: Mapping[int, Spot], boxes: Mapping[int, Box], ratio: float) -> float:
    """How far one has to go away to see it all: about one for each edge that is a third as long."""
    left, top, right, bottom = bounds(spots, boxes)
    return max((right - left) / ratio, bottom - top) / (EDGE / 3)
