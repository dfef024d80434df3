"""The page of a team: who sits there, who is missing, what was agreed, decided and told, and what can be done there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from teams import add_teams

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.team_check import Rated, as_text, load_starter
from isp_desktop.services import finding, records, taking_back, team_checks
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.course_chart import CourseChart
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.team import TeamPage
from isp_desktop.ui.pages.team.joining import JoiningDialog

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[..., TeamPage]


@pytest.fixture
def open_team(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(uid: str, width: int = 1212) -> TeamPage:
        page = TeamPage(theme, jobs, store, uid, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(width, 860)
        page.show()
        settle(qtbot, jobs, page)
        return page

    return show


def settle(qtbot: QtBot, jobs: Jobs, page: TeamPage) -> None:
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def chosen(theme: Theme, page: TeamPage, fill: Callable[[Menu], object], text: str) -> None:
    """Chooses an entry of a menu."""
    menu = Menu(theme, "Menu", page)
    fill(menu)
    next(action for action in menu.actions() if action.text() == text).trigger()


def on_dialog(act: Callable[[JoiningDialog], object]) -> None:
    """Does something with the dialog that opens next."""

    def look() -> None:
        [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, JoiningDialog)]
        act(dialog)

    QTimer.singleShot(0, look)


def test_a_team_that_is_not_there_is_refused(theme: Theme, jobs: Jobs, store: Store):
    with pytest.raises(NotFound):
        TeamPage(theme, jobs, store, records.new_uid())


def test_an_empty_team_says_what_belongs_where_and_offers_to_begin(qtbot: QtBot, put: Put, open_team: Open):
    uid = put("team", name="Data group")
    page = open_team(uid)
    assert page.members.rows.sentence.text().startswith("Who sits in this team")
    assert page.functions.rows.sentence.text().endswith("This team has none yet.")
    for begin, kind, values in (
        (page.functions.rows.begin, "charter", {"version": 1, "state": "draft", "team": uid}),
        (page.loops.head.link, "protocol", {"source": uid}),
        (page.decisions.rows.head.link, "decision", {"state": "stands", "team": uid}),
        (page.support.rows.head.link, "leadership_support", {"team": uid}),
        (page.meeting_button, "meeting", {"stage": "planned", "team": uid}),
    ):
        with qtbot.waitSignal(page.new_asked) as asked:
            begin.click()
        assert asked.args == [kind, values]


def test_members_voices_and_functions_the_gaps_first(qtbot: QtBot, store: Store, open_team: Open):
    page = open_team(add_teams(store, TODAY))
    assert [row.spoken() for row in page.members.rows.list.shown()] == [
        "Ana Ruiz, Chair, Staff who deliver it, since 9 Sep 2025",
        "Dele Adebayo, No role noted, Speaks for nobody yet, The families listen, since 16 Jul",
    ]
    assert [row.spoken() for row in page.voices.rows.list.shown()] == [
        "Nobody speaks for “Focus population” yet., Find someone",
        "Staff who deliver it, Ana Ruiz",
    ]
    assert [row.title for row in page.functions.rows.list.shown()][:4] == [
        "Nobody carries “Build staff competency” yet.",
        "Nobody carries “Engage people in using data for improvement” yet.",
        "“Build capacity for sustainment” was carried by Tomas Lind, who left the team.",
        "Nobody carries “Build cross-sector collaboration” yet.",
    ]
    [data] = [item.uid for item in finding.every(store, "team") if item.fields["name"] == "Data group"]
    page.functions.rows.list.select("data")
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(page.functions.rows.list, Qt.Key.Key_Return)
    assert asked.args == ["team", data]
    page.members.past_button.click()
    assert (
        page.members.rows.list.shown()[-1].spoken() == "Tomas Lind, No role noted, Speaks for nobody yet, left 14 Sep"
    )


def test_a_member_is_added_in_a_few_keys_and_taken_back(
    qtbot: QtBot, store: Store, jobs: Jobs, put: Put, open_team: Open
):
    team, sara = put("team", name="Data group"), put("person", name="Sara Kowal")
    page = open_team(team)

    def type_name(dialog: JoiningDialog) -> None:
        line = dialog.person.line
        qtbot.keyClicks(line, "sar")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.role.line, "Chair")
        qtbot.keyClick(dialog.role.line, Qt.Key.Key_Return)

    on_dialog(type_name)
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.members.rows.head.link.click()
    [seat] = finding.every(store, "membership")
    assert [seat.fields[name] for name in ("team", "person", "role", "joined")] == [team, sara, "Chair", "2026-10-14"]
    page.refresh(frozenset({"membership"}))
    settle(qtbot, jobs, page)
    assert [row.title for row in page.members.rows.list.shown()] == ["Sara Kowal"]
    offered.args[1]()
    assert finding.every(store, "membership") == []


def test_somebody_new_is_made_with_the_seat_and_nobody_is_refused(
    qtbot: QtBot, store: Store, put: Put, open_team: Open
):
    page = open_team(put("team", name="Data group"))
    refused: list[str] = []

    def type_name(dialog: JoiningDialog) -> None:
        dialog.go_on.click()
        refused.append(dialog.person.error())
        qtbot.keyClicks(dialog.person.line, "Lena Vogt")
        qtbot.keyClick(dialog.person.line, Qt.Key.Key_Return)
        dialog.go_on.click()

    on_dialog(type_name)
    page.members.add()
    assert refused == ["Say who joins the team."]
    [person] = finding.every(store, "person")
    [seat] = finding.every(store, "membership")
    assert (person.fields["name"], seat.fields["person"]) == ("Lena Vogt", person.uid)


def test_a_membership_ends_with_a_day_and_goes_on_by_undo(
    qtbot: QtBot, theme: Theme, store: Store, jobs: Jobs, open_team: Open
):
    page = open_team(add_teams(store, TODAY))
    seat = page.members.rows.list.shown()[1].uid
    page.members.end(seat, dt.date(2020, 1, 1))
    assert records.get(store, seat).fields.get("left") is None
    with qtbot.waitSignal(page.undo_offered) as offered:
        chosen(theme, page, lambda menu: page.members.fill_menu(seat, QPoint(), menu), "Left the team today")
    assert offered.args[0] == "Left the team: Dele Adebayo"
    assert records.get(store, seat).fields["left"] == "2026-10-14"
    page.refresh(frozenset({"membership"}))
    settle(qtbot, jobs, page)
    assert page.members.rows.list.shown()[1].date == "last day today"
    offered.args[1]()
    assert records.get(store, seat).fields.get("left") is None


def test_a_missing_voice_is_looked_for_by_enter_and_leads_to_the_promise_then(
    qtbot: QtBot, store: Store, jobs: Jobs, open_team: Open
):
    page = open_team(add_teams(store, TODAY))
    rows = page.voices.rows.list
    rows.select("focus_population")
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    [promise] = finding.every(store, "commitment")
    page.refresh(frozenset({"commitment"}))
    settle(qtbot, jobs, page)
    assert (rows.shown()[0].date, rows.shown()[0].action) == ("looked for, by 13 Nov", "")
    rows.select("focus_population")
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert asked.args == ["commitment", promise.uid]
    offered.args[1]()
    assert finding.every(store, "commitment") == []


def test_decisions_are_searched_and_those_replaced_left_out(qtbot: QtBot, store: Store, open_team: Open):
    page = open_team(add_teams(store, TODAY))
    part = page.decisions
    assert [row.title for row in part.rows.list.shown()] == [
        *("Mondays", "Small tests", "Fours", "Families", "Forms", "Data first")
    ]
    assert part.rows.head.remark.text() == "6 stand"
    part.rows.all_button.click()
    assert len(part.rows.list.shown()) == 7
    part.standing.click()
    assert "Fours" not in [row.title for row in part.rows.list.shown()]
    qtbot.keyClicks(part.words.line, "dat")
    assert [row.title for row in part.rows.list.shown()] == ["Data first"]
    qtbot.keyClicks(part.words.line, "xx")
    assert part.rows.sentence.isVisible()
    assert part.words.isVisible()


def test_a_register_of_any_length_is_read_as_it_is_scrolled_to(qtbot: QtBot, store: Store, open_team: Open):
    team = add_teams(store, TODAY)
    with store.write() as transaction:
        for at in range(250):
            day = (TODAY - dt.timedelta(days=100 + at)).isoformat()
            records.put(transaction, "decision", {"team": team, "date": day, "what": f"Earlier {at}"})
    page = open_team(team)
    rows = page.decisions.rows
    assert (len(rows.list.shown()), rows.all_button.words(), rows.head.remark.text()) == (6, "All 257", "256 stand")
    rows.all_button.click()
    assert page.window().focusWidget() is rows.list
    assert len(rows.list.shown()) < 257
    assert rows.list.height() < 600
    qtbot.keyClick(rows.list, Qt.Key.Key_End)
    while len(rows.list.shown()) < 257:
        qtbot.keyClick(rows.list, Qt.Key.Key_End)
    page.refresh(frozenset({"decision"}))
    assert rows.list.shown()[-1].title == "Earlier 249"
    qtbot.keyClicks(page.decisions.words.line, "earlier 24")
    assert [row.title for row in rows.list.shown()] == [f"Earlier {at}" for at in (24, *range(240, 250))]


def test_stale_support_is_confirmed_today_and_taken_back(qtbot: QtBot, store: Store, jobs: Jobs, open_team: Open):
    page = open_team(add_teams(store, TODAY))
    [row] = page.support.rows.list.shown()
    assert row.spoken() == "Two hours a week, Ruth Calloway, confirmed 9 months ago, Confirmed today"
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.support.rows.list.action_asked.emit(row.uid)
    page.refresh(frozenset({"leadership_support"}))
    settle(qtbot, jobs, page)
    assert page.support.rows.list.shown()[0].date == "confirmed this month"
    offered.args[1]()
    assert records.get(store, row.uid).fields.get("confirmed_on") is None


def test_loops_are_told_from_this_end_and_noted_in_one_step(qtbot: QtBot, theme: Theme, store: Store, open_team: Open):
    page = open_team(add_teams(store, TODAY))
    told = page.loops.list.shown()
    assert [row.spoken() for row in told] == [
        "Minutes, To County group: every 30 days, 8 days late",
        "What was decided, From County group: every 60 days, due in 40 days",
    ]
    with qtbot.waitSignal(page.undo_offered):
        chosen(theme, page, lambda menu: page.loops.fill_menu(told[1].uid, menu), "Received today")
    fields = finding.every(store, "message")[0].fields
    assert (fields["sent_on"], fields["received_on"]) == ("2026-10-14", "2026-10-14")


def test_an_answer_goes_to_the_message_that_was_on_screen_when_it_was_asked_for(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put, open_team: Open
):
    team = put("team", name="One")
    protocol = put("protocol", source=team, target=put("team", name="Other"), what="Data", answer_days=3)
    first = put("message", protocol=protocol, sent_on="2026-10-05")
    page = open_team(team)
    menu = Menu(theme, "Menu", page)
    page.loops.fill_menu(protocol, menu)
    later = put("message", protocol=protocol, sent_on="2026-10-13")
    page.refresh(frozenset({"message"}))
    settle(qtbot, jobs, page)
    next(action for action in menu.actions() if action.text() == "Answered today").trigger()
    assert records.get(store, first).fields["answered_on"] == "2026-10-14"
    assert records.get(store, later).fields.get("answered_on") is None


def test_the_rail_has_charter_meetings_checks_learning_and_tensions(qtbot: QtBot, store: Store, open_team: Open):
    page = open_team(add_teams(store, TODAY))

    def rows(key: str) -> list[str]:
        found = page.side.findChild(RowList, f"side-{key}")
        assert found is not None
        return [found.rows().row(at).spoken() for at in range(found.rows().rowCount())]

    assert rows("charter") == ["Version 2, Agreed, signed by 1 of 2, 28 Mar", "Version 1, Superseded, 1 Jun 2025"]
    assert rows("meetings") == ["Meeting, Planned, 23 Oct", "Data review, Held, 2 Oct"]
    assert rows("checks") == ["24 Sep", "28 Mar"]
    assert rows("learning") == ["Reading figures, Training, Ana Ruiz, 15 Aug"]
    assert rows("tensions") == ["Who decides on the pace, Space held, Private"]
    with qtbot.waitSignal(page.new_asked) as asked:
        page.side.add_asked.emit("learning")
    assert asked.args[0] == "learning"


def test_of_two_checks_close_to_each_other_the_course_shows_one(store: Store, put: Put, open_team: Open):
    team, instrument = put("team", name="One"), load_starter()
    for day, ratings in (("2026-10-04", (3, 3, 3)), ("2026-10-05", (3, 3, 3, 1))):
        rated = [Rated(one, tuple(ratings.count(rating) for rating in range(1, 6))) for one in instrument.questions]
        put("team_check", team=team, date=day, instrument=instrument.key, answers=len(ratings), counts=as_text(rated))
    chart = open_team(team).side.findChild(CourseChart)
    assert chart is not None
    assert chart.accessibleName() == "Mean rating from 1 to 5. 4 Oct: 3"


def test_the_head_leads_to_sites_and_linked_teams(qtbot: QtBot, store: Store, open_team: Open):
    page = open_team(add_teams(store, TODAY))
    [site] = [item.uid for item in finding.every(store, "site")]
    link = page.findChild(Button, f"site-{site}")
    assert link is not None
    assert link.accessibleName() == "Open the site: Willow Lane"
    with qtbot.waitSignal(page.record_asked) as asked:
        link.click()
    assert asked.args == ["site", site]
    with qtbot.waitSignal(page.list_asked) as listed:
        page.header.went_to.emit(0)
    assert listed.args == ["team"]


def test_a_deleted_team_is_restored_from_its_page(qtbot: QtBot, store: Store, jobs: Jobs, put: Put, open_team: Open):
    uid = put("team", name="Data group")
    taking_back.delete(store, uid)
    page = open_team(uid)
    notice = page.notice("deleted")
    assert notice is not None
    assert not page.meeting_button.isVisible()
    notice.acted.emit()
    page.refresh(frozenset({"team"}))
    settle(qtbot, jobs, page)
    assert page.notice("deleted") is None
    assert page.meeting_button.isVisible()


def test_a_narrow_page_has_tabs_and_room_for_all_of_it(store: Store, open_team: Open):
    page = open_team(add_teams(store, TODAY), width=900)
    assert page.parts.tabs.isVisible()
    assert not page.side.isVisible()
    page.parts.choose(True)
    assert page.side.isVisible()
    assert page.minimumSizeHint().width() <= 900


def test_a_page_that_is_left_before_it_is_built_leaves_nothing_behind(
    qtbot: QtBot, theme: Theme, jobs: Jobs, put: Put, store: Store
):
    page = TeamPage(theme, jobs, store, put("team", name="Data group"), today=lambda: TODAY)
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    assert not jobs.busy()


def test_what_was_parked_at_a_meeting_waits_beside_until_it_is_taken_up(
    qtbot: QtBot, put: Put, open_team: Open, jobs: Jobs
):
    team = put("team", name="Data group")
    held = put("meeting", team=team, date="2026-10-06", stage="held")
    rooms = put("agenda_item", meeting=held, what="Rooms", state="parked", lead=put("person", name="Ana Ruiz"))
    page = open_team(team)
    parked = page.side.findChild(RowList, "side-parked")
    assert parked is not None
    one = parked.rows().row(0)
    assert (one.uid, one.title, one.second, one.date) == (rooms, "Rooms", "Ana Ruiz", "since 6 Oct")
    put("agenda_item", rooms, taken_up=put("meeting", team=team, date="2026-10-20", stage="planned"))
    page.refresh(frozenset({"agenda_item"}))
    settle(qtbot, jobs, page)
    assert page.side.findChild(RowList, "side-parked") is None


def test_a_check_that_is_open_is_told_and_gone_on_with(qtbot: QtBot, put: Put, open_team: Open, store: Store):
    team = put("team", name="Data group")
    assert open_team(team).notice("check") is None
    questions = load_starter()
    team_checks.begin(store, team, TODAY, questions)
    team_checks.answer(store, team, {question.code: 3 for question in questions.questions})
    page = open_team(team)
    told = page.notice("check")
    assert told is not None
    assert told.accessibleName() == "A team check is open. 1 answer so far"
    with qtbot.waitSignal(page.new_asked) as asked:
        told.button.click()
    assert asked.args == ["team_check", {"team": team}]
