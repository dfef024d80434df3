"""The core functions over the teams: who carries each in which team, and what nobody carries at all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.teams import SHORT_FUNCTIONS, Function
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS
from isp_desktop.services.teams import Overview, Team
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.heat_grid import HeatCell, HeatGrid
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

_AT_FIRST, _MOST_SHADE = 14, 4


class FunctionsCard(QWidget):
    """A sentence on what nobody carries, and the grid: a team a row, a core function a column.

    Signals:
        opened: the uid of a team.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole = False
        self._found: Overview | None = None
        self._rows: Sequence[Team] = ()
        self.grid: HeatGrid | None = None
        self.card = Panel(theme)
        self._head = CardHead(theme, _("Core functions"), _("people and teams that carry each, as the charters say"))
        self.sentence = Prose(theme, "", "body")
        self.all_button = Button(theme, "", "link", height=28)
        self.all_button.clicked.connect(self._unfold)
        self.card.column.addWidget(self._head)
        self.card.column.addWidget(self.sentence)
        self.card.column.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)

    def show_functions(self, found: Overview) -> None:
        """Shows what was read."""
        self._found = found
        every = [team for team in found.teams if team.functions]
        self._rows = every if self._whole else every[:_AT_FIRST]
        self.sentence.setText(_sentence(found))
        self.all_button.set_words(counted("All {n} team", "All {n} teams", len(every)))
        self.all_button.setVisible(len(self._rows) < len(every))
        self._show_grid(found)

    def _show_grid(self, found: Overview) -> None:
        """A grid has its rows for good: with other teams another one takes its place, and the focus."""
        held = self.grid is not None and self.grid.hasFocus()
        if self.grid is not None:
            self.grid.hide()
            self.grid.deleteLater()
        self.grid = HeatGrid(
            self._theme,
            _("Core functions: team by function"),
            [team.name or _("Team without a name") for team in self._rows],
            [_(label) for label in SHORT_FUNCTIONS.values()],
        )
        self.grid.setObjectName("functions_grid")
        self.grid.show_cells([[_cell(team, one, found) for one in team.functions] for team in self._rows])
        self.grid.opened.connect(lambda row, _column: self.opened.emit(self._rows[row].uid))
        # Shown before it has its place it would be a window of its own, and take the focus.
        self.card.column.insertWidget(2, self.grid)
        self.grid.setVisible(bool(self._rows))
        self.setFocusProxy(self.grid)
        if held:
            self.grid.setFocus()

    def _unfold(self) -> None:
        self._whole = True
        if self._found is not None:
            self.show_functions(self._found)
            self.setFocus()


def _sentence(found: Overview) -> str:
    if not any(team.functions for team in found.teams):
        return _("No team has a charter yet. A charter says who carries each of the six core functions.")
    told = _("Each of the six core functions is carried in one of these teams.")
    if found.nowhere:
        gaps = "; ".join(_(CORE_FUNCTIONS[key]) for key in found.nowhere)
        told = _("Nobody in these teams carries: {functions}.").format(functions=gaps)
    without = sum(not team.functions for team in found.teams)
    apart = counted("{n} team has no charter yet.", "{n} teams have no charter yet.", without) if without else ""
    return f"{told} {apart}".strip()


def _cell(team: Team, function: Function, found: Overview) -> HeatCell:
    where = _("{team}, {function}").format(team=team.name, function=_(CORE_FUNCTIONS[function.key]))
    if function.is_gap:
        left = ", ".join(found.names[uid] for uid in function.gone if uid in found.names)
        told = _("{where}: {names} carried it and left the team") if left else _("{where}: nobody yet")
        return HeatCell(_("Gap, left") if left else _("Gap"), look="gap", words=told.format(where=where, names=left))
    names = [found.names[uid] for uid in function.carriers if uid in found.names]
    told = f"{where}: {', '.join(names)}"
    many = len(function.carriers)
    return HeatCell(number(many), names[0] if names else "", min(_MOST_SHADE, many), words=told, name=True)
