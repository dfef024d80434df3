"""The page of a result: looked at by keys and clicks, acted on, and written into files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from assessments import SCALE, add_instrument, add_run, add_story, answer, grid_form, path_of, plan_assessment, put
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import Instrument, Item
from isp_desktop.services import records
from isp_desktop.services.capacity import assessing, instruments
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.press_chip import PressChip
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.capacity_result import CapacityResultPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 1)
Open = Callable[[str], CapacityResultPage]


@pytest.fixture
def story(store: Store) -> dict[str, str]:
    return add_story(store)


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(uid: str) -> CapacityResultPage:
        page = CapacityResultPage(theme, jobs, store, uid, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        settle(qtbot, jobs, page)
        return page

    return show


def settle(qtbot: QtBot, jobs: Jobs, page: CapacityResultPage) -> None:
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def chip(page: CapacityResultPage, words: str) -> PressChip:
    return next(one for one in page.rail.findChildren(PressChip) if one.text() == words and one.isVisible())


def test_a_cell_opens_its_items_and_leads_to_an_answer(qtbot: QtBot, open_page: Open, story: dict[str, str]) -> None:
    page = open_page(story["last"])
    assert page.card.map.cell(0, 0).text == "4"
    assert page.card.map.cell(2, 3).text == "Not rated"
    grid = page.card.map.grid
    QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    dialog = page.open_cell(1)
    assert dialog is not None
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert page.card.views.shown() == "answers"
    assert page.card.answers.list is not None
    assert page.card.answers.list.current_uid() == path_of("intervention_specific", "organization")


def test_enter_on_a_cell_of_the_map_opens_it(qtbot: QtBot, open_page: Open, story: dict[str, str]) -> None:
    page = open_page(story["last"])
    grid = page.card.map.grid
    grid.setFocus()
    with qtbot.waitSignal(page.card.cell_asked) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert asked.args == [0]


def test_the_votes_that_lay_apart_are_one_press_away(qtbot: QtBot, open_page: Open, story: dict[str, str]) -> None:
    page = open_page(story["last"])
    see = next(one for one in page.rail.findChildren(QAbstractButton) if one.text() == "See")
    qtbot.mouseClick(see, Qt.MouseButton.LeftButton)
    assert page.card.answers.list is not None
    assert page.card.answers.list.current_uid() == path_of("analytic", "organization")
    dialog = page.open_item(path_of("analytic", "organization"))
    assert dialog is not None
    dialog.reject()


def test_what_follows_is_begun_from_the_rail(qtbot: QtBot, open_page: Open, story: dict[str, str]) -> None:
    page = open_page(story["last"])
    with qtbot.waitSignal(page.new_asked) as asked:
        chip(page, "No plan yet").click()
    assert asked.args == ["plan_step", {"needs": [story["data"]]}]
    with qtbot.waitSignal(page.new_asked) as asked:
        chip(page, "Note the need").click()
    assert asked.args[0] == "need"
    assert {**asked.args[1]}.items() >= {"capacity_type": "general", "level": "system", "state": "open"}.items()
    with qtbot.waitSignal(page.record_asked) as opened:
        chip(page, "Train a second analyst, 20 Oct").click()
    assert opened.args == ["plan_step", story["train"]]
    with qtbot.waitSignal(page.new_asked) as begun:
        page.new_button.click()
    assert begun.args == [
        "assessment",
        {"subject": story["site"], "instrument": story["instrument"], "site": story["site"]},
    ]


def test_the_card_is_called_as_what_it_shows(open_page: Open, story: dict[str, str]) -> None:
    page = open_page(story["last"])
    for view, title in (("change", "What changed"), ("answers", "What was answered"), ("result", "Where capacity is")):
        page.card.views.choose(view)
        assert title in [one.text() for one in page.card.findChildren(QLabel)]


def test_another_run_is_chosen_at_the_head(qtbot: QtBot, open_page: Open, theme: Theme, story: dict[str, str]) -> None:
    page = open_page(story["last"])
    menu = Menu(theme, "Assessment", page)
    page.fill_runs(menu)
    assert [action.text() for action in menu.actions()][1] == "Assessment 3, 3 June 2026 · Capacity, version 2"
    with qtbot.waitSignal(page.record_asked) as asked:
        menu.actions()[1].trigger()
    assert asked.args == ["assessment", story["third"]]


def test_an_assessment_without_answers_offers_to_go_on(
    qtbot: QtBot, open_page: Open, store: Store, story: dict[str, str]
) -> None:
    uid = add_run(store, story["instrument"], grid_form(), {}, subject=story["site"], date="2026-11-01")
    page = open_page(uid)
    assert page.nothing.isVisible()
    assert not page.card.isVisible()
    with qtbot.waitSignal(page.record_asked) as asked:
        page.nothing.action.click()
    assert asked.args == ["assessment", uid]
    assert records.get(store, uid).fields["state"] == "under_way"


def test_it_follows_what_is_saved(
    qtbot: QtBot, open_page: Open, store: Store, jobs: Jobs, story: dict[str, str]
) -> None:
    page = open_page(story["last"])
    put(store, "need", what="A funding line", subject=story["site"], capacity_type="general", level="system")
    page.refresh(frozenset({"need"}))
    settle(qtbot, jobs, page)
    assert page.result is not None
    assert "A funding line" in [need.what for need in page.result.needs]


def test_charts_report_and_table_are_written(
    qtbot: QtBot, open_page: Open, jobs: Jobs, story: dict[str, str], tmp_path: Path
) -> None:
    page = open_page(story["last"])
    page.exporting.save_chart("map", tmp_path / "map.svg")
    page.exporting.save_chart("votes", tmp_path / "votes.png")
    page.exporting.save_report("pdf", tmp_path / "result.pdf")
    page.exporting.save_table("xlsx", tmp_path / "answers.xlsx")
    settle(qtbot, jobs, page)
    svg = (tmp_path / "map.svg").read_text("utf-8")
    assert "Harbour County Services" in svg
    assert "Not rated" in svg
    assert not QImage(str(tmp_path / "votes.png")).isNull()
    assert (tmp_path / "result.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "answers.xlsx").read_bytes().startswith(b"PK")


def test_a_narrow_window_has_all_of_it(qtbot: QtBot, open_page: Open, story: dict[str, str]) -> None:
    page = open_page(story["last"])
    assert page.minimumSizeHint().width() <= 968
    page.resize(968, 700)
    page.parts.choose(True)
    assert page.rail.isVisible()
    with qtbot.waitSignal(page.rail.item_asked):
        next(
            one for one in page.rail.findChildren(QAbstractButton) if one.text() == "Coaches know the programme well"
        ).click()
    assert page.card.answers.isVisible()


def test_a_need_that_a_later_run_shows_met_is_closed_from_the_rail(
    qtbot: QtBot, open_page: Open, store: Store, jobs: Jobs, story: dict[str, str]
) -> None:
    uid = put(
        store,
        "need",
        what="Leaders solve problems alone",
        subject=story["site"],
        capacity_type="general",
        level="organization",
        assessment=story["third"],
        state="open",
    )
    page = open_page(story["last"])
    page.undo_offered.connect(lambda sentence, _undo: said.append(sentence))
    said: list[str] = []
    page.rail.show_all("needs")
    qtbot.waitUntil(lambda: len([one for one in page.rail.findChildren(PressChip) if one.isVisible()]) == 4)
    chip(page, "Met, as shown on 22 September 2026").click()
    assert said == ["Need met"]
    fields = records.get(store, uid).fields
    assert (fields["state"], fields["met_by"], fields["met_on"]) == ("met", story["last"], "2026-09-22")


def test_of_many_answers_the_first_are_there_and_the_rest_when_asked_for(
    qtbot: QtBot, open_page: Open, store: Store
) -> None:
    items = tuple(Item("select_one", f"q{at}", {"": f"Question {at}"}, list="scale") for at in range(80))
    form = Instrument("long", "Long", items=items, lists={"scale": SCALE})
    values = {f"q{at}": "2" for at in range(80)}
    instrument, site = add_instrument(store, form), put(store, "site", name="Alder Road")
    page = open_page(add_run(store, instrument, form, values, subject=site, date="2026-07-05"))
    page.card.views.choose("answers")
    answers = page.card.answers
    assert answers.list is not None
    assert answers.list.model().rowCount() == 60
    answers.all_button.click()
    assert answers.list.model().rowCount() == 80
    answers.go_to("q79")
    assert answers.list.current_uid() == "q79"


def test_how_much_is_needed_is_said_in_a_cell(
    qtbot: QtBot, open_page: Open, store: Store, jobs: Jobs, story: dict[str, str]
) -> None:
    page = open_page(story["last"])
    undo: list[Callable[[], object]] = []
    page.undo_offered.connect(lambda _sentence, way_back: undo.append(way_back))
    dialog = page.open_cell(2)
    assert dialog is not None
    assert [chip.text() for chip in dialog.chips] == ["1 Little", "2 Some", "3 Good", "4 Strong", "Not said"]
    assert [chip.text() for chip in dialog.chips if chip.isChecked()] == ["2 Some"]
    dialog.chips[3].click()
    page.refresh(frozenset({"capacity_target"}))
    settle(qtbot, jobs, page)
    assert page.card.map.cell(0, 2).short == "Short"
    undo[0]()
    page.refresh(frozenset({"capacity_target"}))
    settle(qtbot, jobs, page)
    assert page.card.map.cell(0, 2).short == ""


def test_a_private_one_says_so_and_makes_files_once_it_is_shared(
    qtbot: QtBot, open_page: Open, store: Store, jobs: Jobs, theme: Theme, tmp_path: Path
) -> None:
    instrument, site = instruments.starter(store, "short"), put(store, "site", name="Alder Road")
    uid = plan_assessment(store, site, instrument, TODAY, private=True)
    assessing.start(store, uid, TODAY)
    answer(store, uid, {"individual/reads_data": "3"})
    page = open_page(uid)
    assert [one.accessibleName() for one in page.header.findChildren(Chip)] == ["Private"]
    menu = Menu(theme, "Export", page)
    page.exporting.fill(menu)
    [only] = menu.actions()
    assert only.text() == "It is private. Share it first, then make files of it…"
    only.trigger()
    assert page.sharing.question.button.hasFocus()
    page.sharing.question.button.click()
    settle(qtbot, jobs, page)
    assert not page.sharing.isVisible()
    page.exporting.save_table("csv", tmp_path / "answers.csv")
    settle(qtbot, jobs, page)
    assert (tmp_path / "answers.csv").is_file()


def test_it_is_deleted_from_its_menu_and_that_is_taken_back(
    open_page: Open, store: Store, theme: Theme, story: dict[str, str]
) -> None:
    page = open_page(story["last"])
    undo: list[Callable[[], object]] = []
    page.undo_offered.connect(lambda _sentence, way_back: undo.append(way_back))
    menu = Menu(theme, "More", page)
    page.fill_more(menu)
    next(action for action in menu.actions() if action.text() == "Delete").trigger()
    assert records.get(store, story["last"]).life == "deleted"
    undo[0]()
    assert records.get(store, story["last"]).life == "live"
