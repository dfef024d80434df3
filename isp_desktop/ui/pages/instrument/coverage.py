"""The card that shows how many items ask for each type of capacity at each level, so that gaps are seen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.instrument import Instrument
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS
from isp_desktop.services.capacity import instrument_words as words
from isp_desktop.services.capacity.drafting import Path
from isp_desktop.services.capacity_result.words import place_words
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.heat_grid import HeatCell, HeatGrid
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

_MOST_HEAT = 4


class CoverageCard(Panel):
    """Type by level; a field is opened by a click or Enter.

    Signals:
        field_asked: the key of a type and that of a level, and the paths of the items there.
    """

    field_asked = Signal(str, str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._paths: dict[tuple[str, str], list[Path]] = {}
        self._places = [[(kind, level) for level in LEVELS] for kind in CAPACITY_TYPES]
        self.column.addWidget(CardHead(theme, _("What it covers"), _("items: type by level")))
        types, levels = [_(label) for label in CAPACITY_TYPES.values()], [_(label) for label in LEVELS.values()]
        self.grid = HeatGrid(theme, _("How many items: type by level"), types, levels)
        self.grid.setObjectName("coverage")
        self.grid.opened.connect(self._open)
        self.told = Prose(theme, "", "meta")
        self.column.addWidget(self.grid)
        self.column.addWidget(self.told)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_instrument(self, instrument: Instrument) -> None:
        """Counts the items of another instrument."""
        self._paths = words.coverage(instrument)
        most = max(map(len, self._paths.values()))
        self.grid.show_cells([[_cell(place, len(self._paths[place]), most) for place in row] for row in self._places])
        gaps = sum(not paths for paths in self._paths.values())
        told = counted("{n} field has no item.", "{n} fields have no item.", gaps) if gaps else _("No field is empty.")
        self.told.setText(f"{told} {words.forms_words(instrument)}")

    def _open(self, row: int, column: int) -> None:
        kind, level = self._places[row][column]
        self.field_asked.emit(kind, level, self._paths.get((kind, level), []))


def _cell(place: tuple[str, str], count: int, most: int) -> HeatCell:
    where = place_words(*place)
    if not count:
        return HeatCell(_("none"), look="gap", words=_("{place}: no item").format(place=where))
    told = counted("{n} item", "{n} items", count)
    heat = round(_MOST_HEAT * count / most)
    return HeatCell(number(count), heat=heat, words=_("{place}: {items}").format(place=where, items=told))
