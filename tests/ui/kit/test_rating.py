"""A mark from 1 to 5: by digits, arrows and presses, and not rated again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.rating import RatingEditor
from isp_desktop.ui.kit.theme import Theme

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Key = Qt.Key


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> RatingEditor:
    made = RatingEditor(theme, "Reliability")
    qtbot.addWidget(made)
    made.resize(400, 60)
    made.show()
    made.setFocus()
    return made


def test_digits_set_and_0_and_delete_take_away(qtbot: QtBot, editor: RatingEditor):
    for key, value in ((Key.Key_4, 4), (Key.Key_0, None), (Key.Key_2, 2), (Key.Key_Delete, None), (Key.Key_9, None)):
        qtbot.keyClick(editor.boxes, key)
        assert editor.value() == value


def test_left_and_right_step_up_and_down_go_to_another(qtbot: QtBot, editor: RatingEditor, theme: Theme):
    below = RatingEditor(theme, "Competence", editor)
    below.show()
    editor.beside = lambda step: below if step > 0 else None
    for _press in range(7):
        qtbot.keyClick(editor.boxes, Key.Key_Right)
    assert editor.value() == 5
    qtbot.keyClick(editor.boxes, Key.Key_Left)
    qtbot.keyClick(editor.boxes, Key.Key_Up)
    assert (editor.value(), editor.boxes.hasFocus()) == (4, True)
    qtbot.keyClick(editor.boxes, Key.Key_Down)
    assert below.boxes.hasFocus()


def test_a_press_sets_and_a_second_one_takes_away(qtbot: QtBot, editor: RatingEditor):
    for value in (3, None):
        with qtbot.waitSignal(editor.changed):
            spot = editor.boxes.box_of(3).center().toPoint()
            qtbot.mouseClick(editor.boxes, Qt.MouseButton.LeftButton, pos=spot)
        assert editor.value() == value


def test_read_only_stays_as_it_is_and_values_set_are_not_told(qtbot: QtBot, editor: RatingEditor):
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value(3)
        editor.set_read_only(True)
        qtbot.keyClick(editor.boxes, Key.Key_5)
    assert editor.value() == 3
    editor.set_value("nonsense")
    assert editor.value() is None


def test_it_says_what_it_is_to_a_screen_reader(editor: RatingEditor):
    editor.set_remark("last time 2, 12 Oct")
    found = QAccessible.queryAccessibleInterface(editor.boxes)
    assert found.role() == QAccessible.Role.Slider
    assert found.text(QAccessible.Text.Name) == "Reliability"
    assert found.text(QAccessible.Text.Description) == "Not rated, last time 2, 12 Oct"
    editor.set_value(4)
    assert found.text(QAccessible.Text.Description) == "4 of 5, last time 2, 12 Oct"


def test_with_words_each_box_has_one_shares_the_width_and_a_digit_goes_on(qtbot: QtBot, theme: Theme):
    words = ("Not at all", "Hardly", "Partly", "Mostly", "Fully")
    made = RatingEditor(theme, "We know what we are for", words=words, goes_on=True)
    qtbot.addWidget(made)
    made.resize(700, 80)
    made.show()
    below = RatingEditor(theme, "We decide together", made, words=words)
    below.show()
    made.beside = lambda _step: below
    assert made.boxes.box_of(5).right() > 650
    made.setFocus()
    qtbot.keyClick(made.boxes, Key.Key_4)
    assert (made.value(), made.window().focusWidget() is below.boxes) == (4, True)
    told = QAccessible.queryAccessibleInterface(made.boxes).text(QAccessible.Text.Description)
    assert told == "4 of 5, Mostly"
    # Without that, a digit stays where it is; 0 goes on as well, and leaves it out.
    qtbot.keyClick(below.boxes, Key.Key_2)
    assert made.window().focusWidget() is below.boxes
    made.setFocus()
    qtbot.keyClick(made.boxes, Key.Key_0)
    assert (made.value(), made.window().focusWidget() is below.boxes) == (None, True)
