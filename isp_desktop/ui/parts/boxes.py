"""The rows on a page that belong to its record, in boxes by name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.parts.row_box import RowBox
from isp_desktop.ui.parts.writing import Writing


class Boxes(QObject):
    """Filled while the page is built by `building`, each row in a turn of its own; later at once.

    Signals:
        wrote: the user wrote in the rows of a box; its name.
        left: the cursor left a row.
        filled: the rows of a box are there.
    """

    wrote = Signal(str)
    left = Signal()
    filled = Signal()

    def __init__(self, writing: Writing, building: Slices, parent: QObject) -> None:
        super().__init__(parent)
        self._writing, self._building = writing, building
        self._all: dict[str, RowBox] = {}

    def __getitem__(self, name: str) -> RowBox:
        return self._all[name]

    def __contains__(self, name: str) -> bool:
        return name in self._all

    def names(self) -> list[str]:
        """The names of the boxes, in the order in which they stand."""
        return list(self._all)

    def add(self, name: str, box: RowBox, before: Callable[[], QWidget]) -> None:
        """Takes a box, whose rows come behind `before` in the order of Tab."""
        box.before = before
        box.changed.connect(lambda: self.wrote.emit(name))
        box.left.connect(self.left)
        box.setEnabled(not self._writing.is_deleted())
        self._all[name] = box
        filling = (*box.filling(self._writing.rows(name), self._writing.gone(name)), self.filled.emit)
        if self._building.is_done():
            for act in filling:
                act()
        else:
            self._building.add_next(filling)

    def show_rows(self) -> None:
        """Shows the rows as the draft has them."""
        for name, box in self._all.items():
            box.show_rows(self._writing.rows(name), self._writing.gone(name))

    def set_enabled(self, enabled: bool) -> None:
        """Whether the rows can be written in."""
        for box in self._all.values():
            box.setEnabled(enabled)

    def take_in(self, names: Container[str]) -> None:
        """Shows again the rows of these boxes, of which somebody else may have saved some."""
        for name, box in self._all.items():
            if name in names:
                box.take_in(self._writing.saved_rows(name))

    def mark_problems(self) -> bool:
        """Marks what is missing or cannot be understood; whether there is any."""
        return any([box.mark_problems() for box in self._all.values()])

    def settle(self) -> None:
        """What the rows say was saved."""
        for box in self._all.values():
            box.settle()

    def have_written(self) -> bool:
        """Whether anything of the rows has to be kept."""
        return any(box.edits() or box.gone for box in self._all.values())

    def edits(self) -> Iterator[tuple[str, list[Edit]]]:
        """The rows that were written in, by the names of their boxes."""
        for name, box in self._all.items():
            yield name, box.edits()

    def removed_uids(self) -> list[str]:
        """The saved records whose rows were taken out."""
        return [uid for box in self._all.values() for uid in box.removed_uids()]

    def as_draft(self) -> dict[str, Any]:
        """What a draft keeps of the rows; JSON."""
        gone = {name: list(box.gone) for name, box in self._all.items()}
        return {"gone": gone, **{name: [edit.as_json() for edit in edits] for name, edits in self.edits()}}

    def last_line(self, name: str) -> QWidget | None:
        """The line in which the next row of a box begins; None where there is no such box, or it is not built yet."""
        box = self._all.get(name)
        return box.rows[-1].line if box is not None and box.rows else None
