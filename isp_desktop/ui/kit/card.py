"""The head of a card: its name with a remark beside it, and what acts on it at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme


class CardHead(QWidget):
    """The head of a card.

    Attributes:
        remark: what is said beside the name.
    """

    def __init__(self, theme: Theme, title: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._title = Label(theme, title, "heading")
        self._row.addWidget(self._title)
        self.remark = Label(theme, remark, "meta")
        self._row.addWidget(self.remark, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        """Another name, where the card shows something else."""
        self._title.setText(title)

    def add_action(self, widget: QWidget) -> None:
        """Puts a control at the right end."""
        self._row.addWidget(widget)
