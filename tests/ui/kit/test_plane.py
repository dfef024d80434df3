"""Things in a plane: told by shape and words, walked through, moved with the keys and the mouse, kept apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.plane import Axes, Plane, Spot
from isp_desktop.ui.kit.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

AXES = Axes("Power and interest", ("Satisfied", "Closely", "Watched", "Informed"), ("Less", "More"), ("Low", "High"))


def spot(key: str, across: float, up: float, was: tuple[float, float] | None = None) -> Spot:
    return Spot(key, f"Name {key}", "filled", across, up, f"Name {key}, {across}, {up}", was)


@pytest.fixture
def plane(qtbot: QtBot, theme: Theme) -> Plane:
    made = Plane(theme, AXES, lambda key, across, up: f"{key}: {across:.0f} {up:.0f}")
    qtbot.addWidget(made)
    made.resize(600, 480)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_spots([spot("a", 10, 90), spot("b", 60, 50, (20, 50)), spot("c", 90, 10)])
    return made


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        at = QApplication.focusWidget()
        assert at is not None
        qtbot.keyClick(at, key, held)


def test_they_stand_by_their_measures_and_none_covers_another(plane: Plane):
    a, b, c = (plane.nodes[key].geometry().center() for key in "abc")
    assert a.x() < b.x() < c.x()
    assert a.y() < b.y() < c.y()
    plane.show_spots([spot(str(at), 50 + at % 3, 50 + at // 3) for at in range(12)])
    boxes = [node.geometry() for node in plane.nodes.values()]
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    assert all(plane.rect().contains(box) for box in boxes)


def test_at_the_edges_all_of_it_stays_inside(plane: Plane):
    plane.show_spots([spot("a", 0, 0), spot("b", 100, 100), spot("c", 0, 100), spot("d", 100, 0)])
    assert all(plane.rect().contains(node.geometry()) for node in plane.nodes.values())


def test_the_arrows_go_from_one_to_the_next(qtbot: QtBot, plane: Plane):
    first = plane.first()
    assert first is not None
    first.setFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is plane.nodes["b"]
    press(qtbot, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is plane.nodes["c"]
    press(qtbot, Qt.Key.Key_Home)
    assert QApplication.focusWidget() is plane.nodes["a"]


def test_enter_takes_up_the_arrows_move_and_enter_puts_down(qtbot: QtBot, plane: Plane):
    plane.nodes["b"].setFocus()
    told: list[str] = []
    plane.told.connect(told.append)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Left, held=Qt.KeyboardModifier.ShiftModifier)
    assert plane.held() == "b"
    assert plane.nodes["b"].accessibleName() == "b: 69 55"
    with qtbot.waitSignal(plane.moved) as moved:
        press(qtbot, Qt.Key.Key_Return)
    assert moved.args == ["b", 69.0, 55.0]
    assert told == ["b: 60 50", "b: 60 55", "b: 65 55", "b: 70 55", "b: 69 55", ""]
    assert plane.held() == ""


def test_escape_puts_it_back_and_nothing_moved(qtbot: QtBot, plane: Plane):
    plane.nodes["b"].setFocus()
    with qtbot.assertNotEmitted(plane.moved):
        press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Escape)
        press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert (plane.spot("b").across, plane.spot("b").up) == (60, 50)


def test_it_never_leaves_the_plane(qtbot: QtBot, plane: Plane):
    plane.nodes["c"].setFocus()
    press(qtbot, Qt.Key.Key_Return, *[Qt.Key.Key_Down] * 5, *[Qt.Key.Key_Right] * 5)
    with qtbot.waitSignal(plane.moved) as moved:
        press(qtbot, Qt.Key.Key_Return)
    assert moved.args == ["c", 100.0, 0.0]


def test_whoever_goes_on_puts_down_what_was_taken_up(qtbot: QtBot, plane: Plane):
    plane.nodes["a"].setFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Right)
    with qtbot.waitSignal(plane.moved) as moved:
        plane.nodes["c"].setFocus()
    assert moved.args == ["a", 15.0, 90.0]


def test_the_mouse_drags(qtbot: QtBot, plane: Plane):
    node = plane.nodes["a"]
    start = node.rect().center()
    with qtbot.waitSignal(plane.moved) as moved:
        qtbot.mousePress(node, Qt.MouseButton.LeftButton, pos=start)
        # Two steps: the first one only says that it is a drag.
        for far in (20, 100):
            qtbot.mouseMove(node, start + QPoint(far, far // 2))
        qtbot.mouseRelease(node, Qt.MouseButton.LeftButton, pos=start)
    key, across, up = moved.args
    assert key == "a"
    assert across > 10
    assert up < 90


def test_what_is_only_looked_at_does_not_move(qtbot: QtBot, plane: Plane):
    plane.show_spots([spot("a", 10, 90), spot("c", 90, 10)], can_move=False)
    plane.nodes["a"].setFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Right)
    assert plane.held() == ""
    assert QApplication.focusWidget() is plane.nodes["c"]


def test_all_may_go_and_others_come(qtbot: QtBot, plane: Plane):
    plane.nodes["a"].setFocus()
    plane.show_spots([])
    assert plane.first() is None
    plane.show_spots([spot("d", 10, 90), spot("e", 90, 10)])
    assert plane.first() is plane.nodes["d"]


def test_two_clicks_open_and_the_menu_key_asks(qtbot: QtBot, plane: Plane):
    with qtbot.waitSignal(plane.opened) as opened:
        qtbot.mouseDClick(plane.nodes["b"], Qt.MouseButton.LeftButton)
    assert opened.args == ["b"]
