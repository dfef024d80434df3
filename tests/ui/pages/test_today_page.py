"""Today: every list says what waits, and is acted on where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.team_check import load_starter
from isp_desktop.services import drafts, loops, records, settings, team_checks
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.asking import ReasonDialog, RhythmDialog
from isp_desktop.ui.kit.calendar_popup import CalendarPopup
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today import TodayPage

# Said by the platform without a screen, of any window with a least size or a popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


class Clock:
    """The day that the page is told."""

    def __init__(self) -> None:
        self.day = TODAY

    def __call__(self) -> dt.date:
        return self.day


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def me(store: Store, put: Put) -> str:
    uid = put("person", name="Maren Oduya")
    settings.write(store, "me", uid)
    return uid


@pytest.fixture
def open_today(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, clock: Clock) -> Callable[[], TodayPage]:
    def show() -> TodayPage:
        page = TodayPage(theme, jobs, store, today=clock)
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())
        return page

    return show


def again(qtbot: QtBot, page: TodayPage, jobs: Jobs, *kinds: str) -> None:
    page.refresh(frozenset(kinds))
    qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())


def titles(shown: ActingList) -> list[str]:
    return [row.title for row in shown.shown()]


def row(shown: ActingList, title: str) -> ActingRow:
    return next(one for one in shown.shown() if one.title == title)


def choose(page: TodayPage, shown: ActingList, uid: str, words: str) -> None:
    """Opens the menu of a row and takes one of its ways."""
    shown.menu_asked.emit(uid, QPoint(20, 20))
    menu = page.findChildren(Menu)[-1]
    chosen = next(action for action in menu.actions() if action.text() == words)
    menu.hide()
    chosen.trigger()


def stops(page: TodayPage) -> list[str]:
    """What Tab leads to, one after the other."""
    found, at = [], page.nextInFocusChain()
    while at is not None and at is not page:
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(at.accessibleName())
        at = at.nextInFocusChain()
    return found


def test_an_empty_notebook_offers_the_first_steps(qtbot: QtBot, open_today, me: str):
    page = open_today()
    assert page.welcome.isVisible()
    assert not page.plan_button.isVisible()
    with qtbot.waitSignal(page.new_asked) as asked:
        page.welcome.action.click()
    assert asked.args == ["visit", {"date": day(1), "stage": "planned"}]
    with qtbot.waitSignal(page.new_asked) as asked:
        page.welcome.other.click()
    assert asked.args == ["person", {}]


def test_a_step_that_is_done_vanishes(qtbot: QtBot, open_today, jobs: Jobs, put: Put, me: str):
    page = open_today()
    priya = put("person", name="Priya Raman")
    again(qtbot, page, jobs, "person")
    assert not page.welcome.isVisible()
    assert page.steps.visit.isVisible()
    assert not page.steps.person.isVisible()
    put("visit", date=day(1), stage="planned", attended=[priya])
    again(qtbot, page, jobs, "visit")
    assert not page.steps.isVisible()


def test_tab_goes_in_the_order_of_reading_whatever_came_later(qtbot: QtBot, open_today, jobs: Jobs, put: Put, me: str):
    put("commitment", what="Form", owner=me, due=day(-1), status="open")
    page = open_today()
    site = put("site", name="Alder Road Primary", review_on=day(3))
    for days in (-3, 1, 3):
        put("visit", date=day(days), site=site, stage="planned")
    put("commitment", what="Rota", due=day(1), status="open")
    put("feedback", what="The sheet is too long", date=day(-30))
    put("plan_step", what="Train her", way="training", due=day(1))
    again(qtbot, page, jobs, "visit", "commitment", "site", "feedback", "plan_step")
    assert stops(page) == [
        "New note",
        "Plan a visit",
        "Add a person",
        "Brief before the visit",
        "Open the visit to Alder Road Primary",
        "All visits",
        "Visits to prepare",
        "All visits",
        "To write up",
        "All commitments",
        "What you promised",
        "All commitments",
        "Add a commitment",
        "All commitments",
        "Promised, nobody named yet",
        "All steps",
        "Capacity plan",
        "All people",
        "Choose a person",
        "All, by kind",
        "Loops to close",
        "All sites",
        "Reviews due",
    ]


def test_the_header_says_the_day_and_what_matters(qtbot: QtBot, open_today, put: Put, me: str):
    put("visit", date=day(1), stage="planned")
    put("commitment", what="Form", owner=me, due=day(-1), status="open")
    page = open_today()
    told = ["Wednesday 14 October", "1 visit tomorrow to prepare, 1 commitment late."]
    qtbot.waitUntil(lambda: [label.text() for label in page.header.findChildren(QLabel) if label.isVisible()] == told)


def test_the_next_visit_stands_on_a_card_and_the_others_in_rows(qtbot: QtBot, open_today, put: Put):
    site = put("site", name="Alder Road Primary")
    first = put("visit", date=day(1), starts="09:30", site=site, stage="planned", purpose="Team meeting")
    put("visit", date=day(3), starts="14:00", site=site, stage="planned", purpose="Coaching", mode="video")
    put("visit", date=day(-7), site=site, discussion="Slots slip.")
    page = open_today()
    assert page.visits.card is not None
    with qtbot.waitSignal(page.record_asked) as asked:
        page.visits.card.open_button.click()
    assert asked.args == ["visit", first]
    [second] = page.visits.ahead.list.shown()
    assert (second.title, second.lead, second.date) == ("Alder Road Primary", ("Sat 17", "14:00"), "Video")
    assert second.second == "7 days since the last visit"


def test_a_planned_visit_left_behind_is_written_up_or_called_off(
    qtbot: QtBot, open_today, store: Store, jobs: Jobs, put: Put
):
    uid = put("visit", date=day(-2), stage="planned", purpose="Coaching")
    page = open_today()
    shown = page.visits.unwritten.list
    assert [(one.second, one.date) for one in shown.shown()] == [("Coaching", "2 days ago")]
    with qtbot.waitSignal(page.undo_offered) as offered:
        choose(page, shown, uid, "It was called off")
    again(qtbot, page, jobs, "visit")
    assert not page.visits.unwritten.isVisible()
    offered.args[1]()
    assert records.get(store, uid).fields["stage"] == "planned"


def test_commitments_say_in_words_when_they_are_due(open_today, put: Put, me: str):
    put("commitment", what="Form", owner=me, due=day(-2), status="open")
    put("commitment", what="Room", owner=me, due=day(0), status="open")
    put("commitment", what="Figures", due=day(3), status="open", owner=put("person", name="Isaac Bello"))
    page = open_today()
    mine, theirs = page.commitments.mine, page.commitments.theirs
    told = [(one.title, one.date, one.tone, one.date_icon) for one in mine.list.shown()]
    assert told == [("Form", "2 days late", "bad", "circle-alert"), ("Room", "Due today", "warn", "clock")]
    assert mine.head.remark.text() == "1 late, 1 today"
    assert [(one.title, one.second, one.date) for one in theirs.list.shown()] == [
        ("Figures", "Isaac Bello", "In 3 days")
    ]
    assert "2 days late" in row(mine.list, "Form").spoken()
    assert page.commitments.unnamed.isHidden()


def test_what_nobody_is_named_for_stands_under_a_heading_of_its_own(
    qtbot: QtBot, open_today, store: Store, jobs: Jobs, put: Put, me: str
):
    put("commitment", what="Figures", due=day(3), status="open", owner=put("person", name="Isaac Bello"))
    uid = put("commitment", what="Rota", due=day(0), status="open")
    page = open_today()
    theirs, unnamed = page.commitments.theirs, page.commitments.unnamed
    assert (titles(theirs.list), titles(unnamed.list)) == (["Figures"], ["Rota"])
    assert unnamed.list.accessibleName() == "Promised, nobody named yet"
    unnamed.list.setFocus()
    with qtbot.waitSignal(page.undo_offered):
        QTest.keyClick(unnamed.list, Qt.Key.Key_Space)
    assert records.get(store, uid).fields["status"] == "kept"
    again(qtbot, page, jobs, "commitment")
    assert unnamed.isHidden()
    assert theirs.list.hasFocus()


def test_space_keeps_a_commitment_and_the_next_one_becomes_current(
    qtbot: QtBot, open_today, store: Store, jobs: Jobs, put: Put, me: str
):
    uids = [put("commitment", what=f"Promise {at}", owner=me, due=day(at), status="open") for at in range(3)]
    page = open_today()
    shown = page.commitments.mine.list
    shown.setFocus()
    shown.select(uids[1])
    with qtbot.waitSignal(page.undo_offered) as offered:
        QTest.keyClick(shown, Qt.Key.Key_Space)
    assert records.get(store, uids[1]).fields["status"] == "kept"
    again(qtbot, page, jobs, "commitment")
    assert titles(shown) == ["Promise 0", "Promise 2"]
    assert shown.hasFocus()
    assert shown.current_uid() == uids[2]
    offered.args[1]()
    again(qtbot, page, jobs, "commitment")
    assert len(titles(shown)) == 3
    assert shown.current_uid() == uids[1]


def test_after_the_last_promise_the_focus_stays_where_it_was(
    qtbot: QtBot, open_today, store: Store, jobs: Jobs, put: Put, me: str
):
    put("commitment", what="Form", owner=me, due=day(0), status="open")
    page = open_today()
    mine = page.commitments.mine
    mine.list.setFocus()
    with qtbot.waitSignal(page.undo_offered) as offered:
        QTest.keyClick(mine.list, Qt.Key.Key_Space)
    again(qtbot, page, jobs, "commitment")
    assert mine.begin.hasFocus()
    offered.args[1]()
    again(qtbot, page, jobs, "commitment")
    assert mine.list.hasFocus()


@pytest.mark.parametrize(("words", "due"), [("Move to tomorrow", 1), ("Move to a week from today", 7)])
def test_a_commitment_is_moved_from_its_menu(
    qtbot: QtBot, open_today, store: Store, put: Put, me: str, words: str, due: int
):
    uid = put("commitment", what="Form", owner=me, due=day(-2), status="open")
    page = open_today()
    with qtbot.waitSignal(page.undo_offered) as offered:
        choose(page, page.commitments.mine.list, uid, words)
    assert records.get(store, uid).fields["due"] == day(due)
    offered.args[1]()
    assert records.get(store, uid).fields["due"] == day(-2)


def test_a_commitment_is_moved_to_a_day_picked_in_a_month(qtbot: QtBot, open_today, store: Store, put: Put, me: str):
    uid = put("commitment", what="Form", owner=me, due=day(2), status="open")
    page = open_today()
    for expected in (3, 4):
        choose(page, page.commitments.mine.list, uid, "Move to a day…")
        [month] = page.commitments.findChildren(CalendarPopup)
        if expected == 4:
            QTest.keyClick(month, Qt.Key.Key_Right)
        QTest.keyClick(month, Qt.Key.Key_Right)
        with qtbot.waitSignal(page.undo_offered):
            QTest.keyClick(month, Qt.Key.Key_Return)
        assert records.get(store, uid).fields["due"] == day(expected)


def test_a_commitment_is_dropped_only_with_a_reason(qtbot: QtBot, open_today, store: Store, put: Put, me: str):
    uid = put("commitment", what="Form", owner=me, due=day(2), status="open")
    page = open_today()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        dialog.go_on.click()
        assert dialog.reason.error() == "Say in a few words why it is dropped."
        qtbot.keyClicks(dialog.reason.inner(), "No longer needed")
        dialog.go_on.click()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(page.undo_offered) as offered:
        choose(page, page.commitments.mine.list, uid, "Drop it…")
    assert records.get(store, uid).fields["reason"] == "No longer needed"
    offered.args[1]()
    assert records.get(store, uid).fields["status"] == "open"


def test_who_goes_quiet_is_told_with_the_days(qtbot: QtBot, open_today, put: Put):
    ruth = put("person", name="Ruth Calloway", role="Director", wanted_days=28)
    put("person", name="Joel Fenwick", wanted_days=30)
    put("visit", date=day(-52), attended=[ruth])
    page = open_today()
    shown = page.quiet.rows.list
    gaps = [(one.title, one.gap.words) for one in shown.shown() if one.gap]
    assert gaps == [("Ruth Calloway", "52 of 28 days"), ("Joel Fenwick", "never in touch")]
    assert row(shown, "Ruth Calloway").spoken() == "Ruth Calloway, Director, 52 of 28 days"
    with qtbot.waitSignal(page.new_asked) as asked:
        choose(page, shown, ruth, "New visit")
    assert asked.args == ["visit", {"attended": [ruth]}]
    with qtbot.waitSignal(page.new_asked) as asked:
        choose(page, shown, ruth, "New note")
    assert asked.args == ["note", {"people": [ruth]}]


def test_a_rhythm_is_set_in_place(qtbot: QtBot, open_today, store: Store, put: Put):
    put("rhythm", role="Director", wanted_days=7)
    ruth = put("person", name="Ruth Calloway", role="Director")
    page = open_today()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RhythmDialog)
        assert dialog.asked().wanted is None
        qtbot.keyClicks(dialog.wanted.inner(), "60")
        qtbot.keyClicks(dialog.longest.inner(), "30")
        dialog.go_on.click()
        assert dialog.longest.error().startswith("Use at least as many days")
        dialog.longest.set_value(90)
        dialog.go_on.click()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(page.undo_offered) as offered:
        choose(page, page.quiet.rows.list, ruth, "Set the rhythm…")
    own = records.get(store, ruth).fields
    assert (own["wanted_days"], own["longest_days"]) == (60, 90)
    offered.args[1]()
    assert "wanted_days" not in records.get(store, ruth).fields


def test_core_elements_to_look_at_lead_to_the_integrity_of_their_site(qtbot: QtBot, open_today, put: Put):
    initiative = put("initiative", name="Strong starts")
    put("core_element", name="Practice", initiative=initiative, review_days=30)
    put("core_element", name="Coaching", initiative=initiative, review_days=60)
    site = put("site", name="Alder Road Primary", initiatives=[initiative], review_on=day(3))
    put("support", site=site, status="active", since=day(-61))
    page = open_today()
    shown = page.reviews.rows.list
    told = [(row.second.partition(",")[0], row.date) for row in shown.shown()]
    assert told == [("2 elements", "31 days late"), ("Site", "In 3 days")]
    with qtbot.waitSignal(page.integrity_asked) as asked:
        shown.opened.emit(shown.shown()[0].uid)
    assert asked.args == [site]
    with qtbot.waitSignal(page.record_asked) as asked:
        choose(page, shown, shown.shown()[0].uid, "Open the site")
    assert asked.args == ["site", site]


def test_a_condition_of_withdrawal_stands_or_is_moved_from_today(qtbot: QtBot, open_today, store: Store, put: Put):
    plan = put("withdrawal", site=put("site", name="Alder Road Primary"))
    condition = put("withdrawal_condition", withdrawal=plan, what="A local coach", due=day(-2))
    page = open_today()
    shown = page.reviews.rows.list
    assert row(shown, "A local coach").spoken() == "A local coach, Condition, 2 days late"
    with qtbot.waitSignal(page.undo_offered) as offered:
        choose(page, shown, condition, "It stands since today")
    assert records.get(store, condition).fields["stands_since"] == day(0)
    offered.args[1]()
    page.reviews.set_next(condition, dt.date.fromisoformat(day(20)))
    assert records.get(store, condition).fields["due"] == day(20)


def test_reviews_are_opened_and_the_next_one_set(qtbot: QtBot, open_today, store: Store, put: Put):
    put("visit", date=day(-1))
    site = put("site", name="Alder Road Primary", review_on=day(-2))
    page = open_today()
    shown = page.reviews.rows.list
    assert [(one.title, one.second, one.date) for one in shown.shown()] == [
        ("Alder Road Primary", "Site, 12 Oct", "2 days late")
    ]
    shown.select(site)
    with qtbot.waitSignal(page.record_asked) as asked:
        QTest.keyClick(shown, Qt.Key.Key_Return)
    assert asked.args == ["site", site]
    with qtbot.waitSignal(page.undo_offered):
        choose(page, shown, site, "Next review in 13 weeks")
    assert records.get(store, site).fields["review_on"] == day(91)


def test_drafts_are_counted_and_opened(qtbot: QtBot, open_today, store: Store, put: Put):
    put("visit", date=day(1))
    drafts.keep(store, records.new_uid(), "note", {"text": "Begun"}, [], {})
    page = open_today()
    assert page.drafts.remark.accessibleName() == "1 draft kept"
    with qtbot.waitSignal(page.drafts_asked):
        page.drafts.button.click()


def test_open_team_checks_are_told_and_gone_on_with(qtbot: QtBot, open_today, jobs: Jobs, store: Store, put: Put):
    put("visit", date=day(1))
    teams = [put("team", name=name) for name in ("Data group", "County group")]
    page = open_today()
    assert not page.checks.isVisible()
    sentences = ("Team check of Data group is open, 0 answers so far", "2 team checks are open")
    for told, team in zip(sentences, teams, strict=True):
        team_checks.begin(store, team, TODAY, load_starter())
        page.hide()
        page.show()
        qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())
        assert page.checks.remark.accessibleName() == told
    with qtbot.waitSignal(page.new_asked) as asked:
        page.checks.button.click()
    assert asked.args == ["team_check", {"team": ""}]


def test_lists_without_rows_say_what_belongs_there(qtbot: QtBot, open_today, put: Put):
    put("person", name="Priya Raman")
    put("visit", date=day(-30))
    page = open_today()
    assert page.visits.ahead.sentence.text() == "No visit is planned within 14 days."
    with qtbot.waitSignal(page.new_asked):
        page.visits.ahead.begin.click()
    with qtbot.waitSignal(page.list_asked) as asked:
        page.quiet.rows.begin.click()
    assert asked.args == ["person"]
    assert "No review is due" in page.reviews.rows.sentence.text()
    assert page.commitments.mine.sentence.isVisible()


@pytest.mark.parametrize(
    ("words", "kind"), [("All visits", "visit"), ("All commitments", "commitment"), ("All people", "person")]
)
def test_every_list_leads_to_the_whole(qtbot: QtBot, open_today, put: Put, words: str, kind: str):
    put("visit", date=day(1), stage="planned")
    page = open_today()
    rows = {"visit": page.visits.ahead, "commitment": page.commitments.mine, "person": page.quiet.rows}[kind]
    assert rows.head.link.words() == words
    with qtbot.waitSignal(page.list_asked) as asked:
        rows.head.link.click()
    assert asked.args == [kind]


def test_only_what_changed_is_read_again(qtbot: QtBot, open_today, jobs: Jobs, put: Put, me: str):
    put("visit", date=day(-1))
    page = open_today()
    put("commitment", what="Form", owner=me, due=day(0), status="open")
    again(qtbot, page, jobs, "initiative")
    assert titles(page.commitments.mine.list) == []
    again(qtbot, page, jobs, "commitment")
    assert titles(page.commitments.mine.list) == ["Form"]


def test_a_change_while_it_is_read_is_read_after(qtbot: QtBot, open_today, jobs: Jobs, put: Put, me: str):
    put("visit", date=day(-1))
    page = open_today()
    page.refresh(frozenset({"commitment"}))
    put("commitment", what="Form", owner=me, due=day(0), status="open")
    page.refresh(frozenset({"commitment"}))
    qtbot.waitUntil(lambda: titles(page.commitments.mine.list) == ["Form"])


def test_a_new_day_is_told_anew(qtbot: QtBot, open_today, jobs: Jobs, clock: Clock, put: Put, me: str):
    put("visit", date=day(-1))
    put("commitment", what="Form", owner=me, due=day(0), status="open")
    page = open_today()
    clock.day = TODAY + dt.timedelta(days=1)
    again(qtbot, page, jobs)
    assert [one.date for one in page.commitments.mine.list.shown()] == ["1 day late"]
    assert page.header._title.text() == "Thursday 15 October"


def test_a_narrow_page_stands_in_one_column(open_today, put: Put):
    put("visit", date=day(1), stage="planned", purpose="A purpose that is much longer than a narrow window is wide")
    page = open_today()
    assert page._columns.direction() == QBoxLayout.Direction.LeftToRight
    page.resize(960, 700)
    assert page._columns.direction() == QBoxLayout.Direction.TopToBottom
    assert page.minimumSizeHint().width() <= 700


def test_loops_stand_there_while_they_wait_and_are_closed_in_place(
    qtbot: QtBot, open_today, jobs: Jobs, store: Store, put: Put, me: str
):
    page = open_today()
    assert page.loops.isHidden()
    tomas = put("person", name="Tomas Lind")
    feedback = put("feedback", date=day(-19), what="Too fast for the new ones", people=[tomas])
    tension = put("tension", date=day(-3), what="Who owns the data")
    put("conversation", date=day(1), what="The grades that were changed")
    again(qtbot, page, jobs, "feedback")
    shown = page.loops.rows.list
    assert titles(shown) == ["The grades that were changed", "Too fast for the new ones", "Who owns the data"]
    told = row(shown, "Too fast for the new ones")
    assert (told.second, told.date) == ("Private, Feedback: nothing done yet, Tomas Lind", "19 days")
    assert row(shown, "The grades that were changed").date == "Tomorrow"
    undos: list[Callable[[], None]] = []
    page.undo_offered.connect(lambda _sentence, undo: undos.append(undo))
    shown.setFocus()
    shown.select(feedback)
    qtbot.keyClick(shown, Qt.Key.Key_Space)
    assert records.get(store, feedback).fields["told_on"] == day(0)
    menu = Menu(page._theme, "")
    page.loops.fill_menu(tension, menu)
    assert [action.text() for action in menu.actions()] == ["Open", "Space is held for it", "Settled today"]
    menu.actions()[2].trigger()
    again(qtbot, page, jobs, "feedback", "tension")
    assert titles(shown) == ["The grades that were changed"]
    for undo in undos:
        undo()
    again(qtbot, page, jobs, "feedback", "tension")
    assert len(shown.shown()) == 3
    menu.deleteLater()


def test_all_loops_are_found_in_the_lists_of_their_kinds(qtbot: QtBot, open_today, put: Put):
    for number in range(9):
        put("tension", date=day(-number), what=f"Who owns the data {number}")
    page = open_today()
    assert (len(page.loops.rows.list.shown()), page.loops.rows.head.remark.text()) == (7, "9")
    asked: list[str] = []
    page.list_asked.connect(asked.append)
    page.loops.rows.head.link.click()
    menu = next(menu for menu in page.findChildren(Menu) if menu.isVisible())
    assert [action.text() for action in menu.actions()] == ["Difficult conversations", "Feedback", "Tensions"]
    for action in menu.actions():
        action.trigger()
    assert asked == list(loops.KINDS)
    menu.close()
