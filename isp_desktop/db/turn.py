"""Who of this program's threads writes: one at a time, the others wait."""

from __future__ import annotations

import threading
from types import TracebackType


class Turn:
    """A lock held with `with` while something is written.

    The database has one of its own, but that one is waited for some seconds only: it is for other programs.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writer: int | None = None

    def comes_within(self, seconds: float) -> bool:
        """Whether nobody writes, at the latest `seconds` from now."""
        if not self._lock.acquire(timeout=seconds):
            return False
        self._lock.release()
        return True

    def __enter__(self) -> None:
        if self._writer == threading.get_ident():
            raise RuntimeError("Within a transaction another one was begun, which would wait for the first for ever.")
        self._lock.acquire()
        self._writer = threading.get_ident()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._writer = None
        self._lock.release()
