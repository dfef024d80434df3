"""Practice over time: the hours by competency, and how often each activity was done in each period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.practice import Activity, Competency, load_practice
from isp_desktop.domain.practice_picture import Done, Hours, Picture, Step
from isp_desktop.services.practice_picture import hours_words, times_words
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.cell_grid import Measures
from isp_desktop.ui.kit.heat_grid import HeatCell, HeatGrid
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.practice.words import heat, last_words, named, period_label, period_name

_MEASURES = Measures(row=(28, 32), liked=28, head=26, column=47, label=260, label_least=196)
_NONE = "·"
_HOUR = 3_600


class OverTime(QWidget):
    """A grid of hours, and one of counts for each competency; made anew where other periods are looked at.

    Signals:
        opened: the code of an activity.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._today = theme, today
        self._columns: Sequence[str] = ()
        self._had_focus = False
        self.grids: list[HeatGrid] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        practice = load_practice()
        self.hours = Panel(theme)
        self.hours.column.addWidget(CardHead(theme, _("Hours by competency"), _("divided evenly among the activities")))
        self.cards: list[Panel] = [self.hours]
        self._competencies: tuple[Competency, ...] = practice.competencies
        self._activities = {one.key: practice.serving(one.key) for one in self._competencies}
        for competency in self._competencies:
            card = Panel(theme)
            card.column.addWidget(CardHead(theme, competency.label, _("how often")))
            self.cards.append(card)
        for card in self.cards:
            column.addWidget(card)
        column.addStretch()

    def parts(self, picture: Picture, step: Step) -> list[Callable[[], None]]:
        """What shows the picture by periods of a step, one grid after the other."""
        columns = [period_label(one, step, at == 0) for at, one in enumerate(picture.periods)]
        names = [period_name(one, step) for one in picture.periods]
        if columns != self._columns:
            self._columns = columns
            self._clear()
        heads = (*columns, _("In all"))
        own = [partial(self._show_counts, at, picture, names, heads) for at in range(1, len(self.cards))]
        return [partial(self._show_hours, picture, names, heads), *own]

    def _clear(self) -> None:
        """Other periods want other grids."""
        self._had_focus = any(grid.hasFocus() for grid in self.grids)
        for old in self.grids:
            old.hide()
            old.deleteLater()
        self.grids = []

    def _grid(self, at: int, name: str, rows: Sequence[str], heads: Sequence[str]) -> HeatGrid:
        """The grid of a card, made where there is none for these periods."""
        if at == len(self.grids):
            made = HeatGrid(self._theme, name, rows, heads, measures=_MEASURES)
            self.cards[at].column.addWidget(made)
            made.show()
            self.grids.append(made)
            if self._had_focus:
                self._had_focus = False
                made.setFocus()
            if at:
                activities = self._activities[self._competencies[at - 1].key]
                made.opened.connect(lambda row, _column: self.opened.emit(activities[row].code))
        return self.grids[at]

    def _show_hours(self, picture: Picture, names: Sequence[str], heads: Sequence[str]) -> None:
        rows = [one.label for one in self._competencies]
        grid = self._grid(0, _("Hours by competency"), rows, heads)
        grid.show_cells(_hours_cells(picture.hours, self._competencies, names))

    def _show_counts(self, at: int, picture: Picture, names: Sequence[str], heads: Sequence[str]) -> None:
        competency = self._competencies[at - 1]
        activities, told = self._activities[competency.key], {one.code: one for one in picture.of(competency.key)}
        grid = self._grid(at, competency.label, [named(one) for one in activities], heads)
        grid.show_cells([self._cells(one, told[one.code], names) for one in activities])

    def _cells(self, activity: Activity, one: Done, names: Sequence[str]) -> list[HeatCell]:
        cells = [
            HeatCell(number(times), heat=heat(times), words=_told(activity.label, _times(times), name))
            if times
            else HeatCell(_NONE, look="plain", words=_told(activity.label, _("none"), name))
            for times, name in zip(one.by_period, names, strict=True)
        ]
        words = "; ".join(filter(None, (f"{activity.label}: {times_words(one)}", last_words(one, self._today()))))
        never = HeatCell(times_words(one), look="plain" if one.last else "open", words=words)
        return [*cells, HeatCell(number(one.times), words=words) if one.times else never]


def _hours_cells(
    hours: Sequence[Hours], competencies: Sequence[Competency], names: Sequence[str]
) -> list[list[HeatCell]]:
    most = max((seconds for one in hours for seconds in one.by_period), default=0)
    rows = []
    for one, competency in zip(hours, competencies, strict=True):
        cells = [
            _hours_cell(seconds, most, _told(competency.label, hours_words(seconds), name))
            for seconds, name in zip(one.by_period, names, strict=True)
        ]
        whole = _("{competency}: {hours} in all").format(competency=competency.label, hours=hours_words(one.seconds))
        rows.append([*cells, _hours_cell(one.seconds, 0, whole)])
    return rows


def _hours_cell(seconds: int, most: int, words: str) -> HeatCell:
    """So many seconds, as dark as their share of the most there is; a sum, which has none, is pale."""
    if not seconds:
        return HeatCell(_NONE, look="plain", words=words)
    shade = min(4, 5 * seconds // (most + 1)) if most else 0
    return HeatCell(number(round(seconds / _HOUR, 1)), heat=shade, words=words)


def _told(name: str, told: str, period: str) -> str:
    return f"{name}, {period}: {told}"


def _times(times: int) -> str:
    return counted("{n} time", "{n} times", times)
