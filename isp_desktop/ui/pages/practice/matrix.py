"""The 39 activities by competency: how often each was done, and when last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.practice import Activity, Competency, load_practice
from isp_desktop.domain.practice_picture import Hours, Picture
from isp_desktop.services.practice_picture import hours_words
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.cell_grid import Measures
from isp_desktop.ui.kit.heat_grid import HeatGrid
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.practice.two_columns import TwoColumns
from isp_desktop.ui.pages.practice.words import last_cell, named, times_cell

_MEASURES = Measures(row=(28, 32), liked=28, head=26, column=84, label=300, label_least=196)


class _Card(Panel):
    """The activities of a competency."""

    def __init__(self, theme: Theme, competency: Competency, today: Callable[[], dt.date]) -> None:
        super().__init__(theme)
        self._today = today
        self.activities: tuple[Activity, ...] = load_practice().serving(competency.key)
        # Under the name, since in some languages both are long.
        self._hours = Label(theme, "", "meta", "text2")
        rows, columns = [named(one) for one in self.activities], (_("How often"), _("Last"))
        self.grid = HeatGrid(theme, competency.label, rows, columns, measures=_MEASURES)
        self.grid.setObjectName(f"practice_{competency.key}")
        self.column.addWidget(CardHead(theme, competency.label))
        self.column.addWidget(self._hours)
        self.column.addWidget(self.grid)
        self.column.addStretch()

    def show_picture(self, picture: Picture, hours: Hours) -> None:
        told = {one.code: one for one in picture.of(hours.competency)}
        day = self._today()
        self.grid.show_cells(
            [[times_cell(one, told[one.code], day), last_cell(one, told[one.code], day)] for one in self.activities]
        )
        self._hours.setText(_hours_words(hours))


class Matrix(TwoColumns):
    """A card for each competency.

    Signals:
        opened: the code of an activity.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._today = today
        self.cards: list[_Card] = []

    def parts(self) -> list[Callable[[], None]]:
        """What builds the cards, one by one."""
        return [partial(self._add, one) for one in load_practice().competencies]

    def _add(self, competency: Competency) -> None:
        card = _Card(self._theme, competency, self._today)
        card.grid.opened.connect(lambda row, _column: self.opened.emit(card.activities[row].code))
        self.cards.append(card)
        self.place_card(card)

    def show_picture(self, picture: Picture) -> None:
        """Shows what was read."""
        for card, hours in zip(self.cards, picture.hours, strict=True):
            card.show_picture(picture, hours)


def _hours_words(hours: Hours) -> str:
    """What of it is timed, and how much more was done: "12.5 hours; 3 untimed"."""
    if not hours.times:
        return _("nothing yet in this time")
    timed = hours_words(hours.seconds) if hours.seconds else ""
    untimed = counted("{n} untimed", "{n} untimed", hours.untimed) if hours.untimed else ""
    return "; ".join(filter(None, (timed, untimed)))
