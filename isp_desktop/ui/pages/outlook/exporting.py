"""The outlook as a file for the team, from what is shared and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services.preview import file_name
from isp_desktop.services.summary import Format
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.jobs import Job, Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme


def report_forms() -> dict[Format, tuple[str, str]]:
    """The forms of the report: what is offered, and the pattern of its files."""
    return {
        "pdf": (_("As PDF…"), _("PDF (*.pdf)")),
        "docx": (_("For Word…"), _("Word documents (*.docx)")),
        "html": (_("As a web page…"), _("Web pages (*.html)")),
        "md": (_("As Markdown…"), _("Markdown (*.md)")),
    }


class ReportButton(Button):
    """Offers the forms, asks where the file goes, and writes it in a job.

    Signals:
        said: what became of it.
    """

    said = Signal(str)

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Report for the team"), icon="file-down", parent=parent)
        self._jobs, self._store, self._today = jobs, store, today
        self._site = self._initiative = self._name = ""
        self.clicked.connect(self._open)
        self.hide()

    def show_for(self, site: str, initiative: str, there: bool, name: str = "") -> None:
        """Of which site it is, which is called `name`, or of all sites of an initiative, "" for all.

        Hidden where nothing is `there`.
        """
        self._site, self._initiative, self._name = site, initiative, name
        self.setVisible(there)

    def fill(self, menu: Menu) -> None:
        """Puts the forms into a menu."""
        for form, (words, kinds) in report_forms().items():
            menu.add(words, partial(self._ask, form, kinds), "file-down")

    def _open(self) -> None:
        menu = Menu(self._theme, self.accessibleName() or self.text(), self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill(menu)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _ask(self, form: Format, kinds: str) -> None:
        if path := ask_save(self, _("Save the report"), self.proposed(form), kinds):
            self.save(form, path)

    def proposed(self, form: Format) -> Path:
        """The file that is offered."""
        stem = " ".join((_("Outlook"), self._name, self._today().isoformat()))
        return Path.home() / f"{file_name(stem)}.{form}"

    def save(self, form: Format, path: Path) -> Job:
        """Writes the report into a file."""
        store, site, initiative, day = self._store, self._site, self._initiative, self._today()

        def work(_progress: object) -> None:
            from isp_desktop.services import outputs
            from isp_desktop.services.outlook import report

            made = report.of_site(store, site, day, form) if site else report.of_all(store, day, form, initiative)
            outputs.save_file(path, made)

        job = self._jobs.start(_("The file"), work, self)
        job.finished.connect(lambda _nothing: self.said.emit(_("Saved: {name}").format(name=path.name)))
        job.failed.connect(self.said)
        return job
