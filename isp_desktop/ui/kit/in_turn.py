"""Writing while something long is being written: the window goes on, and what was asked is done right after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from isp_desktop.domain.errors import NotebookError, StoreBusy

Act = Callable[[], object]
_LOOK_MS = 100


class InTurn(QObject):
    """Does what writes: at once, or where that raises StoreBusy as soon as that is over; in order, and never twice.

    An act raises StoreBusy before it did anything, or does no harm when it is done again from its beginning. `refused`
    hears the sentence of one that waited and is then refused. The object dies with its parent, and what waits then is
    not done.
    """

    def __init__(self, refused: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._refused = refused
        self._waiting: list[Act] = []
        self._busy: StoreBusy | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def do(self, act: Act) -> bool:
        """Does `act`; False where it waits for its turn. Raises whatever else `act` does."""
        if not self._waiting:
            try:
                act()
            except StoreBusy as busy:
                self.do_after(busy, act)
                return False
            return True
        if not any(_is_same(act, other) for other in self._waiting):
            self._waiting.append(act)
        return False

    def do_after(self, busy: StoreBusy, act: Act) -> None:
        """Does `act`, which raised `busy`, once that is over."""
        self._busy = busy
        self._waiting.insert(0, act)
        self._timer.start()

    def finish(self) -> None:
        """Does what waits, now.

        Raises:
            StoreBusy: its turn has not come; it goes on waiting.
        """
        while self._waiting:
            if self._busy is not None and not self._busy.is_over_within(0):
                raise self._busy
            act = self._waiting.pop(0)
            try:
                act()
            except StoreBusy as busy:
                self.do_after(busy, act)
                raise
            except NotebookError as error:
                self._refused(str(error))
        self._timer.stop()

    def waits(self) -> bool:
        """Whether anything waits."""
        return bool(self._waiting)

    def forget(self) -> bool:
        """Does nothing of what waits; whether anything did."""
        waited = bool(self._waiting)
        self._waiting.clear()
        self._timer.stop()
        return waited

    def _look(self) -> None:
        try:
            self.finish()
        except StoreBusy:
            # It is looked at again.
            return


def _is_same(one: object, other: object) -> bool:
    """Whether both do the same: somebody pressed twice."""
    if not (isinstance(one, partial) and isinstance(other, partial)):
        return one == other
    mine, theirs = ((act.func, *act.args) for act in (one, other))
    return one.keywords == other.keywords and len(mine) == len(theirs) and all(map(_is_same, mine, theirs))
