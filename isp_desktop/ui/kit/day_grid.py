"""What a month and a week have in common: a current day, entries to walk to, to open and to drag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from isp_desktop.domain.language import _, counted, marked
from isp_desktop.ui.kit.day_entries import Entry
from isp_desktop.ui.kit.day_pieces import Drag, Piece, day_words, show_tip
from isp_desktop.ui.kit.mirror import along, painted, seen
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_SPOKEN = 8
# What it does by keys, for the help sheet: keys and meaning.
KEYS: tuple[tuple[str, str], ...] = (
    (marked("Arrows"), marked("To another day")),
    (marked("Tab"), marked("Through what stands on the day")),
    (marked("Enter"), marked("Open it, or begin something on the day")),
    ("Ctrl+M", marked("Move a visit to another day")),
    ("PgUp, PgDown", marked("The week or month before, or after")),
    ("Home, End", marked("First or last day of the week")),
    ("T", marked("To today")),
    ("W, M", marked("As a week, as a month")),
    ("N", marked("Plan a visit")),
)
ASKS: Mapping[int, str] = {Qt.Key.Key_T: "today", Qt.Key.Key_W: "week", Qt.Key.Key_M: "month", Qt.Key.Key_N: "new"}


class DayGrid(QAbstractScrollArea):
    """Days with entries. Arrows move the day, Tab walks to the entries of the day, Enter opens one or begins one.

    Signals:
        went_to: another day is the current one, perhaps one that is not shown; a date.
        opened: an entry; its uid.
        begun: something new on a day; a date, from and to ("HH:MM" or "").
        list_asked: all entries of a day; a date.
        moved: an entry was dragged; its uid, a date, from and to.
        move_asked: an entry is to be moved without the mouse; its uid.
        menu_asked: a menu on an entry, at a global point.
        asked: "today", "week", "month" or "new", by T, W, M and N.
    """

    went_to = Signal(object)
    opened = Signal(str)
    begun = Signal(object, str, str)
    list_asked = Signal(object)
    moved = Signal(str, object, str, str)
    move_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    asked = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._today = self._day = dt.date.min
        self._days: Sequence[dt.date] = ()
        self._by_day: dict[dt.date, list[Entry]] = {}
        self._pieces: list[Piece] = []
        self._at = -1
        self._drag: Drag | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        theme.changed.connect(self._arrange)

    def show_days(self, days: Sequence[dt.date], day: dt.date, today: dt.date) -> None:
        """Shows these days, whole weeks, with `day` as the current one; the entries follow by `set_entries`."""
        self._days, self._today = days, today
        self.set_day(day)

    def set_day(self, day: dt.date) -> None:
        """Another current day among those shown."""
        self._day, self._at = day, -1
        self._arrange()
        self._tell()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """What stands on the days, in order of time; the place and what is walked to stay."""
        kept = self.current()
        self._by_day = {}
        for entry in entries:
            self._by_day.setdefault(entry.day, []).append(entry)
        self._arrange()
        uids = [piece.entry.uid if piece.entry else "" for piece in self._of_day()]
        self._at = uids.index(kept.uid) if kept is not None and kept.uid in uids else -1
        self._tell()

    def day(self) -> dt.date:
        """The current day."""
        return self._day

    def entries(self, day: dt.date) -> list[Entry]:
        """What stands on a day."""
        return self._by_day.get(day, [])

    def current(self) -> Entry | None:
        """The entry that was walked to."""
        pieces = self._of_day()
        return pieces[self._at].entry if 0 <= self._at < len(pieces) else None

    def where(self, uid: str) -> QPointF:
        """The middle of an entry, in the viewport.

        Raises:
            KeyError: it is not among those drawn.
        """
        for piece in self._pieces:
            if piece.entry is not None and piece.entry.uid == uid:
                return self._as_seen(piece).center()
        raise KeyError(uid)

    def _lay_out(self) -> list[Piece]:
        """Where everything stands, without scrolling."""
        raise NotImplementedError

    def _paint(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _day_at(self, spot: QPointF) -> dt.date | None:
        raise NotImplementedError

    def turned(self, step: int) -> dt.date:
        """The current day a page on or back."""
        raise NotImplementedError

    def _drop(self, drag: Drag) -> None:
        """Something was dragged and let go."""
        raise NotImplementedError

    def _begin_at(self, spot: QPointF) -> None:
        """Something new where nothing is, by a double click."""
        raise NotImplementedError

    def _measure(self) -> None:
        """Sets the range of the scroll bar."""
        raise NotImplementedError

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def _on_screen(self, piece: Piece) -> QRectF:
        return piece.box if piece.fixed else piece.box.translated(0, -self._scrolled())

    def _as_seen(self, piece: Piece) -> QRectF:
        return seen(self._on_screen(piece), self.viewport().rect(), self.viewport())

    def _spot(self, event: QMouseEvent | QContextMenuEvent | QHelpEvent) -> QPointF:
        """Where the mouse is, in what is painted."""
        place = event.position() if isinstance(event, QMouseEvent) else QPointF(event.pos())
        return painted(place, self.viewport())

    def _is_in_sight(self, piece: Piece) -> bool:
        return self._on_screen(piece).intersects(QRectF(self.viewport().rect()))

    def _of_day(self) -> list[Piece]:
        return [piece for piece in self._pieces if piece.day == self._day]

    def _piece_at(self, spot: QPointF) -> Piece | None:
        return next((piece for piece in reversed(self._pieces) if self._on_screen(piece).contains(spot)), None)

    def _is_focused(self, piece: Piece) -> bool:
        pieces = self._of_day()
        return self.hasFocus() and 0 <= self._at < len(pieces) and pieces[self._at] is piece

    def _arrange(self) -> None:
        if self._days:
            self._measure()
            self._pieces = self._lay_out()
        self.viewport().update()

    def _tell(self) -> None:
        """Says where one is, for screen readers."""
        entry, own = self.current(), self.entries(self._day)
        if entry is not None:
            words = entry.spoken()
        elif own:
            count = counted("{n} entry", "{n} entries", len(own))
            words = f"{day_words(self._day)}, {count}: {'; '.join(one.spoken() for one in own[:_MOST_SPOKEN])}"
        else:
            words = f"{day_words(self._day)}, {_('nothing on')}" if self._days else ""
        self.setAccessibleName(f"{self._name}. {words}")
        self.viewport().update()

    def _go(self, day: dt.date) -> None:
        if day in self._days:
            self.set_day(day)
        self.went_to.emit(day)

    def _walk(self, step: int) -> bool:
        """To the next entry of the day, or back to the day itself; False past the last."""
        at = self._at + step
        if not -1 <= at < len(self._of_day()):
            return False
        self._at = at
        self._bring_into_sight()
        self._tell()
        return True

    def _bring_into_sight(self) -> None:
        """Scrolls to the entry that was walked to."""

    def _enter(self) -> None:
        pieces, own = self._of_day(), [entry for entry in self.entries(self._day) if entry.opens]
        entry = self.current()
        if entry is not None:
            self._open(entry)
        elif 0 <= self._at < len(pieces) or len(own) > 1:
            self.list_asked.emit(self._day)
        elif own:
            self._open(own[0])
        else:
            self.begun.emit(self._day, "", "")

    def _open(self, entry: Entry) -> None:
        if entry.opens:
            self.opened.emit(entry.uid)

    def _ask_to_move(self) -> None:
        entry = self.current()
        movable = [one for one in self.entries(self._day) if one.movable]
        if entry is None and len(movable) == 1:
            entry = movable[0]
        if entry is not None and entry.movable:
            self.move_asked.emit(entry.uid)

    def _step_key(self, key: int) -> bool:
        """Left and right; what up and down do is said by the month and the week."""
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = along(key, self)
        if key in steps:
            self._go(self._day + dt.timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(self.turned(-1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            week = self._days.index(self._day) // 7 * 7 if self._day in self._days else 0
            self._go(self._days[week if key == Qt.Key.Key_Home else week + 6])
        else:
            return False
        return True

    def _click(self, piece: Piece | None, spot: QPointF) -> None:
        day = self._day_at(spot)
        if day is not None and day != self._day:
            self._go(day)
        if piece is not None and piece.entry is not None:
            self._open(piece.entry)
        elif piece is not None:
            self.list_asked.emit(piece.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bare = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.viewport().update()
        elif key == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._ask_to_move()
        elif bare and key in _ENTER:
            self._enter()
        elif bare and key in ASKS:
            self.asked.emit(ASKS[key])
        elif not (bare and self._days and self._step_key(key)):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        return self._walk(1 if forward else -1) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._at = len(self._of_day()) - 1 if event.reason() == Qt.FocusReason.BacktabFocusReason else -1
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            spot = self._spot(event)
            self._drag = Drag(self._piece_at(spot), spot, spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag, spot = self._drag, self._spot(event)
        if drag is None:
            piece = self._piece_at(spot)
            hand = piece is not None and (piece.entry is None or piece.entry.opens)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
            return
        far = (spot - drag.start).manhattanLength() >= QApplication.startDragDistance()
        drag.active = drag.active or (far and self._may_drag(drag))
        drag.spot = spot
        self.viewport().update()

    def _may_drag(self, drag: Drag) -> bool:
        """Whether what was pressed can be moved."""
        return drag.piece is not None and drag.piece.entry is not None and drag.piece.entry.movable

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if event.button() != Qt.MouseButton.LeftButton or drag is None:
            return
        self.viewport().update()
        drag.spot = self._spot(event)
        far = (drag.spot - drag.start).manhattanLength() >= QApplication.startDragDistance()
        if drag.active:
            self._drop(drag)
        elif not far:
            self._click(drag.piece, drag.spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event)
        if self._piece_at(spot) is None and event.button() == Qt.MouseButton.LeftButton:
            self._begin_at(spot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        piece = self._piece_at(self._spot(event)) if by_mouse else self._piece_for_keys()
        if piece is not None and piece.entry is not None and piece.entry.opens:
            spot = event.globalPos()
            if not by_mouse:
                spot = self.viewport().mapToGlobal(self._as_seen(piece).center().toPoint())
            self.menu_asked.emit(piece.entry.uid, spot)

    def _piece_for_keys(self) -> Piece | None:
        """The entry that was walked to, or the only one of the day."""
        pieces = self._of_day()
        if 0 <= self._at < len(pieces):
            return pieces[self._at]
        return pieces[0] if len(pieces) == 1 else None

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            piece = self._piece_at(self._spot(event))
            show_tip(piece, event.globalPos(), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), QColor(self._theme.tokens.surface))
            if self._days:
                self._paint(painter)
