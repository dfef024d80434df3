"""How long a meeting talked about each item of its agenda."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from isp_desktop.domain.language import _, number


class ItemClock:
    """Counts for one item at a time, by a clock of seconds that only goes forward, such as `time.monotonic`.

    Attributes:
        current: the item it counts for, or "".
        runs: whether it counts now.
    """

    def __init__(self, ticks: Callable[[], float], spent: Mapping[str, int] | None = None) -> None:
        self._ticks = ticks
        self.begin_again(spent)

    def begin_again(self, spent: Mapping[str, int] | None = None, current: str = "") -> None:
        """Rests, and goes on from what was spent before."""
        self._spent: dict[str, float] = {uid: float(seconds) for uid, seconds in (spent or {}).items()}
        self._since = 0.0
        self.current = current
        self.runs = False

    def turn_to(self, uid: str) -> None:
        """Another item is talked about; "" for none."""
        self._settle()
        self.current = uid

    def run(self, on: bool) -> None:
        """Counts from now on, or rests."""
        self._settle()
        self.runs = on

    def seconds(self, uid: str) -> int:
        """Whole seconds spent on an item."""
        self._settle()
        return int(self._spent.get(uid, 0))

    def spent(self) -> dict[str, int]:
        """Whole seconds by item, to go on from another time."""
        self._settle()
        return {uid: int(seconds) for uid, seconds in self._spent.items() if seconds >= 1}

    def _settle(self) -> None:
        now = self._ticks()
        if self.runs and self.current:
            self._spent[self.current] = self._spent.get(self.current, 0.0) + max(0.0, now - self._since)
        self._since = now


def clock_words(seconds: int, minutes: int | None) -> str:
    """ "7:05 of 20 min", "3 min over 20 min", or "7:05" where nobody said how long it may take."""
    told = f"{seconds // 60}:{seconds % 60:02}"
    if not minutes:
        return told
    if seconds < minutes * 60:
        return _("{time} of {n} min").format(time=told, n=number(minutes))
    over = seconds // 60 - minutes
    if over < 1:
        return _("{n} min are over").format(n=number(minutes))
    return _("{over} min more than {n} min").format(over=number(over), n=number(minutes))
