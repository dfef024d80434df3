"""Who of this program's threads writes: one at a time, the others wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from isp_desktop.domain.errors import StoreBusy
from isp_desktop.domain.language import _

# A draft is written in a few milliseconds; so long nobody notices.
_PATIENCE_S = 0.25


class Turn:
    """A lock that is held while something is written.

    The database has one of its own, but that one is waited for some seconds only: it is for other programs.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writer: int | None = None
        self._spared: int | None = None

    def spare(self) -> None:
        """The thread that calls this does not wait from now on, but is told that it would have to."""
        self._spared = threading.get_ident()

    def comes_within(self, seconds: float) -> bool:
        """Whether nobody writes, at the latest `seconds` from now."""
        if not self._lock.acquire(timeout=seconds):
            return False
        self._lock.release()
        return True

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Holds it, once nobody else does.

        Raises:
            StoreBusy: somebody else holds it, and this thread does not wait.
            RuntimeError: this thread holds it already.
        """
        me = threading.get_ident()
        if self._writer == me:
            raise RuntimeError("Within a transaction another one was begun, which would wait for the first for ever.")
        if not self._lock.acquire(timeout=_PATIENCE_S if me == self._spared else -1):
            sentence = _("Something else is being written, such as a large bundle. Do this again in a moment.")
            raise StoreBusy(sentence, self.comes_within)
        self._writer = me
        try:
            yield
        finally:
            self._writer = None
            self._lock.release()
