"""When a team meets: a rule of RFC 5545 in words, and its days.

Rules made here are few; of those that come from elsewhere the ones that a team would use are understood. A rule comes
with a colleague's file, too: nothing it may say takes long to work out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from msgspec import Struct

from isp_desktop.domain.language import _, counted, marked, spoken

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BY_DAY = re.compile(r"(\+?[1-5]|-1)?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"})
_FREQUENCIES = ("MONTHLY", "WEEKLY", "DAILY")
_MOST_BETWEEN, _MOST_COUNT = 99, 2_000
_AHEAD = 30 * 366
"""Days after which a rule that never comes again is not looked for any longer."""

_PLACES: Mapping[int, str] = {
    1: marked("{often} on the first {day}"),
    2: marked("{often} on the second {day}"),
    3: marked("{often} on the third {day}"),
    4: marked("{often} on the fourth {day}"),
    5: marked("{often} on the fifth {day}"),
    -1: marked("{often} on the last {day}"),
}


class Rule(Struct, frozen=True):
    """What a rule says.

    Attributes:
        often: "DAILY", "WEEKLY" or "MONTHLY"; `every` so many of these.
        days: place in the month (0 for each) and weekday (0 is Monday); none where the first day decides.
        month_day: the day of the month, -1 for its last; 0 for none.
        count, until: after how many times, or with which day, it ends; 0 and None for a rule without an end.
    """

    often: str
    every: int = 1
    days: tuple[tuple[int, int], ...] = ()
    month_day: int = 0
    count: int = 0
    until: dt.date | None = None


def read_rule(text: str) -> Rule | None:
    """The rule that `text` is; None where it is none, or one that no team would use."""
    parts = dict(part.split("=", 1) for part in text.upper().removeprefix("RRULE:").split(";") if "=" in part)
    if not parts.keys() <= _KNOWN or parts.get("FREQ") not in _FREQUENCIES:
        return None
    try:
        rule = Rule(
            often=parts["FREQ"],
            every=int(parts.get("INTERVAL", "1")),
            days=tuple(_day(one) for one in parts.get("BYDAY", "").split(",") if one),
            month_day=int(parts.get("BYMONTHDAY", "0")),
            count=int(parts.get("COUNT", "0")),
            until=dt.date.fromisoformat(parts["UNTIL"][:8]) if "UNTIL" in parts else None,
        )
    except ValueError:
        return None
    return rule if _makes_sense(rule) else None


def offered_rules(first: dt.date | None) -> tuple[str, ...]:
    """The rules that a team chooses from; those that speak of a weekday in the month need the `first` meeting."""
    rules = tuple(f"FREQ=WEEKLY;INTERVAL={weeks}" for weeks in (1, 2, 3, 4))
    if first is None:
        return rules
    place, day = (first.day - 1) // 7 + 1, _DAYS[first.weekday()]
    by_day = (f"FREQ=MONTHLY;BYDAY={place}{day}",) if place < 5 else ()
    last = (first + dt.timedelta(days=7)).month != first.month
    return (
        *rules,
        *by_day,
        *((f"FREQ=MONTHLY;BYDAY=-1{day}",) if last else ()),
        f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
    )


def in_words(text: str, first: dt.date | None = None) -> str:
    """A rule as people say it: "Every 2 weeks on Tuesday"; one that is not understood as it is written."""
    rule = read_rule(text)
    if rule is None:
        return text
    often = {
        "DAILY": counted("Every day", "Every {n} days", rule.every),
        "WEEKLY": counted("Every week", "Every {n} weeks", rule.every),
        "MONTHLY": counted("Every month", "Every {n} months", rule.every),
    }[rule.often]
    return _with_end(_on_days(rule, often, first), rule)


def lacks_first_day(text: str, first: dt.date | None) -> bool:
    """Whether a rule says how often, and nobody said from which day on: then it has no days."""
    return first is None and read_rule(text) is not None


def days_between(text: str, first: dt.date | None, start: dt.date, end: dt.date) -> list[dt.date]:
    """The days of a rule from `start` to `end`, both with; none where its first day is not known."""
    return list(_days(text, first, start, end))


def next_days(text: str, first: dt.date | None, after: dt.date, limit: int = 3) -> list[dt.date]:
    """The first `limit` days of a rule from `after` on, within the 30 years after that or after `first`."""
    latest = max(first or after, after).toordinal() + _AHEAD
    end = dt.date.fromordinal(min(latest, dt.date.max.toordinal()))
    return list(islice(_days(text, first, after, end), limit))


def _days(text: str, first: dt.date | None, start: dt.date, end: dt.date) -> Iterator[dt.date]:
    rule = read_rule(text)
    if rule is None or first is None:
        return
    from dateutil import rrule

    # Those that end after so many times are counted from the first one on.
    begin = first if rule.count else _near(rule, first, start)
    end = min(end, rule.until) if rule.until else end
    of_first = rule.often == "MONTHLY" and not rule.days
    weekdays = [rrule.weekday(day, place or None) for place, day in rule.days]
    times = rrule.rrule(
        {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY}[rule.often],
        dtstart=dt.datetime.combine(begin, dt.time()),
        interval=rule.every,
        until=dt.datetime.combine(end, dt.time()),
        byweekday=weekdays or None,
        bymonthday=rule.month_day or (first.day if of_first else None),
    )
    days = (moment.date() for moment in islice(times, rule.count or None))
    yield from (day for day in days if day >= start)


def _near(rule: Rule, first: dt.date, start: dt.date) -> dt.date:
    """A day not after `start` from which the rule without a count goes on as it does from `first`."""
    if start <= first:
        return first
    if rule.often == "MONTHLY":
        months = (start.year - first.year) * 12 + start.month - first.month
        steps = months - months % rule.every
        year, month = divmod(first.year * 12 + first.month - 1 + steps, 12)
        return dt.date(year, month + 1, 1) if steps else first
    length = rule.every * (7 if rule.often == "WEEKLY" else 1)
    return start - dt.timedelta(days=(start - first).days % length)


def _day(text: str) -> tuple[int, int]:
    found = _BY_DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found[1] or 0), _DAYS.index(found[2])


def _makes_sense(rule: Rule) -> bool:
    """Whether it can be gone through in no time, and means what it seems to."""
    by_place = any(place for place, _weekday in rule.days)
    return (
        1 <= rule.every <= _MOST_BETWEEN
        and -1 <= rule.month_day <= 31
        and not (rule.often == "DAILY" and rule.days and rule.every > 1)
        and 0 <= rule.count <= _MOST_COUNT
        and not (rule.count and rule.until)
        and not (rule.month_day and (rule.days or rule.often != "MONTHLY"))
        and not (by_place and (rule.often != "MONTHLY" or len(rule.days) > 1))
    )


def _on_days(rule: Rule, often: str, first: dt.date | None) -> str:
    if rule.month_day > 0:
        return _("{often} on day {day} of the month").format(often=often, day=rule.month_day)
    if rule.month_day:
        return _("{often} on the last day of the month").format(often=often)
    if rule.days and rule.days[0][0]:
        place, day = rule.days[0]
        return _(_PLACES[place]).format(often=often, day=_weekdays()[day])
    weekdays = [day for _place, day in rule.days] or ([first.weekday()] if first and rule.often == "WEEKLY" else [])
    if not weekdays:
        return often
    return _("{often} on {days}").format(often=often, days=", ".join(_weekdays()[day] for day in sorted(weekdays)))


def _with_end(words: str, rule: Rule) -> str:
    if rule.until:
        return _("{often}, until {day}").format(often=words, day=rule.until.isoformat())
    times = counted("{n} time", "{n} times", rule.count) if rule.count else ""
    return f"{words}, {times}" if times else words


def _weekdays() -> tuple[str, ...]:
    return _weekdays_in(spoken())


@cache
def _weekdays_in(tag: str) -> tuple[str, ...]:
    if tag == "en":
        return _NAMES
    from babel.dates import get_day_names

    names = get_day_names("wide", locale=tag)
    return tuple(str(names[day]) for day in range(7))
