"""What is done on the page of a team at once, and can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from isp_desktop.db import settings
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import PERSPECTIVES
from isp_desktop.services import naming, records
from isp_desktop.services.coverage import find_by
from isp_desktop.services.taking_back import Undo, change, change_within, take_back, take_out


def add_member(store: Store, team: str, values: Mapping[str, Any], new_person: str = "") -> Undo:
    """Gives somebody a seat in a team.

    Args:
        values: of the membership, its person among them.
        new_person: the name of that person, where it is one that has no record yet.

    Raises:
        BadInput: nobody is named, or a value is not right; nothing is written.
    """
    if not values.get("person"):
        raise BadInput(_("Say who joins the team."), "person")
    made = []
    with store.write() as transaction:
        if new_person:
            made.append(records.put(transaction, "person", {"name": new_person}, str(values["person"])))
        made.append(records.put(transaction, "membership", {"team": team, **values}))
    return partial(take_out, store, made[::-1])


def end_membership(store: Store, uid: str, day: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Ends a membership with a day, the last one in the team.

    Args:
        seen: the heads that were on screen, as for `taking_back.change`.

    Raises:
        BadInput: the day is before the one on which it began, or is in conflict.
        NotFound: there is no such membership.
    """
    with store.write() as transaction:
        changed = change_within(transaction, "membership", uid, {"left": day.isoformat()}, seen)
        if day.isoformat() < str(changed.before.fields.get("joined") or ""):
            raise BadInput(_("The last day is before the first one. Choose a later day."), "left")
    return partial(take_back, store, [changed])


def find_someone(store: Store, team: str, perspective: str, today: dt.date) -> Undo:
    """Makes a missing voice a commitment of the practitioner's own, due in 30 days; as private as the team it names."""
    with store.write() as transaction:
        name = naming.titles(transaction.connection, [team]).get(team, "")
        what = _("Find someone for {team} who speaks for “{voice}”")
        fields = {
            "what": what.format(team=name, voice=_(PERSPECTIVES[perspective])),
            "due": find_by(today).isoformat(),
            "status": "open",
            "owner": settings.read(transaction.connection, "me") or None,
            "team": team,
            "seeks": perspective,
        }
        saved = records.put(transaction, "commitment", fields, scope=records.scope_from(transaction, [team]))
    return partial(take_out, store, [saved])


def confirm(store: Store, uid: str, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Notes that a sponsor confirmed today what was agreed; `seen` as for `end_membership`.

    Raises:
        BadInput: the day of the confirmation is in conflict.
        NotFound: there is no such support.
    """
    return change(store, "leadership_support", uid, {"confirmed_on": today.isoformat()}, seen)
