"""Dates and times in words, as Babel knows them."""

from __future__ import annotations

from datetime import date, time

from babel import Locale
from babel.dates import format_date, format_time


def locale_of(name: str) -> Locale:
    """The Babel locale for "de", "de_AT" or "de-AT". Plain "en" is read as international English: day before month
    and the 24-hour clock.

    Raises:
        babel.UnknownLocaleError: there is no such locale.
    """
    return Locale.parse("en_GB" if name == "en" else name.replace("-", "_"))


def long_date(day: date, locale: Locale) -> str:
    """E.g. "Thursday 15 October 2026"."""
    # Unicode's British form has a comma after the weekday, which reads as a list when a time follows.
    return format_date(day, "EEEE d MMMM y" if str(locale) == "en_GB" else "full", locale=locale)


def plain_date(day: date, locale: Locale) -> str:
    """E.g. "15 October 2026"."""
    return format_date(day, "long", locale=locale)


def short_date(day: date, locale: Locale) -> str:
    """E.g. "15 Oct 2026"."""
    return format_date(day, "medium", locale=locale)


def span(starts: time | None, ends: time | None, locale: Locale) -> str:
    """E.g. "09:30 to 11:00", "from 09:30", "until 11:00", or "" where neither is known."""
    first, last = (format_time(at, "short", locale=locale) if at else "" for at in (starts, ends))
    if not (first or last):
        return ""
    if locale.language != "en":
        return f"{first} – {last}".strip()  # noqa: RUF001 - the dash that every language understands
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}"
