"""Coverage: whom the practitioner knows in which part of the system at which level, and what is done about a gap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from isp_desktop.db import contact as contacts
from isp_desktop.db import coverage as table
from isp_desktop.db import lists, settings
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.contact import days_since
from isp_desktop.domain.coverage import Count, Coverage, Need, Place, coverage
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.promises import is_open
from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM
from isp_desktop.services import records
from isp_desktop.services.contact import about_words
from isp_desktop.services.records import Saved
from isp_desktop.services.taking_back import Changed, Undo, change_within, take_back

FIND_WITHIN = 30
"""In how many days somebody is to be found for a gap."""
_MOST = 300


@dataclass(frozen=True, slots=True)
class Sought:
    """The open commitment to find somebody for a gap, and the day "YYYY-MM-DD" by when, or ""."""

    uid: str
    due: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A person in a cell; `days` since the last contact, None where there never was one."""

    uid: str
    name: str
    about: str
    days: int | None


def read(reading: Reading, today: dt.date, initiative: str = "") -> Coverage:
    """The coverage as it stood on a day; with `initiative` of the people at its sites and in its teams."""
    me = _me(reading)
    counts = [
        Count(part, level, people, days_since(dt.date.fromordinal(last) if last else None, today))
        for part, level, people, last in table.counts(reading, me, initiative, today)
    ]
    return coverage(counts, [_need(item) for item in _needs(reading)], initiative)


def known(reading: Reading, initiative: str = "") -> Coverage:
    """The same without the days of the last contact."""
    counts = [Count(*found, None) for found in table.people(reading, _me(reading), initiative)]
    return coverage(counts, [_need(item) for item in _needs(reading)], initiative)


def sought(reading: Reading, initiative: str = "") -> dict[Place, Sought]:
    """The gaps for which somebody promised to find a person and has not done so yet: for the initiative, or for all.

    What is sought for the initiative itself goes before what is sought for all.
    """
    searches = [(_scope(item), str(item.fields["search"])) for item in _needs(reading) if item.fields.get("search")]
    promises = {item.uid: item for item in lists.items(reading, "commitment", {uid for _where, uid in searches})}
    return {
        place: Sought(uid, str(promises[uid].fields.get("due") or ""))
        for (place, scope), uid in sorted(searches)
        if scope in ("", initiative) and uid in promises and is_open(promises[uid].fields.get("status"))
    }


def people(store: Store, place: Place | None, today: dt.date, initiative: str = "") -> list[Someone]:
    """Who stands in a cell, by name; None for those without a part or level. At most 300."""
    with store.read() as reading:
        me = _me(reading)
        if place is None:
            uids = table.people_apart(reading, list(PARTS_OF_SYSTEM), list(LEVELS), me, initiative, _MOST)
        else:
            uids = table.people_at(reading, place, me, initiative, _MOST)
        last = contacts.last_contacts(reading, uids, today)
        items = lists.items(reading, "person", uids)
    return [
        Someone(item.uid, str(item.fields.get("name") or ""), about_words(item), days_since(last.get(item.uid), today))
        for item in items
    ]


def find_by(today: dt.date) -> dt.date:
    """The day by which somebody is to be found for a gap that is promised to be closed on `today`."""
    return today + dt.timedelta(days=FIND_WITHIN)


def find_someone(store: Store, place: Place, today: dt.date, initiative: str = "") -> Undo:
    """Makes a gap, of one initiative or of all, a commitment of the practitioner's own, due in 30 days."""
    with store.write() as transaction:
        due, me = find_by(today).isoformat(), _me(transaction.connection) or None
        fields = {"what": _to_find(place), "due": due, "status": "open", "owner": me}
        promise = records.put(transaction, "commitment", fields)
        values = {"need": "needed", "why": None, "search": promise.uid}
        changed, made = _say(transaction, place, initiative, values)
    return partial(take_back, store, changed, [promise, *made])


def say_need(store: Store, place: Place, is_needed: bool, initiative: str = "", why: str = "") -> Undo:
    """Says of a cell that somebody is needed there, or that nobody is and why; whoever said otherwise is corrected.

    Raises:
        BadInput: nobody is needed and no reason is given.
    """
    if not is_needed and not why.strip():
        raise BadInput(_("Say in a few words why nobody is needed there."), "why")
    values = {"need": "needed" if is_needed else "not_needed", "why": why.strip() or None}
    with store.write() as transaction:
        changed, made = _say(transaction, place, initiative, values)
    return partial(take_back, store, changed, made)


def _say(
    transaction: Transaction, place: Place, initiative: str, values: Mapping[str, Any]
) -> tuple[list[Changed], list[Saved]]:
    """Changes all that was said of a cell in this scope, or says it where nothing was; what was changed and made."""
    said = [item.uid for item in _needs(transaction.connection) if _scope(item) == (place, initiative)]
    if said:
        return [change_within(transaction, "coverage", uid, values) for uid in said], []
    part, level = place
    fields = {"part": part, "level": level, "initiative": initiative or None, **values}
    return [], [records.put(transaction, "coverage", fields)]


def _to_find(place: Place) -> str:
    part, level = words(place)
    return _("Find someone in {part} at the {level} level").format(part=part, level=level)


def words(place: Place) -> tuple[str, str]:
    """The part and the level of a cell, in words."""
    return _(PARTS_OF_SYSTEM[place[0]]), _(LEVELS[place[1]])


def contact_words(days: int | None) -> str:
    """How recent the contact is: "12 days ago", "today", "never"."""
    if days is None:
        return _("never in touch")
    return counted("{n} day ago", "{n} days ago", days) if days else _("today")


def _needs(reading: Reading) -> list[lists.Item]:
    return lists.page(reading, "coverage", limit=1_000)


def _need(item: lists.Item) -> Need:
    place, initiative = _scope(item)
    own: Mapping[str, Any] = item.fields
    return Need(place, initiative, own.get("need") != "not_needed", str(own.get("why") or ""))


def _scope(item: lists.Item) -> tuple[Place, str]:
    own = item.fields
    return (str(own.get("part") or ""), str(own.get("level") or "")), str(own.get("initiative") or "")


def _me(reading: Reading) -> str:
    return str(settings.read(reading, "me") or "")
