"""What takes the place of the rail in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.theme import Theme


class Tabs(QWidget):
    """Either the visit or the look back.

    Attributes:
        looking_back: which of the two.

    Signals:
        changed: the other one was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.looking_back = False
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 8, 32, 8)
        self.visit = ChoiceChip(theme, _("This visit"))
        self.look_back = ChoiceChip(theme, _("Last time here"))
        for chip, name in ((self.visit, "tab-visit"), (self.look_back, "tab-look-back")):
            chip.setObjectName(name)
            chip.clicked.connect(lambda _on=False, chip=chip: self._choose(chip is self.look_back))
            row.addWidget(chip)
        row.addStretch()
        self.visit.setChecked(True)

    def _choose(self, back: bool) -> None:
        self.looking_back = back
        self.visit.setChecked(not back)
        self.look_back.setChecked(back)
        self.changed.emit()
