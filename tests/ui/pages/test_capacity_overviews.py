"""All whose capacity was assessed, and one instrument over sites, behind the tabs of the page of capacity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from assessments import add_run, add_story, grid_form, grid_values, put
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.rows import ROW
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.capacity import CapacityPage
from isp_desktop.ui.parts.capacity import AcrossView, OverviewView

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 25)
Open = Callable[[str], CapacityPage]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(tab: str) -> CapacityPage:
        page = CapacityPage(theme, jobs, store, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 860)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.choose(tab)
        qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
        return page

    return show


def add_another(store: Store, story: dict[str, str]) -> str:
    """A second site, lower in all but one cell, assessed once by the same version."""
    site = put(store, "site", name="Alder Road Primary")
    values = grid_values([1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1])
    return add_run(store, story["instrument"], grid_form(), values, subject=site, site=site, date="2026-08-12")


def overview_of(page: CapacityPage) -> OverviewView:
    view = page.view()
    assert isinstance(view, OverviewView)
    return view


def across_of(page: CapacityPage) -> AcrossView:
    view = page.view()
    assert isinstance(view, AcrossView)
    return view


def names(view: AcrossView) -> list[str]:
    assert view.grid is not None
    head = view.grid.model()
    return [str(head.headerData(at, Qt.Orientation.Vertical)) for at in range(head.rowCount())]


def test_each_subject_has_its_latest_assessment_and_what_is_due_comes_first(
    qtbot: QtBot, open_page: Open, store: Store
) -> None:
    story = add_story(store)
    add_another(store, story)
    view = overview_of(open_page("assessments"))
    rows = [view.list.model().index(at, 0).data(ROW) for at in range(view.list.model().rowCount())]
    assert [row.title for row in rows] == ["Harbour County Services", "Alder Road Primary"]
    assert rows[0].second == "Latest: 22 Sep, 4 assessments, Capacity, 1 strength"
    assert (rows[0].chip.text, rows[0].date) == ("3 short", "due 20 Oct")
    assert view.headline == "2 have been assessed, the next one is due for 1."
    with qtbot.waitSignal(view.record_asked) as asked:
        view.list.setFocus()
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert asked.args == ["assessment", story["last"]]


def test_what_is_planned_or_under_way_stands_beside_the_last_one_that_was_closed(
    qtbot: QtBot, open_page: Open, store: Store
) -> None:
    story = add_story(store)
    usual = {"instrument": story["instrument"], "subject": story["site"], "site": story["site"]}
    planned = put(store, "assessment", date="2026-11-03", state="planned", **usual)
    other = put(store, "site", name="Alder Road Primary")
    put(store, "assessment", date="2026-10-24", state="under_way", **{**usual, "subject": other})
    view = overview_of(open_page("assessments"))
    rows = [view.list.model().index(at, 0).data(ROW) for at in range(view.list.model().rowCount())]
    told = [(row.title, row.second, row.chip.text, row.date) for row in rows]
    assert told == [
        ("Alder Road Primary", "The first one, Capacity", "Under way", "24 Oct"),
        ("Harbour County Services", "Latest: 22 Sep, 4 assessments, Capacity, 1 strength", "3 short", ""),
        ("Harbour County Services", "The next one, Capacity", "Planned", "3 Nov"),
    ]
    assert view.headline == "1 has been assessed, 2 are planned or under way."
    view.list.select(planned)
    with qtbot.waitSignal(view.record_asked) as asked:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert asked.args == ["assessment", planned]


def test_without_an_assessment_the_first_one_is_offered(qtbot: QtBot, open_page: Open) -> None:
    view = overview_of(open_page("assessments"))
    with qtbot.waitSignal(view.new_asked) as asked:
        view.nothing.action.click()
    assert asked.args[0] == "assessment"
    assert across_of(open_page("across")).nothing.isVisible()


def test_places_stand_side_by_side_without_any_person(qtbot: QtBot, open_page: Open, store: Store) -> None:
    story = add_story(store)
    other = add_another(store, story)
    leader = put(store, "person", name="Joel Fenwick")
    add_run(store, story["instrument"], grid_form(), grid_values([1] * 16), subject=leader, date="2026-09-01")
    view = across_of(open_page("across"))
    assert names(view) == ["Alder Road Primary", "Harbour County Services"]
    assert view.grid is not None
    assert (view.grid.cell(1, 2).text, view.grid.cell(1, 4).small) == ("2.8", "2 short")
    assert view.headline.startswith("Assessed at 2 places; General, system: short at 2 of 2")
    with qtbot.waitSignal(view.record_asked) as asked:
        view.grid.opened.emit(0, 0)
    assert asked.args == ["assessment", other]


def test_it_is_sorted_by_a_column_and_looked_at_by_level_and_over_time(
    qtbot: QtBot, open_page: Open, store: Store
) -> None:
    story = add_story(store)
    add_another(store, story)
    view = across_of(open_page("across"))
    view.choose_view("analytic")
    view.sort_by("organization")
    assert names(view) == ["Harbour County Services", "Alder Road Primary"]
    assert view.grid is not None
    assert (view.grid.cell(0, 2).text, view.grid.cell(0, 2).small) == ("1", "short")
    view.choose_view("time")
    assert [view.grid.cell(0, at).text for at in range(3)] == ["not assessed", "not assessed", "1.2"]
    assert view.grid.cell(1, 0).small == "12 items"
    with qtbot.waitSignal(view.record_asked) as asked:
        view.grid.opened.emit(1, 1)
    assert asked.args == ["assessment", story["third"]]
