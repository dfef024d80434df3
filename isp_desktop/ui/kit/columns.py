"""Rows with columns that have names: two lines each, under a head that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.paint import LEFT, painting, rule, text_width, write, write_two
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row, RowsModel
from isp_desktop.ui.kit.theme import Theme

Tone = Literal["", "warn", "bad", "good"]
_TITLE, _GAP, _INSET, _END, _HEAD, _STEP = 230, 14, 16, 12, 30, 19
# Of the room that is left the title takes as much as so many columns.
_SHARE = 5.0


class Cell(Struct, frozen=True):
    """What a row says in a column: one or two lines; `tone` colours the first one, and must be said in words too.

    Without a second line the first one goes on there, where it is too long.

    Attributes:
        marks: counts in place of the second line, each an icon, its tone, and how many; `small` says them in words.
    """

    text: str = ""
    small: str = ""
    icon: str = ""
    tone: Tone = ""
    marks: tuple[tuple[str, Tone, str], ...] = ()


class ColumnRow(Row, frozen=True):
    """A row with a cell for each column."""

    columns: tuple[Cell, ...] = ()

    def spoken(self) -> str:
        cells = (part for cell in self.columns for part in (cell.text, cell.small) if part)
        return ", ".join((super().spoken(), *cells))


def column_boxes(body: QRectF, widths: Sequence[int], theme: Theme, least: int = _TITLE) -> list[QRectF]:
    """Where the title and the columns stand in a row; where there is no room the last columns are left out.

    Args:
        widths: the least width of each column, in px at 100 %.
        least: that of the title.
    """
    px = theme.px
    left = body.width() - px(_INSET) - px(_END) - px(least)
    shown: list[int] = []
    for width in widths:
        if px(width + _GAP) > left:
            break
        left -= px(width + _GAP)
        shown.append(width)
    step = left / (_SHARE + len(shown))
    title = px(least) + (_SHARE * step if shown else left)
    boxes = [QRectF(body.left() + px(_INSET), body.top(), title, body.height())]
    for width in shown:
        boxes.append(QRectF(boxes[-1].right() + px(_GAP), body.top(), px(width) + step, body.height()))
    return boxes


class ColumnDelegate(RowDelegate):
    """Draws `ColumnRow`s."""

    def __init__(self, theme: Theme, parent: QWidget, widths: Sequence[int], title: int = _TITLE, end: int = 0) -> None:
        super().__init__(theme, parent)
        self._widths, self._title, self._end = widths, title, end

    def _paint_end(self, painter: QPainter, body: QRectF, row: Row) -> float:
        assert isinstance(row, ColumnRow)
        body = body.adjusted(0, 0, -self._theme.px(self._end), 0)
        title, *boxes = column_boxes(body, self._widths, self._theme, self._title)
        for box, cell in zip(boxes, row.columns, strict=False):
            self._paint_cell(painter, box, cell)
        return self._paint_chips(painter, title, row, title.right())

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        t, px = self._theme.tokens, self._theme.px
        ink = str(getattr(t, cell.tone)) if cell.tone else t.text
        line = QRectF(box)
        if cell.small:
            line.setHeight(box.height() / 2)
            line.translate(0, px(3))
            below = line.translated(0, px(_STEP))
            if cell.marks:
                self._paint_marks(painter, below, cell)
            else:
                write(painter, below, cell.small, self._theme.meta(), t.text2, LEFT)
        if cell.icon:
            paint_icon(painter, cell.icon, ink, QRectF(line.left(), line.top(), px(14), line.height()), px(14))
            line.setLeft(line.left() + px(20))
        font = self._theme.body()
        if cell.small or text_width(font, cell.text) <= line.width():
            write(painter, line, cell.text, font, ink, LEFT)
            return
        top = line.center().y() - px(_STEP)
        write_two(painter, QRectF(line.left(), top, line.width(), 2 * px(_STEP)), cell.text, font, ink, px(_STEP))

    def _paint_marks(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        t, px, font = self._theme.tokens, self._theme.px, self._theme.font(12, tabular=True)
        left, side = box.left(), px(12)
        for icon, tone, count in cell.marks:
            ink = str(getattr(t, tone)) if tone else t.text2
            paint_icon(painter, icon, ink, QRectF(left, box.top(), side, box.height()), side)
            wide = text_width(font, count) + 1
            write(painter, QRectF(left + side + px(2), box.top(), wide, box.height()), count, font, t.text2, LEFT)
            left += side + px(2) + wide + px(5)


class ColumnList(RowList):
    """The rows; Enter or a click opens one. `widths` are the least ones of the columns, in px at 100 %.

    Args:
        title: the least width of the title.
        end: what is kept free at the end of each row.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        widths: Sequence[int],
        title: int = _TITLE,
        end: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self.widths, self.title, self.end = widths, title, end
        self._uids: Sequence[str] = ()
        self._row_of: Callable[[str], ColumnRow] = lambda uid: ColumnRow(uid, "")
        model = RowsModel(self._fetch)
        super().__init__(theme, model, name, parent=parent)
        model.setParent(self)
        self._delegate = self._made_delegate()
        self.setItemDelegate(self._delegate)

    def _made_delegate(self) -> ColumnDelegate:
        """What draws the rows."""
        return ColumnDelegate(self._theme, self, self.widths, self.title, self.end)

    def show_rows(self, uids: Sequence[str], row_of: Callable[[str], ColumnRow]) -> None:
        """Other rows; the current one stays current where it is still there. Each is made when it is scrolled to."""
        self._uids, self._row_of = uids, row_of
        self.refresh()

    def shown(self) -> Sequence[Row]:
        """The rows made so far."""
        return [self._rows.row(at) for at in range(self._rows.rowCount())]

    def _fetch(self, after: object, limit: int) -> Sequence[Row]:
        start = self._uids.index(str(after)) + 1 if after is not None else 0
        return [self._row_of(uid) for uid in self._uids[start : start + limit]]


class ColumnHead(QWidget):
    """What the columns of `over` are called, the title first."""

    def __init__(self, theme: Theme, labels: Sequence[str], over: ColumnList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._labels, self._over = theme, labels, over
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Other names."""
        self._labels = labels
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        body = QRectF(0, 0, self._over.viewport().width() - self._theme.px(self._over.end), self.height())
        boxes = column_boxes(body, self._over.widths, self._theme, self._over.title)
        with painting(self) as painter:
            for box, label in zip(boxes, self._labels, strict=False):
                write(painter, box, label, self._theme.caption(), t.text2, LEFT)
            rule(painter, 0, self.height() - 0.5, self.width(), self.height() - 0.5, t.line2)
