"""Threads beside the main one, which never hold the last of anything that lives in the window.

Qt ends a widget, or a pool of its own threads, only in the thread it lives in; elsewhere it stands still for good. What
work was given and what it gave is therefore let go in the main thread, whoever forgot about it meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from queue import SimpleQueue
from typing import Generic, TypeVar
from weakref import finalize

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
Said = Callable[[], object]
Then = Callable[[T | None, BaseException | None], object]
"""Hears the result, or the error that ended the work, in the main thread."""


class _Errand(Generic[T]):
    """Work on its way to a worker and back; the worker holds this alone, and the main thread empties it."""

    def __init__(self, workers: Workers, work: Callable[[], T], then: Then[T]) -> None:
        # Workers do not end before what they do has ended.
        self._workers: Workers | None = workers
        self._work: Callable[[], T] | None = work
        self._then: Then[T] | None = then
        self._result: T | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """In the worker's thread."""
        assert self._work is not None
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001 - carried to the main thread, told or raised there
            self._error = error

    def deliver(self) -> None:
        """In the main thread."""
        assert self._then is not None
        then, result, error = self._then, self._result, self._error
        self._workers = self._work = self._then = self._result = self._error = None
        then(result, error)


class _Bell(QObject):
    """Carries calls from any thread into the main one, in their order."""

    _rung = Signal()

    def __init__(self) -> None:
        # Owned by the application: whoever holds this last in Python, in whichever thread, does not end it.
        super().__init__(QCoreApplication.instance())
        self._said: SimpleQueue[Said] = SimpleQueue()
        self._rung.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def say(self, call: Said) -> None:
        self._said.put(call)
        self._rung.emit()

    @Slot()
    def _hear(self) -> None:
        self._said.get_nowait()()


class Workers:
    """Does work in threads of its own and tells the outcome in the main thread; made and let go there.

    Args:
        threads: how many pieces of work are under way at once; more wait for their turn.
    """

    def __init__(self, threads: int) -> None:
        self._bell = _Bell()
        self._pool = ThreadPoolExecutor(threads)
        self._under_way: set[Future[None]] = set()
        finalize(self, _end, self._pool, self._bell).atexit = False

    def start(self, work: Callable[[], T], then: Then[T]) -> None:
        """Begins `work` in a worker; `then` hears how it ended."""
        self._under_way = {one for one in self._under_way if not one.done()}
        self._under_way.add(self._pool.submit(_run, _Errand(self, work, then), self._bell))

    def say(self, call: Said) -> None:
        """Has `call` made in the main thread, soon and in the order of saying; from any thread."""
        self._bell.say(call)

    def hear_all(self) -> None:
        """Makes the calls that were said now, in the main thread, instead of soon."""
        QCoreApplication.sendPostedEvents(self._bell)

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until nothing is under way; whether that came about in time. What was said is not heard meanwhile."""
        return not wait(self._under_way, seconds).not_done


def _run(errand: _Errand[T], bell: _Bell) -> None:
    errand.run()
    bell.say(errand.deliver)


def _end(pool: ThreadPoolExecutor, bell: _Bell) -> None:
    """All is delivered by now; a worker may be on its way out of ringing the bell."""
    pool.shutdown()
    if isValid(bell):
        bell.deleteLater()
