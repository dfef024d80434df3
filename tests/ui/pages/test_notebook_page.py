"""The owner's page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import WrongPassphrase
from isp_desktop.services import backups, records, session, settings
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook import NotebookPage

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


def test_the_passphrase_is_changed_by_who_knows_the_old_one(
    page: NotebookPage, store: Store, qtbot: QtBot, passphrase: str
) -> None:
    page.access.change.click()
    page.access.now.line.setText("not this one")
    page.access.new.first.line.setText("another long one")
    page.access.new.again.line.setText("another long one")
    page.access.go_on.click()
    qtbot.waitUntil(lambda: "not the passphrase" in page.access.bar.accessibleName())
    assert session.unlock(store.folder.path, passphrase)
    page.access.now.line.setText(passphrase)
    qtbot.keyClick(page.access.new.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "holds from now on" in page.access.bar.accessibleName(), timeout=60_000)
    with pytest.raises(WrongPassphrase):
        session.unlock(store.folder.path, passphrase)
    assert session.unlock(store.folder.path, "another long one")


def test_colours_and_size_change_at_once(page: NotebookPage, theme: Theme) -> None:
    page.appearance.mode.chip("dark").click()
    page.appearance.text_size.chip("125").click()
    assert (theme.mode, theme.scale, theme.dark) == ("dark", 1.25, True)


def test_a_new_recovery_sheet_is_shown_once_and_the_old_one_opens_no_more(
    page: NotebookPage, store: Store, qtbot: QtBot, passphrase: str, tmp_path: Path, data_key: bytes
) -> None:
    page.access.renew.click()
    page.access.now.line.setText(passphrase)
    page.access.go_on.click()
    qtbot.waitUntil(page.access.sheet.isVisible, timeout=60_000)
    page.access.sheet.view.save_to(tmp_path / "sheet.txt")
    code = next(line for line in (tmp_path / "sheet.txt").read_text().splitlines() if line.count("-") == 4)
    assert session.unlock_by_recovery(store.folder.path, code) == data_key
    page.access.sheet.done_button.click()
    assert not page.access.sheet.isVisible()
    page.access.sheet.view.save_to(tmp_path / "again.txt")
    assert not (tmp_path / "again.txt").exists()
