"""Who facilitates a team's meetings as time goes on, and how often it met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import takewhile

from msgspec import Struct

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import FACILITATIONS


def handing_over(course: Sequence[str]) -> str:
    """One plain sentence or two on who facilitated a team's meetings, earliest first; "" where nobody noted it.

    Args:
        course: keys of `FACILITATIONS`, which stand in the order in which the support hands over.
    """
    order = list(FACILITATIONS)
    known = [key for key in course if key in order]
    if not known:
        return ""
    last, run = known[-1], len(list(takewhile(lambda key: key == known[-1], reversed(known))))
    earlier = known[: len(known) - run]
    return " ".join(filter(None, (_of_late(last, run), _before(last, earlier, order))))


def _of_late(last: str, run: int) -> str:
    if last == "local":
        return counted(
            "The team facilitated the last meeting itself.", "The team facilitated the last {n} meetings itself.", run
        )
    if last == "together":
        return counted(
            "The last meeting was facilitated together.", "The last {n} meetings were facilitated together.", run
        )
    return counted(
        "The practitioner facilitated the last meeting.", "The practitioner facilitated the last {n} meetings.", run
    )


def _before(last: str, earlier: Sequence[str], order: Sequence[str]) -> str:
    if not earlier:
        return ""
    furthest = max(earlier, key=order.index)
    if order.index(furthest) > order.index(last):
        return (
            _("Before that, the team did so itself.")
            if furthest == "local"
            else _("Before that, it was done together.")
        )
    return (
        _("At first, the practitioner did.") if earlier[0] == "practitioner" else _("At first, it was done together.")
    )


class MeetingRhythm(Struct, frozen=True):
    """How often a team met in a span of days, against its schedule.

    Attributes:
        due: how many meetings its schedule gives; None where it has none.
        held: how many it held.
        last: the day of the last one held, or None.
    """

    since: dt.date
    due: int | None
    held: int
    last: dt.date | None


def meeting_rhythm(since: dt.date, due: Iterable[dt.date] | None, held: Iterable[dt.date]) -> MeetingRhythm:
    """The rhythm from `since` on; `due` are the days of the schedule, None where there is none, `held` those met on."""
    met = sorted(held)
    counting = [day for day in met if day >= since]
    return MeetingRhythm(since, None if due is None else len(list(due)), len(counting), met[-1] if met else None)


def rhythm_words(rhythm: MeetingRhythm, since: str, last: str) -> str:
    """ "Met 9 times since 1 March 2026; 11 meetings were due.", with the days as `since` and `last` tell them."""
    if rhythm.last is None:
        return _("The team has not met yet.")
    if rhythm.held == 0:
        return _("The team has not met since {day}.").format(day=last)
    met = counted("Met once", "Met {n} times", rhythm.held)
    if rhythm.due is None:
        return _("{met} since {day}. No schedule is agreed on.").format(met=met, day=since)
    due = counted("{n} meeting was due", "{n} meetings were due", rhythm.due)
    return _("{met} since {day}; {due}.").format(met=met, day=since, due=due)
