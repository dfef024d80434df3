"""Of several readings of one thing that are under way at once, only the latest asked for is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from isp_desktop.ui.kit.jobs import Job, Jobs, Work

T = TypeVar("T")


class Latest(Generic[T]):
    """Reads in jobs for `owner`; one that was overtaken is not shown, whenever it ends.

    Args:
        name: what is read, such as "The list of backups".
        show: takes the outcome.
        failed: takes the sentence that says why there is none.
    """

    def __init__(
        self, jobs: Jobs, owner: QObject, name: str, show: Callable[[T], object], failed: Callable[[str], object]
    ) -> None:
        self._jobs, self._owner, self._name = jobs, owner, name
        self._show, self._failed = show, failed
        self._job: Job | None = None

    def read(self, work: Work[T]) -> None:
        """Begins to read; what was begun before is not shown any more."""
        job = self._job = self._jobs.start(self._name, work, self._owner)
        job.finished.connect(lambda found: self._show(found) if job is self._job else None)
        job.failed.connect(lambda sentence: self._failed(sentence) if job is self._job else None)
