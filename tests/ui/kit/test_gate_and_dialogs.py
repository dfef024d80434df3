"""What stands before the notebook and over it: edges, places that hold, and the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import Dialog, PassphraseEditor, Scrolled
from isp_desktop.ui.kit.gate import Gate
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.help_sheet import help_sheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_filled_button_reaches_its_edges(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Unlock", "primary")
    qtbot.addWidget(button)
    button.show()
    picture = button.grab().toImage()
    middle = picture.height() // 2
    for x in (1, picture.width() - 2):
        assert picture.pixelColor(x, middle).name().upper() == theme.tokens.accent.upper()
    assert button.sizeHint().height() == 32


def test_the_focus_changes_no_size(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Unlock", "primary")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.sizeHint() == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(theme: Theme, qtbot: QtBot, key: Qt.Key) -> None:
    button = Button(theme, "Back")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_enter_on_cancel_does_not_go_ahead(theme: Theme, qtbot: QtBot) -> None:
    dialog = Dialog(theme, "Go back?", "To what it was.")
    qtbot.addWidget(dialog)
    cancel = dialog.add_button("Cancel", closes=False)
    dialog.add_button("Go back to it", "primary", closes=True)
    dialog.show()
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert dialog.result() == Dialog.DialogCode.Rejected
    assert not dialog.isVisible()


def test_an_error_goes_as_soon_as_the_passphrase_is_another(theme: Theme, qtbot: QtBot) -> None:
    editor = PassphraseEditor(theme)
    qtbot.addWidget(editor)
    editor.set_error("That is not it.")
    editor.line.setText("pasted by a password keeper")
    assert editor.error() == ""


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700), (760, 520)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_heading_stays_whatever_appears_under_it(
    theme: Theme, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    theme.set_scale(scale)
    gate = Gate(theme)
    qtbot.addWidget(gate)
    heading = Prose(theme, "Open your notebook", "display")
    notices = [Notice(theme, "bad", "The notebook is damaged", "Words about it. " * 30) for _ in range(3)]
    for part in (heading, *notices):
        gate.column.addWidget(part)
    for notice in notices:
        notice.hide()
    gate.resize(*size)
    gate.show()

    def place() -> QPoint:
        return heading.mapTo(gate, QPoint(0, 0))

    before, width = place(), heading.width()
    for notice in notices:
        notice.show()
    qtbot.waitUntil(lambda: notices[-1].y() > 0)
    assert place() == before
    assert heading.width() == width
    gate.reveal(notices[-1])
    qtbot.waitUntil(lambda: size[1] > 600 or place() != before)
    gate.scroll_to_top()
    assert place() == before


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_keys_fit_into_the_window_and_scroll(theme: Theme, qtbot: QtBot, scale: float) -> None:
    theme.set_scale(scale)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QWidget())
    window.resize(1024, 700)
    window.show()
    dialog = help_sheet(window, theme)
    dialog.show()
    assert dialog.height() <= window.height()
    assert dialog.width() <= window.width()
    area = dialog.findChild(Scrolled)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    button = next(part for part in dialog.findChildren(Button) if part.words() == "Close")
    assert dialog.rect().contains(button.geometry())
