"""The pure parts of the map: where names stand, where keys lead, what is cut of a line, what tells types apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QRectF

from isp_desktop.domain.network import MEMBER, OWN_TYPE
from isp_desktop.domain.vocabulary import PARTS_OF_SYSTEM, TIES, TIES_BOTH_WAYS
from isp_desktop.ui.pages.relationships.map.labels import Rect, Wish, placed
from isp_desktop.ui.pages.relationships.map.lines import seen
from isp_desktop.ui.pages.relationships.map.shapes import RADIUS, outline, stroke_of
from isp_desktop.ui.pages.relationships.map.travel import first_in, next_in

_PLACES = st.tuples(st.integers(-300, 300), st.integers(-200, 200))


def covers(a: Rect, b: Rect) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


@given(st.lists(_PLACES, max_size=25, unique=True))
def test_no_name_covers_another_or_a_node(places: list[tuple[int, int]]):
    wishes = [Wish(str(at), x, y, 18, 90, 15) for at, (x, y) in enumerate(places)]
    found = placed(wishes)
    assert not any(covers(one, other) for one, other in combinations(found.values(), 2))
    nodes = [(one.x - one.half, one.y - one.half, 2 * one.half, 2 * one.half) for one in wishes]
    assert not any(covers(name, node) for name in found.values() for node in nodes)
    # Whoever comes first has room, unless other nodes take it.
    assert len(places) != 1 or "0" in found


def test_a_name_keeps_off_walls_first_and_then_off_lines():
    [below] = placed([Wish("a", 0, 0, 18, 90, 15)]).values()
    assert below[1] > 18
    line = (0.0, 0.0, 0.0, 100.0)
    [above] = placed([Wish("a", 0, 0, 18, 90, 15)], lines=[line]).values()
    assert above[1] < -18
    # Between two walls it is cut short at the side where most of it stays.
    walls = [(-260.0, -200.0, 230.0, 400.0), (60.0, -200.0, 200.0, 400.0)]
    [cut] = placed([Wish("a", 0, 0, 18, 150, 15)], walls=walls, lines=[line]).values()
    assert cut[0] >= -30
    assert cut[0] + cut[2] <= 60
    assert cut[2] > 80
    # A long name is whole where it has room, and cut short sooner than that it hides a line.
    long = Wish("a", 0, 0, 18, 300, 15, 150)
    [whole] = placed([long]).values()
    assert whole[2] == 300
    rungs = [(side * x, -60.0, side * x, 60.0) for side in (-1, 1) for x in range(90, 330, 10)]
    [short] = placed([long], lines=rungs).values()
    assert short[2] == 150
    assert not any(short[0] < x < short[0] + short[2] for x, *_rest in rungs)
    # Nor is it cut through at the lower edge.
    [over] = placed([Wish("a", 0, 0, 18, 90, 15)], ends=[(-200.0, 30.0, 400.0, 100.0)]).values()
    assert over[1] < -18


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), _PLACES, min_size=1, max_size=12))
def test_an_arrow_leads_that_way_or_nowhere(spots: dict[str, tuple[float, float]]):
    for uid, (x, y) in spots.items():
        for way, dx, dy in (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1)):
            target = next_in(spots, uid, way)  # type: ignore[arg-type]
            if target:
                ahead = (spots[target][0] - x) * dx + (spots[target][1] - y) * dy
                assert ahead > 0
    assert first_in(spots) in spots


def test_all_types_of_tie_and_parts_of_the_system_differ_without_colour():
    strokes = [stroke_of(kind, kind in TIES_BOTH_WAYS) for kind in (*TIES, MEMBER)]
    strokes += [stroke_of(OWN_TYPE, both, number) for both in (True, False) for number in range(5)]
    assert len(set(strokes)) == len(strokes)
    shapes = [outline(part, RADIUS).toFillPolygon() for part in (*PARTS_OF_SYSTEM, "")]
    assert all(one != other for one, other in combinations(shapes, 2))


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (QLineF(-1000, 50, 1000, 50), QLineF(-10, 50, 100, 50)),
        (QLineF(10, 10, 20, 20), QLineF(10, 10, 20, 20)),
        (QLineF(-50, -50, -10, 300), None),
    ],
)
def test_of_a_long_line_only_what_may_be_seen_is_drawn(line: QLineF, left: QLineF | None):
    found = seen([line], QRectF(0, 0, 100, 100), 11)
    assert found == ([left] if left else [])
