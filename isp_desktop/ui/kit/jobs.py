"""Long work off the main thread: with progress, with cancel, and with a plain sentence at the end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from isp_desktop.domain.errors import Cancelled, NotebookError
from isp_desktop.domain.language import _

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
    _reported = Signal(int, int, str)

    def __init__(self, name: str, owner: QObject | None, keeps: bool, beyond: Callable[[str], object] | None) -> None:
        super().__init__()
        self.name = name
        self.keeps = keeps
        self._owner = owner
        self._beyond = beyond
        self._stop = Event()
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Asks the work to stop; it does at its next report of progress."""
        self._stop.set()

    def report(self, done: int, total: int, what: str) -> None:
        """What the work calls; from any thread.

        Raises:
            Cancelled: the work was asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled(_("{what} was stopped. Nothing of it was kept.").format(what=self.name))
        self._reported.emit(done, total, what)

    @Slot(int, int, str)
    def _pass_on(self, done: int, total: int, what: str) -> None:
        if self._owner is None or isValid(self._owner):
            self.progressed.emit(done, total, what)

    def settle(self, outcome: object, fine: bool) -> None:
        """Tells how it ended, in the main thread; where its owner is gone, a failure at most.

        Raises:
            BaseException: the fault of the program that ended the work.
        """
        if self._owner is None or isValid(self._owner):
            self._tell(outcome, fine)
        elif self._beyond is not None and isinstance(outcome, NotebookError) and not isinstance(outcome, Cancelled):
            self._beyond(str(outcome))
        if isinstance(outcome, _Fault):
            raise outcome.error

    def _tell(self, outcome: object, fine: bool) -> None:
        if fine:
            self.finished.emit(outcome)
        elif isinstance(outcome, Cancelled):
            self.cancelled.emit()
        elif isinstance(outcome, NotebookError):
            self.failed.emit(str(outcome))
        self.ended.emit()


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
        self._over = False
        self._arrived.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        name: str,
        work: Work[T],
        owner: QObject | None = None,
        *,
        keeps: bool = False,
        beyond: Callable[[str], object] | None = None,
    ) -> Job:
        """Begins `work(progress)`; connect to the job at once.

        Args:
            name: what it is, such as "The backup".
            owner: who shows how it goes; once that is gone, the work goes on and nobody is told any more.
            keeps: it keeps what the user gave, and nobody has that twice: only the user stops it, locking waits for it.
            beyond: hears the sentence of a failure where the owner is gone.
        """
        job = Job(name, owner, keeps, beyond)
        if self._over and not keeps:
            # Whoever would have heard of it, such as a page that reads again after each change, is on its way out.
            return job
        self._running.append(job)
        if len(self._running) == 1:
            self.busy_changed.emit(True)
        self._pool.start(lambda: self._run(job, work))
        return job

    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def ask_all_to_stop(self) -> None:
        """Asks every job to stop but those that keep what the user gave; `busy_changed` tells when all are over."""
        for job in self._running:
            if not job.keeps:
                job.cancel()

    def stop_all(self) -> None:
        """Asks as `ask_all_to_stop` does, and waits until all jobs are over."""
        self.ask_all_to_stop()
        self._pool.waitForDone()

    def cancel_all(self) -> None:
        """Stops all jobs, for closing the window; from now on only what keeps something of the user's is begun."""
        self._over = True
        self.stop_all()

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
