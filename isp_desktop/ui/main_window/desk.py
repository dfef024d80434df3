"""The open notebook: sidebar, the pane with its pages, the search over it, and further windows beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import drafts, settings
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.dropping import dropped_file
from isp_desktop.ui.kit.handed import Handed
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.paint import ground, painting
from isp_desktop.ui.kit.sidebar import Sidebar
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window import nav
from isp_desktop.ui.main_window.ahead import Ahead
from isp_desktop.ui.main_window.beside import Beside
from isp_desktop.ui.main_window.builders import Builder
from isp_desktop.ui.main_window.counts import Counts
from isp_desktop.ui.main_window.exchange_count import ExchangeCount
from isp_desktop.ui.main_window.keeper import Keeper
from isp_desktop.ui.main_window.pane import Pane
from isp_desktop.ui.main_window.places import HOME, Place, place_from
from isp_desktop.ui.main_window.status import StatusLine
from isp_desktop.ui.main_window.undos import Undos

if TYPE_CHECKING:
    from isp_desktop.ui.main_window.side_window import SideWindow
    from isp_desktop.ui.pages.search import SearchPanel, Target

_FOLDS_BELOW = 1100
_EXCHANGED = (".ispx", ".ispcontact")


class _Commits(QObject):
    """Carries "these kinds changed" to the main thread, whoever committed."""

    committed = Signal(object)


class Desk(QWidget):
    """Shows one open notebook until `put_away`.

    Signals:
        lock_asked: the lock was pressed.
        fold_chosen: the user made the sidebar narrow (True) or wide.
        arrived: another page is shown; what kind of page it is.
        lock_minutes_chosen: after how many minutes away the notebook locks from now on; 0 for only when asked.
        keychain_chosen: whether this computer's keychain has the key now.
        language_chosen: the tag of the language to speak from the next start on; "" for the system's.
        restore_asked: the id of the backup to go back to, and the passphrase.
        action_asked: something of the menus was chosen in the search; its name.
        handed_out: a `Handed` is to fill the window; what was typed is on the disk.
    """

    lock_asked = Signal()
    fold_chosen = Signal(bool)
    arrived = Signal(str)
    lock_minutes_chosen = Signal(int)
    keychain_chosen = Signal(bool)
    language_chosen = Signal(str)
    restore_asked = Signal(str, str)
    action_asked = Signal(str)
    handed_out = Signal(object)

    def __init__(
        self,
        theme: Theme,
        store: Store,
        folded: bool = False,
        keychain: bool = False,
        language: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._store = store
        self._folded = folded
        self._fitting = False
        self._is_away = False
        self.jobs = Jobs(self)
        self.undos = Undos(self)
        self._builder = Builder(theme, self.jobs, store, keychain, language, self)
        self.sidebar = Sidebar(theme, store.author, _("Encrypted, this computer"), self)
        self.counts = Counts(store, self.sidebar, self)
        self.pane = self._make_pane(self)
        self._beside = Beside(theme, self.pane, self._make_pane, self)
        self._search: SearchPanel | None = None
        self._keeper = Keeper(self.jobs, store, self)
        self._exchange = ExchangeCount(self.jobs, store, self)
        self._ahead = Ahead(self.jobs, store, self)
        self.setAcceptDrops(True)
        self._commits = _Commits(self)
        self._lay_out()
        self._connect()
        store.spare_this_thread()
        store.listen(self._commits.committed.emit)

    @property
    def status(self) -> StatusLine:
        """The line at the foot of the main pane."""
        return self.pane.status

    @property
    def search_panel(self) -> SearchPanel:
        """The search over this window, made when it is first asked for."""
        if self._search is None:
            from isp_desktop.ui.main_window.ways import ways
            from isp_desktop.ui.pages.search import SearchPanel

            self._search = SearchPanel(self._theme, self.jobs, self._store, ways(), self)
            self._search.taken.connect(self._take)
        return self._search

    def begin(self) -> None:
        """Shows the place that was left last, or today."""
        place = place_from(settings.read(self._store, "place"))
        self.counts.show()
        if not self.go(place):
            self.go(HOME)
        self.pane.forget_trouble()
        if self._store.was_cut_short:
            self._tell_cut_short()
        self._keeper.start()
        self._exchange.soon()
        self._ahead.soon()

    def _tell_cut_short(self) -> None:
        """After a power cut or a fall of the program: what was typed is there, and where."""
        count = drafts.count(self._store)
        waiting = counted("{n} draft waits with it.", "{n} drafts wait with it.", count) if count else ""
        detail = _("The notebook was looked through and is whole. What was typed until then is kept.")
        self.pane.note(
            _("The program was not closed last time"),
            f"{detail} {waiting}".strip(),
            _("Open the drafts") if count else "",
            lambda: self.go(Place("drafts")),
        )

    def go(self, place: Place) -> bool:
        """Leaves the page that holds for another; False where either is not possible, and a sentence says why."""
        return self.pane.go(place)

    def step(self, step: Literal[-1, 1]) -> None:
        """Back (-1) or forward (1)."""
        self.pane.step(step)

    def new(self, kind: str, preset: Mapping[str, Any] | None = None) -> None:
        """Begins a new record."""
        self.pane.new(kind, preset)

    def open_beside(self) -> None:
        """Shows the record of this page in a window of its own; the main pane goes back to where it came from."""
        self._beside.open()

    def beside(self) -> list[SideWindow]:
        """The windows beside this one."""
        return self._beside.windows()

    def brief(self) -> None:
        """Shows the brief on the person or the site of this page; on another page, asks about whom."""
        place = self.place()
        is_on = place is not None and place.kind in ("person", "site") and place.key != "list"
        self.go(Place("paper", place.kind, place.uid) if is_on and place is not None else Place("paper", "person"))

    def leader_brief(self) -> None:
        """Shows the brief for the person of this page; on another page, asks for whom."""
        place = self.place()
        uid = place.uid if place is not None and place.kind == "person" and place.key != "list" else ""
        self.go(Place("paper", "leader_brief", uid))

    def supervision(self) -> None:
        """Shows what to take along to supervision."""
        self.go(Place("paper", "practice"))

    def show_place(self, key: str) -> None:
        """Shows a page of its own or a kind's list, by its key in the sidebar."""
        self.go(nav.place_of(key))

    def search(self) -> None:
        """Opens the search, or closes it."""
        if self.search_panel.isVisible():
            self.search_panel.close_panel()
        else:
            self.search_panel.open()

    def save(self) -> None:
        """Saves what the page shows."""
        self.pane.save()

    def offer_undo(self, sentence: str, take_back: Callable[[], object]) -> None:
        """Says what was done, and for some seconds how to take it back; later Ctrl+Z does."""
        self.pane.offer_undo(sentence, take_back)

    def undo(self) -> None:
        """Takes back what was done last and not taken back."""
        self.pane.undo()

    def flush(self) -> bool:
        """Puts what is being typed anywhere on the disk; False where that cannot be now, and a sentence says why."""
        return all([pane.flush() for pane in self._panes()])

    def flush_at_last(self) -> bool:
        """As `flush`, but what else is being written is stopped and waited for; the notebook is about to be closed."""
        if self.flush():
            return True
        self.jobs.stop_all()
        return all([pane.flush(at_last=True) for pane in self._panes()])

    def hide_beside(self) -> None:
        """Takes the windows beside out of sight, with all that is being typed in them."""
        self._beside.set_visible(False)

    def show_beside(self) -> None:
        """Shows the windows beside again."""
        self._beside.set_visible(True)

    def put_away(self) -> None:
        """Waits for what is under way, builds no further, and remembers the place; nothing is asked or thrown away."""
        self._is_away = True
        self.counts.stop()
        self._ahead.stop()
        self._keeper.stop()
        self._exchange.stop()
        self.jobs.cancel_all()
        for building in self.findChildren(Slices):
            building.end()
        place = self.place()
        if place is not None and (place.uid or place.key != "record"):
            self.pane.guarded(lambda: settings.write(self._store, "place", place.as_setting()))

    def tell(self, sentence: str) -> None:
        """Says above the page what went wrong and what to do."""
        self.pane.tell(sentence)

    def trouble(self) -> str:
        """What is said above the page, or ""."""
        return self.pane.trouble()

    def page(self) -> Page | None:
        """The page that holds."""
        return self.pane.page()

    def place(self) -> Place | None:
        """Where the window stands."""
        return self.pane.place()

    def focus_next_part(self) -> None:
        """F6: from the page to the sidebar and back."""
        within = self.focusWidget()
        if within is not None and self.sidebar.isAncestorOf(within):
            self.pane.focus_page()
        else:
            self.sidebar.focus_first()

    def _take_dropped(self, path: Path) -> None:
        """Looks into a bundle or a contact that was dropped anywhere on the window."""
        from isp_desktop.ui.pages.exchange import ExchangePage

        if self.go(Place("exchange")):
            page = self.page()
            assert isinstance(page, ExchangePage)
            page.take_file(path)

    def _show_exchange(self, not_shared: int, bundles: int) -> None:
        self.status.set_not_shared(not_shared)
        self.counts.set_bundles(bundles)

    def _exchanged(self, bundles: int) -> None:
        """The page of the exchange read anew what came and went: a backup may stand before it, and less may wait."""
        self.counts.set_bundles(bundles)
        self._keeper.tell()
        self._exchange.soon()

    def _panes(self) -> Iterator[Pane]:
        yield self.pane
        yield from self._beside.panes()

    def _make_pane(self, around: QWidget | None = None) -> Pane:
        pane = Pane(self._theme, self._builder, self.undos, lambda place: self._is_elsewhere(pane, place), around)
        pane.said.connect(self.counts.show_soon)
        pane.handed_out.connect(self._hand_out)
        return pane

    def _is_elsewhere(self, asking: Pane, place: Place) -> bool:
        """Whether another pane shows the record already, which then comes forward: two would write over each other."""
        if not (place.uid and place.is_record):
            return False
        for pane in self._panes():
            if pane is not asking and pane.record() == place.uid:
                pane.window().activateWindow()
                pane.window().raise_()
                return True
        return False

    def _hand_out(self, sheet: Handed) -> None:
        if self.flush():
            self.handed_out.emit(sheet)
        else:
            sheet.deleteLater()

    def _arrived(self, place: Place) -> None:
        self.sidebar.select(place.nav_key())
        self.counts.show_soon()
        if self._search is None or not self._search.isVisible():
            self.pane.focus_page()
        self.arrived.emit(place.name())

    def _changed(self, changed: object) -> None:
        if self._is_away:
            # Told before the notebook was closed, and delivered after.
            return
        self._keeper.note_change()
        self._exchange.soon()
        if isinstance(changed, frozenset):
            if self._search is not None:
                self._search.forget(changed)
            for pane in self._panes():
                pane.refresh(changed)
        self.counts.show_soon()
        self.sidebar.set_who(self._store.author, _("Encrypted, this computer"))

    def _take(self, target: Target) -> None:
        if target.sort == "new":
            self.new(target.kind)
        elif target.sort == "plan":
            from isp_desktop.services import planning

            self.new(target.kind, planning.begun(dt.date.today()))
        elif target.sort == "place":
            self.show_place(target.kind)
        elif target.sort == "do":
            self.action_asked.emit(target.kind)
        else:
            self.go(Place("record", target.kind, target.uid))

    def _fold_changed(self, folded: bool) -> None:
        if not self._fitting and self.width() >= self._theme.px(_FOLDS_BELOW):
            self._folded = folded
            self.fold_chosen.emit(folded)

    def _fit(self) -> None:
        self._fitting = True
        self.sidebar.set_collapsed(self._folded or self.width() < self._theme.px(_FOLDS_BELOW))
        self._fitting = False

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.show_place)
        self.sidebar.search_asked.connect(self.search)
        self.sidebar.lock_asked.connect(self.lock_asked)
        self.sidebar.collapsed_changed.connect(self._fold_changed)
        self.pane.arrived.connect(self._arrived)
        self._beside.asked.connect(self.action_asked)
        self._keeper.latest.connect(self.status.set_backup)
        self._keeper.failed.connect(self.tell)
        self._exchange.counted.connect(self._show_exchange)
        self._builder.bundles_waiting.connect(self._exchanged)
        self._commits.committed.connect(self._changed, Qt.ConnectionType.QueuedConnection)
        self._theme.changed.connect(self._fit)
        self._builder.lock_minutes_chosen.connect(self.lock_minutes_chosen)
        self._builder.keychain_chosen.connect(self.keychain_chosen)
        self._builder.language_chosen.connect(self.language_chosen)
        self._builder.restore_asked.connect(self.restore_asked)
        self._builder.backup_taken.connect(self._keeper.tell)

    def _lay_out(self) -> None:
        wide = Button(self._theme, _("New visit"), "secondary", "plus")
        narrow = IconButton(self._theme, "plus", _("New visit"), "secondary", size=32)
        for button in (wide, narrow):
            button.clicked.connect(lambda: self.new("visit"))
        wide.setSizePolicy(wide.sizePolicy().Policy.Expanding, wide.sizePolicy().Policy.Fixed)
        self.sidebar.set_main(wide, narrow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.pane, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event, _EXCHANGED) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event, _EXCHANGED)
        if path is not None:
            event.acceptProposedAction()
            self._take_dropped(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            ground(painter, self.rect(), self._theme.tokens.canvas)
