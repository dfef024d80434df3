"""Trust ratings of people as courses, and in words: never one number alone, and never an average between raters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isp_desktop.db import settings, trust
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, counted, marked, number
from isp_desktop.domain.trust import INDICATORS, Course, Direction, Level, Rating, Type, Word, courses
from isp_desktop.domain.vocabulary import ASSESSMENT_WAYS
from isp_desktop.services import naming

TYPES: Mapping[Type, str] = {
    "intrapersonal": marked("Intrapersonal trust"),
    "interpersonal": marked("Interpersonal trust"),
}
MEANT: Mapping[Type, str] = {
    "intrapersonal": marked("The practitioner is believed to be reliable, competent and committed."),
    "interpersonal": marked("Both sides are open, give and take, and want the same."),
}
"""What a type is about, in a sentence."""
WORDS: Mapping[Word, str] = {"low": marked("Low"), "building": marked("Building"), "strong": marked("Strong")}
_DIRECTIONS: Mapping[Direction, str] = {
    "up": marked("up since the first rating"),
    "down": marked("down since the first rating"),
    "level": marked("as at the first rating"),
}


@dataclass(frozen=True, slots=True)
class Before:
    """What an indicator was rated last: the mark, and the day "YYYY-MM-DD"."""

    mark: float
    day: str


def by_person(reading: Reading, people: Iterable[str], day: dt.date) -> dict[str, list[Course]]:
    """The courses of each of `people` up to and with a day, those rated last first; who was not rated is left out."""
    found: dict[str, list[Rating]] = {}
    for rated in trust.ratings(reading, people, day):
        rating = Rating(rated.uid, dt.date.fromisoformat(rated.day), rated.rater, rated.way, rated.marks)
        found.setdefault(rated.stakeholder, []).append(rating)
    return {uid: courses(ratings) for uid, ratings in found.items()}


def last_marks(store: Store, stakeholder: str, rater: str, way: str, day: dt.date, but: str = "") -> dict[str, Before]:
    """What each indicator was rated last, up to and with a day, by this rater in this way; those never rated left out.

    Args:
        but: the uid of a rating that is left out.
    """
    with store.read() as reading:
        found = trust.ratings(reading, [stakeholder], day)
    return {
        name: Before(mark, rated.day)
        for rated in found
        if (rated.rater, rated.way) == (rater, way) and rated.uid != but
        for name, mark in rated.marks.items()
        if mark is not None
    }


def raters(reading: Reading, found: Iterable[Course]) -> dict[str, str]:
    """What the raters of these courses are called on screen, by uid: "You" for oneself, and words for nobody known."""
    me = str(settings.read(reading, "me") or "")
    names = naming.titles(reading, {course.rater for course in found if course.rater})
    unknown = _("Rater not in this notebook")
    told = {
        course.rater: names.get(course.rater, unknown) if course.rater else _("Rater not named") for course in found
    }
    return told | ({me: _("You")} if me in told and me else {})


def way_words(way: str) -> str:
    """How it was assessed, in words."""
    return _(ASSESSMENT_WAYS.get(way, marked("Way of assessing not said")))


def mean_words(level: Level) -> str:
    """The level as a number, with one place at the most."""
    return number(round(level.mean, 1))


def basis_words(level: Level, of: Type) -> str:
    """On how many indicators of its type a level stands: "3 of 3"."""
    return _("{n} of {all}").format(n=number(len(level.marks)), all=number(len(INDICATORS[of])))


def level_words(level: Level, of: Type) -> str:
    """A level whole: "Building, 3.3 of 5 on 3 of 3 indicators, 12 November 2026"."""
    return _("{word}, {mean} of 5 on {basis} indicators, {day}").format(
        word=_(WORDS[level.word]),
        mean=mean_words(level),
        basis=basis_words(level, of),
        day=naming.day_in_words(level.day.isoformat()),
    )


def marks_words(level: Level) -> str:
    """What each indicator was rated: "Reliability 2, Competence 3"."""
    fields = kind_named("trust").by_name
    return ", ".join(
        _("{indicator} {n}").format(indicator=_(fields[name].label), n=number(mark))
        for name, mark in level.marks.items()
    )


def since_words(course: Course) -> str:
    """Where a course went: "up since the first rating"; "" for one rating."""
    if len(course.levels) < 2:
        return ""
    since = course.since_first
    return _(_DIRECTIONS[since]) if since else _("the first rating is of other indicators")


def course_words(course: Course, rater: str) -> str:
    """A course in a sentence, such as a chart shows: who rated, how, the last level, and where it went."""
    count = len(course.levels)
    parts = [level_words(course.last, course.type)]
    if count > 1:
        parts += [counted("{n} rating", "{n} ratings", count), since_words(course)]
    return _("{rater}, {way}: {told}").format(rater=rater, way=way_words(course.way), told=", ".join(parts))


def typed_words(course: Course, rater: str) -> str:
    """The same, after the type of trust that it is of."""
    return _("{type}: {told}").format(type=_(TYPES[course.type]), told=course_words(course, rater))
