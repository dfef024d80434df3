"""The courses of trust in words, for a brief: never one number for all, nor what nobody rated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.brief import BriefPart
from isp_desktop.domain.language import _, counted, in_sentence, number
from isp_desktop.domain.record import Record
from isp_desktop.domain.trust import INDICATORS, Course, Level, Rating, Type, courses, of_type
from isp_desktop.domain.vocabulary import INTERPERSONAL, INTRAPERSONAL
from isp_desktop.services.brief.seen import Seen, text
from isp_desktop.services.brief.shortening import Room, briefly, joined, more
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.trust import TYPES, since_words, way_words


def trust(seen: Seen, room: Room) -> Iterator[BriefPart]:
    """The courses of each type, told by their ratings.

    Each rater and way has a course of its own, under that one's name; the practitioner's come first. The first is
    told in full, of the others how they stand and where they went: more does not fit on a page.
    """
    ratings = (_rating(one) for one in seen.pointing("trust", "stakeholder"))
    found = courses(one for one in ratings if one is not None and one.day <= seen.today)
    found.sort(key=lambda course: not (seen.me and course.rater == seen.me))
    names = _raters(seen, {course.rater for course in found})
    for of, heading in TYPES.items():
        yield _part(_(heading), of_type(found, of), names, room.ratings)


def evidence(seen: Seen, room: Room) -> BriefPart:
    """What was written with the ratings, latest first; it is private, and only in a brief that is, too."""
    known = [
        (one, rating)
        for one in seen.pointing("trust", "stakeholder")
        if text(one, "evidence") and (rating := _rating(one)) is not None and rating.day <= seen.today
    ]
    names = _raters(seen, {rating.rater for _one, rating in known[: room.ratings]})
    told = [
        f"{joined(names[rating.rater], way_words(rating.way), day_in_words(rating.day.isoformat()))}: "
        f"{briefly(text(one, 'evidence'), room.told)}"
        for one, rating in known[: room.ratings]
    ]
    return BriefPart(_("What the ratings rest on"), lines=(*told, *more(len(known) - len(told))))


def _part(heading: str, found: Sequence[Course], raters: Mapping[str, str], most: int) -> BriefPart:
    """The last ratings of a single course, or the last one of each; `most` of them."""
    named = [(joined(raters[one.rater], way_words(one.way)), one) for one in found[:most]]
    texts = tuple((_("Course ({rater})").format(rater=name), _went(one)) for name, one in named[:1])
    each = most // max(len(named), 1)
    earlier = sum(max(len(course.levels) - each, 0) for _name, course in named)
    return BriefPart(heading, texts, (*_last_levels(named, each), *_left_out(earlier, len(found) - len(named))))


def _raters(seen: Seen, uids: Collection[str]) -> dict[str, str]:
    """What these raters are called: the practitioner "You" by herself, and by name for others."""
    names, unknown = seen.names(uids), _("Rater not in this notebook")
    told = {uid: names.get(uid) or unknown if uid else _("Rater not named") for uid in uids}
    if seen.me in told and seen.me:
        told[seen.me] = _("You") if seen.private else names.get(seen.me) or seen.author
    return told


def _rating(one: Record) -> Rating | None:
    """What a record of a rating found; None for one without a day."""
    try:
        day = dt.date.fromisoformat(text(one, "date"))
    except ValueError:
        return None
    marks = {name: one.fields.get(name) for name in (*INTRAPERSONAL, *INTERPERSONAL)}
    return Rating(one.uid, day, text(one, "rater"), text(one, "way"), marks)


def _last_levels(named: Sequence[tuple[str, Course]], each: int) -> Iterator[str]:
    """The last ratings, `each` of a course, and where the courses went."""
    for at, (name, course) in enumerate(named):
        for level in course.levels[: -each - 1 : -1]:
            # The first course is told in full above.
            went = since_words(course) if at and level is course.last else ""
            yield joined(name, _level(level, course.type), went)


def _left_out(ratings: int, others: int) -> Iterator[str]:
    """How many earlier ratings there are of the courses that are told, and how many other courses."""
    words = (
        counted("{n} earlier rating", "{n} earlier ratings", ratings) if ratings else "",
        counted("{n} more rater or way", "{n} more raters or ways", others) if others else "",
    )
    if any(words):
        yield _("and {what}, in the notebook").format(what=joined(*words))


def _level(level: Level, of: Type) -> str:
    """ "15 October 2026: reliability 4, competence 3 (2 of 3 indicators rated)"."""
    labels = kind_named("trust").by_name
    told = ", ".join(f"{in_sentence(_(labels[name].label))} {number(int(mark))}" for name, mark in level.marks.items())
    count = _("{n} of {all} indicators rated").format(n=len(level.marks), all=len(INDICATORS[of]))
    return f"{day_in_words(level.day.isoformat())}: {told} ({count})"


def _went(course: Course) -> str:
    """What became of each indicator that was rated more than once: "reliability fell from 4 to 2 and is 4 now"."""
    labels = kind_named("trust").by_name
    told = []
    for name in INDICATORS[course.type]:
        values = [int(level.marks[name]) for level in course.levels if name in level.marks]
        if len(values) > 1:
            words = _moved(values).format(
                indicator=in_sentence(_(labels[name].label)),
                before=number(values[0]),
                lowest=number(min(values)),
                now=number(values[-1]),
            )
            told.append(words)
    since = _("Since {day}").format(day=day_in_words(course.levels[0].day.isoformat()))
    return f"{since}: {'; '.join(told)}." if told else ""


def _moved(values: Sequence[int]) -> str:
    """How an indicator moved from rating to rating, in words still to be filled in."""
    before, lowest, now = values[0], min(values), values[-1]
    if lowest < min(before, now):
        return _("{indicator} fell from {before} to {lowest} and is {now} now")
    if before == now:
        return _("{indicator} is {now}, as before")
    if now > before:
        return _("{indicator} rose from {before} to {now}")
    return _("{indicator} fell from {before} to {now}")
