"""A small window in which something is written: Ctrl+Enter keeps it, and Escape does not throw it away unasked."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.dialogs import Dialog, confirm
from isp_desktop.ui.kit.theme import Theme


class TypedDialog(Dialog):
    """Whoever fills it in says whether something was typed, and how it is kept."""

    def __init__(self, theme: Theme, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, title, sentence, parent)
        self.setMinimumWidth(theme.px(560))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.keep)

    def _add_buttons(self) -> None:
        self.add_button(_("Cancel"), closes=False)
        self.keep_button = self.add_button(_("Keep"), "primary")
        self.keep_button.setObjectName("keep")
        self.keep_button.setToolTip(_("Ctrl+Enter"))
        self.keep_button.clicked.connect(self.keep)

    def keep(self) -> None:
        """Keeps what stands there, or says why that cannot be."""
        raise NotImplementedError

    def is_typed(self) -> bool:
        """Whether something stands there that is not kept yet."""
        raise NotImplementedError

    def reject(self) -> None:
        if self.is_typed():
            sentence = _("What you typed here is not kept yet.")
            title, stay = _("Close and lose what was typed?"), _("Go on writing")
            if not confirm(self, self._theme, title, sentence, _("Lose it"), danger=True, keep=stay):
                return
        super().reject()
