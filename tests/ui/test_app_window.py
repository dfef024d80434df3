"""The window around an open notebook: going about, locking, closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import StoreClosed, StoreInUse
from isp_desktop.domain.excerpt import READABLE
from isp_desktop.domain.network import Sieve
from isp_desktop.services import drafts, finding, records, session, settings, taking_back
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.inverted import InvertedButton
from isp_desktop.ui.kit.jobs import Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.undo import UndoBar
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.drafts import DraftsPage
from isp_desktop.ui.pages.relationships import RelationshipsPage
from isp_desktop.ui.pages.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KINDS = tuple(spec.kind for spec in kinds().values() if not spec.within)


def line_of(page: QWidget | None, label: str) -> LineEditor:
    """The one-line editor of that name on a page."""
    assert page is not None
    return next(editor for editor in page.findChildren(LineEditor) if editor.label() == label)


def entry(window: MainWindow, name: str) -> QAction:
    """A line of the menus."""
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    return action


def do(window: MainWindow, name: str) -> None:
    """What the menu entry or its key does."""
    action = entry(window, name)
    assert action.isEnabled()
    action.trigger()


def test_begins_with_today(desk: Desk, window: MainWindow) -> None:
    assert desk.place() == Place("today")
    assert window.windowTitle() == "Today - ISP Desktop"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_list_and_a_form(desk: Desk, kind: str) -> None:
    desk.sidebar.chosen.emit(kind)
    assert desk.place() == Place("list", kind)
    desk.new(kind)
    assert desk.place() == Place("record", kind)
    assert desk.trouble() == ""


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_makes_the_window_wide(desk: Desk, window: MainWindow, kind: str) -> None:
    for place in (Place("list", kind), Place("record", kind), Place("notebook"), Place("drafts")):
        assert desk.go(place)
        assert window.minimumSizeHint().width() <= 900, place


def test_back_and_forward(desk: Desk, window: MainWindow) -> None:
    desk.go(Place("list", "site"))
    desk.go(Place("list", "person"))
    do(window, "back")
    assert desk.place() == Place("list", "site")
    do(window, "back")
    do(window, "forward")
    assert desk.place() == Place("list", "site")


def test_the_map_of_a_site_is_a_place_and_what_was_chosen_of_the_map_holds_while_the_window_is_open(
    desk: Desk, qtbot: QtBot, put: Callable[..., str]
) -> None:
    site = put("site", name="Harbour")
    for at in range(READABLE + 5):
        put("person", name=f"P {at}")
    desk.go(Place("record", "site", site))
    site_page = desk.page()
    assert site_page is not None
    site_page.map_asked.emit(site)
    assert desk.place() == Place("relationships", "", site)
    for everyone in (False, True):
        desk.go(Place("relationships"))
        page = desk.page()
        assert isinstance(page, RelationshipsPage)
        qtbot.waitUntil(lambda page=page: page.is_whole() and not desk.jobs.busy())
        assert page.map is not None
        assert page.map.shown.habit.everyone == everyone
        page.map.sift(Sieve())
        page.map.change_everyone()
        desk.go(Place("today"))


def test_a_page_that_is_gone_is_told_and_the_old_one_stays(desk: Desk) -> None:
    assert not desk.go(Place("record", "site", records.new_uid())) or desk.place() is not None
    desk.go(Place("list", "site"))
    assert not desk.go(Place("list", "no such kind"))
    assert desk.place() == Place("list", "site")
    assert "no such kind" in desk.trouble()


def test_a_saved_record_is_in_its_list_at_once(desk: Desk, window: MainWindow, store: Store, qtbot: QtBot) -> None:
    desk.new("site")
    qtbot.keyClicks(line_of(desk.page(), "Name").line, "Alder Road Primary")
    do(window, "save")
    found = finding.every(store, "site")
    assert [item.fields["name"] for item in found] == ["Alder Road Primary"]
    desk.go(Place("list", "site"))
    hits = finding.find(store, "alder")
    assert [hit.title for hit in hits] == ["Alder Road Primary"]


def test_going_elsewhere_keeps_what_was_begun(desk: Desk, window: MainWindow, store: Store, qtbot: QtBot) -> None:
    desk.new("site")
    qtbot.keyClicks(line_of(desk.page(), "Name").line, "Alder")
    desk.go(Place("list", "person"))
    assert [draft.values.get("name") for draft in drafts.every(store)] == ["Alder"]
    do(window, "back")
    assert line_of(desk.page(), "Name").value() == "Alder"


def test_drafts_are_counted_and_resumed(desk: Desk, store: Store, qtbot: QtBot) -> None:
    desk.new("site")
    qtbot.keyClicks(line_of(desk.page(), "Name").line, "Alder")
    desk.sidebar.chosen.emit("drafts")
    page = desk.page()
    assert page is not None
    uid = drafts.every(store)[0].uid
    page.record_asked.emit("site", uid)
    assert line_of(desk.page(), "Name").value() == "Alder"


def test_locking_shows_nothing_from_inside(desk: Desk, window: MainWindow, qtbot: QtBot, store: Store) -> None:
    desk.new("site")
    qtbot.keyClicks(line_of(desk.page(), "Name").line, "Alder Road Primary")
    do(window, "lock")
    wait_until_closed(window, qtbot)
    assert isinstance(window.shown(), UnlockPage)
    shown = [label.text() for label in window.findChildren(QLabel)] + [window.windowTitle()]
    assert not [text for text in shown if "Maren" in text.replace("“Maren Oduya”", "") or "Alder" in text]


def test_locking_keeps_what_is_typed_and_closes_the_notebook(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store, data_key: bytes
) -> None:
    desk.new("site")
    qtbot.keyClicks(line_of(desk.page(), "Name").line, "Alder")
    with pytest.raises(StoreInUse):
        session.open_store(store.folder.path, data_key)
    do(window, "lock")
    wait_until_closed(window, qtbot)
    with session.open_store(store.folder.path, data_key) as again:
        assert [draft.values.get("name") for draft in drafts.every(again)] == ["Alder"]


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """The disk is full, as far as the notebook can tell."""
    allow_pages(store, 1)
    try:
        yield
    finally:
        allow_pages(store, 1_000_000)


def allow_pages(store: Store, most: int) -> None:
    """To how many pages the database may grow, on each of the connections that the store keeps."""
    with ExitStack() as stack:
        for reading in [stack.enter_context(store.read()) for _ in range(4)]:
            reading.exec_driver_sql(f"PRAGMA max_page_count = {most}")


def wait_until_closed(window: MainWindow, qtbot: QtBot) -> None:
    """Until the notebook behind the lock is closed, which waits for its jobs."""
    qtbot.waitUntil(lambda: not window.findChildren(Desk))


def type_too_much(desk: Desk, qtbot: QtBot) -> QLineEdit:
    """Types what a full disk cannot take."""
    desk.new("site")
    line = line_of(desk.page(), "Name").line
    qtbot.keyClicks(line, "Alder")
    line.insert("x" * 60_000)
    line.textEdited.emit(line.text())
    return line


def unlock(window: MainWindow, passphrase: str) -> UnlockPage:
    page = window.shown()
    assert isinstance(page, UnlockPage)
    page.passphrase.line.setText(passphrase)
    page.unlock_button.click()
    return page


def test_what_cannot_be_kept_waits_behind_the_lock(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store, passphrase: str
) -> None:
    line = type_too_much(desk, qtbot)
    with full_disk(store):
        do(window, "lock")
        assert window.desk() is None
        assert not line.isVisible()
        page = unlock(window, "not this one")
        qtbot.waitUntil(lambda: "not the passphrase" in page.passphrase.error())
        assert not line.isVisible()
        warned = [notice for notice in page.findChildren(Notice) if notice.isVisible()]
        assert ["disk refuses" in notice.accessibleName() for notice in warned] == [True]
        unlock(window, passphrase)
        qtbot.waitUntil(lambda: window.desk() is desk)
        assert "disk is full" in desk.trouble()
        assert line.isVisible()
        assert line.text().startswith("Alder")


def test_what_waits_behind_the_lock_is_kept_when_the_disk_takes_it(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store, passphrase: str
) -> None:
    type_too_much(desk, qtbot)
    with full_disk(store):
        window._idle.away.emit()
        assert window.desk() is None
    window._holding.retry()
    wait_until_closed(window, qtbot)
    with pytest.raises(StoreClosed):
        drafts.every(store)
    unlock(window, passphrase)
    qtbot.waitUntil(lambda: window.desk() is not None)
    again = window.desk()
    assert again is not None
    assert line_of(again.page(), "Name").line.text().startswith("Alder")


def test_a_fault_that_keeps_a_draft_from_the_disk_locks_and_loses_nothing(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store, data_key: bytes
) -> None:
    desk.new("site")
    qtbot.keyClicks(line_of(desk.page(), "Name").line, "Alder")
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE draft RENAME TO elsewhere")
    with qtbot.capture_exceptions() as raised:
        do(window, "lock")
    assert raised
    assert isinstance(window.shown(), UnlockPage)
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO draft")
    window._holding.retry()
    wait_until_closed(window, qtbot)
    with session.open_store(store.folder.path, data_key) as again:
        assert [draft.values.get("name") for draft in drafts.every(again)] == ["Alder"]


def test_locking_waits_for_no_job_and_closes_when_it_is_over(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store, put: Callable[..., str], data_key: bytes
) -> None:
    go_on = Event()

    def work(progress: Progress) -> None:
        assert go_on.wait(20)
        with store.read():
            pass
        progress(1, 2, "Reading")

    job = desk.jobs.start("The check", work)
    said: list[str] = []
    job.failed.connect(said.append)
    do(window, "lock")
    assert isinstance(window.shown(), UnlockPage)
    with pytest.raises(StoreInUse):
        session.open_store(store.folder.path, data_key)
    go_on.set()
    wait_until_closed(window, qtbot)
    session.open_store(store.folder.path, data_key).close()
    assert said == []


def test_a_preview_under_way_ends_with_the_notebook(
    desk: Desk, window: MainWindow, qtbot: QtBot, put: Callable[..., str]
) -> None:
    visit = put("visit", date="2026-10-15", discussion="The review ran well.")
    assert desk.go(Place("paper", "visit", visit))
    assert desk.jobs.busy()
    desk.go(Place("list", "site"))
    do(window, "lock")
    wait_until_closed(window, qtbot)
    assert not [dialog for dialog in window.findChildren(Dialog) if dialog.isVisible()]


def test_it_locks_by_itself_whatever_fails_while_it_opens(
    make_window: Callable[[Path], MainWindow], qtbot: QtBot, store: Store
) -> None:
    settings.write(store, "lock_minutes", 5)
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE draft RENAME TO elsewhere")
    window = make_window(store.folder.path)
    with pytest.raises(Exception, match="no such table"):
        window.open(store)
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO draft")
    assert window._idle.minutes == 5
    window._idle.away.emit()
    assert isinstance(window.shown(), UnlockPage)


def test_closing_keeps_what_is_typed_and_remembers_the_place(
    desk: Desk,
    window: MainWindow,
    qtbot: QtBot,
    store: Store,
    data_key: bytes,
    make_window: Callable[[Path], MainWindow],
) -> None:
    desk.new("site")
    qtbot.keyClicks(line_of(desk.page(), "Name").line, "Alder")
    window.close()
    again = session.open_store(store.folder.path, data_key)
    assert drafts.every(again)[0].values["name"] == "Alder"
    other = make_window(store.folder.path)
    other.open(again)
    reopened = other.desk()
    assert reopened is not None
    assert line_of(reopened.page(), "Name").value() == "Alder"


def test_a_deletion_can_be_taken_back(desk: Desk, window: MainWindow, store: Store, put: Callable[..., str]) -> None:
    uid = put("site", name="Alder Road Primary")

    def bring_back() -> None:
        with store.write() as transaction:
            records.restore(transaction, uid)

    with store.write() as transaction:
        records.delete(transaction, uid)
    desk.offer_undo("Alder Road Primary deleted", bring_back)
    do(window, "undo")
    assert records.get(store, uid).life == "live"
    assert not entry(window, "undo").isEnabled()


def test_ctrl_z_takes_back_one_after_the_other_when_the_bar_is_gone(
    desk: Desk, window: MainWindow, store: Store, put: Callable[..., str]
) -> None:
    first, second = put("site", name="Alder Road"), put("site", name="Birch & Co")
    undo = entry(window, "undo")
    assert not undo.isEnabled()
    for uid, name in ((first, "Alder Road"), (second, "Birch & Co")):
        desk.offer_undo(f"“{name}” deleted", taking_back.delete(store, uid))
    bar = desk.findChildren(UndoBar)[0]
    bar.findChildren(InvertedButton)[1].click()
    assert bar.isHidden()
    assert undo.text() == "&Undo: “Birch && Co” deleted"
    do(window, "undo")
    assert records.get(store, second).life == "live"
    assert "“Birch & Co” deleted" in desk.status.said()
    assert undo.text() == "&Undo: “Alder Road” deleted"
    # Somebody brought it back otherwise meanwhile.
    taking_back.restore(store, first)
    do(window, "undo")
    assert len(records.history(store, first)) == 3
    assert undo.text() == "&Undo what was done last"
    assert not undo.isEnabled()


def test_after_locking_nothing_done_before_is_taken_back(
    desk: Desk, window: MainWindow, store: Store, put: Callable[..., str], qtbot: QtBot
) -> None:
    uid = put("site", name="Alder Road")
    desk.offer_undo("“Alder Road” deleted", taking_back.delete(store, uid))
    window.lock()
    assert desk.findChildren(UndoBar)[0].isHidden()
    assert desk.undos.last() is None
    assert not entry(window, "undo").isEnabled()


def test_a_draft_that_is_taken_back_is_counted_at_once(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    desk.new("note")
    qtbot.keyClicks(line_of(desk.page(), "Heading").line, "Rota")
    desk.go(Place("drafts"))
    page = desk.page()
    assert isinstance(page, DraftsPage)
    [draft] = drafts.every(store)
    desk.offer_undo("Draft discarded", taking_back.discard_draft(store, draft.uid))
    page.refresh(frozenset())
    desk.counts.show()
    assert "drafts" not in desk.sidebar._rows
    do(window, "undo")
    qtbot.waitUntil(lambda: "drafts" in desk.sidebar._rows)
    assert page.list.rows().rowCount() == 1


def test_the_sidebar_folds_where_there_is_little_room(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: not desk.sidebar.collapsed)
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: desk.sidebar.collapsed)
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: not desk.sidebar.collapsed)


def test_a_commit_elsewhere_refreshes_the_list(desk: Desk, qtbot: QtBot, put: Callable[..., str]) -> None:
    desk.go(Place("list", "site"))
    page = desk.page()
    assert page is not None
    put("site", name="Alder Road Primary")
    rows = page.findChildren(RowList)[0].rows()
    qtbot.waitUntil(lambda: rows.rowCount() == 1)


def test_keys_reach_the_window(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert desk.search_panel.isVisible()
    qtbot.keyClick(desk.search_panel.line, Qt.Key.Key_Escape)
    assert not desk.search_panel.isVisible()


def test_settings_say_when_to_lock(desk: Desk, store: Store) -> None:
    desk.show_place("notebook")
    assert desk.place() == Place("notebook")
    assert settings.read(store, "lock_minutes", 10) == 10


def test_what_a_page_was_just_reading_when_the_notebook_is_closed_is_told_while_it_is_open(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    reading = Latest(desk.jobs, "The drafts", desk)
    reading.read_through.connect(lambda _read: drafts.every(store))
    reading.read(lambda _progress: drafts.every(store))
    with qtbot.capture_exceptions() as raised:
        window.close()
        QCoreApplication.processEvents()
    assert raised == []


def test_nothing_more_is_built_once_the_notebook_is_closed(
    desk: Desk, window: MainWindow, qtbot: QtBot, store: Store
) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    with qtbot.capture_exceptions() as raised:
        QTimer.singleShot(0, window.lock)
        # As of the second part of a page, which a small window does not show beside the first.
        Slices(QWidget(desk)).begin([partial(drafts.every, store)])
        wait_until_closed(window, qtbot)
    assert raised == []
