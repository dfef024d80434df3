"""A week by the hour: what overlaps stands side by side, what has no time above the hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QShowEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, spoken
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.day_entries import Entry, paint_block, paint_ghost
from isp_desktop.ui.kit.day_grid import DayGrid
from isp_desktop.ui.kit.day_lanes import DAY, clock, lanes, snapped
from isp_desktop.ui.kit.day_pieces import Drag, Piece, paint_piece
from isp_desktop.ui.kit.paint import LEFT, RIGHT, focus_ring, rounded, rule, write
from isp_desktop.ui.kit.theme import Theme

_GUTTER, _HEAD, _LINE, _GAP, _HOUR = 52, 48, 21, 2, 46
_MOST_LINES = 3
_BEGINS_AT = 7 * 60 + 30
_USUAL = 60


def week_days(day: dt.date, first_weekday: int) -> list[dt.date]:
    """The seven days of the week of `day`; `first_weekday` 0 is Monday."""
    start = day - dt.timedelta(days=(day.weekday() - first_weekday) % 7)
    return [start + dt.timedelta(days=at) for at in range(7)]


class WeekGrid(DayGrid):
    """Seven days by the hour. Dragging an entry moves it, dragging over free hours begins a new one there."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._is_placed = False
        self._strip = 0.0

    def _gutter(self) -> int:
        return self._theme.px(_GUTTER)

    def _column(self) -> float:
        return (self.viewport().width() - self._gutter()) / 7

    def _left(self, at: int) -> float:
        return self._gutter() + at * self._column()

    def _whole_days(self, day: dt.date) -> list[Entry]:
        return [entry for entry in self.entries(day) if entry.span is None]

    def _strip_height(self) -> float:
        """The height of what has no time."""
        most = max((len(self._whole_days(day)) for day in self._days), default=0)
        return min(most, _MOST_LINES) * self._theme.px(_LINE + _GAP) + self._theme.px(6)

    def _top(self) -> float:
        """Where the hours begin on the screen."""
        return self._theme.px(_HEAD) + self._strip

    def _y(self, at: float) -> float:
        """A minute of the day, without scrolling."""
        return self._top() + at * self._theme.px(_HOUR) / 60

    def _minute(self, spot: QPointF) -> float:
        return (spot.y() + self._scrolled() - self._top()) * 60 / self._theme.px(_HOUR)

    def _measure(self) -> None:
        self._strip = self._strip_height()
        shown = round(self.viewport().height() - self._top())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, 24 * self._theme.px(_HOUR) + self._theme.px(6) - shown))
        bar.setPageStep(max(1, shown))
        bar.setSingleStep(self._theme.px(_HOUR) // 2)

    def _lay_out(self) -> list[Piece]:
        return [piece for at, day in enumerate(self._days) for piece in self._of(at, day)]

    def _of(self, at: int, day: dt.date) -> Iterator[Piece]:
        px, own = self._theme.px, self._whole_days(day)
        line = QRectF(self._left(at) + px(3), px(_HEAD) + px(2), self._column() - px(6), px(_LINE))
        shown = own if len(own) <= _MOST_LINES else own[: _MOST_LINES - 1]
        for entry in shown:
            yield Piece(day, QRectF(line), entry)
            line.translate(0, px(_LINE + _GAP))
        if len(shown) < len(own):
            yield Piece(day, line, hidden=len(own) - len(shown))
        yield from self._blocks(at, day)

    def _blocks(self, at: int, day: dt.date) -> Iterator[Piece]:
        timed = sorted(
            ((entry.span, entry) for entry in self.entries(day) if entry.span is not None), key=lambda one: one[0]
        )
        left, room = self._left(at) + self._theme.px(3), self._column() - self._theme.px(8)
        for (span, entry), (lane, count) in zip(timed, lanes([one[0] for one in timed]), strict=True):
            width = room / count
            top, bottom = self._y(span[0]) + 1, self._y(span[1]) - 1
            box = QRectF(left + lane * width, top, width - (2 if count > 1 else 0), bottom - top)
            yield Piece(day, box, entry, fixed=False)

    def _piece_at(self, spot: QPointF) -> Piece | None:
        piece = super()._piece_at(spot)
        # What is scrolled away under the head is not there.
        return None if piece is not None and not piece.fixed and spot.y() < self._top() else piece

    def _day_at(self, spot: QPointF) -> dt.date | None:
        at = int((spot.x() - self._gutter()) // self._column()) if self._column() else -1
        return self._days[at] if 0 <= at < 7 else None

    def turned(self, step: int) -> dt.date:
        return self._day + dt.timedelta(days=7 * step)

    def _step_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(-1 if key == Qt.Key.Key_Up else 1)
            return True
        return super()._step_key(key)

    def _may_drag(self, drag: Drag) -> bool:
        on_free_hours = drag.piece is None and drag.start.y() > self._top() and self._day_at(drag.start) is not None
        return on_free_hours or super()._may_drag(drag)

    def _target(self, drag: Drag) -> tuple[dt.date, int, int] | None:
        """The day and the minutes where what is dragged would come to stand; the minutes are -1 above the hours."""
        day = self._day_at(drag.spot if drag.piece is not None else drag.start)
        if day is None:
            return None
        if drag.piece is None:
            one, other = sorted((snapped(self._minute(drag.start)), snapped(self._minute(drag.spot))))
            return day, one, max(other, one + 15)
        entry = drag.piece.entry
        if drag.spot.y() < self._top() or entry is None:
            return day, -1, -1
        long = _USUAL if entry.span is None else entry.span[1] - entry.span[0]
        # The entry keeps its place under the pointer.
        held = 0 if entry.span is None else self._minute(drag.start) - entry.span[0]
        start = min(snapped(self._minute(drag.spot) - held), DAY - long)
        return day, max(0, start), max(0, start) + long

    def _drop(self, drag: Drag) -> None:
        target = self._target(drag)
        if target is None:
            return
        day, start, end = target
        entry = drag.piece.entry if drag.piece else None
        if entry is None:
            self._go(day)
            self.begun.emit(day, clock(start), clock(end))
        elif start < 0:
            self._move(entry, day, entry.starts, entry.ends)
        else:
            told = entry.span is None or bool(entry.ends)
            self._move(entry, day, clock(start), clock(end) if told else "")

    def _move(self, entry: Entry, day: dt.date, starts: str, ends: str) -> None:
        if (day, starts, ends) != (entry.day, entry.starts, entry.ends):
            self.moved.emit(entry.uid, day, starts, ends)

    def _begin_at(self, spot: QPointF) -> None:
        day = self._day_at(spot)
        if day is None:
            return
        if spot.y() < self._top():
            self.begun.emit(day, "", "")
            return
        start = snapped(self._minute(spot) - 15, 30)
        self.begun.emit(day, clock(start), clock(start + _USUAL))

    def _bring_into_sight(self) -> None:
        pieces = self._of_day()
        if not 0 <= self._at < len(pieces) or pieces[self._at].fixed:
            return
        box, bar = pieces[self._at].box, self.verticalScrollBar()
        top, shown = box.top() - self._top(), self.viewport().height() - self._top()
        bar.setValue(round(min(max(bar.value(), top + box.height() - shown + 8), max(0.0, top - 8))))

    def _paint(self, painter: QPainter) -> None:
        width = self.viewport().width()
        painter.save()
        painter.setClipRect(QRectF(0, self._top(), width, self.viewport().height() - self._top()))
        painter.translate(0, -self._scrolled())
        self._paint_hours(painter)
        for piece in self._pieces:
            if piece.entry is not None and not piece.fixed and self._is_in_sight(piece):
                paint_block(painter, piece.box, piece.entry, self._theme, self._is_focused(piece))
        painter.restore()
        self._paint_head(painter)
        for piece in self._pieces:
            if piece.fixed:
                paint_piece(painter, piece, self._theme, self._is_focused(piece))
        if self._drag is not None and self._drag.active:
            self._paint_drag(painter, self._drag)

    def _paint_hours(self, painter: QPainter) -> None:
        t, px = self._theme.tokens, self._theme.px
        bottom = self._y(DAY)
        for at, day in enumerate(self._days):
            if day.weekday() >= 5:
                painter.fillRect(QRectF(self._left(at), self._top(), self._column(), bottom), QColor(t.sunken))
        for hour in range(25):
            y = round(self._y(hour * 60)) + 0.5
            rule(painter, self._gutter(), y, self.viewport().width(), y, t.line)
            if 0 < hour < 24:
                box = QRectF(0, y - px(9), self._gutter() - px(8), px(18))
                write(painter, box, f"{hour:02d}:00", self._theme.font(11, 500, tabular=True), t.text3, RIGHT)
        for at in range(7):
            rule(painter, self._left(at), self._top(), self._left(at), bottom, t.line)

    def _paint_head(self, painter: QPainter) -> None:
        t, top = self._theme.tokens, self._top()
        painter.fillRect(QRectF(0, 0, self.viewport().width(), top), QColor(t.surface))
        for at, day in enumerate(self._days):
            self._paint_name(painter, at, day)
            if at:
                head = self._theme.px(_HEAD)
                rule(painter, self._left(at), head, self._left(at), top, t.line)
        rule(painter, 0, top - 0.5, self.viewport().width(), top - 0.5, t.line2)

    def _paint_name(self, painter: QPainter, at: int, day: dt.date) -> None:
        from babel.dates import format_date

        t, px = self._theme.tokens, self._theme.px
        box = QRectF(self._left(at) + px(3), px(3), self._column() - px(6), px(_HEAD - 6))
        today = day == self._today
        if today:
            rounded(painter, box, px(7), t.accent_soft)
        if day == self._day and self._at < 0:
            if self.hasFocus():
                focus_ring(painter, box, px(7), t)
            else:
                rounded(painter, box, px(7), edge=t.line2)
        ink = t.accent if today else t.text2
        name = str(format_date(day, "EEE", locale=spoken()))
        words = _("{day}, today").format(day=name) if today else name
        line = QRectF(box.left() + px(7), box.top() + px(2), box.width() - px(9), px(16))
        write(painter, line, words, self._theme.caption(), ink, LEFT)
        number = written(day, "MMMd") if day.day == 1 or not at else str(day.day)
        rest = QRectF(line.left(), line.bottom(), line.width(), px(22))
        write(painter, rest, number, self._theme.font(16, 600, tabular=True), t.accent if today else t.text, LEFT)

    def _paint_drag(self, painter: QPainter, drag: Drag) -> None:
        target = self._target(drag)
        if target is None:
            return
        day, start, end = target
        left, width = self._left(self._days.index(day)) + 2, self._column() - 4
        if start < 0:
            box = QRectF(left, self._theme.px(_HEAD) + 2, width, self._theme.px(_LINE))
            words = drag.piece.entry.title if drag.piece and drag.piece.entry else ""
        else:
            top = self._y(start) - self._scrolled()
            box = QRectF(left, top, width, self._y(end) - self._scrolled() - top)
            words = _("{start} to {end}").format(start=clock(start), end=clock(end))
        paint_ghost(painter, box, words, self._theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_placed:
            self._is_placed = True
            self.verticalScrollBar().setValue(round(_BEGINS_AT * self._theme.px(_HOUR) / 60))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(240))
