"""The grid of counts: walked by the arrows, opened by Enter or a click, left by Tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.heat_grid import HeatCell, HeatGrid
from isp_desktop.ui.kit.theme import Theme

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Key = Qt.Key


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> HeatGrid:
    made = HeatGrid(theme, "Coverage", ["Teams", "Families"], ["Individual", "Network"])
    qtbot.addWidget(made)
    made.show_cells(
        [
            [HeatCell("3", "today", 3, words="Teams, Individual: 3 people"), HeatCell("Gap", look="gap")],
            [HeatCell("not needed", look="plain"), HeatCell("1", "never in touch", 1)],
        ]
    )
    made.resize(500, 160)
    made.show()
    return made


def test_its_model_is_sound(grid: HeatGrid):
    QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_arrows_walk_and_enter_opens(qtbot: QtBot, grid: HeatGrid):
    grid.setFocus()
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Right):
        qtbot.keyClick(grid, key)
    for key in (Key.Key_Return, Key.Key_Space):
        with qtbot.waitSignal(grid.opened) as signal:
            qtbot.keyClick(grid, key)
        assert signal.args == [1, 1]


def test_a_click_opens_and_a_right_click_asks_for_a_menu(qtbot: QtBot, grid: HeatGrid):
    spot = grid.visualRect(grid.model().index(0, 1)).center()
    with qtbot.waitSignal(grid.opened) as signal:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert signal.args == [0, 1]


def test_new_cells_keep_the_place(qtbot: QtBot, grid: HeatGrid):
    grid.setFocus()
    qtbot.keyClick(grid, Key.Key_Down)
    grid.show_cells([[HeatCell("1")] * 2] * 2)
    assert (grid.currentIndex().row(), grid.cell(1, 0).text) == (1, "1")


def test_a_screen_reader_hears_each_cell(grid: HeatGrid):
    found = QAccessible.queryAccessibleInterface(grid)
    assert (found.role(), found.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, "Coverage")
    said = [found.child(at).text(QAccessible.Text.Name) for at in range(found.childCount())]
    assert {"Teams, Individual: 3 people", "Families", "Network"} <= set(said)
