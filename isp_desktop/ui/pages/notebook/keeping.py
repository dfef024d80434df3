"""Backups and the check: what keeps the notebook whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.db.backup import Backup
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.services import backups, checking, session
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import Dialog, PassphraseEditor
from isp_desktop.ui.kit.empty import EmptyLine
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook.section import Section

_FIRST = 6
_RESTORE = marked(
    "The notebook goes back to what it was then. What is in it now becomes a backup too, so that you can come back. "
    "Type the passphrase that opens it now, also where it had another one then."
)


class KeepingSection(Section):
    """The list of backups, one more now, going back to one, and a check of everything.

    Signals:
        taken: a backup was taken.
        restore_asked: the id of the backup to go back to, and the passphrase.
    """

    taken = Signal()
    restore_asked = Signal(str, str)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, parent: QWidget | None = None) -> None:
        sentence = _(
            "Encrypted like the notebook, in its own folder. One is taken soon after you begin and every half hour, "
            "if something changed."
        )
        super().__init__(theme, _("Backups and check"), sentence, parent)
        self._jobs = jobs
        self._store = store
        self._all = False
        self.take = Button(theme, _("Back up now"), icon="hard-drive-download")
        self.check = Button(theme, _("Check the notebook"), icon="shield")
        self.bar = JobBar(theme)
        self.list = RowList(theme, RowsModel(lambda _after, _limit: ()), _("Backups"), opens_on_click=False)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = EmptyLine(theme, _("No backup yet. The first is taken soon after something was written."))
        self.more = Button(theme, _("All backups"), "link", height=28)
        self.more.hide()
        self._lay_out()
        self.take.clicked.connect(self._take)
        self.check.clicked.connect(self._check)
        self.more.clicked.connect(self._show_all)
        self.list.acted.connect(self.ask_restore)
        self.list.opened.connect(self.ask_restore)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Lists what is there, as soon as the folder is read."""
        folder = self._store.folder.path
        job = self._jobs.start(_("The list of backups"), lambda _progress: backups.every(folder), self)
        job.finished.connect(self._show)
        job.failed.connect(lambda sentence: self.bar.say(sentence, wrong=True))

    def _show(self, kept: list[Backup]) -> None:
        shown = kept if self._all else kept[:_FIRST]
        self.list.rows().set_fetch(fetch_from([_row(backup) for backup in shown]))
        self.list.setFixedHeight(self.list.content_height())
        self.list.setVisible(bool(kept))
        self._none.setVisible(not kept)
        self.more.set_words(_("All {n} backups").format(n=len(kept)))
        self.more.setVisible(len(shown) < len(kept))

    def _show_all(self) -> None:
        self._all = True
        self.refresh()

    def _take(self) -> None:
        store = self._store

        def work(progress: Progress) -> object:
            words = _("Copying the notebook and reading the copy back")
            return backups.take(store, progress=lambda done, total: progress(done, total, words))

        job = self._jobs.start(_("The backup"), work, self)
        self.bar.watch(job, _("Backed up, and the copy was read back whole."))
        self._hold(True)
        job.finished.connect(lambda _backup: self._took())
        job.ended.connect(lambda: self._hold(False))

    def _took(self) -> None:
        self.refresh()
        self.taken.emit()

    def _check(self) -> None:
        store = self._store

        def work(progress: Progress) -> object:
            words = _("Reading every page and every entry of the log")
            return checking.check(store, progress=lambda done, total: progress(done, total, words))

        job = self._jobs.start(_("The check"), work, self)
        self.bar.watch(job)
        self._hold(True)
        job.finished.connect(self._tell_check)
        job.ended.connect(lambda: self._hold(False))

    def _tell_check(self, found: checking.Checked) -> None:
        if found.faults:
            self.bar.say(_("{fault} Restore the latest backup.").format(fault=found.faults[0]), wrong=True)
        elif found.files:
            self.bar.say(found.files[0], wrong=True)
        else:
            self.bar.say(_whole(found.revisions))

    def _hold(self, busy: bool) -> None:
        self.take.setEnabled(not busy)
        self.check.setEnabled(not busy)

    def ask_restore(self, backup_id: str) -> None:
        """Asks for the passphrase before the notebook goes back to a backup."""
        dialog = RestoreDialog(self._theme, self._jobs, self._store.folder.path, self)
        if dialog.exec():
            self.restore_asked.emit(backup_id, dialog.typed())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.take)
        row.addWidget(self.check)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.list)
        self.body.addWidget(self._none)
        self.body.addWidget(self.more)


class RestoreDialog(Dialog):
    """Asks for the passphrase before the notebook goes back, and closes once it is the right one."""

    def __init__(self, theme: Theme, jobs: Jobs, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Go back to this backup?"), _(_RESTORE), parent)
        self._jobs = jobs
        self._folder = folder
        self.passphrase = PassphraseEditor(theme, _("Passphrase now"))
        self.column.addWidget(FormRow(theme, _("Passphrase now"), self.passphrase, labels="above"))
        self.add_button(_("Cancel"), closes=False)
        self.go_button = self.add_button(_("Go back to it"), "primary")
        self.go_button.clicked.connect(self._check)
        self.passphrase.setFocus()

    def typed(self) -> str:
        """The passphrase."""
        return str(self.passphrase.value() or "")

    def _check(self) -> None:
        folder, typed = self._folder, self.typed()
        if not typed:
            self.passphrase.set_error(_("Type the passphrase that opens the notebook now."))
            self.passphrase.setFocus()
            return
        self._set_busy(True)
        job = self._jobs.start(_("Checking the passphrase"), lambda _progress: session.unlock(folder, typed), self)
        job.finished.connect(lambda _key: self.accept())
        job.failed.connect(self._refuse)

    def _refuse(self, sentence: str) -> None:
        self._set_busy(False)
        self.passphrase.set_error(sentence)
        self.passphrase.line.selectAll()
        self.passphrase.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self.go_button.set_words(_("Checking") if busy else _("Go back to it"))
        for part in (self.passphrase, self.go_button):
            part.setEnabled(not busy)


def _whole(count: int) -> str:
    return counted(
        "The notebook is whole: {n} saved change was read and is as written.",
        "The notebook is whole: {n} saved changes were read and are as written.",
        count,
    )


def _row(backup: Backup) -> Row:
    count = backup.manifest.revisions
    held = counted("{n} saved change", "{n} saved changes", count) if count >= 0 else ""
    return Row(
        uid=backup.id,
        # Both lines stand whole in half the width of a window as it first opens.
        title=", ".join(filter(None, (backups.in_short(backup.manifest.at), held))),
        second=backups.reason(backup),
        action=_("Go back"),
    )
