"""The status line tells the truth of the page that is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts
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
    assert desk.status.said().startswith("Draft saved ")
    desk.save()
    assert desk.status.said() == "Priya saved"
    qtbot.keyClicks(name_of(desk), " Raman")
    assert desk.status.said() == "Draft not kept yet"
    qtbot.waitUntil(lambda: desk.status.said().startswith("Draft saved "))
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
