"""The page of an initiative: its vision, its core elements in order, how they hold, who answers for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from integrity import add_integrity
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.services import finding, records
from isp_desktop.services.integrity import elements
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.initiative import InitiativePage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[[str], InitiativePage]


@pytest.fixture
def open_initiative(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(uid: str) -> InitiativePage:
        page = InitiativePage(theme, jobs, store, uid, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 860)
        page.show()
        settle(qtbot, jobs, page)
        return page

    return show


def settle(qtbot: QtBot, jobs: Jobs, page: InitiativePage) -> None:
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def titles(page: InitiativePage) -> list[str]:
    model = page.elements.list.rows()
    return [model.row(at).title for at in range(model.rowCount())]


def chosen(theme: Theme, page: InitiativePage, fill: Callable[[Menu], object], text: str) -> None:
    """Chooses an entry of a menu."""
    menu = Menu(theme, "Menu", page)
    fill(menu)
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_one_that_is_not_there_is_refused(theme: Theme, jobs: Jobs, store: Store):
    with pytest.raises(NotFound):
        InitiativePage(theme, jobs, store, records.new_uid())


def test_an_empty_one_says_what_belongs_where_and_offers_to_begin(qtbot: QtBot, put: Put, open_initiative: Open):
    uid = put("initiative", name="New")
    page = open_initiative(uid)
    assert page.vision.text().startswith("What does everyone involved want to be true")
    assert page.elements.sentence.isVisible()
    assert not page.matrix.isVisible()
    with qtbot.waitSignal(page.edit_asked):
        page.write_button.click()
    with qtbot.waitSignal(page.new_asked) as asked:
        page.elements.add_button.click()
    assert asked.args == ["core_element", {"initiative": uid, "place": 1}]
    for kind, values in (
        ("accountability", {"initiative": uid}),
        ("problem", {"initiative": uid, "state": "open", "date": TODAY.isoformat()}),
        ("resource", {"initiatives": [uid]}),
    ):
        with qtbot.waitSignal(page.new_asked) as asked:
            page.side.add_asked.emit(kind)
        assert asked.args == [kind, values]


def test_a_name_is_described_by_one_key_and_the_way_back_leaves_it(
    qtbot: QtBot, jobs: Jobs, store: Store, put: Put, open_initiative: Open
):
    uid = put("initiative", name="New", core_elements=["Home kits", "Family evenings"])
    page = open_initiative(uid)
    rows = page.elements.named.list
    assert [row.title for row in rows.shown()] == ["Family evenings", "Home kits"]
    rows.select("Home kits")
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert records.get(store, elements.uid_of_element(uid, "Home kits")).fields["name"] == "Home kits"
    page.refresh(frozenset({"core_element"}))
    settle(qtbot, jobs, page)
    assert titles(page) == ["1  Home kits"]
    assert [row.title for row in rows.shown()] == ["Family evenings"]
    offered.args[1]()
    page.refresh(frozenset({"core_element"}))
    settle(qtbot, jobs, page)
    assert [row.title for row in rows.shown()] == ["Family evenings", "Home kits"]


def test_elements_are_moved_and_taken_away_by_their_menu(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, open_initiative: Open
):
    added = add_integrity(store, TODAY)
    page = open_initiative(added.initiative)
    second = added.elements[1]
    chosen(theme, page, lambda menu: page.elements.fill_menu(second, menu), "Move up")
    page.refresh(frozenset({"core_element"}))
    settle(qtbot, jobs, page)
    assert titles(page)[:2] == ["1  Coaching in class", "2  Daily practice"]
    with qtbot.waitSignal(page.undo_offered) as offered:
        chosen(theme, page, lambda menu: page.elements.fill_menu(second, menu), "Delete")
    assert records.get(store, second).life == "deleted"
    offered.args[1]()
    assert records.get(store, second).life == "live"


def test_each_site_tells_by_shape_and_word_how_each_element_stands(qtbot: QtBot, store: Store, open_initiative: Open):
    added = add_integrity(store, TODAY)
    page = open_initiative(added.initiative)
    [grid] = page.matrix.grids
    told = [(cell.shape, cell.text, cell.age) for cell in (grid.cell(0, at) for at in range(5))]
    assert told == [
        ("square", "In part", "12 days"),
        ("disc", "Holds", "100 days"),
        ("disc", "Holds", "40 days"),
        ("disc", "Holds", "20 days"),
        ("ring", "Never looked at", ""),
    ]
    assert grid.cell(0, 1).words == (
        "Alder Road Primary, Coaching in class: Holds, 100 days ago, longer ago than it should be"
    )
    grid.setFocus()
    with qtbot.waitSignal(page.integrity_asked) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert asked.args == [added.site]


def test_six_elements_stand_in_two_grids_of_three(store: Store, put: Put, open_initiative: Open):
    added = add_integrity(store, TODAY)
    put("core_element", name="A sixth", initiative=added.initiative, place=6)
    page = open_initiative(added.initiative)
    assert [grid.model().columnCount() for grid in page.matrix.grids] == [3, 3]


def test_it_is_said_where_accountability_goes_one_way_only(store: Store, open_initiative: Open):
    page = open_initiative(add_integrity(store, TODAY).initiative)
    said = [notice.accessibleName() or notice.text() for notice in page.side.findChildren(Notice)]
    assert any("nothing goes the other way" in sentence for sentence in said)


def test_a_problem_is_solved_by_its_circle_and_opened_again(
    qtbot: QtBot, jobs: Jobs, store: Store, open_initiative: Open
):
    page = open_initiative(add_integrity(store, TODAY).initiative)
    [problem] = finding.every(store, "problem")
    rows = page.side.findChild(RowList, "side-problems")
    rows.select(problem.uid)
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    now = records.get(store, problem.uid).fields
    assert (now["state"], now["solved_on"]) == ("solved", TODAY.isoformat())
    offered.args[1]()
    assert records.get(store, problem.uid).fields["state"] == "trying"


def test_what_changes_before_the_page_is_built_does_not_trip_it(theme: Theme, jobs: Jobs, store: Store, put: Put):
    page = InitiativePage(theme, jobs, store, put("initiative", name="New"), today=lambda: TODAY)
    page.refresh(frozenset({"initiative"}))
    page.deleteLater()
