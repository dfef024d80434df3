"""The page on which bundles go out and come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QFileSystemWatcher, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.store import Store
from isp_desktop.domain.bundle import SUFFIX
from isp_desktop.domain.language import _
from isp_desktop.services.sharing import colleagues, contact_cards, inbox, overview, recipes
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.services.sharing.inbox import Inbox
from isp_desktop.services.sharing.overview import Received
from isp_desktop.services.sharing.recipes import Recipe
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import Dialog, ask_folder, ask_open
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.columns import Columns
from isp_desktop.ui.pages.exchange.received import ReceivedCard
from isp_desktop.ui.pages.exchange.same import Comparing, SamePerson
from isp_desktop.ui.pages.exchange.share import ShareCard
from isp_desktop.ui.pages.exchange.undoing import UndoImport

if TYPE_CHECKING:
    from isp_desktop.ui.pages.exchange.incoming import IncomingCard
    from isp_desktop.ui.pages.exchange.people import AddColleague


@dataclass(frozen=True, slots=True)
class _State:
    """What the page shows of the notebook."""

    people: Sequence[Colleague]
    recipes: Sequence[Recipe]
    received: Sequence[Received]
    inbox: Inbox


class ExchangePage(Page):
    """Sharing at the left, or the bundle that is being looked into; what was received at the right.

    Args:
        compare: makes the dialog that shows two people side by side.

    Signals:
        looked: what waits in the folder was read; how many bundles can be taken.
    """

    looked = Signal(int)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        compare: Comparing,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._store = theme, jobs, store
        self._people: dict[str, Colleague] = {}
        self._is_read = False
        self._stale: frozenset[str] = frozenset()
        self._offered: tuple[int, Callable[[], None]] | None = None
        self.share = ShareCard(theme, jobs, store, today)
        self._today = today
        self.received = ReceivedCard(theme, today)
        self.same = SamePerson(theme, jobs, store, compare, self)
        self.undoing = UndoImport(theme, jobs, store, self.received.bar, self)
        self.left = QStackedWidget()
        self.columns = Columns(theme, self.left, self.received, (_("Share"), _("Received")))
        self.open_button = Button(theme, _("Open a bundle"), icon="folder-open")
        self.contact_button = Button(theme, _("My contact"), icon="key-round")
        self._reads = Latest(jobs, _("What was exchanged"), self)
        self._contacts = Latest(jobs, _("My contact"), self)
        self._watcher = QFileSystemWatcher(self)
        self._lay_out()
        self._connect()
        self._slices = Slices(self)
        self._slices.begin((*self.share.making(), lambda: self.incoming))
        self._read()

    @cached_property
    def incoming(self) -> IncomingCard:
        """Looks into bundles; made when it is first asked for."""
        from isp_desktop.ui.pages.exchange.incoming import IncomingCard

        made = IncomingCard(self._theme, self._jobs, self._store, self._today)
        made.closed.connect(self.begin_sharing)
        made.received.connect(self._came)
        made.card_asked.connect(lambda: self._give_contact(False))
        made.said.connect(self.said)
        made.another_asked.connect(self._ask_bundle)
        made.report.record_asked.connect(self.record_asked)
        made.report.compare_asked.connect(self.same.compare)
        made.report.settle_asked.connect(lambda: self.settle_asked.emit(""))
        made.report.undo_asked.connect(self.undoing.ask)
        self._reads.read_through.connect(lambda found: made.report.show_standing(found.received))
        self.same.merged.connect(lambda _words, _undo: made.report.look_for_twins())
        self.left.addWidget(made)
        return made

    def feet(self) -> Sequence[QWidget]:
        return self.share.foot, self.incoming.foot, self.received.foot

    def is_whole(self) -> bool:
        return self._is_read and self._slices.is_done()

    def open_bundle(self, path: Path) -> None:
        """Looks into the bundle in a file."""
        self.left.setCurrentWidget(self.incoming)
        self.columns.choose(False)
        self.incoming.open(path)

    def take_file(self, path: Path) -> None:
        """Looks into a bundle, or asks about a contact, by the ending of the file."""
        if path.suffix.lower() == contact_cards.SUFFIX:
            self.add_colleague(path)
        else:
            self.open_bundle(path)

    def begin_sharing(self) -> None:
        """Shows sharing: its first step, or where it was left on the way to a bundle."""
        self.left.setCurrentWidget(self.share)
        self.columns.choose(False)

    def add_colleague(self, path: Path | None = None) -> AddColleague:
        """Asks for a colleague's contact, or shows the one in a file."""
        from isp_desktop.ui.pages.exchange.people import AddColleague

        dialog = AddColleague(self._theme, self._jobs, self._store, self)
        dialog.added.connect(self._added)
        if path is not None:
            dialog.take_file(path)
        _open(dialog)
        return dialog

    def refresh(self, kinds: frozenset[str]) -> None:
        self._stale |= kinds
        if self.isVisible():
            self._read_anew()

    def _read_anew(self) -> None:
        self.share.forget(self._stale)
        self._stale = frozenset()
        self._read()

    def _read(self) -> None:
        store = self._store

        def work(progress: Progress) -> _State:
            told = _("Looking into the folder")
            return _State(
                colleagues.every(store),
                recipes.every(store),
                overview.received(store),
                inbox.look(store, lambda done, total: progress(done, total, told)),
            )

        self._reads.read(work)

    def _show(self, found: object) -> None:
        assert isinstance(found, _State)
        self._is_read = True
        self._people = {one.card.signing_key: one for one in found.people}
        self.share.show_people(found.people, found.recipes)
        self.received.show_all(found.received, found.inbox)
        self._watch(found.inbox.folder)
        self.looked.emit(found.inbox.ready)

    def _watch(self, folder: Path | None) -> None:
        watched = self._watcher.directories()
        wanted = [str(folder)] if folder is not None else []
        if watched != wanted:
            if watched:
                self._watcher.removePaths(watched)
            if wanted:
                self._watcher.addPaths(wanted)

    def _added(self, key: str) -> None:
        self.share.recipients.pick_later(key)
        self._read()
        self.said.emit(_("Colleague added"))

    def _ask_colleague(self, key: str) -> None:
        from isp_desktop.ui.pages.exchange.people import ColleagueDialog

        dialog = ColleagueDialog(self._theme, self._store, self._people[key], self)
        dialog.changed.connect(self._read)
        _open(dialog)

    def _ask_bundle(self) -> None:
        types = _("Bundles ({pattern});;All files (*)").format(pattern=f"*{SUFFIX}")
        if path := ask_open(self, _("A bundle"), types, self._inbox_folder()):
            self.open_bundle(path)

    def _inbox_folder(self) -> Path | None:
        watched = self._watcher.directories()
        return Path(watched[0]) if watched else None

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("A folder to watch for bundles"), self._inbox_folder())
        if folder is not None:
            self.watch_folder(folder)

    def watch_folder(self, folder: Path | None) -> None:
        """Watches this folder for bundles from now on, or none."""
        self._told(partial(inbox.watch, self._store, folder), self._read)

    def _give_contact(self, show: bool) -> None:
        """Reads one's own contact, then shows or copies it."""
        store = self._store

        def work(_progress: Progress) -> tuple[Any, ...]:
            from isp_desktop.services.identity import identity

            return show, identity(store), contact_cards.own_card(store), contact_cards.own_card_file(store)

        self._contacts.read(work)

    def _show_contact(self, found: object) -> None:
        assert isinstance(found, tuple)
        from isp_desktop.ui.pages.exchange.people import MyContact

        show, identity, card, file = found
        if not show:
            QGuiApplication.clipboard().setText(card)
            self.said.emit(_("My contact copied: paste it into a mail to your colleague"))
            return
        dialog = MyContact(self._theme, identity, card, file, self)
        dialog.said.connect(self.said)
        _open(dialog)

    def _came(self, arrival: Arrival) -> None:
        self._read()
        if arrival.counts["revisions"]:
            self._offered = arrival.n, self.undoing.taking_back(arrival)
            self.undo_offered.emit(_("Bundle received"), self._offered[1])

    def _withdraw(self, number: int) -> None:
        """An import is being undone; it must not be offered any more."""
        if self._offered is not None and self._offered[0] == number:
            self.undo_withdrawn.emit(self._offered[1])
            self._offered = None

    def _undone(self, number: int) -> None:
        told = self.incoming.report.arrival()
        if told is not None and told.n == number:
            self.incoming.report.forget()
            self.begin_sharing()
        self._read()

    def _forget_recipe(self, name: str) -> None:
        self._told(partial(recipes.forget, self._store, name), self._read)

    def _connect(self) -> None:
        self._reads.read_through.connect(self._show)
        self._reads.failed.connect(self.said)
        self._contacts.read_through.connect(self._show_contact)
        self._contacts.failed.connect(self.said)
        self._watcher.directoryChanged.connect(lambda _path: self._read())
        self.open_button.clicked.connect(self._ask_bundle)
        self.contact_button.clicked.connect(lambda: self._give_contact(True))
        self._connect_cards()

    def _connect_cards(self) -> None:
        recipients = self.share.recipients
        recipients.add_asked.connect(lambda: self.add_colleague())
        recipients.colleague_asked.connect(self._ask_colleague)
        recipients.recipe_left.connect(self._forget_recipe)
        self.share.shared.connect(self._read)
        self.share.asked.connect(self._told)
        for card in (recipients, self.received):
            card.card_asked.connect(lambda: self._give_contact(False))
        for teller in (self.share, self.same, self.undoing):
            teller.said.connect(self.said)
        self.same.merged.connect(self.undo_offered)
        self.undoing.begun.connect(self._withdraw)
        self.undoing.undone.connect(self._undone)
        self.received.settle_asked.connect(lambda: self.settle_asked.emit(""))
        self.received.undo_asked.connect(self.undoing.ask)
        self.received.open_asked.connect(self.open_bundle)
        self.received.folder_asked.connect(self._ask_folder)
        self.received.unwatch_asked.connect(lambda: self.watch_folder(None))

    def _lay_out(self) -> None:
        header = PageHeader(self._theme, _("Exchange"), ruled=False)
        header.set_line(
            _("Bundles are encrypted files. You choose how they travel: a stick, a shared folder, an e-mail.")
        )
        header.add_action(self.contact_button)
        header.add_action(self.open_button)
        self.left.addWidget(self.share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.columns, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_read:
            # A stick may have come since.
            self._read_anew()


def _open(dialog: Dialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
