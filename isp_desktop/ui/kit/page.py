"""What every page of the window is to the window: it asks by signals, and is told what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.in_turn import InTurn


class Page(QWidget):
    """A page. It never reaches for another page or for the window; the window connects these signals.

    Signals:
        record_asked: kind and uid of the record to open.
        new_asked: kind, and a dict of the values that a new record begins with.
        list_asked: the kind whose list to show.
        edit_asked: kind and uid of the record whose form to open, where it has another page than its form.
        drafts_asked: the drafts are to be shown.
        history_asked: the uid of the record whose history to show.
        settle_asked: the uid of the record whose fields in conflict are to be settled, or "" for all that waits.
        map_asked: the uid of the site whose people and ties to show on the map of relationships.
        integrity_asked: the uid of the site whose integrity to show.
        leaving_asked: the uid of the person of whom to show what would be without them.
        outlook_asked: the uid of the site whose outlook to show, or "" for all of them.
        paper_asked: kind and uid of what to look at on paper: the summary of a visit, the minutes of a meeting, the
            brief on a person or the one for a leader, a charter, the result of a team check; "" for an empty form, or
            to ask of whom.
        handed_out: a `Handed` that is to fill the window, since somebody else is given the laptop.
        back_asked: what is here is left as it is; the place before is to be shown.
        said: one sentence for the status line, in place of the one before; "" where nothing is to be said.
        undo_offered: a sentence on what was done, and a callable that takes it back.
        undo_withdrawn: that callable, where it was taken back otherwise.
    """

    record_asked = Signal(str, str)
    new_asked = Signal(str, object)
    list_asked = Signal(str)
    edit_asked = Signal(str, str)
    drafts_asked = Signal()
    history_asked = Signal(str)
    settle_asked = Signal(str)
    map_asked = Signal(str)
    integrity_asked = Signal(str)
    leaving_asked = Signal(str)
    outlook_asked = Signal(str)
    paper_asked = Signal(str, str)
    handed_out = Signal(object)
    back_asked = Signal()
    said = Signal(str)
    undo_offered = Signal(str, object)
    undo_withdrawn = Signal(object)

    @cached_property
    def _acts(self) -> InTurn:
        """What waits for its turn to write, on this page."""
        return InTurn(self.said.emit, self)

    def _told(self, act: Callable[[], object], then: Callable[[], object] = lambda: None) -> None:
        """Does something, and what follows: at once, or as soon as nobody else writes. What the world refuses is said.

        Args:
            act: raises StoreBusy before it did anything.
        """
        try:
            done = self._acts.do(partial(_both, act, then))
        except NotebookError as error:
            self.said.emit(str(error))
            return
        if not done:
            self.said.emit(waits_words())

    def _offer(self, act: Callable[[], Callable[[], object]], sentence: str) -> None:
        """Does something by `act`, which gives what takes it back, and offers that; `sentence` says what was done."""
        self._told(partial(self._do_and_offer, act, sentence))

    def _do_and_offer(self, act: Callable[[], Callable[[], object]], sentence: str) -> None:
        self.undo_offered.emit(sentence, act())

    def shown_uid(self) -> str:
        """The record it shows, a new one's too once something is typed, so that the way back leads to it; or ""."""
        return ""

    def is_whole(self) -> bool:
        """Whether all of it is built; what is not seen at once may be built in later turns of the event loop."""
        return True

    def standing(self) -> str:
        """What holds of what is on the page, for the status line, such as "Saved 10:42"; "" where nothing does."""
        return ""

    def feet(self) -> Sequence[QWidget]:
        """The rows of buttons at its bottom, which nothing may float over."""
        return ()

    def save(self) -> None:
        """Saves what is on screen, for Ctrl+S; a page without a form has nothing to save."""

    def flush(self) -> None:
        """Puts what is being typed on the disk, and does what waits, now; called before locking, closing and leaving.

        Raises:
            StoreBusy: something else is being written; to be called again when that is over.
            NotebookError: it could not be kept; it is still on the page, which then stays.
        """
        self._acts.finish()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Shows what is new after a commit that changed records of `kinds`."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was said of the page before does not hold of this one.
        self.said.emit(self.standing())


@contextmanager
def passable(page: QWidget | None) -> Iterator[None]:
    """Lets Tab lead through all of a page: Qt passes over what stands before the focus proxy of a widget."""
    proxy = page.focusProxy() if page is not None else None
    if page is None or proxy is None:
        yield
        return
    page.setFocusProxy(cast("QWidget", None))
    try:
        yield
    finally:
        page.setFocusProxy(proxy)


def waits_words() -> str:
    """What is said of something that is done as soon as nobody else writes."""
    return _("Will be done in a moment: something else is being written")


def _both(act: Callable[[], object], then: Callable[[], object]) -> None:
    act()
    then()


@runtime_checkable
class Teller(Protocol):
    """What is around the pages, says a sentence above them, and outlives them."""

    def tell(self, sentence: str) -> None: ...


def teller_around(widget: QWidget) -> Callable[[str], None] | None:
    """How to say something when `widget` and its page are gone; None where nothing around them can."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, Teller):
        around = around.parentWidget()
    return None if around is None else partial(_tell, around)


def _tell(teller: Teller, sentence: str) -> None:
    if isValid(teller):
        teller.tell(sentence)
