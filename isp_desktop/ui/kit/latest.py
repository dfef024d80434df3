"""Of several readings of one thing that are under way at once, only the latest asked for is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from isp_desktop.ui.kit.jobs import Jobs, Work


class Latest(QObject):
    """Reads in jobs; a reading that was overtaken is not told, whenever it ends.

    It knows its owner as its parent alone: a page that it kept alive would outlive its place in the window.

    Args:
        name: what is read, such as "The list of backups".

    Signals:
        read_through: the outcome.
        failed: the sentence that says why there is none.
    """

    read_through = Signal(object)
    failed = Signal(str)

    def __init__(self, jobs: Jobs, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._name = jobs, name
        self._asked = self._ended = 0

    def read(self, work: Work[object]) -> None:
        """Begins to read; what was begun before is not told any more."""
        self._asked += 1
        number = self._asked
        job = self._jobs.start(self._name, work, self)
        job.finished.connect(lambda found: self.read_through.emit(found) if number == self._asked else None)
        job.failed.connect(lambda sentence: self.failed.emit(sentence) if number == self._asked else None)
        job.ended.connect(lambda: self._end(number))

    def is_reading(self) -> bool:
        """Whether what was asked for last is still under way."""
        return self._ended < self._asked

    def _end(self, number: int) -> None:
        self._ended = max(self._ended, number)
