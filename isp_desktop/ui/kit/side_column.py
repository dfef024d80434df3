"""The column beside a timeline: sections with short lists and words, made anew whenever they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

SIDE_WIDTH = 336
# Rows begin this far inside a list; the words of the column do too.
_INSET = 16
# Between the parts of a section, and between two sections; one without a name goes on with the one before.
_SPACING, _BETWEEN = 6, 18


class SideColumn(QWidget):
    """Sections under each other, each made in a turn of its own. Which lists were unfolded is kept by their key.

    Signals:
        asked: kind and uid of a row.
        add_asked: the kind of a record to be added.
        ticked: the uid of a row with a circle, and what it should become.
        said: a sentence on what was done, such as copying.
    """

    asked = Signal(str, str)
    add_asked = Signal(str)
    ticked = Signal(str, bool)
    said = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole: set[str] = set()
        self._sections: tuple[Callable[[], None], ...] = ()
        self.slices = Slices(self)
        self._places = GrowingColumn(self)
        self._places.setContentsMargins(8, 14, 8, 16)
        self._places.setSpacing(0)
        self._places.addStretch()
        self._column = QVBoxLayout()

    def fill(self, *sections: Callable[[], None]) -> None:
        """Makes the column anew; each of `sections` adds the parts of one, or none where it has nothing to tell."""
        self._sections = sections
        self.slices.begin((*(partial(self._make, at) for at in range(len(sections))), self._trim))

    def _make(self, at: int) -> None:
        """Makes a section in place of the one before it; the list that has the focus gets it back."""
        place = QWidget()
        self._column = QVBoxLayout(place)
        self._column.setContentsMargins(0, _SPACING if at else 0, 0, 0)
        self._column.setSpacing(_SPACING)
        self._sections[at]()
        self._places.insertWidget(at, place)
        place.setVisible(self._column.count() > 0)
        # Behind the last place there is the stretch.
        if at + 2 < self._places.count():
            self._take_out(at + 1, place)

    def _trim(self) -> None:
        """Takes out what was left of a column with more sections."""
        while self._places.count() - 1 > len(self._sections):
            self._take_out(len(self._sections))

    def _take_out(self, at: int, new: QWidget | None = None) -> None:
        item = self._places.takeAt(at)
        old = item.widget() if item is not None else None
        if old is None:
            return
        if new is not None:
            self._hand_over(old, new)
        old.hide()
        old.setParent(None)
        old.deleteLater()

    @staticmethod
    def _hand_over(old: QWidget, new: QWidget) -> None:
        held = next((one for one in old.findChildren(RowList) if one.hasFocus()), None)
        again = new.findChild(RowList, held.objectName()) if held else None
        if held is not None and again is not None:
            again.select(held.current_uid())
            again.setFocus()

    def head(self, title: str, remark: str = "", action: str = "", adds: str = "") -> None:
        """The name of a section, which comes first; `action` adds a record of the kind `adds`."""
        if self._column.contentsMargins().top():
            self._column.setContentsMargins(0, _BETWEEN, 0, 0)
        made = SectionHead(self._theme, title, remark)
        pad(made, _INSET, 0, _INSET - 6, 0)
        if action:
            made.add_action(self._link(action, f"{action}: {title}", lambda: self.add_asked.emit(adds)))
        self._column.addWidget(made)

    def say(self, words: str) -> None:
        """A sentence."""
        self.add(Prose(self._theme, words, "body", "text2"))

    def add(self, part: QWidget) -> None:
        """Any part, as wide as the words."""
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(_INSET, 0, _INSET, 0)
        inner.addWidget(part)
        self._column.addWidget(holder)

    def rows(self, key: str, kind: str, name: str, rows: Sequence[Row], at_first: int = 6) -> RowList:
        """A short list of records of a kind; where it is longer than `at_first`, what is left out is offered."""
        shown = rows if key in self._whole else rows[:at_first]
        made = FittedList(self._theme, RowsModel(fetch_from(shown)), name)
        made.rows().setParent(made)
        made.setObjectName(f"side-{key}")
        made.opened.connect(lambda uid: self.asked.emit(kind, uid))
        made.ticked.connect(self.ticked)
        self._column.addWidget(made)
        if len(shown) < len(rows):
            words = _("All {n}").format(n=len(rows))
            self.add(self._link(words, f"{words}: {name}", lambda: self._unfold(key)))
        return made

    def _unfold(self, key: str) -> None:
        self._whole.add(key)
        self.fill(*self._sections)

    def _link(self, words: str, name: str, act: Callable[[], object]) -> Button:
        button = Button(self._theme, words, "link", height=24)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: act())
        return button
