"""Says above a form that the record is written down twice, and leads to the other one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.draft_page import DraftPage
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.nouns import noun


class Twins(QObject):
    """Looks for the twin of what `page` shows, off the main thread, and tells it once while the page stands.

    Args:
        kind, label: what the page shows, as a kind's key and its name.
        told: the sentence that says in what the two are the same.
        find: gives the uid of the twin, or ""; called in a worker's thread.
    """

    def __init__(self, page: DraftPage, jobs: Jobs, kind: str, label: str, told: str, find: Callable[[], str]) -> None:
        super().__init__(page)
        self._page, self._jobs, self._find = page, jobs, find
        self._kind, self._label, self._told = kind, label, told
        self._known: set[str] = set()

    def look(self) -> None:
        """Looks now; called when the record is on the disk."""
        find = self._find
        job = self._jobs.start(_("What is written down twice"), lambda _progress: find(), self)
        job.finished.connect(self._tell)

    def _tell(self, twin: str) -> None:
        if not twin or twin in self._known:
            return
        self._known.add(twin)
        title = _("This {kind} is written down twice").format(kind=noun(self._label))
        notice = self._page.notice("twin", "info", title, self._told, _("Open the other"), closable=True)
        notice.acted.connect(lambda: self._page.record_asked.emit(self._kind, twin))
