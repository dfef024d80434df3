"""Practice: what gets done, over time, what never happens, and where one is oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.practice import load_practice
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.practice import PracticePage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[[], PracticePage]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show() -> PracticePage:
        page = PracticePage(theme, jobs, store, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 860)
        page.show()
        settle(qtbot, jobs, page)
        return page

    return show


def settle(qtbot: QtBot, jobs: Jobs, page: PracticePage) -> None:
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def test_without_any_record_it_says_what_belongs_there_and_everything_is_listed_as_never(qtbot: QtBot, open_page: Open):
    page = open_page()
    assert page.headline == "Nothing was tagged or noted in this time yet."
    assert page.nothing.isVisible()
    with qtbot.waitSignal(page.new_asked) as asked:
        page.nothing.action.click()
    assert asked.args == ["visit", {}]
    page.tabs["never"].click()
    assert sum(len(rows.list.shown()) for rows in page.never.lists.values()) == 39


def test_an_activity_tells_how_often_and_when_and_opens_on_its_entries(
    qtbot: QtBot, jobs: Jobs, store: Store, put: Put, open_page: Open
):
    site = put("site", name="Alder Road")
    visit = put("visit", date="2026-10-01", starts="09:00", ends="10:30", site=site, activities=["C5"])
    put("visit", date="2026-08-01", site=site, activities=["C5"])
    page = open_page()
    assert page.headline == "1 of 39 activities was done, 1.5 hours in all."
    card = page.matrix.cards[2]
    assert card.grid.cell(4, 0).words == "Coach daily work: 2 times; last on 1 Oct"
    assert card.grid.cell(4, 1).text == "1 Oct"
    assert (card.grid.cell(3, 0).text, card.grid.cell(3, 0).look) == ("never", "open")
    card.grid.setFocus()
    for _step in range(4):
        qtbot.keyClick(card.grid, Qt.Key.Key_Down)
    qtbot.keyClick(card.grid, Qt.Key.Key_Return)
    settle(qtbot, jobs, page)
    assert page.opened.isVisible()
    rows = [page.opened.list.rows().row(at) for at in range(page.opened.list.rows().rowCount())]
    assert [row.spoken() for row in rows] == [
        "Alder Road, 1 October 2026, Visit, 1.5 hours, 1 Oct",
        "Alder Road, 1 August 2026, Visit, 1 Aug",
    ]
    assert page.opened.where.text() == "Alder Road: 2 times, last on 1 Oct"
    page.opened.list.select(visit)
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(page.opened.list, Qt.Key.Key_Return)
    assert asked.args == ["visit", visit]
    page.opened.back.click()
    assert page.matrix.isVisible()
    assert card.grid.hasFocus()


def test_over_time_tells_counts_and_hours_by_period(qtbot: QtBot, jobs: Jobs, store: Store, put: Put, open_page: Open):
    put("visit", date="2026-10-01", starts="09:00", ends="11:00", activities=["C5", "R1"])
    put("visit", date="2026-05-01", activities=["C5"])
    page = open_page()
    page.tabs["time"].click()
    page.step.parts["quarter"].click()
    settle(qtbot, jobs, page)
    hours, capacity = page.over_time.grids[0], page.over_time.grids[3]
    assert hours.cell(2, 7).words == "Capacity, quarter 4 of 2026: 1 hour"
    assert hours.cell(0, 8).words == "Relationships: 1 hour in all"
    assert [capacity.cell(4, at).text for at in range(9)] == ["·", "·", "·", "·", "·", "1", "·", "1", "2"]
    assert capacity.cell(3, 8).text == "never"
    with qtbot.waitSignal(page.over_time.opened) as opened:
        capacity.opened.emit(4, 2)
    assert opened.args == ["C5"]


def test_of_one_site_and_of_everybody(qtbot: QtBot, jobs: Jobs, store: Store, put: Put, open_page: Open):
    here, other = put("site", name="Alder Road"), put("person", name="Ines")
    put("visit", date="2026-10-01", site=here, activities=["C5"])
    put("visit", date="2026-10-01", led_by=[other], activities=["R1"])
    page = open_page()
    assert page.headline == "1 of 39 activities was done."
    page.whose.parts["all"].click()
    settle(qtbot, jobs, page)
    assert page.headline == "2 of 39 activities were done."
    qtbot.keyClicks(page.place.line, "alder")
    qtbot.keyClick(page.place.line, Qt.Key.Key_Return)
    settle(qtbot, jobs, page)
    assert page.place.value() == here
    assert page.headline == "1 of 39 activities was done."


def test_what_never_happens_is_begun_or_thought_about(qtbot: QtBot, theme: Theme, store: Store, open_page: Open):
    page = open_page()
    page.tabs["never"].click()
    rows = page.never.lists["capacity"]
    assert rows.list.shown()[4].action == "Log a step"
    with qtbot.waitSignal(page.new_asked) as asked:
        rows.action_asked.emit("C5")
    assert asked.args == ["step_log", {"date": "2026-10-14", "way": "coaching"}]
    menu = Menu(theme, "", page)
    page.never.fill_menu("R11", menu)
    with qtbot.waitSignal(page.new_asked) as asked:
        menu.actions()[-1].trigger()
    question = load_practice().activity("R11").prompt
    assert asked.args == ["reflection", {"question": question, "date": "2026-10-14"}]


def test_every_activity_can_be_begun(qtbot: QtBot, open_page: Open):
    page = open_page()
    begun: list[str] = []
    page.new_asked.connect(lambda kind, _preset: begun.append(kind))
    page.list_asked.connect(begun.append)
    for one in load_practice().activities:
        page.never.begun.emit(one.code)
    assert len(begun) == 39
    assert begun[one_of("T2")] == begun[one_of("T3")] == "team"


def one_of(code: str) -> int:
    return [one.code for one in load_practice().activities].index(code)


def test_a_new_record_shows_at_once(qtbot: QtBot, jobs: Jobs, put: Put, open_page: Open):
    page = open_page()
    put("leader_brief", date="2026-10-01", person=put("person", name="Ruth"))
    page.refresh(frozenset({"leader_brief"}))
    settle(qtbot, jobs, page)
    assert page.matrix.cards[3].grid.cell(3, 0).text == "1"


def test_ones_own_look_at_a_competency_and_its_course(qtbot: QtBot, put: Put, open_page: Open):
    for day, step in (("2025-09-01", "new"), ("2026-03-01", "with_help")):
        look = put("competency_reflection", date=day, competency="teams", step=step, next="Let them open it")
    put("competency_reflection", date="2026-09-01", competency="capacity", step="alone")
    page = open_page()
    page.tabs["own"].click()
    assert not page.step.isVisible()
    teams, capacity = page.own.panels["teams"], page.own.panels["capacity"]
    assert teams.stands.text() == "With help; last looked at 1 Mar"
    assert "Next: Let them open it" in teams.said.text()
    [course] = teams.chart.courses().courses
    assert (course.values, course.words) == ([1.0, 2.0], "Teams: Sept 2025: New to me; Mar 2026: With help")
    # Asked of once half a year has gone by, and not before; and of nothing that was never looked at.
    assert teams.reminder.isVisible()
    assert not capacity.reminder.isVisible()
    assert not page.own.panels["leaders"].reminder.isVisible()
    with qtbot.waitSignal(page.record_asked) as asked:
        teams.list.opened.emit(look)
    assert asked.args == ["competency_reflection", look]
    with qtbot.waitSignal(page.new_asked) as begun:
        teams.write.click()
    assert begun.args == ["competency_reflection", {"competency": "teams", "date": "2026-10-14"}]


def test_it_fits_a_narrow_window(qtbot: QtBot, open_page: Open):
    assert open_page().minimumSizeHint().width() <= 960
