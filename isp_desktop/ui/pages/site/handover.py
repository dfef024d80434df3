"""Hands over a site: to whom, what leaves, which private notes go along, and the file, in one dialog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import settings
from isp_desktop.services.sharing import colleagues, handover
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.services.sharing.handover import HandedOver, HandoverPlan
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import teller_around
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.site import handover_words as words
from isp_desktop.ui.pages.site.handover_parts import NotesToShare, ToWhom, WhatLeaves

_FOLDER = "sharing_folder"
_WIDTH = 560


@dataclass(frozen=True, slots=True)
class Where:
    """What asks for the file of a bundle; the window gives it, since the exchange asks in the same way.

    Attributes:
        widget: the field, with what is told of the place.
        propose: proposes a folder ("" for home) and a name that nothing there has.
        file: the file that was given, or None.
        refuse: marks the field with a sentence.
        is_removable: whether a file is on a drive that can be taken out; asks the disk.
    """

    widget: QWidget
    propose: Callable[[str, str], None]
    file: Callable[[], Path | None]
    refuse: Callable[[str], None]
    is_removable: Callable[[Path], bool]


MakeWhere = Callable[[Theme, Jobs], Where]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is read before anything is asked."""

    plan: HandoverPlan
    known: Sequence[Colleague]
    folder: str


