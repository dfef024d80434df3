"""Leaders and champions who are not in the grid yet, each placed with one press."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.leaders.told import Named
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.press_chip import PressChip
from isp_desktop.ui.kit.roving import Roving
from isp_desktop.ui.kit.theme import Theme

_SHOWN = 6


class Unplaced(QWidget):
    """One stop for Tab; the first few by name, and anybody else.

    Signals:
        chosen: the uid of who is to be placed.
        other_asked: it is to be asked who.
    """

    chosen = Signal(str)
    other_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chips: list[PressChip] = []
        self._roving = Roving(lambda: self.chips, self)
        self._shown: Sequence[Named] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        place = QWidget()
        self._flow = FlowLayout(place)
        outer.addWidget(place)
        self.show_people(())

    def show_people(self, people: Sequence[Named]) -> None:
        """Offers `people`; what has the focus keeps its place."""
        if self._shown is not None and [*people] == [*self._shown]:
            return
        at = next((at for at, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        self._shown = people
        self._empty()
        for uid, name in people[:_SHOWN]:
            spoken = _("Place {name} in the grid").format(name=name)
            self._add(PressChip(self._theme, ChipSpec(name, "missing"), spoken), partial(self.chosen.emit, uid))
        other = ChipSpec(_("Somebody else…") if people else _("Place somebody…"), "outline", "plus")
        self._add(PressChip(self._theme, other, _("Place somebody in the grid")), self.other_asked.emit)
        if at >= 0:
            self._roving.go_to(self.chips[min(at, len(self.chips) - 1)])

    def first(self) -> QWidget:
        """What Tab comes to."""
        return self._roving.stop() or self

    def _add(self, chip: PressChip, act: object) -> None:
        chip.clicked.connect(act)
        self._flow.addWidget(chip)
        self._roving.add(chip)
        self.chips.append(chip)
        chip.show()

    def _empty(self) -> None:
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        while self._flow.takeAt(0) is not None:
            pass
        self.chips = []
        self._roving = Roving(lambda: self.chips, self)
