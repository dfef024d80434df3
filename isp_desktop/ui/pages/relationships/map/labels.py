"""Where names stand beside their nodes: below, above, or at a side, and nowhere over each other or over a node.

All lengths are in px of the screen, so that names stay readable however far one zooms out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

_GAP = 3.0
_CELL, _BIT = 80.0, 8.0
# Of names that are cut off, so many px make no difference; and so many weigh as much as this many bits of a line.
_PART, _WEIGHT = 24.0, 3.0
# A line as short as this is hidden by a name sooner than a long one.
_SHORT = 60.0

Rect = tuple[float, float, float, float]
"""Left, top, width, height."""
Segment = tuple[float, float, float, float]
"""A line from x, y to x, y."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A node that wants its name shown: its middle, half its side, and how large its name is.

    Attributes:
        least: the width to which the name may be cut short; 0 where it may not.
    """

    uid: str
    x: float
    y: float
    half: float
    width: float
    height: float
    least: float = 0.0


def placed(
    wishes: Iterable[Wish],
    taken: Iterable[Rect] = (),
    walls: Sequence[Rect] = (),
    lines: Iterable[Segment] = (),
    ends: Sequence[Rect] = (),
) -> dict[str, Rect]:
    """Where each name stands, those first in `wishes` first; a name that has no room is left out.

    Args:
        taken: what no name may cover, beside the nodes of `wishes`.
        walls: what a name reaches into as little as it can; it is cut short there.
        lines: of which names cover as little as they can, above all of short ones.
        ends: where a name would be cut through, above and below what is seen; it goes there only as the last resort.
    """
    wanted = list(wishes)
    grid: defaultdict[tuple[int, int], list[Rect]] = defaultdict(list)
    for rect in (*(square(one) for one in wanted), *taken):
        _take(grid, rect)
    crossed: defaultdict[tuple[int, int], list[Rect]] = defaultdict(list)
    weights: dict[Rect, float] = {}
    for line in lines:
        pieces = list(_pieces(line))
        weights |= dict.fromkeys(pieces, 1 + _SHORT / (_BIT * len(pieces)))
        for rect in pieces:
            _take(crossed, rect)

    def burden(one: Wish, rect: Rect) -> tuple[bool, float]:
        is_cut = any(covers(rect, end) for end in ends)
        cut_off = math.ceil((one.width - _within(rect, walls)[2]) / _PART)
        return is_cut, _WEIGHT * cut_off + sum(weights[piece] for piece in _covered(crossed, rect))

    found: dict[str, Rect] = {}
    for one in wanted:
        free = [rect for rect in _sides(one) if _is_free(grid, rect)]
        if free:
            found[one.uid] = _within(min(free, key=partial(burden, one)), walls)
            _take(grid, found[one.uid])
    return found


def _within(rect: Rect, walls: Iterable[Rect]) -> Rect:
    """What of a rect is in front of the walls at its left and right."""
    left, top, width, height = rect
    for wall in walls:
        if covers((left, top, width, height), wall):
            right = left + width
            left, right = (left, wall[0]) if wall[0] > left else (wall[0] + wall[2], right)
            width = right - left
    return left, top, width, height


def _pieces(line: Segment) -> Iterator[Rect]:
    """A line as small squares."""
    x1, y1, x2, y2 = line
    many = max(1, round(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 / _BIT))
    for at in range(many + 1):
        yield x1 + (x2 - x1) * at / many - 1, y1 + (y2 - y1) * at / many - 1, 2, 2


def _covered(grid: Mapping[tuple[int, int], list[Rect]], rect: Rect) -> set[Rect]:
    return {other for cell in _cells(rect) for other in grid.get(cell, ()) if covers(rect, other)}


def square(one: Wish) -> Rect:
    """What a node takes."""
    return one.x - one.half, one.y - one.half, 2 * one.half, 2 * one.half


def _sides(one: Wish) -> Iterator[Rect]:
    """Below, above, at either side; then the same a little aside; then all of it cut short."""
    under, over = one.y + one.half + _GAP, one.y - one.half - _GAP - one.height
    right, left = one.x + one.half + _GAP + 1, one.x - one.half - _GAP - 1 - one.width
    middle, level = one.x - one.width / 2, one.y - one.height / 2
    for x, y in ((middle, under), (middle, over), (right, level), (left, level)):
        yield x, y, one.width, one.height
    aside, lift = max(0.0, one.width / 2 - one.half), one.half * 0.7
    for part in (0.5, 1.0):
        for x, y in (
            *((middle + part * aside, under), (middle - part * aside, under)),
            *((middle + part * aside, over), (middle - part * aside, over)),
            *((right, level + part * lift), (right, level - part * lift)),
            *((left, level + part * lift), (left, level - part * lift)),
        ):
            yield x, y, one.width, one.height
    if one.least:
        yield from _sides(replace(one, width=one.least, least=0.0))


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    left, top, width, height = rect
    for column in range(int(left // _CELL), int((left + width) // _CELL) + 1):
        for row in range(int(top // _CELL), int((top + height) // _CELL) + 1):
            yield column, row


def _take(grid: defaultdict[tuple[int, int], list[Rect]], rect: Rect) -> None:
    for cell in _cells(rect):
        grid[cell].append(rect)


def _is_free(grid: defaultdict[tuple[int, int], list[Rect]], rect: Rect) -> bool:
    return not any(covers(rect, other) for cell in _cells(rect) for other in grid.get(cell, ()))


def covers(one: Rect, other: Rect) -> bool:
    """Whether they lie over each other."""
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
