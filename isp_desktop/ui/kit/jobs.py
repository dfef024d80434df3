"""Long work off the main thread: with progress, with cancel, and with a plain sentence at the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from isp_desktop.domain.errors import Cancelled, NotebookError
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.workers import Said, Workers

Progress = Callable[[int, int, str], None]
T = TypeVar("T")
Work = Callable[[Progress], T]


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

    def __init__(
        self,
        name: str,
        owner: QObject | None,
        keeps: bool,
        beyond: Callable[[str], object] | None,
        say: Callable[[Said], None],
    ) -> None:
        super().__init__()
        self.name = name
        self.keeps = keeps
        self._owner = owner
        self._beyond = beyond
        self._say = say
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
            raise Cancelled(_("{what} was stopped. Nothing of it was kept.").format(what=self.name))
        self._say(partial(self._pass_on, done, total, what))

    def _pass_on(self, done: int, total: int, what: str) -> None:
        if self._owner is None or isValid(self._owner):
            self.progressed.emit(done, total, what)

    def settle(self, result: object, error: BaseException | None) -> None:
        """Tells how it ended; where its owner is gone, a failure at most."""
        if self._owner is None or isValid(self._owner):
            self._tell(result, error)
        elif self._beyond is not None and isinstance(error, NotebookError) and not isinstance(error, Cancelled):
            self._beyond(str(error))

    def _tell(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.finished.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        elif isinstance(error, NotebookError):
            self.failed.emit(str(error))
        self.ended.emit()


class Jobs(QObject):
    """Runs work in threads of its own and delivers the outcome in the main thread.

    Args:
        threads: how many jobs are under way at once; 0 for as many as the computer has processors.

    Signals:
        busy_changed: the first job began or the last one ended.
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, threads: int = 0) -> None:
        super().__init__(parent)
        self._workers = Workers(threads or max(2, os.cpu_count() or 1))
        self._running: list[Job] = []
        self._over = False

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
        job = Job(name, owner, keeps, beyond, self._workers.say)
        if self._over and not keeps:
            # Whoever would have heard of it, such as a page that reads again after each change, is on its way out.
            return job
        self._running.append(job)
        if len(self._running) == 1:
            self.busy_changed.emit(True)
        self._workers.start(partial(work, job.report), partial(self._settle, job))
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
        self._workers.wait()

    def cancel_all(self) -> None:
        """Stops all jobs and tells how they ended; from now on only what keeps something of the user's is begun.

        Told now: what shows it may read of a notebook that is closed right afterwards.
        """
        self._over = True
        self.stop_all()
        self._workers.hear_all()
        while self._running:
            self.stop_all()
            self._workers.hear_all()

    def _settle(self, job: Job, result: object, error: BaseException | None) -> None:
        self._running.remove(job)
        if isValid(self):
            if not self._running:
                self.busy_changed.emit(False)
            job.settle(result, error)
        if error is not None and not isinstance(error, NotebookError):
            raise error
