"""Trust by its indicators: how much of each type there was, on what that stands, and how it went on since.

Trust in one number alone invites bias (docs/practice.md): a level is told with how many of its type's indicators it
stands on and with its day, each rater and each way of assessing keeps a course of its own, and nothing is averaged
between them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from isp_desktop.domain.vocabulary import INTERPERSONAL, INTRAPERSONAL

Type = Literal["intrapersonal", "interpersonal"]
Word = Literal["low", "building", "strong"]
Direction = Literal["up", "down", "level"]

INDICATORS: Mapping[Type, tuple[str, ...]] = {"intrapersonal": INTRAPERSONAL, "interpersonal": INTERPERSONAL}
"""The indicators that each type of trust is rated by."""

LEAST, MOST = 1, 5
"""The ends of the scale: hardly, and fully."""

BUILDING_FROM, STRONG_FROM = 2.5, 3.75
"""The level from which trust is told as building, and as strong; below the first it is low.

With all three indicators: low up to 2, 2, 3; building from 3, 3, 2 up to 4, 4, 3; strong from 4, 4, 4 or 5, 4, 3. The
program's own rule, to be read beside the indicators, never in their place.
"""

LONG_DAYS = 184
"""With more days than this from one rating to the next, half a year, nothing is known of the time between."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater found on a day, by indicator; one that was not rated is left out or None.

    Attributes:
        rater: the uid of a person, or "" where nobody is named.
        way: "self", "diagnostic", or "".
    """

    uid: str
    day: dt.date
    rater: str
    way: str
    marks: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Level:
    """How much trust of one type a rating found: the mean of the indicators that were rated, and these by name."""

    uid: str
    day: dt.date
    marks: Mapping[str, float]

    @property
    def mean(self) -> float:
        """From 1 to 5."""
        return sum(self.marks.values()) / len(self.marks)

    @property
    def word(self) -> Word:
        """The level in a word."""
        return word_of(self.mean)


@dataclass(frozen=True, slots=True)
class Course:
    """One type of trust over time, as one rater found it by one way, first day first; never without a level.

    Attributes:
        stretches: the levels; a new stretch begins after a rating in which none of the type's indicators was rated, and
            after more than `LONG_DAYS` without any.
    """

    rater: str
    way: str
    type: Type
    stretches: tuple[tuple[Level, ...], ...]

    @property
    def levels(self) -> tuple[Level, ...]:
        """All of them, first day first."""
        return tuple(level for stretch in self.stretches for level in stretch)

    @property
    def last(self) -> Level:
        """The latest one."""
        return self.stretches[-1][-1]

    @property
    def since_first(self) -> Direction | None:
        """Where it went since the first level; None where that says nothing: see `direction`."""
        return direction(self.levels[0], self.last)

    @property
    def since_before(self) -> Direction | None:
        """Where it went since the level before the last one."""
        levels = self.levels
        return direction(levels[-2], levels[-1]) if len(levels) > 1 else None


def word_of(mean: float) -> Word:
    """A level from 1 to 5 in a word."""
    return "strong" if mean >= STRONG_FROM else "building" if mean >= BUILDING_FROM else "low"


def level(rating: Rating, of: Type) -> Level | None:
    """How much trust of a type a rating found; None where no indicator of it was rated.

    What is no mark from 1 to 5, as a newer program may write, counts as not rated.
    """
    rated = ((name, rating.marks.get(name)) for name in INDICATORS[of])
    marks = {name: float(mark) for name, mark in rated if mark is not None and LEAST <= mark <= MOST}
    return Level(rating.uid, rating.day, marks) if marks else None


def direction(before: Level, now: Level) -> Direction | None:
    """Where trust went, by the indicators that were rated both times; None where there are none, or for one rating."""
    both = before.marks.keys() & now.marks.keys()
    if not both or before.uid == now.uid:
        return None
    change = sum(now.marks[name] - before.marks[name] for name in both)
    return "up" if change > 0 else "down" if change < 0 else "level"


def courses(ratings: Iterable[Rating]) -> list[Course]:
    """The courses of both types for each rater and way, the one rated last first."""
    groups: dict[tuple[str, str], list[Rating]] = {}
    for rating in sorted(ratings, key=lambda one: (one.day, one.uid)):
        groups.setdefault((rating.rater, rating.way), []).append(rating)
    latest_first = sorted(groups.items(), key=lambda group: (group[1][-1].day, group[1][-1].uid), reverse=True)
    return [
        Course(rater, way, of, stretches)
        for (rater, way), own in latest_first
        for of in INDICATORS
        if (stretches := _stretches(own, of))
    ]


def of_type(found: Sequence[Course], of: Type) -> list[Course]:
    """Those of one type, in their order."""
    return [course for course in found if course.type == of]


def _stretches(ratings: Sequence[Rating], of: Type) -> tuple[tuple[Level, ...], ...]:
    """The levels of one rater and way, cut where nothing is known between two of them."""
    made: list[list[Level]] = []
    goes_on = False
    for rating in ratings:
        found = level(rating, of)
        if found is None:
            goes_on = False
            continue
        if goes_on and (found.day - made[-1][-1].day).days <= LONG_DAYS:
            made[-1].append(found)
        else:
            made.append([found])
        goes_on = True
    return tuple(map(tuple, made))
