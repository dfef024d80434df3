"""The calendar: planned, moved, called off with a way back; the user's own calendar beside; a file for others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, records, settings
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.calendar import CalendarPage
from isp_desktop.ui.pages.calendar.day_list import DayList
from isp_desktop.ui.pages.calendar.words import first_weekday

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
Open = Callable[..., CalendarPage]
TODAY = dt.date(2026, 10, 14)
DENTIST = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:{title}\r\n"
    "DTSTART:20261014T110000\r\nDTEND:20261014T120000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(view: str = "week", size: tuple[int, int] = (1212, 868)) -> CalendarPage:
        page = CalendarPage(theme, jobs, store, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show_view(view, page.grid.day())
        page.show()
        page.grid.setFocus()
        qtbot.waitUntil(lambda: page.days.is_read and not jobs.busy() and len(lines(page)) == 2)
        return page

    return show


def told(page: CalendarPage) -> list[tuple[str, str]]:
    return [(entry.title, entry.word) for day in page._shown for entry in page.grid.entries(day)]


def lines(page: CalendarPage) -> list[str]:
    """The name of what is shown, and the line under it."""
    return [label.text() for label in page.head.header.findChildren(QLabel) if label.isVisible()]


def read_again(qtbot: QtBot, page: CalendarPage, jobs: Jobs) -> None:
    page.refresh(frozenset({"visit", "site"}))
    qtbot.waitUntil(lambda: not jobs.busy())


def act(page: CalendarPage, uid: str, text: str) -> None:
    """Opens the menu of an entry and takes what it says."""
    page.grid.menu_asked.emit(uid, QPoint(0, 0))
    menu = page.findChildren(Menu)[-1]
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


@pytest.mark.parametrize("view", ["week", "month"])
def test_states_are_told_in_words(open_page: Open, put: Put, view: str):
    site = put("site", name="Alder Road", review_on="2026-10-15")
    put("visit", date="2026-10-12", stage="planned", site=site)
    put("visit", date="2026-10-13", site=site)
    put("visit", date="2026-10-14", starts="09:00", site=site)
    put("visit", date="2026-10-14", starts="10:00", site=site, stage="called_off")
    put("commitment", what="Form", due="2026-10-12")
    put("commitment", what="Room", due="2026-10-16")
    page = open_page(view)
    assert told(page) == [
        ("Alder Road", "Was it held?"),
        ("Form", "2 days late"),
        ("Alder Road", "Held"),
        ("Alder Road", "Planned"),
        ("Alder Road", "Called off"),
        ("Alder Road", "Review"),
        ("Room", "Due"),
    ]
    assert lines(page)[1] == "4 visits, 2 commitments due, 1 review"
    words = [chip.accessibleName() for chip in page.head.findChildren(Chip) if chip.isVisible()]
    assert words == ["Planned", "Was it held?", "Held", "Called off", "Due", "Late", "Review"]


@pytest.mark.parametrize("view", ["week", "month"])
def test_an_empty_calendar_says_what_to_do_and_enter_plans_a_visit(qtbot: QtBot, open_page: Open, view: str):
    page = open_page(view)
    assert lines(page)[1].startswith("Nothing here yet. Press Enter on a day")
    assert page.minimumSizeHint().width() <= 800
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.new_asked) as asked:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert asked.args == ["visit", {"date": "2026-10-15", "stage": "planned"}]
    page.grid.begun.emit(TODAY, "09:00", "10:30")
    with qtbot.waitSignal(page.new_asked) as asked:
        page.grid.begun.emit(TODAY, "09:00", "10:30")
    assert asked.args[1] == {"date": "2026-10-14", "starts": "09:00", "ends": "10:30", "stage": "planned"}


def test_what_is_written_down_afterwards_is_not_planned(qtbot: QtBot, open_page: Open):
    page = open_page()
    qtbot.keyClick(page.grid, Qt.Key.Key_Left)
    with qtbot.waitSignal(page.new_asked) as asked:
        page.head.new_button.click()
    assert asked.args == ["visit", {"date": "2026-10-13"}]


def test_enter_opens_what_stands_there(qtbot: QtBot, open_page: Open, put: Put):
    site = put("site", name="Alder Road", review_on="2026-10-15")
    uid = put("visit", date="2026-10-14", site=site)
    page = open_page("month")
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert asked.args == ["visit", uid]
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert asked.args == ["site", site]


def test_several_on_a_day_are_a_list_to_pick_from(qtbot: QtBot, open_page: Open, put: Put):
    uids = [put("visit", date="2026-10-14", starts=f"{9 + at:02}:00", purpose=f"Visit {at}") for at in range(9)]
    page = open_page("month")
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    listed = page.findChild(DayList)
    assert listed is not None
    assert [listed.list.rows().row(at).title for at in range(9)] == [f"Visit {at}" for at in range(9)]
    listed.list.select(uids[8])
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    assert asked.args == ["visit", uids[8]]


def test_letters_and_pages_lead_about_and_the_place_is_remembered(qtbot: QtBot, open_page: Open, jobs: Jobs):
    page = open_page()
    assert lines(page)[0] == "12 to 18 October 2026"
    qtbot.keyClicks(page.grid, "m")
    assert page.grid is page.month
    assert page.month.hasFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_PageDown)
    assert page.grid.day() == dt.date(2026, 11, 14)
    page.flush()
    again = open_page("month")
    assert again.grid.day() == dt.date(2026, 11, 14)
    qtbot.keyClicks(again.grid, "t")
    assert again.grid.day() == TODAY
    again.head.back_button.click()
    assert again.grid.day() == dt.date(2026, 9, 14)
    qtbot.keyClicks(again.grid, "w")
    assert again._shown[0] == dt.date(2026, 9, 14)


def test_a_day_of_another_month_turns_the_page(qtbot: QtBot, open_page: Open):
    page = open_page("month")
    for _ in range(3):
        qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    assert page.grid.day() == dt.date(2026, 11, 4)
    assert page._shown[0] == dt.date(2026, 10, 26)


def test_dragging_moves_a_planned_visit_and_undo_puts_it_back(
    qtbot: QtBot, open_page: Open, put: Put, store: Store, jobs: Jobs
):
    uid = put("visit", date="2026-10-14", starts="09:00", ends="10:00", purpose="Coaching")
    page = open_page()
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.grid.moved.emit(uid, dt.date(2026, 10, 16), "11:00", "12:00")
    assert offered.args[0] == "Coaching moved to Fri 16 October, 11:00"
    qtbot.waitUntil(lambda: not jobs.busy())
    assert [entry.uid for entry in page.grid.entries(dt.date(2026, 10, 16))] == [uid]
    offered.args[1]()
    read_again(qtbot, page, jobs)
    assert [entry.times() for entry in page.grid.entries(TODAY)] == ["09:00 to 10:00"]


def test_moving_by_keys_asks_for_the_day_and_the_times(qtbot: QtBot, open_page: Open, put: Put, store: Store):
    uid = put("visit", date="2026-10-14", starts="09:00", ends="10:00", purpose="Coaching")
    page = open_page()
    qtbot.keyClick(page.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    dialog = page.move_dialog
    assert (dialog.day.value(), dialog.starts.value(), dialog.ends.value()) == ("2026-10-14", "09:00", "10:00")
    dialog.ends.line.selectAll()
    qtbot.keyClicks(dialog.ends.line, "8:30")
    dialog.move_button.click()
    assert dialog.ends.error() == "It ends before it starts"
    dialog.ends.line.selectAll()
    qtbot.keyClicks(dialog.ends.line, "11")
    dialog.day.line.selectAll()
    qtbot.keyClicks(dialog.day.line, "+2")
    with qtbot.waitSignal(page.undo_offered):
        dialog.move_button.click()
    fields = records.get(store, uid).fields
    assert (fields["date"], fields["starts"], fields["ends"]) == ("2026-10-16", "09:00", "11:00")


def test_a_visit_that_was_held_meanwhile_is_not_moved(qtbot: QtBot, open_page: Open, put: Put, store: Store):
    uid = put("visit", date="2026-10-14", starts="09:00")
    page = open_page()
    put("visit", uid=uid, stage="held")
    with qtbot.waitSignal(page.said) as said:
        page.grid.moved.emit(uid, dt.date(2026, 10, 16), "09:00", "")
    assert said.args == ["This was held. Open it to put its day right."]
    assert records.get(store, uid).fields["date"] == "2026-10-14"


def test_called_off_planned_again_and_held_each_with_a_way_back(
    qtbot: QtBot, open_page: Open, put: Put, store: Store, jobs: Jobs
):
    uid = put("visit", date="2026-10-14", starts="09:00", purpose="Coaching")
    page = open_page()
    with qtbot.waitSignal(page.undo_offered) as offered:
        act(page, uid, "Call off")
    assert offered.args[0] == "Coaching called off"
    qtbot.waitUntil(lambda: not jobs.busy())
    assert told(page) == [("Coaching", "Called off")]
    offered.args[1]()
    assert "stage" not in records.get(store, uid).fields
    read_again(qtbot, page, jobs)
    act(page, uid, "Call off")
    qtbot.waitUntil(lambda: not jobs.busy())
    act(page, uid, "Plan again")
    qtbot.waitUntil(lambda: not jobs.busy())
    act(page, uid, "It was held")
    qtbot.waitUntil(lambda: not jobs.busy())
    assert told(page) == [("Coaching", "Held")]


def test_a_draft_is_there_and_opens(qtbot: QtBot, open_page: Open, store: Store):
    uid = records.new_uid()
    drafts.keep(store, uid, "visit", {"date": "2026-10-14", "purpose": "Begun"}, [], {})
    page = open_page()
    assert told(page) == [("Begun", "Draft")]
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert asked.args == ["visit", uid]


def test_a_refresh_keeps_day_entry_and_place(qtbot: QtBot, open_page: Open, put: Put, jobs: Jobs):
    put("visit", date="2026-10-15", starts="09:00", purpose="One")
    page = open_page()
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    page.grid.verticalScrollBar().setValue(120)
    put("visit", date="2026-10-15", starts="08:00", purpose="Earlier")
    read_again(qtbot, page, jobs)
    current = page.grid.current()
    assert current is not None
    assert current.title == "One"
    assert page.grid.verticalScrollBar().value() == 120


def test_the_own_calendar_stands_beside_muted_and_read_only(
    qtbot: QtBot, open_page: Open, store: Store, jobs: Jobs, tmp_path: Path
):
    page = open_page()
    assert page.head.own_button.isVisible()
    path = tmp_path / "home.ics"
    path.write_text(DENTIST.format(title="Dentist"))
    page.use_own(path)
    qtbot.waitUntil(lambda: told(page) == [("Dentist", "yours")])
    assert not page.head.own_button.isVisible()
    qtbot.waitUntil(lambda: [c.accessibleName() for c in page.head.findChildren(Chip)] == ["yours: home"])
    [entry] = page.grid.entries(TODAY)
    assert not entry.movable
    with qtbot.waitSignal(page.new_asked):
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    path.write_text(DENTIST.format(title="Dentist, moved"))
    qtbot.waitUntil(lambda: told(page) == [("Dentist, moved", "yours")])
    path.write_text("gone wrong")
    trouble = lambda: [n for n in page.findChildren(Notice, "trouble") if n.isVisible()]  # noqa: E731
    qtbot.waitUntil(lambda: bool(trouble()))
    assert "“home.ics” is not a calendar file that can be read" in trouble()[0].accessibleName()
    assert told(page) == [("Dentist, moved", "yours")]
    page.days.leave_out()
    assert told(page) == []
    assert settings.read(store, "own_calendar") is None


def test_a_file_that_is_no_calendar_is_told_and_changes_nothing(
    qtbot: QtBot, open_page: Open, store: Store, jobs: Jobs, tmp_path: Path
):
    page = open_page()
    path = tmp_path / "letter.ics"
    path.write_text("Dear Maren")
    page.use_own(path)
    qtbot.waitUntil(lambda: not jobs.busy())
    [notice] = page.findChildren(Notice, "trouble")
    assert "Export your calendar again" in notice.accessibleName()
    assert page.days.own is None
    assert settings.read(store, "own_calendar") is None


def test_a_calendar_file_is_written_with_its_counts_told(
    qtbot: QtBot, open_page: Open, put: Put, jobs: Jobs, tmp_path: Path
):
    put("visit", date="2026-10-13", private_notes="Xyloph")
    put("visit", date="2026-10-20", private_notes="Xyloph")
    put("commitment", what="Form", due="2026-10-12")
    page = open_page()
    path = tmp_path / page.handing_out.proposed().name
    assert path.name == "Visits 2026-10-14.ics"
    page.handing_out.write_to(path, only_coming=True)
    qtbot.waitUntil(lambda: not jobs.busy())
    [notice] = page.findChildren(Notice, "outcome")
    first = f"{path.name} is saved: 1 visit and 1 open commitment, and nothing private"
    assert notice.accessibleName().startswith(first)
    assert b"Xyloph" not in path.read_bytes()
    assert page.handing_out.proposed().parent == tmp_path
    page.handing_out.write_to(tmp_path / "stick" / "visits.ics", only_coming=False)

    def shown() -> list[str]:
        return [one.accessibleName() for one in page.findChildren(Notice, "outcome") if one.isVisible()]

    qtbot.waitUntil(lambda: any(told.startswith("No file was written. There is no folder") for told in shown()))


def test_the_menu_of_the_page_offers_what_else_can_be_done(open_page: Open):
    page = open_page()
    page.head.more_button.click()
    menu = page.findChildren(Menu)[-1]
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Save what is coming as a calendar file …",
        "Save everything as a calendar file …",
        "Show your own calendar …",
    ]
    menu.close()


def test_every_control_has_a_name(open_page: Open):
    page = open_page()
    for widget in page.findChildren(object):
        policy: Any = getattr(widget, "focusPolicy", None)
        if policy is not None and policy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName(), widget


@pytest.mark.parametrize(("territory", "first"), [("", 0), ("US", 6), ("NL", 0), ("EG", 5), ("nonsense", 0)])
def test_weeks_begin_as_the_locale_has_it(territory: str, first: int):
    assert first_weekday(territory) == first


def test_a_page_taken_away_while_it_reads_takes_nothing_with_it(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put
):
    put("visit", date="2026-10-14")
    page = CalendarPage(theme, jobs, store, today=lambda: TODAY)
    page.deleteLater()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not jobs.busy())
