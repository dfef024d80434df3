"""Cyclic garbage is looked for in the main thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class GarbageRound(QObject):
    """Looks for cyclic garbage by a timer, as often as Python's thresholds say, and never Python by itself.

    Python looks wherever a thread happens to make an object. What it finds may be widgets, and these end only in the
    thread they live in: in a worker the program would stand still for good.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(look)
        timer.start()


def look() -> None:
    """Collects the oldest generation whose threshold is passed, if any."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
