"""The page of the relationships: people by days past the wanted gap, coverage with its gaps, by keyboard throughout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import finding, lines, records, settings
from isp_desktop.ui.kit.asking import ReasonDialog, RhythmDialog
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.pages.relationships import RelationshipsPage
from isp_desktop.ui.pages.relationships.coverage import PeopleDialog

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
FUNDER, TEAMS = ("funder_policy", "system"), ("teams", "network")
Key = Qt.Key
Put = Callable[..., str]
Open = Callable[..., RelationshipsPage]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def me(store: Store, put: Put) -> str:
    uid = put("person", name="Maren Oduya")
    settings.write(store, "me", uid)
    return uid


@pytest.fixture
def ruth(put: Put, me: str) -> str:
    uid = put("person", name="Ruth Calloway", role="Director", wanted_days=28, part="teams", level="network")
    put("visit", date=day(-52), attended=[uid], stage="held")
    put("trust", stakeholder=uid, date=day(-90), rater=me, way="self", reliability=3, openness=3)
    put("trust", stakeholder=uid, date=day(-52), rater=me, way="self", reliability=2, competence=2, openness=3)
    return uid


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(width: int = 1212) -> RelationshipsPage:
        page = RelationshipsPage(theme, jobs, store, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(width, 860)
        page.show()
        qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


def menu_of(page: QWidget) -> Menu:
    return next(menu for menu in page.findChildren(Menu) if menu.isVisible())


def choose(menu: Menu, words: str) -> None:
    action: QAction = next(action for action in menu.actions() if action.text() == words)
    menu.close()
    action.trigger()


def test_a_row_tells_the_contact_and_both_types_of_trust(open_page: Open, put: Put, ruth: str, me: str):
    sam = put("person", name="Sam Whitlock")
    put("trust", stakeholder=ruth, date=day(-3), rater=sam, way="self", openness=5)
    page = open_page()
    [row] = page.people.list.shown()
    assert (row.contact, row.past) == ("52 of 28 days", True)
    intra, inter = row.sparks
    assert (intra.value, intra.trend, intra.tone, intra.basis) == ("2", "down", 0, "2 of 3, 23 Aug")
    assert (inter.value, inter.trend) == ("3", "level")
    assert "Interpersonal trust: Sam Whitlock, Self-assessment: Strong, 5 of 5 on 1 of 3" in row.spoken()
    assert page.headline == "2 people across 0 sites. 1 has gone quiet, coverage has 23 gaps."


def test_where_not_everyone_is_listed_it_is_said_who_is(open_page: Open, put: Put, ruth: str):
    page = open_page()
    assert page.people.head.remark.text() == "by days past wanted gap"
    put("person", name="Tomas Lind")
    page.refresh(frozenset({"person"}))
    page = open_page()
    assert (page.people.head.remark.text(), page.people.all_button.words()) == (
        "1 with a rhythm or a rating",
        "All 2 people",
    )


def test_someone_rated_by_others_alone_has_no_line_of_mine(open_page: Open, put: Put, me: str):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam Whitlock")
    put("trust", stakeholder=ruth, date=day(-3), rater=sam, way="self", openness=5)
    [row] = open_page().people.list.shown()
    assert [(spark.value, spark.basis) for spark in row.sparks] == [("", "Not rated"), ("", "By others")]


def test_by_the_keyboard_from_a_person_to_her_page_and_her_rating(qtbot: QtBot, open_page: Open, ruth: str):
    page = open_page()
    people = page.people.list
    people.setFocus()
    qtbot.keyClick(people, Key.Key_Home)
    qtbot.waitUntil(lambda: people.current_uid() == ruth)
    with qtbot.waitSignal(page.record_asked) as signal:
        qtbot.keyClick(people, Key.Key_Return)
    assert signal.args == ["person", ruth]
    qtbot.waitUntil(lambda: "Intrapersonal trust: You" in page.people.detail.words())
    with qtbot.waitSignal(page.new_asked) as signal:
        qtbot.keyClick(page.people.detail.rate_button, Key.Key_Return)
    assert signal.args == ["trust", {"stakeholder": ruth}]


def test_the_chosen_one_is_told_with_the_promises_both_ways(
    qtbot: QtBot, open_page: Open, put: Put, ruth: str, me: str
):
    visit = put("visit", date=day(-60), attended=[ruth], stage="held")
    put("commitment", what="Send the data", owner=ruth, status="kept", due=day(-9), settled_on=day(-10))
    put("commitment", what="Ring the funder", owner=ruth, status="dropped", due=day(-9), settled_on=day(-9))
    put("commitment", what="Write the letter", owner=me, visit=visit, status="late", due=day(-9), settled_on=day(-2))
    page = open_page()
    page.people.list.select(ruth)
    told = "Promises kept: 1 of 2 promised by Ruth Calloway, 1 of 1 promised by you."
    qtbot.waitUntil(lambda: told in page.people.detail.words())


def test_what_can_be_done_about_a_person(qtbot: QtBot, theme: Theme, open_page: Open, ruth: str):
    page = open_page()
    menu = Menu(theme, "", page)
    page.fill_menu(ruth, menu)
    for words, args in (
        ("New note", ["note", {"people": [ruth]}]),
        ("New visit", ["visit", {"attended": [ruth]}]),
        ("Rate trust", ["trust", {"stakeholder": ruth}]),
    ):
        with qtbot.waitSignal(page.new_asked) as signal:
            choose(menu, words)
        assert signal.args == args


def test_a_rhythm_is_set_in_place_and_taken_back(qtbot: QtBot, open_page: Open, jobs: Jobs, store: Store, ruth: str):
    page = open_page()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RhythmDialog)
        assert dialog.wanted.value() == 28
        dialog.wanted.set_value(60)
        dialog.go_on.click()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.set_rhythm(ruth)
    assert records.get(store, ruth).fields["wanted_days"] == 60
    offered.args[1]()
    assert records.get(store, ruth).fields["wanted_days"] == 28


def test_a_gap_becomes_a_commitment_by_the_keyboard_and_is_taken_back(
    qtbot: QtBot, open_page: Open, store: Store, ruth: str, me: str
):
    page = open_page()
    grid = page.coverage.grid
    grid.setFocus()
    qtbot.keyClick(grid, Key.Key_Right)
    qtbot.keyClick(grid, Key.Key_Return)
    with qtbot.waitSignal(page.undo_offered) as offered:
        choose(menu_of(page), "Find someone")
    [line] = lines.open_commitments(store, today=TODAY)
    assert line.title == "Find someone in Funder, policy at the Organization level"
    assert records.get(store, line.uid).fields["owner"] == me
    page.refresh(frozenset({"commitment"}))
    qtbot.waitUntil(lambda: grid.cell(0, 1).text == "Gap, looking")
    assert "you find someone by 13 November 2026" in grid.cell(0, 1).words
    grid.opened.emit(0, 1)
    with qtbot.waitSignal(page.record_asked) as asked:
        choose(menu_of(page), "Open the commitment")
    assert asked.args == ["commitment", line.uid]
    offered.args[1]()
    assert lines.open_commitments(store, today=TODAY) == []


def test_someone_is_looked_for_in_the_initiative_on_screen(
    qtbot: QtBot, open_page: Open, store: Store, put: Put, ruth: str, me: str
):
    reading = put("initiative", name="Reading")
    page = open_page()
    page.show_initiative(reading)
    grid = page.coverage.grid
    qtbot.waitUntil(page.is_whole)
    with qtbot.waitSignal(page.undo_offered):
        grid.opened.emit(0, 1)
        choose(menu_of(page), "Find someone")
    page.refresh(frozenset({"commitment"}))
    qtbot.waitUntil(lambda: grid.cell(0, 1).text == "Gap, looking")
    page.show_initiative("")
    qtbot.waitUntil(lambda: grid.cell(0, 1).text == "Gap")
    [need] = finding.every(store, "coverage")
    assert need.fields["initiative"] == reading


def test_not_needed_asks_why_and_the_cell_says_so(qtbot: QtBot, open_page: Open, jobs: Jobs, ruth: str):
    page = open_page()
    grid = page.coverage.grid
    assert grid.cell(0, 3).text == "Gap"
    grid.opened.emit(0, 3)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        dialog.go_on.click()
        assert dialog.isVisible()
        dialog.reason.set_value("The county deals with it")
        dialog.go_on.click()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(page.undo_offered) as offered:
        choose(menu_of(page), "Not needed…")
    page.refresh(frozenset({"coverage"}))
    qtbot.waitUntil(lambda: grid.cell(0, 3).text == "no need")
    assert "The county deals with it" in grid.cell(0, 3).words
    offered.args[1]()
    page.refresh(frozenset({"coverage"}))
    qtbot.waitUntil(lambda: grid.cell(0, 3).text == "Gap")


def test_a_cell_tells_who_stands_in_it(qtbot: QtBot, open_page: Open, ruth: str):
    page = open_page()
    cell = page.coverage.grid.cell(2, 2)
    assert (cell.text, cell.words) == ("1", "Teams, Network: 1 person, last contact 52 days ago")
    page.coverage.grid.opened.emit(2, 2)
    qtbot.waitUntil(lambda: page.window().findChild(PeopleDialog) is not None)
    people = page.window().findChild(PeopleDialog).list
    with qtbot.waitSignal(page.record_asked) as signal:
        qtbot.keyClick(people, Key.Key_Return)
    assert signal.args == ["person", ruth]


def test_those_without_part_or_level_are_told_and_filled_in(qtbot: QtBot, open_page: Open, put: Put, ruth: str):
    ann = put("person", name="Ann")
    page = open_page()
    assert page.coverage.apart.isVisible()
    page.coverage.apart.action.click()
    qtbot.waitUntil(lambda: page.window().findChild(PeopleDialog) is not None)
    with qtbot.waitSignal(page.edit_asked) as signal:
        page.window().findChild(PeopleDialog).list.opened.emit(ann)
    assert signal.args == ["person", ann]


def test_looking_back_and_within_an_initiative(qtbot: QtBot, theme: Theme, open_page: Open, put: Put, ruth: str):
    put("initiative", name="Reading")
    page = open_page()
    page.show_day(TODAY - dt.timedelta(30))
    qtbot.waitUntil(lambda: page.people.list.shown()[0].contact == "22 of 28 days")
    assert page.head.day_button.words() == "At 14 September"
    page.show_day(None)
    menu = Menu(theme, "", page)
    page.head.initiative_button.fill(menu)
    choose(menu, "Reading")
    qtbot.waitUntil(lambda: page.people.nobody.isVisible())
    assert page.head.initiative_button.words() == "Reading"
    page.show_initiative("")
    qtbot.waitUntil(lambda: len(page.people.list.shown()) == 1)


def test_the_map_and_the_rail_follow_each_other(qtbot: QtBot, open_page: Open, jobs: Jobs, put: Put, ruth: str):
    put("person", name="Abel Pemberton", wanted_days=1)
    page = open_page()
    assert page.map is not None
    assert page.people.list.current_uid() != ruth
    page.map.choose(ruth)
    assert page.people.list.current_uid() == ruth
    with qtbot.waitSignal(page.record_asked):
        page.map.record_asked.emit("person", ruth)
    page.show_day(TODAY - dt.timedelta(3))
    assert page.map.shown.day == TODAY - dt.timedelta(3)


def test_somebody_is_chosen_before_the_map_of_a_new_notebook_is_laid_out(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, ruth: str
):
    page = RelationshipsPage(theme, jobs, store, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1212, 860)
    qtbot.waitUntil(lambda: page.map is not None)
    assert page.map is not None
    assert page.map.shown.mapped is None
    page.map.point_out(ruth)
    page.show()
    qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())
    assert page.map.view.current == ruth


@pytest.mark.parametrize("width", [968, 1212])
def test_the_map_takes_the_whole_page_and_gives_it_back(open_page: Open, ruth: str, width: int):
    page = open_page(width=width)
    assert page.map is not None
    low = page.map.height()
    page.map.head.larger_button.click()
    QApplication.processEvents()
    assert not page.coverage.isVisible()
    assert not page.people.isVisible()
    assert not page.parts.tabs.isVisible()
    assert page.map.width() > width - 80
    assert page.map.height() > low
    QTest.keyClick(page.map.view, Key.Key_Escape)
    assert page.coverage.isVisible()
    assert page.people.isVisible() == (width == 1212)


def test_in_a_narrow_window_the_rail_is_a_tab(open_page: Open, ruth: str):
    page = open_page(width=968)
    assert page.coverage.isVisible()
    assert not page.people.isVisible()
    page.parts.chips[1].click()
    assert page.people.isVisible()
    assert not page.coverage.isVisible()
    assert page.minimumSizeHint().width() <= 960


def test_an_empty_notebook_says_what_belongs_there(qtbot: QtBot, open_page: Open, me: str):
    page = open_page()
    assert page.nobody.isVisible()
    assert not page.head.add_button.isVisible()
    with qtbot.waitSignal(page.new_asked) as signal:
        page.nobody.action.click()
    assert signal.args == ["person", {}]


def test_people_without_anything_noted_lead_to_a_first_step(qtbot: QtBot, open_page: Open, put: Put, me: str):
    put("person", name="Ann")
    page = open_page()
    assert page.people.nobody.isVisible()
    assert not page.people.list.isVisible()
    with qtbot.waitSignal(page.list_asked):
        page.people.nobody.action.click()


def test_tab_goes_through_the_page_and_everything_has_a_name(qtbot: QtBot, open_page: Open, ruth: str):
    page = open_page()
    page.people.list.select(ruth)
    page.head.day_button.setFocus()
    seen: list[QWidget] = []
    for _press in range(24):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert {page.head.add_button, page.coverage.grid, page.people.list, page.people.detail.rate_button} <= set(seen)
    assert all(one.accessibleName() for one in seen)


def test_in_the_sidebar_and_remembered(desk: Desk, qtbot: QtBot, put: Put, ruth: str):
    desk.show_place("relationships")
    page = desk.page()
    assert isinstance(page, RelationshipsPage)
    place = desk.place()
    assert place is not None
    assert place.name() == "Relationships"
    assert place.nav_key() == "relationships"
    qtbot.waitUntil(lambda: page.is_whole() and not desk.jobs.busy())
    assert desk.window().focusWidget() is page.people.list
    assert page.mapTo(desk, QPoint(0, 0)).x() > 0
