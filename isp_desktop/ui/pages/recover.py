"""The way in for someone who has the recovery sheet: its code, and a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.gate import Gate
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.new_passphrase import NewPassphrase
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.db.store import Store

_CHECKING = marked("Checking the code. It takes a moment, to make guessing slow.")


class RecoverPage(Gate):
    """Opens the notebook in `folder` by its recovery code, under a new passphrase.

    Args:
        held: gives the store of a notebook that is still open behind the lock, which is then opened by itself.

    Signals:
        opened: the open Store.
        left: back to the passphrase.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        folder: Path,
        held: Callable[[Path], Store | None] = lambda _folder: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, width=460, share=52, height=450, parent=parent)
        self._jobs = jobs
        self._folder = folder
        self._held = held
        self.code = LineEditor(theme, _("Recovery code"), "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.code.line.setFont(theme.font(15, 500, tabular=True))
        self.passphrase = NewPassphrase(theme, _("New passphrase"))
        self.open_button = Button(theme, _("Set passphrase and open"), "primary", height=36)
        self._back = Button(theme, _("Back"), icon="arrow-left", height=36)
        self._progress = Remark(theme, "", "key-round", wraps=True)
        self._lay_out()
        self._back.clicked.connect(self.left)
        self.open_button.clicked.connect(self.recover)
        for line in (self.code.line, self.passphrase.again.line):
            line.returnPressed.connect(self.recover)
        self.setFocusProxy(self.code)

    def recover(self) -> None:
        """Opens the notebook if the code and the new passphrase are right."""
        self.code.set_error("")
        code = self.code.value()
        if not code:
            self.code.set_error(_("Type the code of the recovery sheet. Dashes and capitals do not matter."))
            self.code.setFocus()
            return
        new = self.passphrase.taken()
        if new is None:
            return
        folder, held = self._folder, self._held

        def work(progress: Progress) -> object:
            from isp_desktop.services import session

            progress(0, 0, _(_CHECKING))
            key = session.unlock_by_recovery(folder, code)
            kept = held(folder)
            store = kept or session.open_store(folder, key)
            progress(0, 0, _("Setting the new passphrase"))
            try:
                session.change_passphrase(folder, key, new)
            except BaseException:
                if kept is None:
                    store.close()
                raise
            return store

        self._set_busy(_(_CHECKING))
        job = self._jobs.start(_("Opening by the recovery sheet"), work)
        job.progressed.connect(lambda _done, _total, what: self._progress.set_text(what))
        job.finished.connect(self._arrived)
        job.failed.connect(self.code.set_error)
        job.ended.connect(lambda: self._set_busy(""))

    def _arrived(self, store: object) -> None:
        self.passphrase.clear()
        self.code.set_value(None)
        self.opened.emit(store)

    def _set_busy(self, words: str) -> None:
        for part in (self.code, self.passphrase, self.open_button, self._back):
            part.setEnabled(not words)
        self._progress.set_text(words)
        self._progress.setVisible(bool(words))

    def _lay_out(self) -> None:
        theme, add, space = self._theme, self.column.addWidget, self.column.addSpacing
        add(Prose(theme, _("Use your recovery sheet"), "display"))
        space(4)
        words = _(
            "The code on the sheet opens the notebook and lets you choose a new passphrase. The sheet stays valid."
        )
        add(Prose(theme, words, "body", "text2"))
        space(24)
        add(FormRow(theme, _("Recovery code"), self.code, labels="above"))
        space(14)
        add(self.passphrase)
        space(16)
        add(self._progress)
        self._progress.hide()
        space(12)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self.open_button)
        self.column.addLayout(row)
