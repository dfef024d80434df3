"""After an import: who of those that came may be somebody who was here already, entered on two computers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isp_desktop.db import log
from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.revision import Revision
from isp_desktop.services import finding
from isp_desktop.services.contacts import likely_duplicates
from isp_desktop.services.contacts.known import as_contact, known
from isp_desktop.services.sharing.receiving import arrival as arrival_of

MOST = 20
"""Pairs that are told after one import."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one person.

    Attributes:
        came: the one that came; `here` the one that was here.
        why: such as "same e-mail address".
    """

    came: str
    here: str
    name: str
    other: str
    why: str


def after(store: Store, number: int) -> list[Pair]:
    """The pairs after the import `number`, at most `MOST`; reads all people.

    Raises:
        NotFound: there is no such import.
    """
    one = arrival_of(store, number)
    with store.read() as reading:
        named = {
            entry.uid for _at, entry in log.between(reading, one.first_seq, one.last_seq) if entry.kind == "person"
        }
        came = {uid for uid, history in log.of_records(reading, named) if _is_new(reading, history, one)}
    if not came:
        return []
    people = finding.every(store, "person")
    names = {person.uid: str(person.fields.get("name") or "") for person in people}
    here = [known(person) for person in people if person.uid not in came]
    likely = likely_duplicates([as_contact(person) for person in people if person.uid in came], here)
    # One pair for each who came: the nearest.
    nearest = {like.contact.where: like for like in reversed(likely) if like.uid}
    pairs = [Pair(uid, like.uid, names[uid], names[like.uid], like.why) for uid, like in nearest.items()]
    return sorted(pairs, key=lambda pair: pair.name)[:MOST]


def _is_new(reading: Reading, history: Sequence[Revision], one: Arrival) -> bool:
    """Whether all there is of a record came with this import."""
    numbers = log.numbers(reading, [entry.id for entry in history]).values()
    return all(one.first_seq <= number <= one.last_seq for number in numbers)
