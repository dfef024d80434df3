"""The drawing in lanes: where boxes and arrows stand, and how one walks through them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.lane_map import LaneMap
from isp_desktop.ui.kit.lanes import Arrow, Box, Sizes, label_spot, laid, ways
from isp_desktop.ui.kit.theme import Theme

SIZES = Sizes(width=600, widest=190, narrowest=100, high=46, between=20, under=76)


def box(uid: str, lane: int) -> Box:
    return Box(uid, f"Team {uid}", "", lane, f"Team {uid}")


def arrow(source: str, target: str) -> Arrow:
    return Arrow(source, target, "Minutes", "", "on_time")


boxes = st.lists(st.integers(0, 4), min_size=1, max_size=25).map(
    lambda lanes: [box(str(at), lane) for at, lane in enumerate(lanes)]
)


@given(boxes, st.data())
def test_boxes_stand_in_their_lanes_and_never_on_each_other(made: list[Box], data: st.DataObject):
    uids = st.sampled_from([one.uid for one in made])
    arrows = [arrow(*pair) for pair in data.draw(st.lists(st.tuples(uids, uids).filter(lambda p: p[0] != p[1])))]
    found = laid(made, arrows, SIZES)
    assert found.boxes.keys() == {one.uid for one in made}
    whole = QRectF(0, 0, SIZES.width, found.height)
    assert all(whole.contains(place) for place in found.boxes.values())
    assert not any(one.intersects(other) for one, other in combinations(found.boxes.values(), 2))
    tops = [found.lanes[one.lane] for one in sorted(made, key=lambda one: one.lane)]
    assert tops == sorted(tops)
    paths = ways(arrows, found.boxes)
    assert [path.length() > 0 for path in paths] == [True] * len(arrows)


def test_boxes_that_tell_each_other_stand_near():
    made = [box("a", 0), box("b", 0), box("c", 1), box("d", 1)]
    found = laid(made, [arrow("a", "d"), arrow("b", "c")], SIZES)
    left_to_right = sorted(found.boxes, key=lambda uid: (found.boxes[uid].top(), found.boxes[uid].left()))
    assert left_to_right in (["a", "b", "d", "c"], ["b", "a", "c", "d"])


def test_an_arrow_goes_round_a_box_that_stands_in_its_way():
    places = {"a": QRectF(200, 0, 100, 40), "b": QRectF(200, 100, 100, 40), "c": QRectF(200, 200, 100, 40)}
    [path] = ways([arrow("a", "c")], places)
    assert not any(places["b"].contains(path.pointAtPercent(at / 50)) for at in range(1, 50))
    wide = places | {"c": QRectF(150, 200, 200, 40)}
    pair = ways([arrow("a", "c"), arrow("c", "a")], wide)
    assert not any(wide["b"].contains(path.pointAtPercent(at / 50)) for path in pair for at in range(1, 50))
    [straight] = ways([arrow("a", "b")], places)
    assert straight.boundingRect().width() == 0


def test_arrows_along_one_edge_begin_side_by_side_in_the_order_of_where_they_lead():
    places = {"a": QRectF(200, 0, 100, 40), "b": QRectF(0, 100, 100, 40), "c": QRectF(400, 100, 100, 40)}
    forth, back, far = ways([arrow("a", "b"), arrow("b", "a"), arrow("a", "c")], places)
    starts = [back.pointAtPercent(1).x(), forth.pointAtPercent(0).x(), far.pointAtPercent(0).x()]
    assert starts == sorted(set(starts))
    assert back.pointAtPercent(0).x() < forth.pointAtPercent(1).x()


def test_words_find_no_place_where_all_is_taken():
    [path] = ways([arrow("a", "b")], {"a": QRectF(0, 0, 90, 40), "b": QRectF(0, 200, 90, 40)})
    whole = QRectF(0, 0, 400, 240)
    place = label_spot(path, 60, 16, [], whole)
    assert place is not None
    assert place.center().x() == 45
    beside = label_spot(path, 60, 16, [place], whole)
    assert beside is not None
    assert not beside.intersects(place)
    assert label_spot(path, 60, 16, [whole], whole) is None


def test_the_arrows_lead_from_box_to_box_and_enter_opens_one(qtbot: QtBot, theme: Theme):
    drawing = LaneMap(theme, "Who tells whom", ["System", "Network"])
    qtbot.addWidget(drawing)
    drawing.resize(600, 300)
    drawing.show_drawing([box("a", 0), box("b", 1), box("c", 1)], [arrow("a", "b"), arrow("c", "a")])
    drawing.show()
    drawing.activateWindow()
    qtbot.waitUntil(drawing.isActiveWindow)
    buttons = drawing.buttons()
    stops = [one for one in buttons.values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [buttons["a"]]
    buttons["a"].setFocus()
    qtbot.keyClick(buttons["a"], Qt.Key.Key_Down)
    below = next(uid for uid in ("b", "c") if buttons[uid].hasFocus())
    with qtbot.waitSignal(drawing.opened) as opened:
        qtbot.keyClick(buttons[below], Qt.Key.Key_Return)
    assert opened.args == [below]
    drawing.show_drawing([box("a", 0), box(below, 1)], [arrow("a", below)])
    assert drawing.buttons()[below].hasFocus()
    assert drawing.buttons()[below].accessibleName() == f"Team {below}"
