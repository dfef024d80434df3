"""One page at a time, the way back to those before it, and what is said around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.domain.errors import NotebookError, StoreBusy
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.in_turn import InTurn
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page, waits_words
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.builders import Builder
from isp_desktop.ui.main_window.places import HOME, Place, PlaceKey, Trail, list_of, place_of_new
from isp_desktop.ui.main_window.status import StatusLine
from isp_desktop.ui.main_window.undos import Offer, Undos

if TYPE_CHECKING:
    from isp_desktop.ui.kit.undo import UndoBar

_LOOK_S = 1.0
_KEPT: frozenset[PlaceKey] = frozenset({"list", "today", "calendar", "exchange"})


class Pane(QWidget):
    """Shows the pages of one open notebook, one after the other.

    Args:
        undos: what can be taken back; the panes of one notebook share it.
        elsewhere: asked before a record is opened; True where it stands in another pane, which then comes forward.

    Signals:
        arrived: another page is shown; its Place.
        said: something was kept or done; drafts may have come or gone.
        handed_out: a page's `Handed` is to fill the window.
    """

    arrived = Signal(object)
    said = Signal()
    handed_out = Signal(object)

    def __init__(
        self,
        theme: Theme,
        builder: Builder,
        undos: Undos,
        elsewhere: Callable[[Place], bool] = lambda _place: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._builder = builder
        self._undos = undos
        self._elsewhere = elsewhere
        self._trail = Trail()
        self._page: Page | None = None
        # Lists and overviews are kept, with their place and filters; other pages are made anew when wanted again.
        self._kept: dict[Place, Page] = {}
        self._trouble: Notice | None = None
        self._undo: UndoBar | None = None
        self._stack = QStackedWidget(self)
        self.status = StatusLine(theme, self)
        self._lay_out()
        # What is taken back, and where to go, while something long is being written.
        self._undoing, self._going = InTurn(self.tell, self), InTurn(self.tell, self)
        self.status.share_asked.connect(lambda: self.go(Place("exchange")))
        undos.changed.connect(self._withdraw_offer)

    def go(self, place: Place) -> bool:
        """Leaves the page that holds for another; False where either is not possible, and a sentence says why.

        Where what is typed has to wait for something else that is being written, it is left as soon as that is over.
        """
        if self._elsewhere(place):
            return True
        if not self.leave(partial(self.go, place)) or not self._show(place):
            return False
        self._trail.go(place)
        self._arrive(place)
        return True

    def step(self, step: Literal[-1, 1]) -> None:
        """Back (-1) or forward (1)."""
        place = self._trail.beside(step)
        if place is not None and self.leave(partial(self.step, step)) and self._show(place):
            self._trail.step(step)
            self._arrive(place)

    def _go_back(self) -> None:
        """To the place before; today where there is none."""
        if self._trail.beside(-1) is None:
            self.go(HOME)
        else:
            self.step(-1)

    def new(self, kind: str, preset: Mapping[str, Any] | None = None) -> None:
        """Begins a new record."""
        self.go(place_of_new(kind, dict(preset or {})))

    def save(self) -> None:
        """Saves what the page shows."""
        if self._page is not None:
            self.guarded(self._page.save)

    def leave(self, then: Callable[[], object]) -> bool:
        """Puts what is being typed on the disk; False where the disk refuses, and a sentence says why.

        Where it has to wait for something else that is being written, it is False too, and `then` is done afterwards,
        unless something else is asked for until then.
        """
        self._going.forget()
        try:
            return self.guarded(self._keep, waits=True)
        except StoreBusy as busy:
            self._going.do_after(busy, then)
            self._say(waits_words())
            return False

    def flush(self, *, at_last: bool = False) -> bool:
        """Puts what is being typed on the disk, and does what waits; False where the disk refuses, or something else is
        being written, and a sentence says why.

        Args:
            at_last: what else is being written is waited for.
        """
        while True:
            try:
                return self.guarded(self._undoing.finish, waits=at_last) and self.guarded(self._keep, waits=at_last)
            except StoreBusy as busy:
                busy.is_over_within(_LOOK_S)

    def _keep(self) -> None:
        page = self._page
        if page is not None:
            page.flush()
            # What waited may have led elsewhere.
            if page is self._page:
                self._trail.name_here(page.shown_uid())

    def _take_back(self, offer: Offer) -> None:
        self._undos.take(offer)
        if not self._undoing.do(partial(self._take_back_now, offer)):
            self._say(waits_words())

    def _take_back_now(self, offer: Offer) -> None:
        offer.take_back()
        self._say(_("Undo: {what}").format(what=offer.sentence))
        # A draft that came back is no change of a record, of which all would be told.
        self.refresh(frozenset())

    def refresh(self, changed: frozenset[str]) -> None:
        """Shows what is new after a commit that changed records of the kinds `changed`."""
        for page in {*self._kept.values(), *([self._page] if self._page else [])}:
            self.guarded(lambda page=page: page.refresh(changed))  # type: ignore[misc]

    def offer_undo(self, sentence: str, take_back: Callable[[], object]) -> None:
        """Says what was done, and for some seconds how to take it back; later Ctrl+Z does."""
        if self._undo is None:
            self._undo = self._make_undo()
        offer = Offer(sentence, take_back)
        self._undos.add(offer)
        self._undo.show_for(sentence, offer)

    def undo(self) -> None:
        """Takes back what was done last and not taken back."""
        offer = self._undos.last()
        if offer is not None:
            self.guarded(partial(self._take_back, offer))
        else:
            self._say(_("Nothing was done that can be taken back"))

    def tell(self, sentence: str) -> None:
        """Says above the page what went wrong and what to do."""
        if self._trouble is None:
            self._trouble = self._make_trouble()
        self._trouble.set_text(sentence)
        self._trouble.show()

    def note(self, title: str, detail: str, action: str, act: Callable[[], object]) -> None:
        """Says above the page what is good to know, until it is hidden; `action` "" for nothing to do."""
        made = Notice(self._theme, "info", title, detail, action, closable=True, parent=self)
        made.setObjectName("note")
        for end in (made.acted, made.dismissed):
            end.connect(made.hide)
            end.connect(made.deleteLater)
        made.acted.connect(lambda: act())
        self._above.addWidget(made)
        follow(self, [*([made.button] if action else []), made.cross])

    def forget_trouble(self) -> None:
        """What was told no longer holds."""
        if self._trouble is not None:
            self._trouble.hide()

    def trouble(self) -> str:
        """What is said above the page, or ""."""
        return self._trouble.accessibleName() if self._trouble is not None and not self._trouble.isHidden() else ""

    def page(self) -> Page | None:
        """The page that holds."""
        return self._page

    def place(self) -> Place | None:
        """Where this pane stands."""
        return self._trail.here

    def record(self) -> str:
        """The uid of the record that can be changed here, or ""."""
        place, page = self._trail.here, self._page
        if place is None or page is None or not place.is_record:
            return ""
        return page.shown_uid() or place.uid

    def before(self) -> Place | None:
        """The place that this pane came from."""
        return self._trail.beside(-1)

    def focus_page(self) -> None:
        """Gives the focus to where the page wants it, else to its first part."""
        page = self._page
        if page is None:
            return
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        first = page.nextInFocusChain()
        has_it = page.isAncestorOf(self.window().focusWidget() or self)
        if first is not None and page.focusProxy() is None and not has_it:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def guarded(self, work: Callable[[], object], *, waits: bool = False) -> bool:
        """Does `work`; what the world refuses is told, and the page stays as it is.

        Raises:
            StoreBusy: `work` did, and it `waits`.
        """
        try:
            work()
        except NotebookError as error:
            if waits and isinstance(error, StoreBusy):
                raise
            self.tell(str(error))
            return False
        return True

    def _show(self, place: Place) -> bool:
        """Puts the page of `place` on top; False where there is none, and a sentence says why."""
        found: list[Page] = []
        if place in self._kept:
            found.append(self._kept[place])
        elif not self.guarded(lambda: found.append(self._builder.page(place, self._stack))):
            return False
        page = found[0]
        if place.key in _KEPT:
            self._kept[place] = page
        if self._stack.indexOf(page) < 0:
            self._connect_page(page)
            self._stack.addWidget(page)
        leaving, self._page = self._page, page
        self._stack.setCurrentWidget(page)
        # Only now: a stack that loses the page on top shows another one in passing.
        self._let_go(leaving)
        if self._undo is not None:
            self._undo.settle()
        return True

    def _let_go(self, leaving: Page | None) -> None:
        if leaving is not None and leaving is not self._page and leaving not in self._kept.values():
            self._stack.removeWidget(leaving)
            leaving.deleteLater()

    def _arrive(self, place: Place) -> None:
        self.forget_trouble()
        self.arrived.emit(place)

    def _say(self, sentence: str) -> None:
        self.status.say(sentence)
        self.said.emit()

    def _connect_page(self, page: Page) -> None:
        page.record_asked.connect(lambda kind, uid: self.go(Place("record", kind, uid)))
        page.edit_asked.connect(lambda kind, uid: self.go(Place("edit", kind, uid)))
        page.new_asked.connect(self.new)
        page.list_asked.connect(lambda kind: self.go(list_of(kind)))
        page.history_asked.connect(lambda uid: self.go(Place("history", "", uid)))
        page.drafts_asked.connect(lambda: self.go(Place("drafts")))
        page.settle_asked.connect(lambda uid: self.go(Place("conflicts", "", uid)))
        page.map_asked.connect(lambda uid: self.go(Place("relationships", "", uid)))
        page.integrity_asked.connect(lambda uid: self.go(Place("integrity", "site", uid)))
        page.leaving_asked.connect(lambda uid: self.go(Place("leaving", "person", uid)))
        page.outlook_asked.connect(lambda uid: self.go(Place("outlook", "", uid)))
        page.paper_asked.connect(lambda kind, uid: self.go(Place("paper", kind, uid)))
        page.handed_out.connect(self.handed_out)
        page.back_asked.connect(self._go_back)
        page.said.connect(self._say)
        page.undo_offered.connect(self.offer_undo)
        page.undo_withdrawn.connect(self._undos.withdraw)

    def _withdraw_offer(self) -> None:
        if self._undo is not None and self._undo.token not in self._undos:
            self._undo.withdraw()

    def _make_undo(self) -> UndoBar:
        """Made when it is first needed, as is the notice of trouble: the window opens without them."""
        from isp_desktop.ui.kit.undo import UndoBar

        made = UndoBar(self._theme, self, feet=lambda: self._page.feet() if self._page is not None else ())
        made.undone.connect(lambda offer: self.guarded(partial(self._take_back, offer)))
        return made

    def _make_trouble(self) -> Notice:
        made = Notice(self._theme, "bad", "", closable=True, parent=self)
        made.dismissed.connect(made.hide)
        self._above.addWidget(made)
        follow(self, [made.cross])
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above = QHBoxLayout()
        self._above.setContentsMargins(32, 8, 30, 4)
        column.addLayout(self._above)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
