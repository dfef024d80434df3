"""The month to pick a day from."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import along, painted
from isp_desktop.ui.kit.paint import MIDDLE, painting, rounded, write
from isp_desktop.ui.kit.theme import Theme

_CELL, _HEAD, _PAD = 32, 34, 10
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class CalendarPopup(QFrame):
    """A month; arrows move by days and weeks, Page Up and Down by months, Enter picks, Escape leaves.

    Signals:
        picked: a day was chosen; carries it as "YYYY-MM-DD".
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, locale: QLocale | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._theme = theme
        self._locale = locale or QLocale()
        self._day = QDate.currentDate()
        self._chosen = QDate()
        px = theme.px
        self.setFixedSize(px(_CELL * 7 + 2 * _PAD), px(_HEAD + _CELL * 7 + 2 * _PAD))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def open_at(self, spot: QPoint, iso: str | None) -> None:
        """Opens with its corner at the global `spot`, on the day `iso` or today."""
        self._chosen = QDate.fromString(iso or "", "yyyy-MM-dd")
        self._go_to(self._chosen if self._chosen.isValid() else QDate.currentDate())
        room = self.screen().availableGeometry()
        self.move(min(spot.x(), room.right() - self.width()), min(spot.y(), room.bottom() - self.height()))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _go_to(self, day: QDate) -> None:
        self._day = day
        self.setAccessibleName(self._locale.toString(day, QLocale.FormatType.LongFormat))
        self.update()

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(day.toString("yyyy-MM-dd"))

    def _first_cell(self) -> QDate:
        first = QDate(self._day.year(), self._day.month(), 1)
        start = self._locale.firstDayOfWeek().value
        return first.addDays(-((first.dayOfWeek() - start) % 7))

    def _cell(self, row: int, column: int) -> QRectF:
        px = self._theme.px
        return QRectF(px(_PAD) + column * px(_CELL), px(_PAD + _HEAD) + row * px(_CELL), px(_CELL), px(_CELL))

    def _arrows(self) -> tuple[QRectF, QRectF]:
        px = self._theme.px
        side = px(28)
        return QRectF(px(_PAD), px(_PAD), side, side), QRectF(self.width() - px(_PAD) - side, px(_PAD), side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(along(event.key(), self))
        if key in _STEPS:
            self._go_to(self._day.addDays(_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go_to(self._day.addMonths(-1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self._day)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = painted(event.position(), self)
        if not self.rect().contains(spot.toPoint()):
            self.hide()
            return
        back, on = self._arrows()
        if back.contains(spot) or on.contains(spot):
            self._go_to(self._day.addMonths(-1 if back.contains(spot) else 1))
            return
        for at in range(42):
            if self._cell(at // 7 + 1, at % 7).contains(spot):
                self._pick(self._first_cell().addDays(at))
                return

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), px(10), t.surface, t.line2)
            back, on = self._arrows()
            paint_icon(painter, "chevron-left", t.text2, back, px(16))
            paint_icon(painter, "chevron-right", t.text2, on, px(16))
            title = self._locale.toString(self._day, "MMMM yyyy")
            head = QRectF(back.right(), back.top(), on.left() - back.right(), back.height())
            write(painter, head, title, self._theme.font(13, 600), t.text, MIDDLE)
            self._paint_days(painter)

    def _paint_days(self, painter: QPainter) -> None:
        t, first, today = self._theme.tokens, self._first_cell(), QDate.currentDate()
        for column in range(7):
            name = self._locale.dayName(first.addDays(column).dayOfWeek(), QLocale.FormatType.ShortFormat)
            write(painter, self._cell(0, column), name[:2], self._theme.caption(), t.text3, MIDDLE)
        for at in range(42):
            day = first.addDays(at)
            self._paint_day(painter, self._cell(at // 7 + 1, at % 7), day, day == today)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: QDate, today: bool) -> None:
        t, chosen = self._theme.tokens, day == self._chosen
        face = cell.adjusted(2, 2, -2, -2)
        if chosen:
            rounded(painter, face, self._theme.px(7), t.accent)
        elif today:
            rounded(painter, face, self._theme.px(7), t.accent_soft)
        if day == self._day:
            rounded(painter, cell, self._theme.px(8), edge=t.accent, width=2.0)
        inside = day.month() == self._day.month()
        ink = t.on_accent if chosen else t.accent if today else t.text if inside else t.text3
        font = self._theme.font(12, 600 if chosen or today else 400, tabular=True)
        write(painter, face, str(day.day()), font, ink, MIDDLE)
