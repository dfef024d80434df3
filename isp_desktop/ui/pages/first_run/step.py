"""What the steps of the first run have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme


class Step(QWidget):
    """A title, a sentence, parts in `column`, and `buttons` at the foot, the last of them at the right."""

    def __init__(self, theme: Theme, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Prose(theme, title, "display"))
        outer.addSpacing(4)
        self.sentence = Prose(theme, sentence, "body", "text2")
        outer.addWidget(self.sentence)
        outer.addSpacing(22)
        self.column = QVBoxLayout()
        self.column.setSpacing(14)
        outer.addLayout(self.column)
        outer.addSpacing(22)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        outer.addLayout(self.buttons)
        outer.addStretch(1)

    def add_buttons(self, *left: Button, right: Button) -> None:
        """The foot: quiet ways at the left, the main one at the right."""
        for button in left:
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        self.buttons.addWidget(right)
