"""A meeting from its plan to its minutes, on the real page and mostly by the keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, finding, records
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.meeting import MeetingPage
from isp_desktop.ui.pages.meeting.agenda import AgendaBox, AgendaRow
from isp_desktop.ui.pages.meeting.present import PresentEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
TODAY = dt.date(2026, 11, 18)
Make = Callable[..., MeetingPage]
NO_KEY = Qt.KeyboardModifier.NoModifier
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ticks() -> list[float]:
    """The seconds that the page's clock reads."""
    return [1_000.0]


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, store: Store, ticks: list[float]) -> Make:
    """Makes shown pages that are whole."""

    def show(uid: str = "", **preset: Any) -> MeetingPage:
        page = MeetingPage(theme, store, uid, preset, today=lambda: TODAY, ticks=lambda: ticks[0])
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.is_whole)
        return page

    return show


@pytest.fixture
def team(put: Put) -> str:
    site = put("site", name="Alder Road")
    made = put("team", name="Alder Road team", sites=[site])
    for name in ("Priya Raman", "Tomas Lind"):
        put("membership", team=made, person=put("person", name=name))
    put(
        "charter",
        team=made,
        version=1,
        state="agreed",
        schedule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        first_meeting="2026-09-01",
        starts="15:00",
        ends="16:00",
        place="Room 2",
        agenda="Welcome, 5\nLook at the data, 20\nNext steps, 10",
        decision_rule="consent",
    )
    return made


@pytest.fixture
def planned(put: Put, team: str) -> str:
    """A meeting of today with two items, and something private."""
    met = put("meeting", team=team, date="2026-11-18", starts="15:00", ends="16:00", stage="planned")
    put("agenda_item", meeting=met, what="Data", minutes=20, place=1.0)
    put("agenda_item", meeting=met, what="Next steps", minutes=10, place=2.0)
    return met


def agenda(page: MeetingPage) -> AgendaBox:
    box = page.boxes["agenda"]
    assert isinstance(box, AgendaBox)
    return box


def on_agenda(store: Store, meeting: str) -> list[tuple[str, float]]:
    found = finding.linked(store, meeting, "agenda_item", "meeting")
    placed = [one.fields for one in found if one.fields["place"] is not None]
    return sorted(((str(one["what"]), one["place"]) for one in placed), key=lambda one: one[1])


def at() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_new_meeting_begins_as_the_charter_says_and_is_no_draft_for_that(
    make: Make, store: Store, put: Put, team: str
):
    last = put("meeting", team=team, date="2026-11-10", stage="held")
    parked = put("agenda_item", meeting=last, what="Rooms", state="parked")
    page = make(team=team)
    values = page.form.values()
    assert [values[name] for name in ("date", "starts", "ends", "place")] == ["2026-11-24", "15:00", "16:00", "Room 2"]
    assert [row.line.text() for row in agenda(page).rows] == ["Welcome", "Look at the data", "Next steps", "Rooms", ""]
    assert page.body.agenda.total.text() == "35 of 60 minutes, 25 left"
    assert page.form.members.text() == "Priya Raman, Tomas Lind"
    page.flush()
    assert drafts.every(store) == []
    page.finish()
    assert [what for what, _place in on_agenda(store, page.uid)] == [
        "Welcome",
        "Look at the data",
        "Next steps",
        "Rooms",
    ]
    saved = records.get(store, page.uid).fields
    assert (saved["stage"], saved["team"], saved["date"]) == ("planned", team, "2026-11-24")
    assert records.get(store, parked).fields["taken_up"] == page.uid
    # Taken off the agenda again, it is parked again, by whatever name it stood there.
    agenda(page).rows[3].line.setText("Which rooms we need")
    agenda(page).rows[3].line.textEdited.emit("Which rooms we need")
    page.save()
    assert "Which rooms we need" in [what for what, _place in on_agenda(store, page.uid)]
    agenda(page).rows[3].removed.emit()
    page.save()
    assert "taken_up" not in records.get(store, parked).fields


