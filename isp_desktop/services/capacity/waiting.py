"""The assessments that Today asks for: to be begun, and to be gone on with on a day."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db import today as by_day
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Store
from isp_desktop.services import naming
from isp_desktop.services.today import AHEAD, SHOWN


class Waiting(Struct, frozen=True):
    """An assessment that is planned or under way.

    Attributes:
        subject: whose capacity it is, in words.
        days: to its day, below 0 for one that is past.
        begun: it is under way.
        answered: how many answers there are.
    """

    uid: str
    subject: str
    instrument: str
    day: dt.date
    days: int
    begun: bool
    answered: int
    private: bool
    in_conflict: bool


class WaitingList(Struct, frozen=True):
    """The first ones, first due first, and how many there are."""

    shown: tuple[Waiting, ...] = ()
    count: int = 0


def waiting(store: Store, today: dt.date) -> WaitingList:
    """Those whose day is past, or comes within the days that Today looks ahead."""
    end = today + dt.timedelta(days=AHEAD + 1)
    with store.read() as reading:
        found = by_day.standing(reading, "assessment", "state", ("planned", "under_way"), "", end.isoformat())
        uids = [uid for _day, uid in found[:SHOWN]]
        rows = lists.items(reading, "assessment", uids)
        given = table.answered(reading, uids)
        linked = {str(row.fields[name]) for row in rows for name in ("subject", "instrument") if row.fields[name]}
        called = naming.titles(reading, linked)
    shown = (_waiting(row, called, len(given.get(row.uid, ())), today) for row in rows)
    return WaitingList(tuple(shown), len(found))


def _waiting(row: Item, called: dict[str, str], answered: int, today: dt.date) -> Waiting:
    own = row.fields
    day = dt.date.fromisoformat(own["date"])
    return Waiting(
        uid=row.uid,
        subject=called.get(str(own["subject"]), ""),
        instrument=called.get(str(own["instrument"]), ""),
        day=day,
        days=(day - today).days,
        begun=own["state"] == "under_way",
        answered=answered,
        private=row.private,
        in_conflict=row.in_conflict,
    )
