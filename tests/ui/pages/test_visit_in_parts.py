"""A visit's page is built bit by bit: whatever happens meanwhile, nothing that was written is lost or goes astray."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.services import drafts, finding, records
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.visit import VisitPage
from isp_desktop.ui.pages.visit.changes import ChangeRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 11, 18)
Put = Callable[..., str]


@pytest.fixture
def begin(qtbot: QtBot, theme: Theme, store: Store) -> Callable[..., VisitPage]:
    """Shows the page of a visit, of which nothing but the head is built."""

    def show(uid: str = "", **preset: Any) -> VisitPage:
        page = VisitPage(theme, store, uid, preset, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        page.activateWindow()
        return page

    return show


def build_until(page: VisitPage, name: str) -> None:
    while name not in page.form.editors:
        QCoreApplication.processEvents()
    assert not page.is_whole()


def words_in(page: VisitPage, name: str) -> TextEditor:
    editor = page.form.editors[name]
    assert isinstance(editor, TextEditor)
    return editor


def full_draft(qtbot: QtBot, page: VisitPage) -> drafts.Draft:
    """Writes at each place of a whole page, and gives the draft that is kept of it."""
    qtbot.waitUntil(page.is_whole)
    words_in(page, "discussion").paper.setPlainText("The chart was read aloud.")
    words_in(page, "private_notes").paper.setPlainText("Tomas quiet again.")
    qtbot.keyClicks(page.promises.rows[0].line, "Send the rota")
    change = page.changes.rows[0]
    assert isinstance(change, ChangeRow)
    qtbot.keyClicks(change.line, "The team led")
    change.place.combo.setCurrentIndex(2)
    change.place.combo.activated.emit(2)
    page.flush()
    return kept(page)


def kept(page: VisitPage) -> drafts.Draft:
    draft = drafts.of(page._store, page.uid)
    assert draft is not None
    return draft


def test_each_part_comes_in_a_turn_of_its_own(begin: Callable[..., VisitPage]) -> None:
    page = begin()
    seen = []
    while not page.is_whole():
        before = len(page.form.editors)
        QCoreApplication.processEvents()
        seen.append(len(page.form.editors) - before)
    assert max(seen) <= 5
    assert sum(seen) == len(page.form.editors)
    assert next(iter(page.form.editors)) == "site"


@pytest.mark.parametrize("built", ["date", "purpose", "discussion"])
def test_a_draft_stays_whole_when_the_page_is_left_half_built(
    qtbot: QtBot, begin: Callable[..., VisitPage], built: str
) -> None:
    before = full_draft(qtbot, begin())
    page = begin(before.uid)
    build_until(page, built)
    page.form.editors["date"].set_value("2026-11-17")
    page.form.editors["date"].changed.emit()
    page.flush()
    after = kept(page)
    assert after.values == before.values | {"date": "2026-11-17"}
    assert {name: after.extra[name] for name in ("commitment", "change", "gone", "captions")} == {
        name: before.extra[name] for name in ("commitment", "change", "gone", "captions")
    }
    page.hide()
    again = begin(before.uid)
    qtbot.waitUntil(again.is_whole)
    assert [row.line.text() for row in again.promises.rows] == ["Send the rota", ""]
    assert again.form.editors["private_notes"].value() == "Tomas quiet again."


def test_what_is_half_built_is_saved_with_all_of_its_draft(
    qtbot: QtBot, begin: Callable[..., VisitPage], store: Store
) -> None:
    uid = full_draft(qtbot, begin()).uid
    page = begin(uid)
    build_until(page, "date")
    page.save()
    assert records.get(store, uid).fields["discussion"] == "The chart was read aloud."
    assert [one.fields["what"] for one in finding.every(store, "commitment")] == ["Send the rota"]
    assert drafts.every(store) == []


def test_the_cursor_waits_for_its_field_and_loses_no_key(qtbot: QtBot, begin: Callable[..., VisitPage]) -> None:
    uid = full_draft(qtbot, begin()).uid
    page = begin(uid)
    place = page.focusWidget()
    assert place is not None
    assert not page.is_whole()
    qtbot.keyClicks(place, "x")
    written = page.changes.rows[-2]
    assert (written.line.text(), page.focusWidget()) == ("x", written.line)


def test_a_quick_tab_goes_on_to_what_was_not_built_yet(qtbot: QtBot, begin: Callable[..., VisitPage]) -> None:
    page = begin()
    build_until(page, "mode")
    page.form.editors["mode"].setFocus()
    qtbot.keyClick(page.form.editors["mode"].inner(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.form.editors["attended"].inner()


def test_keys_go_to_the_site_of_a_visit_begun_in_the_window(qtbot: QtBot, desk: Desk, put: Put) -> None:
    put("site", name="Alder Road")
    assert desk.go(Place("record", "visit"))
    page = desk.page()
    assert isinstance(page, VisitPage)
    place = desk.window().focusWidget()
    assert place is not None
    qtbot.keyClicks(place, "A")
    line = desk.window().focusWidget()
    assert isinstance(line, QLineEdit)
    assert page.form.editors["site"].isAncestorOf(line)
    assert line.text() == "A"


def test_a_field_is_called_as_everywhere_else(qtbot: QtBot, begin: Callable[..., VisitPage]) -> None:
    page = begin()
    qtbot.waitUntil(page.is_whole)
    spec = kind_named("visit")
    for name in ("purpose", "agenda", "discussion", "challenges", "next_steps", "materials"):
        assert page.form.editors[name].label() == spec.field(name).label
