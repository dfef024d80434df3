"""Long work off the main thread: with progress, with cancel, and with a plain sentence at the end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from isp_desktop.domain.errors import Cancelled, NotebookError

Progress = Callable[[int, int, str], None]
T = TypeVar("T")
Work = Callable[[Progress], T]


class _Fault:
    """An error of the program, on its way to the main thread."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


class Job(QObject):
    """One piece of work under way; made by `Jobs.start`.

    Signals, all in the main thread:
        progressed: done, total (0 where nobody knows) and what is being done.
        finished: the result.
        failed: the sentence of a NotebookError, other than Cancelled.
        cancelled: the work stopped because it was asked to.
        ended: after any of these three.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._stop = Event()

    def cancel(self) -> None:
        """Asks the work to stop; it does at its next report of progress."""
        self._stop.set()

    def report(self, done: int, total: int, what: str) -> None:
        """What the work calls; from any thread.

        Raises:
            Cancelled: the work was asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled(f"{self.name} was stopped. Nothing of it was kept.")
        self.progressed.emit(done, total, what)

    def settle(self, outcome: object, fine: bool) -> None:
        """Tells how it ended, in the main thread.

        Raises:
            BaseException: the fault of the program that ended the work.
        """
        if fine:
            self.finished.emit(outcome)
        elif isinstance(outcome, Cancelled):
            self.cancelled.emit()
        elif isinstance(outcome, NotebookError):
            self.failed.emit(str(outcome))
        self.ended.emit()
        if isinstance(outcome, _Fault):
            raise outcome.error


class Jobs(QObject):
    """Runs work in threads of its own pool and delivers the outcome in the main thread.

    Signals:
        busy_changed: the first job began or the last one ended.
    """

    busy_changed = Signal(bool)
    # Sent by the worker, and by an object that outlives it: a job may be gone before its last signal is through.
    _arrived = Signal(object, object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: list[Job] = []
        self._arrived.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def start(self, name: str, work: Work[T]) -> Job:
        """Begins `work(progress)`; `name` says what it is, such as "The backup". Connect to the job at once."""
        job = Job(name)
        self._running.append(job)
        if len(self._running) == 1:
            self.busy_changed.emit(True)
        self._pool.start(lambda: self._run(job, work))
        return job

    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def cancel_all(self) -> None:
        """Asks every job to stop and waits until they have; for closing the window."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()

    def _run(self, job: Job, work: Work[T]) -> None:
        try:
            result = work(job.report)
        except NotebookError as error:
            self._arrived.emit(job, error, False)
        except BaseException as error:  # noqa: BLE001 - carried to the main thread and raised there
            self._arrived.emit(job, _Fault(error), False)
        else:
            self._arrived.emit(job, result, True)

    @Slot(object, object, bool)
    def _settle(self, job: Job, outcome: object, fine: bool) -> None:
        self._running.remove(job)
        if not self._running:
            self.busy_changed.emit(False)
        job.settle(outcome, fine)
