"""Structure typed into the texts of a visit: people, activities and commitments, by the keyboard alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, finding, records
from isp_desktop.ui.kit.finder import Finder
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.pages.visit import VisitPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 11, 18)  # a Wednesday
Put = Callable[..., str]
Open = Callable[..., VisitPage]


@pytest.fixture
def today() -> dt.date:
    return TODAY


def paper(page: VisitPage, name: str = "discussion") -> QTextEdit:
    editor = page.form.editors[name]
    assert isinstance(editor, TextEditor)
    editor.paper.setFocus()
    return editor.paper


def offered(page: VisitPage) -> list[str]:
    """What is offered at the cursor."""
    for finder in page.window().findChildren(Finder):
        if finder.isVisible():
            model = finder._model
            return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return []


def rows(page: VisitPage) -> list[tuple[str, Any, Any]]:
    return [(row.line.text(), row.edit.value("owner"), row.edit.value("due")) for row in page.promises.rows[:-1]]


def test_a_person_is_named_in_the_text_and_attended(qtbot: QtBot, open_visit: Open, put: Put) -> None:
    site = put("site", name="Alder Road")
    put("person", name="Priya Aalto")
    priya = put("person", name="Priya Raman", sites=[site])
    page = open_visit(site=site)
    text = paper(page)
    qtbot.keyClicks(text, "Met @pri")
    assert offered(page)[:2] == ["Priya Raman", "Priya Aalto"]
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, " today")
    assert text.toPlainText() == "Met Priya Raman today"
    assert page.form.editors["attended"].value() == [priya]
    assert text.hasFocus()


def test_a_person_can_be_named_without_having_been_there(
    qtbot: QtBot, open_visit: Open, put: Put, store: Store
) -> None:
    put("person", name="Priya Raman")
    page = open_visit(site=put("site", name="Alder Road"))
    text = paper(page)
    qtbot.keyClicks(text, "They wait for @pri")
    foot = "Enter adds the person to the visit, Shift+Enter only names them"
    assert foot in text.accessibleDescription()
    [finder] = [one for one in page.window().findChildren(Finder) if one.isVisible()]
    [shown] = [label for label in finder.findChildren(QLabel) if label.isVisible()]
    assert shown.text() == foot
    assert finder.rect().contains(shown.geometry())
    assert finder._list.verticalScrollBar().maximum() == 0
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(text, " and @Tomas Lind")
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert text.toPlainText() == "They wait for Priya Raman and Tomas Lind"
    assert page.form.editors["attended"].value() == []
    page.finish()
    # Whoever is only named needs no record of their own.
    assert [one.fields["name"] for one in finding.every(store, "person")] == ["Priya Raman"]


def test_in_a_commitment_nobody_is_added_and_the_list_does_not_say_so(qtbot: QtBot, open_visit: Open, put: Put) -> None:
    put("person", name="Priya Raman")
    page = open_visit(site=put("site", name="Alder Road"))
    text = paper(page)
    qtbot.keyClicks(text, "! @pri")
    assert offered(page)[0] == "Priya Raman"
    assert "Shift+Enter" not in text.accessibleDescription()
    assert not [
        label
        for finder in page.window().findChildren(Finder)
        for label in finder.findChildren(QLabel)
        if label.isVisible()
    ]


def test_a_new_person_is_made_on_the_spot(qtbot: QtBot, open_visit: Open, put: Put, store: Store) -> None:
    page = open_visit(site=put("site", name="Alder Road"))
    text = paper(page)
    qtbot.keyClicks(text, "@Tomas Lind")
    assert offered(page) == ["New person “Tomas Lind”"]
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.hasFocus()
    page.finish()
    [tomas] = finding.every(store, "person")
    assert tomas.fields["name"] == "Tomas Lind"
    assert records.get(store, page.uid).fields["attended"] == [tomas.uid]


def test_an_activity_is_found_by_its_code(qtbot: QtBot, open_visit: Open) -> None:
    page = open_visit()
    text = paper(page, "challenges")
    qtbot.keyClicks(text, "#c5")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert page.form.editors["activities"].value() == ["C5"]
    assert text.toPlainText()
    assert "#" not in text.toPlainText()


@pytest.mark.parametrize("typed", ["priya@al", "see item#c5", "room #3", "# c5", "Well done!", "word!next", "@ pri"])
def test_what_is_no_sign_opens_nothing(qtbot: QtBot, open_visit: Open, put: Put, typed: str) -> None:
    put("person", name="Alder Priya")
    page = open_visit()
    qtbot.keyClicks(paper(page), typed)
    assert offered(page) == []


def test_escape_leaves_the_sign_as_text(qtbot: QtBot, open_visit: Open, put: Put) -> None:
    put("person", name="Priya Raman")
    page = open_visit()
    text = paper(page)
    qtbot.keyClicks(text, "@pr")
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    qtbot.keyClicks(text, "i")
    assert offered(page) == []
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText() == "@pri\n"
    qtbot.keyClicks(text, "! one")
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText() == "@pri\n! one\n"
    assert rows(page) == []


def test_a_line_becomes_a_commitment(qtbot: QtBot, open_visit: Open, put: Put) -> None:
    priya = put("person", name="Priya Raman")
    page = open_visit()
    text = paper(page)
    qtbot.keyClicks(text, "! @pri")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, " sends the form by Friday")
    assert offered(page) == ["Commitment: Sends the form"]
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "Then")
    assert text.toPlainText() == "Sends the form: Priya Raman, by Friday 20 November\nThen"
    assert rows(page) == [("Sends the form", priya, "2026-11-20")]
    assert page.form.editors["attended"].value() == []


def test_leaving_and_finishing_end_the_line_too(qtbot: QtBot, open_visit: Open, put: Put, store: Store) -> None:
    page = open_visit(site=put("site", name="Alder Road"))
    text = paper(page)
    qtbot.keyClicks(text, "! Send the rota tomorrow")
    page.form.editors["next_steps"].setFocus()
    assert rows(page) == [("Send the rota", None, "2026-11-19")]
    qtbot.keyClicks(paper(page, "next_steps"), "! Book the room")
    page.finish()
    assert {one.fields["what"] for one in finding.every(store, "commitment")} == {"Send the rota", "Book the room"}


def test_undo_takes_back_what_was_taken_and_redo_brings_it(qtbot: QtBot, open_visit: Open, put: Put) -> None:
    priya = put("person", name="Priya Raman")
    page = open_visit()
    text = paper(page)
    qtbot.keyClicks(text, "@pri")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "! Send it by Friday")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert len(rows(page)) == 1
    while text.document().isUndoAvailable():
        text.undo()
    assert text.toPlainText() == ""
    assert rows(page) == []
    assert page.form.editors["attended"].value() == []
    while text.document().isRedoAvailable():
        text.redo()
    assert text.toPlainText() == "Priya Raman\nSend it, by Friday 20 November\n"
    assert [row[0] for row in rows(page)] == ["Send it"]
    assert page.form.editors["attended"].value() == [priya]


def test_a_deleted_mention_leaves_the_record(qtbot: QtBot, open_visit: Open, put: Put) -> None:
    priya = put("person", name="Priya Raman")
    page = open_visit()
    text = paper(page)
    qtbot.keyClicks(text, "@pri")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    text.selectAll()
    qtbot.keyClick(text, Qt.Key.Key_Delete)
    assert text.toPlainText() == ""
    assert page.form.editors["attended"].value() == [priya]


def test_the_draft_keeps_all_of_it(qtbot: QtBot, open_visit: Open, put: Put, store: Store) -> None:
    page = open_visit(site=put("site", name="Alder Road"))
    text = paper(page)
    qtbot.keyClicks(text, "@Tomas Lind")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "! Tomas sends it by Friday")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    page.flush()
    assert len(drafts.every(store)) == 1
    again = open_visit(page.uid)
    assert len(again.form.editors["attended"].value() or []) == 1
    assert [(what, due) for what, _who, due in rows(again)] == [("Sends it", "2026-11-20")]
    again_text = paper(again)
    assert again_text.toPlainText().startswith("Tomas Lind\nSends it: Tomas Lind, by Friday 20 November")
    # A line read from the disk is no new commitment.
    again_text.moveCursor(again_text.textCursor().MoveOperation.End)
    qtbot.keyClick(again_text, Qt.Key.Key_Return)
    assert len(rows(again)) == 1


def finder_of(page: VisitPage) -> Finder:
    return next(one for one in page.window().findChildren(Finder) if one.isVisible())


def test_a_name_marked_in_a_commitment_is_its_owner_though_it_was_not_taken_from_the_list(
    qtbot: QtBot, open_visit: Open, put: Put
) -> None:
    jon = put("person", name="Jon Okafor")
    page = open_visit(site=put("site", name="Alder Road"))
    text = paper(page)
    qtbot.keyClicks(text, "!send the observation form @jon")
    assert offered(page)[0] == "Jon Okafor"
    qtbot.keyClicks(text, " by friday")
    assert offered(page) == ["Commitment: Send the observation form"]
    finder = finder_of(page)
    assert "Jon Okafor" in text.accessibleDescription()
    assert finder._list.sizeHintForColumn(0) <= finder._list.viewport().width()
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText() == "Send the observation form: Jon Okafor, by Friday 20 November\n"
    assert rows(page) == [("Send the observation form", jon, "2026-11-20")]
    assert page.form.editors["attended"].value() == []


def test_of_two_who_may_be_meant_the_one_who_was_there_is_and_else_nobody(
    qtbot: QtBot, open_visit: Open, put: Put
) -> None:
    jon = put("person", name="Jon Okafor")
    put("person", name="Jon Byrne")
    page = open_visit(attended=[jon])
    text = paper(page)
    qtbot.keyClicks(text, "! @jon sends it")
    page.form.editors["next_steps"].setFocus()
    assert rows(page) == [("Sends it", jon, None)]
    other = open_visit()
    text = paper(other)
    qtbot.keyClicks(text, "! ask @jon to send it")
    other.form.editors["next_steps"].setFocus()
    assert rows(other) == [("Ask jon to send it", None, None)]
    assert text.toPlainText() == "Ask jon to send it"


def test_the_offer_of_a_long_commitment_stays_whole(qtbot: QtBot, open_visit: Open, put: Put) -> None:
    page = open_visit()
    text = paper(page)
    qtbot.keyClicks(text, "! " + "go through the reading groups " * 5 + "by Friday")
    finder = finder_of(page)
    assert offered(page) == ["Commitment: Go through the reading groups go through the reading …"]
    assert finder._list.sizeHintForColumn(0) <= finder._list.viewport().width()
