"""Reading what served which activity: by sums where all of it is looked at, by the rows of a place where one is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from isp_desktop.db.served import EVERYBODY, named
from isp_desktop.db.sql import Connection, func, or_, select
from isp_desktop.db.tables import link, served, served_month
from isp_desktop.domain.practice_picture import Tally
from isp_desktop.domain.vocabulary import ACTIVITY_CODES

_MONTH = 7


class Whose(NamedTuple):
    """Whose practice is looked at, and what of it.

    Attributes:
        who: those who did it, or () for all.
        places: the uids of sites and teams, or None for all places.
        shared: leaves out what is private.
    """

    who: tuple[str, ...] = ()
    places: tuple[str, ...] | None = None
    shared: bool = False


class Entry(NamedTuple):
    """A record that served an activity, as its row has it."""

    uid: str
    kind: str
    day: str
    place: str
    seconds: int | None
    private: bool


def tallies(connection: Connection, whose: Whose, first: str, last: str, today: str) -> list[Tally]:
    """The sums by month and activity from the day `first` to `last`, whole months, but for what is after `today`."""
    if whose.places is not None:
        return _counted(connection, whose, first, min(last, today))
    sums = {(one.month, one.code): one for one in _summed(connection, whose, first, last)}
    for ahead in _counted(connection, whose, max(first, _after(today)), last):
        whole = sums[ahead.month, ahead.code]
        less = (whole.times - ahead.times, whole.timed - ahead.timed, whole.seconds - ahead.seconds)
        sums[ahead.month, ahead.code] = Tally(ahead.month, ahead.code, *less)
    return [one for one in sums.values() if one.times]


def last_days(connection: Connection, whose: Whose, today: str) -> dict[str, str]:
    """The latest day up to `today` on which each activity was served; those that never were are left out."""
    own = served.c
    if whose.places is not None:
        query = select(own.code, func.max(own.day)).where(own.day <= today, *_of(whose)).group_by(own.code)
        return {code: day for code, day in connection.execute(query)}
    this_month = today[:_MONTH]
    found = _latest(connection, whose, _after(this_month), today)
    if None in found.values():
        # All that this month has of it is ahead; the latest month before this one has some.
        earlier = _latest(connection, whose, this_month, today)
        found |= {code: earlier.get(code) for code, day in found.items() if day is None}
    return {code: day for code, day in found.items() if day is not None}


def entries(
    connection: Connection, whose: Whose, code: str, first: str, last: str, limit: int
) -> tuple[list[Entry], int]:
    """The records that served an activity on the days from `first` to `last`, latest first, and how many there are."""
    own = served.c
    among = (own.code == code, own.day >= first, own.day <= last, *_of(whose))
    query = select(*(own[name] for name in Entry._fields)).where(*among)
    rows = connection.execute(query.order_by(own.day.desc(), own.uid.desc()).limit(limit))
    found = [Entry(*row) for row in rows]
    if len(found) < limit:
        return found, len(found)
    return found, connection.execute(select(func.count()).select_from(served).where(*among)).scalar_one()


def by_place(connection: Connection, whose: Whose, code: str, first: str, last: str) -> list[tuple[str, int, str]]:
    """Where an activity was served on these days, how often and when last: most often first; "" is no place."""
    own = served.c
    times = func.count()
    query = select(own.place, times, func.max(own.day)).where(
        own.code == code, own.day >= first, own.day <= last, *_of(whose)
    )
    rows = connection.execute(query.group_by(own.place).order_by(times.desc(), own.place))
    return [(place, count, day) for place, count, day in rows]


def places_of(connection: Connection, uid: str) -> tuple[str, ...]:
    """Where the practice at a site or of an initiative takes place: itself, its sites, and the teams of either."""
    found = {
        uid,
        *_pointing(connection, [uid], "site", "initiatives"),
        *_pointing(connection, [uid], "team", "initiatives"),
    }
    return tuple(sorted({*found, *_pointing(connection, sorted(found), "team", "sites")}))


def _pointing(connection: Connection, targets: Iterable[str], kind: str, field: str) -> list[str]:
    wanted = func.json_each(json.dumps(list(targets))).table_valued("value")
    query = select(link.c.source).join(wanted, link.c.target == wanted.c.value)
    return list(connection.execute(query.where(link.c.kind == kind, link.c.field == field)).scalars())


def _summed(connection: Connection, whose: Whose, first: str, last: str) -> list[Tally]:
    own = served_month.c
    sums = (func.sum(own[name]) for name in ("times", "timed", "seconds"))
    query = select(own.month, own.code, *sums).where(
        own.who.in_(whose.who or (EVERYBODY,)), own.month >= first[:7], own.month <= last[:7]
    )
    if whose.shared:
        query = query.where(~own.private)
    return [Tally(*row) for row in connection.execute(query.group_by(own.month, own.code))]


def _counted(connection: Connection, whose: Whose, first: str, last: str) -> list[Tally]:
    """The same sums, made of the rows themselves."""
    own = served.c
    month = func.substr(own.day, 1, 7)
    sums = (func.count(), func.count(own.seconds), func.coalesce(func.sum(own.seconds), 0))
    query = select(month, own.code, *sums).where(own.code.in_(ACTIVITY_CODES), own.day >= first, own.day <= last)
    return [Tally(*row) for row in connection.execute(query.where(*_of(whose)).group_by(month, own.code))]


def _latest(connection: Connection, whose: Whose, before: str, today: str) -> dict[str, str | None]:
    """The latest day up to `today` in the latest month before `before` in which each activity was served.

    None for an activity that was served in that month after today only.
    """
    month, own = served_month.c, served.c
    months = select(month.code, func.max(month.month).label("month")).where(
        month.who.in_(whose.who or (EVERYBODY,)), month.month < before
    )
    if whose.shared:
        months = months.where(~month.private)
    latest = months.group_by(month.code).subquery()
    within = (own.code == latest.c.code, own.day >= latest.c.month, own.day <= today, own.day < _after_month(latest))
    day = select(own.day).where(*within, *_of(whose)).order_by(own.day.desc()).limit(1).scalar_subquery()
    return {code: found for code, found in connection.execute(select(latest.c.code, day))}


def _after_month(latest: Any) -> Any:
    """What sorts after every day of a month, and before those of the next."""
    return latest.c.month.op("||")("~")


def _of(whose: Whose) -> Sequence[Any]:
    """What holds of the rows that are looked at."""
    own = served.c
    conditions: list[Any] = []
    if whose.places is not None:
        wanted = func.json_each(json.dumps(whose.places)).table_valued("value")
        conditions.append(own.place.in_(select(wanted.c.value)))
    if whose.who:
        conditions.append(or_(*(func.instr(own.who, named(one)) > 0 for one in whose.who)))
    if whose.shared:
        conditions.append(~own.private)
    return conditions


def _after(start: str) -> str:
    """What sorts after the day or month `start` and all within it, and before the next."""
    return f"{start}~"
