"""Teams & charters: the teams, the core functions over them, and who tells whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from teams import add_teams

from isp_desktop.db.store import Store
from isp_desktop.services import finding, records
from isp_desktop.services.team_loops import STEPS
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.team import TeamPage
from isp_desktop.ui.pages.teams import TeamsPage
from isp_desktop.ui.pages.teams.loops import MOST_DRAWN

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[[], TeamsPage]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show() -> TeamsPage:
        page = TeamsPage(theme, jobs, store, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 860)
        page.show()
        settle(qtbot, jobs, page)
        return page

    return show


def settle(qtbot: QtBot, jobs: Jobs, page: TeamsPage) -> None:
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def test_without_teams_it_says_what_belongs_there(qtbot: QtBot, open_page: Open):
    page = open_page()
    assert page.nobody.isVisible()
    assert not page.add_button.isVisible()
    with qtbot.waitSignal(page.new_asked) as asked:
        page.nobody.action.click()
    assert asked.args == ["team", {}]


def test_a_row_tells_what_a_team_has_and_what_it_lacks(qtbot: QtBot, store: Store, open_page: Open):
    uid = add_teams(store, TODAY)
    page = open_page()
    told = {row.title: row for row in page.table.list.shown()}
    assert [row.section for row in page.table.list.shown()] == [
        "Reading: System level",
        "Reading: Organization level",
        "Reading: Organization level",
    ]
    assert told["Implementation team"].spoken() == (
        "Implementation team, Willow Lane, 2 members, Review overdue, Next 23 Oct, Last 2 Oct, "
        "1 voice, 4 core functions, 1 late, 1 on time"
    )
    headline = "3 teams. 3 lack a voice, 2 have no charter, 1 charter is past its review, 1 loop is open."
    assert page.headline == headline
    page.table.list.setFocus()
    page.table.list.select(uid)
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(page.table.list, Qt.Key.Key_Return)
    assert asked.args == ["team", uid]


def test_what_is_chosen_before_the_page_is_whole_is_shown_when_it_is(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store
):
    add_teams(store, TODAY)
    page = TeamsPage(theme, jobs, store, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.show()
    page.chips[1].click()
    settle(qtbot, jobs, page)
    assert [chip.isChecked() for chip in page.chips] == [False, True, False]
    assert page.functions.isVisible()


def test_one_initiative_shows_its_teams_and_says_when_it_has_none(
    qtbot: QtBot, store: Store, jobs: Jobs, put: Put, open_page: Open
):
    add_teams(store, TODAY)
    [reading] = [item.uid for item in finding.every(store, "initiative")]
    counting = put("initiative", name="Counting")
    put("team", name="Of none")
    page = open_page()
    assert len(page.table.list.shown()) == 4
    page.initiative_button.chosen.emit(reading)
    settle(qtbot, jobs, page)
    assert len(page.table.list.shown()) == 3
    page.show_initiative(counting)
    settle(qtbot, jobs, page)
    assert page.nobody.isVisible()
    assert page.initiative_button.words() == "Counting"
    with qtbot.waitSignal(page.new_asked) as asked:
        page.add_button.click()
    assert asked.args == ["team", {"initiatives": [counting]}]
    with store.write() as transaction:
        records.delete(transaction, counting)
    page.refresh(frozenset({"initiative"}))
    settle(qtbot, jobs, page)
    assert len(page.table.list.shown()) == 4


def test_the_grid_says_who_carries_each_function_and_leads_to_the_team(
    qtbot: QtBot, store: Store, put: Put, open_page: Open
):
    uid = add_teams(store, TODAY)
    put("charter", team=put("team", name="Another"), version=1, state="agreed")
    page = open_page()
    page.chips[1].click()
    grid = page.functions.grid
    assert grid is not None
    assert [grid.cell(0, column).text for column in range(6)] == ["Gap"] * 6
    assert [grid.cell(1, column).text for column in range(6)] == ["1", "Gap", "1", "Gap", "Gap, left", "Gap"]
    assert grid.cell(1, 2).words == "Implementation team, Collect, analyse and monitor data: Data group"
    assert page.functions.sentence.text().startswith("Nobody in these teams carries: Build staff competency;")
    grid.setCurrentIndex(grid.model().index(1, 2))
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert asked.args == ["team", uid]


def test_of_many_teams_the_grid_shows_the_others_once_they_are_asked_for(put: Put, open_page: Open):
    for at in range(20):
        put("charter", team=put("team", name=f"Team {at:02}"), version=1, state="agreed")
    page = open_page()
    page.choose(1)
    assert page.functions.grid is not None
    assert page.functions.grid.model().rowCount() == 14
    assert page.functions.all_button.words() == "All 20 teams"
    page.functions.all_button.click()
    assert page.functions.grid.model().rowCount() == 20
    assert not page.functions.all_button.isVisible()


def test_the_drawing_says_in_words_what_is_late_and_its_boxes_lead_on(qtbot: QtBot, store: Store, open_page: Open):
    uid = add_teams(store, TODAY)
    page = open_page()
    page.choose(2)
    boxes = page.loops.map.buttons()
    assert boxes[uid].accessibleName() == "Implementation team, Willow Lane, Organization, 1 loop is open"
    assert {box.text() for box in boxes.values()} == {"Implementation team", "County group", "Data group"}
    with qtbot.waitSignal(page.record_asked) as asked:
        boxes[uid].click()
    assert asked.args == ["team", uid]
    assert [row.spoken() for row in page.loops.rows.list.shown()] == [
        "Minutes, Implementation team to County group: every 30 days, 8 days late",
        "What was decided, County group to Implementation team: every 60 days, due in 40 days",
    ]


def test_a_message_is_noted_from_the_list_and_taken_back(
    qtbot: QtBot, theme: Theme, store: Store, jobs: Jobs, open_page: Open
):
    add_teams(store, TODAY)
    page = open_page()
    page.choose(2)
    [minutes] = [item.uid for item in finding.every(store, "protocol") if item.fields["what"] == "Minutes"]
    menu = Menu(theme, "Loop", page)
    page.loops.rows.fill_menu(minutes, menu)
    entries = {action.text(): action for action in menu.actions()}
    assert list(entries)[:2] == [STEPS["sent"][0], STEPS["received"][0]]
    with qtbot.waitSignal(page.undo_offered) as offered:
        entries["Sent today"].trigger()
    page.refresh(frozenset({"message"}))
    settle(qtbot, jobs, page)
    assert page.loops.rows.list.shown()[0].date == "due in 30 days"
    assert page.headline.endswith("1 charter is past its review.")
    offered.args[1]()
    page.refresh(frozenset({"message"}))
    settle(qtbot, jobs, page)
    assert page.loops.rows.list.shown()[0].date == "8 days late"


def test_a_loop_that_has_ended_asks_for_nothing_any_more(put: Put, open_page: Open):
    one, other = put("team", name="One"), put("team", name="Other")
    held = {"source": one, "target": other, "every_days": 30, "answer_days": 14, "since": "2026-01-01"}
    over = put("protocol", **held, what="Figures", until="2026-09-01")
    put("message", protocol=over, sent_on="2026-08-01")
    page = open_page()
    page.choose(2)
    [row] = page.loops.rows.list.shown()
    assert (row.date, row.tone, row.faded, page.loops.rows.head.remark.text()) == ("ended", "", True, "")


def test_too_many_for_a_drawing_stand_in_the_list_alone(store: Store, put: Put, open_page: Open):
    hub = put("team", name="Hub")
    for at in range(MOST_DRAWN):
        put("protocol", source=put("team", name=f"Team {at}"), target=hub, what="News")
    page = open_page()
    page.choose(2)
    assert page.loops.too_many.isVisible()
    assert not page.loops.map.isVisible()
    page.loops.rows.all_button.click()
    assert len(page.loops.rows.list.shown()) == MOST_DRAWN


def test_the_window_leads_from_the_sidebar_to_a_team_and_back(qtbot: QtBot, store: Store, desk: Desk):
    uid = add_teams(store, TODAY)
    desk.show_place("teams")
    page = desk.page()
    assert isinstance(page, TeamsPage)
    qtbot.waitUntil(lambda: not desk.jobs.busy() and page.is_whole())
    page.table.opened.emit(uid)
    team = desk.page()
    assert isinstance(team, TeamPage)
    assert desk.place() == Place("record", "team", uid)
    assert Place("record", "team", uid).nav_key() == "teams"
    team.header.went_to.emit(0)
    assert desk.place() == Place("teams")
