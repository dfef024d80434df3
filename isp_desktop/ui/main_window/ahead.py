"""Reads the program's own code ahead, once the window stands, so that no page waits for the disk when first opened."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.jobs import Jobs, Progress

# Not while the window opens, and its first page fills.
_AFTER_MS = 2_000


class Ahead(QObject):
    """Reads for an open notebook, off the main thread: all pages and the search, and what it and the lists ask for."""

    def __init__(self, jobs: Jobs, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._store = jobs, store
        self._timer = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.read)

    def soon(self) -> None:
        """The notebook was opened."""
        self._timer.start()

    def stop(self) -> None:
        """It is about to be closed."""
        self._timer.stop()

    def read(self) -> None:
        """Reads now."""
        store = self._store

        def work(progress: Progress) -> None:
            import importlib
            import pkgutil

            from isp_desktop.ui import pages

            for found in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
                progress(0, 0, "")
                importlib.import_module(found.name)
            # By which the forms of instruments are worked out; it is read where one is first filled.
            importlib.import_module("lxml.etree")
            _search(store)
            _lists(store, progress)

        self._jobs.start(_("What the pages are made of"), work, self)


def _search(store: Store) -> None:
    """Asks as the first key in the search will: the question is made ready, the index has its first pages read."""
    from isp_desktop.services import finding

    finding.find(store, "a")


def _lists(store: Store, progress: Progress) -> None:
    """Asks as each list does when it is opened, which takes a third of that the first time."""
    from isp_desktop.services import lines

    today = dt.date.today()
    for spec in kinds().values():
        if not spec.within:
            progress(0, 0, "")
            lines.page(store, spec.kind, limit=1)
            lines.unsaved(store, spec.kind, today)
    lines.open_commitments(store, None, 1, False, today)
