"""Where people stand by power and interest, on which day, and in which of four fields.

docs/practice.md, activity L5. Both are counted from 0 to 100.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

LEAST, MOST = 0, 100
_MIDDLE = 50

Field = Literal["closely", "satisfied", "informed", "watched"]
"""Work closely with; keep satisfied; keep informed; keep an eye on."""


class Position(Struct, frozen=True):
    """Where a person stood on a day; `initiative` is "" where it is said of all of them."""

    uid: str
    person: str
    day: dt.date
    power: int
    interest: int
    initiative: str = ""
    why: str = ""
    private: bool = True

    @property
    def field(self) -> Field:
        """In which of the four fields that is."""
        return field_of(self.power, self.interest)


def field_of(power: int, interest: int) -> Field:
    """The field of a place; what is on the middle line is counted as more."""
    if power >= _MIDDLE:
        return "closely" if interest >= _MIDDLE else "satisfied"
    return "informed" if interest >= _MIDDLE else "watched"


def within(value: float) -> int:
    """A power or an interest as a whole number from 0 to 100."""
    return min(max(round(value), LEAST), MOST)


def at_day(positions: Iterable[Position], day: dt.date) -> dict[tuple[str, str], Position]:
    """By person and initiative the latest position up to and with `day`; of two on one day the one made later."""
    found: dict[tuple[str, str], Position] = {}
    for one in positions:
        key = (one.person, one.initiative)
        if one.day <= day and (key not in found or _time(one) > _time(found[key])):
            found[key] = one
    return found


def by_person(positions: Iterable[Position]) -> dict[str, Position]:
    """Each person's latest one, whatever the initiative."""
    found: dict[str, Position] = {}
    for one in positions:
        if one.person not in found or _time(one) > _time(found[one.person]):
            found[one.person] = one
    return found


def _time(position: Position) -> tuple[dt.date, str]:
    return position.day, position.uid
