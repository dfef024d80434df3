"""Taking a bundle in: wholly or not at all, after a backup, and so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec

from isp_desktop.db import arrivals, colleagues, log
from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.store import Progress, Reading, Store, now_ms
from isp_desktop.domain.bundle import Manifest, attachment_of
from isp_desktop.domain.errors import BundleRefused, NotFound
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.spans import Spans
from isp_desktop.services import backups
from isp_desktop.services.sharing.opening import Bundle
from isp_desktop.services.sharing.previewing import Tally, opened
from isp_desktop.services.sharing.reading import Group, Lines

_BEFORE = marked("before a bundle was received")


def receive(store: Store, path: Path, passphrase: str = "", progress: Progress = lambda done, total: None) -> Arrival:
    """Takes in the bundle at `path`: whole, in one transaction, after a backup.

    Raises:
        BundleRefused: it is damaged, for somebody else, or not a bundle; nothing was changed.
        Cancelled: `progress` raised it; nothing was changed.
        StoreUnusable: the disk is full; nothing was changed.
    """
    with files_kept(store, path, passphrase) as (manifest, files):
        backup = backups.take(store, _BEFORE)
        with opened(store, path, passphrase) as bundle:
            if bundle.manifest != manifest:
                raise BundleRefused(_("The file was replaced while it was read. Receive it again."))
            number = take_in(store, bundle, files, backup.id, progress)
    return arrival(store, number)


def arrival(store: Store, number: int) -> Arrival:
    """The bundle received under `number`.

    Raises:
        NotFound: there is none.
    """
    for one in received(store):
        if one.n == number:
            return one
    refusal = _("No bundle was received under the number {number}. “imports” lists them.")
    raise NotFound(refusal.format(number=number))


def received(store: Store) -> list[Arrival]:
    """The bundles that were received, latest first."""
    with store.read() as reading:
        return arrivals.every(reading)


@contextmanager
def files_kept(store: Store, path: Path, passphrase: str = "") -> Iterator[tuple[Manifest, int]]:
    """Proves the whole bundle and keeps its photos and files; they go again if what follows fails.

    Gives the manifest, and how many files are new here.
    """
    kept: list[str] = []
    attachments = store.attachments
    try:
        with opened(store, path, passphrase) as bundle, plain_errors():
            for name, content in bundle.files():
                sha256 = attachment_of(name)
                if sha256 and not attachments.has(sha256):
                    kept.append(sha256)
                    attachments.keep(content)
            bundle.finish()
            manifest = bundle.manifest
        yield manifest, len(kept)
    except BaseException:
        for sha256 in kept:
            attachments.discard(sha256)
        raise


def take_in(store: Store, bundle: Bundle, files: int, backup: str, progress: Progress) -> int:
    """Takes in the revisions of a bundle that was proved, in one transaction; gives the import's number.

    Args:
        files: how many photos and files came new with it.
        backup: the id of the backup taken before.
    """
    lines, tally, manifest = Lines(bundle.lines()), Tally(), bundle.manifest
    total = manifest.counts.get("revisions", 0)
    # Nobody writes meanwhile, so the notebook as it was can be read beside, in another thread, while rows are inserted.
    with store.write() as transaction, store.read() as before:
        connection = transaction.connection
        first = log.newest(connection) + 1
        earlier = Spans((one.first_seq, one.last_seq) for one in arrivals.standing(connection))
        came_again: list[str] = []
        numbers: list[int] = []
        for group in _ahead(lines.groups(before)):
            transaction.take_records(group.fresh, group.records)
            tally.add(group)
            here = _numbers(connection, group)
            numbers += here.values()
            came_again += (one for one, number in here.items() if number in earlier)
            progress(min(lines.read, total), total)
        last = log.newest(connection)
        sender = colleagues.by_key(connection, manifest.sender.signing_key)
        number = arrivals.add(
            connection,
            bundle=manifest.id,
            at_ms=now_ms(),
            sender=msgspec.to_builtins(manifest.sender),
            verified=sender is not None and sender["verified_ms"] is not None,
            made_at=manifest.made_at,
            chosen=manifest.chosen,
            remark=manifest.remark,
            counts=tally.counts(lines, manifest) | {"files": files},
            first_seq=first,
            last_seq=last,
            backup=backup,
        )
        arrivals.put_aside(connection, number, [(one.line, one.reason, one.content) for one in lines.aside])
        arrivals.claim_again(connection, number, came_again)
        arrivals.came_back(connection)
        colleagues.has_too(connection, manifest.sender.signing_key, Spans.of(numbers) | Spans([(first, last)]))
        colleagues.confirm(connection, manifest.sender.signing_key, manifest.received)
    return number


def _numbers(reading: Reading, group: Group) -> dict[str, int]:
    """The numbers of what was here already."""
    return log.numbers(reading, group.known) if group.known else {}


def _ahead(groups: Iterator[Group]) -> Iterator[Group]:
    """The same groups, each made while the one before is worked on."""
    with ThreadPoolExecutor(1) as other:
        coming = other.submit(next, groups, None)
        while (group := coming.result()) is not None:
            coming = other.submit(next, groups, None)
            yield group
