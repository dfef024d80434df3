"""The lock screen: the passphrase, and the ways around it. It shows nothing from inside the notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.errors import StoreDamaged
from isp_desktop.domain.language import _, marked, number
from isp_desktop.services import opening
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import PassphraseEditor, ask_folder
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.gate import Gate
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress, Work
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.sidebar import Mark
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.services.backups import Restored

_UNKEPT = (
    marked("The disk refuses what was typed last"),
    marked(
        "It waits here behind the passphrase and is tried again and again. Free some space, and leave the computer on."
    ),
)


class UnlockPage(Gate):
    """Opens the notebook in `folder`.

    Args:
        remark: a sentence instead of the one that names the notebook.
        held: gives the store of a notebook that is still open behind the lock, which is then opened by itself.

    Signals:
        opened: the open Store.
        restored: after `opened`, where a backup was gone back to: services.backups.Restored.
        recovery_asked: the recovery sheet is to be used.
        folder_chosen: another notebook's folder.
    """

    opened = Signal(object)
    restored = Signal(object)
    recovery_asked = Signal()
    folder_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        folder: Path,
        remark: str = "",
        held: opening.Held = lambda _folder: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, height=330, parent=parent)
        self._jobs = jobs
        self._folder = folder
        self._held = held
        self._restored: Restored | None = None
        self.passphrase = PassphraseEditor(theme)
        self.passphrase.line.setObjectName("passphrase")
        self.unlock_button = Button(theme, _("Unlock"), "primary", "lock-open", height=38)
        self.unlock_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._progress = Remark(theme, "", "key-round", wraps=True)
        self._damaged = Notice(theme, "bad", "", "", _("Restore the latest sound backup"))
        self._unkept = Notice(theme, "warn", _(_UNKEPT[0]), _(_UNKEPT[1]))
        self._lay_out(remark or _("{notebook} is encrypted on this computer.").format(notebook=_called(folder)))
        self.passphrase.line.returnPressed.connect(self.unlock)
        self.unlock_button.clicked.connect(self.unlock)
        self._damaged.acted.connect(self.restore_latest)
        self.setFocusProxy(self.passphrase)

    def unlock(self) -> None:
        """Opens the notebook with what is typed."""
        if typed := self._typed():
            self.open_with(typed)

    def open_with(self, passphrase: str) -> None:
        """Opens the notebook with `passphrase`."""
        self.run(_("Opening"), _(opening.CHECKING), opening.by_passphrase(self._folder, passphrase, self._held))

    def open_by_keychain(self) -> None:
        """Opens the notebook with the key that this computer's keychain remembers, if it still does."""
        self.run(_("Opening"), _(opening.ASKING), opening.by_keychain(self._folder, self._held))

    def restore_latest(self) -> None:
        """Goes back to the latest backup, with the passphrase typed, and opens that."""
        if typed := self._typed():
            self.restore("", typed)

    def restore(self, backup_id: str, passphrase: str) -> None:
        """Goes back to a backup, the latest sound one for "", and opens it; what is there now is put aside."""
        folder = self._folder

        def work(progress: Progress) -> object:
            from isp_desktop.services import backups, session

            trying = _("Trying the backup of {moment}")
            if backup_id:
                self._restored = backups.restore(folder, backup_id, passphrase)
            else:
                self._restored = backups.restore_latest_sound(
                    folder,
                    passphrase,
                    lambda at, total, kept: progress(at, total, trying.format(moment=backups.moment(kept))),
                )
            return session.open_store(folder, session.unlock(folder, passphrase))

        self.run(_("Restoring"), _("Restoring a backup; what is here now is put aside"), work)

    def warn(self, unkept: bool) -> None:
        """Says whether something typed waits behind the lock for the disk to take it."""
        self._unkept.setVisible(unkept)

    def tell(self, sentence: str) -> None:
        """Says under the field what is wrong and what to do."""
        self.passphrase.set_error(sentence)

    def _typed(self) -> str:
        typed = self.passphrase.value()
        if isinstance(typed, str):
            return typed
        self.tell(_("Type the passphrase of this notebook."))
        self.passphrase.setFocus()
        return ""

    def run(self, name: str, words: str, work: Work[object]) -> None:
        """Opens the Store that `work` gives; `words` say meanwhile what is being done."""
        self.passphrase.set_error("")
        self.follow(self._jobs.start(name, opening.telling_damage(work)), words)

    def follow(self, job: Job, words: str) -> None:
        """Shows how a job goes that opens the notebook, and opens it; `words` say meanwhile what is being done."""
        self._set_busy(words)
        job.progressed.connect(lambda done, total, what: self._progress.set_text(_counted(done, total, what)))
        job.finished.connect(self.take)
        job.failed.connect(self.refuse)
        job.ended.connect(lambda: self._set_busy(""))

    def take(self, result: object) -> None:
        """Opens what a job found; where that is damage, offers a backup."""
        if isinstance(result, StoreDamaged):
            self._damaged.set_text(_("The notebook is damaged"), str(result))
            self._damaged.show()
            self._set_busy("")
            self._damaged.button.setFocus()
            self.reveal(self._damaged)
            return
        self.passphrase.clear()
        self.opened.emit(result)
        if self._restored is not None:
            self.restored.emit(self._restored)

    def refuse(self, sentence: str) -> None:
        """Says why it does not open, and has the passphrase typed again."""
        self.tell(sentence)
        self._set_busy("")
        self.passphrase.line.selectAll()
        self.passphrase.setFocus()

    def _set_busy(self, words: str) -> None:
        busy = bool(words)
        for part in (self.passphrase, self.unlock_button, self._recovery, self._other, self._damaged):
            part.setEnabled(not busy)
        self.unlock_button.set_words(_("Opening") if busy else _("Unlock"))
        self._progress.set_text(words)
        self._progress.setVisible(busy)

    def _lay_out(self, remark: str) -> None:
        theme, add = self._theme, self.column.addWidget
        add(Mark(theme, "", 44), 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(26)
        add(Prose(theme, _("Open your notebook"), "display"))
        self.column.addSpacing(4)
        add(Prose(theme, remark, "body", "text2"))
        self.column.addSpacing(24)
        add(FormRow(theme, _("Passphrase"), self.passphrase, labels="above"))
        self.column.addSpacing(16)
        add(self.unlock_button)
        self.column.addSpacing(8)
        self.column.addLayout(self._ways())
        self.column.addSpacing(8)
        add(self._progress)
        add(self._damaged)
        add(self._unkept)
        self._progress.hide()
        self._damaged.hide()
        self._unkept.hide()

    def _ways(self) -> FlowLayout:
        self._recovery = Button(self._theme, _("Use recovery sheet"), "link", height=28)
        self._other = Button(self._theme, _("Open another notebook"), "link", height=28)
        self._recovery.clicked.connect(self.recovery_asked)
        self._other.clicked.connect(self._choose_folder)
        ways = FlowLayout(gap=8, line_gap=2, spread=True)
        ways.addWidget(self._recovery)
        ways.addWidget(self._other)
        return ways

    def _choose_folder(self) -> None:
        if folder := ask_folder(self, _("The folder of the notebook"), self._folder.parent):
            self.folder_chosen.emit(folder)


def _called(folder: Path) -> str:
    return _("Your notebook") if folder.name in ("", "notebook") else f"“{folder.name}”"


def _counted(done: int, total: int, what: str) -> str:
    return _("{what}: {done} of {total}").format(what=what, done=number(done), total=number(total)) if total else what