class HandoverDialog(Dialog):
    """Hands over the site `uid`; closing it while the bundle is written stops that, and waits until it has.

    Signals:
        written: the bundle is on the disk and was read back.
    """

    written = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        site: tuple[str, str],
        where: Where,
        today: Callable[[], dt.date],
        parent: QWidget,
    ) -> None:
        """`site`: its uid and name."""
        self._site, name = site
        told = _("Whoever takes over gets all that is shared about this site. You keep everything as it is.")
        super().__init__(theme, _("Hand over {site}").format(site=name), told, parent)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._jobs, self._store, self._today, self._name = jobs, store, today, name
        self._job: Job | None = None
        self._folder = Path()
        self.to = ToWhom(theme, today)
        self.leaves = WhatLeaves(theme, today)
        self.notes = NotesToShare(theme, today)
        self.remark = LineEditor(theme, _("A line for them"), _("Optional"))
        self.where = where
        self.problem = Notice(theme, "bad", "")
        self.bar = JobBar(theme)
        self.good = Notice(theme, "good", "")
        self.told = Prose(theme, "", "body", "text2")
        self._lay_out()
        self._reads = Latest(jobs, _("What leaves"), self)
        self._reads.read_through.connect(self._show)
        self._reads.failed.connect(self._unread)
        self._reads.read(self._reading)

    def _lay_out(self) -> None:
        theme, inside = self._theme, QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        for heading, part in (
            (_("Who takes over"), self.to),
            (_("What leaves"), self.leaves),
            ("", self.notes),
            (_("A line for them"), self.remark),
            (_("Where it goes"), self.where.widget),
        ):
            if heading:
                column.addWidget(SectionHead(theme, heading))
            column.addWidget(part)
            column.addSpacing(8)
        column.addStretch(1)
        self.form = Scrolled(inside, _("Handover"))
        for part in (self.form, self.notes.warning, self.problem, self.bar, self.good, self.told):
            self.column.addWidget(part)
        self.cancel_button = self.add_button(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.folder_button = self.add_button(_("Show the folder"))
        self.folder_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.write_button = self.add_button(_("Write the bundle"), "primary")
        # Enter in a line must not write it: what it shares stays shared.
        self.write_button.setDefault(False)
        self.write_button.setEnabled(False)
        self.write_button.clicked.connect(self._write)
        self.close_button = self.add_button(_("Close"), "primary", closes=True)
        self.to.changed.connect(lambda: self._say(""))
        self.notes.changed.connect(self._fit)
        self._show_step(self.form)

    def _show_step(self, *parts: QWidget) -> None:
        """Shows these of the form, how it goes, and how it went; the buttons follow."""
        for part in (self.form, self.problem, self.good, self.told):
            part.setVisible(part in parts)
        at_form, is_done = self.form in parts, self.good in parts
        self.notes.warning.setVisible(at_form and bool(self.notes.picked()))
        for button in (self.cancel_button, self.write_button):
            button.setVisible(at_form)
        for button in (self.folder_button, self.close_button):
            button.setVisible(is_done)
        self._fit()

    def _fit(self) -> None:
        """As high as what it shows now, which labels that wrap know a turn later."""
        QTimer.singleShot(0, self, self._resize)

    def _resize(self) -> None:
        # A scrolled part does not tell of itself that what is in it has grown.
        self.form.updateGeometry()
        self._outer.activate()
        self.resize(self.width(), min(self._outer.totalHeightForWidth(self.width()), self.maximumHeight()))

    def _reading(self, progress: Progress) -> _Found:
        plan = handover.plan(self._store, self._site, lambda done, total: progress(done, total, ""))
        folder = str(settings.read(self._store, _FOLDER, "") or "")
        return _Found(plan, colleagues.every(self._store), folder)

    def _show(self, found: object) -> None:
        assert isinstance(found, _Found)
        self.to.show_colleagues(found.known)
        self.leaves.show_plan(found.plan)
        self.notes.show_notes(found.plan.notes)
        self.where.propose(found.folder, words.file_name(self._name, self._today()))
        self.write_button.setEnabled(bool(found.known))
        (self.to if found.known else self.cancel_button).setFocus()
        self._fit()

    def _unread(self, sentence: str) -> None:
        self.leaves.show_nothing()
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        """Says what is wrong and what to do, in sight wherever the form is scrolled to."""
        self.problem.set_text(sentence)
        self.problem.setVisible(bool(sentence))
        self._fit()

    def _write(self) -> None:
        to, path = self.to.picked(), self.where.file()
        if not to:
            self._say(_("Choose who takes over first."))
            self.to.setFocus()
        elif path is None:
            self.where.refuse(_("Give the file a name"))
            self.where.widget.setFocus()
        else:
            self._begin(to, path)

    def _begin(self, to: Sequence[Colleague], path: Path) -> None:
        store, site, notes, is_removable = self._store, self._site, self.notes.picked(), self.where.is_removable
        keys, remark = [one.card.public_key for one in to], str(self.remark.value() or "")

        def work(progress: Progress) -> tuple[HandedOver, bool]:
            told = _("Writing and reading back, in percent")
            made = handover.hand_over(
                store, path, site, keys, notes, remark, lambda done, total: progress(100 * done // total, 100, told)
            )
            settings.write(store, _FOLDER, str(path.parent))
            return made, is_removable(path)

        job = self._job = self._jobs.start(_("The handover"), work, self, beyond=teller_around(self))
        self.bar.watch(job)
        job.finished.connect(lambda done: self._finish(done[0], done[1], to))
        job.failed.connect(self._refused)
        job.cancelled.connect(self._stopped)
        self._show_step(self.bar)
        self.bar.button.setFocus()

    def _finish(self, made: HandedOver, is_removable: bool, to: Sequence[Colleague]) -> None:
        self._job = None
        self._folder = made.shared.path.parent
        stick = _("Written and read back. It is safe to remove the stick.")
        self.good.set_text(stick if is_removable else _("Written and read back."), words.size(made))
        self.told.setText(words.done(made, to))
        self._show_step(self.good, self.told)
        self.close_button.setFocus()
        self.written.emit()

    def _refused(self, sentence: str) -> None:
        """Back to the form, with the sentence below it."""
        self._job = None
        self.bar.hide()
        self._show_step(self.form)
        self._say(sentence)
        self.write_button.setFocus()

    def _stopped(self) -> None:
        self._refused(_("{what} was stopped. Nothing of it was kept.").format(what=_("The handover")))

    def reject(self) -> None:
        if self._job is None:
            super().reject()
        else:
            self.bar.button.click()
