"""The practice picture: which of the 39 activities get done, how often and for how long, and which never."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from isp_desktop.domain.vocabulary import ACTIVITY_CODES, COMPETENCIES

Step = Literal["month", "quarter", "half"]
MONTHS: Mapping[Step, int] = {"month": 1, "quarter": 3, "half": 6}
"""How many months each step has."""

SHOWN: Mapping[Step, int] = {"month": 12, "quarter": 8, "half": 6}
"""How many periods of each step are looked at: a year, two, and three."""

COMPETENCY_OF: Mapping[str, str] = {
    code: key
    for letter, key in zip("RTCL", COMPETENCIES, strict=True)
    for code in ACTIVITY_CODES
    if code.startswith(letter)
}


class Period(Struct, frozen=True):
    """A month, a quarter or a half-year: its first and its last day."""

    first: dt.date
    last: dt.date

    def months(self) -> list[str]:
        """The months "YYYY-MM" in it."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        return [_first_of(month).isoformat()[:7] for month in range(first, last + 1)]


class Tally(Struct, frozen=True):
    """How often an activity was served in a month "YYYY-MM"; `timed` of these times took `seconds` together."""

    month: str
    code: str
    times: int
    timed: int
    seconds: int


class Done(Struct, frozen=True):
    """An activity in the periods looked at.

    Attributes:
        seconds: what those of these times took together of which it is known.
        last: the latest day "YYYY-MM-DD" on which it was served, be it before these periods; "" for never.
        by_period: how often in each.
    """

    code: str
    times: int
    seconds: int
    last: str
    by_period: tuple[int, ...]


class Hours(Struct, frozen=True):
    """What the activities of a competency took, in seconds, in all and by period; `untimed` have no duration."""

    competency: str
    times: int
    seconds: int
    untimed: int
    by_period: tuple[int, ...]


class Picture(Struct, frozen=True):
    """All activities in the order of the practice, and the competencies."""

    periods: tuple[Period, ...]
    activities: tuple[Done, ...]
    hours: tuple[Hours, ...]

    @property
    def seconds(self) -> int:
        """What all of it took."""
        return sum(one.seconds for one in self.hours)

    @property
    def done(self) -> tuple[Done, ...]:
        """The activities that were served in these periods."""
        return tuple(one for one in self.activities if one.times)

    @property
    def not_now(self) -> tuple[Done, ...]:
        """Those that were not, but before."""
        return tuple(one for one in self.activities if not one.times and one.last)

    @property
    def never(self) -> tuple[Done, ...]:
        """Those that never were."""
        return tuple(one for one in self.activities if not one.times and not one.last)

    def of(self, competency: str) -> tuple[Done, ...]:
        """The activities of a competency."""
        return tuple(one for one in self.activities if COMPETENCY_OF[one.code] == competency)


def periods(today: dt.date, step: Step) -> tuple[Period, ...]:
    """The periods looked at on a day: that in which it is, and those before it, earliest first."""
    months = MONTHS[step]
    here = (today.year * 12 + today.month - 1) // months * months
    return tuple(_period(here - back * months, months) for back in range(SHOWN[step] - 1, -1, -1))


def between(first: dt.date, last: dt.date, step: Step) -> tuple[Period, ...]:
    """The periods in which `first` and `last` lie, and those between them."""
    months = MONTHS[step]
    start = (first.year * 12 + first.month - 1) // months * months
    return tuple(_period(at, months) for at in range(start, last.year * 12 + last.month, months))


def picture(found: Sequence[Tally], last: Mapping[str, str], looked_at: Sequence[Period]) -> Picture:
    """The picture of the periods `looked_at`; what `found` holds of other months is left out.

    Args:
        last: the latest day of each activity that was ever served.
    """
    turns = {month: at for at, period in enumerate(looked_at) for month in period.months()}
    sums = {code: _Sums(len(looked_at)) for code in ACTIVITY_CODES}
    for tally in found:
        if tally.code in sums and tally.month in turns:
            sums[tally.code].add(tally, turns[tally.month])
    activities = tuple(own.done(code, last.get(code, "")) for code, own in sums.items())
    hours = tuple(_hours(key, sums) for key in COMPETENCIES)
    return Picture(tuple(looked_at), activities, hours)


class _Sums:
    """What an activity comes to, by period."""

    def __init__(self, periods: int) -> None:
        self.times, self.seconds, self.timed = [0] * periods, [0] * periods, 0

    def add(self, tally: Tally, at: int) -> None:
        self.times[at] += tally.times
        self.seconds[at] += tally.seconds
        self.timed += tally.timed

    def done(self, code: str, last: str) -> Done:
        return Done(code, sum(self.times), sum(self.seconds), last, tuple(self.times))


def _hours(competency: str, sums: Mapping[str, _Sums]) -> Hours:
    own = [one for code, one in sums.items() if COMPETENCY_OF[code] == competency]
    times = sum(sum(one.times) for one in own)
    by_period = tuple(map(sum, zip(*(one.seconds for one in own), strict=True)))
    return Hours(competency, times, sum(by_period), times - sum(one.timed for one in own), by_period)


def _period(start: int, months: int) -> Period:
    """The period of so many months from the month `start`, counted from the year 0."""
    return Period(_first_of(start), _first_of(start + months) - dt.timedelta(days=1))


def _first_of(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)
