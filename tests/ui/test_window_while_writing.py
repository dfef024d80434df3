"""While a large bundle is taken in the window never waits: what is asked for is done right after it, and once.

The other writer goes on until a test lets it end, so whatever waited for it would wait for ever.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import attaching, drafts, finding, records, session, settings
from isp_desktop.services.sharing import colleagues, contact_cards, recipes
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.recipes import Recipe
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.jobs import Progress
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.conflicts import ConflictsPage
from isp_desktop.ui.pages.exchange import ExchangePage
from isp_desktop.ui.pages.exchange.people import ColleagueDialog
from isp_desktop.ui.pages.history import HistoryPage
from isp_desktop.ui.pages.notebook import NotebookPage
from isp_desktop.ui.pages.record import RecordPage
from isp_desktop.ui.pages.records import RecordsPage
from isp_desktop.ui.pages.today import TodayPage
from isp_desktop.ui.pages.unlock import UnlockPage
from isp_desktop.ui.pages.visit import VisitPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
P = TypeVar("P", bound=QWidget)
WAITS = "Will be done in a moment: something else is being written"


class Writer:
    """Somebody else who writes, from `begin` to `end`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, uid: str = "", **fields: object) -> None:
        """Begins; what changes of the record `uid` was done by somebody who had seen what is there now."""
        begun = threading.Event()

        def write() -> None:
            with self._store.write() as transaction:
                if uid:
                    records.put(transaction, transaction.kind_of(uid), fields, uid)
                begun.set()
                self._end.wait()

        self._thread = threading.Thread(target=write)
        self._thread.start()
        begun.wait()

    def end(self) -> None:
        self._end.set()
        if self._thread is not None:
            self._thread.join()


@pytest.fixture
def other(store: Store) -> Iterator[Writer]:
    writer = Writer(store)
    yield writer
    writer.end()


def shown(qtbot: QtBot, desk: Desk, kind: type[P], place: Place) -> P:
    """The page at `place`, gone to and whole."""
    assert desk.go(place)
    page = desk.page()
    assert isinstance(page, kind)
    for _turn in range(2):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not desk.jobs.busy())
    qtbot.waitUntil(page.is_whole)  # type: ignore[attr-defined]
    return page


def type_into(qtbot: QtBot, desk: Desk, name: str, text: str) -> None:
    page = desk.page()
    assert isinstance(page, RecordPage)
    editor = page.form.editors[name]
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor.line, text)


def life(store: Store, uid: str) -> str:
    return records.get(store, uid).life


