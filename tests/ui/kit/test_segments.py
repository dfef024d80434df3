"""Segments: one stop for Tab, walked by the arrows, chosen by Space or a click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.segments import Segments
from isp_desktop.ui.kit.theme import Theme

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_arrows_walk_and_space_chooses(qtbot: QtBot, theme: Theme) -> None:
    made = Segments(theme, "What is shown", [("result", "Result"), ("change", "Change"), ("answers", "Answers")])
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    chosen: list[str] = []
    made.chosen.connect(chosen.append)
    made.parts["result"].setFocus()
    qtbot.keyClick(made.parts["result"], Qt.Key.Key_Right)
    assert made.parts["change"].hasFocus()
    qtbot.keyClick(made.parts["change"], Qt.Key.Key_Space)
    qtbot.mouseClick(made.parts["answers"], Qt.MouseButton.LeftButton)
    made.choose("answers")
    assert (made.shown(), chosen) == ("answers", ["change", "answers"])
    assert [part.isChecked() for part in made.parts.values()] == [False, False, True]
