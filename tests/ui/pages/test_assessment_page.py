"""An assessment in the window: votes by digits, unseen; the consensus; paper and alone; the laptop passed round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from assessments import answer, begin_assessment
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import read_votes, uid_of
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.domain.scoring import scale_of
from isp_desktop.services import drafts, records
from isp_desktop.services.capacity import instruments, reading, voting
from isp_desktop.services.capacity.asking import Question
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import ROW
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment import AssessmentPage
from isp_desktop.ui.pages.assessment.passing import Round
from isp_desktop.ui.pages.assessment.pausing import PauseDialog
from isp_desktop.ui.pages.assessment.votes_view import VotesView

# What the window system of the tests cannot do is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = dt.date(2026, 9, 22)
STEPS = tuple(Choice(str(at), {"": word}) for at, word in enumerate(("Little", "Some", "Good", "Strong"), 1))
QUESTIONS = Instrument(
    "capacity",
    "Capacity",
    items=(
        Item(
            "group",
            "staff",
            {"": "Staff"},
            children=(
                Item(
                    *("select_one", "coaches", {"": "Coaches know the programme well"}),
                    hint={"": "Look at who is certified, and who only helps out."},
                    list="steps",
                    capacity_type="intervention_specific",
                    level="individual",
                ),
                Item(
                    *("select_one", "report", {"": "More than one person can run the report"}),
                    list="steps",
                    capacity_type="analytic",
                    level="organization",
                    not_applicable=True,
                ),
                Item("select_one", "asked", {"": "Was somebody asked?"}, list="yes_no"),
                Item("text", "whom", {"": "Who was it?"}, relevant="${asked} = 'yes'"),
            ),
        ),
    ),
    lists={"steps": STEPS, "yes_no": (Choice("yes", {"": "Yes"}), Choice("no", {"": "No"}))},
)
COACHES, REPORT, ASKED, WHOM = (f"staff/{name}" for name in ("coaches", "report", "asked", "whom"))
Put = Callable[..., str]
Open = Callable[[str], AssessmentPage]
Begin = Callable[[str], str]


@pytest.fixture
def begun(store: Store, put: Put) -> Begin:
    """Begins an assessment of one of the ways, with three people who vote."""

    def begin(way: str) -> str:
        instrument, _undo = instruments.take_in(store, QUESTIONS)
        instruments.publish(store, instrument)
        people = [put("person", name=name) for name in ("Isaac Bello", "Ruth Calloway", "Joel Fenwick", "Maren Oduya")]
        site = put("site", name="Harbour County")
        return begin_assessment(store, site, instrument, DAY, way, present=people, facilitator=people[3])

    return begin


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def opened(uid: str) -> AssessmentPage:
        page = AssessmentPage(theme, jobs, store, uid, today=lambda: DAY)
        qtbot.addWidget(page)
        page.resize(1200, 820)
        page.show()
        qtbot.waitUntil(page.is_whole)
        return page

    return opened


def press(page: QWidget, *keys: Qt.Key | str) -> None:
    """Keys, wherever the focus is on a page."""
    for key in keys:
        focused = page.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)  # type: ignore[arg-type]


def answers(store: Store, page: AssessmentPage) -> Mapping[str, str]:
    return reading.assessment(store, page.shown_uid()).answers


def votes_on(store: Store, page: AssessmentPage, path: str) -> Mapping[str, tuple[str, ...]]:
    own = reading.assessment(store, page.shown_uid()).asked(path)
    assert own is not None
    return own.votes.seats


def paths_in(shown: RowList) -> list[str]:
    rows = shown.rows()
    return [rows.index(at).data(ROW).uid for at in range(rows.rowCount())]


def words_on(page: QWidget) -> str:
    """What can be read on a page, in accessible names and texts."""
    shown = [one for one in page.findChildren(QWidget) if one.isVisible()]
    return "\n".join([*(one.accessibleName() for one in shown), *(str(one.property("text") or "") for one in shown)])


def test_all_vote_unseen_then_the_group_comes_to_an_answer_by_digits(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    assert page.rail.voting.count() == 3
    press(page, "3", "4")
    assert "seat C votes now" in page.card.strip.accessibleName()
    assert not page.card.view.isVisible()
    assert "Good: A" not in words_on(page)
    press(page, "3", Qt.Key.Key_Return)
    assert "Good: A, C; Strong: B" in page.card.told.text()
    press(page, "3")
    assert votes_on(store, page, COACHES) == {"3": ("A", "C"), "4": ("B",)}
    assert answers(store, page) == {COACHES: "3"}
    press(page, Qt.Key.Key_Return)
    # All vote the same, "not applicable": Enter takes that.
    press(page, "5", "5", "5", Qt.Key.Key_Return)
    assert page.card.told.text() == "All gave the same. Not applicable: A, B, C."
    press(page, Qt.Key.Key_Return)
    assert answers(store, page) == {COACHES: "3", REPORT: "n/a"}


def test_what_all_voted_is_taken_by_enter(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    press(page, "2", "2", "2", Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert answers(store, page) == {COACHES: "2"}


def test_alone_each_answer_is_given_at_once_and_leads_to_what_it_makes_relevant(
    store: Store, begun: Begin, open_page: Open
):
    page = open_page(begun("alone"))
    page.card.take_focus()
    press(page, "4", Qt.Key.Key_Return, "1", Qt.Key.Key_Return, "2", Qt.Key.Key_Return)
    assert page.end.isVisible()
    page.rail.list.select(ASKED)
    page.card.take_focus()
    press(page, "1")
    assert paths_in(page.rail.list) == [COACHES, REPORT, ASKED, WHOM]
    press(page, Qt.Key.Key_Return)
    assert page.card.title.text() == "Who was it?"
    assert answers(store, page) == {COACHES: "4", REPORT: "1", ASKED: "yes"}


def test_evidence_and_dissent_are_kept_while_typed_and_saved_when_the_item_is_left(
    qtbot: QtBot, store: Store, begun: Begin, open_page: Open
):
    page = open_page(begun("alone"))
    evidence = page.words.editors["evidence"]
    evidence.setFocus()
    for letter in "Four of five":
        press(page, letter)
    own = uid_of(page.shown_uid(), COACHES)
    qtbot.waitUntil(lambda: drafts.of(store, own) is not None)
    # As after a fall of the program: another page goes on with what was typed.
    again = open_page(page.shown_uid())
    assert again.words.editors["evidence"].value() == "Four of five"
    again.flush()
    own = reading.assessment(store, page.shown_uid()).asked(COACHES)
    assert own is not None
    assert own.evidence == "Four of five"
    assert drafts.of(store, own.uid) is None


def test_the_laptop_goes_round_and_shows_nobody_what_others_voted(
    qtbot: QtBot, store: Store, begun: Begin, open_page: Open
):
    page = open_page(begun("facilitated"))
    with qtbot.waitSignal(page.handed_out) as handed:
        page.rail.voting.pass_on.click()
    sheet = handed.args[0]
    assert isinstance(sheet, Round)
    qtbot.addWidget(sheet)
    sheet.show()
    for marks in (("3", "1"), ("4", "2")):
        sheet.turn.begin.setFocus()
        press(sheet, Qt.Key.Key_Space, *marks)
        assert sheet.turn.isVisible()
        assert "Good" not in words_on(sheet)
    assert votes_on(store, page, COACHES) == {"3": ("A",), "4": ("B",)}
    assert votes_on(store, page, REPORT) == {"1": ("A",), "2": ("B",)}
    assert "Seat C begins" in sheet.turn.begin.text()


def handed_out_by(qtbot: QtBot, page: AssessmentPage) -> Round:
    """What the laptop shows while it goes round."""
    with qtbot.waitSignal(page.handed_out) as handed:
        page.rail.voting.pass_on.click()
    sheet = handed.args[0]
    assert isinstance(sheet, Round)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def test_the_laptop_goes_round_with_what_is_open_alone(qtbot: QtBot, store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    press(page, "3", "3", "3", Qt.Key.Key_Return, Qt.Key.Key_Return)
    sheet = handed_out_by(qtbot, page)
    assert "1 item, for" in words_on(sheet)
    sheet.turn.begin.click()
    assert "Seat A, item 1 of 1" in words_on(sheet)
    assert not sheet.back.isEnabled()


def test_the_laptop_does_not_go_round_where_nobody_has_to_vote(store: Store, begun: Begin, open_page: Open):
    uid = begun("facilitated")
    voting.votes(store, uid, {path: dict.fromkeys("AB", "1") for path in (COACHES, REPORT)})
    page = open_page(uid)
    page.card.take_focus()
    press(page, "1", Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert page.rail.voting.pass_on.isEnabled()
    press(page, Qt.Key.Key_Return, "1")
    assert not page.rail.voting.pass_on.isEnabled()
    assert "Nothing is left to vote on." in page.rail.voting.about.text()


def test_who_goes_back_in_the_round_sees_that_they_voted_and_not_what(
    qtbot: QtBot, store: Store, begun: Begin, open_page: Open
):
    sheet = handed_out_by(qtbot, open_page(begun("facilitated")))
    sheet.turn.begin.click()
    press(sheet, "3")
    assert "Seat A, item 2 of 2\n" in words_on(sheet)
    sheet.back.click()
    assert "Seat A, item 1 of 2, voted, another vote takes its place" in words_on(sheet)
    assert sheet.ballot is not None
    assert sheet.ballot.text() == ""


def test_one_person_alone_is_not_said_to_facilitate(begun: Begin, open_page: Open):
    assert "Facilitated by" not in words_on(open_page(begun("alone")).facts)
    assert "Facilitated by Maren Oduya" in words_on(open_page(begun("facilitated")).facts)


def read_again(qtbot: QtBot, page: AssessmentPage, *kinds: str) -> None:
    """As after a commit that was not the page's own."""
    page.refresh(frozenset(kinds))
    qtbot.waitUntil(page.is_whole)


