"""The day that a sentence ends in: "by Friday", "in 2 weeks", "until 15 Oct". English words, and numbers day first."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from isp_desktop.domain.days import FIRST_YEAR, LAST_YEAR

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_DAY = "|".join((*_DAYS, "mon", "tues?", "wed", "thu(?:rs)?", "fri", "sat", "sun"))
_MONTH = "|".join((*_MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept?", "oct", "nov", "dec"))
_COUNT = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_PATTERN = re.compile(
    rf"""
    (?P<lead>(?<!\w)(?:by|until|till|before|on|due|within|no\ later\ than)\s+(?:the\s+)?)?
    (?P<phrase>(?<!\w)(?:
        (?P<near>today|tomorrow)
      | (?:the\ )?end\ of\ (?:the\ |this\ )?(?P<end>week|month|year)
      | next\ (?P<next>week|month)
      | (?:in\ )?(?P<count>{_COUNT})\ (?P<unit>days?|weeks?|months?)
      | (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
      | (?:(?:{_DAY})\.?,?\ )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<month>{_MONTH})\.?
        (?:,?\ (?P<year>\d{{4}}))?
      | (?:(?:{_DAY})\.?,?\ )?(?P<month2>{_MONTH})\.?\ (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\ (?P<year2>\d{{4}}))?
      | (?P<day3>\d{{1,2}})[./](?P<month3>\d{{1,2}})(?:\.|[./](?P<year3>\d{{4}}))?
      | (?:next\ |this\ |on\ )?(?P<weekday>{_DAY})
    ))
    [\s.!;]*$
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A day that was found at the end of a sentence.

    Attributes:
        lead: where "by" or "until" begins, or the day's own words where none stands before them.
        start, end: from where to where the words of the day stand.
    """

    day: dt.date
    lead: int
    start: int
    end: int


def by_when(sentence: str, today: dt.date) -> When | None:
    """The day that `sentence` ends in; None where it ends in something else, or in a day that there is not, or that
    nobody means, such as one of the year 12.

    A weekday is the next one after today; a day without a year the next one from today on. A count of days ("in 2
    weeks") needs its "in" or "within", a shortened weekday ("Fri") its "by".
    """
    for found in _PATTERN.finditer(sentence):
        if not _is_meant(found):
            continue
        try:
            day = _day(found, today)
        except (ValueError, OverflowError):
            return None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return None
        start, end = found.span("phrase")
        return When(day, found.start("lead") if found["lead"] else start, start, end)
    return None


def _is_meant(found: re.Match[str]) -> bool:
    """Words that also mean something else count only after a word such as "by"."""
    if found["count"]:
        return bool(found["lead"]) or found["phrase"].lower().startswith("in ")
    if found["weekday"]:
        return bool(found["lead"]) or found["weekday"].lower() in _DAYS
    return bool(found["lead"]) or not found["day3"]


def _day(found: re.Match[str], today: dt.date) -> dt.date:
    readers: dict[str, Callable[[], dt.date]] = {
        "near": lambda: today + dt.timedelta(days=int(found["near"].lower() == "tomorrow")),
        "end": lambda: _end(found["end"].lower(), today),
        "next": lambda: _next(found["next"].lower(), today),
        "count": lambda: _later(found["count"].lower(), found["unit"].lower(), today),
        "iso": lambda: dt.date.fromisoformat(found["iso"]),
        "day": lambda: _of(found["day"], _month(found["month"]), found["year"], today),
        "day2": lambda: _of(found["day2"], _month(found["month2"]), found["year2"], today),
        "day3": lambda: _of(found["day3"], int(found["month3"]), found["year3"], today),
        "weekday": lambda: _weekday(found["weekday"], today),
    }
    return next(read() for name, read in readers.items() if found[name])


def _weekday(word: str, today: dt.date) -> dt.date:
    wanted = next(at for at, name in enumerate(_DAYS) if name.startswith(word.lower()[:3]))
    return today + dt.timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _month(word: str) -> int:
    return next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()[:3]))


def _of(day: str, month: int, year: str | None, today: dt.date) -> dt.date:
    if year:
        return dt.date(int(year), month, int(day))
    # 29 February may be years away.
    for ahead in range(9):
        try:
            found = dt.date(today.year + ahead, month, int(day))
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(f"{day}. {month}. is no day of any year")


def _months_on(today: dt.date, months: int) -> dt.date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _later(count: str, unit: str, today: dt.date) -> dt.date:
    number = _NUMBERS.get(count) or int(count)
    if unit.startswith("month"):
        return _months_on(today, number)
    return today + dt.timedelta(days=number * (7 if unit.startswith("week") else 1))


def _end(of: str, today: dt.date) -> dt.date:
    if of == "week":
        return today + dt.timedelta(days=(4 - today.weekday()) % 7)
    month = 12 if of == "year" else today.month
    return dt.date(today.year, month, calendar.monthrange(today.year, month)[1])


def _next(unit: str, today: dt.date) -> dt.date:
    """The Friday of next week, the last day of next month: by then it is to be done."""
    if unit == "month":
        return _end("month", _months_on(today.replace(day=1), 1))
    return today + dt.timedelta(days=11 - today.weekday())
