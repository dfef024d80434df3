"""When a team meets: a rule as calendars write it (RFC 5545, "RRULE"), the days it gives, and the rule in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from isp_desktop.domain.days import LAST_YEAR
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, counted, marked, spoken

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_LAST_DAY = dt.date(LAST_YEAR, 12, 31)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ON = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
# A rule by the hour, or with a time of its own, is no rule of days.
_PARTS = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"))
_FREQUENCIES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_ORDINALS: Mapping[int, str] = {
    1: marked("the first {day}"),
    2: marked("the second {day}"),
    3: marked("the third {day}"),
    4: marked("the fourth {day}"),
    -1: marked("the last {day}"),
}


def days(rule: str, first: dt.date, start: dt.date, end: dt.date) -> list[dt.date]:
    """The days of `rule`, counted from the meeting of `first`, from `start` up to and with `end`.

    Raises:
        BadInput: it is no rule of days.
    """
    return [day for day in takewhile(lambda day: day <= end, _every(rule, first)) if day >= start]


def next_days(rule: str, first: dt.date, after: dt.date, count: int = 1) -> list[dt.date]:
    """The next `count` days of `rule` after the day `after`; fewer where it ends. Raises as `days` does."""
    return list(islice((day for day in _every(rule, first) if day > after), count))


def in_words(rule: str, first: dt.date | None = None) -> str:
    """The rule as people say it: "Every second Tuesday", "On the last Friday of each month, until 1 June 2027".

    Args:
        first: the first meeting, whose day of the week holds where the rule names none.

    Raises:
        BadInput: it is no rule of days.
    """
    parts = _parts(rule)
    # Read once as a whole: what is told must be what calendars do.
    _read(parts, first or dt.date(2000, 1, 3))
    said = _told(parts, first)
    until = parts.get("UNTIL", "")
    if until:
        day = dt.datetime.strptime(until[:8], "%Y%m%d").date()
        said = _("{rule}, until {day}").format(rule=said, day=_day(day))
    elif "COUNT" in parts:
        said = _("{rule}, {times}").format(rule=said, times=counted("{n} time", "{n} times", int(parts["COUNT"])))
    return said[:1].upper() + said[1:]


def _parts(rule: str) -> dict[str, str]:
    """The parts of a rule by their names; raises BadInput where one is unknown."""
    text = "".join(rule.upper().split()).removeprefix("RRULE:").strip(";")
    pairs = [part.partition("=") for part in text.split(";")]
    parts = {name: value for name, _sign, value in pairs}
    if not (parts.keys() <= _PARTS and parts.get("FREQ") in _FREQUENCIES and all(parts.values())):
        raise _no_rule(rule)
    return parts


def _read(parts: Mapping[str, str], first: dt.date) -> rrule:
    """The rule without its count, and with an end: else one that never comes true would be asked for ever."""
    from dateutil.rrule import rrule, rrulestr

    until = parts.get("UNTIL", "")[:8] or _LAST_DAY.strftime("%Y%m%d")
    own = [f"{name}={value}" for name, value in parts.items() if name not in ("COUNT", "UNTIL")]
    text = ";".join((*own, f"UNTIL={until}"))
    try:
        found = rrulestr(text, dtstart=dt.datetime.combine(first, dt.time()))
        int(parts.get("COUNT", "1"))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:  # what dateutil says to a wrong one
        raise _no_rule(text) from error
    assert isinstance(found, rrule)
    return found


def _every(rule: str, first: dt.date) -> Iterator[dt.date]:
    parts = _parts(rule)
    found = _read(parts, first)
    return (moment.date() for moment in islice(found, int(parts["COUNT"]) if "COUNT" in parts else None))


def _told(parts: Mapping[str, str], first: dt.date | None) -> str:
    every, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    if every == "DAILY":
        return _("every day") if interval == 1 else counted("every {n} day", "every {n} days", interval)
    if every == "WEEKLY":
        return _weekly(interval, _named_days(parts, first))
    if every == "YEARLY":
        return _("every year") if interval == 1 else counted("every {n} year", "every {n} years", interval)
    months = _("each month") if interval == 1 else counted("every {n} month", "every {n} months", interval)
    on = _on_which(parts, first)
    return _("on {day} of {months}").format(day=on, months=months) if on else months


def _weekly(interval: int, named: str) -> str:
    weeks = _("every week") if interval == 1 else counted("every {n} week", "every {n} weeks", interval)
    if not named:
        return weeks
    if interval == 1:
        return _("every {day}").format(day=named)
    if interval == 2:
        return _("every second {day}").format(day=named)
    return _("{weeks} on {day}").format(weeks=weeks, day=named)


def _named_days(parts: Mapping[str, str], first: dt.date | None) -> str:
    """The weekdays of a rule by their names, or that of the first meeting."""
    named = [_WEEKDAYS.index(found[2]) for found in _ON.finditer(parts.get("BYDAY", ""))]
    if not named and first is not None:
        named = [first.weekday()]
    return _listed([_weekday(day) for day in sorted(named)])


def _on_which(parts: Mapping[str, str], first: dt.date | None) -> str:
    """On which day of the month: "the second Tuesday", "day 15"."""
    if by_day := parts.get("BYDAY"):
        place = parts.get("BYSETPOS", "")
        return _listed([_nth(found[1] or place, _WEEKDAYS.index(found[2])) for found in _ON.finditer(by_day)])
    by_number = parts.get("BYMONTHDAY", "") or (str(first.day) if first else "")
    told = [_("the last day") if number == "-1" else _("day {n}").format(n=number) for number in by_number.split(",")]
    return _listed(told) if by_number else ""


def _nth(place: str, weekday: int) -> str:
    name = _weekday(weekday)
    try:
        return _(_ORDINALS[int(place)]).format(day=name)
    except (ValueError, KeyError):
        return _("every {day}").format(day=name) if not place else f"{name} ({place})"


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def _weekday(weekday: int) -> str:
    from babel.dates import get_day_names

    # Babel counts from Monday, as Python does.
    return str(get_day_names("wide", locale=spoken())[weekday])


def _day(day: dt.date) -> str:
    from babel.dates import format_date

    return str(format_date(day, "d MMMM y" if spoken() == "en" else "long", locale=spoken()))


def _no_rule(rule: str) -> BadInput:
    told = _("“{rule}” is no rule for days. Write one such as FREQ=WEEKLY;INTERVAL=2;BYDAY=TU.")
    return BadInput(told.format(rule=rule), "schedule")
