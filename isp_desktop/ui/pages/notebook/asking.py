"""Asks for the passphrase that opens the notebook now, and where it is to change, for the new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import PassphraseEditor
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.new_passphrase import NewPassphrase
from isp_desktop.ui.kit.theme import Theme

_WIDEST = 460


class AskPassphrase(QWidget):
    """The lines, and two buttons under them.

    Signals:
        given: the passphrase was typed; go on.
        left: Cancel, or Escape.
    """

    given = Signal()
    left = Signal()

    def __init__(self, theme: Theme, author: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = PassphraseEditor(theme, _("Passphrase now"))
        self.new = NewPassphrase(theme, _("New passphrase"), (author,))
        self.go_on = Button(theme, "", "primary")
        self._cancel = Button(theme, _("Cancel"))
        self.setMaximumWidth(theme.px(_WIDEST))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(FormRow(theme, _("Passphrase now"), self.now, labels="above"))
        column.addWidget(self.new)
        column.addLayout(foot)
        self.go_on.clicked.connect(self.given)
        self._cancel.clicked.connect(self.left)
        for line in (self.now.line, self.new.again.line):
            line.returnPressed.connect(self.go_on.click)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._cancel.click)

    def ask(self, words: str, new: bool) -> None:
        """Asks, and for a new passphrase too; `words` are on the button that goes on."""
        self.now.set_error("")
        self.go_on.set_words(words)
        self.new.setVisible(new)
        self.show()
        self.now.setFocus()

    def refuse(self, sentence: str) -> None:
        """Says beside the passphrase of now what is wrong with it."""
        self.now.set_error(sentence)
        self.now.line.selectAll()
        self.now.setFocus()

    def stops(self) -> Sequence[QWidget]:
        """What Tab leads to, in this order."""
        return self.now, self.new.first, self.new.again, self._cancel, self.go_on

    def typed_now(self) -> str:
        """The passphrase of now; "" where none is typed, which is then said."""
        typed = self.now.value()
        if isinstance(typed, str):
            return typed
        self.now.set_error(_("Type the passphrase that opens the notebook now."))
        self.now.setFocus()
        return ""

    def set_busy(self, busy: bool) -> None:
        """While the passphrase is being checked, or what it was asked for is done, nothing can be typed."""
        if busy:
            self.now.set_error("")
        for part in (self.now, self.new, self.go_on, self._cancel):
            part.setEnabled(not busy)

    def clear(self) -> None:
        """Forgets what was typed."""
        self.now.clear()
        self.new.clear()
