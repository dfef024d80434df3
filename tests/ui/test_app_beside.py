"""Records in windows of their own, and the search that forgives slips."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.records import RecordsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def name_line(page: Page | None) -> QLineEdit:
    """The line in which a record's name is typed."""
    assert page is not None
    line = next(editor.line for editor in page.findChildren(LineEditor) if editor.label() == "Name")
    line.end(False)
    return line


def titles(desk: Desk) -> list[str]:
    """What the search lists."""
    return [result.title for result in desk.search_panel.model.results()]


def test_a_record_goes_to_a_window_of_its_own_and_the_main_one_back(
    desk: Desk, qtbot: QtBot, put: Callable[..., str]
) -> None:
    uid = put("initiative", name="Reading Together")
    desk.go(Place("list", "initiative"))
    desk.go(Place("edit", "initiative", uid))
    desk.open_beside()
    [window] = desk.beside()
    assert window.isVisible()
    assert window.pane.place() == Place("edit", "initiative", uid)
    assert desk.place() == Place("list", "initiative")
    assert "Reading Together" not in window.windowTitle()


def test_what_is_typed_beside_is_saved_and_shown_in_the_main_window(
    desk: Desk, qtbot: QtBot, put: Callable[..., str]
) -> None:
    uid = put("initiative", name="Reading")
    desk.go(Place("edit", "initiative", uid))
    desk.open_beside()
    [window] = desk.beside()
    qtbot.keyClicks(name_line(window.pane.page()), " Together")
    window.pane.save()
    desk.go(Place("list", "initiative"))
    page = desk.page()
    assert isinstance(page, RecordsPage)
    rows = page.list.rows()
    qtbot.waitUntil(lambda: [rows.row(at).title for at in range(rows.rowCount())] == ["Reading Together"])


def test_the_same_record_is_never_open_twice(desk: Desk, put: Callable[..., str]) -> None:
    uid = put("initiative", name="Reading Together")
    desk.go(Place("edit", "initiative", uid))
    desk.open_beside()
    here = desk.place()
    assert desk.go(Place("edit", "initiative", uid))
    assert desk.place() == here
    assert len(desk.beside()) == 1


def test_closing_it_keeps_what_was_typed(desk: Desk, qtbot: QtBot, store: Store) -> None:
    desk.new("site")
    qtbot.keyClicks(name_line(desk.page()), "Alder")
    desk.open_beside()
    [window] = desk.beside()
    qtbot.keyClicks(name_line(window.pane.page()), " Road")
    window.close()
    assert desk.beside() == []
    assert [draft.values.get("name") for draft in drafts.every(store)] == ["Alder Road"]


def test_the_lock_hides_it_and_keeps_what_was_typed(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store, data_key: bytes
) -> None:
    desk.new("site")
    qtbot.keyClicks(name_line(desk.page()), "Alder")
    desk.open_beside()
    [beside] = desk.beside()
    qtbot.keyClicks(name_line(beside.pane.page()), " Road")
    window.lock()
    assert not beside.isVisible()
    qtbot.waitUntil(lambda: not window.findChildren(Desk))
    with Store.open(store.folder, data_key) as again:
        assert [draft.values.get("name") for draft in drafts.every(again)] == ["Alder Road"]


def test_lists_and_overviews_stay_where_they_are(desk: Desk) -> None:
    desk.go(Place("list", "site"))
    desk.open_beside()
    assert desk.beside() == []


def test_a_slip_of_the_finger_still_finds_a_name_and_something_to_do(
    qtbot: QtBot, desk: Desk, put: Callable[..., str]
) -> None:
    put("person", name="Priya Nadkarni")
    desk.search()
    desk.search_panel.line.setText("pryia")
    # The names come while one types.
    qtbot.waitUntil(lambda: titles(desk) == ["Priya Nadkarni"])
    desk.search_panel.line.setText("calednar")
    assert titles(desk) == ["Calendar"]


def test_a_name_that_is_new_while_the_search_is_open_is_found_by_a_slip_too(
    qtbot: QtBot, desk: Desk, put: Callable[..., str]
) -> None:
    put("person", name="Priya Nadkarni")
    desk.search()
    desk.search_panel.line.setText("pryia")
    qtbot.waitUntil(lambda: titles(desk) == ["Priya Nadkarni"])
    put("person", name="Pryja Berg")
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    desk.search_panel.line.setText("pryjya")
    qtbot.waitUntil(lambda: "Pryja Berg" in titles(desk))


def test_something_to_do_is_done_from_the_search(desk: Desk, window: MainWindow) -> None:
    desk.search()
    desk.search_panel.line.setText("lock")
    result = desk.search_panel.model.results()[0]
    assert result.title == "Lock"
    desk.search_panel.taken.emit(result.target)
    assert window.desk() is None


@pytest.mark.parametrize("name", ["lock", "today", "search", "new_visit"])
def test_the_keys_of_the_main_window_work_from_a_window_beside(
    desk: Desk, window: MainWindow, put: Callable[..., str], name: str
) -> None:
    desk.go(Place("record", "initiative", put("initiative", name="Reading Together")))
    desk.open_beside()
    [beside] = desk.beside()
    action = beside.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()
    if name == "lock":
        assert window.desk() is None
        assert not beside.isVisible()
    elif name == "search":
        assert desk.search_panel.isVisible()
    else:
        assert desk.place() == (Place("today") if name == "today" else Place("record", "visit"))


def test_the_foot_of_the_search_counts_what_is_listed(qtbot: QtBot, desk: Desk, put: Callable[..., str]) -> None:
    put("person", name="Mia Okafor")
    desk.search()
    panel = desk.search_panel
    panel.line.setText("okfor")
    qtbot.waitUntil(lambda: panel._count.text() == "1 result")
    panel.line.setText("qqqqqq")
    assert panel._count.text() == "Nothing found"
