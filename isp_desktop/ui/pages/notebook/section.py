"""What the sections of the owner's page have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme


class Section(Panel):
    """A card with a heading, a sentence, and parts in `body`."""

    def __init__(self, theme: Theme, heading: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (18, 16), parent)
        self.setAccessibleName(heading)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.column.setSpacing(2)
        self.column.addWidget(Label(theme, heading, "heading"))
        if sentence:
            self.column.addWidget(Prose(theme, sentence, "meta"))
        self.column.addSpacing(10)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.column.addLayout(self.body)


class Choose(QWidget):
    """One of a few, all of them shown.

    Signals:
        chosen: the key of another one.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chips: dict[str, ChoiceChip] = {}
        group = QButtonGroup(self)
        flow = FlowLayout(self, gap=6, line_gap=6)
        # As high as its label beside it.
        flow.setContentsMargins(0, 2, 0, 2)
        for key, label in choices:
            chip = self._chips[key] = ChoiceChip(theme, label)
            chip.setAccessibleName(f"{name}: {label}")
            chip.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            group.addButton(chip)
            flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def choose(self, key: str) -> None:
        """Marks one; sends no signal."""
        if key in self._chips:
            self._chips[key].setChecked(True)
            for other, chip in self._chips.items():
                # Tab leads to the one that holds, the arrows to the others.
                chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus)

    def chip(self, key: str) -> ChoiceChip:
        """The chip of a key."""
        return self._chips[key]
