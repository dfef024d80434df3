"""Rows whose long titles take several lines, and a list that is as high as what is in it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPicture, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.paint import LEFT, text_width, write, write_lines
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row, RowsModel
from isp_desktop.ui.kit.theme import Theme

# In a list that is not as wide as this, a long title goes on in a second line.
_NARROW, _STEP = 460, 18
_WIDTH = 320
_KNOWN = 4_000


class BreakingDelegate(RowDelegate):
    """Draws `Row`s; in a narrow list a long title takes two lines, or as many as `most_lines` of a subclass."""

    most_lines = 2

    def __init__(self, theme: Theme, parent: QWidget, chip_width: int = 0) -> None:
        super().__init__(theme, parent, chip_width)
        # Asked for several times whenever a row is painted, and for all rows whenever one changes its height.
        self._known: dict[tuple[Row, int], int] = {}
        self._rooms: dict[tuple[Row, int], float] = {}
        self._words: dict[str, int] = {}
        theme.changed.connect(self._forget)

    def height(self, row: Row) -> int:
        return super().height(row) + (self._lines(row) - 1) * self._theme.px(_STEP)

    def _lines(self, row: Row) -> int:
        """How many lines the title takes."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else self._theme.px(_NARROW)
        if width >= self._theme.px(_NARROW):
            return 1
        if len(self._known) > _KNOWN:
            self._forget()
        if (row, width) not in self._known:
            self._known[row, width] = min(self.most_lines, self._lines_in(row.title, self._room(row, width)))
        return self._known[row, width]

    def _lines_in(self, title: str, room: float) -> int:
        """Word by word, since the same words stand in many titles: to lay each out takes ten times as long."""
        lines, used, total, space = 1, 0, 0, self._wide(" ")
        whole = room
        # Words by themselves are rounded: rather a line too many than a word that is cut off.
        room -= space
        for word in title.split():
            wide = self._wide(word)
            total += wide + space
            if used and used + space + wide > room:
                lines, used = lines + 1, 0
            used += wide + (space if used else 0)
            # One that is longer than a line is broken anywhere.
            while used > room > 0:
                lines, used = lines + 1, round(used - room)
        is_near = lines == 2 and total <= whole + 2 * space
        return 1 if is_near and text_width(self._theme.strong(), title) <= whole else lines

    def _wide(self, word: str) -> int:
        if word not in self._words:
            self._words[word] = text_width(self._theme.strong(), word)
        return self._words[word]

    def _forget(self) -> None:
        for known in (self._known, self._rooms, self._words):
            known.clear()

    def _room(self, row: Row, width: int) -> float:
        """How wide the words may be: what stands around them is drawn on nothing, to see what it leaves.

        Rows that have the same around their words are as wide.
        """
        bare = replace(row, uid="", title="", key=None, section="", cells=())
        if (bare, width) not in self._rooms:
            body, nothing = QRectF(0, 0, width, super().height(row)), QPicture()
            painter = QPainter(nothing)
            left, right = self._paint_sign(painter, body, row, selected=False), self._paint_end(painter, body, row)
            painter.end()
            self._rooms[bare, width] = right - left
        return self._rooms[bare, width]

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        count = self._lines(row)
        if count == 1:
            super()._paint_words(painter, box, row, selected)
            return
        step = self._theme.px(_STEP)
        top = box.center().y() - step * (count + bool(row.second)) / 2
        title = QRectF(box.left(), top, box.width(), count * step)
        write_lines(painter, title, row.title, self._theme.strong(), self._ink(row, selected), step, count)
        below = QRectF(box.left(), title.bottom(), box.width(), step)
        write(painter, below, row.second, self._theme.meta(), self._theme.tokens.text2, LEFT)


class FittedList(RowList):
    """A short list, always as high as what is in it; `delegate` draws its rows."""

    def __init__(
        self,
        theme: Theme,
        model: RowsModel,
        name: str,
        delegate: type[RowDelegate] = BreakingDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, model, name, delegate=delegate, parent=parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # About as wide as it is going to be, so that what stands below does not move once it is.
        self.viewport().resize(theme.px(_WIDTH), self.viewport().height())
        # A list wants all the room there is, which would part it from its heading.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """As high as what is in it now, after other rows were given to its model."""
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(self.content_height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
