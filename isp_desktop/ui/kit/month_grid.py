"""A month: weeks under each other, what does not fit on a day as "+3 more"."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from isp_desktop.domain.language import _, spoken
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.day_entries import paint_ghost
from isp_desktop.ui.kit.day_grid import DayGrid
from isp_desktop.ui.kit.day_pieces import Drag, Piece, paint_piece
from isp_desktop.ui.kit.paint import MIDDLE, focus_ring, rounded, rule, text_width, write

_HEAD, _NUMBER, _LINE, _GAP, _LOWEST = 26, 28, 21, 2, 76


def month_days(day: dt.date, first_weekday: int) -> list[dt.date]:
    """The whole weeks that the month of `day` touches; `first_weekday` 0 is Monday."""
    first = day.replace(day=1)
    start = first - dt.timedelta(days=(first.weekday() - first_weekday) % 7)
    length = calendar.monthrange(day.year, day.month)[1]
    weeks = -(-((first - start).days + length) // 7)
    return [start + dt.timedelta(days=at) for at in range(weeks * 7)]


def month_later(day: dt.date, step: int) -> dt.date:
    """The same day some months on or back, or the last of a shorter month."""
    at = day.year * 12 + day.month - 1 + step
    year, month = at // 12, at % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class MonthGrid(DayGrid):
    """The weeks of a month. Dragging an entry moves it to another day, at the same time."""

    def _head(self) -> int:
        return self._theme.px(_HEAD)

    def _row_height(self) -> float:
        weeks = max(1, len(self._days) // 7)
        return max(self._theme.px(_LOWEST), (self.viewport().height() - self._head()) / weeks)

    def _cell(self, at: int) -> QRectF:
        width, height = self.viewport().width() / 7, self._row_height()
        return QRectF(at % 7 * width, self._head() + at // 7 * height, width, height)

    def _measure(self) -> None:
        shown = self.viewport().height() - self._head()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self._row_height() * (len(self._days) // 7)) - shown))
        bar.setPageStep(shown)
        bar.setSingleStep(self._theme.px(_LINE))

    def _lay_out(self) -> list[Piece]:
        return [piece for at, day in enumerate(self._days) for piece in self._lines(day, self._cell(at))]

    def _lines(self, day: dt.date, cell: QRectF) -> Iterator[Piece]:
        px = self._theme.px
        own = self.entries(day)
        room = int((cell.height() - px(_NUMBER) - px(2)) // px(_LINE + _GAP))
        shown = own if len(own) <= room else own[: max(0, room - 1)]
        line = QRectF(cell.left() + px(4), cell.top() + px(_NUMBER), cell.width() - px(8), px(_LINE))
        for entry in shown:
            yield Piece(day, QRectF(line), entry, fixed=False)
            line.translate(0, px(_LINE + _GAP))
        if len(shown) < len(own):
            yield Piece(day, line, hidden=len(own) - len(shown), fixed=False)

    def _day_at(self, spot: QPointF) -> dt.date | None:
        if spot.y() < self._head():
            return None
        moved = QPointF(spot.x(), spot.y() + self._scrolled())
        return next((day for at, day in enumerate(self._days) if self._cell(at).contains(moved)), None)

    def turned(self, step: int) -> dt.date:
        return month_later(self._day, step)

    def _step_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(self._day + dt.timedelta(days=-7 if key == Qt.Key.Key_Up else 7))
            return True
        return super()._step_key(key)

    def _drop(self, drag: Drag) -> None:
        day, entry = self._day_at(drag.spot), drag.piece.entry if drag.piece else None
        if day is not None and entry is not None and day != entry.day:
            self.moved.emit(entry.uid, day, entry.starts, entry.ends)

    def _begin_at(self, spot: QPointF) -> None:
        day = self._day_at(spot)
        if day is not None:
            self.begun.emit(day, "", "")

    def _bring_into_sight(self) -> None:
        if self._day in self._days:
            cell, bar = self._cell(self._days.index(self._day)), self.verticalScrollBar()
            top, shown = cell.top() - self._head(), self.viewport().height() - self._head()
            bar.setValue(round(min(max(bar.value(), top + cell.height() - shown), top)))

    def set_day(self, day: dt.date) -> None:
        super().set_day(day)
        self._bring_into_sight()

    def _paint(self, painter: QPainter) -> None:
        painter.save()
        painter.setClipRect(QRectF(0, self._head(), self.viewport().width(), self.viewport().height()))
        painter.translate(0, -self._scrolled())
        for at, day in enumerate(self._days):
            self._paint_day(painter, self._cell(at), day)
        for piece in filter(self._is_in_sight, self._pieces):
            paint_piece(painter, piece, self._theme, self._is_focused(piece))
        painter.restore()
        self._paint_head(painter)
        if self._drag is not None and self._drag.active:
            self._paint_drag(painter, self._drag)

    def _paint_head(self, painter: QPainter) -> None:
        from babel.dates import format_date

        t, width = self._theme.tokens, self.viewport().width() / 7
        painter.fillRect(QRectF(0, 0, self.viewport().width(), self._head()), QColor(t.surface))
        for at, day in enumerate(self._days[:7]):
            box = QRectF(at * width + self._theme.px(10), 0, width - self._theme.px(12), self._head())
            write(painter, box, str(format_date(day, "EEE", locale=spoken())), self._theme.caption(), t.text2)
        rule(painter, 0, self._head() - 0.5, self.viewport().width(), self._head() - 0.5, t.line)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: dt.date) -> None:
        t, px = self._theme.tokens, self._theme.px
        if not self._is_inside(day):
            painter.fillRect(cell, QColor(t.sunken))
        rule(painter, cell.left(), cell.bottom() - 0.5, cell.right(), cell.bottom() - 0.5, t.line)
        if cell.left() > 1:
            rule(painter, cell.left(), cell.top(), cell.left(), cell.bottom(), t.line)
        self._paint_number(painter, cell, day)
        if day == self._day and self._at < 0:
            edge = cell.adjusted(1, 1, -1, -1)
            if self.hasFocus():
                focus_ring(painter, edge, px(6), t)
            else:
                rounded(painter, edge, px(6), edge=t.line2)

    def _paint_number(self, painter: QPainter, cell: QRectF, day: dt.date) -> None:

        t, px = self._theme.tokens, self._theme.px
        words = written(day, "MMMd") if day.day == 1 else str(day.day)
        font = self._theme.font(12, 600 if day == self._today else 500, tabular=True)
        box = QRectF(cell.left() + px(10), cell.top() + px(4), cell.width() - px(14), px(22))
        if day != self._today:
            write(painter, box, words, font, t.text if self._is_inside(day) else t.text3)
            return
        face = QRectF(cell.left() + px(5), cell.top() + px(4), text_width(font, words) + px(12), px(22))
        rounded(painter, face, px(11), t.accent)
        write(painter, face, words, font, t.on_accent, MIDDLE)
        today = _("Today")
        rest = QRectF(face.right() + px(6), box.top(), cell.right() - face.right() - px(8), px(22))
        write(painter, rest, today, self._theme.caption(), t.accent)

    def _is_inside(self, day: dt.date) -> bool:
        """Whether it is of the month that is shown, and not of the weeks' ends around it."""
        return (day.year, day.month) == (self._days[7].year, self._days[7].month)

    def _paint_drag(self, painter: QPainter, drag: Drag) -> None:
        day, entry = self._day_at(drag.spot), drag.piece.entry if drag.piece else None
        if day is None or entry is None:
            return
        cell = self._cell(self._days.index(day)).translated(0, -self._scrolled())
        rounded(painter, cell.adjusted(1, 1, -1, -1), self._theme.px(6), edge=self._theme.tokens.accent, width=2.0)
        box = QRectF(cell.left() + 4, drag.spot.y() - self._theme.px(10), cell.width() - 8, self._theme.px(_LINE))
        paint_ghost(painter, box, " ".join(part for part in (entry.starts, entry.title) if part), self._theme)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(240))
