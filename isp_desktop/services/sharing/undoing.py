"""Undoing an import: what came new with a bundle goes again, except what later work stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from isp_desktop.db import arrivals, colleagues, log
from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.store import Progress, Reading, Store, now_ms
from isp_desktop.domain.arriving import stands_on
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.spans import Spans
from isp_desktop.services import naming
from isp_desktop.services.sharing.receiving import arrival as arrival_of


@dataclass(frozen=True, slots=True)
class Built:
    """A record whose imported part stays, because later work here stands on it."""

    uid: str
    title: str


@dataclass(frozen=True, slots=True)
class Undone:
    """How many revisions went, how many stayed, and the records that kept them."""

    removed: int
    kept: int
    built: tuple[Built, ...]


def built_on(store: Store, number: int) -> tuple[Built, ...]:
    """The records that undoing the import `number` would leave as they are, since something was built on it here.

    Raises:
        NotFound, BadInput: there is no such import; it was undone already.
    """
    one = _standing(store, number)
    with store.read() as reading:
        return _Plan(reading, one).built(reading)


def undo(store: Store, number: int, progress: Progress = lambda done, total: None) -> Undone:
    """Takes out again what came new with an import. Nothing is lost: it is kept apart, and can be received again.

    Where nothing was built on it, the notebook is afterwards what it was before, byte for byte. What later work here
    stands on stays: revisions that were edited on, and records that others point to.

    Raises:
        NotFound, BadInput: there is no such import; it was undone already.
        Cancelled: `progress` raised it; nothing was changed.
    """
    one = _standing(store, number)
    with store.write() as transaction:
        connection = transaction.connection
        plan = _Plan(connection, one)
        built = plan.built(connection)
        numbers: list[int] = []
        done = 0
        for uids in _chunks(list(plan.going)):
            ids = {revision for uid in uids for revision in plan.going[uid]}
            numbers += log.numbers(connection, ids).values()
            of_these = (revision for _uid, all_of in log.of_records(connection, uids) for revision in all_of)
            arrivals.keep_withdrawn(connection, number, (revision for revision in of_these if revision.id in ids))
            transaction.withdraw(uids, ids)
            done += len(uids)
            progress(done, len(plan.going))
        colleagues.have_no_longer(connection, Spans.of(numbers))
        arrivals.note_undone(connection, number, now_ms(), plan.kept)
    return Undone(len(numbers), plan.kept, built)


def _standing(store: Store, number: int) -> Arrival:
    one = arrival_of(store, number)
    if one.undone_ms is not None:
        raise BadInput(_("That import was undone already. Receive the bundle again to have it back."))
    return one


class _Plan:
    """What goes with an import, and what stays.

    Attributes:
        going: the ids of the revisions that go, by record.
        kept: how many revisions stay that came with it.
    """

    def __init__(self, reading: Reading, one: Arrival) -> None:
        self._came = _what_came(reading, one)
        self.going = {uid: set(ids) for uid, ids in self._came.items()}
        self._revisions_here: dict[str, int] = {}
        for uids in _chunks(list(self.going)):
            for uid, revisions in log.of_records(reading, uids):
                self._revisions_here[uid] = len(revisions)
                self.going[uid] -= stands_on(revisions, self.going[uid])
        while self._keep_what_is_pointed_at(reading):
            pass
        self.going = {uid: ids for uid, ids in self.going.items() if ids}
        self.kept = sum(map(len, self._came.values())) - sum(map(len, self.going.values()))

    def built(self, reading: Reading) -> tuple[Built, ...]:
        """The records that keep some of what came."""
        uids = [uid for uid, ids in self._came.items() if ids != self.going.get(uid, set())]
        titles = {uid: title for some in _chunks(uids) for uid, title in naming.titles(reading, some).items()}
        return tuple(Built(uid, titles.get(uid, "")) for uid in uids)

    def _keep_what_is_pointed_at(self, reading: Reading) -> bool:
        """Keeps the records that would vanish although others, which stay, point to them; whether there were any."""
        vanishing = {uid for uid, ids in self.going.items() if ids and len(ids) == self._revisions_here[uid]}
        pointed = {
            target
            for uids in _chunks(sorted(vanishing))
            for target, source in arrivals.pointed_at(reading, uids)
            if source not in vanishing
        }
        for uid in pointed:
            self.going[uid] = set()
        return bool(pointed)


def _what_came(reading: Reading, one: Arrival) -> Mapping[str, set[str]]:
    """The ids of what came new with an import and with no other that stands, by record."""
    own_again, elsewhere = arrivals.claims(reading, one.n)
    others = Spans((other.first_seq, other.last_seq) for other in arrivals.standing(reading) if other.n != one.n)
    came: dict[str, set[str]] = {}
    for _number, revision in log.between(reading, one.first_seq, one.last_seq):
        if revision.id not in elsewhere:
            came.setdefault(revision.uid, set()).add(revision.id)
    # What it brought again of an import that was undone since has only this one left to go with.
    for some in _chunks(sorted(own_again - elsewhere)):
        for revision_id, number in log.numbers(reading, some).items():
            if number not in others:
                for _at, revision in log.between(reading, number, number):
                    came.setdefault(revision.uid, set()).add(revision_id)
    return came


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), log.CHUNK):
        yield items[start : start + log.CHUNK]
