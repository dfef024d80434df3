"""Counts what waits at the exchange: off the main thread, and only once nothing is saved for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.latest import Latest

if TYPE_CHECKING:
    from isp_desktop.services.sharing.waiting import Waiting

# Not while the window opens, and not between the saves of somebody at work.
_AFTER_MS = 3_000


class ExchangeCount(QObject):
    """Counts for an open notebook.

    Signals:
        counted: how many records were not shared yet, and how many bundles can be taken.
    """

    counted = Signal(int, int)

    def __init__(self, jobs: Jobs, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._timer = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.count)
        self._reads = Latest(jobs, _("What waits to be shared"), self)
        self._reads.read_through.connect(self._tell)

    def soon(self) -> None:
        """Something changed, or the notebook was opened."""
        self._timer.start()

    def stop(self) -> None:
        """Counts no more."""
        self._timer.stop()

    def count(self) -> None:
        """Counts now."""
        store = self._store

        def work(progress: Progress) -> Waiting:
            # The window opens without it.
            from isp_desktop.services.sharing.waiting import waiting

            return waiting(store, lambda done, total: progress(done, total, ""))

        self._reads.read(work)

    def _tell(self, found: Waiting) -> None:
        self.counted.emit(found.not_shared, found.ready)
