"""Days as the program counts and orders them."""

from __future__ import annotations

import datetime as dt
import uuid

HASH_BITS = 40
"""A record's number in the tables is the ordinal of its day, shifted by so many bits, plus a hash of its uid."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""What people write down and plan is within these years; a day in another one is a slip of the finger."""

_EPOCH = dt.date(1970, 1, 1).toordinal()


def day_number(day: str | None, uid: str) -> int:
    """The ordinal (1 is 1 January of year 1) of `day`, or without one of the day that the uid was made on."""
    if day:
        return dt.date.fromisoformat(day).toordinal()
    made_ms = uuid.UUID(uid).int >> 80
    return _EPOCH + min(made_ms // 86_400_000, 3_000_000)


def day_of(day: str | None, uid: str) -> dt.date:
    """The day of a record: `day`, or without one the day that its uid was made on, as lists order it."""
    return dt.date.fromordinal(day_number(day, uid))


def first_number(day: dt.date) -> int:
    """The least number that a record of `day` can have."""
    return day.toordinal() << HASH_BITS


def end_number(day: dt.date) -> int:
    """What the numbers of all records up to and with `day` are less than."""
    return (day.toordinal() + 1) << HASH_BITS


def day_of_number(number: int) -> dt.date:
    """The day of the record with this number."""
    return dt.date.fromordinal(number >> HASH_BITS)
