"""Says where the main thread was when it kept the window waiting."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractEventDispatcher

LONGEST_MS = 16.0
_LOOK_EVERY_S = 0.004


@dataclass
class Turn:
    """One turn of the event loop that took too long, and the places of our code that it was seen at.

    Attributes:
        work_ms: how much of it the thread was at work; the rest it waited, as for a busy machine.
    """

    ms: float
    work_ms: float
    seen: list[str] = field(default_factory=list)

    def where(self) -> str:
        """The place it was seen at most often."""
        return max(set(self.seen), key=self.seen.count) if self.seen else "not in our code"


class Watchdog:
    """Times each turn of the event loop, and looks from another thread at what a long one is doing."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self._began: float | None = None
        self._worked = 0.0
        self._seen: list[str] = []
        self._stop = threading.Event()
        self._main = threading.main_thread().ident
        self._looker = threading.Thread(target=self._look, daemon=True)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watches the event loop of this thread."""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._begin)
        dispatcher.aboutToBlock.connect(self._end)
        self._looker.start()
        try:
            yield
        finally:
            self._end()
            self._stop.set()
            self._looker.join()
            dispatcher.awake.disconnect(self._begin)
            dispatcher.aboutToBlock.disconnect(self._end)

    @contextmanager
    def timing(self) -> Iterator[None]:
        """Watches something done outside the event loop, as if it were one turn of it."""
        self._begin()
        try:
            yield
        finally:
            self._end()

    def _begin(self) -> None:
        self._seen = []
        self._worked = time.thread_time()
        self._began = time.perf_counter()

    def _end(self) -> None:
        if self._began is not None:
            ms = (time.perf_counter() - self._began) * 1000
            if ms > LONGEST_MS:
                self.turns.append(Turn(ms, (time.thread_time() - self._worked) * 1000, self._seen))
        self._began = None

    def _look(self) -> None:
        while not self._stop.wait(_LOOK_EVERY_S):
            began = self._began
            if began is None or (time.perf_counter() - began) * 1000 < LONGEST_MS / 2:
                continue
            frame = sys._current_frames().get(self._main or 0)
            ours = [one for one in traceback.extract_stack(frame) if "/isp_desktop/" in one.filename]
            if ours:
                last = ours[-1]
                self._seen.append(f"{last.filename.rsplit('/isp_desktop/', 1)[1]}:{last.lineno} {last.name}")
