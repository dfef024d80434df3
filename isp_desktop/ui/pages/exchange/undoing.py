"""Undoing an import, at once or much later: what was built on it is named first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services.sharing import undoing
from isp_desktop.services.sharing.undoing import Built, Undone
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress
from isp_desktop.ui.kit.page import teller_around
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

_TOLD = 200


class UndoDialog(Dialog):
    """Asks before an import is undone, and names what would stay."""

    def __init__(self, theme: Theme, name: str, built: Sequence[Built], parent: QWidget | None = None) -> None:
        sentence = _("What came new with this bundle goes out again. Nothing is lost: it can be received once more.")
        super().__init__(theme, _("Undo the import from {name}?").format(name=name), sentence, parent)
        if built:
            told = counted(
                "Later work stands on {n} record of it, which therefore stays as it is:",
                "Later work stands on {n} records of it, which therefore stay as they are:",
                len(built),
            )
            self.column.addWidget(Prose(theme, told))
            names = "\n".join(one.title or _("Without a name") for one in built[:_TOLD])
            self.column.addWidget(Scrolled(Prose(theme, names, "body", "text2"), _("What stays")))
        self.keep = self.add_button(_("Cancel"), closes=False)
        self.undo = self.add_button(_("Undo this import"), "danger", closes=True)
        self.keep.setFocus()


class UndoImport(QObject):
    """Looks, asks, undoes.

    Signals:
        begun: the number of the import that is being undone.
        undone: the number of the import.
        said: a sentence for the status line.
    """

    begun = Signal(int)
    undone = Signal(int)
    said = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, bar: JobBar, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._jobs, self._store, self.bar, self._over = theme, jobs, store, bar, over

    def ask(self, arrival: Arrival) -> None:
        """Looks what was built on an import, and asks."""
        store = self._store
        job = self._jobs.start(_("What was built on it"), lambda _progress: undoing.built_on(store, arrival.n), self)
        job.finished.connect(lambda built: self._ask(arrival, built))
        job.failed.connect(self.said)

    def taking_back(self, arrival: Arrival) -> Callable[[], None]:
        """What undoes an import without asking, also when the page is gone."""
        return partial(_undo, self._jobs, self._store, arrival.n, teller_around(self._over), self)

    def watch(self, number: int, job: Job) -> None:
        """Shows how it goes."""
        self.begun.emit(number)
        self.bar.watch(job)
        job.finished.connect(lambda undone: self._tell(number, undone))

    def _ask(self, arrival: Arrival, built: Sequence[Built]) -> None:
        dialog = UndoDialog(self._theme, arrival.sender.get("name", ""), built, self._over)
        dialog.accepted.connect(self.taking_back(arrival))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, number: int, undone: Undone) -> None:
        if undone.kept:
            # In records, as it was asked before.
            told = counted(
                "Import undone; {n} record stays, since later work stands on it",
                "Import undone; {n} records stay, since later work stands on them",
                len(undone.built),
            )
        elif undone.elsewhere:
            told = _("Import undone; what came with another bundle too stays")
        else:
            told = _("Import undone; all is as it was before")
        self.said.emit(told)
        self.undone.emit(number)


def _undo(jobs: Jobs, store: Store, number: int, beyond: Callable[[str], None] | None, asking: UndoImport) -> None:
    """In a job, which goes on where the page was left since."""
    told = _("Undoing the import")

    def work(progress: Progress) -> Undone:
        return undoing.undo(store, number, lambda done, total: progress(done, total or 0, told))

    is_there = isValid(asking)
    job = jobs.start(told, work, asking if is_there else None, beyond=beyond)
    if is_there:
        asking.watch(number, job)
