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


@pytest.mark.parametrize("typed", ["3 march 0012", "0012-03-03", "9999-12-31", "1.1.9999"])
def test_a_year_that_nobody_means_is_refused_beside_the_field(qtbot: QtBot, theme: Theme, typed: str):
    _, date, other = _two(qtbot, DateEditor(theme, "Date"), LineEditor(theme, "Other"))
    date.line.setFocus()
    QTest.keyClicks(date.line, typed)
    other.line.setFocus()
    assert date.value() is None
    assert date.error() == "Use a year from 1900 to 2199"
    date.line.setFocus()
    date.line.selectAll()
    QTest.keyClicks(date.line, "3 march 2026")
    assert (date.value(), date.error()) == ("2026-03-03", "")


def test_a_year_that_was_let_in_before_is_no_reason_to_refuse_all_else(qtbot: QtBot, theme: Theme):
    _, date, _other = _two(qtbot, DateEditor(theme, "Date"), LineEditor(theme, "Other"))
    date.set_value("9999-12-31")
    assert (date.value(), date.problem()) == ("9999-12-31", "")


@pytest.mark.parametrize("typed", ["-3", "-2w", "in -3 days"])
def test_a_promise_is_for_a_day_to_come(qtbot: QtBot, theme: Theme, typed: str):
    _, date, other = _two(qtbot, DateEditor(theme, "By when", ahead=True), LineEditor(theme, "Other"))
    date.line.setFocus()
    QTest.keyClicks(date.line, typed)
    other.line.setFocus()
    assert date.value() is None
    assert date.error() == "Use a day to come, such as +3 or 15 Oct 2026"


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
