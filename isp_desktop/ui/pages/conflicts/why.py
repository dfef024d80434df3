"""Why it was settled so: one line, and what people say most often."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.conflicts.words import REASONS


class Why(QWidget):
    """The reason; it may stay empty.

    Signals:
        changed: the user made it another one.
    """

    changed = Signal()

    def __init__(self, theme: Theme, goes_to: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineEditor(theme, _("Why"), _("If you like, say why"))
        self.line.setObjectName("why")
        self.line.changed.connect(self.changed)
        name = Label(theme, _("Why"), "strong")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(name)
        row.addWidget(self.line, 1)
        row.addWidget(Label(theme, goes_to, "meta"))
        quick = QWidget()
        flow = FlowLayout(quick, gap=6, line_gap=6)
        self.chips = [ChoiceChip(theme, _(words), checkable=False) for words in REASONS]
        for chip in self.chips:
            chip.clicked.connect(partial(self._take, chip.text()))
            flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        quick.setSizePolicy(policy)
        below = QHBoxLayout()
        below.addSpacing(name.sizeHint().width() + 12)
        below.addWidget(quick, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addLayout(below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def text(self) -> str:
        """What it says, or ""."""
        return str(self.line.value() or "")

    def set_text(self, words: str) -> None:
        """Shows `words`; sends no signal."""
        self.line.set_value(words)

    def _take(self, words: str, _checked: bool = False) -> None:
        self.line.set_value(words)
        self.changed.emit()
