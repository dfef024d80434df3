"""One instrument over sites and time: a row a place, what is short where, and which need is common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services.capacity.across import Across, Place
from isp_desktop.services.capacity_result import places
from isp_desktop.services.capacity_result.places import Used
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.heat_grid import HeatGrid
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.capacity.columns import Column, columns_of, views
from isp_desktop.ui.parts.view import View

_COMMON, _ALL = 4, "types"


class AcrossView(View):
    """The grid of places; what its columns are, and by which of them it is sorted, is chosen over it.

    Attributes:
        grid: of what was read; None until then.
        view_button, sort_button, instrument_button: what is chosen.
    """

    kinds = places.KINDS

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, jobs, store, today, parent)
        self._found = Used()
        self._shown, self._sorted, self._instrument = _ALL, "", ""
        self._rows: Sequence[Place] = ()
        self._columns: Sequence[Column] = ()
        self.grid: HeatGrid | None = None
        self.instrument_button = ChoosingButton(
            theme, _("Instrument used most"), _("Instrument: {name}"), "list-checks"
        )
        self.view_button = ChoosingButton(theme, _("By type"), _("Shown: {name}"), "columns-2")
        self.sort_button = ChoosingButton(theme, _("Sorted by name"), _("Sorted by: {name}"), "arrow-down-up")
        for name, button in (
            ("instrument", self.instrument_button),
            ("view", self.view_button),
            ("sort", self.sort_button),
        ):
            button.setObjectName(f"across-{name}")
        self.instrument_button.chosen.connect(self.choose_instrument)
        self.view_button.chosen.connect(self.choose_view)
        self.sort_button.chosen.connect(self.sort_by)
        self.nothing = EmptyState(
            theme,
            _("Nothing to compare yet"),
            _("As soon as sites, teams or organizations are assessed by one instrument, they stand here side by side."),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        self._common = Panel(self._theme)
        self._common_rows = QVBoxLayout()
        self._common_rows.setSpacing(self._theme.px(6))
        head = CardHead(self._theme, _("Common needs"), _("short at most places"))
        self._common.column.addWidget(head)
        self._common.column.addLayout(self._common_rows)
        self._card = Panel(self._theme)
        self._head = CardHead(self._theme, _("Across sites"))
        for button in (self.instrument_button, self.view_button, self.sort_button):
            self._head.add_action(button)
        self._left_out = Prose(self._theme, "", "meta")
        self._card.column.addWidget(self._head)
        self._card.column.addWidget(self._left_out)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(14))
        column.addWidget(self._card)
        column.addWidget(self._common)
        column.addStretch()
        self._stack = QStackedLayout()
        # First in its place: what stands in a layout without a widget is shown as a window of its own.
        self.column.addLayout(self._stack)
        for part in (both, self.nothing):
            self._stack.addWidget(part)

    def choose_instrument(self, uid: str) -> None:
        """Shows another instrument; the one used most for ""."""
        self._instrument = uid
        self.show_for(self._target)

    def choose_view(self, key: str) -> None:
        """Shows other columns: by type, the levels of one type, or over time."""
        self._shown, self._sorted = key or _ALL, ""
        self._show_grid()

    def sort_by(self, key: str) -> None:
        """Sorts by a column, the lowest first; by name for ""."""
        self._sorted = key
        self._show_grid()

    def show_for(self, target: str) -> None:
        # Of one place there is nothing to set side by side: it shows all of them whoever is asked for.
        self._is_asked, self._target = True, target
        store, instrument = self._store, self._instrument
        self._reading.read(lambda _progress: places.used(store, instrument))

    def _show(self, found: object) -> None:
        self._found = cast("Used", found)
        told = self._found.told
        self.is_begun = told is not None and bool(told.places)
        self.headline = places.headline(told)
        self._stack.setCurrentIndex(0 if self.is_begun else 1)
        several = self._found.choices if len(self._found.choices) > 1 else ()
        self.instrument_button.show_choices(several, self._found.chosen)
        if told is not None and self.is_begun:
            self._show_common(told)
            self._show_grid()

    def _show_common(self, told: Across) -> None:
        while (item := self._common_rows.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        found = places.common(told)[:_COMMON]
        for cell, one in found:
            self._common_rows.addWidget(Remark(self._theme, places.common_words(cell, one), "triangle-alert"))
        self._common.setVisible(bool(found))

    def _show_grid(self) -> None:
        told = self._found.told
        if told is None:
            return
        self._columns = columns_of(self._shown, told, self._today())
        names = {column.key: column.label for column in self._columns}
        self.view_button.show_choices(views(), self._shown if self._shown != _ALL else "")
        self.sort_button.show_choices(list(names.items()), self._sorted)
        self._rows = self._in_order(told)
        unknown = _("Where nobody said how much is needed, nothing is short. Say it in the map of a result.")
        left = counted(
            "{n} run is private or was asked otherwise, and is left out.",
            "{n} runs are private or were asked otherwise, and are left out.",
            told.left_out,
        )
        persons = counted(
            "{n} run is of a person, and is left out.", "{n} runs are of persons, and are left out.", told.of_persons
        )
        also = (left if told.left_out else "", persons if told.of_persons else "")
        self._left_out.setText(" ".join(filter(None, (unknown, *also))))
        self._head.remark.setText(counted("{n} place", "{n} places", len(told.places)))
        self._put_grid(told)

    def _in_order(self, told: Across) -> list[Place]:
        column = next((one for one in self._columns if one.key == self._sorted), None)
        if column is None:
            return list(told.places)
        return sorted(told.places, key=lambda place: (*column.order(place), place.name.casefold()))

    def _put_grid(self, told: Across) -> None:
        """A grid has its rows for good: another one takes its place, and the focus."""
        held = self.grid is not None and self.grid.hasFocus()
        if self.grid is not None:
            self.grid.hide()
            self.grid.deleteLater()
        labels = [column.label for column in self._columns]
        name = _("{instrument} across sites").format(instrument=told.name)
        self.grid = HeatGrid(self._theme, name, [place.name for place in self._rows], labels)
        self.grid.setObjectName("across_grid")
        self.grid.show_cells([[column.cell(place) for column in self._columns] for place in self._rows])
        self.grid.opened.connect(self._open)
        self._card.column.insertWidget(1, self.grid)
        if held:
            self.grid.setFocus()

    def _open(self, row: int, column: int) -> None:
        point = self._columns[column].point(self._rows[row])
        if point is not None:
            self.record_asked.emit("assessment", point.assessment)

    def first(self) -> QWidget:
        return self.grid if self.grid is not None and self.is_begun else self.nothing
