"""Notebooks on their way to being closed: out of sight at once, open until all that was typed is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from isp_desktop.db.store import Store
    from isp_desktop.ui.main_window.desk import Desk

_RETRY_MS = 5_000


class Holding(QObject):
    """Closes notebooks without waiting and without losing anything.

    A notebook stays here, hidden, while its disk refuses what was typed (tried again every few seconds) and while a
    job still runs: one that was asked to stop, or one that keeps what the user gave. Whoever gives its passphrase
    meanwhile gets it back as it was.

    Args:
        may_end: whether nobody is just asking for one of them back.

    Signals:
        changed: what `is_unkept` says may be otherwise now.
        ended: a notebook was closed.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, may_end: Callable[[], bool], parent: QObject | None = None, retry_ms: int = _RETRY_MS) -> None:
        super().__init__(parent)
        self._may_end = may_end
        self._held: dict[Path, tuple[Desk, Store]] = {}
        self._unkept: set[Path] = set()
        self._retry = QTimer(self, interval=retry_ms)
        self._retry.timeout.connect(self.retry)

    def put(self, desk: Desk, store: Store) -> None:
        """Takes a notebook that is out of sight, and closes it as soon as it can be."""
        folder = store.folder.path
        self._held[folder] = (desk, store)
        self._retry.start()
        desk.jobs.busy_changed.connect(self._retry_soon)
        desk.jobs.ask_all_to_stop()
        self._end_if_kept(folder)

    def retry(self) -> None:
        """Closes what can be closed by now."""
        for folder in list(self._held) if self._may_end() else ():
            self._end_if_kept(folder)

    def is_unkept(self, folder: Path) -> bool:
        """Whether the disk refused what was typed in a notebook that is held."""
        return folder in self._unkept

    def store(self, folder: Path) -> Store | None:
        """The open store of a notebook that is held; from any thread."""
        held = self._held.get(folder)
        return held[1] if held else None

    def take_back(self, store: Store) -> Desk | None:
        """Gives a notebook back, or None for one that is not held."""
        if self.store(store.folder.path) is not store:
            return None
        desk = self._forget(store.folder.path)
        desk.jobs.busy_changed.disconnect(self._retry_soon)
        return desk

    def is_kept(self) -> bool:
        """Tries once more; whether all that was typed is on the disk."""
        return all([desk.flush_at_last() for desk, _ in self._held.values()])

    def end_all(self) -> None:
        """Closes everything now, waiting for its jobs, what could not be kept included."""
        for folder in list(self._held):
            self._end(folder)

    def _end_if_kept(self, folder: Path) -> None:
        desk, _ = self._held[folder]
        self._unkept.add(folder)
        if desk.flush():
            self._unkept.discard(folder)
            if not desk.jobs.busy():
                self._end(folder)
        self.changed.emit()

    def _retry_soon(self, busy: bool) -> None:
        if not busy:
            # The job that ended last has yet to tell its outcome.
            QTimer.singleShot(0, self, self.retry)

    def _end(self, folder: Path) -> None:
        _, store = self._held[folder]
        desk = self._forget(folder)
        desk.put_away()
        desk.deleteLater()
        store.close()
        self.ended.emit()

    def _forget(self, folder: Path) -> Desk:
        desk, _ = self._held.pop(folder)
        self._unkept.discard(folder)
        if not self._held:
            self._retry.stop()
        return desk