def test_why_no_day_is_proposed_is_said_until_one_is_set(qtbot: QtBot, make: Make, put: Put, team: str):
    unsaid = put("team", name="County group")
    charter = put("charter", team=unsaid, version=1, state="agreed", schedule="FREQ=WEEKLY;INTERVAL=2")
    page = make(team=unsaid)
    told = page.findChild(Notice, "notice-undated")
    assert told is not None
    assert told.accessibleName().startswith("No day is proposed. The charter says how often this team meets")
    page.form.editors["date"].set_value("2026-11-20")
    page.form.changed.emit("date")
    qtbot.waitUntil(page.is_whole)
    assert page.findChildren(Notice, "notice-undated") == []
    put("charter", charter, first_meeting="2026-11-03")
    assert make(team=unsaid).findChildren(Notice, "notice-undated") == []


def test_a_meeting_without_anything_is_not_saved(make: Make, store: Store):
    page = make()
    page.finish()
    assert page.form.editors["date"].error() == "Give the meeting a date, such as today."
    page.form.editors["date"].set_value("2026-11-20")
    page.form.changed.emit("date")
    page.finish()
    assert page.form.editors["team"].error() == "Choose the team, or give the meeting a heading."
    assert finding.every(store, "meeting") == []


def test_the_agenda_is_put_in_order_by_keys_and_by_dragging(qtbot: QtBot, make: Make, store: Store, planned: str):
    page = make(planned)
    box = agenda(page)
    box.rows[-1].line.setFocus()
    qtbot.keyClicks(at(), "Rooms")
    qtbot.keyClick(at(), Qt.Key.Key_Up, ALT)
    with qtbot.waitSignal(page.said) as said:
        qtbot.keyClick(at(), Qt.Key.Key_Up, ALT)
    assert said.args == ["“Rooms” stands at place 1 now"]
    assert at() is box.rows[0].line
    page.save()
    assert on_agenda(store, planned) == [("Rooms", 0.0), ("Data", 1.0), ("Next steps", 2.0)]
    row = box.rows[2]
    assert isinstance(row, AgendaRow)
    row.grip.dragged.emit(box.mapToGlobal(QPoint(4, box.rows[1].geometry().center().y())))
    page.save()
    assert on_agenda(store, planned) == [("Rooms", 0.0), ("Next steps", 0.5), ("Data", 1.0)]


def test_minutes_beyond_the_time_there_is_are_told(qtbot: QtBot, make: Make, planned: str):
    page = make(planned)
    row = agenda(page).rows[0]
    assert isinstance(row, AgendaRow)
    row.minutes.line.setFocus()
    row.minutes.line.selectAll()
    qtbot.keyClicks(at(), "55")
    assert page.body.agenda.total.text() == "65 of 60 minutes, 5 more than there are"


