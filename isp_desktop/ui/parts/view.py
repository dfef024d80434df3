"""A view behind a tab of a page: of one subject or site, or of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme


class View(Part):
    """It reads what it shows itself, in a job, once it is asked to, and again when one of its kinds changed.

    Attributes:
        kinds: the kinds of records from which it is made.
        reads: what it reads, marked for translation.
        add_words: what its page's main button says; "" for none.
        is_begun: there is something to show; else it offers itself how to begin.
        headline: a sentence on what it shows, for the head of the page.

    Signals:
        told: it shows what was read, and its headline is another.
        said: a sentence for the status line.
    """

    told = Signal()
    said = Signal(str)

    kinds: frozenset[str] = frozenset()
    reads = marked("What is shown")

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self.add_words = self.headline = self._target = ""
        self._is_asked = self.is_begun = False
        self._reading = Latest(jobs, _(self.reads), self)
        self._reading.read_through.connect(self._show_and_tell)
        self._reading.failed.connect(self.said)

    def show_for(self, target: str) -> None:
        """Shows what there is of the subject or site with the uid `target`; of all for ""."""
        self._is_asked, self._target = True, target
        store, day, read = self._store, self._today(), self._read
        self._reading.read(lambda _progress: read(store, target, day))

    def refresh(self, kinds: frozenset[str]) -> None:
        """Records of `kinds` changed."""
        if self._is_asked and kinds & self.kinds:
            self.show_for(self._target)

    def is_whole(self) -> bool:
        """Whether it shows what it was asked for."""
        return not self._reading.is_reading()

    def add(self) -> None:
        """Begins what `add_words` says."""

    def first(self) -> QWidget:
        """What takes the focus first."""
        return self

    @staticmethod
    def _read(store: Store, target: str, day: dt.date) -> object:
        """What is shown, read off the main thread."""
        raise NotImplementedError

    def _show(self, found: object) -> None:
        """Shows what `_read` gave."""
        raise NotImplementedError

    def _show_and_tell(self, found: object) -> None:
        self._show(found)
        self.told.emit()
