"""The result of a team check: in numbers and words, what was said of it, and what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.team_check import load_starter
from isp_desktop.services import drafts, finding, records, team_checks
from isp_desktop.ui.kit.course_chart import CourseChart
from isp_desktop.ui.kit.distribution import Distribution
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.team_check import PaperOfCheck, ResultPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
STARTER = load_starter()
TODAY = dt.date.today()


@pytest.fixture
def team(put: Put) -> str:
    return put("team", name="Core team")


def check(store: Store, team: str, day: dt.date = TODAY) -> str:
    team_checks.begin(store, team, day, STARTER)
    for ratings in ({"purpose": 4, "trust": 1, "roles": 5}, {"purpose": 5, "trust": 2}, {"purpose": 4, "trust": 5}):
        team_checks.answer(store, team, ratings)
    return team_checks.close(store, team, STARTER)


def open_result(qtbot: QtBot, desk: Desk, uid: str) -> ResultPage:
    assert desk.go(Place("record", "team_check", uid))
    page = desk.page()
    assert isinstance(page, ResultPage)
    qtbot.waitUntil(page.is_whole)
    return page


def said(root: QWidget) -> str:
    """All that can be read on it."""
    shown = [one.text() for kind in (Label, Prose) for one in root.findChildren(kind) if one.isVisible()]
    return "\n".join([*shown, *(one.accessibleName() for one in root.findChildren(Remark))])


def test_each_question_has_its_distribution_and_the_mean_only_with_spread_and_number(
    qtbot: QtBot, desk: Desk, store: Store, team: str
):
    page = open_result(qtbot, desk, check(store, team))
    assert [one.accessibleName() for one in page.findChildren(Distribution)] == [
        "Clear purpose: 1: 0, 2: 0, 3: 0, 4: 2, 5: 1",
        "Trust: 1: 1, 2: 1, 3: 0, 4: 0, 5: 1",
    ]
    words = said(page)
    for told in (
        "3 answers, without names",
        "from 4 to 5",
        "fewer than three answers: not shown",
        "Clear purpose: 3 of 3 rated it 4 or 5",
        "Trust: 2 of 3 rated it 1 or 2",
        "1 Not at all, 2 Hardly, 3 Partly, 4 Mostly, 5 Fully",
    ):
        assert told in words
    assert page.findChildren(CourseChart) == []
    assert page.minimumSizeHint().width() <= 700


def test_over_several_checks_each_question_has_its_course_in_a_picture_and_in_words(
    qtbot: QtBot, desk: Desk, store: Store, team: str
):
    check(store, team, TODAY - dt.timedelta(days=180))
    check(store, team, TODAY - dt.timedelta(days=90))
    page = open_result(qtbot, desk, check(store, team))
    purpose, trust = page.findChildren(CourseChart)
    assert len(purpose.lines()[0].points) == 3
    assert purpose.accessibleName().count("4.3 (from 4 to 5, 3 answers)") == 3
    assert trust.accessibleName().startswith("Trust: 2.7")
    assert desk.size().height() > page.findChildren(Distribution)[0].height()


def test_one_too_close_to_another_stands_by_itself(qtbot: QtBot, desk: Desk, store: Store, team: str, put: Put):
    first = check(store, team, TODAY - dt.timedelta(days=3))
    kept = records.get(store, first).fields
    page = open_result(qtbot, desk, put("team_check", **{**kept, "date": TODAY.isoformat()}))
    assert "not shown side by side" in " ".join(one.accessibleName() for one in page.findChildren(Notice))
    assert page.findChildren(CourseChart) == []


def test_what_was_said_is_a_draft_until_it_is_saved(qtbot: QtBot, desk: Desk, store: Store, team: str):
    uid = check(store, team)
    page = open_result(qtbot, desk, uid)
    qtbot.keyClicks(page.follow.talk.text.paper, "We go silent.")
    assert page.follow.talk.save_button.isVisible()
    desk.go(Place("today"))
    assert drafts.count(store) == 1
    again = open_result(qtbot, desk, uid)
    assert again.follow.talk.text.value() == "We go silent."
    qtbot.keyClick(again.follow.talk.text.paper, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert team_checks.results(store, team)[0].talked == "We go silent."
    assert drafts.count(store) == 0
    assert not again.follow.talk.save_button.isVisible()


def test_what_somebody_else_said_of_it_appears_unless_it_is_being_written(
    qtbot: QtBot, desk: Desk, store: Store, team: str, put: Put
):
    uid = check(store, team)
    page = open_result(qtbot, desk, uid)
    put("team_check", uid, talked="From elsewhere.")
    qtbot.waitUntil(lambda: page.follow.talk.text.value() == "From elsewhere.")
    qtbot.keyClicks(page.follow.talk.text.paper, "Mine. ")
    typed = page.follow.talk.text.value()
    put("team_check", uid, talked="Again.")
    qtbot.waitUntil(lambda: "Changed elsewhere" in desk.status.said())
    assert page.follow.talk.text.value() == typed


def test_what_to_improve_becomes_a_commitment_of_the_team_by_one_line_and_can_be_undone(
    qtbot: QtBot, desk: Desk, store: Store, team: str
):
    uid = check(store, team)
    page = open_result(qtbot, desk, uid)
    qtbot.keyClicks(page.follow.improve.line.line, "Ask everyone in turn by 12 Dec 2026")
    qtbot.keyClick(page.follow.improve.line.line, Qt.Key.Key_Return)
    [made] = finding.every(store, "commitment", limit=2)
    fields = records.get(store, made.uid).fields
    wanted = {"what": "Ask everyone in turn", "due": "2026-12-12", "status": "open", "team": team, "team_check": uid}
    assert fields == wanted
    qtbot.waitUntil(lambda: page.findChild(QWidget, "improve-list") is not None)
    desk.undo()
    assert finding.every(store, "commitment", limit=2) == []
    qtbot.waitUntil(lambda: page.closed is not None and page.closed.improve == ())
    qtbot.keyClicks(page.follow.improve.line.line, "by Friday")
    qtbot.keyClick(page.follow.improve.line.line, Qt.Key.Key_Return)
    assert finding.every(store, "commitment", limit=2) == []
    # What could not be added is still there, also when the page was left meanwhile.
    desk.go(Place("today"))
    again = open_result(qtbot, desk, uid)
    assert again.follow.improve.line.value() == "by Friday"


def test_it_is_looked_at_on_paper_and_written_in_each_form(
    qtbot: QtBot, desk: Desk, store: Store, team: str, tmp_path: Path
):
    page = open_result(qtbot, desk, check(store, team))
    page.paper_button.click()
    paper = desk.page()
    assert isinstance(paper, PaperOfCheck)
    qtbot.waitUntil(paper.buttons["pdf"].isEnabled)
    for form in ("pdf", "docx", "html", "md"):
        path = tmp_path / f"result.{form}"
        with qtbot.waitSignal(paper.said):
            paper.write_to(form, path)
        assert path.stat().st_size > 100
    assert paper.proposed("md").name.endswith("Team check Core team.md")
    paper.back_button.click()
    assert isinstance(desk.page(), ResultPage)


def test_a_deleted_one_says_so_and_comes_back(qtbot: QtBot, desk: Desk, store: Store, team: str):
    uid = check(store, team)
    page = open_result(qtbot, desk, uid)
    with store.write() as transaction:
        records.delete(transaction, uid)
    qtbot.waitUntil(lambda: page.closed is not None and page.closed.life == "deleted" and page.is_whole())
    [notice] = [one for one in page.findChildren(Notice) if "deleted" in one.accessibleName()]
    notice.button.click()
    assert records.get(store, uid).life == "live"


def test_counts_that_cannot_be_read_are_told(qtbot: QtBot, desk: Desk, team: str, put: Put):
    fields = {"date": TODAY.isoformat(), "answers": 3, "counts": "nothing", "instrument": "x"}
    page = open_result(qtbot, desk, put("team_check", team=team, **fields))
    assert "cannot be read" in " ".join(one.accessibleName() for one in page.findChildren(Notice))
