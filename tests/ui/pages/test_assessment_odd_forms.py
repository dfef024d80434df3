"""What a form may ask beside steps of a scale, and what may happen to an assessment while it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from assessments import begin_assessment
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.services import records
from isp_desktop.services.capacity import instruments, reading, voting
from isp_desktop.ui.kit.editors import ChoiceEditor
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment import AssessmentPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = dt.date(2026, 9, 22)
TWELVE = tuple(Choice(str(at), {"": f"Step {at}"}) for at in range(1, 13))
QUESTIONS = Instrument(
    "odd",
    "Odd",
    items=(
        Item("select_one", "fine", {"": "How fine?"}, list="twelve", capacity_type="general", level="individual"),
        Item("select_multiple", "which", {"": "Which of these?"}, list="twelve"),
    ),
    lists={"twelve": TWELVE},
)
Put = Callable[..., str]


@pytest.fixture
def uid(store: Store, put: Put) -> str:
    instrument, _undo = instruments.take_in(store, QUESTIONS)
    instruments.publish(store, instrument)
    return begin_assessment(store, put("site", name="Alder"), instrument, DAY)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, uid: str) -> AssessmentPage:
    made = AssessmentPage(theme, jobs, store, uid, today=lambda: DAY)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    made.show()
    qtbot.waitUntil(made.is_whole)
    made.card.take_focus()
    return made


def press(widget: QWidget | None, *keys: Qt.Key) -> None:
    assert widget is not None
    for key in keys:
        QTest.keyClick(widget, key)


def test_of_many_choices_a_vote_is_given_by_enter_and_by_no_key_on_the_way(
    qtbot: QtBot, qapp: QApplication, store: Store, page: AssessmentPage, uid: str
) -> None:
    assert page.card.vote_editor is not None
    chosen = page.card.vote_editor.editor
    assert isinstance(chosen, ChoiceEditor)
    press(page.focusWidget(), Qt.Key.Key_Down)
    assert reading.voted(store, uid).get("fine", frozenset()) == frozenset()
    view = chosen.combo.view()
    qtbot.waitUntil(view.isVisible)
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    found = reading.assessment(store, uid).asked("fine")
    assert found is not None
    assert dict(found.votes.seats) == {"2": ("A",)}


def test_keys_are_named_only_where_they_answer(page: AssessmentPage) -> None:
    assert page.card.keys.text() == ""
    page.rail.list.select("which")
    assert page.card.keys.text() == ""


def test_no_number_of_seats_hides_that_votes_come_first(page: AssessmentPage) -> None:
    for count in (0, 200):
        page.rail.voting.seats.set_value(count)
        page.rail.voting.seats.changed.emit()
        assert 1 <= page.rail.voting.count() <= 60
        assert page.card.strip.isVisible()


def test_a_deleted_assessment_is_not_answered_until_it_is_restored(
    qtbot: QtBot, store: Store, page: AssessmentPage, uid: str
) -> None:
    voting.vote(store, uid, "fine", "A", "3")
    with store.write() as transaction:
        records.delete(transaction, uid)
    page.refresh(frozenset({"assessment"}))
    qtbot.waitUntil(page.is_whole)
    assert page.planned.isVisible()
    assert "deleted" in page.planned.refusal.text()
    with pytest.raises(BadInput, match="deleted"):
        voting.vote(store, uid, "fine", "B", "3")
    with store.write() as transaction:
        records.restore(transaction, uid)
    page.refresh(frozenset({"assessment"}))
    qtbot.waitUntil(page.is_whole)
    assert page.card.isVisible()
    assert reading.voted(store, uid).get("fine", frozenset()) == {"A"}
