"""Room for things that must not cover each other: pushed apart, and packed side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

Spot = tuple[float, float]
"""The middle of a thing: x to the right, y down."""
Box = tuple[float, float]
"""Its width and height."""
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""

LYING = 1.7
"""How many times as wide as high windows and what is in them are, where nothing else is known."""

_ROUNDS = 240
_BIT = 0.5
_WIDER = (0.9, 1.0, 1.1, 1.25, 1.4)
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


def fitted(spots: Mapping[int, Spot], box: Box, room: Box) -> dict[int, Spot]:
    """The things with their middles drawn into `room`, what is crowded given more of it and what is far off less; then
    as far apart as `box`, which each of them takes, asks for. Who is left of somebody stays so, and who is above."""
    if not spots:
        return {}
    xs, ys = (_evened({at: spot[axis] for at, spot in spots.items()}, room[axis]) for axis in (0, 1))
    return spread({at: (xs[at], ys[at]) for at in spots}, dict.fromkeys(spots, box))


def _evened(places: Mapping[int, float], room: float) -> dict[int, float]:
    """Places along one axis round 0: half as they were, half at even steps; never farther apart than they were."""
    low, high = min(places.values()), max(places.values())
    ranks = {place: rank for rank, place in enumerate(sorted(set(places.values())))}
    wide = min(room, high - low)
    last = max(1, len(ranks) - 1)
    return {
        at: wide * ((place - low) / max(high - low, _BIT) + ranks[place] / last - 1) / 2 for at, place in places.items()
    }


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
    groups: Sequence[Mapping[int, Spot]],
    boxes: Mapping[int, Box],
    gap: float,
    ratio: float = LYING,
    under: Bounds | None = None,
) -> dict[int, Spot]:
    """Groups that have nothing to do with each other, side by side: in the middle, or below `under`.

    Args:
        ratio: how many times as wide as high all of it is to become, as what it is looked at through is.
    """
    sized = sorted(((group, bounds(group, boxes)) for group in groups), key=_largest_first)
    rooms = [(right - left + gap, bottom - top + gap) for _group, (left, top, right, bottom) in sized]
    if not rooms:
        return {}
    corners = min(
        (_side_by_side(rooms, wide) for wide in _widths(rooms, ratio, under)), key=partial(_fit, rooms, ratio)
    )
    placed = {
        at: (x - left + corner[0], y - top + corner[1])
        for (group, (left, top, _right, _bottom)), corner in zip(sized, corners, strict=True)
        for at, (x, y) in group.items()
    }
    if under is None:
        left, top, right, bottom = bounds(placed, boxes)
        dx, dy = -(left + right) / 2, -(top + bottom) / 2
    else:
        dx, dy = under[0], under[3] + gap
    return {at: (x + dx, y + dy) for at, (x, y) in placed.items()}


def rows(things: Sequence[int], boxes: Mapping[int, Box], ratio: float = LYING) -> dict[int, Spot]:
    """Things row by row in this order, in a block about `ratio` times as wide as high."""
    wide, high = max(boxes[at][0] for at in things), max(boxes[at][1] for at in things)
    columns = max(1, round((len(things) * ratio * high / wide) ** 0.5))
    return {at: (place % columns * wide, place // columns * high) for place, at in enumerate(things)}


def _largest_first(one: tuple[Mapping[int, Spot], Bounds]) -> tuple[float, float, int]:
    group, (left, top, right, bottom) = one
    return top - bottom, left - right, min(group)


def _widths(rooms: Sequence[Box], ratio: float, under: Bounds | None) -> list[float]:
    """How wide the whole might become; what comes below something is as wide as that, if it can be."""
    widest = max(wide for wide, _high in rooms)
    if under is not None:
        return [max(widest, under[2] - under[0])]
    even = (sum(wide * high for wide, high in rooms) * ratio) ** 0.5
    beside = [sum(wide for wide, _high in rooms[:many]) for many in (1, 2, 3)]
    return sorted({max(widest, one) for one in (*beside, *(even * share for share in _WIDER))})


def _fit(rooms: Sequence[Box], ratio: float, corners: Sequence[Spot]) -> float:
    """How large a window of this ratio has to be to show it all."""
    across = max(x + wide for (x, _y), (wide, _high) in zip(corners, rooms, strict=True))
    down = max(y + high for (_x, y), (_wide, high) in zip(corners, rooms, strict=True))
    return max(across, down * ratio)


def _side_by_side(rooms: Sequence[Box], wide: float) -> list[Spot]:
    """The left upper corner of each room: as high up as it goes, under those before it (the skyline rule)."""
    line: list[tuple[float, float, float]] = [(0.0, wide, 0.0)]
    corners = []
    for across, down in rooms:
        top, left = min(
            (max(low for begins, ends, low in line if begins < start + across and ends > start), start)
            for start, _ends, _low in line
            if start == 0 or start + across <= wide + _BIT
        )
        corners.append((left, top))
        line = [*_outside(line, left, left + across), (left, left + across, top + down)]
    return corners


def _outside(
    line: Sequence[tuple[float, float, float]], left: float, right: float
) -> Iterator[tuple[float, float, float]]:
    """What of the skyline, as left, right and height, is not between `left` and `right`."""
    for begins, ends, low in line:
        if begins < left:
            yield begins, min(ends, left), low
        if ends > right:
            yield max(begins, right), ends, low


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
