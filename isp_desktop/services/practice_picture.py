"""The practice picture as read from the notebook: of all sites or some, of all who work here or of oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db import practice_picture as table
from isp_desktop.db import settings
from isp_desktop.db.models import kinds
from isp_desktop.db.practice_picture import Whose
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.practice_picture import Done, Period, Picture, Step, periods, picture
from isp_desktop.domain.served import RULES, TAGGED
from isp_desktop.services import naming

KINDS = frozenset((*TAGGED, *(rule.kind for rule in RULES), "site", "initiative", "team"))
"""The kinds from which the picture is made."""

MOST_ENTRIES = 200
_HOUR = 3_600


class Asked(Struct, frozen=True):
    """What is looked at.

    Attributes:
        where: the uid of a site or an initiative; "" for everything.
        mine: only what the notebook's owner took part in.
    """

    step: Step = "month"
    where: str = ""
    mine: bool = True


class EntryLine(Struct, frozen=True):
    """A record that served an activity; `seconds` is its share of the time, None where it has none."""

    uid: str
    kind: str
    title: str
    day: str
    place: str
    seconds: int | None
    private: bool


class Opened(Struct, frozen=True):
    """The entries of an activity in the periods looked at, latest first, and where they were.

    Attributes:
        count: how many there are, be they more than are told.
        places: name, how often, and the latest day there; most often first.
    """

    code: str
    entries: tuple[EntryLine, ...]
    count: int
    places: tuple[tuple[str, int, str], ...]


def read(store: Store, asked: Asked, today: dt.date) -> Picture:
    """The picture as it is on a day."""
    with store.read() as reading:
        return of(reading, _whose(reading, store.author, asked), periods(today, asked.step), today)


def nothing(today: dt.date) -> Picture:
    """The picture before it is read."""
    return picture((), {}, periods(today, "month"))


def of(reading: Reading, whose: Whose, looked_at: Sequence[Period], today: dt.date) -> Picture:
    """The picture of some periods, of what `whose` says."""
    first, last = looked_at[0].first.isoformat(), looked_at[-1].last.isoformat()
    sums = table.tallies(reading, whose, first, last, today.isoformat())
    return picture(sums, table.last_days(reading, whose, today.isoformat()), looked_at)


def opened(store: Store, asked: Asked, code: str, today: dt.date) -> Opened:
    """The entries of an activity, to be gone through."""
    looked_at = periods(today, asked.step)
    first, last = looked_at[0].first.isoformat(), min(today, looked_at[-1].last).isoformat()
    with store.read() as reading:
        whose = _whose(reading, store.author, asked)
        found, count = table.entries(reading, whose, code, first, last, MOST_ENTRIES)
        where = table.by_place(reading, whose, code, first, last)
        names = naming.titles(
            reading, {*(one.uid for one in found), *(one.place for one in found), *(row[0] for row in where)}
        )
    entries = tuple(
        EntryLine(
            one.uid, one.kind, names.get(one.uid, ""), one.day, names.get(one.place, ""), one.seconds, one.private
        )
        for one in found
    )
    return Opened(code, entries, count, tuple((names.get(place, ""), times, day) for place, times, day in where))


def _whose(reading: Reading, author: str, asked: Asked) -> Whose:
    return Whose(
        owner(reading, author) if asked.mine else (),
        table.places_of(reading, asked.where) if asked.where else None,
    )


def owner(reading: Reading, author: str) -> tuple[str, ...]:
    """Whom records name that the notebook's owner took part in: her uid, or her name where they name nobody."""
    return tuple(filter(None, (str(settings.read(reading, "me") or ""), author)))


def beginning(code: str, today: dt.date) -> tuple[str, dict[str, Any]]:
    """The kind of a record that serves an activity, and what a new one begins with."""
    known = kinds()
    rule = next((one for one in RULES if code in one.codes and not known[one.kind].never_shared), None)
    if rule is None:
        return reflecting_on(code, today)
    preset: dict[str, Any] = {"date": today.isoformat()} if rule.day == ("date",) else {}
    if rule.by_choice is not None:
        name, codes = rule.by_choice
        preset[name] = next(choice for choice, its in codes.items() if its == code)
    return rule.kind, preset


def reflecting_on(code: str, today: dt.date) -> tuple[str, dict[str, Any]]:
    """What a private reflection on an activity begins with: the activity's own question."""
    asked = load_practice().activity(code).prompt
    return "reflection", {"question": asked, "date": today.isoformat()}


def headline(found: Picture) -> str:
    """A sentence on it: how many of the activities were done, and how many hours were tagged."""
    if not found.done:
        return _("Nothing was tagged or noted in this time yet.")
    told = counted("{n} of 39 activities was done", "{n} of 39 activities were done", len(found.done))
    hours = _("{hours} in all").format(hours=hours_words(found.seconds)) if found.seconds else ""
    return f"{', '.join(filter(None, (told, hours)))}."


def hours_words(seconds: int) -> str:
    """So many seconds in words: "40 minutes", and from an hour up as hours to a tenth: "12.5 hours"."""
    if seconds < _HOUR:
        return counted("{n} minute", "{n} minutes", round(seconds / 60))
    hours = round(seconds / _HOUR, 1)
    if hours == 1:
        return _("1 hour")
    return _("{hours} hours").format(hours=number(hours))


def times_words(one: Done) -> str:
    """How often an activity was done: "not in this time", "never", "once", "12 times"."""
    if one.times:
        return counted("once", "{n} times", one.times)
    return _("not now") if one.last else _("never")
