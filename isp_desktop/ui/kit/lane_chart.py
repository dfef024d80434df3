"""The lanes over time as a part of a page: to walk through with the arrows, one stop for Tab."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from isp_desktop.ui.kit.mirror import along, painted
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.time_lanes import Lanes, Places, Spot, draw_lanes, lanes_height

_ASIDE: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class LaneChart(QWidget):
    """Shows `Lanes`. Left and Right go through time, Up and Down to the nearest day of another lane.

    Signals:
        reached: the Spot that is looked at now.
        opened: the uid of one that was opened by Enter, Space or a click.
    """

    reached = Signal(object)
    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, lanes: Lanes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name, self._lanes = theme, name, lanes
        self._at: tuple[int, int] | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def lanes(self) -> Lanes:
        """What is shown."""
        return self._lanes

    def show_lanes(self, lanes: Lanes) -> None:
        """Shows other lanes; what is looked at stays, if it is still there."""
        held = self.current()
        self._lanes = lanes
        self._at = next(
            (
                (number, at)
                for number, lane in enumerate(lanes.every())
                for at, spot in enumerate(lane.spots)
                if held is not None and spot.uid == held.uid
            ),
            None,
        )
        self.updateGeometry()
        self.update()

    def current(self) -> Spot | None:
        """What is looked at, or None."""
        return self._spot(self._at) if self._at is not None else None

    def go_to(self, lane: int, spot: int) -> None:
        """Looks at a spot of a lane."""
        self._at = (lane, spot)
        found = self.current()
        if found is not None:
            # Screen readers tell the name of what has the focus when it changes.
            self.setAccessibleName(f"{self._lanes.every()[lane].label}: {found.words}")
            self.reached.emit(found)
        self.update()

    def _spot(self, at: tuple[int, int]) -> Spot | None:
        lanes = self._lanes.every()
        return lanes[at[0]].spots[at[1]] if at[0] < len(lanes) and at[1] < len(lanes[at[0]].spots) else None

    def _first(self) -> tuple[int, int] | None:
        """The latest spot of the first lane that has one."""
        lanes = enumerate(self._lanes.every())
        return next(((number, len(lane.spots) - 1) for number, lane in lanes if lane.spots), None)

    def _aside(self, step: int) -> tuple[int, int] | None:
        assert self._at is not None
        lane, spot = self._at
        count = len(self._lanes.every()[lane].spots)
        return lane, min(max(spot + step, 0), count - 1)

    def _down(self, step: int) -> tuple[int, int] | None:
        """The nearest day in the next lane, up or down, that has anything."""
        assert self._at is not None
        here, lanes = self.current(), self._lanes.every()
        number = self._at[0] + step
        while 0 <= number < len(lanes) and not lanes[number].spots:
            number += step
        if here is None or not 0 <= number < len(lanes):
            return self._at
        spots = lanes[number].spots
        return number, min(range(len(spots)), key=lambda at: abs((spots[at].day - here.day).days))

    def _places(self) -> Places:
        return Places(self._lanes, QRectF(self.rect()), self._theme)

    def _hit(self, spot: QPointF) -> tuple[int, int] | None:
        """What stands at a point: shapes before bars, the nearest first."""
        places, spot = self._places(), painted(spot, self)
        found = [
            (one.lasts, abs(box.center().x() - spot.x()), (number, at))
            for number, lane in enumerate(self._lanes.every())
            for at, one in enumerate(lane.spots)
            if (box := places.box_of(number, one)).contains(spot)
        ]
        return min(found)[2] if found else None

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(640), lanes_height(self._lanes, self._theme))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(360), lanes_height(self._lanes, self._theme))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        at = self._at or self._first()
        if at is not None:
            self.go_to(*at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setAccessibleName(self._name)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self._at or self._first()
        if at is None:
            super().keyPressEvent(event)
            return
        self._at = at
        key = event.key()
        if (step := _ASIDE.get(along(key, self))) is not None:
            at = self._aside(step)
        elif (step := _DOWN.get(key)) is not None:
            at = self._down(step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            at = (at[0], 0 if key == Qt.Key.Key_Home else len(self._lanes.every()[at[0]].spots) - 1)
        elif key in _ENTER:
            self._open()
            return
        else:
            super().keyPressEvent(event)
            return
        if at is not None:
            self.go_to(*at)

    def _open(self) -> None:
        found = self.current()
        if found is not None:
            self.opened.emit(found.uid)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self._hit(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.go_to(*at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self._hit(event.position()) is not None:
            self._open()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._hit(QPointF(event.pos()))
            found = self._spot(at) if at is not None else None
            held = self._places().stretch_at(painted(QPointF(event.pos()), self)) if found is None else None
            told = found.words if found is not None else held.words if held is not None else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_lanes(painter, QRectF(self.rect()), self._lanes, self._theme, self._at if self.hasFocus() else None)
