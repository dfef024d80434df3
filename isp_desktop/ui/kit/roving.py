"""Several controls as one stop for Tab: the arrows, Home and End move the focus among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from isp_desktop.ui.kit.mirror import along

_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
# What stands around the control that has the focus stays in sight with it, in px.
_AROUND = 40
_PAD = Qt.KeyboardModifier.KeypadModifier


class Roving(QObject):
    """Tab comes to the control that had the focus last, and leaves the group with the next press.

    `members` gives the controls that are shown now, in reading order.

    Signals:
        moved: another control takes the focus when Tab comes.
        left: the focus left the group.
    """

    moved = Signal(QWidget)
    left = Signal()

    def __init__(self, members: Callable[[], Sequence[QWidget]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._members = members
        self._stop: QWidget | None = None

    def add(self, member: QWidget) -> None:
        """Counts a control as part of the group; it is no stop for Tab until it is the group's one."""
        member.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        member.installEventFilter(self)
        if self._stop is None:
            self.stop_at(member)

    def stop(self) -> QWidget | None:
        """The control that Tab comes to."""
        return self._stop

    def stop_at(self, member: QWidget) -> None:
        """Makes `member` the one that Tab comes to."""
        if self._stop is not None:
            self._stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stop = member
        member.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.moved.emit(member)

    def go_to(self, member: QWidget) -> None:
        """Gives `member` the focus, and brings it into sight once it has its place."""
        member.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, member, lambda: bring_into_sight(member))

    def _target(self, at: QWidget, key: int) -> QWidget | None:
        """Where a key leads from `at`; `at` itself at the end of the way, None for other keys."""
        members = list(self._members())
        if at not in members:
            return None
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return members[0 if key == Qt.Key.Key_Home else -1]
        here = members.index(at)
        if (step := _STEPS.get(along(key, at))) is not None:
            return members[min(max(here + step, 0), len(members) - 1)]
        line = _LINES.get(key)
        return None if line is None else _on_next_line(at, members, line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.FocusIn and watched is not self._stop:
            self.stop_at(watched)
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._tell_left)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers() & ~_PAD:
            target = self._target(watched, event.key())
            if target is not None:
                self.go_to(target)
                return True
        return False

    def _tell_left(self) -> None:
        if not any(member.hasFocus() for member in self._members()):
            self.left.emit()


def _spot(member: QWidget, within: QWidget) -> QPoint:
    return member.mapTo(within, member.rect().center())


def _on_next_line(at: QWidget, members: Sequence[QWidget], step: int) -> QWidget:
    """The nearest of `members` on the line under (1) or over (-1) `at`, or `at` where there is none."""
    within = at.window()
    here = _spot(at, within)
    half = at.height() / 2
    beyond = [(one, _spot(one, within)) for one in members if (_spot(one, within).y() - here.y()) * step > half]
    if not beyond:
        return at
    line = min(abs(spot.y() - here.y()) for _, spot in beyond)
    on_line = [(one, spot) for one, spot in beyond if abs(spot.y() - here.y()) <= line + half]
    return min(on_line, key=lambda found: abs(found[1].x() - here.x()))[0]


def bring_into_sight(member: QWidget) -> None:
    """Scrolls to a control wherever it stands, once it has its place."""
    around = member.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(member, _AROUND, _AROUND)
