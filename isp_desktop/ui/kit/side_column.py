"""The column beside a timeline: sections with short lists and words, made anew whenever they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.panels import HairLine, SectionHead
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

SIDE_WIDTH = 336
# Rows begin this far inside a list; the words of the column do too.
_INSET = 16


class SideColumn(QWidget):
    """Sections under each other. Which lists were unfolded is kept by their key.

    Signals:
        opened: the key of the list, and the uid of a row.
        ticked: the uid of a row with a circle, and what it should become.
    """

    opened = Signal(str, str)
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole: set[str] = set()
        self._again: Callable[[], None] = lambda: None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 14, 8, 16)
        self._column.setSpacing(6)

    def fill(self, build: Callable[[], None]) -> None:
        """Makes the column anew by `build`, which adds the sections; the list that has the focus gets it back."""
        held = next((one for one in self.findChildren(RowList) if one.hasFocus()), None)
        name, uid = (held.objectName(), held.current_uid()) if held else ("", "")
        self._again = build
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setObjectName("")
                widget.deleteLater()
        build()
        self._column.addStretch()
        again = self.findChild(RowList, name) if name else None
        if again is not None:
            again.select(uid)
            again.setFocus()

    def head(self, title: str, remark: str = "", action: str = "", act: Callable[[], object] | None = None) -> None:
        """The name of a section, and what can be added to it."""
        if self._column.count():
            self._column.addSpacing(12)
        made = SectionHead(self._theme, title, remark)
        made.setContentsMargins(_INSET, 0, _INSET - 6, 0)
        if action and act is not None:
            made.add_action(self._link(action, f"{action}: {title}", act))
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

    def line(self) -> None:
        """A hairline between sections."""
        self.add(HairLine(self._theme))

    def rows(self, key: str, name: str, rows: Sequence[Row], at_first: int = 6) -> None:
        """A short list; where it is longer than `at_first`, what is left out is offered."""
        shown = rows if key in self._whole else rows[:at_first]
        made = RowList(self._theme, RowsModel(fetch_from(shown), parent=self), name)
        made.setObjectName(f"side-{key}")
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFixedHeight(made.content_height() + 2)
        made.opened.connect(lambda uid: self.opened.emit(key, uid))
        made.ticked.connect(self.ticked)
        self._column.addWidget(made)
        if len(shown) < len(rows):
            words = _("All {n}").format(n=len(rows))
            self.add(self._link(words, f"{words}: {name}", lambda: self._unfold(key)))

    def _unfold(self, key: str) -> None:
        self._whole.add(key)
        self.fill(self._again)

    def _link(self, words: str, name: str, act: Callable[[], object]) -> Button:
        button = Button(self._theme, words, "link", height=24)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: act())
        return button
