"""Before two people are merged: who may be the same person, and what a merge would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from isp_desktop.db import log, settings
from isp_desktop.db.lists import Item
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.record import Record, look
from isp_desktop.services import finding
from isp_desktop.services.contacts import Contact, Known, likely_duplicates
from isp_desktop.services.joining import Outcome, in_words, join
from isp_desktop.services.merging import merge_of, merged_into, pointing_to, require_pair, site_names


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody who may be the same person, and why."""

    uid: str
    name: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of the two, in words, and what becomes of it."""

    label: str
    kept: str
    gone: str
    outcome: Outcome
    private: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do.

    Attributes:
        pointing: how many records of each kind would point to the kept one instead, as "3 visits".
        moved: how many these are together.
    """

    keep: str
    gone: str
    kept_name: str
    gone_name: str
    rows: tuple[Compared, ...]
    pointing: tuple[str, ...]
    moved: int


@dataclass(frozen=True, slots=True)
class Former:
    """A record that was merged into another one, and when, in milliseconds since 1970."""

    uid: str
    name: str
    ms: int


def likely_twins(store: Store, uid: str) -> list[Twin]:
    """Who else in the notebook is probably the person `uid`, by address, telephone or name; reads all people."""
    people = finding.every(store, "person")
    asked = next((one for one in people if one.uid == uid), None)
    if asked is None:
        return []
    by_uid = {one.uid: one for one in people}
    others = [_known(one) for one in people if one.uid != uid]
    found = likely_duplicates([_contact(asked)], others)
    return [_twin(by_uid[one.uid], one.why) for one in found if one.uid]


def preview(store: Store, keep: str, gone: str) -> Preview:
    """What `merging.merge` would do with the two; raises as it does."""
    with store.read() as reading:
        kept, going = require_pair(reading, lambda uid: _read(reading, uid), keep, gone)
        names = site_names(reading, kept, going)
        counts = Counter(kind for _uid, kind in pointing_to(reading, gone))
    joined = join(kept, going, names)
    rows = tuple(
        Compared(
            _(spec.label),
            in_words(spec, kept.fields.get(spec.name), names),
            in_words(spec, going.fields.get(spec.name), names),
            joined.outcomes[spec.name],
            spec.private,
        )
        for spec in kinds()["person"].fields
        if spec.name in joined.outcomes
    )
    pointing = tuple(_counted(kind, count) for kind, count in counts.most_common())
    return Preview(keep, gone, _name(kept), _name(going), rows, pointing, counts.total())


def former_records(store: Store, uid: str) -> list[Former]:
    """The records that were merged into the person `uid`, and are deleted since."""
    with store.read() as reading:
        gone = merged_into(reading, uid)
        return [
            Former(item.uid, str(item.fields.get("name") or ""), merge_of(log.of_record(reading, item.uid)).ms)
            for item in gone
        ]


def keep_first(store: Store, one: str, other: str) -> tuple[str, str]:
    """The two in the order in which they can be merged: one's own record, and a shared one, are kept; else `one`."""
    with store.read() as reading:
        first, second = _read(reading, one), _read(reading, other)
        me = settings.read(reading, "me")
    swap = me == other or bool(first and second and first.is_private and not second.is_private and me != one)
    return (other, one) if swap else (one, other)


def _read(reading: Reading, uid: str) -> Record | None:
    revisions = log.of_record(reading, uid)
    return look(revisions, kinds().get(revisions[0].kind)) if revisions else None


def _name(person: Record) -> str:
    return str(person.fields.get("name") or "")


def _counted(kind: str, count: int) -> str:
    if kind in _COUNTED:
        return _COUNTED[kind](count)
    return _("{kind}: {count}").format(kind=_(kinds()[kind].plural), count=f"{count:,}")


_COUNTED: Mapping[str, Callable[[int], str]] = {
    "visit": lambda count: counted("{n} visit", "{n} visits", count),
    "commitment": lambda count: counted("{n} commitment", "{n} commitments", count),
    "note": lambda count: counted("{n} note", "{n} notes", count),
    "person": lambda count: counted("{n} person", "{n} people", count),
    "attachment": lambda count: counted("{n} photo or file", "{n} photos and files", count),
}


def _twin(person: Item, why: str) -> Twin:
    own = person.fields
    about = ", ".join(str(part) for part in (own.get("role"), own.get("organization")) if part)
    return Twin(person.uid, str(own.get("name") or ""), about, why)


def _known(person: Item) -> Known:
    own = person.fields
    emails, phones = tuple(own.get("emails") or ()), tuple(own.get("phones") or ())
    return Known(person.uid, str(own.get("name") or ""), emails, phones, str(own.get("organization") or ""))


def _contact(person: Item) -> Contact:
    known = _known(person)
    return Contact(known.name, "", known.organization, known.emails, known.phones, "", "", "")
