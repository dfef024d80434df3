"""What stands behind a cell of the map, or was said of one item."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.capacity_result import Cell, Item
from isp_desktop.domain.language import _
from isp_desktop.services.capacity_result import words
from isp_desktop.services.capacity_result.model import Run
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme


class CellDialog(Dialog):
    """The items of a cell with their answers.

    Signals:
        opened: the path of an item.
    """

    opened = Signal(str)

    def __init__(
        self, theme: Theme, cell: Cell, items: Sequence[Item], since: Run | None, parent: QWidget | None = None
    ) -> None:
        title = words.place_words(cell.capacity_type, cell.level)
        super().__init__(theme, title, f"{words.measured_words(cell, since)}.", parent)
        rows = [_row(item) for item in items]
        self.list = FittedList(theme, RowsModel(fetch_from(rows), page=len(rows) + 1, parent=self), title)
        self.list.opened.connect(self._open_item)
        if rows:
            self.column.addWidget(Scrolled(self.list, title))
        else:
            self.column.addWidget(Prose(theme, _("No question of this instrument asks for it."), "body", "text2"))
        self.add_button(_("Close"), closes=False)
        self.list.setFocus()

    def _open_item(self, name: str) -> None:
        self.accept()
        self.opened.emit(name)


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
            (_("First votes"), words.votes_words(item)),
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
