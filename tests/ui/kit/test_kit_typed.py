"""What fields do while people type blindly, and what is left when they did not finish."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.dialogs import PassphraseEditor
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_date_that_cannot_be_read_leaves_the_one_that_was_there(qtbot: QtBot, theme: Theme):
    window, first, other = _two(qtbot, DateEditor(theme, "Date"), LineEditor(theme, "Other"))
    first.set_value("2026-10-15")
    first.line.setFocus()
    first.line.selectAll()
    QTest.keyClicks(first.line, "9304567")
    other.line.setFocus()
    assert first.value() == "2026-10-15"
    assert first.error()
    assert window.isVisible()


def test_tab_goes_from_a_passphrase_to_the_next_field_past_the_eye(qtbot: QtBot, theme: Theme):
    _, first, other = _two(qtbot, PassphraseEditor(theme), PassphraseEditor(theme, "Again"))
    first.line.setFocus()
    QTest.keyClicks(first.line, "four words")
    QTest.keyClick(first.line, Qt.Key.Key_Tab)
    QTest.keyClicks(other.line, "four words")
    assert (first.value(), other.value()) == ("four words", "four words")
    assert first.line.echoMode() == first.line.EchoMode.Password


def test_a_jobs_last_sentence_has_the_width_of_its_card(qtbot: QtBot, theme: Theme):
    bar = JobBar(theme)
    qtbot.addWidget(bar)
    bar.resize(700, 60)
    bar.say("That is not the passphrase of this notebook. Check it and try again.", wrong=True)
    bar.layout().activate()
    assert bar._sentence.width() > 500


def _two(qtbot: QtBot, first, other):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addWidget(other)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, first, other
