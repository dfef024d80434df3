"""Undoing an import: what came new with a bundle goes again, except what later work stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from isp_desktop.db import arrivals, log
from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Progress, now_ms
from isp_desktop.domain.arriving import stands_on
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import Revision
from isp_desktop.domain.spans import Spans
from isp_desktop.services import naming
from isp_desktop.services.sharing.receiving import under


@dataclass(frozen=True, slots=True)
class Built:
    """A record whose imported part stays, because later work here stands on it."""

    uid: str
    title: str


@dataclass(frozen=True, slots=True)
class Undone:
    """How many revisions went, and how many stayed: `kept` since later work stands on them, in the records `built`;
    `elsewhere` since they came with another import too."""

    removed: int
    kept: int
    built: tuple[Built, ...]
    elsewhere: int = 0


def built_on(store: Store, number: int) -> tuple[Built, ...]:
    """The records that undoing the import `number` would leave as they are, since something was built on it here.

    Raises:
        NotFound, BadInput: there is no such import; it was undone already.
    """
    with store.read() as reading:
        return _Plan(reading, _standing(reading, number)).built(reading)


def undo(store: Store, number: int, progress: Progress = lambda done, total: None) -> Undone:
    """Takes out again what came new with an import. Nothing is lost: it is kept apart, and can be received again.

    Where nothing was built on it, the notebook is afterwards what it was before, byte for byte. What later work here
    stands on stays: revisions that were edited on, and records that others point to or that have private words here.
    What a later import stands on goes with that one.

    Raises:
        NotFound, BadInput: there is no such import; it was undone already.
        Cancelled: `progress` raised it; nothing was changed.
    """
    with store.write() as transaction:
        connection = transaction.connection
        # Looked up when its turn has come: another undoing may have waited, too.
        plan = _Plan(connection, _standing(connection, number))
        built = plan.built(connection)
        done = 0
        for uids in _chunks(list(plan.going)):
            ids = {revision for uid in uids for revision in plan.going[uid]}
            of_these = (revision for _uid, all_of in log.of_records(connection, uids) for revision in all_of)
            arrivals.keep_withdrawn(connection, number, (revision for revision in of_these if revision.id in ids))
            transaction.withdraw(uids, ids)
            done += len(uids)
            progress(done, len(plan.going))
        arrivals.note_undone(connection, number, now_ms(), plan.kept)
        for heir, ids in plan.heirs.items():
            arrivals.claim_again(connection, heir, ids)
    return Undone(sum(map(len, plan.going.values())), plan.kept, built, plan.elsewhere)


def _standing(reading: Reading, number: int) -> Arrival:
    one = under(reading, number)
    if one.undone_ms is not None:
        raise BadInput(_("That import was undone already. Receive the bundle again to have it back."))
    return one


class _Plan:
    """What goes with an import, and what stays.

    Attributes:
        going: the ids of the revisions that go, by record.
        heirs: the ids that from now on belong to later imports, which stand on them, by the import's number.
        kept: how many revisions stay that came with it, since later work stands on them.
        elsewhere: how many stay since they came with another import too.
    """

    def __init__(self, reading: Reading, one: Arrival) -> None:
        own_again, self._again = arrivals.claims(reading, one.n)
        self._came, self.elsewhere = _what_came(reading, one, own_again, self._again)
        self._later = {other.n: Spans([(other.first_seq, other.last_seq)]) for other in _others(reading, one)}
        self.going = {uid: set(ids) for uid, ids in self._came.items()}
        self.heirs: dict[int, set[str]] = {}
        self._stay: dict[str, list[Revision]] = {}
        for uids in _chunks(list(self.going)):
            for uid, revisions in log.of_records(reading, uids):
                self._stay[uid] = [revision for revision in revisions if revision.id not in self._came[uid]]
                self._keep_what_work_stands_on(reading, uid, revisions)
        while self._keep_what_is_pointed_at(reading):
            pass
        self.going = {uid: ids for uid, ids in self.going.items() if ids}
        self.kept = sum(map(len, self._came.values())) - sum(map(len, self.going.values()))

    def built(self, reading: Reading) -> tuple[Built, ...]:
        """The records that keep some of what came."""
        uids = [uid for uid, ids in self._came.items() if ids != self.going.get(uid, set())]
        titles = {uid: title for some in _chunks(uids) for uid, title in naming.titles(reading, some).items()}
        return tuple(Built(uid, titles.get(uid, "")) for uid in uids)

    def _keep_what_work_stands_on(self, reading: Reading, uid: str, revisions: Sequence[Revision]) -> None:
        """Keeps what was edited on, and a whole record beside whose shared part there are private words here."""
        stay = self._stay[uid]
        if stay and all(revision.scope == "private" for revision in stay):
            self.going[uid] = set()
            return
        came = self._came[uid]
        self.going[uid] -= stands_on(revisions, came)
        for number, of_later in self._brought(reading, stay).items():
            # What only a later import stands on goes when that one is undone, and until then belongs to it.
            own = [one for one in revisions if one.id in came or one.id in of_later]
            self.heirs.setdefault(number, set()).update(stands_on(own, came))

    def _keep_what_is_pointed_at(self, reading: Reading) -> bool:
        """Keeps the records that would vanish although others, which stay, point to them; whether there were any."""
        vanishing = {uid for uid, ids in self.going.items() if ids == self._came[uid] and not self._stay[uid]}
        pointing = [
            (target, source)
            for uids in _chunks(sorted(vanishing))
            for target, source in arrivals.pointed_at(reading, uids)
            if source not in vanishing
        ]
        for target, source in pointing:
            self.going[target] = set()
            history = next((history for _uid, history in log.of_records(reading, [source])), [])
            for number in self._brought(reading, history):
                self.heirs.setdefault(number, set()).update(self._came[target])
        return bool(pointing)

    def _brought(self, reading: Reading, revisions: Sequence[Revision]) -> dict[int, set[str]]:
        """What of `revisions` came with other imports, anew or again: their ids by the import's number."""
        if not (revisions and self._later):
            return {}
        numbers = log.numbers(reading, [revision.id for revision in revisions])
        found: dict[int, set[str]] = {}
        for revision_id, at in numbers.items():
            for number, later in self._later.items():
                if at in later or number in self._again.get(revision_id, ()):
                    found.setdefault(number, set()).add(revision_id)
        return found


def _others(reading: Reading, one: Arrival) -> list[Arrival]:
    return [other for other in arrivals.standing(reading) if other.n != one.n]


def _what_came(
    reading: Reading, one: Arrival, own_again: Set[str], elsewhere: Mapping[str, Set[int]]
) -> tuple[Mapping[str, set[str]], int]:
    """The ids of what came new with an import and with no other that stands, by record; how many came with another."""
    others = Spans((other.first_seq, other.last_seq) for other in _others(reading, one))
    came: dict[str, set[str]] = {}
    shared_with_others = 0
    for _number, revision in log.between(reading, one.first_seq, one.last_seq):
        if revision.id in elsewhere:
            shared_with_others += 1
        else:
            came.setdefault(revision.uid, set()).add(revision.id)
    # What it brought again of an import that was undone since has only this one left to go with.
    for some in _chunks(sorted(own_again - elsewhere.keys())):
        for revision_id, number in log.numbers(reading, some).items():
            if number not in others:
                for _at, revision in log.between(reading, number, number):
                    came.setdefault(revision.uid, set()).add(revision_id)
    return came, shared_with_others


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), log.CHUNK):
        yield items[start : start + log.CHUNK]
