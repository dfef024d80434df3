"""The way into the notebook and out of it, in the window."""

from __future__ import annotations

import shutil
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.fail
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QSettings, Qt, QTimer
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import backups, drafts, finding, session
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.undo import UndoBar
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.pages.first_run import FirstRunPage
from isp_desktop.ui.pages.notebook import NotebookPage
from isp_desktop.ui.pages.notebook.keeping import RestoreDialog
from isp_desktop.ui.pages.recover import RecoverPage
from isp_desktop.ui.pages.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MakeWindow = Callable[[Path], MainWindow]


def is_open(window: MainWindow) -> bool:
    return window.desk() is not None


def test_without_a_notebook_the_first_run_begins(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window(tmp_path / "none")
    window.begin()
    assert isinstance(window.shown(), FirstRunPage)
    assert window.windowTitle() == "Step 1 of 4: You - ISP Desktop"
    assert not window.menuBar().isVisible()


def test_with_one_the_lock_screen_leads_in(
    make_window: MakeWindow, store: Store, qtbot: QtBot, passphrase: str
) -> None:
    store.close()
    window = make_window(store.folder.path)
    window.begin()
    page = window.shown()
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.passphrase.line, passphrase)
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_open(window))
    assert window.menuBar().isVisible()


def test_the_passphrase_of_a_file_leads_in_by_itself(
    make_window: MakeWindow, store: Store, qtbot: QtBot, passphrase: str
) -> None:
    store.close()
    window = make_window(store.folder.path)
    window.begin(passphrase)
    qtbot.waitUntil(lambda: is_open(window))


@pytest.fixture
def unseen(qtbot: QtBot, theme: Theme, preferences: Preferences, store: Store) -> Iterator[MainWindow]:
    """A window that is not on the screen yet, on a notebook that is closed."""
    store.close()
    made = MainWindow(theme, preferences, store.folder.path)
    qtbot.addWidget(made)
    yield made
    made.close()


def test_what_opens_at_once_shows_no_lock_screen(unseen: MainWindow, qtbot: QtBot, passphrase: str) -> None:
    unseen.begin(passphrase)
    assert not unseen.isVisible()
    assert unseen.shown() is None
    qtbot.waitUntil(lambda: is_open(unseen))
    assert unseen.isVisible()


