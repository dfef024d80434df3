"""How far the work at a site has got: its core elements, what was counted last, and what people remember."""

from __future__ import annotations

from collections import deque
from datetime import date
from random import Random

from isp_desktop.services.demo.material import Element, Initiative

_GROWTH = {"exploration": 0.1, "support": 0.45, "tapering": 0.2, "withdrawal": 0.05}  # tenths a visit
_BESIDE = 0.35  # share of the growth in the elements not in focus
_DIP = 2.4
_HIGHEST = 9.4
_STANDS = 7.8  # from here on attention moves to the next element
_REMEMBERED = 7
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Progress:
    """How well each core element is done, in tenths of what is observed."""

    def __init__(self, initiative: Initiative, pace: float, rng: Random) -> None:
        self.initiative, self._pace, self._rng = initiative, pace, rng
        self._levels = {element.name: rng.uniform(1.5, 4.0) for element in initiative.elements}
        self._told: dict[str, tuple[int, date]] = {}
        self.focus, self.next = initiative.elements[:2]
        self._tapering = False

    def advance(self, phase: str, dip: bool) -> None:
        """What has happened since the visit before."""
        growth = _GROWTH[phase] * self._pace * 2.0 * self._rng.random()
        for name, level in self._levels.items():
            self._levels[name] = min(_HIGHEST, level + (growth if name == self.focus.name else growth * _BESIDE))
        if dip:
            self._levels[self.focus.name] = max(1.0, self._levels[self.focus.name] - _DIP)
        elif phase == "support" and self._levels[self.focus.name] > _STANDS:
            self.next, self.focus = sorted(self.initiative.elements, key=self._level)[1::-1]
        elif phase == "tapering" and not self._tapering:
            # What is handed over is what holds best.
            self._tapering = True
            self.next, *_, self.focus = sorted(self.initiative.elements, key=self._level)

    def reading(self, element: Element, today: date, dip: bool) -> str:
        """The count for the element beside the one told before: "7 of 10, up from 5 in March"."""
        value = round(self._levels[element.name])
        before = self._told.get(element.name)
        if before and dip:
            value = max(1, min(value, before[0] - 1))
        self._told[element.name] = (value, today)
        if not before:
            return f"{value} of 10, the first count"
        when = f"in {month(before[1], today)}"
        if value == before[0]:
            return f"{value} of 10, as {when}"
        return f"{value} of 10, {'up' if value > before[0] else 'down'} from {before[0]} {when}"

    def _level(self, element: Element) -> float:
        return self._levels[element.name]


class Memory:
    """What people at a site still speak of."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._events: deque[tuple[str, date]] = deque(maxlen=_REMEMBERED)

    def keep(self, event: str, on: date) -> None:
        """Adds an event; the oldest is forgotten."""
        self._events.append((event, on))

    def recall(self, today: date) -> tuple[str, str] | None:
        """An event from before the last visit and its month, or None while there is none."""
        if len(self._events) < 2:
            return None
        event, on = self._events[int(self._rng.random() * (len(self._events) - 1))]
        return event, month(on, today)


def month(on: date, today: date) -> str:
    """The month of `on` as one says it at `today`: with the year unless it is the last twelve months."""
    name = MONTHS[on.month - 1]
    return name if (today - on).days < 330 else f"{name} {on.year}"


def month_year(on: date) -> str:
    """The month with its year: "March 2024"."""
    return f"{MONTHS[on.month - 1]} {on.year}"


def day(on: date) -> str:
    """The day as one says it: "4 March"."""
    return f"{on.day} {MONTHS[on.month - 1]}"


def span(start: date, end: date) -> str:
    """The time between two days in round numbers: "five weeks", "three months"."""
    days = (end - start).days
    if days < 11:
        return "a week"
    number, unit = (round(days / 30.4), "months") if days > 80 else (round(days / 7), "weeks")
    return f"{_WORDS[number] if number < len(_WORDS) else number} {unit}"
