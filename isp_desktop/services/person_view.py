"""What the page of a person tells beside her timeline: how to reach her, the rhythm, promises both ways, notes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from isp_desktop.db import contact as contacts
from isp_desktop.db import lists, search, settings
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.contact import Contact, by_role, days_since, rhythm_of
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM
from isp_desktop.services import lines, naming, visiting

_PROMISES, _VISITS, _NOTES = 60, 60, 30


@dataclass(frozen=True, slots=True)
class PersonHead:
    """Who it is, and how to reach her.

    Attributes:
        sites: uid and name of each.
        contact: how long ago the last contact was, and the rhythm wanted; None where no rhythm is known.
        last: the day of the last contact, "YYYY-MM-DD" or "".
        own_rhythm: it is her own, not that of her role.
        into: uid and name of the person that this record was merged into, or None.
        is_me: the practitioner's own record.
    """

    uid: str
    name: str
    life: str
    role: str
    organization: str
    part: str
    level: str
    sites: tuple[tuple[str, str], ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    address: str
    about: str
    private_notes: str
    contact: Contact | None
    last: str
    own_rhythm: bool
    into: tuple[str, str] | None
    is_me: bool
    in_conflict: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A note: its line, and its first sentences."""

    line: Line
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Promises both ways, those still open first, and the latest notes, private ones apart."""

    by_her: tuple[Line, ...] = ()
    to_her: tuple[Line, ...] = ()
    notes: tuple[Told, ...] = ()
    private_notes: tuple[Told, ...] = ()


def head(store: Store, uid: str, today: dt.date) -> PersonHead:
    """The head of the page of the person `uid`, a deleted one too.

    Raises:
        NotFound: there is no such person.
    """
    with store.read() as reading:
        found = lists.items(reading, "person", [uid])
        if not found:
            raise NotFound(_("This person is not in the notebook. Look her or him up by search."))
        own = found[0].fields
        into = str(own.get("merged_into") or "")
        names = naming.titles(reading, [*(own.get("sites") or ()), into])
        last = contacts.last_contacts(reading, [uid], today).get(uid)
        rhythm = rhythm_of(own["wanted_days"], own["longest_days"], own["role"], by_role(contacts.rhythms(reading)))
        me = settings.read(reading, "me")
    name, role, organization, address, about, private = (
        str(own.get(field) or "") for field in ("name", "role", "organization", "address", "about", "private_notes")
    )
    return PersonHead(
        uid=uid,
        name=name,
        life=found[0].life,
        role=role,
        organization=organization,
        part=_(PARTS_OF_SYSTEM[own["part"]]) if own.get("part") in PARTS_OF_SYSTEM else "",
        level=_(LEVELS[own["level"]]) if own.get("level") in LEVELS else "",
        sites=tuple((site, names[site]) for site in own.get("sites") or () if site in names),
        emails=tuple(own.get("emails") or ()),
        phones=tuple(own.get("phones") or ()),
        address=address,
        about=about,
        private_notes=private,
        contact=Contact(days_since(last, today), rhythm) if rhythm else None,
        last=last.isoformat() if last else "",
        own_rhythm=bool(own.get("wanted_days") or own.get("longest_days")),
        into=(into, names.get(into, "")) if into else None,
        is_me=me == uid,
        in_conflict=bool(found[0].conflicts) or found[0].life == "contested",
    )


def aside(store: Store, uid: str, today: dt.date) -> Aside:
    """Promises and notes of the person `uid`."""
    with store.read() as reading:
        mine = _to_her(reading, uid)
        note_uids = lists.pointing(reading, uid, "note", "people", _NOTES)
        notes = lists.items(reading, "note", note_uids)
    said = {line.uid: line for line in lines.of(store, "note", note_uids, today)}
    told = [Told(said[item.uid], visiting.first_sentences(str(item.fields.get("text") or ""))) for item in notes]
    return Aside(
        _open_first(lines.pointing(store, uid, "commitment", "owner", _PROMISES, today)),
        _open_first(lines.of(store, "commitment", mine, today)),
        tuple(one for one in told if not one.line.private),
        tuple(one for one in told if one.line.private),
    )


def _to_her(reading: Reading, uid: str) -> list[str]:
    """What the practitioner promised at visits that she attended, or in words that name her."""
    me = settings.read(reading, "me")
    if not me or me == uid:
        return []
    visits = [source for _n, source, _kind in lists.timeline(reading, uid, ("visit",), None, _VISITS)]
    found = [one for visit in visits for one in lists.pointing(reading, visit, "commitment", "visit", _PROMISES)]
    [person] = lists.items(reading, "person", [uid])
    found += search.find(reading, f"{person.fields.get('name') or ''} ", "commitment", _PROMISES)
    items: list[Item] = lists.items(reading, "commitment", dict.fromkeys(found))
    return [item.uid for item in items if item.fields.get("owner") == me and item.life != "deleted"]


def _open_first(found: list[Line]) -> tuple[Line, ...]:
    """The open ones by their day, then the others, latest first."""
    waiting = sorted((line for line in found if not line.settled), key=lambda line: line.day or "9999")
    done = sorted((line for line in found if line.settled), key=lambda line: line.day, reverse=True)
    return (*waiting, *done)
