"""Relationships that go quiet: who is to be got back in touch with, most pressing first."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING

from msgspec import Struct

from isp_desktop.db import contact as table
from isp_desktop.db import lists, settings
from isp_desktop.db.contact import Known
from isp_desktop.db.lists import Item
from isp_desktop.db.met import CONTACTS
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.contact import Contact, Rhythm, by_role, days_since, rhythm, rhythm_of, role_key

if TYPE_CHECKING:
    from isp_desktop.services.taking_back import Undo

KINDS = frozenset({"person", "rhythm", *CONTACTS})
"""The kinds of records that say who has gone quiet."""

_LONGEST_CHAIN = 8


class Quiet(Struct, frozen=True):
    """A person to get back in touch with.

    Attributes:
        about: her role and organization, in words.
        own_rhythm: it is of the person herself, not of her role.
    """

    uid: str
    name: str
    about: str
    contact: Contact
    own_rhythm: bool


class QuietList(Struct, frozen=True):
    """The most pressing of those who are past their wanted gap, how many there are, and whether anyone has a rhythm."""

    shown: tuple[Quiet, ...] = ()
    count: int = 0
    any_rhythm: bool = False


def quiet(store: Store, today: dt.date, limit: int = 7) -> QuietList:
    """Who is past the wanted gap or was never met, most pressing first; nobody without a rhythm, and not oneself."""
    with store.read() as reading:
        roles = by_role(table.rhythms(reading))
        me = str(settings.read(reading, "me") or "")
        elsewhere = contacts_elsewhere(reading, today)
        of_role = {role: roles[role_key(role)] for role in table.roles(reading) if role_key(role) in roles}
        # A colleague's program may have written any number.
        before = {
            role: today.toordinal() - math.floor(min(own.wanted, today.toordinal())) for role, own in of_role.items()
        }
        looked_at = [*table.wishing(reading, today), *table.in_question(reading, before, elsewhere, today)]
        said = _rhythms(looked_at, roles, me)
        waiting = {
            known.uid: contact for known, own in said if (contact := _contact(known, own, elsewhere, today)) is not None
        }
        count, apart = len(waiting), {me, *elsewhere}
        for others in table.silent(reading, before, apart, today, limit):
            count += others.count
            waiting |= {uid: Contact(_days(last, today), of_role[others.role]) for uid, last in others.first}
        first = nsmallest(limit, waiting, key=lambda uid: (waiting[uid].press, uid))
        found = lists.items(reading, "person", first)
        any_rhythm = bool(said or count or table.anyone(reading, of_role, me))
    return QuietList(tuple(_told(item, waiting[item.uid]) for item in found), count, any_rhythm)


def set_rhythm(store: Store, person: str, wanted: float | None, longest: float | None) -> Undo:
    """Gives a person a rhythm of her own, in days; None for both leaves that of her role.

    Raises:
        BadInput: a number is not right, or the rhythm is in conflict.
        NotFound: there is no such person.
    """
    from isp_desktop.services.taking_back import change

    return change(store, "person", person, {"wanted_days": wanted, "longest_days": longest})


def _rhythms(people: Sequence[Known], roles: Mapping[str, Rhythm], me: str) -> list[tuple[Known, Rhythm]]:
    """Those who have a rhythm, with it; each kind of wish is looked at once, however many people share it."""
    seen: dict[tuple[float | None, float | None, str | None], Rhythm | None] = {}
    found = []
    for known in people:
        wish = known[1:4]
        if wish not in seen:
            seen[wish] = rhythm_of(*wish, roles)
        if (said := seen[wish]) is not None and known.uid != me:
            found.append((known, said))
    return found


def _contact(known: Known, said: Rhythm, elsewhere: Mapping[str, int], today: dt.date) -> Contact | None:
    """How it stands with a person; None where all is well."""
    days = _days(max(known.last or 0, elsewhere.get(known.uid, 0)), today)
    if days is not None and days <= said.wanted:
        return None
    return Contact(days, said)


def _days(last: int | None, today: dt.date) -> int | None:
    return days_since(dt.date.fromordinal(last), today) if last else None


def contacts_elsewhere(reading: Reading, today: dt.date) -> dict[str, int]:
    """The ordinals of the last contacts with records that were merged into another, counted for that one."""
    merged = table.merged(reading, today)
    into = {uid: other for uid, other, _last in merged}
    last: dict[str, int] = {}
    for uid, _other, number in merged:
        person = _end_of(uid, into)
        last[person] = max(number or 0, last.get(person, 0))
    return last


def _end_of(uid: str, into: Mapping[str, str]) -> str:
    """The record that `uid` ended in; two that were merged into each other end somewhere all the same."""
    for _step in range(_LONGEST_CHAIN):
        if uid not in into:
            break
        uid = into[uid]
    return uid


def _told(item: Item, contact: Contact) -> Quiet:
    own = item.fields
    return Quiet(
        item.uid,
        str(own.get("name") or ""),
        about_words(item),
        contact,
        rhythm(own["wanted_days"], own["longest_days"]) is not None,
    )


def about_words(item: Item) -> str:
    """A person's role and organization."""
    return ", ".join(str(part) for part in (item.fields.get("role"), item.fields.get("organization")) if part)
