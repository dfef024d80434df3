"""Room for things: packed to the shape of a window, and drawn into one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.spacing import Box, Spot, bounds, fitted, overlaps, packed, rows

_PIECES = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=1, max_size=12)


def blocks(sizes: list[tuple[int, int]]) -> tuple[list[dict[int, Spot]], dict[int, Box]]:
    """Pieces that are so many things wide and high, each thing 30 x 20, and their boxes."""
    groups: list[dict[int, Spot]] = []
    number = 0
    for wide, high in sizes:
        spots = {number + at: (at % wide * 30.0, at // wide * 20.0) for at in range(wide * high)}
        groups.append(spots)
        number += len(spots)
    return groups, dict.fromkeys(range(number), (30.0, 20.0))


@given(_PIECES, st.floats(0.5, 3.0))
def test_packed_pieces_stand_apart_each_as_it_was(sizes: list[tuple[int, int]], ratio: float):
    groups, boxes = blocks(sizes)
    found = packed(groups, boxes, 10.0, ratio)
    taken = [bounds({at: found[at] for at in group}, boxes) for group in groups]
    assert not any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one, other in combinations(taken, 2)
    )
    for group in groups:
        first = min(group)
        for at, (x, y) in group.items():
            shift = found[at][0] - found[first][0], found[at][1] - found[first][1]
            assert shift == pytest.approx((x - group[first][0], y - group[first][1]))


@pytest.mark.parametrize("ratio", [0.6, 1.0, 1.7, 3.0])
def test_pieces_are_packed_to_the_shape_of_the_window(ratio: float):
    groups, boxes = blocks([(4, 6), (3, 4), (3, 3)] + [(2, 3)] * 9)
    left, top, right, bottom = bounds(packed(groups, boxes, 10.0, ratio), boxes)
    across, down = right - left, bottom - top
    assert ratio / 1.5 < across / down < ratio * 1.5
    # Of a window of that shape no more than half stays empty.
    needed = max(across, down * ratio)
    assert sum(30 * 20 for _one in boxes) / (needed * needed / ratio) > 0.5


def test_a_block_is_as_compact_as_its_shape_asks_for():
    boxes = dict.fromkeys(range(30), (30.0, 20.0))
    left, top, right, bottom = bounds(rows(range(30), boxes, 1.7), boxes)
    assert right - left <= 7 * 30
    assert bottom - top <= 6 * 20


@given(st.lists(st.tuples(st.integers(-2000, 2000), st.integers(-900, 900)), min_size=1, max_size=15, unique=True))
def test_what_is_drawn_into_a_window_has_room(places: list[Spot]):
    spots = dict(enumerate(places))
    box = (40.0, 30.0)
    found = fitted(spots, box, (900.0, 600.0))
    assert all(min(overlaps(found[a], box, found[b], box)) <= 0.01 for a, b in combinations(found, 2))


def test_what_is_far_off_is_drawn_near_and_left_stays_left():
    spots = {0: (0.0, 0.0), 1: (100.0, 50.0), 2: (160.0, -40.0), 3: (3000.0, 10.0)}
    found = fitted(spots, (40.0, 30.0), (400.0, 200.0))
    xs = [found[at][0] for at in range(4)]
    assert xs == sorted(xs)
    assert xs[-1] - xs[0] <= 400
    # Who was crowded has more room than by drawing all together alike.
    assert xs[1] - xs[0] > 400 * 100 / 3000