def test_what_takes_a_moment_shows_that_it_opens(
    unseen: MainWindow, qtbot: QtBot, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isp_desktop.ui.main_window.unseen._FLASH_MS", 0)
    may_open = threading.Event()
    open_store = session.open_store

    def slowly(*given: Any) -> Store:
        may_open.wait()
        return open_store(*given)

    monkeypatch.setattr(session, "open_store", slowly)
    unseen.begin(passphrase)
    qtbot.waitUntil(unseen.isVisible)
    page = unseen.shown()
    assert isinstance(page, UnlockPage)
    assert not page.passphrase.isEnabled()
    may_open.set()
    qtbot.waitUntil(lambda: is_open(unseen))


def test_a_passphrase_that_is_not_the_one_is_told_on_the_lock_screen(unseen: MainWindow, qtbot: QtBot) -> None:
    unseen.begin("not this one")
    qtbot.waitUntil(unseen.isVisible)
    page = unseen.shown()
    assert isinstance(page, UnlockPage)
    assert "not the passphrase" in page.passphrase.error()
    assert page.passphrase.isEnabled()


def test_a_damaged_notebook_is_told_on_the_lock_screen(
    unseen: MainWindow, store: Store, qtbot: QtBot, passphrase: str
) -> None:
    store.folder.database.write_bytes(b"\x00" * store.folder.database.stat().st_size)
    unseen.begin(passphrase)
    qtbot.waitUntil(unseen.isVisible)
    page = unseen.shown()
    assert isinstance(page, UnlockPage)
    assert any(notice.isVisible() for notice in page.findChildren(Notice))


def test_closing_while_it_opens_leaves_it_closed(
    make_window: MakeWindow, store: Store, passphrase: str, data_key: bytes
) -> None:
    store.close()
    window = make_window(store.folder.path)
    window.begin(passphrase)
    window.close()
    assert not store.folder.ended_uncleanly
    Store.open(store.folder, data_key).close()


def test_after_a_power_cut_it_says_that_nothing_typed_is_lost_and_leads_to_it(
    make_window: MakeWindow, store: Store, passphrase: str, data_key: bytes, qtbot: QtBot, tmp_path: Path
) -> None:
    drafts.keep(store, str(uuid.uuid4()), "note", {"text": "Grace may leave at Christm"}, [], {})
    # What a killed program leaves: the files as they are while the notebook is open.
    shutil.copytree(store.folder.path, tmp_path / "left")
    window = make_window(tmp_path / "left")
    window.begin(passphrase)
    qtbot.waitUntil(lambda: window.desk() is not None)
    note = window.findChild(Notice, "note")
    assert note is not None
    assert "1 draft waits with it." in note.accessibleName()
    note.button.click()
    desk = window.desk()
    assert desk is not None
    assert desk.place() == Place("drafts")


def test_after_a_clean_end_it_says_nothing(
    make_window: MakeWindow, store: Store, passphrase: str, qtbot: QtBot
) -> None:
    store.close()
    window = make_window(store.folder.path)
    window.begin(passphrase)
    qtbot.waitUntil(lambda: window.desk() is not None)
    assert window.findChild(Notice, "note") is None


def test_another_notebook_is_remembered(
    make_window: MakeWindow, make_store: Callable[[str], Store], preferences: Preferences, tmp_path: Path
) -> None:
    other = make_store("other")
    other.close()
    window = make_window(tmp_path / "none")
    window.begin()
    page = window.shown()
    assert isinstance(page, FirstRunPage)
    page.folder_chosen.emit(other.folder.path)
    assert isinstance(window.shown(), UnlockPage)
    assert preferences.folder == other.folder.path


def test_a_new_notebook_is_remembered_before_its_steps_are_over(
    make_window: MakeWindow, preferences: Preferences, tmp_path: Path
) -> None:
    window = make_window(tmp_path / "none")
    window.begin()
    page = window.shown()
    assert isinstance(page, FirstRunPage)
    page.made.emit(tmp_path / "chosen")
    on_disk = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert Preferences(on_disk).folder == tmp_path / "chosen"


def test_the_recovery_sheet_and_back(make_window: MakeWindow, store: Store) -> None:
    store.close()
    window = make_window(store.folder.path)
    window.begin()
    page = window.shown()
    assert isinstance(page, UnlockPage)
    page.recovery_asked.emit()
    recover = window.shown()
    assert isinstance(recover, RecoverPage)
    recover.left.emit()
    assert isinstance(window.shown(), UnlockPage)


def test_going_back_to_a_backup_reopens_the_notebook(
    window: MainWindow,
    desk: Desk,
    store: Store,
    qtbot: QtBot,
    put: Callable[..., str],
    passphrase: str,
    data_key: bytes,
) -> None:
    put("site", name="Alder Road Primary")
    kept = backups.take(store)
    put("site", name="Linden Grove")
    desk.restore_asked.emit(kept.id, passphrase)
    qtbot.waitUntil(lambda: window.desk() is not None and window.desk() is not desk)
    other = window.desk()
    assert other is not None
    bar = other.findChild(UndoBar)
    assert bar.accessibleName() == f"This is the backup of {backups.moment(kept)}"
    assert "What was here before is a backup too" in other.status.said()
    window.close()
    with Store.open(store.folder, data_key) as again:
        assert [item.fields["name"] for item in finding.every(again, "site")] == ["Alder Road Primary"]


def test_undo_after_going_back_leads_to_what_was_there_before(
    window: MainWindow, desk: Desk, store: Store, qtbot: QtBot, passphrase: str, theme: Theme
) -> None:
    kept = backups.take(store)
    desk.restore_asked.emit(kept.id, passphrase)
    qtbot.waitUntil(lambda: window.desk() is not None and window.desk() is not desk)
    other = window.desk()
    assert other is not None
    asked: list[str] = []

    def answer() -> None:
        dialog = window.findChild(RestoreDialog)
        asked.append(dialog.windowTitle())
        dialog.reject()

    QTimer.singleShot(0, answer)
    other.undo()
    assert asked == ["Go back to this backup?"]
    assert isinstance(other.page(), NotebookPage)


def test_a_backup_in_the_place_of_a_damaged_notebook_is_named(
    make_window: MakeWindow, store: Store, qtbot: QtBot, passphrase: str
) -> None:
    kept = backups.take(store)
    store.close()
    store.folder.database.write_bytes(b"\x00" * store.folder.database.stat().st_size)
    window = make_window(store.folder.path)
    window.begin()
    page = window.shown()
    assert isinstance(page, UnlockPage)
    page.passphrase.line.setText(passphrase)
    page.restore_latest()
    qtbot.waitUntil(lambda: is_open(window))
    desk = window.desk()
    assert desk is not None
    assert f"the backup of {backups.moment(kept)}, the latest sound one" in desk.trouble()


def test_a_wrong_passphrase_leaves_the_notebook_as_it_was(
    window: MainWindow, desk: Desk, store: Store, qtbot: QtBot, put: Callable[..., str], data_key: bytes
) -> None:
    put("site", name="Alder Road Primary")
    kept = backups.take(store)
    put("site", name="Linden Grove")
    desk.restore_asked.emit(kept.id, "not this one")
    page = window.shown()
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(lambda: "not the passphrase" in page.passphrase.error())
    with Store.open(store.folder, data_key) as again:
        assert len(finding.every(again, "site")) == 2


def test_locking_closes_what_stands_open_over_the_page(window: MainWindow, desk: Desk, theme: Theme) -> None:
    dialog = Dialog(theme, "Delete Alder Road Primary?", "It has 12 visits.", desk)
    dialog.open()
    window.lock()
    assert not dialog.isVisible()
    assert window.desk() is None


def test_the_time_away_locks(window: MainWindow, desk: Desk) -> None:
    window._idle.away.emit()
    assert isinstance(window.shown(), UnlockPage)


def test_the_keys_of_the_window_work_while_writing(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.new("note")
    page = desk.page()
    assert page is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for editor in [editor for editor in page.findChildren(Editor) if editor.isVisible()]:
        for key in (Qt.Key.Key_K, Qt.Key.Key_F):
            editor.inner().setFocus()
            qtbot.keyClick(editor.inner(), key, Qt.KeyboardModifier.ControlModifier)
            assert desk.search_panel.isVisible(), editor.label()
            qtbot.keyClick(desk.search_panel.line, Qt.Key.Key_Escape)
            assert editor.inner().hasFocus()


def test_f6_goes_between_sidebar_and_page(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.new("site")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk.focus_next_part()
    assert desk.sidebar.isAncestorOf(window.focusWidget())
    desk.focus_next_part()
    assert not desk.sidebar.isAncestorOf(window.focusWidget())


def test_the_size_and_the_fold_are_remembered(
    window: MainWindow, desk: Desk, preferences: Preferences, make_window: MakeWindow, tmp_path: Path
) -> None:
    desk.sidebar.set_collapsed(True)
    assert preferences.folded
    window.resize(1200, 800)
    window.close()
    assert not preferences.geometry.isEmpty()


def test_appearance_is_remembered(window: MainWindow, theme: Theme, preferences: Preferences) -> None:
    theme.set_mode("dark")
    theme.set_scale(1.25)
    assert (preferences.mode, preferences.scale) == ("dark", 1.25)


class MemoryKeychain(KeyringBackend):
    """A keychain that keeps its secrets while the test runs."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def use_keychain() -> Iterator[Callable[[KeyringBackend], None]]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def remember(desk: Desk, passphrase: str) -> NotebookPage:
    """Asks on the owner's page for this computer to remember the key."""
    desk.show_place("notebook")
    page = desk.page()
    assert isinstance(page, NotebookPage)
    page.access.keychain_button.click()
    page.access.form.now.line.setText(passphrase)
    page.access.form.go_on.click()
    return page


def test_a_remembered_notebook_opens_by_itself_until_it_is_forgotten(
    window: MainWindow,
    desk: Desk,
    store: Store,
    qtbot: QtBot,
    passphrase: str,
    make_window: MakeWindow,
    preferences: Preferences,
    use_keychain: Callable[[KeyringBackend], None],
) -> None:
    keychain = MemoryKeychain()
    use_keychain(keychain)
    remember(desk, passphrase)
    qtbot.waitUntil(lambda: preferences.uses_keychain(store.folder.path))
    window.close()
    other = make_window(store.folder.path)
    other.begin()
    qtbot.waitUntil(lambda: is_open(other))
    reopened = other.desk()
    assert reopened is not None
    reopened.show_place("notebook")
    page = reopened.page()
    assert isinstance(page, NotebookPage)
    page.access.keychain_button.click()
    qtbot.waitUntil(lambda: not preferences.uses_keychain(store.folder.path))
    assert keychain.kept == {}


def test_a_computer_without_a_keychain_says_so(
    desk: Desk,
    store: Store,
    qtbot: QtBot,
    passphrase: str,
    preferences: Preferences,
    use_keychain: Callable[[KeyringBackend], None],
) -> None:
    use_keychain(keyring.backends.fail.Keyring())
    page = remember(desk, passphrase)
    qtbot.waitUntil(lambda: "no keychain" in page.access.bar.accessibleName())
    assert not preferences.uses_keychain(store.folder.path)
