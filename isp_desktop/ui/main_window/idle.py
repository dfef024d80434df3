"""Notices that nobody is at the keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_TICK_MS = 15_000


class IdleWatch(QObject):
    """Watches the windows of the program, dialogs too.

    By the computer's clock, so that the hours a lid was closed count as away.

    Signals:
        away: nobody did anything for the minutes set.
    """

    away = Signal()

    def __init__(self, now: Callable[[], float] = time.time, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        self._minutes = 0
        self._watched: set[QWindow] = set()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, app: QGuiApplication) -> None:
        """Begins to watch whichever window has the focus."""
        app.focusWindowChanged.connect(self._watch_window)
        self._watch_window(app.focusWindow())

    def quiet_for(self) -> float:
        """How many seconds ago the last sign of life was."""
        return self._now() - self._last

    @property
    def minutes(self) -> int:
        """After how many minutes it tells; 0 while it waits for nothing."""
        return self._minutes if self._timer.isActive() else 0

    def start(self, minutes: int) -> None:
        """Waits for `minutes` without a sign of life; 0 waits for nothing."""
        self._minutes = minutes
        self._last = self._now()
        self._timer.stop() if not minutes else self._timer.start()

    def stop(self) -> None:
        """No longer waits."""
        self._timer.stop()

    def look(self) -> None:
        """Tells if the time is over."""
        if self._minutes and self._now() - self._last >= self._minutes * 60:
            self._last = self._now()
            self.away.emit()

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.add(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda: self._watched.discard(window))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            # Someone who comes back after the time does not get in: what was missed is noticed first.
            self.look()
            self._last = self._now()
        return False
