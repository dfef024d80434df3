"""Talks with leaders and champions, and reviews, on Today: there while they are due, and acted on in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services.leaders.due import due
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today import TodayPage
from isp_desktop.ui.parts.leaders.asking import DebriefDialog, ReviewDialog

# Said by the platform without a screen, of any window with a least size or a popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def test_a_debrief_and_a_review_that_are_due_are_done_in_place(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put
):
    put("commitment", what="Form", due="2026-10-15", status="open")
    page = TodayPage(theme, jobs, store, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1212, 900)
    page.show()
    qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())
    assert "part" not in page.late_leaders.__dict__
    hana, site = put("person", name="Hana Sato"), put("site", name="Northgate")
    champion = put("champion", person=hana, site=site, since="2026-09-01", review_on="2026-10-14")
    put("champion_review", champion=champion, date="2026-09-02", state="active")
    put("debrief", people=[hana], date="2026-09-14")

    def again() -> None:
        page.refresh(frozenset({"champion"}))
        qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())

    again()
    rows = page.late_leaders.part.rows.list
    assert [(row.title, row.second, row.date) for row in rows.shown()] == [
        ("Debrief with Hana Sato", "Active champion, Northgate, every 28 days", "2 days late"),
        ("Review the champion Hana Sato", "Active champion, Northgate", "Due today"),
    ]
    assert "2 leaders or champions to talk with or look at" in page.headline

    def log() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DebriefDialog)
        assert dialog.people.value() == [hana]
        dialog.go_on.click()

    QTimer.singleShot(0, log)
    rows.setFocus()
    rows.select(f"talk {hana}")
    with qtbot.waitSignal(page.undo_offered):
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    again()
    assert [row.title for row in rows.shown()] == ["Review the champion Hana Sato"]

    def keep() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReviewDialog)
        dialog.go_on.click()

    QTimer.singleShot(0, keep)
    rows.select(f"review {champion}")
    with qtbot.waitSignal(page.undo_offered):
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    again()
    assert due(store, TODAY).shown == ()
    assert not page.late_leaders.isVisible()
