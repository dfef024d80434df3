"""The first run's page: leads through the steps and makes the notebook between the second and the third."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.dialogs import show_error
from isp_desktop.ui.kit.gate import Gate
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.sheet import Sheet
from isp_desktop.ui.kit.steps import StepsRow
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.first_run.recovery import RecoveryStep
from isp_desktop.ui.pages.first_run.secret import SecretStep
from isp_desktop.ui.pages.first_run.site import SiteStep
from isp_desktop.ui.pages.first_run.you import YouStep

if TYPE_CHECKING:
    from isp_desktop.db.store import Store
    from isp_desktop.services.session import NewNotebook

_MAKING = marked("Making the notebook. This takes some seconds, to make guessing slow.")


class FirstRunPage(Gate):
    """You, Passphrase, Recovery, Site.

    Signals:
        made: the notebook is on the disk, in this folder; the rest of the steps can be done later.
        opened: the open Store of the new notebook.
        folder_chosen: another notebook's folder was chosen instead.
        stepped: another step holds; which one.
    """

    made = Signal(object)
    opened = Signal(object)
    folder_chosen = Signal(object)
    stepped = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(theme, width=460, share=51, height=590, parent=parent)
        self._jobs = jobs
        self._new: NewNotebook | None = None
        self.steps = StepsRow(theme, (_("You"), _("Passphrase"), _("Recovery"), _("Site")))
        self.you = YouStep(theme, folder)
        self.secret = SecretStep(theme)
        self.recovery = RecoveryStep(theme)
        self.site = SiteStep(theme)
        self._in_order = (self.you, self.secret, self.recovery, self.site)
        self.column.addWidget(self.steps)
        self.column.addSpacing(26)
        # No stacked widget: it would be as high as its highest page, and scroll for nothing.
        for step in self._in_order:
            self.column.addWidget(step)
            step.setVisible(step is self.you)
        self.you.done.connect(self._ask_for_passphrase)
        self.you.existing_chosen.connect(self.folder_chosen)
        self.secret.done.connect(self._make)
        self.secret.back.connect(lambda: self._show(0))
        self.recovery.done.connect(self._put_away)
        self.site.done.connect(self._finish)
        self.setFocusProxy(self.you)

    def step_name(self) -> str:
        """Which step holds, in words."""
        return self.steps.accessibleName()

    def store_made(self) -> Store | None:
        """The open notebook once it is made, so that closing the window closes it properly."""
        return self._new.store if self._new else None

    def _show(self, number: int) -> None:
        step = self._in_order[number]
        # Before the others are hidden, or the focus would go astray.
        step.show()
        for other in self._in_order:
            other.setVisible(other is step)
        self.scroll_to_top()
        self.steps.set_current(number)
        self.stepped.emit(self.step_name())
        self.setFocusProxy(step)
        step.setFocus()

    def _name(self) -> str:
        return str(self.you.name.value() or "")

    def _ask_for_passphrase(self) -> None:
        self.secret.passphrase.known = (self._name(),)
        self._show(1)

    def _make(self, passphrase: str) -> None:
        folder, name, minutes = self.you.folder, self._name(), self.secret.lock_minutes()

        def work(_progress: Progress) -> object:
            from isp_desktop.services import beginning, recovery_sheet, session

            # Held from here on: whatever fails next, the notebook is there, and its code is shown nowhere else.
            self._new = made = self._new or session.create(folder, passphrase, name)
            self.made.emit(made.store.folder.path)
            recovery_sheet.note_made(made.store)
            beginning.introduce(made.store, name, minutes)
            return made.recovery_code

        self.secret.set_busy(_(_MAKING))
        self.reveal(self.secret.progress)
        job = self._jobs.start(_("Making the notebook"), work)
        job.finished.connect(self._made)
        job.failed.connect(self._tell_unmade)
        job.ended.connect(lambda: self.secret.set_busy(""))

    def _tell_unmade(self, sentence: str) -> None:
        if self._new is not None:
            self.secret.fix()
        self.secret.passphrase.first.set_error(sentence)
        self.secret.passphrase.setFocus()
        self.reveal(self.secret.passphrase)

    def show_sheet(self, code: str) -> None:
        """Goes on to the recovery step."""
        today = dt.datetime.now().astimezone().date()
        self.recovery.show_sheet(Sheet(code, self._name(), self.you.folder, today))
        self._show(2)

    def _made(self, code: str) -> None:
        self.secret.passphrase.clear()
        self.show_sheet(code)

    def _put_away(self) -> None:
        self.recovery.view.forget()
        if self._new is not None:
            from isp_desktop.services import recovery_sheet

            try:
                recovery_sheet.note_put_away(self._new.store)
            except NotebookError as error:
                # The settings page reminds of the sheet until it is said there that it is put away.
                show_error(self, self._theme, str(error), _("It was not noted that the sheet is put away"))
        self._show(3)

    def _finish(self, fields: Mapping[str, Any]) -> None:
        if self._new is None:
            return
        store = self._new.store
        if fields:
            from isp_desktop.services import beginning

            try:
                beginning.add_site(store, fields)
            except NotebookError as error:
                show_error(self, self._theme, str(error), _("The site was not saved"))
                return
        self.opened.emit(store)
