"""How often to talk with whoever leads or champions: counted from the last time, never by the calendar.

docs/practice.md, activity L3; reminders that count from the last contact are heeded, calendar reminders are not ("What
field research says").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

USUAL = 28
"""Days from one debrief to the next with a leader, or with a champion who is active."""

CULTIVATING = 14
"""The same with a champion who is still being won."""

MONTHS = 6
"""How many months back it is told in which of them somebody was talked with."""


class Rhythm(Struct, frozen=True):
    """How it stands with one person.

    Attributes:
        every: days.
        last: the day of the last talk, None where there never was one.
        next_on: the day on which the next one is due.
    """

    every: int
    last: dt.date | None
    next_on: dt.date

    def days_left(self, today: dt.date) -> int:
        """Days to the next one; below 0 where it is late."""
        return (self.next_on - today).days


def rhythm(every: int, last: dt.date | None, since: dt.date | None, today: dt.date) -> Rhythm:
    """When the next talk is due: so many days after the last one, or where there was none after `since`.

    Where nobody said since when either, or that is still to come, nothing counts yet and the first one is due today.
    """
    begins = last or (since if since is not None and since <= today else None)
    return Rhythm(every, last, begins + dt.timedelta(days=every) if begins else today)


def days_since(last: dt.date | None, today: dt.date) -> int | None:
    """Days since the last talk, None where there never was one."""
    return None if last is None else max(0, (today - last).days)


def months_back(today: dt.date, count: int = MONTHS) -> list[tuple[int, int]]:
    """Year and month of the last `count` months, this one last."""
    ends = today.year * 12 + today.month - 1
    return [divmod(month, 12) for month in range(ends - count + 1, ends + 1)]


def held_in(days: Iterable[dt.date], today: dt.date, count: int = MONTHS) -> tuple[bool, ...]:
    """For each of the last `count` months, this one last, whether one of `days` is in it; days to come do not count."""
    there = {(day.year, day.month - 1) for day in days if day <= today}
    return tuple(month in there for month in months_back(today, count))


def first_day(today: dt.date, count: int = MONTHS) -> dt.date:
    """The first day of the months that `held_in` tells of."""
    year, month = months_back(today, count)[0]
    return dt.date(year, month + 1, 1)
