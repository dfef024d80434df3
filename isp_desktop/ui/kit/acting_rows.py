"""A short list to act on under its name, or a sentence in its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, number
from isp_desktop.ui.kit.acting import INSET, ActingRow
from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme


class ActingRows(QWidget):
    """A head with a remark and a link, the rows under it (`list`), and what is said while there are none."""

    def __init__(
        self, theme: Theme, name: str, title: str, parent: QWidget | None = None, rows: ActingList | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.list = rows or ActingList(theme, title)
        self.list.setObjectName(name)
        self.remark = Label(theme, "", "meta")
        self.link = Button(theme, "", "link", height=28)
        self.sentence = Prose(theme, "", "body", "text2")
        self.begin = Button(theme, "", "link", height=28)
        self.all_button = Button(theme, "", "link", height=28)
        self._title = title
        self._every: list[ActingRow] = []
        self._is_whole = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head, self._nothing, self._foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(Label(theme, title, "section"))
        self._head.addWidget(self.remark, 1)
        self._head.addWidget(self.link)
        self._nothing.addWidget(self.sentence, 1)
        self._nothing.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._head)
        self._column.addLayout(self._nothing)
        self._column.addWidget(self.list)
        self._foot.addWidget(self.all_button)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self.all_button.clicked.connect(self._unfold)
        for widget in (self.link, self.begin, self.list, self.all_button):
            widget.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(2))
        pad(self._head, px(INSET), 0, px(8), 0)
        pad(self._nothing, px(INSET), px(4), px(8), px(4))
        pad(self._foot, px(INSET - 6), 0, 0, 0)
        self._head.setSpacing(px(8))

    def show_rows(self, rows: list[ActingRow], remark: str, at_first: int = 0) -> None:
        """Shows `rows`; of more than `at_first`, where that is not 0, the others once they are asked for."""
        self._every = rows
        is_part = bool(at_first) and len(rows) > at_first and not self._is_whole
        self.list.show_rows(rows[:at_first] if is_part else rows)
        self._show_list(remark, len(rows) if is_part else 0)

    def _show_list(self, remark: str, every: int) -> None:
        """Shows the list in place of the sentence; and the way to all of them, `every`, where that is not 0."""
        self.remark.setText(remark)
        self.list.show()
        words = _("All {n}").format(n=number(every))
        self.all_button.set_words(words)
        self.all_button.setAccessibleName(f"{words}: {self._title}")
        self.all_button.setVisible(bool(every))
        if self.begin.hasFocus():
            self.list.setFocus()
        self.sentence.hide()
        self.begin.hide()

    def say(self, sentence: str, action: str = "") -> None:
        """Shows a sentence in place of rows, and perhaps the link `begin`."""
        self.remark.setText("")
        self.sentence.setText(sentence)
        self.sentence.show()
        self.begin.set_words(action)
        self.begin.setVisible(bool(action))
        if self.list.hasFocus() and action:
            # Or the focus would jump to the next list, where the next key does something else.
            self.begin.setFocus()
        self.list.hide()
        self.all_button.hide()
        self.list.show_rows([])

    def add_below(self, link: Button) -> None:
        """Puts a link under the rows, beside the one that shows all of them."""
        self._foot.insertWidget(self._foot.count() - 1, link)

    def insert_tools(self, tools: QWidget) -> None:
        """Puts what narrows the rows down between the head and them."""
        self._column.insertWidget(1, tools)

    def _unfold(self) -> None:
        self._is_whole = True
        self.list.setFocus()
        self.all_button.hide()
        self._show_every()

    def _show_every(self) -> None:
        self.list.show_rows(self._every)

    def offer_all(self, words: str, act: Callable[[], object]) -> None:
        """Keeps a link at the right end of the head."""
        self.link.set_words(words)
        self.link.clicked.connect(lambda: act())
        self.link.show()