def test_it_is_closed_from_its_end_and_says_what_has_no_answer(
    qtbot: QtBot, store: Store, begun: Begin, open_page: Open
):
    page = open_page(begun("alone"))
    page.card.take_focus()
    press(page, "4")
    page.end_button.click()
    assert paths_in(page.end.left) == [REPORT, ASKED]
    # Enter goes on with what is open, and closing asks once.
    assert page.focusWidget() is page.end.left
    press(page, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.end.close_button
    page.end.close_button.click()
    assert page.end.close_button.text() == "Close with 2 items open"
    assert reading.assessment(store, page.shown_uid()).state == "under_way"
    with qtbot.waitSignal(page.record_asked):
        page.end.close_button.click()
    assert reading.assessment(store, page.shown_uid()).state == "done"
    read_again(qtbot, page, "assessment")
    assert "is closed" in page.planned.head.text()


def test_it_is_put_off_to_a_day_and_gone_on_with_by_opening_it(
    qtbot: QtBot, store: Store, begun: Begin, open_page: Open
):
    page = open_page(begun("alone"))
    page.card.take_focus()
    press(page, "4")
    page.pause_button.click()
    dialog = page.findChild(PauseDialog)
    assert dialog is not None
    dialog.until.set_value(DAY.isoformat())
    dialog.go_on.click()
    assert dialog.until.error()
    dialog.until.set_value("2026-10-01")
    with qtbot.waitSignal(page.back_asked):
        dialog.go_on.click()
    assert reading.assessment(store, page.shown_uid()).day == "2026-10-01"
    again = open_page(page.shown_uid())
    assert "1 October 2026" in again.planned.head.text()
    again.planned.begin.click()
    qtbot.waitUntil(again.is_whole)
    assert again.card.title.text() == "More than one person can run the report"
    assert reading.assessment(store, page.shown_uid()).day == DAY.isoformat()


def test_a_private_one_is_shared_with_all_its_answers(qtbot: QtBot, store: Store, put: Put, open_page: Open):
    instrument = instruments.starter(store, "short")
    uid = begin_assessment(store, put("site", name="Alder"), instrument, DAY, "alone", private=True)
    page = open_page(uid)
    page.card.take_focus()
    press(page, "4")
    path = page.items()[0].path
    assert records.get(store, uid_of(uid, path)).is_private
    page.share_button.click()
    notice = page.findChild(Notice, "notice-share")
    assert notice is not None
    notice.button.click()
    qtbot.waitUntil(lambda: page.is_whole() and not page.share_button.isVisible())
    assert not records.get(store, uid_of(uid, path)).is_private
    assert not records.get(store, uid).is_private


def test_what_all_voted_is_taken_at_the_end_and_nothing_that_fewer_voted(
    qtbot: QtBot, store: Store, begun: Begin, open_page: Open
):
    uid = begun("facilitated")
    voting.votes(store, uid, {COACHES: dict.fromkeys("ABC", "3"), REPORT: dict.fromkeys("AB", "2")})
    page = open_page(uid)
    page.end_button.click()
    with qtbot.waitSignal(page.undo_offered):
        page.end.agreed_button.click()
    assert answers(store, page) == {COACHES: "3"}
    assert not page.end.agreed_button.isVisible()


def test_what_a_colleague_came_to_meanwhile_is_not_overwritten(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("alone"))
    page.card.take_focus()
    voting.agree(store, page.shown_uid(), COACHES, "1")
    press(page, "4")
    own = reading.assessment(store, page.shown_uid()).asked(COACHES)
    assert own is not None
    assert {own.answer, *own.others} == {"1", "4"}
    # It is told where it stands, and whichever is given next holds, one of the two as well.
    assert "“Little”" in page.card.problem.text()
    assert "“Strong”" in page.card.problem.text()
    press(page, "4")
    own = reading.assessment(store, page.shown_uid()).asked(COACHES)
    assert own is not None
    assert (own.answer, own.others) == ("4", ())
    assert not page.card.problem.isVisible()


def test_what_is_typed_is_saved_when_its_item_goes_by_a_colleagues_answer(
    qtbot: QtBot, store: Store, begun: Begin, open_page: Open
):
    page = open_page(begun("alone"))
    answer(store, page.shown_uid(), {ASKED: "yes"})
    read_again(qtbot, page, "answer")
    page.rail.list.select(WHOM)
    evidence = page.words.editors["evidence"]
    evidence.setFocus()
    for letter in "Seen":
        press(page, letter)
    answer(store, page.shown_uid(), {ASKED: "no"})
    read_again(qtbot, page, "answer")
    assert paths_in(page.rail.list) == [COACHES, REPORT, ASKED]
    own = reading.assessment(store, page.shown_uid()).asked(WHOM)
    assert own is not None
    assert own.evidence == "Seen"
    assert evidence.value() in ("", None)


def test_what_it_asks_follows_from_its_own_day_whenever_it_is_gone_on_with(store: Store, put: Put, open_page: Open):
    until = Item("text", "early", {"": "Early?"}, relevant="today() < date('2026-09-01')")
    instrument, _undo = instruments.take_in(store, Instrument("days", "Days", items=(until, Item("text", "name"))))
    instruments.publish(store, instrument)
    uid = begin_assessment(store, put("site", name="Alder"), instrument, dt.date(2026, 8, 1), "alone")
    assert paths_in(open_page(uid).rail.list) == ["early", "name"]


def test_what_can_be_chosen_says_what_another_item_holds(store: Store, put: Put, open_page: Open):
    choices = (Choice("more", {"": "More than ${last}"}), Choice("less", {"": "Less"}))
    items = (Item("integer", "last", {"": "Last year"}), Item("select_one", "now", {"": "Now"}, list="now"))
    instrument, _undo = instruments.take_in(store, Instrument("years", "Years", items=items, lists={"now": choices}))
    instruments.publish(store, instrument)
    uid = begin_assessment(store, put("site", name="Alder"), instrument, DAY, "alone")
    answer(store, uid, {"last": "7"})
    page = open_page(uid)
    assert page.card.title.text() == "Now"
    assert page.card.answer_editor is not None
    assert page.card.answer_editor.asked.offered == (("more", "More than 7"), ("less", "Less"))


def test_who_comes_back_to_it_goes_on_by_the_same_keys(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    press(page, "3")
    again = open_page(page.shown_uid())
    again.card.isVisible()
    again.setFocus()
    press(again, "4")
    assert votes_on(store, again, COACHES) == {"3": ("A",), "4": ("B",)}


def test_where_words_were_written_the_votes_stay_shown(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    press(page, "3", "3", "4", Qt.Key.Key_Return)
    QTest.keyClicks(page.words.editors["evidence"].inner(), "Four of five")
    page.flush()
    again = open_page(page.shown_uid())
    assert again.card.words.isVisible()
    assert again.words.editors["evidence"].value() == "Four of five"


def test_the_end_lists_what_has_no_answer(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.end_button.click()
    assert paths_in(page.end.left) == [COACHES, REPORT, ASKED]
    assert page.end.left.height() > 100


def test_a_seat_votes_once_more_by_its_letter(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    press(page, "3", "4", "a", "2")
    assert votes_on(store, page, COACHES) == {"2": ("A",), "4": ("B",)}
    assert "seat C votes now" in page.card.strip.accessibleName()


def test_enter_asks_once_before_it_shows_what_only_some_voted(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    press(page, "3", Qt.Key.Key_Return)
    assert not page.card.view.isVisible()
    assert page.card.problem.text().startswith("1 of 3 have voted. Show all the same?")
    # Somebody votes: the question is gone, and is asked again.
    press(page, "4")
    assert not page.card.problem.isVisible()
    press(page, Qt.Key.Key_Return)
    assert not page.card.view.isVisible()
    press(page, Qt.Key.Key_Return)
    assert page.card.told.text().endswith("Good: A; Strong: B.")


def test_who_has_not_voted_when_the_votes_are_shown_still_may_and_nobody_else(
    store: Store, begun: Begin, open_page: Open
):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    press(page, "3", Qt.Key.Key_Return, Qt.Key.Key_Return)
    # A letter, or the button, goes back to voting; A has seen what is there, and keeps its vote.
    press(page, "a", "c", "2")
    assert not page.card.view.isVisible()
    press(page, "a")
    assert "seat B votes now" in page.card.strip.accessibleName()
    press(page, "4")
    assert votes_on(store, page, COACHES) == {"3": ("A",), "2": ("C",), "4": ("B",)}
    assert answers(store, page) == {}
    press(page, Qt.Key.Key_Return, "3")
    assert answers(store, page) == {COACHES: "3"}
    assert not page.card.vote_on.isVisible()
    press(page, Qt.Key.Key_Return, "2", Qt.Key.Key_Return, Qt.Key.Key_Return)
    page.card.vote_on.click()
    press(page, "2", "2", Qt.Key.Key_Return)
    assert votes_on(store, page, REPORT) == {"2": ("A", "B", "C")}


def test_the_first_seat_begins_whoever_was_to_vote_on_the_item_before(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.card.take_focus()
    press(page, "3", "4", Qt.Key.Key_Return, Qt.Key.Key_Return, "3", Qt.Key.Key_Return)
    assert "seat A votes now" in page.card.strip.accessibleName()


def test_votes_on_a_reverse_item_are_drawn_where_their_words_say(theme: Theme, qtbot: QtBot):
    pictures = []
    for reverse in (False, True):
        item = Item("select_one", "late", {"": "Reports are late"}, list="steps", reverse=reverse)
        scale = scale_of(QUESTIONS, item)
        asked = Question(
            "late", item, "", "Reports are late", "", tuple((one.name, "") for one in STEPS), scale, False, ""
        )
        view = VotesView(theme)
        qtbot.addWidget(view)
        view.show_votes(asked, read_votes(["A:1", "B:1", "C:2"]), "1")
        pictures.append(view.grab().toImage())
    assert pictures[0] == pictures[1]


def test_the_vote_of_one_seat_is_taken_by_enter_and_enter_closes_nothing(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("facilitated"))
    page.rail.voting.seats.inner().setFocus()
    QTest.keyClick(page.rail.voting.seats.inner(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(page, "1")
    page.card.take_focus()
    for _item in range(5):
        press(page, "1", Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert answers(store, page) == {COACHES: "1", REPORT: "1", ASKED: "yes"}
    assert reading.assessment(store, page.shown_uid()).state == "under_way"


def test_fewer_seats_than_have_voted_are_asked_no_more_and_are_as_many_when_it_is_opened_again(
    store: Store, begun: Begin, open_page: Open
):
    uid = begun("facilitated")
    voting.votes(store, uid, {COACHES: dict.fromkeys("ABCDEF", "1")})
    page = open_page(uid)
    assert page.rail.voting.count() == 6
    page.rail.voting.seats.inner().setFocus()
    for keys in ("99", "1"):
        QTest.keyClick(page.rail.voting.seats.inner(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        press(page, *keys)
    page.rail.list.select(REPORT)
    assert "1 seat, 0 voted, seat A votes now" in page.card.strip.accessibleName()
    page.rail.list.select(COACHES)
    assert "6 seats, 6 voted" in page.card.strip.accessibleName()
    again = open_page(uid)
    assert again.rail.voting.count() == 1


def test_who_locks_while_writing_comes_back_to_what_they_wrote_on(store: Store, begun: Begin, open_page: Open):
    page = open_page(begun("alone"))
    page.card.take_focus()
    press(page, "4")
    QTest.keyClicks(page.words.editors["evidence"].inner(), "Four of five")
    page.flush()
    again = open_page(page.shown_uid())
    assert again.words.editors["evidence"].value() == "Four of five"
    assert again.card.title.text() == "Coaches know the programme well"
    # Left where nothing is being written, it goes on with what has no answer.
    again.rail.list.select(ASKED)
    again.flush()
    assert open_page(page.shown_uid()).card.title.text() == "More than one person can run the report"


def test_no_row_of_the_items_is_drawn_over_another_when_their_width_changes(
    qtbot: QtBot, store: Store, put: Put, open_page: Open
):
    site = put("site", name="Alder")
    page = open_page(begin_assessment(store, site, instruments.starter(store, "short"), DAY))
    shown, delegate = page.rail.list, page.rail.list.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    for width in (1200, 900, 1300):
        page.resize(width, 500)
        qtbot.waitUntil(lambda: rows_fit(shown, delegate))


def rows_fit(shown: RowList, delegate: RowDelegate) -> bool:
    places = [(shown.visualRect(index), index) for index in map(shown.rows().index, range(shown.rows().rowCount()))]
    option = QStyleOptionViewItem()
    return all(place.height() == delegate.sizeHint(option, index).height() for place, index in places)
