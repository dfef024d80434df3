"""Steps of the capacity plan and their follow-ups on Today: there while they are due, and acted on in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from capacity import add_plan
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today import TodayPage
from isp_desktop.ui.parts.plan.asking import FollowUpDialog

# Said by the platform without a screen, of any window with a least size or a popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[[], TodayPage]


@pytest.fixture
def open_today(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show() -> TodayPage:
        page = TodayPage(theme, jobs, store, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())
        return page

    return show


def again(qtbot: QtBot, page: TodayPage, jobs: Jobs) -> None:
    page.refresh(frozenset({"plan_step"}))
    qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())


def answer(act: Callable[[FollowUpDialog], object]) -> None:
    """Does something in the dialog that is opened next."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FollowUpDialog)
        act(dialog)

    QTimer.singleShot(0, find)


def test_nothing_of_it_is_made_before_something_is_due(qtbot: QtBot, jobs: Jobs, open_today: Open, put: Put):
    put("commitment", what="Form", due="2026-10-15", status="open")
    put("plan_step", what="Far off", way="training", due="2027-10-14")
    page = open_today()
    assert "part" not in page.late_plan.__dict__
    put("plan_step", what="Train her", way="training", due="2026-10-15")
    again(qtbot, page, jobs)
    assert page.late_plan.part.isVisible()


def test_a_step_is_done_and_a_follow_up_logged(qtbot: QtBot, jobs: Jobs, store: Store, open_today: Open):
    uids = add_plan(store, TODAY)
    page = open_today()
    rows = page.late_plan.part.rows.list
    assert [(row.title, row.date) for row in rows.shown()] == [
        ("Watch a session", "2 days late"),
        ("Coach the team", "Follow-up: due today"),
        ("Train a second analyst", "In 6 days"),
    ]
    assert "2 steps of the plan due" in page.headline
    rows.setFocus()
    rows.select(uids["watch"])
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert offered.args[0] == "Step done"
    assert records.get(store, uids["watch"]).fields["state"] == "done"
    again(qtbot, page, jobs)
    rows.select(uids["coach"])
    answer(lambda dialog: (dialog.saw.line.insert("They plan alone"), dialog.go_on.click()))
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert offered.args[0] == "Logged. Next follow-up on 28 Oct"
    with store.read() as reading:
        [log] = lists.items(reading, "step_log", lists.pointing(reading, uids["coach"], "step_log", "step"))
    assert (log.fields["what"], log.fields["seen"]) == ("Followed up", "They plan alone")
    again(qtbot, page, jobs)
    assert [row.date for row in rows.shown()] == ["In 6 days", "Follow-up: in 14 days"]


def test_a_step_to_be_done_and_followed_up_is_one_row_that_says_both(open_today: Open, put: Put):
    put("plan_step", what="Train her", way="training", due="2026-10-20", follow_up_on="2026-10-12")
    page = open_today()
    [row] = page.late_plan.part.rows.list.shown()
    assert (row.date, row.second) == ("Follow-up: 2 days late", "To be done: in 6 days; Training")
    assert "1 step of the plan due" in page.headline


def test_the_last_one_gone_leaves_nothing(qtbot: QtBot, jobs: Jobs, store: Store, open_today: Open, put: Put):
    uid = put("plan_step", what="Train her", way="training", due="2026-10-14")
    page = open_today()
    part = page.late_plan.part
    menu = Menu(part._theme, "", part)
    part.acts.fill_menu(part._due[uid].step, QPoint(), "due", menu)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Open",
        "Mark as done",
        "Begin it today",
        "Followed up…",
        "Move to a week from today",
        "Move to 30 days from today",
        "Move to a day…",
        "Drop it…",
    ]
    next(action for action in menu.actions() if action.text() == "Move to 30 days from today").trigger()
    assert records.get(store, uid).fields["due"] == "2026-11-13"
    again(qtbot, page, jobs)
    assert not part.isVisible()


def test_a_follow_up_says_what_is_missing(qtbot: QtBot, theme: Theme):
    dialog = FollowUpDialog(theme, "Train her", None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.what.set_value("")
    dialog.go_on.click()
    assert dialog.isVisible()
    assert dialog.what.error() == "Say in a few words what was done."
    dialog.what.set_value("Sat in")
    dialog.following.line.insert("soon")
    dialog.go_on.click()
    assert dialog.following.error()
    dialog.following.set_value("2026-11-01")
    dialog.go_on.click()
    assert not dialog.isVisible()
    assert (dialog.asked().what, dialog.asked().next_day) == ("Sat in", dt.date(2026, 11, 1))
