"""A whole visit without the mouse: how often Tab is pressed is counted, so that no stop creeps in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import finding, records
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit import VisitPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 11, 18)


def test_a_visit_is_written_with_few_presses_of_tab(
    qtbot: QtBot, theme: Theme, store: Store, put: Callable[..., str]
) -> None:
    site = put("site", name="Alder Road")
    priya = put("person", name="Priya Raman", sites=[site])
    page = VisitPage(theme, store, "", {}, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1212, 900)
    page.show()
    page.activateWindow()
    presses = 0

    def at() -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def tab_to(name: str) -> None:
        nonlocal presses
        while not page.form.editors[name].isAncestorOf(at()):
            qtbot.keyClick(at(), Qt.Key.Key_Tab)
            presses += 1
            assert presses < 60

    qtbot.waitUntil(page.is_whole)
    assert page.form.editors["site"].isAncestorOf(at())
    qtbot.keyClicks(at(), "Alder")
    qtbot.keyClick(at(), Qt.Key.Key_Return)
    tab_to("purpose")
    qtbot.keyClicks(at(), "Data review")
    tab_to("discussion")
    text = at()
    for typed in ("With @pri", "\r", " at the chart: #c5", "\r", ".", "\r", "! @pri", "\r", " sends it by Fri"):
        qtbot.keyClick(text, Qt.Key.Key_Return) if typed == "\r" else qtbot.keyClicks(text, typed)
    with qtbot.waitSignal(page.paper_asked):
        qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    visit = records.get(store, page.uid).fields
    assert (visit["site"], visit["attended"], visit["activities"]) == (site, [priya], ["C5"])
    [promise] = finding.every(store, "commitment")
    assert (promise.fields["owner"], promise.fields["due"]) == (priya, "2026-11-20")
    assert presses == 9
