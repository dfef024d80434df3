"""Two who may be the same person: both side by side, then merged, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.page import teller_around
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.services.merge_preview import Preview
    from isp_desktop.services.merging import Merged

Comparing = Callable[[Theme, "Preview", QWidget], QDialog]
"""Makes the dialog that shows both; it has a signal `swapped`, for the other one to be kept."""


class SamePerson(QObject):
    """Compares two people and merges them.

    Signals:
        merged: a sentence on what was done, and a callable that takes it back.
        said: a sentence that says why it was not.
    """

    merged = Signal(str, object)
    said = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, compare: Comparing, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._jobs, self._store, self._compare, self._over = theme, jobs, store, compare, over

    def compare(self, one: str, other: str) -> None:
        """Shows both, the one that would be kept first."""
        self._look(one, other, as_asked=False)

    def _look(self, keep: str, gone: str, *, as_asked: bool) -> None:
        store = self._store

        def work(_progress: Progress) -> Preview:
            # Read where it is used: it brings what compares names.
            from isp_desktop.services import merge_preview

            pair = (keep, gone) if as_asked else merge_preview.keep_first(store, keep, gone)
            return merge_preview.preview(store, *pair)

        job = self._jobs.start(_("The preview"), work, self)
        job.finished.connect(self._ask)
        job.failed.connect(self.said)

    def _ask(self, seen: Preview) -> None:
        dialog: Any = self._compare(self._theme, seen, self._over)
        dialog.swapped.connect(lambda: self._look(seen.gone, seen.keep, as_asked=True))
        dialog.accepted.connect(lambda: self._merge(seen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _merge(self, seen: Preview) -> None:
        store = self._store

        def work(progress: Progress) -> Merged:
            from isp_desktop.services import merging

            return merging.merge(store, seen.keep, seen.gone, lambda done, total: progress(done, total or 0, ""))

        job = self._jobs.start(_("The merge"), work, self)
        job.finished.connect(lambda merged: self._tell(seen, merged))
        job.failed.connect(self.said)

    def _tell(self, seen: Preview, merged: Merged) -> None:
        apart = partial(_apart, self._jobs, merged, teller_around(self._over), self)
        self.merged.emit(_("{name} merged").format(name=seen.gone_name), apart)


def _apart(jobs: Jobs, merged: Merged, beyond: Callable[[str], None] | None, asking: SamePerson) -> None:
    """Takes two apart in a job, which goes on where the page was left since."""
    job = jobs.start(
        _("Taking apart"), lambda _progress: merged.undo(), asking if isValid(asking) else None, beyond=beyond
    )
    if isValid(asking):
        job.failed.connect(asking.said)
