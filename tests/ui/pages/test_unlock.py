"""The lock screen, on real notebooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import backups, finding, records, session
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.recover import RecoverPage
from isp_desktop.ui.pages.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, store: Store) -> UnlockPage:
    """The lock screen of a notebook that is closed."""
    store.close()
    jobs = Jobs()
    made = UnlockPage(theme, jobs, store.folder.path)
    jobs.setParent(made)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def put_in() -> Callable[[Store, str], None]:
    """Saves a site of that name."""

    def save(store: Store, name: str) -> None:
        with store.write() as transaction:
            records.put(transaction, "site", {"name": name})

    return save


def type_and_unlock(page: UnlockPage, passphrase: str) -> None:
    page.passphrase.line.setText(passphrase)
    page.unlock_button.click()


def test_the_passphrase_opens_it(page: UnlockPage, qtbot: QtBot, passphrase: str) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        type_and_unlock(page, passphrase)
        assert not page.passphrase.isEnabled()
    with opened.args[0] as store:
        assert store.author == "Maren Oduya"
    assert page.passphrase.value() is None


def test_a_wrong_one_is_told_beside_the_field(page: UnlockPage, qtbot: QtBot) -> None:
    type_and_unlock(page, "not this one")
    qtbot.waitUntil(lambda: "not the passphrase" in page.passphrase.error())
    assert page.passphrase.isEnabled()


def test_the_sentence_goes_when_another_attempt_begins(page: UnlockPage, qtbot: QtBot, passphrase: str) -> None:
    type_and_unlock(page, "not this one")
    qtbot.waitUntil(lambda: bool(page.passphrase.error()))
    with qtbot.waitSignal(page.opened) as opened:
        page.open_with(passphrase)
        assert page.passphrase.error() == ""
    opened.args[0].close()


def test_the_sentence_stands_directly_under_the_field(page: UnlockPage, qtbot: QtBot) -> None:
    field = page.passphrase.line.parentWidget()
    before = page.passphrase.mapTo(page, page.passphrase.rect().topLeft())
    page.tell("That is not the passphrase of this notebook. Check it and try again.")
    sentence = next(part for part in page.passphrase.findChildren(Prose) if part.text() == page.passphrase.error())
    qtbot.waitUntil(lambda: sentence.isVisible() and sentence.height() > 0)
    under = sentence.mapTo(page.passphrase, sentence.rect().topLeft()).y() - field.geometry().bottom()
    assert 0 <= under <= 8
    assert page.passphrase.mapTo(page, page.passphrase.rect().topLeft()) == before


def test_the_button_has_the_edges_of_the_field(page: UnlockPage) -> None:
    field = page.passphrase.line.parentWidget()
    left = field.mapTo(page, field.rect().topLeft()).x()
    assert page.unlock_button.mapTo(page, page.unlock_button.rect().topLeft()).x() == left
    assert page.unlock_button.width() == field.width()


def test_none_at_all_is_asked_for(page: UnlockPage) -> None:
    page.unlock_button.click()
    assert "Type the passphrase" in page.passphrase.error()


def test_one_that_is_open_elsewhere_is_told(
    page: UnlockPage, qtbot: QtBot, store: Store, data_key: bytes, passphrase: str
) -> None:
    with session.open_store(store.folder.path, data_key):
        type_and_unlock(page, passphrase)
        qtbot.waitUntil(lambda: "already open" in page.passphrase.error())


def test_a_damaged_one_goes_back_to_its_latest_backup(
    make_store: Callable[[str], Store], theme: Theme, qtbot: QtBot, passphrase: str
) -> None:
    store = make_store("damaged")
    backups.take(store)
    store.close()
    database = store.folder.database
    database.write_bytes(b"\x00" * database.stat().st_size)
    jobs = Jobs()
    page = UnlockPage(theme, jobs, store.folder.path)
    qtbot.addWidget(page)
    page.show()
    type_and_unlock(page, passphrase)
    notice = page.findChild(Notice)
    qtbot.waitUntil(lambda: notice.isVisible() and notice.button.isEnabled())
    with qtbot.waitSignal(page.opened) as opened:
        notice.button.click()
    with opened.args[0] as again:
        assert finding.every(again, "site") == []
    jobs.cancel_all()


def test_where_the_latest_backup_is_damaged_too_the_one_before_is_taken(
    make_store: Callable[[str], Store],
    put_in: Callable[[Store, str], None],
    theme: Theme,
    jobs: Jobs,
    qtbot: QtBot,
    passphrase: str,
) -> None:
    store = make_store("damaged")
    put_in(store, "Alder Road Primary")
    earlier = backups.take(store)
    put_in(store, "Linden Grove")
    latest = backups.take(store)
    store.close()
    for database in (store.folder.database, latest.path / "notebook.db"):
        database.write_bytes(b"\x00" * database.stat().st_size)
    page = UnlockPage(theme, jobs, store.folder.path)
    qtbot.addWidget(page)
    page.show()
    type_and_unlock(page, passphrase)
    notice = page.findChild(Notice)
    qtbot.waitUntil(lambda: notice.isVisible() and notice.button.isEnabled())
    with qtbot.waitSignal(page.opened) as opened, qtbot.waitSignal(page.restored) as restored:
        notice.button.click()
    assert restored.args[0].backup.id == earlier.id
    assert restored.args[0].skipped == 1
    with opened.args[0] as again:
        assert [item.fields["name"] for item in finding.every(again, "site")] == ["Alder Road Primary"]


def test_it_says_nothing_of_the_usual_folder(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    page = UnlockPage(theme, Jobs(), tmp_path / "notebook")
    qtbot.addWidget(page)
    said = [label.text() for label in page.findChildren(type(page.column.itemAt(2).widget()))]
    assert "Your notebook is encrypted on this computer." in said


def test_the_recovery_code_opens_it_under_a_new_passphrase(
    page: UnlockPage, store: Store, theme: Theme, qtbot: QtBot, passphrase: str
) -> None:
    # In the tests' notebooks the code is wrapped as the passphrase is; typed as a code it is another word.
    recover = RecoverPage(theme, Jobs(), store.folder.path)
    qtbot.addWidget(recover)
    recover.show()
    recover.open_button.click()
    assert "Type the code" in recover.code.error()
    recover.code.line.setText("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
    recover.open_button.click()
    assert "at least 8" in recover.passphrase.first.error()
    recover.passphrase.first.line.setText("a longer one")
    recover.passphrase.again.line.setText("a longer two")
    recover.open_button.click()
    assert "differ" in recover.passphrase.again.error()
    recover.passphrase.again.line.setText("a longer one")
    recover.open_button.click()
    qtbot.waitUntil(lambda: "not this notebook's recovery code" in recover.code.error())
    assert session.unlock(store.folder.path, passphrase)
