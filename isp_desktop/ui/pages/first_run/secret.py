"""The second step: the passphrase, and when the notebook locks itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.checks import RadioCard
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.new_passphrase import NewPassphrase
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.first_run.step import Step

LOCK_MINUTES = 10


class SecretStep(Step):
    """Asks for the passphrase twice.

    Signals:
        done: a passphrase that can be taken.
        back: to the step before.
    """

    done = Signal(str)
    back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        sentence = _(
            "It encrypts everything you write. Nobody can reset it, so the next step gives you a recovery sheet."
        )
        super().__init__(theme, _("Choose a passphrase"), sentence, parent)
        self.passphrase = NewPassphrase(theme)
        self.passphrase.first.line.setObjectName(_("new passphrase"))
        self.passphrase.again.line.setObjectName("again")
        away = RadioCard(
            theme,
            counted("After {n} minute away", "After {n} minutes away", LOCK_MINUTES),
            _("And after the computer slept."),
            "timer",
        )
        self._asked = RadioCard(theme, _("Only when asked"), _("For a computer nobody else can reach."), "lock")
        away.setChecked(True)
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(away)
        column.addWidget(self._asked)
        self.progress = Remark(theme, "", "key-round")
        self.progress.hide()
        self._is_fixed = False
        self._back = Button(theme, _("Back"), icon="arrow-left", height=36)
        self.go_on = Button(theme, _("Continue"), "primary", height=36)
        self.column.addWidget(self.passphrase)
        self.column.addWidget(FormRow(theme, _("Lock the notebook"), cards, labels="above"))
        self.column.addWidget(self.progress)
        self.add_buttons(self._back, right=self.go_on)
        self._back.clicked.connect(self.back)
        self.go_on.clicked.connect(self._finish)
        self.passphrase.again.line.returnPressed.connect(self._finish)
        self.setFocusProxy(self.passphrase)

    def lock_minutes(self) -> int:
        """After how many minutes away the notebook locks; 0 only when asked."""
        return 0 if self._asked.isChecked() else LOCK_MINUTES

    def fix(self) -> None:
        """The notebook is made with this passphrase, though not all is written: it can only be gone on with."""
        self._is_fixed = True

    def set_busy(self, words: str) -> None:
        """Says what is being done and takes no input; "" ends that."""
        for part in (self.passphrase, self._back, self.go_on):
            part.setEnabled(not words and (part is self.go_on or not self._is_fixed))
        self.progress.set_text(words)
        self.progress.setVisible(bool(words))

    def _finish(self) -> None:
        typed = self.passphrase.taken()
        if typed is not None:
            self.done.emit(typed)
