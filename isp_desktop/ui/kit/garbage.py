"""Cyclic garbage is looked for in the main thread alone, and what takes long only while nobody waits."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200
# On two cores a look takes some 0.4 µs an object: through 10,000 of them 4 ms, and through all there are, after a
# hundred pages, 50 to 200 ms, which is longer than anybody who types may wait.
_NEW, _AT_ONCE, _MIDDLE_LOOKS = 2_000, 10_000, 20
_QUIET_S = 5.0


class GarbageRound(QObject):
    """Looks for cyclic garbage by a timer, and never Python by itself.

    Python looks wherever a thread happens to make an object. What it finds may be widgets, and these end only in the
    thread they live in: in a worker the program would stand still for good.

    Args:
        quiet: for how many seconds nobody has touched a key or the mouse.
    """

    def __init__(self, parent: QObject, quiet: Callable[[], float]) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self._is_any_aside = False
        gc.disable()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Looks through what is young and little, sets aside what is more, and looks through all when it is quiet."""
        new, _young_looks, middle_looks = gc.get_count()
        if (self._is_any_aside or middle_looks > _MIDDLE_LOOKS) and self._quiet() >= _QUIET_S:
            self._is_any_aside = False
            look_through_all()
        elif new > _AT_ONCE:
            self._is_any_aside = True
            gc.freeze()
        elif new > _NEW:
            gc.collect(1 if new + len(gc.get_objects(1)) <= _AT_ONCE else 0)


def look_through_all() -> None:
    """Takes all garbage out of memory; what is left was looked through, and is not again before the next time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
