"""Going through a bundle record by record, telling what its revisions do here; looking and taking have it in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from isp_desktop.db import log
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.domain.arriving import IDENTICAL, NotUnderstood, Outcome, outcome, read_line
from isp_desktop.domain.errors import BundleRefused
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record, look_by_kind
from isp_desktop.domain.revision import Revision

# A group is as large as may be in memory, with what is here of its records: each is written to the tables in one go.
_RECORDS, _REVISIONS, _BYTES = 2_000, 8_000, 16 * 2**20
_MOST_OF_ONE = 50_000
_MOST_ASIDE, _MOST_ASIDE_BYTES = 10_000, 32 * 2**20


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that was not understood: its number in the bundle, from 1 on, and why."""

    line: int
    reason: str
    content: bytes


@dataclass(slots=True)
class Group:
    """Some records' revisions as they came, and what they amount to with what is here.

    Attributes:
        fresh: the revisions that are not here yet.
        known: the ids of those that are.
        records: the records that change, with `fresh`.
        new: the uids of those of which nothing is here yet.
        outcomes: what becomes of each record, by uid.
    """

    fresh: list[Revision] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    new: set[str] = field(default_factory=set)
    outcomes: dict[str, tuple[Record, Outcome]] = field(default_factory=dict)


class Lines:
    """The lines of a bundle, in groups of some thousand records.

    Attributes:
        aside: what was not understood, so far.
        read: how many lines were read, so far.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self._aside_bytes = 0
        self.aside: list[Aside] = []
        self.read = 0

    def groups(self, reading: Reading) -> Iterator[Group]:
        """What the lines do to the records that `reading` sees.

        Raises:
            BundleRefused: it is more than any notebook writes, or too little of it is understood.
        """
        by_uid: dict[str, list[Revision]] = {}
        count, size, last = 0, 0, ""
        for line in self._lines:
            self.read += 1
            revision = self._understood(line)
            if revision is None:
                continue
            if revision.uid < last:
                self._put_aside(line, _("It does not stand where its record's other revisions do."))
                continue
            if revision.uid != last and (len(by_uid) >= _RECORDS or count >= _REVISIONS or size >= _BYTES):
                yield self._compared(reading, by_uid)
                by_uid, count, size = {}, 0, 0
            last = revision.uid
            of_record = by_uid.setdefault(last, [])
            of_record.append(revision)
            if len(of_record) > _MOST_OF_ONE:
                raise BundleRefused(
                    _("One of its records has more changes than any notebook writes. It was not taken.")
                )
            count += 1
            size += len(line)
        if by_uid:
            yield self._compared(reading, by_uid)

    def _understood(self, line: bytes) -> Revision | None:
        try:
            return read_line(line)
        except NotUnderstood as why:
            self._put_aside(line, str(why))
            return None

    def _put_aside(self, line: bytes, reason: str) -> None:
        self.aside.append(Aside(self.read, reason, line))
        self._aside_bytes += len(line)
        if len(self.aside) > _MOST_ASIDE or self._aside_bytes > _MOST_ASIDE_BYTES:
            refusal = _("Too much of it is not understood by this version. Ask its sender how it was made.")
            raise BundleRefused(refusal)

    def _compared(self, reading: Reading, by_uid: dict[str, list[Revision]]) -> Group:
        here = dict(log.of_records(reading, by_uid))
        group = Group()
        for uid, came in by_uid.items():
            known = here.get(uid)
            if known is None:
                group.new.add(uid)
                fresh, before = list({one.id: one for one in came}.values()), None
            else:
                ids = {revision.id for revision in known}
                fresh = list({one.id: one for one in came if one.id not in ids}.values())
                group.known += [one.id for one in came if one.id in ids]
                before = _looked_at(known)
                if not fresh:
                    group.outcomes[uid] = (before, IDENTICAL)
                    continue
            after = _looked_at([*known, *fresh] if known else fresh)
            group.fresh += fresh
            group.records.append(after)
            group.outcomes[uid] = (after, outcome(before, after))
        return group


def _looked_at(revisions: list[Revision]) -> Record:
    return look_by_kind(revisions, kinds())
