"""Saving while something long is being written: the window goes on, and saves right after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# A draft is written in a few milliseconds; so long nobody notices, and most saves are done when they are asked for.
_PATIENCE_S = 0.25
_LOOK_MS = 100


class InTurn(QObject):
    """Does what writes when it can: at once, or as soon as nobody else writes; never twice.

    `is_free` tells whether a transaction could begin within some seconds. The object dies with its parent, and what
    waits then is not done.
    """

    def __init__(self, is_free: Callable[[float], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_free = is_free
        self._waiting: list[Callable[[], object]] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def do(self, act: Callable[[], object]) -> bool:
        """Does `act`; False where it waits for its turn."""
        if not self._waiting and self._is_free(_PATIENCE_S):
            act()
            return True
        if act not in self._waiting:
            self._waiting.append(act)
        self._timer.start()
        return False

    def forget(self) -> bool:
        """Does nothing of what waits; whether anything did."""
        waited = bool(self._waiting)
        self._waiting.clear()
        self._timer.stop()
        return waited

    def _look(self) -> None:
        if not self._is_free(0):
            return
        acts = [*self._waiting]
        self.forget()
        for act in acts:
            act()
