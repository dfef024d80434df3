"""Tab comes to all of a page, also to what stands before the part that has the focus first."""

from __future__ import annotations

import datetime as dt

import pytest
from assessments import begin_assessment
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.services.capacity import instruments
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = dt.date(2026, 9, 22)
# More stops than the window has.
STOPS = 80


def test_tab_comes_to_the_head_of_a_page_that_puts_the_focus_further_down(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    with store.write() as transaction:
        site = records.put(transaction, "site", {"name": "Alder"}).uid
    uid = begin_assessment(store, site, instruments.starter(store, "short"), DAY)
    desk.go(Place("record", "assessment", uid))
    page = desk.page()
    assert page is not None
    qtbot.waitUntil(page.is_whole)
    desk.window().activateWindow()
    page.setFocus()
    passed = []
    for _stop in range(STOPS):
        focused = desk.window().focusWidget()
        assert focused is not None
        passed.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {"history", "edit", "pause", "end", "items", "pass-on", "next-item"} <= set(passed)
