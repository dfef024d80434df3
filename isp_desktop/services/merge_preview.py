"""Before two people are merged: who may be the same person, and what a merge would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from isp_desktop.db import contact, log, settings
from isp_desktop.db.lists import Item, items
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.record import Record
from isp_desktop.services import finding
from isp_desktop.services.contacts import likely_duplicates
from isp_desktop.services.contacts.known import as_contact, known
from isp_desktop.services.joining import Joined, Outcome, in_words, join
from isp_desktop.services.merging import pointing_to, read_record, require_pair, site_names, standing_merge


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
    others = [known(one) for one in people if one.uid != uid]
    found = likely_duplicates([as_contact(asked)], others)
    return [_twin(by_uid[one.uid], one.why) for one in found if one.uid]


def preview(store: Store, keep: str, gone: str) -> Preview:
    """What `merging.merge` would do with the two; raises as it does."""
    with store.read() as reading:
        kept, going = require_pair(reading, lambda uid: read_record(reading, uid), keep, gone)
        names = site_names(reading, kept, going)
        counts = Counter(kind for _uid, kind in pointing_to(reading, gone))
    joined = join(kept, going, names)
    rows = tuple(row for spec in kinds()["person"].fields for row in _rows(spec, kept, going, joined, names))
    pointing = tuple(_counted(kind, count) for kind, count in counts.most_common())
    return Preview(keep, gone, _name(kept), _name(going), rows, pointing, counts.total())


def _rows(spec: FieldSpec, kept: Record, going: Record, joined: Joined, names: Mapping[str, str]) -> Iterator[Compared]:
    """What becomes of a field, and of the versions of it that wait to be settled."""
    here, there = (in_words(spec, one.fields.get(spec.name), names) for one in (kept, going))
    if spec.name in joined.outcomes:
        yield Compared(_(spec.label), here, there, joined.outcomes[spec.name], spec.private)
    for left in joined.left:
        if left.field == spec and left.value != going.fields.get(spec.name):
            yield Compared(_(spec.label), here, in_words(spec, left.value, names), "left", spec.private)


def former_records(store: Store, uid: str) -> list[Former]:
    """The records that were merged into the person `uid` and not taken apart since."""
    with store.read() as reading:
        merged = {gone: standing_merge(log.of_record(reading, gone)) for gone in contact.merged_into(reading, uid)}
        return [
            Former(item.uid, str(item.fields.get("name") or ""), window.ms)
            for item in items(reading, "person", merged)
            if (window := merged[item.uid]) is not None
        ]


def keep_first(store: Store, one: str, other: str) -> tuple[str, str]:
    """The two in the order in which they can be merged: one's own record, and a shared one, are kept; else `one`."""
    with store.read() as reading:
        first, second = read_record(reading, one), read_record(reading, other)
        me = settings.read(reading, "me")
    swap = me == other or bool(first and second and first.is_private and not second.is_private and me != one)
    return (other, one) if swap else (one, other)


def _name(person: Record) -> str:
    return str(person.fields.get("name") or "")


def _counted(kind: str, count: int) -> str:
    if kind in _COUNTED:
        return _COUNTED[kind](count)
    return _("{kind}: {count}").format(kind=_(kinds()[kind].plural), count=number(count))


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
