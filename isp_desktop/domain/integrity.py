"""How the core elements of a programme hold at a site: the latest look counts, and how long ago it was.

A mark says how an element was delivered on a day: it holds, it holds in part, or it does not hold. Where nobody ever
looked there is no mark, which is not the same as that it does not hold. Nothing is worked out of the marks but counts:
the program states facts, and leaves the verdict to those who know the place.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from isp_desktop.domain.language import _, counted, marked, number

DOUBTED = ("not_consistent", "not_clear")
"""An adaptation of which it is not known that integrity is kept bears on the elements that it touches."""


_ALONE: Mapping[str, str] = {
    "holds": marked("The core element holds."),
    "partly": marked("The core element holds in part."),
    "not_held": marked("The core element does not hold."),
    "": marked("The core element was never looked at."),
}


class Mark(Struct, frozen=True):
    """A look at an element at a site; `day` is "YYYY-MM-DD", `mark` a key of `INTEGRITY_MARKS`."""

    uid: str
    element: str
    site: str
    day: str
    mark: str


class Stand(Struct, frozen=True):
    """How an element stands at a site today.

    Attributes:
        mark: a key of `INTEGRITY_MARKS`, or "" where it was never looked at.
        day: the day of that look, or "".
        days: how many days ago it was.
        is_old: it is longer ago than the element is to be looked at.
    """

    mark: str = ""
    day: str = ""
    days: int = 0
    is_old: bool = False


NEVER = Stand()


class Adapted(Struct, frozen=True):
    """An adaptation, as far as it bears on elements: its days, "YYYY-MM-DD" or "", and a key of `CONSISTENCY` or ""."""

    uid: str
    since: str
    until: str
    elements: frozenset[str]
    consistent: str

    def is_in_force(self, today: dt.date) -> bool:
        """Whether it is still done so."""
        return self.since <= today.isoformat() and (not self.until or self.until >= today.isoformat())


def latest(marks: Iterable[Mark], today: dt.date) -> dict[tuple[str, str], Mark]:
    """The latest mark up to today by element and site, whatever order they come in; of one day that made last."""
    found: dict[tuple[str, str], Mark] = {}
    for mark in marks:
        place = (mark.element, mark.site)
        if mark.day <= today.isoformat() and (place not in found or _moment(found[place]) < _moment(mark)):
            found[place] = mark
    return found


def course(marks: Iterable[Mark], element: str, site: str) -> list[Mark]:
    """The marks of one element at one site, earliest first."""
    return sorted((one for one in marks if (one.element, one.site) == (element, site)), key=_moment)


def stand(mark: Mark | None, review_days: int, today: dt.date) -> Stand:
    """How an element stands whose latest mark is `mark`; `review_days` 0 where it need not be looked at by any day."""
    if mark is None:
        return NEVER
    days = (today - dt.date.fromisoformat(mark.day)).days
    return Stand(mark.mark, mark.day, days, bool(review_days) and days > review_days)


def look_by(mark: Mark | None, begun: str, review_days: int) -> dt.date | None:
    """By which day an element is to be looked at: so many days after the last look, or after the support began.

    Args:
        begun: since when the site is supported, "YYYY-MM-DD" or "".
    """
    since = mark.day if mark is not None else begun
    return dt.date.fromisoformat(since) + dt.timedelta(days=review_days) if since and review_days else None


def bearing(adapted: Iterable[Adapted], element: str, today: dt.date) -> list[Adapted]:
    """The adaptations that touch `element`, are in force, and of which it is not known that integrity is kept."""
    return [one for one in adapted if element in one.elements and one.consistent in DOUBTED and one.is_in_force(today)]


def facts(stands: Iterable[Stand]) -> str:
    """What is so, in a sentence: "3 of 5 core elements hold; 1 holds in part; 1 was never looked at."; "" for none."""
    counts = Counter(one.mark for one in stands)
    every = counts.total()
    if every == 1:
        return _(_ALONE[next(iter(counts))])
    if not every:
        return ""
    if counts[""] == every:
        return _("None of {all} core elements was ever looked at.").format(all=number(every))
    parts = [_holding(counts["holds"], every)]
    if counts["partly"]:
        parts.append(counted("{n} holds in part", "{n} hold in part", counts["partly"]))
    if counts["not_held"]:
        parts.append(counted("{n} does not hold", "{n} do not hold", counts["not_held"]))
    if counts[""]:
        parts.append(counted("{n} was never looked at", "{n} were never looked at", counts[""]))
    return _("{parts}.").format(parts="; ".join(parts))


def _holding(holding: int, every: int) -> str:
    if holding == every:
        return _("All {all} core elements hold").format(all=number(every))
    if not holding:
        return _("None of {all} core elements holds wholly").format(all=number(every))
    return counted("{n} of {all} core elements holds", "{n} of {all} core elements hold", holding, all=number(every))


def _moment(mark: Mark) -> tuple[str, str]:
    return mark.day, mark.uid


def folded(name: str) -> str:
    """A name as it is compared: two who write it with other capitals or spaces mean the same."""
    return " ".join(name.split()).casefold()
