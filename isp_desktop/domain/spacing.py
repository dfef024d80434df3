"""Room for things that must not cover each other: pushed apart, and packed side by side."""

from __future__ import annotations

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
    now = dict(spots)
    stays = set(fixed)
    cell = max((max(boxes[at]) for at in now), default=1.0)
    for _round in range(_ROUNDS):
        moved = False
        for one, other in _near(now, cell):
            moved = _push(now, boxes, one, other, stays) or moved
        if not moved:
            break
    return now


def overlaps(one: Spot, box: Box, other: Spot, other_box: Box) -> tuple[float, float]:
    """How far two things reach into each other across and down; one of them 0 or less where they do not."""
    across = (box[0] + other_box[0]) / 2 - abs(one[0] - other[0])
    down = (box[1] + other_box[1]) / 2 - abs(one[1] - other[1])
    return across, down


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


def _near(spots: Mapping[int, Spot], cell: float) -> Iterator[tuple[int, int]]:
    """Pairs that could cover each other, each once."""
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at, (x, y) in spots.items():
        cells[int(x // cell), int(y // cell)].append(at)
    for (column, row), inside in cells.items():
        for at, one in enumerate(inside):
            for other in inside[at + 1 :]:
                yield one, other
        for beside in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
            for other in cells.get(beside, ()):
                for one in inside:
                    yield one, other


def _push(now: dict[int, Spot], boxes: Mapping[int, Box], one: int, other: int, fixed: set[int]) -> bool:
    """Moves two apart, where they cover each other, the way that is shorter for their shape."""
    if one in fixed and other in fixed:
        return False
    across, down = overlaps(now[one], boxes[one], now[other], boxes[other])
    if across <= 0 or down <= 0:
        return False
    share = 0.5 if one not in fixed and other not in fixed else 1.0
    # By their own measure, or wide things would grow into a tower.
    sideways = across * (boxes[one][1] + boxes[other][1]) < down * (boxes[one][0] + boxes[other][0])
    axis, step = (0, across + _BIT) if sideways else (1, down + _BIT)
    # Two in one place part by their numbers.
    ahead = (now[one][axis], one) < (now[other][axis], other)
    for at, sign in ((one, -1 if ahead else 1), (other, 1 if ahead else -1)):
        if at not in fixed:
            x, y = now[at]
            now[at] = (x + sign * step * share, y) if axis == 0 else (x, y + sign * step * share)
    return True
