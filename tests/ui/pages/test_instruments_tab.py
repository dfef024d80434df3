"""The instruments behind their tab: what there is, the starter, a form that is imported, one that is begun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from forms import workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services.capacity import instruments
from isp_desktop.ui.kit.asking import ReasonDialog
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import list_of
from isp_desktop.ui.pages.capacity import CapacityPage
from isp_desktop.ui.pages.capacity.importing import FoundDialog
from isp_desktop.ui.pages.capacity.instruments import InstrumentsView
from isp_desktop.ui.pages.instrument import InstrumentPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Open = Callable[[], tuple[CapacityPage, InstrumentsView]]


@pytest.fixture
def open_tab(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show() -> tuple[CapacityPage, InstrumentsView]:
        page = CapacityPage(theme, jobs, store, "instrument")
        qtbot.addWidget(page)
        page.resize(1212, 860)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and not jobs.busy() and page.is_whole())
        view = page.view()
        assert isinstance(view, InstrumentsView)
        return page, view

    return show


def form(folder: Path) -> Path:
    survey = "type | name | label\ninteger | count | How many?\ngeopoint | where | Where?\n"
    return workbook(folder / "far.xlsx", survey=survey, settings="form_title\nHow far")


def titles(view: InstrumentsView) -> list[str]:
    model = view.list.rows()
    return [model.row(at).title for at in range(model.rowCount())]


def drop(view: InstrumentsView, path: Path) -> bool:
    """Drags a file over the view and drops it; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(view.rect().center(), copy, data, left, none)
    entered.ignore()
    QApplication.sendEvent(view, entered)
    if not entered.isAccepted():
        return False
    QApplication.sendEvent(view, QDropEvent(QPointF(view.rect().center()), copy, data, left, none))
    return True


def test_without_one_the_starter_and_an_import_are_offered(qtbot: QtBot, open_tab: Open, store: Store) -> None:
    page, view = open_tab()
    assert view.nothing.isVisible()
    assert not page.add_button.isVisible()
    menu = Menu(page._theme, "Starter", page)
    view.fill_starters(menu)
    assert len(menu.actions()) == 2
    with qtbot.waitSignals([page.record_asked, page.undo_offered]):
        menu.actions()[1].trigger()
    [kept] = instruments.library(store)
    assert (kept.state, kept.asks > 30) == ("in_use", True)
    page.refresh(frozenset({"instrument"}))
    qtbot.waitUntil(page.is_whole)
    assert titles(view) == [f"{kept.name}, version 1"]
    assert view._starters == ["short"]


def test_what_of_a_form_is_not_taken_is_told_before_it_is_kept(
    qtbot: QtBot, open_tab: Open, store: Store, tmp_path: Path, jobs: Jobs
) -> None:
    page, view = open_tab()
    assert drop(view, form(tmp_path))
    qtbot.waitUntil(lambda: not jobs.busy() and bool(view.findChildren(FoundDialog)))
    [dialog] = view.findChildren(FoundDialog)
    told = "\n".join(one.text() for one in dialog.findChildren(Prose))
    assert "1 item" in told
    assert "Row 3: " in told
    assert instruments.library(store) == []
    with qtbot.waitSignal(page.undo_offered) as offered:
        dialog.keep.click()
    [kept] = instruments.library(store)
    assert (kept.name, kept.state, kept.asks) == ("How far", "draft", 1)
    offered.args[1]()
    assert instruments.library(store) == []


def test_a_form_of_which_nothing_is_left_to_answer_is_not_kept(
    qtbot: QtBot, open_tab: Open, store: Store, tmp_path: Path, jobs: Jobs
) -> None:
    _page, view = open_tab()
    survey = "type | name | label\nnote | read | Read this\nosm | way | Way"
    view.importing.look_into(workbook(tmp_path / "form.xlsx", survey=survey))
    qtbot.waitUntil(lambda: not jobs.busy() and bool(view.findChildren(FoundDialog)))
    [dialog] = view.findChildren(FoundDialog)
    assert any(one.text().startswith("The form is not taken") for one in dialog.findChildren(Prose))
    assert [one.text() for one in dialog.findChildren(Button)] == ["Close"]


def test_a_form_that_is_none_is_told_in_one_sentence(
    qtbot: QtBot, open_tab: Open, store: Store, tmp_path: Path, jobs: Jobs
) -> None:
    _page, view = open_tab()
    (tmp_path / "torn.xlsx").write_bytes(b"PK torn")
    assert not drop(view, tmp_path / "picture.png")
    view.importing.look_into(tmp_path / "torn.xlsx")
    qtbot.waitUntil(lambda: not jobs.busy())
    assert "torn.xlsx" in view.importing._bar.accessibleName()
    assert instruments.library(store) == []


def test_a_new_one_is_named_and_opens(qtbot: QtBot, desk: Desk, store: Store) -> None:
    instruments.starter(store, "short")
    desk.go(list_of("instrument"))
    page = desk.page()
    assert isinstance(page, CapacityPage)
    qtbot.waitUntil(page.is_whole)
    page.add_button.click()
    [dialog] = page.findChildren(ReasonDialog)
    dialog.go_on.click()
    assert dialog.reason.error()
    dialog.reason.set_value("Our own")
    dialog.go_on.click()
    opened = desk.page()
    assert isinstance(opened, InstrumentPage)
    qtbot.waitUntil(opened.is_whole)
    assert opened.items.nothing.isVisible()
    [kept] = [one for one in instruments.library(store) if one.state == "draft"]
    assert (kept.name, kept.asks) == ("Our own", 0)
    assert kept.questions.content is not None
    [scale] = kept.questions.content.lists.values()
    assert len(scale) > 2