def test_a_meeting_is_run_by_the_keyboard_alone(qtbot: QtBot, make: Make, store: Store, planned: str, team: str):
    page = make(planned)
    page.header.run.setFocus()
    qtbot.keyClick(at(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: at() is page.body.panel.notes.paper)
    qtbot.keyClicks(at(), "Attendance rose.")
    qtbot.keyClick(at(), Qt.Key.Key_D, ALT)
    qtbot.keyClicks(at(), "Observe in pairs")
    qtbot.keyClick(at(), Qt.Key.Key_A, ALT)
    qtbot.keyClicks(at(), "Tomas Lind sends the form by Friday")
    qtbot.keyClick(at(), Qt.Key.Key_Return)
    qtbot.keyClick(at(), Qt.Key.Key_P, ALT)
    qtbot.keyClicks(at(), "Rooms after half term")
    qtbot.keyClick(at(), Qt.Key.Key_PageDown, CONTROL)
    qtbot.waitUntil(lambda: at() is page.body.panel.notes.paper)
    qtbot.keyClicks(at(), "! Priya sends the chart by Monday")
    qtbot.keyClick(at(), Qt.Key.Key_A, ALT)
    qtbot.keyClicks(at(), "Priya asks for a room by 4 December")
    with qtbot.waitSignal(page.paper_asked) as asked:
        qtbot.keyClick(at(), Qt.Key.Key_Return, CONTROL)
    assert asked.args == ["meeting", planned]
    assert records.get(store, planned).fields["stage"] == "held"
    said = {one.fields["what"]: one.fields for one in finding.linked(store, planned, "agenda_item", "meeting")}
    assert (said["Data"]["said"], said["Rooms after half term"]["state"]) == ("Attendance rose.", "parked")
    [decision] = finding.every(store, "decision")
    named = ("what", "team", "meeting", "rule", "date", "state")
    told = [decision.fields[name] for name in named]
    assert told == ["Observe in pairs", team, planned, "consent", "2026-11-18", "stands"]
    assert records.get(store, str(decision.fields["item"])).fields["what"] == "Data"
    people = {one.fields["name"]: one.uid for one in finding.every(store, "person")}
    promised = {one.fields["what"]: one.fields for one in finding.every(store, "commitment")}
    form, chart = promised["Sends the form"], promised["Sends the chart"]
    assert (form["owner"], form["due"], form["team"]) == (people["Tomas Lind"], "2026-11-20", team)
    assert promised["Asks for a room"]["due"] == "2026-12-04"
    assert (chart["owner"], chart["due"], chart["meeting"]) == (people["Priya Raman"], "2026-11-23", planned)


def test_members_are_ticked_and_guests_added(qtbot: QtBot, make: Make, store: Store, put: Put, planned: str):
    guest = put("person", name="Ruth Calloway")
    page = make(planned)
    page.run()
    qtbot.waitUntil(lambda: at() is page.body.panel.notes.paper)
    present = page.form.editors["present"]
    assert isinstance(present, PresentEditor)
    first, second = present.chips().values()
    first.setFocus()
    qtbot.keyClick(at(), Qt.Key.Key_Space)
    qtbot.keyClick(at(), Qt.Key.Key_Right)
    assert at() is second
    qtbot.keyClick(at(), Qt.Key.Key_Tab)
    qtbot.keyClicks(at(), "Ruth")
    qtbot.keyClick(at(), Qt.Key.Key_Return)
    page.save()
    assert records.get(store, planned).fields["present"] == sorted([next(iter(present.chips())), guest])


def test_the_clock_counts_for_the_item_that_is_talked_about(qtbot: QtBot, make: Make, planned: str, ticks: list[float]):
    page = make(planned)
    page.run()
    ticks[0] += 7 * 60 + 5
    page.body.panel.show_time()
    assert page.body.panel.time.text() == "7:05 of 20 min"
    page.course.step(1)
    assert page.body.panel.time.text() == "0:00 of 10 min"
    ticks[0] += 10 * 60
    with qtbot.waitSignal(page.said) as said:
        page.body.panel.show_time()
    assert said.args == ["“Next steps” has had its time"]
    page.body.panel.pause.click()
    ticks[0] += 3_600
    page.course.step(-1)
    assert page.body.panel.time.text() == "7:05 of 20 min"
    assert page.body.panel.pause.words() == "Start the clock"


def test_items_are_done_parked_and_taken_up_after_all(make: Make, store: Store, planned: str):
    page = make(planned)
    page.run()
    page.body.panel.done.click()
    assert page.body.panel.title.text() == "Next steps"
    page.body.panel.park.click()
    assert page.body.panel.park.words() == "Take it up after all"
    page.save()
    found = {one.fields["what"]: one.fields["state"] for one in finding.every(store, "agenda_item")}
    assert found == {"Data": "done", "Next steps": "parked"}
    page.body.panel.park.click()
    page.save()
    assert {one.fields["state"] for one in finding.every(store, "agenda_item")} == {"done", "open"}


def test_nothing_of_a_meeting_is_lost_by_a_crash(qtbot: QtBot, make: Make, planned: str, ticks: list[float]):
    page = make(planned)
    page.run()
    qtbot.waitUntil(lambda: at() is page.body.panel.notes.paper)
    qtbot.keyClicks(at(), "Attendance rose.")
    page.begin("decisions")
    qtbot.keyClicks(at(), "Observe in pairs")
    ticks[0] += 300
    page.course.step(1)
    page.flush()
    # What was not closed comes back as it stood.
    again = make(planned)
    assert again.course.running
    assert again.body.panel.title.text() == "Next steps"
    again.course.step(-1)
    assert (again.body.panel.notes.value(), again.body.panel.time.text()) == ("Attendance rose.", "5:00 of 20 min")
    assert again.boxes["decisions"].rows[0].line.text() == "Observe in pairs"


def test_what_a_colleague_wrote_meanwhile_is_shown_beside_what_is_being_typed(
    qtbot: QtBot, make: Make, store: Store, put: Put, planned: str
):
    page = make(planned)
    page.run()
    qtbot.waitUntil(lambda: at() is page.body.panel.notes.paper)
    qtbot.keyClicks(at(), "Mine.")
    [data] = [one.uid for one in finding.every(store, "agenda_item") if one.fields["what"] == "Data"]
    put("agenda_item", uid=data, what="Data of October")
    put("agenda_item", meeting=planned, what="Money", place=1.5)
    page.refresh(frozenset({"agenda_item"}))
    assert (page.body.panel.title.text(), page.body.panel.notes.value()) == ("Data of October", "Mine.")
    page.save()
    assert records.get(store, data).fields["said"] == "Mine."
    assert [row.line.text() for row in agenda(page).rows] == ["Data of October", "Money", "Next steps", ""]
    assert on_agenda(store, planned) == [("Data of October", 1.0), ("Money", 1.5), ("Next steps", 2.0)]


def test_a_meeting_is_called_off_planned_again_and_deleted_with_a_way_back(
    qtbot: QtBot, make: Make, store: Store, planned: str
):
    page = make(planned)
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.header.call_off.click()
    assert offered.args[0] == "Meeting called off"
    assert records.get(store, planned).fields["stage"] == "called_off"
    page.findChild(QWidget, "notice-stage").acted.emit()
    assert records.get(store, planned).fields["stage"] == "planned"
    with qtbot.waitSignal(page.undo_offered) as deleted:
        page.header.delete.click()
    assert records.get(store, planned).life == "deleted"
    deleted.args[1]()
    assert records.get(store, planned).life == "live"


def test_a_held_meeting_opens_as_it_went_and_its_clock_rests(make: Make, put: Put, planned: str):
    put("meeting", uid=planned, stage="held")
    page = make(planned)
    assert page.course.running
    assert page.body.panel.time.text() == "20 min"
    assert not page.form.editors["team"].isVisible()
    page.header.plan.click()
    assert page.form.editors["team"].isVisible()


def test_a_narrow_window_shows_the_team_behind_a_tab(make: Make, planned: str):
    page = make(planned)
    assert page.minimumSizeHint().width() <= 900
    page.resize(900, 640)
    assert not page.side.isVisible()


def test_saving_leaves_the_cursor_in_its_row_and_takes_out_what_was_emptied(
    qtbot: QtBot, make: Make, store: Store, planned: str
):
    page = make(planned)
    first, second, _last = agenda(page).rows
    first.line.setFocus()
    qtbot.keyClicks(at(), "!")
    second.line.clear()
    second.line.textEdited.emit("")
    assert isinstance(second, AgendaRow)
    second.minutes.line.clear()
    second.minutes.line.textEdited.emit("")
    page.save()
    assert at() is first.line
    assert on_agenda(store, planned) == [("!Data", 1.0)]
    assert [row.line.text() for row in agenda(page).rows] == ["!Data", ""]


def test_a_decision_of_before_is_upheld_replaced_or_withdrawn_with_a_way_back(
    qtbot: QtBot, make: Make, store: Store, put: Put, planned: str, team: str
):
    old = put("decision", what="Observe alone", team=team, date="2026-09-01", state="stands", review_on="2026-11-01")
    new = put("decision", what="Observe in pairs", team=team, meeting=planned, date="2026-11-18", state="stands")
    page = make(planned)
    shown = page.side.findChild(RowList, "side-decisions")
    assert shown is not None

    def choose(words: str) -> Callable[[], object]:
        shown.menu_asked.emit(old, QPoint(0, 0))
        menu = page.findChildren(Menu)[-1]
        [action] = [one for one in menu.actions() if one.text() == words]
        with qtbot.waitSignal(page.undo_offered) as offered:
            action.trigger()
        menu.close()
        return offered.args[1]

    undo = choose("Replaced by “Observe in pairs”")
    assert records.get(store, old).fields["replaced_by"] == new
    undo()
    choose("It stands, look again in half a year")
    assert records.get(store, old).fields["review_on"] == "2027-05-19"
    choose("Withdraw it")
    assert records.get(store, old).fields["state"] == "withdrawn"


def test_the_next_meeting_is_planned_from_the_one_that_was_held(
    qtbot: QtBot, make: Make, put: Put, planned: str, team: str
):
    put("meeting", uid=planned, stage="held")
    page = make(planned)
    with qtbot.waitSignal(page.new_asked) as asked:
        page.header.following.click()
    assert asked.args == ["meeting", {"team": team}]


def test_what_belongs_on_an_agenda_that_was_begun_otherwise_is_offered(make: Make, store: Store, planned: str):
    page = make(planned)
    assert page.body.agenda.lacking.words() == "Add 2 items that belong on it"
    page.body.agenda.lacking.click()
    page.save()
    named = ["Data", "Next steps", "Welcome", "Look at the data"]
    assert [what for what, _place in on_agenda(store, planned)] == named
    assert not page.body.agenda.lacking.isVisible()


def test_what_belongs_there_is_offered_at_the_end_of_the_line_also_without_a_total(make: Make, put: Put, team: str):
    agenda = make(put("meeting", team=team, date="2026-11-18", stage="planned")).body.agenda
    assert not agenda.total.isVisible()
    assert agenda.lacking.width() == agenda.lacking.sizeHint().width()
    assert agenda.lacking.geometry().right() == agenda.rect().right()


def test_that_a_meeting_goes_on_is_kept_before_anything_is_typed(make: Make, planned: str, ticks: list[float]):
    page = make(planned)
    page.run()
    ticks[0] += 60
    page.flush()
    again = make(planned)
    assert again.course.running
    assert again.body.panel.time.text() == "1:00 of 20 min"


def test_a_draft_of_a_meeting_is_discarded_back_to_its_plan_with_a_way_back(
    qtbot: QtBot, make: Make, store: Store, planned: str, ticks: list[float]
):
    page = make(planned)
    page.run()
    qtbot.waitUntil(lambda: at() is page.body.panel.notes.paper)
    qtbot.keyClicks(at(), "Attendance rose.")
    ticks[0] += 60
    page.flush()
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.discard_button.click()
    assert not page.course.running
    assert page.form.editors["team"].isVisible()
    assert drafts.every(store) == []
    # What is being kept in the background is through.
    page.flush()
    offered.args[1]()
    assert page.course.running
    assert (page.body.panel.notes.value(), page.body.panel.time.text()) == ("Attendance rose.", "1:00 of 20 min")


def test_what_is_not_right_is_put_right_in_the_plan_before_the_meeting_counts_as_held(
    make: Make, store: Store, planned: str
):
    page = make(planned)
    page.run()
    page.form.editors["date"].set_value(None)
    page.form.changed.emit("date")
    page.finish()
    assert not page.course.running
    assert page.form.editors["date"].error()
    page.form.editors["date"].set_value("2026-11-18")
    page.form.changed.emit("date")
    page.finish()
    assert records.get(store, planned).fields["stage"] == "planned"