def test_a_commitment_ticked_twice_is_kept_once_and_can_be_taken_back(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("commitment", what="Send the form", due="2026-10-01", status="open")
    page = shown(qtbot, desk, RecordsPage, Place("list", "commitment"))
    other.begin()
    page.list.ticked.emit(uid, True)
    page.list.ticked.emit(uid, True)
    assert desk.status.said() == WAITS
    assert records.get(store, uid).fields["status"] == "open"
    other.end()
    qtbot.waitUntil(lambda: records.get(store, uid).fields["status"] == "late")
    assert len(records.history(store, uid)) == 2
    desk.undo()
    assert records.get(store, uid).fields["status"] == "open"


def test_today_ticks_when_its_turn_comes(qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer) -> None:
    uid = put("commitment", what="Send the form", due="2026-10-01", status="open")
    page = shown(qtbot, desk, TodayPage, Place("today"))
    other.begin()
    page.commitments.mine.list.ticked.emit(uid, True)
    assert desk.status.said() == WAITS
    other.end()
    qtbot.waitUntil(lambda: records.get(store, uid).fields["status"] == "late")


def test_what_a_bundle_brings_meanwhile_is_not_overwritten(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("commitment", what="Send the form", due="2026-10-01", status="open")
    page = shown(qtbot, desk, RecordsPage, Place("list", "commitment"))
    other.begin(uid, status="dropped", reason="No longer needed")
    page.list.ticked.emit(uid, True)
    other.end()
    qtbot.waitUntil(lambda: "status" in records.get(store, uid).conflicts)
    values = {one.fields["status"] for one in records.get(store, uid).conflicts["status"]}
    assert values == {"dropped", "late"}


def test_what_was_changed_meanwhile_is_not_deleted_unseen(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("site", name="Alder Road")
    shown(qtbot, desk, RecordsPage, Place("list", "site")).list.select(uid)
    other.begin(uid, phone="1")
    page = desk.page()
    assert isinstance(page, RecordsPage)
    page._delete(uid)
    other.end()
    qtbot.waitUntil(lambda: life(store, uid) == "contested")


def test_a_record_is_deleted_and_left_when_its_turn_comes(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("initiative", name="Reading")
    page = shown(qtbot, desk, RecordPage, Place("edit", "initiative", uid))
    type_into(qtbot, desk, "name", " aloud")
    page.autosave.flush()
    other.begin()
    page.delete_button.click()
    page.delete_button.click()
    assert (desk.status.said(), life(store, uid)) == (WAITS, "live")
    other.end()
    qtbot.waitUntil(lambda: life(store, uid) == "deleted")
    assert desk.place() == Place("list", "initiative")
    desk.undo()
    assert life(store, uid) == "live"
    assert drafts.of(store, uid) is not None


def test_what_waits_to_be_saved_is_saved_before_it_is_deleted(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("initiative", name="Reading")
    page = shown(qtbot, desk, RecordPage, Place("edit", "initiative", uid))
    type_into(qtbot, desk, "name", " aloud")
    other.begin()
    page.save()
    page.delete_button.click()
    other.end()
    qtbot.waitUntil(lambda: life(store, uid) == "deleted")
    assert records.get(store, uid).fields["name"] == "Reading aloud"


def test_a_draft_is_discarded_when_its_turn_comes(qtbot: QtBot, desk: Desk, store: Store, other: Writer) -> None:
    desk.new("initiative")
    type_into(qtbot, desk, "name", "Reading")
    page = desk.page()
    assert isinstance(page, RecordPage)
    page.autosave.flush()
    other.begin()
    page.discard_button.click()
    page.discard_button.click()
    assert desk.status.said() == WAITS
    assert len(drafts.every(store)) == 1
    other.end()
    qtbot.waitUntil(lambda: drafts.every(store) == [])
    assert desk.place() == Place("list", "initiative")
    desk.undo()
    assert [draft.values.get("name") for draft in drafts.every(store)] == ["Reading"]


def test_undo_waits_its_turn(qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer) -> None:
    uid = put("site", name="Alder Road")
    page = shown(qtbot, desk, RecordsPage, Place("list", "site"))
    page._delete(uid)
    assert life(store, uid) == "deleted"
    other.begin()
    desk.undo()
    assert (desk.status.said(), life(store, uid)) == (WAITS, "deleted")
    other.end()
    qtbot.waitUntil(lambda: life(store, uid) == "live")


def test_an_undo_that_is_refused_after_waiting_says_so(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("commitment", what="Send the form", due="2026-10-01", status="open")
    page = shown(qtbot, desk, RecordsPage, Place("list", "commitment"))
    page.list.ticked.emit(uid, True)
    other.begin(uid, status="dropped")
    desk.undo()
    other.end()
    qtbot.waitUntil(lambda: "was changed since" in desk.trouble())


def test_the_page_is_left_once_what_is_typed_is_on_the_disk_for_where_was_asked_last(
    qtbot: QtBot, desk: Desk, store: Store, other: Writer
) -> None:
    desk.new("site")
    other.begin()
    type_into(qtbot, desk, "name", "Alder")
    assert not desk.go(Place("list", "person"))
    assert not desk.go(Place("list", "visit"))
    assert (desk.status.said(), desk.trouble()) == (WAITS, "")
    assert desk.place() == Place("record", "site")
    other.end()
    qtbot.waitUntil(lambda: desk.place() == Place("list", "visit"))
    assert [draft.values.get("name") for draft in drafts.every(store)] == ["Alder"]
    desk.step(-1)
    place = desk.place()
    assert place is not None
    assert place.uid == drafts.every(store)[0].uid


def test_a_page_on_which_nothing_is_typed_is_left_at_once(desk: Desk, other: Writer) -> None:
    desk.new("site")
    other.begin()
    assert desk.go(Place("list", "person"))
    assert desk.go(Place("calendar"))
    assert desk.go(Place("today"))
    other.end()


def test_whoever_leaves_a_page_after_acting_on_it_finds_it_done(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("commitment", what="Send the form", due="2026-10-01", status="open")
    page = shown(qtbot, desk, RecordsPage, Place("list", "commitment"))
    other.begin()
    page.list.ticked.emit(uid, True)
    desk.go(Place("list", "person"))
    other.end()
    qtbot.waitUntil(lambda: desk.place() == Place("list", "person"))
    assert records.get(store, uid).fields["status"] == "late"


def test_whoever_leaves_before_a_visit_is_finished_gets_where_they_meant_to(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("visit", date="2026-10-15", purpose="Coaching")
    page = shown(qtbot, desk, VisitPage, Place("record", "visit", uid))
    other.begin()
    page.finish()
    desk.go(Place("list", "person"))
    other.end()
    qtbot.waitUntil(lambda: desk.place() == Place("list", "person"))
    assert records.get(store, uid).fields["stage"] == "held"


def test_a_window_beside_closes_once_what_is_typed_is_on_the_disk(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("initiative", name="Reading")
    shown(qtbot, desk, RecordPage, Place("edit", "initiative", uid))
    desk.open_beside()
    [window] = desk.beside()
    page = window.pane.page()
    assert isinstance(page, RecordPage)
    other.begin()
    editor = page.form.editors["name"]
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor.line, " aloud")
    window.close()
    assert desk.beside() == [window]
    other.end()
    qtbot.waitUntil(lambda: desk.beside() == [])
    assert drafts.of(store, uid) is not None


def test_settling_waits_its_turn(qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer) -> None:
    uid = put("site", name="Alder Road")
    first = records.heads(store, uid)
    for name in ("Alder Road Primary", "Alder Road School"):
        put("site", uid, seen=first, name=name)
    page = shown(qtbot, desk, ConflictsPage, Place("conflicts", "", uid))
    assert page.view is not None
    page.view.choose(1)
    page.view.why.line.line.setText("by telephone")
    other.begin()
    page.keep()
    page.keep()
    assert desk.status.said() == WAITS
    other.end()
    qtbot.waitUntil(lambda: records.get(store, uid).conflicts == {})
    assert records.history(store, uid)[-1].reason == "by telephone"
    assert len(records.history(store, uid)) == 4


def test_what_is_deleted_comes_back_when_its_turn_comes(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    one, two = put("site", name="Alder Road"), put("site", name="Northgate")
    with store.write() as transaction:
        for uid in (one, two):
            records.delete(transaction, uid)
    page = shown(qtbot, desk, NotebookPage, Place("notebook"))
    other.begin()
    page.deleted.restore(one)
    page.access.minutes.chip("30").click()
    assert desk.status.said() == WAITS
    other.end()
    qtbot.waitUntil(lambda: settings.read(store, "lock_minutes") == 30)
    assert life(store, one) == "live"
    assert life(store, two) == "deleted"


def test_a_page_of_history_restores_when_its_turn_comes(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    uid = put("site", name="Alder Road")
    with store.write() as transaction:
        records.delete(transaction, uid)
    page = shown(qtbot, desk, HistoryPage, Place("history", "", uid))
    other.begin()
    page._restore()
    assert desk.status.said() == WAITS
    other.end()
    qtbot.waitUntil(lambda: life(store, uid) == "live")


def test_a_photo_is_put_into_the_summary_and_taken_out_when_its_turn_comes(
    qtbot: QtBot, desk: Desk, store: Store, put: Put, other: Writer
) -> None:
    visit = put("visit", date="2026-10-15")
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    page = shown(qtbot, desk, VisitPage, Place("record", "visit", visit))
    page.photos.add([picture])
    qtbot.waitUntil(lambda: bool(attaching.of(store, ("visit", visit))) and not desk.jobs.busy())
    QApplication.processEvents()
    [photo] = attaching.of(store, ("visit", visit))
    other.begin()
    page.photos.grid.ticked.emit(photo.uid)
    page.photos.grid.removed.emit(photo.uid)
    assert desk.status.said() == WAITS
    other.end()
    qtbot.waitUntil(lambda: life(store, photo.uid) != "live")
    assert records.get(store, photo.uid).fields["in_summary"] is True


def test_a_colleague_and_a_recipe_are_kept_when_their_turn_comes(
    qtbot: QtBot, desk: Desk, store: Store, make_store: Callable[[str], Store], other: Writer
) -> None:
    card = contact_cards.read_card(contact_cards.own_card(make_store("Sam Whitlock")))
    colleagues.add(store, card)
    recipes.keep(store, Recipe("Friday", (card.signing_key,), Choice(everything=True), ""))
    page = shown(qtbot, desk, ExchangePage, Place("exchange"))
    page.share.recipients.people.acted.emit(card.signing_key)
    [dialog] = page.findChildren(ColleagueDialog)
    other.begin()
    dialog.compared.click()
    dialog.done_button.click()
    gone: list[object] = []
    dialog.accepted.connect(lambda: gone.append(None))
    page.share.recipients.recipe_left.emit("Friday")
    assert dialog.name.error() == WAITS
    assert not gone
    other.end()
    qtbot.waitUntil(lambda: colleagues.every(store)[0].is_verified and recipes.every(store) == [])
    assert gone


def test_locking_waits_for_nobody_and_keeps_what_is_typed(
    qtbot: QtBot, desk: Desk, window: MainWindow, store: Store, other: Writer, data_key: bytes
) -> None:
    desk.new("site")
    other.begin()
    type_into(qtbot, desk, "name", "Alder")
    window.lock()
    assert isinstance(window.shown(), UnlockPage)
    other.end()
    window._holding.retry()
    qtbot.waitUntil(lambda: window._holding.store(store.folder.path) is None)
    with session.open_store(store.folder.path, data_key) as again:
        assert [draft.values.get("name") for draft in drafts.every(again)] == ["Alder"]


def test_closing_stops_what_is_being_written_and_keeps_what_is_typed(
    qtbot: QtBot, desk: Desk, window: MainWindow, store: Store, data_key: bytes
) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        with store.write() as transaction:
            records.put(transaction, "site", {"name": "taken in"})
            begun.set()
            while True:
                progress(0, 0, "Taking in")

    desk.jobs.start("The bundle", work)
    begun.wait()
    desk.new("site")
    type_into(qtbot, desk, "name", "Alder")
    assert window.close()
    with session.open_store(store.folder.path, data_key) as again:
        assert [draft.values.get("name") for draft in drafts.every(again)] == ["Alder"]
        assert finding.every(again, "site") == []
