"""The owner's page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheets import code_on

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import WrongPassphrase
from isp_desktop.services import backups, records, recovery_sheet, reflecting, session, settings
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.paint import text_width
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import ROW
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.notebook import NotebookPage
from isp_desktop.ui.pages.notebook.keeping import RestoreDialog
from isp_desktop.ui.pages.notebook.section import Section

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, store: Store) -> NotebookPage:
    jobs = Jobs()
    made = NotebookPage(theme, jobs, store, keychain=False)
    jobs.setParent(made)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def spoken(page: NotebookPage) -> str:
    return page.keeping.bar.accessibleName()


def test_a_backup_is_taken_and_listed(page: NotebookPage, store: Store, qtbot: QtBot, put: Callable[..., str]) -> None:
    put("site", name="Alder Road Primary")
    with qtbot.waitSignal(page.backup_taken):
        page.keeping.take.click()
    qtbot.waitUntil(lambda: "Backed up" in spoken(page))
    assert len(backups.every(store.folder.path)) == 1
    qtbot.waitUntil(lambda: page.keeping.list.rows().rowCount() == 1)


def test_the_check_says_that_all_is_well(page: NotebookPage, qtbot: QtBot, put: Callable[..., str]) -> None:
    put("site", name="Alder Road Primary")
    page.keeping.check.click()
    qtbot.waitUntil(lambda: "The notebook is whole: 1 saved" in spoken(page))


def test_what_is_deleted_comes_back(page: NotebookPage, store: Store, qtbot: QtBot, put: Callable[..., str]) -> None:
    uid = put("site", name="Alder Road Primary")
    with store.write() as transaction:
        records.delete(transaction, uid)
    page.refresh(frozenset({"site"}))
    assert page.deleted.list.rows().rowCount() == 1
    with qtbot.waitSignal(page.said) as said:
        page.deleted.list.acted.emit(uid)
    assert said.args == ["Alder Road Primary is back"]
    assert records.get(store, uid).life == "live"


def test_when_to_lock_is_kept_and_told(page: NotebookPage, store: Store, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.lock_minutes_chosen) as changed:
        page.access.minutes.chip("30").click()
    assert changed.args == [30]
    assert settings.read(store, "lock_minutes") == 30


@pytest.mark.usefixtures("quick_wrapping")
def test_the_passphrase_is_changed_by_who_knows_the_old_one(
    page: NotebookPage, store: Store, qtbot: QtBot, passphrase: str
) -> None:
    page.access.change.click()
    page.access.form.now.line.setText("not this one")
    page.access.form.new.first.line.setText("another long one")
    page.access.form.new.again.line.setText("another long one")
    page.access.form.go_on.click()
    qtbot.waitUntil(lambda: "not the passphrase" in page.access.form.now.error())
    assert not page.access.bar.isVisible()
    qtbot.waitUntil(page.access.form.now.isEnabled)
    assert session.unlock(store.folder.path, passphrase)
    page.access.form.now.line.setText(passphrase)
    qtbot.keyClick(page.access.form.new.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "holds from now on" in page.access.bar.accessibleName(), timeout=60_000)
    with pytest.raises(WrongPassphrase):
        session.unlock(store.folder.path, passphrase)
    assert session.unlock(store.folder.path, "another long one")


def test_colours_and_size_change_at_once(page: NotebookPage, theme: Theme) -> None:
    page.appearance.mode.chip("dark").click()
    page.appearance.text_size.chip("125").click()
    assert (theme.mode, theme.scale, theme.dark) == ("dark", 1.25, True)


@pytest.mark.usefixtures("quick_wrapping")
def test_a_new_recovery_sheet_is_shown_once_and_the_old_one_opens_no_more(
    page: NotebookPage, store: Store, qtbot: QtBot, passphrase: str, tmp_path: Path, data_key: bytes
) -> None:
    page.access.renew.click()
    page.access.form.now.line.setText(passphrase)
    page.access.form.go_on.click()
    qtbot.waitUntil(page.access.sheet.isVisible, timeout=60_000)
    page.access.sheet.view.save_to(tmp_path / "sheet.txt")
    code = code_on(tmp_path / "sheet.txt")
    assert session.unlock_by_recovery(store.folder.path, code) == data_key
    assert not page.reminder.isVisible()
    assert recovery_sheet.waits(store)
    page.access.sheet.done_button.click()
    assert not recovery_sheet.waits(store)
    assert not page.reminder.isVisible()
    assert not page.access.sheet.isVisible()
    page.access.sheet.view.save_to(tmp_path / "again.txt")
    assert not (tmp_path / "again.txt").exists()


def test_a_sheet_nobody_put_away_is_reminded_of_and_leads_to_a_new_one(
    page: NotebookPage, theme: Theme, store: Store, jobs: Jobs, qtbot: QtBot
) -> None:
    assert not page.reminder.isVisible()
    recovery_sheet.note_made(store)
    again = NotebookPage(theme, jobs, store, keychain=False)
    qtbot.addWidget(again)
    again.show()
    assert again.reminder.isVisible()
    assert "Recovery sheet not confirmed" in again.reminder.accessibleName()
    again.reminder.button.click()
    assert again.access.form.now.isVisible()


def test_what_a_backup_holds_is_told_in_right_grammar(
    page: NotebookPage, store: Store, qtbot: QtBot, put: Callable[..., str]
) -> None:
    put("site", name="Alder Road Primary")
    backups.take(store)
    put("site", name="Linden Grove")
    backups.take(store, backups.BY_ITSELF)
    (backups.take(store).path / "manifest.json").write_text("{")
    page.keeping.refresh()
    rows = page.keeping.list.rows()
    qtbot.waitUntil(lambda: rows.rowCount() == 3)
    told = [rows.index(at, 0).data(ROW) for at in range(3)]
    assert [row.second for row in told] == ["its description is damaged", "taken automatically", "asked for"]
    assert [row.title.split(", ")[2:] for row in told] == [[], ["2 saved changes"], ["1 saved change"]]


def test_what_a_backup_is_stands_whole_in_a_window_as_it_first_opens(
    qtbot: QtBot, theme: Theme, desk: Desk, store: Store, put: Callable[..., str]
) -> None:
    put("site", name="Alder Road Primary")
    backups.take(store, "before a bundle was received")
    backups.take(store, "before going back to 2026-11-22T23:58:00+00:00")
    desk.window().resize(1240, 820)
    desk.go(Place("notebook"))
    shown = desk.page()
    assert isinstance(shown, NotebookPage)
    view = shown.keeping.list
    qtbot.waitUntil(lambda: view.rows().rowCount() == 2 and view.width() < 600)
    for at in range(2):
        index = view.rows().index(at, 0)
        row, delegate = index.data(ROW), view.itemDelegate()
        assert isinstance(delegate, RowDelegate)
        body = delegate.body(view.visualRect(index), index)
        room = delegate.action_box(body, row).left() - theme.px(12 + 16) - body.left()
        assert text_width(theme.meta(), row.second) <= room
        assert text_width(theme.strong(), row.title.replace("1 saved change", "12,345 saved changes")) <= room


def test_going_back_asks_for_the_passphrase_of_now_and_tells_a_wrong_one_there(
    page: NotebookPage, theme: Theme, jobs: Jobs, store: Store, qtbot: QtBot, passphrase: str
) -> None:
    dialog = RestoreDialog(theme, jobs, store.folder.path, page)
    dialog.show()
    assert dialog.passphrase.label() == "Passphrase now"
    dialog.go_button.click()
    assert "opens the notebook now" in dialog.passphrase.error()
    qtbot.keyClicks(dialog.passphrase.line, "not this one")
    qtbot.keyClick(dialog.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not the passphrase" in dialog.passphrase.error())
    assert dialog.isVisible()
    dialog.passphrase.line.setText(passphrase)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.passphrase.line, Qt.Key.Key_Return)
    assert dialog.typed() == passphrase


def test_escape_leaves_the_form_and_goes_back_to_its_button(page: NotebookPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.access.change.setFocus()
    qtbot.keyClick(page.access.change, Qt.Key.Key_Return)
    assert page.access.form.now.line.hasFocus()
    qtbot.keyClick(page.access.form.now.line, Qt.Key.Key_Escape)
    assert not page.access.form.now.isVisible()
    assert page.access.change.hasFocus()


def test_tab_leads_to_the_choice_that_holds(page: NotebookPage, qtbot: QtBot) -> None:
    stops = [
        minutes
        for minutes in ("5", "10", "30")
        if page.access.minutes.chip(minutes).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["10"]
    page.access.minutes.chip("10").setFocus()
    qtbot.keyClick(page.access.minutes.chip("10"), Qt.Key.Key_Right)
    assert page.access.minutes.chip("30").isChecked()


def test_enter_brings_back_what_is_deleted(
    page: NotebookPage, store: Store, qtbot: QtBot, put: Callable[..., str]
) -> None:
    uid = put("site", name="Alder Road Primary")
    with store.write() as transaction:
        records.delete(transaction, uid)
    page.refresh(frozenset({"site"}))
    page.deleted.list.select(uid)
    qtbot.keyClick(page.deleted.list, Qt.Key.Key_Return)
    assert records.get(store, uid).life == "live"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_of_it_is_cut_off_at_the_side(page: NotebookPage, theme: Theme, store: Store, scale: float) -> None:
    recovery_sheet.note_made(store)
    theme.set_scale(scale)
    page.resize(940, 640)
    page.reminder.show()
    page.access.ask_change()
    for part in (page.reminder, page.access, page.appearance, page.keeping):
        right = part.mapTo(page, part.rect().topRight()).x()
        assert right <= page.width(), part.accessibleName()


def test_the_check_names_a_photo_that_is_damaged(
    page: NotebookPage, store: Store, qtbot: QtBot, put: Callable[..., str]
) -> None:
    put("attachment", name="corner.jpg", content=store.attachments.keep(b"a photo"))
    [file] = store.folder.attachments.iterdir()
    file.write_bytes(b"broken")
    page.keeping.check.click()
    qtbot.waitUntil(lambda: "corner.jpg" in spoken(page))


@pytest.fixture
def begun(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> NotebookPage:
    """A page of which nothing but the head is built."""
    made = NotebookPage(theme, jobs, store, keychain=False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert not made.findChildren(Section)
    return made


class Painted(QObject):
    """Where each section stood whenever the page was painted."""

    def __init__(self, page: NotebookPage) -> None:
        super().__init__(page)
        self._page = page
        self.places: dict[str, set[QPoint]] = {}
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            for section in self._page.findChildren(Section):
                self.places.setdefault(section.accessibleName(), set()).add(section.mapTo(self._page, QPoint(0, 0)))
        return False


@pytest.mark.parametrize("width", [700, 1200])
def test_no_section_moves_when_the_next_one_comes(begun: NotebookPage, width: int) -> None:
    begun.resize(width, 900)
    painted = Painted(begun)
    while len(painted.places) < 6:
        QApplication.processEvents()
        begun.update()
    assert [len(places) for places in painted.places.values()] == [1] * 6


def test_whoever_asks_for_a_section_before_its_turn_gets_it(begun: NotebookPage) -> None:
    begun.deleted.list.setFocus()
    assert begun.is_whole()
    assert begun.deleted.isVisible()


def test_the_first_tab_leads_through_all_sections_in_their_order(begun: NotebookPage, qtbot: QtBot) -> None:
    [button] = begun.header.findChildren(Button)
    qtbot.keyClick(button, Qt.Key.Key_Tab)
    assert begun.access.minutes.isAncestorOf(begun.focusWidget() or begun)
    sections = []
    while (at := begun.focusWidget()) is not None and at is not button:
        sections += [one for one in begun.findChildren(Section) if one.isAncestorOf(at) and one not in sections]
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    assert sections == [begun.access, begun.appearance, begun.files, begun.keeping, begun.reflecting]


def test_tab_leads_on_through_what_was_opened(page: NotebookPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.access.ask_change()
    page.access.keychain_button.setFocus()
    form = page.access.form
    for line in (form.now.line, form.new.first.line, form.new.again.line):
        qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
        assert line.hasFocus()


def test_questions_at_visits_can_be_switched_off_and_on_again(page: NotebookPage, store: Store):
    said: list[str] = []
    page.said.connect(said.append)
    page.reflecting.offers.click()
    assert not reflecting.is_wanted(store)
    page.reflecting.offers.click()
    assert reflecting.is_wanted(store)
    assert said == ["No more questions at visits", "A question stands at each visit from now on"]
    asked: list[str] = []
    page.list_asked.connect(asked.append)
    page.reflecting.read_button.click()
    assert asked == ["reflection"]
