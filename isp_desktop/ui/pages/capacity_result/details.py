"""What stands behind a cell of the map, or was said of one item."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.capacity_result import Cell, Item
from isp_desktop.domain.language import _
from isp_desktop.services.capacity_result import words
from isp_desktop.services.capacity_result.model import RunLine
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_MOST_STEPS, _LIST_HIGH = 7, 320


class CellDialog(Dialog):
    """The items of a cell with their answers, and how much is needed of it.

    Signals:
        opened: the path of an item.
        needed_chosen: how much is needed, in percent of the scale; None for no longer anything.
    """

    opened = Signal(str)
    needed_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        cell: Cell,
        items: Sequence[Item],
        since: RunLine | None,
        can_say: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        title = words.place_words(cell.capacity_type, cell.level)
        super().__init__(theme, title, f"{words.measured_words(cell, since)}.", parent)
        rows = [_row(item) for item in items]
        self.list = RowList(theme, RowsModel(fetch_from(rows), page=len(rows) + 1, parent=self), title)
        self.list.setFixedHeight(min(self.list.content_height() + 2, theme.px(_LIST_HIGH)))
        self.list.opened.connect(self._open_item)
        if rows:
            self.column.addWidget(self.list)
        else:
            self.column.addWidget(Prose(theme, _("No question of this instrument asks for it."), "body", "text2"))
        self.chips: list[ChoiceChip] = []
        if rows and can_say:
            self._offer_needed(cell)
        self.add_button(_("Close"), closes=False)
        self.list.setFocus()

    def _offer_needed(self, cell: Cell) -> None:
        """How much is needed at this site: a chip for each step of the scale, and one for nothing said."""
        self.column.addWidget(Label(self._theme, _("Needed at this site"), "section"))
        for needed, told in (*needed_steps(cell), (None, _("Not said"))):
            chip = ChoiceChip(self._theme, told)
            chip.setChecked(needed == cell.needed)
            chip.clicked.connect(partial(self._say_needed, needed))
            self.chips.append(chip)
        self.column.addWidget(side_by_side(*self.chips))

    def _say_needed(self, needed: int | None, _on: bool = False) -> None:
        self.accept()
        self.needed_chosen.emit(needed)

    def _open_item(self, name: str) -> None:
        self.accept()
        self.opened.emit(name)


def needed_steps(cell: Cell) -> list[tuple[int, str]]:
    """What can be said to be needed: percent of the scale, and how that is told; quarters of a scale without words."""
    unit = cell.unit
    quarters = [(unit.least + at * (unit.most - unit.least) / 4, "") for at in range(1, 5)]
    words_of = unit.words if 0 < len(unit.words) <= _MOST_STEPS else quarters
    return [
        (round(100 * unit.share(value)), f"{words.value_words(unit.value(unit.share(value)))} {word}".strip())
        for value, word in words_of
    ]


class ItemDialog(Dialog):
    """All that was said of an item: the answer, the first votes, dissent and evidence."""

    def __init__(self, theme: Theme, item: Item, parent: QWidget | None = None) -> None:
        place = words.place_words(item.capacity_type, item.level)
        super().__init__(theme, item.label, ". ".join(part for part in (item.section, place) if part), parent)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        told = (
            (_("Answer"), words.answer_words(item)),
            (_("First votes"), words.votes_told(item)),
            (_("Dissent"), item.dissent),
            (_("Evidence"), item.evidence),
        )
        for name, said in told:
            if said:
                column.addWidget(Label(theme, name, "section"))
                column.addWidget(Prose(theme, said, "body"))
        body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.column.addWidget(Scrolled(body, item.label))
        self.add_button(_("Close"), closes=False)


def _row(item: Item) -> Row:
    said = words.votes_words(item)
    answered = words.answer_words(item)
    return Row(item.path, item.label, second=said, date=answered, tone="warn" if item.is_apart else "")
