"""The open notebook: sidebar, the page that holds, the search over it, and what is said around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.services import drafts, settings
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.sidebar import Sidebar
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.undo import UndoBar
from isp_desktop.ui.main_window import nav
from isp_desktop.ui.main_window.builders import Builder
from isp_desktop.ui.main_window.keeper import Keeper
from isp_desktop.ui.main_window.places import HOME, Place, Trail, place_from
from isp_desktop.ui.main_window.status import StatusLine
from isp_desktop.ui.pages.search import SearchPanel, Target

_FOLDS_BELOW = 1100
_WHERE = "Encrypted, this computer"


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
        restore_asked: the id of the backup to go back to, and the passphrase.
    """

    lock_asked = Signal()
    fold_chosen = Signal(bool)
    arrived = Signal(str)
    lock_minutes_chosen = Signal(int)
    keychain_chosen = Signal(bool)
    restore_asked = Signal(str, str)

    def __init__(
        self, theme: Theme, store: Store, folded: bool = False, keychain: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._store = store
        self._folded = folded
        self._fitting = False
        self._is_away = False
        self._drafts = -1
        self._trail = Trail()
        self._page: Page | None = None
        self._lists: dict[Place, Page] = {}
        self.jobs = Jobs(self)
        self._builder = Builder(theme, self.jobs, store, keychain, self)
        self.sidebar = Sidebar(theme, store.author, _WHERE)
        self.status = StatusLine(theme)
        self._trouble = Notice(theme, "bad", "", closable=True)
        self._stack = QStackedWidget()
        self._area = QWidget()
        self._lay_out()
        self._undo = UndoBar(theme, self._area)
        self.search_panel = SearchPanel(theme, store, nav.ways(), self)
        self._keeper = Keeper(self.jobs, store, self)
        self._commits = _Commits(self)
        self._connect()
        store.listen(self._commits.committed.emit)

    def begin(self) -> None:
        """Shows the place that was left last, or the visits."""
        place = place_from(settings.read(self._store, "place"))
        self.count_drafts()
        if not self.go(place):
            self.go(HOME)
        self._trouble.hide()
        self._keeper.start()

    def go(self, place: Place) -> bool:
        """Leaves the page that holds for another; False where either is not possible, and a sentence says why."""
        if not self.flush() or not self._show(place):
            return False
        self._trail.go(place)
        self._arrived(place)
        return True

    def step(self, step: Literal[-1, 1]) -> None:
        """Back (-1) or forward (1)."""
        place = self._trail.beside(step)
        if place is not None and self.flush() and self._show(place):
            self._trail.step(step)
            self._arrived(place)

    def new(self, kind: str, preset: Mapping[str, Any] | None = None) -> None:
        """Begins a new record."""
        self.go(Place("record", kind, "", dict(preset or {})))

    def show_settings(self) -> None:
        """Shows the owner's page."""
        self.go(Place("notebook"))

    def search(self) -> None:
        """Opens the search, or closes it."""
        if self.search_panel.isVisible():
            self.search_panel.close_panel()
        else:
            self.search_panel.open()

    def save(self) -> None:
        """Saves what the page shows."""
        if self._page is not None:
            self._guarded(self._page.save)

    def offer_undo(self, sentence: str, take_back: Callable[[], object]) -> None:
        """Says what was done, and for some seconds how to take it back."""
        self._undo.show_for(sentence, take_back)

    def undo(self) -> None:
        """Takes back what the undo bar offers."""
        self._undo.take_back()

    def flush(self) -> bool:
        """Puts what is being typed on the disk; False where the disk refuses, and a sentence says why."""
        page = self._page
        if page is None:
            return True
        kept = self._guarded(page.flush)
        if kept:
            self._trail.name_here(page.shown_uid())
        return kept

    def put_away(self) -> None:
        """Waits for what is under way and remembers the place; nothing is asked, nothing is thrown away."""
        self._is_away = True
        self._keeper.stop()
        self.jobs.cancel_all()
        place = self._trail.here
        if place is not None and (place.uid or place.key != "record"):
            self._guarded(lambda: settings.write(self._store, "place", place.as_setting()))

    def tell(self, sentence: str) -> None:
        """Says above the page what went wrong and what to do."""
        self._trouble.set_text(sentence)
        self._trouble.show()

    def trouble(self) -> str:
        """What is said above the page, or ""."""
        return self._trouble.accessibleName() if not self._trouble.isHidden() else ""

    def page(self) -> Page | None:
        """The page that holds."""
        return self._page

    def place(self) -> Place | None:
        """Where the window stands."""
        return self._trail.here

    def focus_next_part(self) -> None:
        """F6: from the page to the sidebar and back."""
        within = self.focusWidget()
        if within is not None and self.sidebar.isAncestorOf(within):
            self._focus_page()
        else:
            self.sidebar.focus_first()

    def count_drafts(self) -> None:
        """Shows how many drafts wait."""
        count = drafts.count(self._store)
        if count != self._drafts:
            self._drafts = count
            self.sidebar.set_groups(nav.groups(count))

    def _show(self, place: Place) -> bool:
        """Puts the page of `place` on top; False where there is none, and a sentence says why."""
        found: list[Page] = []
        if place in self._lists:
            found.append(self._lists[place])
        elif not self._guarded(lambda: found.append(self._builder.page(place))):
            return False
        page = found[0]
        if place.key == "list" and place not in self._lists:
            self._lists[place] = page
        if self._stack.indexOf(page) < 0:
            self._connect_page(page)
            self._stack.addWidget(page)
        self._let_go(page)
        self._page = page
        self._stack.setCurrentWidget(page)
        return True

    def _let_go(self, coming: Page) -> None:
        """Lists are kept, with their place and filters; other pages are made anew when they are wanted again."""
        leaving = self._page
        if leaving is not None and leaving is not coming and leaving not in self._lists.values():
            self._stack.removeWidget(leaving)
            leaving.deleteLater()

    def _arrived(self, place: Place) -> None:
        self.sidebar.select(place.nav_key())
        self._trouble.hide()
        self.count_drafts()
        self._focus_page()
        self.arrived.emit(place.name())

    def _focus_page(self) -> None:
        """To where the page wants it, else to its first part."""
        page = self._page
        if page is None or self.search_panel.isVisible():
            return
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        first = page.nextInFocusChain()
        if first is not None and page.focusProxy() is None and not page.isAncestorOf(self.focusWidget() or self):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _guarded(self, work: Callable[[], object]) -> bool:
        """Does `work`; what the world refuses is told, and the page stays as it is."""
        try:
            work()
        except NotebookError as error:
            self.tell(str(error))
            return False
        return True

    def _changed(self, changed: object) -> None:
        if self._is_away:
            # Told before the notebook was closed, and delivered after.
            return
        self._keeper.note_change()
        if isinstance(changed, frozenset):
            for page in {*self._lists.values(), *([self._page] if self._page else [])}:
                self._guarded(lambda page=page: page.refresh(changed))  # type: ignore[misc]
        self.count_drafts()
        self.sidebar.set_who(self._store.author, _WHERE)

    def _say(self, sentence: str) -> None:
        self.status.say(sentence)
        self.count_drafts()

    def _take(self, target: Target) -> None:
        if target.sort == "new":
            self.new(target.kind)
        elif target.sort == "place":
            self._choose(target.kind)
        else:
            self.go(Place("record", target.kind, target.uid))

    def _choose(self, key: str) -> None:
        self.go(Place(key) if key in ("drafts", "notebook") else Place("list", key))  # type: ignore[arg-type]

    def _fold_changed(self, folded: bool) -> None:
        if not self._fitting and self.width() >= self._theme.px(_FOLDS_BELOW):
            self._folded = folded
            self.fold_chosen.emit(folded)

    def _fit(self) -> None:
        self._fitting = True
        self.sidebar.set_collapsed(self._folded or self.width() < self._theme.px(_FOLDS_BELOW))
        self._fitting = False

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._choose)
        self.sidebar.search_asked.connect(self.search)
        self.sidebar.lock_asked.connect(self.lock_asked)
        self.sidebar.collapsed_changed.connect(self._fold_changed)
        self.search_panel.taken.connect(self._take)
        self._trouble.dismissed.connect(self._trouble.hide)
        self._undo.undone.connect(lambda take_back: self._guarded(take_back))
        self._keeper.latest.connect(self.status.set_backup)
        self._keeper.failed.connect(self.tell)
        self._commits.committed.connect(self._changed, Qt.ConnectionType.QueuedConnection)
        self._theme.changed.connect(self._fit)
        self._builder.lock_minutes_chosen.connect(self.lock_minutes_chosen)
        self._builder.keychain_chosen.connect(self.keychain_chosen)
        self._builder.restore_asked.connect(self.restore_asked)
        self._builder.backup_taken.connect(self._keeper.tell)

    def _connect_page(self, page: Page) -> None:
        page.record_asked.connect(lambda kind, uid: self.go(Place("record", kind, uid)))
        page.new_asked.connect(self.new)
        page.list_asked.connect(lambda kind: self.go(Place("list", kind)))
        page.summary_asked.connect(lambda uid: self.go(Place("summary", "visit", uid)))
        page.history_asked.connect(lambda uid: self.go(Place("history", "", uid)))
        page.said.connect(self._say)
        page.undo_offered.connect(self.offer_undo)

    def _lay_out(self) -> None:
        wide = Button(self._theme, "New visit", "secondary", "calendar-plus")
        narrow = IconButton(self._theme, "calendar-plus", "New visit", "secondary", size=32)
        for button in (wide, narrow):
            button.clicked.connect(lambda: self.new("visit"))
        wide.setSizePolicy(wide.sizePolicy().Policy.Expanding, wide.sizePolicy().Policy.Fixed)
        self.sidebar.set_main(wide, narrow)
        column = QVBoxLayout(self._area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._trouble_room = QHBoxLayout()
        self._trouble_room.setContentsMargins(32, 8, 30, 4)
        self._trouble_room.addWidget(self._trouble)
        column.addLayout(self._trouble_room)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        self._trouble.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), QColor(self._theme.tokens.canvas))
