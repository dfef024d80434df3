"""Dates and times as people type them, and as they like to read them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale

from isp_desktop.domain.language import _, spoken

_NUMBER_PARTS = re.compile(r"^([0-9]{1,4})[\s./-]+([0-9]{1,2})(?:[\s./-]+([0-9]{1,4}))?$")
_DAY_MONTH = re.compile(r"^([0-9]{1,2})[\s.,-]*([^\W\d_]{3,})\.?(?:[\s.,-]*([0-9]{2,4}))?$")
_MONTH_DAY = re.compile(r"^([^\W\d_]{3,})\.?[\s.,-]*([0-9]{1,2})(?:[\s.,-]+([0-9]{4}))?$")
_SHIFT = re.compile(r"^([+-])\s*([0-9]{1,4})\s*([dw]?)$")
_TIME = re.compile(r"^([0-9]{1,2})(?:[\s:.h]?([0-9]{2}))?h?\s*([ap])?\.?(?:m\.?)?$")
_WORDS = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
# What the first page says, as it is written in Britain.
_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
_IN_ENGLISH = {"MMMMEEEEd": "dddd d MMMM", "yMMM": "MMM yyyy", "yMMMM": "MMMM yyyy", "MMM": "MMM", "MMMMd": "d MMMM"}
_ORDINAL = re.compile(r"(?<=[0-9])(st|nd|rd|th)\b")


def show_date(iso: str, locale: QLocale | None = None) -> str:
    """ "2026-10-15" as "Thu 15 Oct 2026"; what is no date comes back as it is."""
    day = QDate.fromString(iso, "yyyy-MM-dd")
    return (locale or QLocale()).toString(day, "ddd d MMM yyyy") if day.isValid() else iso


def short_date(iso: str, today: date, locale: QLocale | None = None) -> str:
    """ "15 Oct", with the year where it is not this one, "Today" for today."""
    if iso == today.isoformat():
        return _("Today")
    day = QDate.fromString(iso, "yyyy-MM-dd")
    pattern = "d MMM" if day.year() == today.year else "d MMM yyyy"
    return (locale or QLocale()).toString(day, pattern) if day.isValid() else iso


def written(day: date, skeleton: str) -> str:
    """`day` as the language that holds writes it; `skeleton` names its parts in Unicode's way, such as "MMMMEEEEd"."""
    tag = spoken()
    if tag == "en" and skeleton in _IN_ENGLISH:
        return _ENGLISH.toString(QDate(day.year, day.month, day.day), _IN_ENGLISH[skeleton])
    # Costs a part of the start.
    from babel.dates import format_skeleton

    # English as in Britain has the day before the month, as the rest of the program has it.
    return str(format_skeleton(skeleton, day, locale="en_GB" if tag == "en" else tag))


def parse_date(text: str, today: date, locale: QLocale | None = None) -> date | None:
    """The day meant by "15 oct", "2026-10-15", "15.10.", "today", "+7", "fri"; None where there is no telling.

    Without a year the nearest one is taken; numbers are day first unless the locale writes the month first.
    """
    used = locale or QLocale()
    words = _ORDINAL.sub("", " ".join(text.casefold().split())).rstrip(".,")
    if words in _WORDS:
        return _shifted(today, _WORDS[words])
    if match := _SHIFT.match(words):
        days = int(match[2]) * (7 if match[3] == "w" else 1)
        return _shifted(today, -days if match[1] == "-" else days)
    if words.isascii() and words.isdigit() and len(words) <= 2:
        return _made(today.year, today.month, int(words))
    weekday = _weekday(words.removeprefix("next "), used)
    if weekday is not None:
        return _shifted(today, (weekday - today.weekday() - 1) % 7 + 1)
    return _calendar_date(_without_weekday(words, used), today, used)


def parse_time(text: str) -> str | None:
    """ "930", "9:30", "9.30", "9h30", "9" and "2 pm" as "HH:MM"; None where there is no telling."""
    match = _TIME.match(text.casefold().strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _calendar_date(words: str, today: date, locale: QLocale) -> date | None:
    if match := _NUMBER_PARTS.match(words):
        return _of_numbers(match[1], match[2], match[3], today, locale)
    if match := _DAY_MONTH.match(words):
        return _of(int(match[1]), _month(match[2], locale), match[3], today)
    if match := _MONTH_DAY.match(words):
        return _of(int(match[2]), _month(match[1], locale), match[3], today)
    return None


def _of_numbers(one: str, two: str, three: str | None, today: date, locale: QLocale) -> date | None:
    if len(one) == 4:
        return _made(int(one), int(two), int(three)) if three else None
    first, second = int(one), int(two)
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    month_first = 0 <= pattern.find("M") < pattern.find("d") and not pattern.startswith("y")
    day, month = (second, first) if month_first else (first, second)
    return _of(day, month, three, today)


def _of(day: int, month: int | None, year: str | None, today: date) -> date | None:
    if month is None:
        return None
    if year:
        return _made(int(year) + (2000 if len(year) < 3 else 0), month, day)
    near = [_made(today.year + step, month, day) for step in (0, 1, -1)]
    return min((found for found in near if found), key=lambda found: abs(found - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def _starts(word: str, names: list[str]) -> bool:
    return len(word) >= 2 and any(name.casefold().rstrip(".").startswith(word) for name in names)


def _month(word: str, locale: QLocale) -> int | None:
    for month in range(1, 13):
        names = [locale.monthName(month), locale.standaloneMonthName(month), QLocale.c().monthName(month)]
        names.append(locale.monthName(month, QLocale.FormatType.ShortFormat))
        if _starts(word, names):
            return month
    return None


def _weekday(word: str, locale: QLocale) -> int | None:
    if not word.isalpha():
        return None
    for day in range(1, 8):
        if _starts(word, [locale.dayName(day), QLocale.c().dayName(day)]):
            return day - 1
    return None


def _without_weekday(words: str, locale: QLocale) -> str:
    first, _space, rest = words.partition(" ")
    named = rest and _weekday(first.rstrip(".,"), locale) is not None and _month(first.rstrip(".,"), locale) is None
    return rest if named else words
