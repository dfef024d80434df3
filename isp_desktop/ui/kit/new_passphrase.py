"""A new passphrase: typed twice, with its strength told while typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.passphrases import SHORTEST, strength
from isp_desktop.ui.kit.dialogs import PassphraseEditor
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.steps import StrengthBar
from isp_desktop.ui.kit.theme import Theme


class NewPassphrase(QWidget):
    """Two lines and the strength between them; `known` are words that would be guessed first."""

    def __init__(self, theme: Theme, label: str = "", known: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = tuple(known)
        label = label or _("Passphrase")
        self.first = PassphraseEditor(theme, label)
        self.again = PassphraseEditor(theme, _("Again"))
        self._bar = StrengthBar(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(FormRow(theme, label, self.first, labels="above"))
        column.addSpacing(8)
        column.addWidget(self._bar)
        column.addSpacing(14)
        column.addWidget(FormRow(theme, _("Again"), self.again, labels="above"))
        self.setFocusProxy(self.first)
        self.first.changed.connect(self._weigh)
        self.again.left.connect(self._compare)
        self._weigh()

    def taken(self) -> str | None:
        """The passphrase if it can be taken; otherwise None, and a sentence stands beside the field at fault."""
        typed = self.first.value()
        if not isinstance(typed, str) or len(typed) < SHORTEST:
            self.first.set_error(_("Use at least {n} characters. Four unrelated words work well.").format(n=SHORTEST))
            self.first.setFocus()
            return None
        if self.again.value() != typed:
            self._compare(always=True)
            self.again.setFocus()
            return None
        return typed

    def clear(self) -> None:
        """Empties both lines."""
        self.first.clear()
        self.again.clear()
        self._weigh()

    def _weigh(self) -> None:
        typed = self.first.value()
        found = strength(typed if isinstance(typed, str) else "", self.known)
        self._bar.set_strength(found.level, found.sentence)
        if self.again.error() and self.again.value() == typed:
            self.again.set_error("")

    def _compare(self, always: bool = False) -> None:
        again = self.again.value()
        if again is None and not always:
            return
        differs = again != self.first.value()
        self.again.set_error(_("The two passphrases differ. Type it here once more.") if differs else "")
