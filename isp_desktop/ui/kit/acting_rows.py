"""A short list to act on under its name, or a sentence in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, number
from isp_desktop.ui.kit.acting import INSET, ActingRow
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.acting_list import ActingList


class _Head(QHBoxLayout):
    """A title, a remark, and perhaps a link at the end, within a widget."""

    def __init__(self, theme: Theme, title: str, link: str, within: QWidget) -> None:
        super().__init__()
        self.remark = Label(theme, "", "meta", parent=within)
        self.link = Button(theme, link, "link", height=28, parent=within)
        self.addWidget(Label(theme, title, "section", parent=within))
        self.addWidget(self.remark, 1)
        self.addWidget(self.link)
        self.link.setVisible(bool(link))


class ActingRows(QWidget):
    """A head, the rows under it, and what is said while there are none.

    Nothing of it is made before it is shown: the window opens with Today, and makes these for a good part of its start.
    What is shown from the beginning is made in the order of reading, which becomes that of Tab.

    Signals:
        opened, ticked, menu_asked, action_asked: as of the list of rows.
        reached: another row is the current one; the list it stands in.
        begun: the link was pressed that is offered while there are none.
    """

    opened = Signal(str)
    ticked = Signal(str, bool)
    menu_asked = Signal(str, QPoint)
    action_asked = Signal(str)
    reached = Signal(object)
    begun = Signal()

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._title = title
        self._link = ""
        self._further: Callable[[], object]
        self._head: _Head | None = None
        self._list: ActingList | None = None
        self._begin: Button | None = None
        self._all: Button | None = None
        self._every: Sequence[ActingRow] = ()
        self._is_whole = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._nothing, self._room, self._foot = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self._foot.addStretch(1)
        for layout in (self._nothing, self._room, self._foot):
            self._column.addLayout(layout)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def head(self) -> _Head:
        """What stands above the rows."""
        if self._head is None:
            self._head = _Head(self._theme, self._title, self._link, self)
            self._head.link.clicked.connect(lambda: self._further())
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
            made = self._list = self._made_list()
            made.setObjectName(self._name)
            made.hide()
            made.picked.connect(lambda _uid: self.reached.emit(made))
            made.opened.connect(self.opened)
            made.ticked.connect(self.ticked)
            made.menu_asked.connect(self.menu_asked)
            made.action_asked.connect(self.action_asked)
            self._room.addWidget(made)
            follow(self._begin or self.head.link, [made])
        return self._list

    def _made_list(self) -> ActingList:
        from isp_desktop.ui.kit.acting_list import ActingList

        return ActingList(self._theme, self._title, self)

    @property
    def all_button(self) -> Button:
        """Shows the rows that are left out at first."""
        if self._all is None:
            self._all = Button(self._theme, "", "link", height=28, parent=self)
            self._all.clicked.connect(self._unfold)
            self._foot.insertWidget(0, self._all)
            follow(self.list, [self._all])
        return self._all

    def offer_all(self, words: str, act: Callable[[], object]) -> None:
        """Keeps a link at the end of the head."""
        self._link, self._further = words, act
        if self._head is not None:
            self._head.link.set_words(words)
            self._head.link.show()

    def add_below(self, link: Button) -> None:
        """Puts a link under the rows, beside the one that shows all of them."""
        self._foot.insertWidget(self._foot.count() - 1, link)

    def insert_tools(self, tools: QWidget) -> None:
        """Puts what narrows the rows down between the head and them."""
        self._column.insertWidget(self._column.indexOf(self._nothing), tools)

    def show_rows(self, rows: Sequence[ActingRow], remark: str, at_first: int = 0) -> None:
        """Shows `rows`; of more than `at_first`, where that is not 0, the others once they are asked for."""
        self._every = rows
        is_part = bool(at_first) and len(rows) > at_first and not self._is_whole
        self.list.show_rows([*(rows[:at_first] if is_part else rows)])
        self._show_list(remark, len(rows) if is_part else 0)

    def _show_list(self, remark: str, every: int) -> None:
        """Shows the list in place of the sentence; and the way to all of them, `every`, where that is not 0."""
        self.head.remark.setText(remark)
        self.list.show()
        self.sentence.hide()
        if self._begin is not None:
            if self._begin.hasFocus():
                self.list.setFocus()
            self._begin.hide()
        self._offer_rest(every)

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
            self._offer_rest(0)

    def have_focus(self) -> bool:
        """Whether one of the rows has the focus."""
        return self._list is not None and self._list.hasFocus()

    def take_focus(self) -> None:
        """Gives the focus to the rows, or to what is offered in their place."""
        (self.begin if self._list is None or self._list.isHidden() else self._list).setFocus()

    def _offer_rest(self, every: int) -> None:
        if every:
            words = _("All {n}").format(n=number(every))
            self.all_button.set_words(words)
            self.all_button.setAccessibleName(f"{words}: {self._title}")
            self.all_button.show()
        elif self._all is not None:
            self._all.hide()

    def _unfold(self) -> None:
        self._is_whole = True
        self.list.setFocus()
        self._offer_rest(0)
        self._show_every()

    def _show_every(self) -> None:
        self.list.show_rows([*self._every])

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(2))
        pad(self._nothing, px(INSET), px(4), px(8), px(4))
        pad(self._foot, px(INSET - 6), 0, 0, 0)
        if self._head is not None:
            pad(self._head, px(INSET), 0, px(8), 0)
            self._head.setSpacing(px(8))
