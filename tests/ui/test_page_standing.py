"""The status line tells the truth of the page that is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, records
from isp_desktop.ui.kit.nav import NavRow
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.record import RecordPage


def name_of(desk: Desk) -> QLineEdit:
    page = desk.page()
    assert isinstance(page, RecordPage)
    line = page.form.editors["name"].inner()
    assert isinstance(line, QLineEdit)
    return line


def test_what_was_saved_is_not_said_of_what_is_typed_after(qtbot: QtBot, desk: Desk, store: Store):
    desk.new("person")
    assert desk.status.said() == "Nothing typed yet"
    qtbot.keyClicks(name_of(desk), "Priya")
    assert desk.status.said() == "Draft not kept yet"
    desk.flush()
    assert desk.status.said().startswith("Draft kept ")
    desk.save()
    assert desk.status.said() == "Priya saved"
    qtbot.keyClicks(name_of(desk), " Raman")
    assert desk.status.said() == "Draft not kept yet"
    qtbot.waitUntil(lambda: desk.status.said().startswith("Draft kept "))
    assert len(drafts.every(store)) == 1


def test_another_page_says_what_holds_of_it(qtbot: QtBot, desk: Desk, put: Callable[..., str]):
    site = put("site", name="Alder Road")
    desk.new("person")
    qtbot.keyClicks(name_of(desk), "Priya")
    desk.save()
    desk.go(Place("list", "person"))
    assert desk.status.said() == ""
    desk.go(Place("edit", "site", site))
    assert desk.status.said().startswith("Saved ")
    desk.go(Place("list", "person"))
    assert desk.status.said() == ""


@pytest.mark.parametrize("kind", ["site", "person"])
def test_who_edits_types_into_the_first_field(
    qtbot: QtBot, window: MainWindow, desk: Desk, put: Callable[..., str], kind: str
):
    uid = put(kind, name="Alder", organization="Lowland")
    window.activateWindow()
    desk.go(Place("record", kind, uid))
    desk.go(Place("edit", kind, uid))
    qtbot.waitUntil(lambda: window.focusWidget() is name_of(desk))
    qtbot.keyClicks(window.focusWidget(), " Road")
    assert desk.place() == Place("edit", kind, uid)
    assert name_of(desk).text() == "Alder Road"


def test_every_sign_of_the_narrow_sidebar_is_seen_in_a_small_window(
    qtbot: QtBot, window: MainWindow, desk: Desk, store: Store
):
    drafts.keep(store, records.new_uid(), "note", {"text": "They met."}, (), {})
    window.resize(1024, 700)
    desk.go(Place("drafts"))
    area = desk.sidebar.findChild(QScrollArea)
    assert area is not None
    qtbot.waitUntil(lambda: desk.sidebar.collapsed)
    qtbot.waitUntil(lambda: "drafts" in [row.item.key for row in desk.sidebar.findChildren(NavRow)])
    assert not area.verticalScrollBar().isVisible()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    window.resize(1024, 600)
    assert not area.verticalScrollBar().isVisible()
