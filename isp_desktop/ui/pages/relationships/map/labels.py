"""Where names stand beside their nodes: below, above, or at a side, and nowhere over each other or over a node.

All lengths are in px of the screen, so that names stay readable however far one zooms out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_GAP = 3.0
_CELL = 80.0

Rect = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A node that wants its name shown: its middle, half its side, and how large its name is."""

    uid: str
    x: float
    y: float
    half: float
    width: float
    height: float


def placed(wishes: Iterable[Wish], taken: Iterable[Rect] = (), walls: Sequence[Rect] = ()) -> dict[str, Rect]:
    """Where each name stands, those first in `wishes` first; a name that has no room is left out.

    Args:
        taken: what no name may cover, beside the nodes of `wishes`.
        walls: what a name covers only where it has no room elsewhere.
    """
    wanted = list(wishes)
    grid: defaultdict[tuple[int, int], list[Rect]] = defaultdict(list)
    for rect in (*(_square(one) for one in wanted), *taken):
        _take(grid, rect)
    found: dict[str, Rect] = {}
    for one in wanted:
        free = [rect for rect in _sides(one) if _is_free(grid, rect)]
        if free:
            clear = (rect for rect in free if not any(_covers(rect, wall) for wall in walls))
            found[one.uid] = next(clear, free[0])
            _take(grid, found[one.uid])
    return found


def _square(one: Wish) -> Rect:
    return one.x - one.half, one.y - one.half, 2 * one.half, 2 * one.half


def _sides(one: Wish) -> Iterator[Rect]:
    """Below, above, at either side; then the same a little aside."""
    under, over = one.y + one.half + _GAP, one.y - one.half - _GAP - one.height
    right, left = one.x + one.half + _GAP + 1, one.x - one.half - _GAP - 1 - one.width
    middle, level = one.x - one.width / 2, one.y - one.height / 2
    for x, y in ((middle, under), (middle, over), (right, level), (left, level)):
        yield x, y, one.width, one.height
    aside, lift = one.width / 2 - one.half, one.half * 0.7
    for x, y in (
        *((middle + aside, under), (middle - aside, under), (middle + aside, over), (middle - aside, over)),
        *((right, level + lift), (right, level - lift), (left, level + lift), (left, level - lift)),
    ):
        yield x, y, one.width, one.height


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    left, top, width, height = rect
    for column in range(int(left // _CELL), int((left + width) // _CELL) + 1):
        for row in range(int(top // _CELL), int((top + height) // _CELL) + 1):
            yield column, row


def _take(grid: defaultdict[tuple[int, int], list[Rect]], rect: Rect) -> None:
    for cell in _cells(rect):
        grid[cell].append(rect)


def _is_free(grid: defaultdict[tuple[int, int], list[Rect]], rect: Rect) -> bool:
    return not any(_covers(rect, other) for cell in _cells(rect) for other in grid.get(cell, ()))


def _covers(one: Rect, other: Rect) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
