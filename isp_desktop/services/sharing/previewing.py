"""What a bundle would do here, said before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from isp_desktop.db import arrivals, colleagues, lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Progress, now_ms
from isp_desktop.db.whole import View
from isp_desktop.domain.arriving import Outcome
from isp_desktop.domain.bundle import Manifest
from isp_desktop.domain.clock import MAX_LEAD_MS
from isp_desktop.domain.language import counted
from isp_desktop.domain.record import Record
from isp_desktop.services import naming
from isp_desktop.services.answer_words import Look, answer_words
from isp_desktop.services.sharing.opening import Bundle, open_bundle, own_lock
from isp_desktop.services.sharing.reading import Aside, Group, Lines
from isp_desktop.services.sharing.steps import ALL, part

MOST_TOLD = 2_000
"""Up to this many records are told one by one."""

_FIRST_PLAUSIBLE_MS = 946_684_800_000  # 2000-01-01; nobody's notebook is older than that
_MANY_DELETIONS, _LARGE_PART = 10, 0.1


@dataclass(frozen=True, slots=True)
class Coming:
    """What becomes of one record."""

    uid: str
    kind: str
    title: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bundle says of itself, and what it would do here.

    Attributes:
        colleague: the name under which the sender's key is known here, or "" for a stranger.
        verified: whether that key was compared with its owner.
        counts: records "new", "changed", "identical"; of these "parallel", "conflicts", "deleted"; lines "set_aside";
            "revisions" new here, "files" carried, "missing" files that the sender lacks too.
        places: how many records stand under each `Outcome.place`; of "conflicts" how much is to be settled.
        coming: the records that are new or change, up to `MOST_TOLD` of them.
        aside: what was not understood.
        warnings: sentences to be read before it is taken.
        received_ms: when this very bundle was received, or None.
    """

    manifest: Manifest
    colleague: str
    verified: bool
    counts: Mapping[str, int]
    places: Mapping[str, int]
    coming: tuple[Coming, ...]
    aside: tuple[Aside, ...]
    warnings: tuple[str, ...]
    received_ms: int | None


class Tally:
    """Counts what becomes of the records of a bundle, and remembers the first of them by name.

    Attributes:
        places: as `Preview.places`, so far.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self.places: Counter[str] = Counter()
        self._told: list[tuple[Record, Outcome]] = []
        self._odd_clocks = 0
        self._other_kinds = 0

    def add(self, group: Group) -> None:
        """Takes in what a group of records does."""
        latest = now_ms() + MAX_LEAD_MS
        self._counts["revisions"] += len(group.fresh)
        self._odd_clocks += sum(not _FIRST_PLAUSIBLE_MS <= one.clock[0] <= latest for one in group.fresh)
        for record, outcome in group.outcomes.values():
            self._counts[outcome.effect] += 1
            self._counts["parallel"] += outcome.parallel
            self._counts["conflicts"] += bool(outcome.to_settle)
            self._counts["deleted"] += outcome.deleted
            self._other_kinds += bool(outcome.was)
            self.places[outcome.place] += outcome.to_settle or 1
            if outcome.effect != "identical" and len(self._told) < MOST_TOLD:
                self._told.append((record, outcome))

    def counts(self, lines: Lines, manifest: Manifest) -> dict[str, int]:
        """All counts, by the names of `Preview.counts`."""
        told = ("new", "changed", "identical", "parallel", "conflicts", "deleted", "revisions")
        return {name: self._counts[name] for name in told} | {
            "set_aside": len(lines.aside),
            "files": manifest.counts.get("attachments", 0),
            "missing": manifest.counts.get("missing", 0),
        }

    def coming(self, reading: Reading) -> tuple[Coming, ...]:
        """The records that are new or change, by name."""
        names = {record.uid: lists.name_of(record) for record, _outcome in self._told}
        linked = lists.names(reading, naming.told_of(names.values())) | names
        titles = {uid: naming.title_among(name, linked) for uid, name in names.items()}
        titles |= {uid: one.title for uid, one in answer_words(self._look(reading), names.values()).items()}
        return tuple(Coming(record.uid, record.kind, titles[record.uid], outcome) for record, outcome in self._told)

    def _look(self, reading: Reading) -> Look:
        """Gives records as they come, and as they are here where they do not."""
        coming = {record.uid: record for record, _outcome in self._told}

        def look(uids: Sequence[str]) -> dict[str, Record]:
            here = View(private=True).records(reading, [uid for uid in uids if uid not in coming])
            return here | {uid: coming[uid] for uid in uids if uid in coming}

        return look

    def warnings(self) -> tuple[str, ...]:
        """What somebody should know before taking it."""
        found = []
        deleted = self._counts["deleted"]
        whole = self._counts["changed"] + self._counts["identical"]
        if deleted > _MANY_DELETIONS and deleted > whole * _LARGE_PART:
            found.append(
                counted(
                    "It deletes {n} record. Ask its sender whether that is meant.",
                    "It deletes {n} records. Ask its sender whether that is meant.",
                    deleted,
                )
            )
        if self._other_kinds:
            found.append(
                counted(
                    "It makes {n} record into one of another kind. Undo it if that is not meant.",
                    "It makes {n} records into ones of another kind. Undo it if that is not meant.",
                    self._other_kinds,
                )
            )
        if self._odd_clocks:
            found.append(
                counted(
                    "{n} change carries a date that cannot be right. It is taken; a clock is wrong somewhere.",
                    "{n} changes carry a date that cannot be right. They are taken; a clock is wrong somewhere.",
                    self._odd_clocks,
                )
            )
        return tuple(found)


def preview(store: Store, path: Path, passphrase: str = "", progress: Progress = lambda done, total: None) -> Preview:
    """What the bundle at `path` would do; reads all of it, changes nothing.

    Args:
        progress: told thousandths done, and a thousand.

    Raises:
        BundleRefused: it is damaged, for somebody else, or not a bundle.
        Cancelled: `progress` raised it.
    """
    with opened(store, path, passphrase, part(progress, 0, ALL)) as bundle, store.read() as reading:
        lines, tally = Lines(bundle.lines()), Tally()
        for group in lines.groups(reading):
            tally.add(group)
        bundle.finish()
        sender = colleagues.by_key(reading, bundle.manifest.sender.signing_key)
        return Preview(
            manifest=bundle.manifest,
            colleague=sender["name"] if sender else "",
            verified=sender is not None and sender["verified_ms"] is not None,
            counts=tally.counts(lines, bundle.manifest),
            places=dict(tally.places),
            coming=tally.coming(reading),
            aside=tuple(lines.aside),
            warnings=tally.warnings(),
            received_ms=_received(reading, bundle.manifest.id),
        )


def opened(
    store: Store, path: Path, passphrase: str, progress: Progress = lambda done, total: None
) -> AbstractContextManager[Bundle]:
    """The bundle at `path`, opened with this notebook's own key, or with the passphrase it was made with."""
    from isp_desktop.services.identity import identity

    return open_bundle(path, own_lock(store, passphrase), identity(store).public_key, progress)


def _received(reading: Reading, bundle: str) -> int | None:
    return next((one.at_ms for one in arrivals.standing(reading) if one.bundle == bundle), None)
