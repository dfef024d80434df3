"""What was done in this session and can be taken back, latest last."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

_MOST = 20


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """One thing done: the sentence that says so, and the callable that takes it back once."""

    sentence: str
    take_back: Callable[[], object]


class Undos(QObject):
    """The last things done in the windows of one open notebook; nothing of it is written down.

    Signals:
        changed: there is more or less to take back.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: deque[Offer] = deque(maxlen=_MOST)

    def add(self, offer: Offer) -> None:
        """Something was done; of more than twenty the first is let go."""
        self._offers.append(offer)
        self.changed.emit()

    def last(self) -> Offer | None:
        """What was done last and not taken back."""
        return self._offers[-1] if self._offers else None

    def take(self, offer: Offer) -> None:
        """It is being taken back, and is no longer offered."""
        if offer in self._offers:
            self._offers.remove(offer)
            self.changed.emit()

    def withdraw(self, take_back: object) -> None:
        """What `take_back` takes back was taken back otherwise."""
        for offer in [one for one in self._offers if one.take_back == take_back]:
            self.take(offer)

    def forget(self) -> None:
        """The notebook is locked: nothing done before is offered afterwards."""
        self._offers.clear()
        self.changed.emit()

    def __contains__(self, offer: object) -> bool:
        return offer in self._offers
