"""A notebook that is opened while nothing is on the screen, so that the lock screen does not flash by."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from isp_desktop.domain.errors import StoreDamaged
from isp_desktop.domain.language import _
from isp_desktop.services import opening
from isp_desktop.ui.kit.jobs import Job, Jobs, Work

# What is gone within this time would only be seen to flash.
_FLASH_MS = 200
# Read while another thread opens the notebook, and asked for as soon as it is open.
_INSIDE = ("isp_desktop.ui.main_window.desk", "isp_desktop.ui.pages.today")


class UnseenOpening(QObject):
    """Tells how it ended, or that it takes a moment and is to be seen from then on.

    Signals:
        opened: the Store that is open.
        damaged: the StoreDamaged that it was found to be.
        refused: the sentence that says why it was not opened.
        lasts: it goes on; the job, and what it does in words. It tells nothing else after that.
    """

    opened = Signal(object)
    damaged = Signal(object)
    refused = Signal(str)
    lasts = Signal(object, str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._under_way: tuple[Job, str] | None = None
        self._may_be_seen = True

    def begin(self, words: str, work: Work[object]) -> None:
        """Opens the Store that `work` gives, which `words` tell of."""
        job = self._jobs.start(_("Opening"), opening.telling_damage(work))
        self._under_way = job, words
        job.finished.connect(self._finish)
        job.failed.connect(self._fail)
        QTimer.singleShot(_FLASH_MS, self, self._tell)
        for module in _INSIDE:
            import_module(module)

    def stay_unseen(self) -> None:
        """However long it takes from now on, nothing is to be seen of it, as when the program ends."""
        self._may_be_seen = False

    def _finish(self, found: object) -> None:
        self._under_way = None
        (self.damaged if isinstance(found, StoreDamaged) else self.opened).emit(found)

    def _fail(self, sentence: str) -> None:
        self._under_way = None
        self.refused.emit(sentence)

    def _tell(self) -> None:
        if self._under_way is None or not self._may_be_seen:
            return
        job, words = self._under_way
        self._under_way = None
        job.finished.disconnect(self._finish)
        job.failed.disconnect(self._fail)
        self.lasts.emit(job, words)
