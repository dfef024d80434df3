"""The visits and commitments as a calendar file, for another calendar program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import agenda, outputs, settings
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress
from isp_desktop.ui.kit.theme import Theme

_FOLDER = "summary_folder"


class HandingOut(QObject):
    """Asks where, and writes the file.

    Signals:
        done: a sentence with the counts, and the path.
        failed: a sentence.
    """

    done = Signal(str, object)
    failed = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._jobs, self._store, self._today, self._over = theme, jobs, store, today, over

    def ask(self, only_coming: bool) -> None:
        """Asks for the place of the file."""
        path = ask_save(self._over, _("Save as a calendar file"), self.proposed(), _("Calendars (*.ics)"))
        if path is not None:
            self.write_to(path, only_coming)

    def proposed(self) -> Path:
        """The name offered, in the folder that was used last."""
        folder = Path(str(settings.read(self._store, _FOLDER) or Path.home()))
        return (folder if folder.is_dir() else Path.home()) / f"{_('Visits')} {self._today().isoformat()}.ics"

    def write_to(self, path: Path, only_coming: bool) -> Job:
        """Writes the visits, or those from today on, and the open commitments."""
        store, since = self._store, self._today() if only_coming else None

        def work(progress: Progress) -> str:
            made = agenda.made(store, since, progress)
            outputs.save_file(path, made.content)
            settings.write(store, _FOLDER, str(path.parent))
            return made.in_words()

        job = self._jobs.start(_("The calendar file"), work, self)
        job.finished.connect(lambda counts: self._tell(counts, path))
        job.failed.connect(self.failed)
        return job

    def _tell(self, counts: str, path: Path) -> None:
        sentence = _("{name} is saved: {counts}, and nothing private").format(name=path.name, counts=counts)
        self.done.emit(sentence, path)
