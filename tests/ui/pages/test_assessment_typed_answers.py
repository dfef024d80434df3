"""An answer that is typed: a draft while it is typed, saved once it is left, and never overwritten meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from assessments import begin_assessment
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.instrument import Instrument, Item
from isp_desktop.services import drafts, records
from isp_desktop.services.capacity import instruments, reading, voting
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.assessment import AssessmentPage
from isp_desktop.ui.pages.drafts import DraftsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = dt.date(2026, 9, 22)
QUESTIONS = Instrument(
    "typed",
    "Typed",
    items=(
        Item("integer", "staff", {"": "How many work here?"}),
        Item("text", "why", {"": "Why so?"}),
        Item("date", "since", {"": "Since when?"}),
        Item("text", "more", {"": "What else?"}, relevant="${staff} > 10"),
    ),
)
Put = Callable[..., str]
Open = Callable[[], AssessmentPage]


@pytest.fixture
def uid(store: Store, put: Put) -> str:
    instrument, _undo = instruments.take_in(store, QUESTIONS)
    instruments.publish(store, instrument)
    return begin_assessment(store, put("site", name="Alder"), instrument, DAY, "alone")


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, uid: str) -> Open:
    def opened() -> AssessmentPage:
        page = AssessmentPage(theme, jobs, store, uid, today=lambda: DAY)
        qtbot.addWidget(page)
        page.resize(1000, 760)
        page.show()
        qtbot.waitUntil(page.is_whole)
        return page

    return opened


def go_to(page: AssessmentPage, item: str) -> None:
    page.rail.list.select(item)
    page.card.take_focus()


def write(page: AssessmentPage, words: str) -> None:
    """Types at the end of the answer."""
    editor = page.card.answer_editor
    assert editor is not None
    inner = editor.editor.inner()
    inner.setFocus()
    QTest.keyClick(inner, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(inner, words)


def shown(page: AssessmentPage) -> str:
    assert page.card.answer_editor is not None
    return page.card.answer_editor.text()


def revisions(store: Store, uid: str, item: str) -> list[object]:
    """What was saved of an answer, one value for each time."""
    own = uid_of(uid, item)
    if own not in {one.uid for one in reading.assessment(store, uid).items if one.answer or one.evidence}:
        return []
    return [one.fields.get("value") for one in records.history(store, own) if "value" in one.fields]


@pytest.mark.parametrize(
    ("item", "typed", "kept"), [("why", "Nobody else can", "Nobody else can"), ("staff", "12", "12")]
)
def test_it_is_saved_once_and_only_when_it_is_left(
    qtbot: QtBot, store: Store, uid: str, open_page: Open, item: str, typed: str, kept: str
):
    page = open_page()
    go_to(page, item)
    with qtbot.waitSignal(page.said, check_params_cb=lambda sentence: sentence.startswith("Draft kept")):
        write(page, typed)
    assert drafts.of(store, uid_of(uid, item)) is not None
    assert revisions(store, uid, item) == []
    QTest.keyClick(page.card, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    page.end_button.click()
    assert revisions(store, uid, item) == [kept]
    assert drafts.of(store, uid_of(uid, item)) is None


def test_it_is_saved_when_the_cursor_leaves_its_field(store: Store, uid: str, open_page: Open):
    page = open_page()
    write(page, "12")
    assert revisions(store, uid, "staff") == []
    page.words.editors["evidence"].setFocus()
    assert revisions(store, uid, "staff") == ["12"]
    # What it makes relevant is asked from now on.
    assert [one.path for one in page.items()] == ["staff", "why", "since", "more"]


def test_whoever_comes_back_after_a_fall_goes_on_in_the_middle_of_the_sentence(
    qtbot: QtBot, store: Store, uid: str, open_page: Open
):
    page = open_page()
    go_to(page, "why")
    write(page, "Nobody el")
    qtbot.waitUntil(lambda: drafts.of(store, uid_of(uid, "why")) is not None)
    again = open_page()
    assert again.card.title.text() == "Why so?"
    assert shown(again) == "Nobody el"
    write(again, "se can")
    again.flush()
    assert revisions(store, uid, "why") == ["Nobody else can"]


def test_what_a_colleague_answers_meanwhile_does_not_touch_what_is_typed(
    qtbot: QtBot, store: Store, uid: str, open_page: Open
):
    page = open_page()
    go_to(page, "why")
    write(page, "Nobody el")
    voting.agree(store, uid, "staff", "7")
    voting.agree(store, uid, "why", "Their words")
    page.refresh(frozenset({"answer"}))
    qtbot.waitUntil(page.is_whole)
    assert page.items()[0].problem == ""
    assert shown(page) == "Nobody el"
    write(page, "se can")
    page.flush()
    # Both are kept, and ask to be settled.
    told = reading.assessment(store, uid).asked("why")
    assert told is not None
    assert {told.answer, *told.others} == {"Their words", "Nobody else can"}


def test_a_number_that_is_none_is_said_and_stays_a_draft_when_the_page_goes(
    qtbot: QtBot, store: Store, uid: str, open_page: Open
):
    page = open_page()
    write(page, "2.5")
    page.end_button.click()
    assert page.card.title.text() == "How many work here?"
    assert page.card.problem.isVisible()
    page.flush()
    assert revisions(store, uid, "staff") == []
    assert drafts.of(store, uid_of(uid, "staff")) is not None


def test_a_half_typed_day_is_no_day(store: Store, uid: str, open_page: Open):
    page = open_page()
    go_to(page, "since")
    write(page, "2026-09-1")
    assert revisions(store, uid, "since") == []
    write(page, "4")
    page.flush()
    assert revisions(store, uid, "since") == ["2026-09-14"]


def test_locking_in_the_middle_of_a_sentence_loses_none_of_it(
    qtbot: QtBot, desk: Desk, window: MainWindow, store: Store, data_key: bytes, uid: str
):
    desk.go(Place("record", "assessment", uid))
    page = desk.page()
    assert isinstance(page, AssessmentPage)
    qtbot.waitUntil(page.is_whole)
    write(page, "1x")
    evidence = page.words.editors["evidence"].inner()
    QTest.keyClicks(evidence, "Four of fi")
    window.lock()
    qtbot.waitUntil(lambda: not window.findChildren(Desk))
    with Store.open(store.folder, data_key) as again:
        draft = drafts.of(again, uid_of(uid, "staff"))
        told = reading.assessment(again, uid).asked("staff")
        assert told is not None
        assert "Four of fi" in (told.evidence, draft.values.get("evidence") if draft is not None else "")


def test_its_draft_leads_to_its_assessment(qtbot: QtBot, theme: Theme, store: Store, uid: str, open_page: Open):
    page = open_page()
    write(page, "12")
    own = uid_of(uid, "staff")
    qtbot.waitUntil(lambda: drafts.of(store, own) is not None)
    shown_drafts = DraftsPage(theme, store)
    qtbot.addWidget(shown_drafts)
    with qtbot.waitSignal(shown_drafts.record_asked) as asked:
        shown_drafts.list.opened.emit(own)
    assert asked.args == ["assessment", uid]
