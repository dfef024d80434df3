"""Room for things that must not cover each other: pushed apart, and packed side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

Spot = tuple[float, float]
"""The middle of a thing: x to the right, y down."""
Box = tuple[float, float]
"""Its width and height."""
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_ROUNDS = 240
_BIT = 0.5
_ASPECT = 1.7
_RINGS, _RING, _TURNS = 60, 24.0, 16


def bounds(spots: Mapping[int, Spot], boxes: Mapping[int, Box]) -> Bounds:
    """What all of them together take; `spots` has one at least."""
    return (
        min(x - boxes[at][0] / 2 for at, (x, _y) in spots.items()),
        min(y - boxes[at][1] / 2 for at, (_x, y) in spots.items()),
        max(x + boxes[at][0] / 2 for at, (x, _y) in spots.items()),
        max(y + boxes[at][1] / 2 for at, (_x, y) in spots.items()),
    )


def spread(spots: Mapping[int, Spot], boxes: Mapping[int, Box], fixed: Collection[int] = ()) -> dict[int, Spot]:
    """The things pushed apart until none covers another; those in `fixed` stay, whatever they cover of each other.

    As few move as little as does it. Where there is no room at all, some may still touch in the end.
    """
    now = {at: [x, y] for at, (x, y) in spots.items()}
    stays = set(fixed)
    cell = max((max(boxes[at]) for at in now), default=1.0)
    restless = set(now)
    for _round in range(_ROUNDS):
        moved: set[int] = set()
        for one, other in _near(now, cell, restless):
            if _push(now, boxes, one, other, stays):
                moved |= {one, other}
        restless = moved
        if not moved:
            break
    return {at: (x, y) for at, (x, y) in now.items()}


def overlaps(one: Spot, box: Box, other: Spot, other_box: Box) -> tuple[float, float]:
    """How far two things reach into each other across and down; one of them 0 or less where they do not."""
    across = (box[0] + other_box[0]) / 2 - abs(one[0] - other[0])
    down = (box[1] + other_box[1]) / 2 - abs(one[1] - other[1])
    return across, down


def free_spot(at: int, spots: Mapping[int, Spot], boxes: Mapping[int, Box]) -> Spot:
    """The nearest place for the thing `at` where it covers nothing, on rings round where it is."""
    x, y = spots[at]
    others = [(spot, boxes[other]) for other, spot in spots.items() if other != at]
    for ring in range(_RINGS):
        around = [(x, y)] if ring == 0 else [_on_ring(x, y, ring, turn) for turn in range(_TURNS)]
        for spot in around:
            if not any(min(overlaps(spot, boxes[at], other, box)) > 0 for other, box in others):
                return spot
    return x, y


def _on_ring(x: float, y: float, ring: int, turn: int) -> Spot:
    angle = 2 * math.pi * turn / _TURNS
    return x + _RING * ring * math.cos(angle), y + _RING * ring * math.sin(angle)


def packed(
    groups: Sequence[Mapping[int, Spot]], boxes: Mapping[int, Box], gap: float, under: Bounds | None = None
) -> dict[int, Spot]:
    """Groups that have nothing to do with each other, side by side in rows: in the middle, or below `under`."""
    sized = [(group, bounds(group, boxes)) for group in groups]
    if not sized:
        return {}
    area = sum((right - left + gap) * (bottom - top + gap) for _group, (left, top, right, bottom) in sized)
    widest = max(right - left for _group, (left, _top, right, _bottom) in sized)
    wide = max(widest, (area * _ASPECT) ** 0.5, under[2] - under[0] if under else 0.0)
    placed = _in_rows(sized, wide, gap)
    if under is None:
        left, top, right, bottom = bounds(placed, boxes)
        dx, dy = -(left + right) / 2, -(top + bottom) / 2
    else:
        dx, dy = under[0], under[3] + gap
    return {at: (x + dx, y + dy) for at, (x, y) in placed.items()}


def _in_rows(sized: Sequence[tuple[Mapping[int, Spot], Bounds]], wide: float, gap: float) -> dict[int, Spot]:
    by_height = sorted(sized, key=lambda one: (one[1][1] - one[1][3], min(one[0])))
    placed: dict[int, Spot] = {}
    x = y = tallest = 0.0
    for group, (left, top, right, bottom) in by_height:
        if x and x + right - left > wide:
            x, y, tallest = 0.0, y + tallest + gap, 0.0
        placed |= {at: (spot[0] - left + x, spot[1] - top + y) for at, spot in group.items()}
        x += right - left + gap
        tallest = max(tallest, bottom - top)
    return placed


def _near(spots: Mapping[int, list[float]], cell: float, restless: set[int]) -> Iterator[tuple[int, int]]:
    """Pairs that could cover each other, each once; those of which one moved lately."""
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at, (x, y) in spots.items():
        cells[int(x // cell), int(y // cell)].append(at)
    for (column, row), inside in cells.items():
        around = [*inside]
        for beside in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
            around += cells.get(beside, ())
        if restless.isdisjoint(around):
            continue
        for at, one in enumerate(inside):
            for other in around[at + 1 :]:
                if one in restless or other in restless:
                    yield one, other


def _push(now: dict[int, list[float]], boxes: Mapping[int, Box], one: int, other: int, fixed: set[int]) -> bool:
    """Moves two apart, where they cover each other, the way that is shorter for their shape."""
    here, there, (wide, high), (other_wide, other_high) = now[one], now[other], boxes[one], boxes[other]
    across = (wide + other_wide) / 2 - abs(here[0] - there[0])
    if across <= 0:
        return False
    down = (high + other_high) / 2 - abs(here[1] - there[1])
    if down <= 0 or (one in fixed and other in fixed):
        return False
    share = 0.5 if one not in fixed and other not in fixed else 1.0
    # By their own measure, or wide things would grow into a tower.
    sideways = across * (high + other_high) < down * (wide + other_wide)
    axis, step = (0, across + _BIT) if sideways else (1, down + _BIT)
    # Two in one place part by their numbers.
    ahead = -1 if (here[axis], one) < (there[axis], other) else 1
    if one not in fixed:
        here[axis] += ahead * step * share
    if other not in fixed:
        there[axis] -= ahead * step * share
    return True
