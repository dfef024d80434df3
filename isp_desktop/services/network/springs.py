"""Places by springs, which pull together what is tied and push all else apart; lying down, as windows do."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from isp_desktop.domain.spacing import Spot

if TYPE_CHECKING:
    import networkx

Spots = dict[int, Spot]

EDGE = 135.0
"""How long an edge reads well."""

_WIDER, _LOWER = 1.2, 0.85
# What a node takes with its name and some air, where there are more than a few.
_AREA, _FEW = 13_000.0, 40
SEED = 1
"""From where springs begin by chance, the same each time."""
ROUNDS_OF_MANY = 60
_TRIES = 6
# How much nodes push each other apart, against networkx's own 1: more, and they spread more evenly.
_EVEN = 1.15
_ROUNDS, _MANY = 200, 80


def sprung(graph: networkx.Graph[Any], seed: int = SEED, begun: Spots | None = None) -> Spots:
    """By springs; from `begun` on, where given, and not turned round then; else from places by chance."""
    import networkx

    if len(graph) == 1:
        return {at: (0.0, 0.0) for at in graph}
    rounds = _ROUNDS if len(graph) <= _MANY else ROUNDS_OF_MANY
    even = _EVEN / len(graph) ** 0.5
    raw = networkx.spring_layout(
        graph, k=even, pos=begun and _in_unit(begun), seed=seed, iterations=rounds, threshold=1e-5, method="force"
    )
    return _scaled(graph, raw, turned=begun is None)


def _in_unit(spots: Spots) -> Spots:
    """Within 0 and 1, where networkx begins, too."""
    lows = [min(spot[axis] for spot in spots.values()) for axis in (0, 1)]
    size = max(max(spot[axis] for spot in spots.values()) - lows[axis] for axis in (0, 1)) or 1.0
    return {at: ((x - lows[0]) / size, (y - lows[1]) / size) for at, (x, y) in spots.items()}


def tries(graph: networkx.Graph[Any], many: int = _TRIES) -> Iterator[Spots]:
    """By springs and by ForceAtlas2, which lets no tail hang out, from so many beginnings each."""
    import networkx

    for seed in range(SEED, SEED + many):
        yield sprung(graph, seed)
        raw = networkx.forceatlas2_layout(
            graph, max_iter=_ROUNDS, scaling_ratio=2.0, distributed_action=True, weight="weight", seed=seed
        )
        yield _scaled(graph, raw)


def _scaled(graph: networkx.Graph[Any], raw: Mapping[int, Any], *, turned: bool = True) -> Spots:
    """With edges about as long as reads well, and somewhat wider, as names are; `turned` to lie down, as windows do."""
    spots = {at: (float(x), float(y)) for at, (x, y) in raw.items()}
    lying = _lying(spots) if turned else spots
    lengths = sorted(
        ((lying[one][0] - lying[other][0]) ** 2 + (lying[one][1] - lying[other][1]) ** 2) ** 0.5
        for one, other in graph.edges
    )
    across, down = (
        max(spot[axis] for spot in lying.values()) - min(spot[axis] for spot in lying.values()) for axis in (0, 1)
    )
    # Where many are tied closely, what they need decides and not the length of edges.
    needed = (len(lying) * _AREA / max(across * down, 1e-3)) ** 0.5
    unit = max(EDGE / max(lengths[len(lengths) // 2], 1e-3), needed if len(lying) > _FEW else 0)
    return {at: (x * unit * _WIDER, y * unit * _LOWER) for at, (x, y) in lying.items()}


def _lying(spots: Spots) -> Spots:
    """Turned so that what is longest lies across."""
    mx, my = (sum(spot[axis] for spot in spots.values()) / len(spots) for axis in (0, 1))
    apart = [(x - mx, y - my) for x, y in spots.values()]
    xx, yy, xy = sum(x * x for x, _y in apart), sum(y * y for _x, y in apart), sum(x * y for x, y in apart)
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return {at: (x * cos + y * sin, y * cos - x * sin) for at, (x, y) in zip(spots, apart, strict=True)}
