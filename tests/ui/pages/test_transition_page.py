"""A leadership change on its page, on Today and on the page of whoever leaves; acted on in place, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import records, transition_acts, transitions
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.leaving import LeavingPage
from isp_desktop.ui.pages.person import PersonPage
from isp_desktop.ui.pages.today import TodayPage
from isp_desktop.ui.pages.transition import TransitionPage
from isp_desktop.ui.parts.transition.asking import ItemDialog, ProposalsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Show = Callable[[Page], Any]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def show(qtbot: QtBot, jobs: Jobs) -> Show:
    """Shows a page, whole, and has done what it asks for; what it offers to take back is in `offered`."""

    def shown(page: Page) -> Any:
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
        return page

    return shown


@pytest.fixture
def ruth(put: Put) -> str:
    site = put("site", name="Harbour County")
    ruth = put("person", name="Ruth Calloway", role="Director", sites=[site])
    team = put("team", name="District team")
    put("membership", team=team, person=ruth, role="Chair")
    put("leadership_role", role="Director of services", person=ruth, site=site)
    put("commitment", what="Sign the agreement", owner=ruth, due=day(4))
    put("tie", source=ruth, target=put("person", name="Owen Barr"), type="works_with")
    return ruth


@pytest.fixture
def change(put: Put, ruth: str) -> str:
    comes = put("person", name="Eva Norell")
    days = {"told_on": day(-20), "hands_over_on": day(-2), "leaves_on": day(17)}
    return put("transition", role="Director", leaves=ruth, comes=comes, state="under_way", scope="shared", **days)


def items(store: Store, uid: str) -> list[tuple[str, bool]]:
    return [(item.what, item.is_open) for item in transitions.one(store, uid, TODAY).items]


def test_the_checklist_is_made_from_what_is_known_line_by_line(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, show: Show, change: str
):
    page = show(TransitionPage(theme, jobs, store, change, today=lambda: TODAY))
    offered: list[Callable[[], object]] = []
    page.undo_offered.connect(lambda _words, undo: offered.append(undo))
    page.list_button.click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(ProposalsDialog)))
    [dialog] = page.window().findChildren(ProposalsDialog)
    assert [row.section for row in dialog._rows()] == ["Relationships", "Teams", "Work in hand", "Other"]
    assert dialog.count.text() == "4 of 4 chosen"
    # Space leaves out the first one, which is private.
    qtbot.keyClick(dialog.list, Qt.Key.Key_Home)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert (dialog.count.text(), dialog.go_on.words()) == ("3 of 4 chosen", "Put 3 on the list")
    dialog.go_on.click()
    assert len(items(store, change)) == 3
    page.refresh(frozenset({"continuity_item"}))
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
    assert sum(len(made.shown()) for made in page.card.lists) == 3
    offered[0]()
    assert items(store, change) == []


def test_items_are_ticked_and_added_and_steps_moved_by_keyboard(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, show: Show, change: str
):
    transition_acts.add_item(store, change, "Funding line in writing", day(-2))
    page = show(TransitionPage(theme, jobs, store, change, today=lambda: TODAY))
    first = page.card.lists[0]
    assert [(row.title, row.date, row.tone) for row in first.shown()] == [
        ("Funding line in writing", "2 days late", "bad")
    ]
    assert page.card.line.accessibleName() == (
        "Steps: Told, 24 Sep, done; Named, no day; Handover, 12 Oct, 2 days late; Leaves, 31 Oct; Debrief, no day"
    )
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Home)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert items(store, change) == [("Funding line in writing", False)]

    def answer() -> None:
        [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, ItemDialog) and one.isVisible()]
        dialog.what.line.insert("Meets the network group")
        dialog.due.set_value(day(9))
        dialog.go_on.click()

    QTimer.singleShot(0, answer)
    page.card.add_button.click()
    assert [what for what, waits in items(store, change) if waits] == ["Meets the network group"]
    page.card.acts.tick_step(page.found, page.found.steps[2], True)
    assert records.get(store, change).fields["steps_done"] == ["hands_over"]


def test_sharing_takes_the_list_along_and_what_was_left_is_told(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put, show: Show, ruth: str
):
    uid = put("transition", role="Director", leaves=ruth)
    transition_acts.add_item(store, uid, "Water the plants")
    put("transition", uid, scope="shared")
    page = show(TransitionPage(theme, jobs, store, uid, today=lambda: TODAY))
    notice = page.notice("to-share")
    assert notice is not None
    assert notice.accessibleName().startswith("1 item is still private")
    notice.button.click()
    assert not transitions.one(store, uid, TODAY).items[0].private


def test_once_all_is_done_it_is_offered_to_be_over(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put, show: Show, ruth: str
):
    days = {f"{step}_on": day(-9) for step in ("told", "named", "hands_over", "leaves", "debrief")}
    uid = put("transition", role="Director", leaves=ruth, steps_done=["hands_over", "debrief"], **days)
    put("continuity_item", transition=uid, what="Water the plants", done_on=day(-3))
    page = show(TransitionPage(theme, jobs, store, uid, today=lambda: TODAY))
    notice = page.notice("over")
    assert notice is not None
    notice.button.click()
    assert records.get(store, uid).fields["state"] == "done"


def test_the_page_of_a_person_says_how_much_hangs_on_them_and_leads_there(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, show: Show, ruth: str
):
    page = show(PersonPage(theme, jobs, store, ruth, today=lambda: TODAY))
    qtbot.waitUntil(lambda: not jobs.busy())
    assert "5 things hang on Ruth Calloway, for 2 of them nobody else is there." in [
        one.text() for one in page.side.findChildren(Prose)
    ]
    with qtbot.waitSignal(page.leaving_asked) as asked:
        page.side.findChild(Button, "leaving").click()
    assert asked.args == [ruth]


def test_what_hangs_on_somebody_leads_to_its_records_and_begins_a_change(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, show: Show, ruth: str
):
    page = show(LeavingPage(theme, jobs, store, ruth, today=lambda: TODAY))
    found = page.found
    assert found is not None
    assert [line.held.part for line in found.lines] == ["roles", "teams", "cut", "ties", "promised"]
    with qtbot.waitSignal(page.new_asked) as asked:
        page.change_button.click()
    kind, preset = asked.args
    assert (kind, preset["leaves"], preset["role"], preset["state"]) == (
        "transition",
        ruth,
        "Director of services",
        "foreseen",
    )
    with qtbot.waitSignal(page.record_asked) as opened:
        first = page.columns[0].findChild(RowList, "side-roles")
        qtbot.keyClick(first, Qt.Key.Key_Home)
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert opened.args == ["leadership_role", found.of_role]


def test_where_nothing_hangs_it_says_what_belongs_there(theme: Theme, jobs: Jobs, store: Store, put: Put, show: Show):
    page = show(LeavingPage(theme, jobs, store, put("person", name="Eva Norell"), today=lambda: TODAY))
    assert page.nothing.isVisible()
    assert not page.columns[0].isVisible()


def test_a_change_that_was_begun_from_there_has_its_page_once_it_is_saved(
    qtbot: QtBot, desk: Desk, store: Store, ruth: str
):
    desk.go(Place("leaving", "person", ruth))
    page = desk.page()
    assert isinstance(page, LeavingPage)
    qtbot.waitUntil(lambda: page.found is not None)
    page.change_button.click()
    form = desk.page()
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: isinstance(desk.page(), TransitionPage))
    shown = desk.page()
    assert isinstance(shown, TransitionPage)
    assert (shown.found.leaves[1], shown.found.role, shown.found.private) == (
        "Ruth Calloway",
        "Director of services",
        True,
    )


def test_of_a_change_that_is_over_no_step_is_late(theme: Theme, jobs: Jobs, store: Store, show: Show, change: str):
    transition_acts.judge(store, change, "done")
    page = show(TransitionPage(theme, jobs, store, change, today=lambda: TODAY))
    assert page.card.line.accessibleName() == (
        "Steps: Told, 24 Sep, done; Named, no day; Handover, 12 Oct; Leaves, 31 Oct; Debrief, no day"
    )


def test_today_tells_what_is_due_of_changes_and_it_is_done_there(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put, show: Show, change: str
):
    put("visit", date=day(-30), stage="held")
    transition_acts.add_item(store, change, "Funding line in writing", day(1))
    page = show(TodayPage(theme, jobs, store, today=lambda: TODAY))
    qtbot.waitUntil(lambda: not jobs.busy() and "part" in page.late_changes.__dict__)
    rows = page.late_changes.part.rows.list
    assert [(row.title, row.date) for row in rows.shown()] == [
        ("Handover: Ruth Calloway, Eva Norell", "2 days late"),
        ("Funding line in writing", "Due tomorrow"),
    ]
    qtbot.waitUntil(lambda: "1 step of a leadership change due" in page.headline)
    rows.ticked.emit(rows.shown()[0].uid, True)
    assert records.get(store, change).fields["steps_done"] == ["hands_over"]
    page.refresh(frozenset({"transition"}))
    qtbot.waitUntil(lambda: not jobs.busy())
    assert [row.title for row in rows.shown()] == ["Funding line in writing"]
