"""Work in the main thread that is done bit by bit, so that no key waits for a page that is being built."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget


class Slices(QObject):
    """Does one thing in every other turn of the event loop, in the order given.

    In the turns between, what was built is laid out and painted, which takes as long again.

    It rests while `owner` is out of sight, as on a page that was left or in a notebook that was locked, and goes on
    when it is shown again.

    Signals:
        done: nothing is left to be done.
    """

    done = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._left: deque[Callable[[], object]] = deque()
        self._rests = self._is_over = False
        self._is_their_turn = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_turn)
        owner.installEventFilter(self)

    def is_done(self) -> bool:
        """Whether nothing is left."""
        return not self._left

    def begin(self, acts: Iterable[Callable[[], object]]) -> None:
        """Does these from the next turn on, in place of what is left."""
        self._left.clear()
        self.add(acts)

    def add(self, acts: Iterable[Callable[[], object]]) -> None:
        """Does these after what is left."""
        self._left.extend(() if self._is_over else acts)
        self._go_on()

    def add_next(self, acts: Iterable[Callable[[], object]]) -> None:
        """Does these before what is left."""
        self._left.extendleft(() if self._is_over else reversed(list(acts)))
        self._go_on()

    def end(self) -> None:
        """Does nothing of what is left, and nothing more: what it would be done with, as a notebook, is closed."""
        self._is_over = True
        self._timer.stop()
        self._left.clear()

    def finish(self) -> None:
        """Does at once what is left, also out of sight."""
        while self._left:
            self._next()

    def _go_on(self) -> None:
        if self._left and not self._rests:
            self._timer.start()

    def _on_turn(self) -> None:
        self._is_their_turn = not self._is_their_turn
        if self._is_their_turn:
            self._next()

    def _next(self) -> None:
        act = self._left.popleft()
        if not self._left:
            self._timer.stop()
        act()
        if not self._left:
            self.done.emit()

    def eventFilter(self, _owner: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
            self._rests = event.type() == QEvent.Type.Hide
            self._timer.stop()
            self._go_on()
        return False


def follow(anchor: QWidget, stops: Iterable[QWidget]) -> None:
    """Puts `stops`, made later than what stands behind `anchor`, directly behind it in the order of Tab."""
    policy = anchor.focusPolicy()
    # Qt puts nothing behind a widget that takes no focus.
    anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for one, following in pairwise((anchor, *(stop.focusProxy() or stop for stop in stops))):
        QWidget.setTabOrder(one, following)
    anchor.setFocusPolicy(policy)
