"""What the calendar shows, read off the main thread: weeks with very many visits take longer than a frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import own_calendar, planning
from isp_desktop.services.own_calendar import OwnCalendar, Seen
from isp_desktop.services.planning import Occasion
from isp_desktop.ui.kit.day_entries import Entry
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.pages.calendar.words import entry_of

Range = tuple[dt.date, dt.date]
Shown = tuple[Occasion, Entry]
"""What stands on a day, and how it looks."""


class Days(QObject):
    """Reads the range that is shown, the notebook and the user's own calendar each by itself.

    Attributes:
        own: the user's own calendar, if one was chosen.
        is_read: the notebook was read for the range that is shown.

    Signals:
        changed: what is `shown` is another.
        own_changed: another calendar beside the visits, or none.
        troubled: a sentence on what could not be read; "" when all was.
        failed: a sentence, when the notebook could not be read.
    """

    changed = Signal()
    own_changed = Signal()
    troubled = Signal(str)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._store = jobs, store
        self._range: Range = (dt.date.min, dt.date.min)
        self._today = dt.date.min
        self._asked = 0
        self._own_asked = 0
        self._found: list[Shown] = []
        self._reviews: list[Shown] | None = None
        self._own: list[Shown] = []
        self.is_read = False
        self.own = own_calendar.chosen(store)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self._read_own())

    def show(self, start: dt.date, end: dt.date, today: dt.date) -> None:
        """Reads the days from `start` up to, not with, `end`."""
        if (start, end) != self._range:
            self._found, self._own, self.is_read = [], [], False
        self._range, self._today = (start, end), today
        self.read()
        self._read_own()

    def read(self, kinds: frozenset[str] = frozenset()) -> None:
        """Reads the notebook again, after records of `kinds` changed."""
        if kinds & {"site", "initiative"}:
            self._reviews = None
        known, (start, end), today, store = self._reviews, self._range, self._today, self._store
        self._asked += 1
        number = self._asked

        def work(_progress: object) -> tuple[list[Shown], list[Shown]]:
            reviews = _dressed(planning.reviews(store)) if known is None else known
            return _dressed(planning.between(store, start, end, today)), reviews

        job = self._jobs.start(_("The calendar"), work, self)
        job.finished.connect(lambda found: self._take(number, *found))
        job.failed.connect(self.failed)

    def shown(self) -> list[Shown]:
        """Everything in the range, in order of time."""
        start, end = self._range
        reviews = [review for review in self._reviews or () if start <= review[0].day < end]
        return sorted([*self._found, *reviews, *self._own], key=lambda one: planning.place(one[0]))

    def occasion(self, uid: str) -> Occasion | None:
        """One of them."""
        return next((occasion for occasion, _entry in self.shown() if occasion.uid == uid), None)

    def choose(self, path: Path) -> None:
        """Shows another calendar beside the visits; one that cannot be read is told, and changes nothing."""
        store = self._store
        job = self._jobs.start(_("Your own calendar"), lambda _progress: own_calendar.choose(store, path), self)
        job.finished.connect(self._use)
        job.failed.connect(self.troubled)

    def leave_out(self) -> None:
        """Shows none beside the visits."""
        own_calendar.leave_out(self._store)
        self._use(None)

    def _use(self, own: OwnCalendar | None) -> None:
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)
        self.own, self._own = own, []
        self.own_changed.emit()
        self.troubled.emit("")
        self.changed.emit()
        self._read_own()

    def _take(self, number: int, found: list[Shown], reviews: list[Shown]) -> None:
        if number == self._asked:
            self._found, self._reviews, self.is_read = found, reviews, True
            self.changed.emit()

    def _read_own(self) -> None:
        own, (start, end) = self.own, self._range
        if own is None:
            return
        self._own_asked += 1
        number = self._own_asked
        job = self._jobs.start(_("Your own calendar"), lambda _progress: own.between(start, end), self)
        job.finished.connect(lambda seen: self._take_own(number, own, seen))

    def _take_own(self, number: int, own: OwnCalendar, seen: Seen) -> None:
        if number != self._own_asked or own is not self.own:
            return
        self._own = _dressed(seen.events)
        # Many programs write a new file in place of the old one, and watching ends with that.
        self._watcher.addPath(str(own.path))
        self.troubled.emit(seen.trouble)
        self.changed.emit()


def _dressed(found: Iterable[Occasion]) -> list[Shown]:
    return [(occasion, entry_of(occasion)) for occasion in found]
