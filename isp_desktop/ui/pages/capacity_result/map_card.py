"""The card with the map: the result, how it changed, and the answers it stands on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.capacity_result import Item
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import LEVELS
from isp_desktop.services.capacity_result import words
from isp_desktop.services.capacity_result.model import Result
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.rated_cells import RatedCell
from isp_desktop.ui.kit.rated_grid import Rated, RatedGrid, RatedKeyLine
from isp_desktop.ui.kit.rows import RowsModel, fetch_from
from isp_desktop.ui.kit.segments import Segments
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.vote_rows import VoteDelegate, VoteRow
from isp_desktop.ui.pages.capacity_result import drawn

RESULT, CHANGE, ANSWERS = "result", "change", "answers"
_AT_FIRST = 60


class MapCard(Panel):
    """One of three views, chosen at its head.

    Attributes:
        views: the choice; its `chosen` says which one is shown now.

    Signals:
        cell_asked: the items of a cell are to be shown; its number among the cells.
        item_asked: all that was said of an item is to be shown; its path.
    """

    cell_asked = Signal(int)
    item_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.views = Segments(
            theme, _("What is shown"), [(RESULT, _("Result")), (CHANGE, _("Change")), (ANSWERS, _("Answers"))]
        )
        self._head = CardHead(theme, _("Where capacity is"))
        self._head.add_action(self.views)
        self.column.addWidget(self._head)
        self._remarks: dict[str, str] = {}
        self.map = Map(theme, _("Capacity: type by level"))
        self.change = Map(theme, _("Change of capacity: type by level"))
        self.answers = Answers(theme)
        self._views: dict[str, QWidget] = {RESULT: self.map, CHANGE: self.change, ANSWERS: self.answers}
        for key, view in self._views.items():
            self.column.addWidget(view, 1)
            view.setVisible(key == RESULT)
        self.views.chosen.connect(self._choose)
        for grid in (self.map.grid, self.change.grid):
            grid.opened.connect(lambda row, column: self.cell_asked.emit(row * len(LEVELS) + column))
        self.answers.opened.connect(self.item_asked)

    def show_result(self, result: Result) -> None:
        """Shows the map and its change; the answers, which may be many, are shown by `show_answers`."""
        scale = _("type by level, {scale}").format(scale=words.unit_words(drawn.map_unit(result)))
        answered = sum(item.state == "answered" for item in result.items)
        all_items = counted("{n} answer", "{n} answers", answered)
        missing = sum(item.state == "missing" for item in result.items)
        lacking = counted("{n} missing", "{n} missing", missing) if missing else ""
        told = {RESULT: scale, CHANGE: scale, ANSWERS: ", ".join(filter(None, (all_items, lacking)))}
        self._remarks = {view: f"{remark} · {result.instrument_name}" for view, remark in told.items()}
        self._head.remark.setText(self._remarks[self.views.shown()])
        asks = any(words.asked(cell.score) for cell in result.cells)
        nowhere = "" if asks else _("No question of this instrument says of which type and level it asks.")
        self.map.show_map(drawn.heat_map(result), nowhere, asks)
        self.change.show_map(drawn.change_map(result), words.comparing_words(result), asks and result.since is not None)

    def show_answers(self, result: Result) -> None:
        """Shows the answers."""
        self.answers.show_items(result.items)

    def _choose(self, key: str) -> None:
        for own, view in self._views.items():
            view.setVisible(own == key)
        self._head.remark.setText(self._remarks.get(key, ""))
        titles = {RESULT: _("Where capacity is"), CHANGE: _("What changed"), ANSWERS: _("What was answered")}
        self._head.set_title(titles[key])


class Map(QWidget):
    """The grid, a sentence on what it shows, and how to read it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = RatedGrid(theme, name, drawn.type_labels(), drawn.level_labels())
        self._told = Prose(theme, "", "body", "text2")
        self._key = RatedKeyLine(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._told)
        column.addWidget(self.grid, 1)
        column.addWidget(self._key)
        self.setFocusProxy(self.grid)

    def show_map(self, rated: Rated, told: str, is_there: bool = True) -> None:
        """Shows a map under the sentence `told`; the sentence alone where there is none."""
        self._told.setText(told)
        self._told.setVisible(bool(told))
        for part in (self.grid, self._key):
            part.setVisible(is_there)
        self.grid.show_cells(rated.cells)
        self._key.show_key(rated.key)

    def cell(self, row: int, column: int) -> RatedCell:
        """What a cell says."""
        return self.grid.cell(row, column)


class Answers(QWidget):
    """Every item with its first votes and what became of them.

    Signals:
        opened: the path of an item.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.legend = Prose(
            theme,
            _("A dot is a first vote. The band reaches from the lowest to the highest; the diamond is the agreed one."),
            "meta",
        )
        self._column.addWidget(self.legend)
        self.list: FittedList | None = None
        self._items: Sequence[Item] = ()
        self._is_whole = False
        self.all_button = Button(theme, "", "link", height=28)
        self.all_button.clicked.connect(self._unfold)
        self._column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_items(self, items: Sequence[Item]) -> None:
        """Other items, in place of those before; the current one stays current.

        Of many the first are shown, and all once that is asked for.
        """
        self._items = items
        shown = items if self._is_whole else items[:_AT_FIRST]
        self.all_button.set_words(counted("All {n} answer", "All {n} answers", len(items)))
        self.all_button.setVisible(len(shown) < len(items))
        self._put([drawn.vote_row(item) for item in shown])
        self.legend.setVisible(any(item.was_voted for item in items))

    def _unfold(self) -> None:
        self._is_whole = True
        self.show_items(self._items)
        self.setFocus()

    def _put(self, rows: list[VoteRow]) -> None:
        held = self.list.current_uid() if self.list is not None else ""
        had_focus = self.list is not None and self.list.hasFocus()
        if self.list is not None:
            self.list.hide()
            self.list.deleteLater()
        model = RowsModel(fetch_from(rows), page=len(rows) + 1)
        self.list = FittedList(self._theme, model, _("Answers"), VoteDelegate)
        model.setParent(self.list)
        self.list.setObjectName("answers")
        self.list.opened.connect(self.opened)
        self._column.insertWidget(1, self.list)
        self.setFocusProxy(self.list)
        if held:
            self.list.select(held)
        if had_focus:
            self.list.setFocus()

    def go_to(self, name: str) -> None:
        """Makes an item the current one."""
        if not self._is_whole and name not in [item.path for item in self._items[:_AT_FIRST]]:
            self._unfold()
        if self.list is not None and self.list.select(name):
            self.list.setFocus()
