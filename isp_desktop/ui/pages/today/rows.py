"""Rows to act on under a head, and a sentence where there are none, for the parts of Today."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.acting import INSET, ActingRow
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.acting_list import ActingList


class _Head(QHBoxLayout):
    """A title, a remark, and a link to all there is of the kind, within a widget."""

    def __init__(self, theme: Theme, title: str, every: str, within: QWidget) -> None:
        super().__init__()
        self.remark = Label(theme, "", "meta", parent=within)
        self.link = Button(theme, every, "link", height=28, parent=within)
        self.addWidget(Label(theme, title, "section", parent=within))
        self.addWidget(self.remark, 1)
        self.addWidget(self.link)


class Rows(QWidget):
    """A head, the rows under it, and what is said while there are none.

    Nothing of it is made before it is shown: the window opens with Today, and makes these for a good part of its start.
    What is shown from the beginning is made in the order of reading, which becomes that of Tab.

    Args:
        every: the words of the link in the head.

    Signals:
        opened, ticked, menu_asked: as of the list of rows.
        begun: the link was pressed that is offered while there are none.
        every_asked: the link in the head was pressed.
    """

    opened = Signal(str)
    ticked = Signal(str, bool)
    menu_asked = Signal(str, QPoint)
    begun = Signal()
    every_asked = Signal()

    def __init__(self, theme: Theme, part: Part, title: str, every: str) -> None:
        super().__init__(part)
        self._theme = theme
        self._part = part
        self._title = title
        self._every = every
        self._head: _Head | None = None
        self._list: ActingList | None = None
        self._begin: Button | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._nothing = QHBoxLayout()
        self._column.addLayout(self._nothing)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def head(self) -> _Head:
        """What stands above the rows."""
        if self._head is None:
            self._head = _Head(self._theme, self._title, self._every, self)
            self._head.link.clicked.connect(self.every_asked)
            self._column.insertLayout(0, self._head)
            self._restyle()
            follow(self, [self._head.link])
        return self._head

    @cached_property
    def sentence(self) -> Prose:
        """What is said while there are no rows."""
        made = Prose(self._theme, "", "body", "text2", self)
        self._nothing.insertWidget(0, made, 1)
        return made

    @property
    def begin(self) -> Button:
        """What can be done while there are none."""
        if self._begin is None:
            self._begin = Button(self._theme, "", "link", height=28, parent=self)
            self._begin.clicked.connect(self.begun)
            self._nothing.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignTop)
            follow(self.head.link, [self._begin])
        return self._begin

    @property
    def list(self) -> ActingList:
        """The rows."""
        if self._list is None:
            from isp_desktop.ui.kit.acting_list import ActingList

            made = self._list = ActingList(self._theme, self._title, self)
            made.picked.connect(lambda _uid: self._part.row_reached.emit(made))
            made.opened.connect(self.opened)
            made.ticked.connect(self.ticked)
            made.menu_asked.connect(self.menu_asked)
            self._column.addWidget(made)
            follow(self._begin or self.head.link, [made])
        return self._list

    def show_rows(self, rows: Sequence[ActingRow], remark: str) -> None:
        """Shows `rows`."""
        self.head.remark.setText(remark)
        self.list.show_rows([*rows])
        self.list.show()
        self.sentence.hide()
        if self._begin is not None:
            if self._begin.hasFocus():
                self.list.setFocus()
            self._begin.hide()

    def show_if_any(self, rows: Sequence[ActingRow], remark: str) -> None:
        """Shows `rows`, and nothing at all where there are none."""
        if rows or self._list is not None:
            self.show_rows(rows, remark)
        self.setVisible(bool(rows))

    def looking(self) -> Self:
        """Says that the rows are being read."""
        self.say(_("Looking…"))
        return self

    def say(self, sentence: str, action: str = "") -> None:
        """Shows a sentence in place of rows, and perhaps the link `begin`."""
        self.head.remark.setText("")
        self.sentence.setText(sentence)
        self.sentence.show()
        if action:
            self.begin.set_words(action)
            self.begin.show()
        elif self._begin is not None:
            self._begin.hide()
        if self._list is not None:
            if self._list.hasFocus() and action:
                # Or the focus would jump to the next list, where the next key does something else.
                self.begin.setFocus()
            self._list.hide()
            self._list.show_rows([])

    def have_focus(self) -> bool:
        """Whether one of the rows has the focus."""
        return self._list is not None and self._list.hasFocus()

    def take_focus(self) -> None:
        """Gives the focus to the rows, or to what is offered in their place."""
        (self.begin if self._list is None or self._list.isHidden() else self._list).setFocus()

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(2))
        self._nothing.setContentsMargins(px(INSET), px(4), px(8), px(4))
        if self._head is not None:
            self._head.setContentsMargins(px(INSET), 0, px(8), 0)
            self._head.setSpacing(px(8))
