"""What is done with leaders and champions at once and can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from isp_desktop.db import leaders as table
from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain import standings
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import Scope
from isp_desktop.services import records
from isp_desktop.services.taking_back import Undo, change, change_within, take_back

_SERVED = ["L3"]


class Looked(Struct, frozen=True):
    """What a review of a champion came to; `next_on` is the day of the next one, None for none."""

    state: str
    cause: str = ""
    response: str = ""
    next_on: dt.date | None = None


class Talked(Struct, frozen=True):
    """A debrief, as it is noted at once; `people` and `site` by uid."""

    people: tuple[str, ...]
    date: dt.date
    talked: str = ""
    agreed: str = ""
    minutes: int | None = None
    site: str = ""


class Did(Struct, frozen=True):
    """What was done with a champion on a day, and what came of it."""

    what: str
    date: dt.date
    came: str = ""


def review(store: Store, champion: str, looked: Looked, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Notes how it stands with a champion today, and when the next review is; `seen` as for `taking_back.change`.

    The review is as private as the champion.

    Raises:
        BadInput: a value is not right, or the day of the next review is in conflict; so for all that follow.
        NotFound: there is no such record; so for all that follow.
    """
    with store.write() as transaction:
        values = {
            "champion": champion,
            "date": today.isoformat(),
            "state": looked.state,
            "site": _site_of(transaction, champion),
            "cause": looked.cause.strip() or None,
            "response": looked.response.strip() or None,
        }
        made = records.put(transaction, "champion_review", values, scope=_scope_of(transaction, champion))
        day = {"review_on": looked.next_on.isoformat() if looked.next_on else None}
        changed = change_within(transaction, "champion", champion, day, seen)
    return partial(take_back, store, [changed], [made])


def debrief(store: Store, talked: Talked) -> Undo:
    """Notes a debrief.

    Raises:
        BadInput: nobody is named.
    """
    if not talked.people:
        raise BadInput(_("Say with whom it was."), "people")
    values = {
        "date": talked.date.isoformat(),
        "people": [*talked.people],
        "site": talked.site or None,
        "minutes": talked.minutes,
        "talked": talked.talked.strip() or None,
        "agreed": talked.agreed.strip() or None,
        "activities": _SERVED,
    }
    with store.write() as transaction:
        made = records.put(transaction, "debrief", values)
    return partial(take_back, store, [], [made])


def engage(store: Store, champion: str, did: Did) -> Undo:
    """Notes what was done with a champion, as private as the champion.

    Raises:
        BadInput: it is not said what was done.
    """
    if not did.what.strip():
        raise BadInput(_("Say in a few words what was done."), "what")
    with store.write() as transaction:
        values = {
            "champion": champion,
            "date": did.date.isoformat(),
            "what": did.what.strip(),
            "site": _site_of(transaction, champion),
            "came": did.came.strip() or None,
        }
        made = records.put(transaction, "engagement", values, scope=_scope_of(transaction, champion))
    return partial(take_back, store, [], [made])


def place(
    store: Store, person: str, power: float, interest: float, today: dt.date, initiative: str = "", why: str = ""
) -> tuple[str, Undo]:
    """Says where somebody stands today in an initiative, "" for all; gives the uid of that, and the way back.

    What was said today already is changed. What is new stays on this computer, as all of its kind.
    """
    values: dict[str, Any] = {"power": standings.within(power), "interest": standings.within(interest)}
    if why.strip():
        values["why"] = why.strip()
    with store.write() as transaction:
        found = table.positions(transaction.connection, [person], today)
        here = next((one for one in found if (one.initiative, one.day) == (initiative, today)), None)
        if here is not None:
            changed = change_within(transaction, "standing", here.uid, values)
            return here.uid, partial(take_back, store, [changed])
        new = {**values, "person": person, "date": today.isoformat(), "initiative": initiative or None}
        made = records.put(transaction, "standing", new)
    return made.uid, partial(take_back, store, [], [made])


def say_why(store: Store, standing: str, why: str) -> Undo:
    """Says what it is based on that somebody stands there."""
    return change(store, "standing", standing, {"why": why.strip() or None})


def hand_over(store: Store, shared: str, day: dt.date | None, seen: Sequence[str] | None = None) -> Undo:
    """Says that a shared responsibility was handed over on `day`, or with None that it is shared still."""
    return change(store, "shared_responsibility", shared, {"handed_over_on": day.isoformat() if day else None}, seen)


def move_review(store: Store, champion: str, day: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Sets the day of the next review of a champion."""
    return change(store, "champion", champion, {"review_on": day.isoformat()}, seen)


def set_rhythm(store: Store, kind: str, uid: str, days: int | None, seen: Sequence[str] | None = None) -> Undo:
    """Sets how often to be in touch with a champion or with whoever has a role; None for what is usual."""
    return change(store, kind, uid, {"debrief_days": days}, seen)


def _site_of(transaction: Transaction, champion: str) -> str | None:
    found = lists.items(transaction.connection, "champion", [champion], ["site"])
    return found[0].fields["site"] if found else None


def _scope_of(transaction: Transaction, champion: str) -> Scope | None:
    return records.scope_from(transaction, [champion])
