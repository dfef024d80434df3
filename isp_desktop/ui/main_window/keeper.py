"""Tidies the notebook after saves and takes a backup every half hour if something was written; off the main thread."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.jobs import Jobs, Progress

EVERY_MS = 30 * 60 * 1000
# The first look comes soon, so that short sittings are backed up as well, but not while the window opens.
_FIRST_MS = 60 * 1000
# After the last of a run of saves, so that none of them waits for it.
_TIDY_MS = 2 * 1000


class Keeper(QObject):
    """Looks after an open notebook.

    Signals:
        latest: when the latest backup was taken (datetime), or None.
        failed: the sentence that says why none could be taken.
    """

    latest = Signal(object)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._store = store
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.back_up)
        self._first = QTimer(self, interval=_FIRST_MS, singleShot=True)
        self._first.timeout.connect(self.back_up)
        self._tidying = QTimer(self, interval=_TIDY_MS, singleShot=True)
        self._tidying.timeout.connect(self._tidy)

    def start(self) -> None:
        """Tells of the latest backup there is, and begins to wait."""
        self._timer.start()
        self._first.start()
        self.tell()

    def stop(self) -> None:
        """Takes no more."""
        self._timer.stop()
        self._first.stop()
        self._tidying.stop()

    def note_change(self) -> None:
        """Something was saved: the journal is moved into the database once nothing is saved for a moment."""
        self._tidying.start()

    def tell(self) -> None:
        """Says when the latest backup was taken, as soon as the folder is read."""
        folder = self._store.folder.path
        job = self._jobs.start(_("The list of backups"), lambda _progress: _latest(folder), self)
        job.finished.connect(self.latest)
        job.failed.connect(self.failed)

    def back_up(self) -> None:
        """Takes a backup if something was saved or typed since the latest one."""
        store = self._store

        def work(progress: Progress) -> dt.datetime | None:
            from isp_desktop.services import backups

            if backups.is_due(store):
                words = _("Copying the notebook")
                backups.take(store, backups.BY_ITSELF, lambda done, total: progress(done, total, words))
            return _latest(store.folder.path)

        job = self._jobs.start(_("The backup"), work, self)
        job.finished.connect(self.latest)
        job.failed.connect(self.failed)

    def _tidy(self) -> None:
        store, words = self._store, _("Tidying the notebook")

        def work(progress: Progress) -> None:
            store.tidy(lambda done, total: progress(done, total, words))

        job = self._jobs.start(words, work, self)
        job.failed.connect(self.failed)


def _latest(folder: Path) -> dt.datetime | None:
    # Read where it is used: the window opens without it.
    from isp_desktop.services import backups

    kept = backups.every(folder)
    return dt.datetime.fromisoformat(kept[0].manifest.at) if kept else None
