"""A team check is begun, goes round with nothing of the notebook in sight, and is closed; by the keyboard alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.domain.team_check import load_starter
from isp_desktop.services import drafts, team_check_questions, team_checks
from isp_desktop.services.capacity import instruments
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.rating import RatingEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.undo import UndoBar
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.idle import IdleWatch
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.ways import ways
from isp_desktop.ui.pages.search import Target
from isp_desktop.ui.pages.team_check import PaperOfCheck, ResultPage, TeamCheckPage
from isp_desktop.ui.pages.team_check.passing import Passing
from isp_desktop.ui.pages.team_check.sheet import AnswerSheet
from isp_desktop.ui.pages.unlock import UnlockPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
Key = Qt.Key
STARTER = load_starter()


@pytest.fixture
def team(put: Put) -> str:
    return put("team", name="Core team")


def page_of(desk: Desk, team: str = "") -> TeamCheckPage:
    assert desk.go(Place("check", "team", team))
    page = desk.page()
    assert isinstance(page, TeamCheckPage)
    return page


@pytest.fixture
def page(desk: Desk, store: Store, team: str) -> TeamCheckPage:
    """The page of a check that has just begun."""
    team_checks.begin(store, team, dt.date.today(), STARTER)
    return page_of(desk, team)


def focused(widget: QWidget) -> QWidget:
    found = widget.window().focusWidget()
    assert found is not None
    return found


def press(qtbot: QtBot, widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(widget), key)


def passing(window: MainWindow) -> Passing:
    shown = window.shown()
    assert isinstance(shown, Passing)
    return shown


def sheet_of(owner: Passing | TeamCheckPage) -> AnswerSheet:
    assert owner.sheet is not None
    return owner.sheet


def told(page: TeamCheckPage) -> str:
    return " ".join(notice.accessibleName() for notice in page.findChildren(Notice, "notice") if notice.isVisible())


def unlock(qtbot: QtBot, window: MainWindow, passphrase: str) -> TeamCheckPage:
    lock = window.shown()
    assert isinstance(lock, UnlockPage)
    lock.open_with(passphrase)
    qtbot.waitUntil(lambda: window.desk() is not None)
    desk = window.desk()
    assert desk is not None
    page = desk.page()
    assert isinstance(page, TeamCheckPage)
    return page


def entered(store: Store, team: str) -> int:
    found = team_checks.begun(store, team)
    assert found is not None
    return found.answers


def answer_dialog(qapp: QApplication, button: str) -> list[str]:
    """Presses a button of the dialog that opens next; gives its title."""
    seen: list[str] = []

    def act() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, Dialog)
        seen.append(dialog.windowTitle())
        next(one for one in dialog.findChildren(QWidget) if one.accessibleName() == button).click()  # type: ignore[attr-defined]

    QTimer.singleShot(0, act)
    return seen


def test_it_is_begun_for_a_team_from_the_search_and_from_another_page(qtbot: QtBot, desk: Desk, team: str):
    target = Target("new", "team_check")
    assert [way.title for way in ways() if way.target == target] == ["Begin a team check"]
    desk.search_panel.taken.emit(target)
    assert desk.place() == Place("check", "team", "")
    page = desk.page()
    assert isinstance(page, TeamCheckPage)
    page.new_asked.emit("team_check", {"team": team})
    assert desk.place() == Place("check", "team", team)
    desk.go(Place("record", "team_check"))
    assert isinstance(desk.page(), TeamCheckPage)


def test_begin_by_keys_asks_for_the_team_and_refuses_one_too_close(qtbot: QtBot, desk: Desk, store: Store, team: str):
    page = page_of(desk)
    page.beginning.begin.click()
    assert "which team" in page.beginning.team.error()
    qtbot.keyClicks(page.beginning.team.line, "core")
    qtbot.keyClick(page.beginning.team.line, Key.Key_Return)
    page.beginning.begin.click()
    assert entered(store, team) == 0
    assert page.running.isVisible()
    assert focused(page) is page.running.pass_on
    for rating in (3, 4, 5):
        team_checks.answer(store, team, {"purpose": rating})
    team_checks.close(store, team, STARTER)
    again = page_of(desk, team)
    again.beginning.begin.click()
    assert "what a single member answered" in told(again)
    assert team_checks.begun(store, team) is None


def test_without_a_team_it_offers_to_go_on_with_what_is_open(
    qtbot: QtBot, desk: Desk, page: TeamCheckPage, store: Store, team: str
):
    team_checks.answer(store, team, {"purpose": 3})
    any_team = page_of(desk)
    qtbot.waitUntil(any_team.is_whole)
    [notice] = any_team.findChildren(Notice, "open")
    assert "A check of Core team is open" in notice.accessibleName()
    notice.button.click()
    assert any_team.running.isVisible()
    assert any_team.shown_uid() == team
    assert not notice.isVisible()


def test_passed_on_it_shows_nothing_of_the_notebook_and_no_key_leads_there(
    qtbot: QtBot, window: MainWindow, desk: Desk, page: TeamCheckPage
):
    idle = window.findChild(IdleWatch)
    minutes = idle.minutes
    page.running.pass_on.click()
    shown = passing(window)
    # Nobody there, it locks as ever.
    assert idle.minutes == minutes > 0
    assert (desk.isVisible(), window.menuBar().isVisible()) == (False, False)
    assert window.windowTitle() == "Team check - ISP Desktop"
    for action in window.findChildren(QAction):
        if action.objectName() not in ("quit", "keys"):
            action.trigger()
    for key in (Key.Key_K, Key.Key_T, Key.Key_Z, Key.Key_N, Key.Key_F):
        qtbot.keyClick(shown, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(shown, Key.Key_F6)
    assert window.shown() is shown
    words = accessible_words(window)
    assert "Core team" not in words
    assert "Maren Oduya" not in words
    assert "Nobody is told who rated what" in words


def accessible_words(root: QWidget) -> str:
    def walk(one: object) -> str:
        if one is None or not one.isValid() or one.state().invisible:  # type: ignore[attr-defined]
            return ""
        said = one.text(QAccessible.Text.Name) + " " + one.text(QAccessible.Text.Description)  # type: ignore[attr-defined]
        return said + " " + " ".join(walk(one.child(at)) for at in range(one.childCount()))  # type: ignore[attr-defined]

    return walk(QAccessible.queryAccessibleInterface(root))


def test_a_round_by_keys_hides_each_answer_and_the_way_back_asks_for_the_passphrase(
    qtbot: QtBot, window: MainWindow, page: TeamCheckPage, store: Store, team: str, passphrase: str
):
    press(qtbot, page, Key.Key_Return)
    round_ = passing(window)
    for at in range(3):
        press(qtbot, round_, Key.Key_Return)
        sheet = sheet_of(round_)
        assert sheet.ratings() == {}
        press(qtbot, round_, Key.Key_4, Key.Key_2, Key.Key_0, Key.Key_5)
        assert sheet.ratings() == {"purpose": 4, "roles": 2, "cohesion": 5}
        press(qtbot, round_, *([Key.Key_0] * 4))
        assert focused(round_) is sheet.done
        press(qtbot, round_, Key.Key_Return)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert round_.findChildren(RatingEditor) == []
        words = accessible_words(round_)
        assert "Thank you" in words
        assert ("1 answer so far" if not at else f"{at + 1} answers so far") in words
    assert drafts.count(store) == 0
    assert focused(round_) is round_.turn.begin
    press(qtbot, round_, Key.Key_Tab, Key.Key_Return)
    lock = window.shown()
    assert isinstance(lock, UnlockPage)
    assert "Please hand the laptop back" in accessible_words(lock)
    back = unlock(qtbot, window, passphrase)
    assert told(back) == ""
    assert back.running.close_check.isEnabled()


def test_a_sheet_left_empty_counts_for_nothing_and_one_without_a_rating_is_not_taken(
    qtbot: QtBot, window: MainWindow, page: TeamCheckPage, store: Store, team: str
):
    page.running.pass_on.click()
    round_ = passing(window)
    round_.turn.begin.click()
    sheet = sheet_of(round_)
    sheet.done.click()
    assert "Nothing is rated yet" in accessible_words(sheet)
    sheet.leave.click()
    assert round_.sheet is None
    assert "Nothing was kept" in accessible_words(round_)
    assert entered(store, team) == 0
    assert team_checks.hand_in(store, team) is False


def test_locked_in_the_middle_of_a_sheet_that_one_is_gone_and_said_so_and_the_others_stay(
    qtbot: QtBot, window: MainWindow, page: TeamCheckPage, store: Store, team: str, passphrase: str
):
    page.running.pass_on.click()
    round_ = passing(window)
    round_.turn.begin.click()
    press(qtbot, round_, Key.Key_3)
    sheet_of(round_).give()
    round_.turn.begin.click()
    press(qtbot, round_, Key.Key_1, Key.Key_1)
    window.lock()
    back = unlock(qtbot, window, passphrase)
    assert "left in the middle" in told(back)
    assert "1 answer is kept" in told(back)
    desk = window.desk()
    assert desk is not None
    desk.go(Place("today"))
    assert told(page_of(desk, team)) == ""


def test_from_paper_sheet_after_sheet_by_digits(qtbot: QtBot, page: TeamCheckPage, store: Store, team: str):
    page.running.enter.click()
    for rating in (Key.Key_1, Key.Key_2, Key.Key_3):
        press(qtbot, page, rating, rating)
        qtbot.keyClick(focused(page), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Sheet 4" in accessible_words(page)
    sheet_of(page).leave.click()
    assert page.sheet is None
    assert entered(store, team) == 3
    assert told(page) == ""


def test_a_sheet_from_paper_that_is_left_for_another_page_is_gone_and_said_so(
    qtbot: QtBot, desk: Desk, page: TeamCheckPage, store: Store, team: str
):
    page.running.enter.click()
    press(qtbot, page, Key.Key_1)
    desk.go(Place("today"))
    assert drafts.count(store) == 0
    again = page_of(desk, team)
    assert again.sheet is None
    assert "left in the middle" in told(again)


def test_it_closes_from_three_answers_on_and_says_before_why_not(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: TeamCheckPage, store: Store, team: str
):
    team_checks.answer(store, team, {"purpose": 3})
    team_checks.answer(store, team, {"purpose": 3})
    page.look()
    assert not page.running.close_check.isEnabled()
    assert "1 more answer is needed" in accessible_words(page)
    team_checks.answer(store, team, {"purpose": 3})
    page.look()
    asked = answer_dialog(qapp, "Close the check")
    page.running.close_check.click()
    assert asked == ["Close the check with 3 answers?"]
    assert isinstance(desk.page(), ResultPage)
    assert all(not bar.isVisible() for bar in desk.findChildren(UndoBar))


def test_answers_that_are_too_few_to_each_sentence_do_not_close_it(
    qtbot: QtBot, qapp: QApplication, page: TeamCheckPage, store: Store, team: str
):
    for code in ("purpose", "roles", "trust"):
        team_checks.answer(store, team, {code: 3})
    page.look()
    answer_dialog(qapp, "Close the check")
    page.running.close_check.click()
    assert "No sentence was rated by 3 members" in told(page)
    assert entered(store, team) == 3


def test_it_is_given_up_only_when_asked_plainly(
    qtbot: QtBot, qapp: QApplication, page: TeamCheckPage, store: Store, team: str
):
    answer_dialog(qapp, "Keep it")
    page.running.give_up.click()
    assert entered(store, team) == 0
    answer_dialog(qapp, "Give it up")
    page.running.give_up.click()
    assert team_checks.begun(store, team) is None
    assert page.beginning.isVisible()


def test_a_check_that_cannot_be_read_is_told_and_given_up(
    qtbot: QtBot, qapp: QApplication, page: TeamCheckPage, store: Store, team: str
):
    [file] = store.folder.sealed.iterdir()
    file.write_bytes(b"damaged" * 9)
    page.look()
    assert "cannot be read" in told(page)
    answer_dialog(qapp, "Give it up")
    page.findChild(Notice, "notice").button.click()
    assert page.beginning.isVisible()


def test_a_team_whose_check_cannot_be_read_can_be_chosen(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, page: TeamCheckPage, team: str
):
    [file] = store.folder.sealed.iterdir()
    file.write_bytes(b"damaged" * 9)
    other = TeamCheckPage(theme, jobs, store, "")
    qtbot.addWidget(other)
    other.show()
    other.beginning.team_chosen.emit(team)
    assert "cannot be read" in told(other)


def test_its_place_is_found_again_and_its_form_is_shown_on_paper(qtbot: QtBot, desk: Desk, page: TeamCheckPage):
    page.running.print_button.click()
    paper = desk.page()
    assert isinstance(paper, PaperOfCheck)
    qtbot.waitUntil(paper.buttons["pdf"].isEnabled)
    assert list(paper.buttons) == ["pdf"]
    paper.back_button.click()
    assert isinstance(desk.page(), TeamCheckPage)


def test_it_fits_into_the_smallest_window(page: TeamCheckPage):
    page.running.enter.click()
    assert page.minimumSizeHint().width() <= 700


def test_questions_of_ones_own_are_chosen_before_it_begins(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put
):
    labels = ("No", "Hardly", "Partly", "Mostly", "Yes")
    steps = tuple(Choice(str(at), {"": word}) for at, word in enumerate(labels, 1))
    questions = Instrument(
        "ours",
        "How we work",
        items=(Item("select_one", "aims", {"": "We know our aims"}, list="s"),),
        lists={"s": steps},
    )
    uid, _undo = instruments.take_in(store, questions)
    instruments.publish(store, uid)
    page = TeamCheckPage(theme, jobs, store, put("team", name="Core team"), today=lambda: dt.date(2026, 10, 14))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.is_whole)
    ours = team_check_questions.every(store)[1]
    assert page.beginning.questions is not None
    combo = page.beginning.questions.combo
    combo.setCurrentIndex(combo.findText("How we work"))
    combo.activated.emit(combo.currentIndex())
    assert team_check_questions.chosen(store) == ours
    page.beginning.begin.click()
    page.running.enter.click()
    assert page.sheet is not None
    assert list(page.sheet.editors) == ["aims"]
