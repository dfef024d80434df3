"""How the core elements stand at each site: a shape, its word and its age in each cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.integrity import initiative as service
from isp_desktop.services.integrity import words
from isp_desktop.services.integrity.elements import Element
from isp_desktop.services.integrity.initiative import InitiativeView, SiteRow
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.stand_grid import StandCell, StandGrid
from isp_desktop.ui.kit.stands import Shape, StandSign
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.stands import cell_of

_COLUMNS = 5
_KEY: tuple[tuple[Shape, str], ...] = (("disc", "holds"), ("square", "partly"), ("triangle", "not_held"), ("ring", ""))


class MatrixPanel(Panel):
    """Sites by elements; more elements than fit beside each other go on in another grid below.

    Attributes:
        grids: of each at most five elements, as many in one as in the other.

    Signals:
        site_asked: the uid of a site whose integrity is to be shown.
    """

    site_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.grids: list[StandGrid] = []
        self._shape: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._rows: Sequence[SiteRow] = ()
        self._head = CardHead(theme, _("How they hold"))
        self.told = Prose(theme, "", "body", "text2")
        self._place = QVBoxLayout()
        self._place.setSpacing(theme.px(10))
        self._key = self._made_key()
        self.column.addWidget(self._head)
        self.column.addWidget(self.told)
        self.column.addLayout(self._place)
        self.column.addWidget(self._key)

    def _made_key(self) -> QWidget:
        key = QWidget()
        row = QHBoxLayout(key)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(4))
        for shape, mark in _KEY:
            row.addWidget(StandSign(self._theme, shape))
            row.addWidget(Label(self._theme, words.mark_word(mark), "meta"))
            row.addSpacing(self._theme.px(8))
        row.addStretch(1)
        return key

    def show_view(self, found: InitiativeView) -> None:
        """Shows what was read; nothing at all before there is an element."""
        self.setVisible(bool(found.elements))
        is_there = bool(found.elements and found.sites)
        self._key.setVisible(is_there)
        self._head.remark.setText(counted("{n} site", "{n} sites", len(found.sites)) if found.sites else "")
        self.told.setText(_told(found))
        self.told.setVisible(bool(self.told.text()))
        if is_there:
            self._show_grids(found.elements, found.sites)
        else:
            self._empty()

    def _show_grids(self, elements: Sequence[Element], sites: Sequence[SiteRow]) -> None:
        self._rows = sites
        columns = tuple(f"{number(at)} {one.name}" for at, one in enumerate(elements, 1))
        shape = (columns, tuple(row.name for row in sites))
        if shape != self._shape:
            self._empty()
            self._shape = shape
            for part in _parts(len(columns)):
                self._add_grid(columns[part], shape[1])
        for part, grid in zip(_parts(len(columns)), self.grids, strict=True):
            grid.show_cells([_cells(row, elements)[part] for row in sites])

    def _add_grid(self, columns: Sequence[str], rows: Sequence[str]) -> None:
        grid = StandGrid(self._theme, _("How core elements stand at the sites"), rows, columns)
        grid.opened.connect(lambda row, _column: self.site_asked.emit(self._rows[row].uid))
        self._place.addWidget(grid)
        self.grids.append(grid)

    def _empty(self) -> None:
        for grid in self.grids:
            self._place.removeWidget(grid)
            grid.hide()
            grid.deleteLater()
        self.grids, self._shape = [], ((), ())


def _parts(count: int) -> list[slice]:
    """Which columns each grid has."""
    grids = -(-count // _COLUMNS)
    wide = -(-count // grids)
    return [slice(first, first + wide) for first in range(0, count, wide)]


def _cells(row: SiteRow, elements: Sequence[Element]) -> list[StandCell]:
    pairs = zip(elements, row.stands, strict=True)
    return [cell_of(stand, f"{row.name}, {one.name}") for one, stand in pairs]


def _told(found: InitiativeView) -> str:
    if not found.sites:
        return _("No site is part of this initiative yet. Say so in the form of a site.")
    if len(found.sites) == 1:
        return service.site_words(found.sites[0])
    if found.more_sites:
        return counted("{n} more site is not shown.", "{n} more sites are not shown.", found.more_sites)
    return ""
