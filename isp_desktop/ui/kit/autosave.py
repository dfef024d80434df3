"""Keeping what is typed while it is typed: soon after each pause, off the main thread, in the order it came."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from isp_desktop.domain.errors import NotebookError, StoreBusy, StoreUnusable
from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.workers import Workers

Keep = Callable[[], int]
"""Puts one snapshot on the disk, in the worker's thread; gives when, in milliseconds since 1970."""

PAUSE_MS = 400
LONGEST_MS = 2_000
RETRY_MS = 5_000
# As long as a disk may take on which nobody else writes; who waits longer, waits for somebody else.
_PATIENCE_S = 0.25
_OURS = marked(
    "A fault of the program keeps this from the disk. It stays on screen and is tried again; copy it to be sure."
)


class Autosave(QObject):
    """Calls `snapshot` in the main thread, and what that gives in a worker, one after the other.

    A snapshot taken while another is being written waits; a newer one takes its place. What could not be kept is
    tried again every five seconds, at the next key, and by `flush`.

    Attributes:
        failure: why the latest snapshot could not be kept; None where it was.

    Signals, in the main thread:
        kept: when the latest snapshot was kept, in milliseconds since 1970.
        failed: the sentence that says why it could not be kept. A fault of the program is raised as well.
    """

    kept = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        snapshot: Callable[[], Keep],
        parent: QObject | None = None,
        pause_ms: int = PAUSE_MS,
        longest_ms: int = LONGEST_MS,
        retry_ms: int = RETRY_MS,
    ) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self._workers = Workers(1)
        self._lock = Lock()
        self._waiting: Keep | None = None
        self._round = 0
        self._dirty = False
        self.failure: NotebookError | None = None
        self._pause = _timer(self, pause_ms, self.keep_now)
        self._longest = _timer(self, longest_ms, self.keep_now)
        self._retry = _timer(self, retry_ms, self.keep_now)

    def touch(self) -> None:
        """Something was typed: it is kept after a pause, and at the latest two seconds from now."""
        self._dirty = True
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def is_dirty(self) -> bool:
        """Whether something typed was not handed to the worker yet, or could not be kept."""
        return self._dirty

    def keep_now(self) -> None:
        """Keeps what was typed without waiting for the pause; returns at once."""
        if not self._dirty:
            return
        self._stop_timers()
        self._dirty = False
        try:
            taken = self._snapshot()
        except BaseException as error:  # noqa: BLE001 - told and raised as what goes wrong in the worker is
            self._workers.say(partial(self._settle, self._round, None, error))
            return
        with self._lock:
            busy = self._waiting is not None
            self._waiting = taken
            of_round = self._round
        if not busy:
            self._workers.start(self._keep_what_waits, partial(self._settle, of_round))

    def flush(self) -> None:
        """Keeps what was typed and returns when it is on the disk, or when it could not be.

        Raises:
            StoreBusy: it has to wait until something else is written; it is kept then.
        """
        self.keep_now()
        self._require_done()
        # The outcome is on its way through the event loop; who flushes wants it told now.
        self._workers.hear_all()

    def drop(self) -> None:
        """What was typed need not be kept any more, since it was saved or discarded; nothing is written after this.

        Raises:
            StoreBusy: what was handed to the worker waits until something else is written, and is kept then.
        """
        self._stop_timers()
        self._dirty = False
        with self._lock:
            self._waiting = None
            self._round += 1
        self._require_done()

    def _require_done(self) -> None:
        if not self._is_done_within(_PATIENCE_S):
            sentence = _("Something else is being written, such as a large bundle. Do this again in a moment.")
            raise StoreBusy(sentence, self._is_done_within)

    def _is_done_within(self, seconds: float) -> bool:
        return self._workers.wait(seconds)

    def _stop_timers(self) -> None:
        for timer in (self._pause, self._longest, self._retry):
            timer.stop()

    def _keep_what_waits(self) -> int | None:
        """In the worker's thread; None where nothing was to be kept any more."""
        with self._lock:
            keep, self._waiting = self._waiting, None
        return keep() if keep is not None else None

    def _settle(self, of_round: int, kept: int | None, error: BaseException | None) -> None:
        # Where the page went meanwhile, nobody is left to be told; a fault of the program does not pass in silence.
        if isValid(self) and of_round == self._round:
            if error is not None:
                self._remember(error)
            elif kept is not None:
                self.failure = None
                self.kept.emit(kept)
        if error is not None and not isinstance(error, NotebookError):
            raise error

    def _remember(self, error: BaseException) -> None:
        """What was typed still has to be kept."""
        self._dirty = True
        self.failure = error if isinstance(error, NotebookError) else StoreUnusable(_(_OURS))
        self._retry.start()
        self.failed.emit(str(self.failure))


def _timer(parent: QObject, ms: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=ms)
    timer.timeout.connect(then)
    return timer
