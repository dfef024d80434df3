"""Taking a bundle in: wholly or not at all, after a backup, and so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from isp_desktop.db import arrivals, attached, colleagues, log
from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Progress, now_ms
from isp_desktop.domain.bundle import MOST_RECEIVED, Manifest, attachment_of
from isp_desktop.domain.errors import BundleRefused, NotebookError, NotFound, StoreUnusable
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.spans import Spans
from isp_desktop.services import backups, garbage
from isp_desktop.services.sharing.opening import Bundle
from isp_desktop.services.sharing.previewing import Tally, opened
from isp_desktop.services.sharing.reading import Group, Lines
from isp_desktop.services.sharing.steps import ALL, part

_BEFORE = marked("before a bundle was received")
# How far each part of the work brings the whole, in thousandths.
_PROVED, _BACKED_UP = 300, 450
_TOLD_EACH = 500


def receive(store: Store, path: Path, passphrase: str = "", progress: Progress = lambda done, total: None) -> Arrival:
    """Takes in the bundle at `path`: whole, in one transaction, after a backup.

    Args:
        progress: told thousandths done, and a thousand.

    Raises:
        BundleRefused: it is damaged, for somebody else, or not a bundle; nothing was changed.
        Cancelled: `progress` raised it; nothing was changed.
        StoreUnusable: the disk is full; nothing was changed.
    """
    with (
        files_kept(store, path, passphrase, part(progress, 0, _PROVED)) as (manifest, files),
        backups.before(store, _BEFORE, part(progress, _PROVED, _BACKED_UP)) as backup,
        opened(store, path, passphrase) as bundle,
    ):
        if bundle.manifest != manifest:
            raise BundleRefused(_("The file was replaced while it was read. Receive it again."))
        number = take_in(store, bundle, files, backup.id, part(progress, _BACKED_UP, ALL))
    return arrival(store, number)


def arrival(store: Store, number: int) -> Arrival:
    """The bundle received under `number`.

    Raises:
        NotFound: there is none.
    """
    with store.read() as reading:
        return under(reading, number)


def under(reading: Reading, number: int) -> Arrival:
    """The same, as a transaction under way has it."""
    for one in arrivals.every(reading):
        if one.n == number:
            return one
    refusal = _("No bundle was received under the number {number}. “imports” lists them.")
    raise NotFound(refusal.format(number=number))


def received(store: Store) -> list[Arrival]:
    """The bundles that were received, latest first."""
    with store.read() as reading:
        return arrivals.every(reading)


@contextmanager
def files_kept(
    store: Store, path: Path, passphrase: str = "", progress: Progress = lambda done, total: None
) -> Iterator[tuple[Manifest, int]]:
    """Proves the whole bundle and keeps its photos and files; if what follows fails, they go again that nobody names.

    Gives the manifest, and how many files are new here. `progress` is told the bytes that are proved, and all of them.
    """
    kept: list[str] = []
    attachments = store.attachments
    try:
        with opened(store, path, passphrase, progress) as bundle, plain_errors():
            for name, content in bundle.files():
                sha256 = attachment_of(name)
                if sha256 and not attachments.has(sha256):
                    kept.append(sha256)
                    attachments.keep(content)
            bundle.finish()
            manifest = bundle.manifest
        yield manifest, len(kept)
    except BaseException:
        # Should even that fail: a file too many does no harm.
        with suppress(NotebookError):
            _discard(store, kept)
        raise


def _discard(store: Store, files: Sequence[str]) -> None:
    """Takes files away again, but for those that a record or a draft came to name meanwhile."""
    if not files:
        return
    # Nobody can come to name one while this goes on.
    attachments = store.attachments
    with store.write() as transaction:
        named = attached.named(transaction.connection, files)
        for sha256 in files:
            if sha256 not in named:
                attachments.discard(sha256)


def take_in(store: Store, bundle: Bundle, files: int, backup: str, progress: Progress) -> int:
    """Takes in the revisions of a bundle that was proved, in one transaction; gives the import's number.

    Args:
        files: how many photos and files came new with it.
        backup: the id of the backup taken before.
    """
    tally, manifest = Tally(), bundle.manifest
    total = manifest.counts.get("revisions", 0)
    lines = Lines(_told(bundle.lines(), progress, total))
    with store.write() as transaction, garbage.not_looked_for():
        connection = transaction.connection
        first = log.newest(connection) + 1
        standing = arrivals.standing(connection)
        # The same file once more brings nothing again: undoing the first time it came takes out all of it.
        repeated = any(one.bundle == manifest.id for one in standing)
        earlier = Spans([] if repeated else [(one.first_seq, one.last_seq) for one in standing])
        came_again: list[str] = []
        numbers: list[int] = []
        # Each record comes in one group only, so what was taken before is of others.
        for group in lines.groups(connection):
            transaction.take_records(group.fresh, group.records, group.new)
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
            counts=tally.counts(lines, manifest) | {"files": files, "again": len(came_again)},
            first_seq=first,
            last_seq=last,
            backup=backup,
        )
        arrivals.put_aside(connection, number, [(one.line, one.reason, one.content) for one in lines.aside])
        arrivals.claim_again(connection, number, came_again)
        arrivals.came_back(connection)
        _require_files(store, manifest)
        _note_sender(connection, manifest, Spans.of(numbers) | Spans([(first, last)]))
    return number


def _told(lines: Iterator[bytes], progress: Progress, total: int) -> Iterator[bytes]:
    """The same lines; told more often than there are groups, so that a wish to stop is heard soon."""
    for number, line in enumerate(lines):
        if number % _TOLD_EACH == 0:
            progress(min(number, total), total)
        yield line


def _require_files(store: Store, manifest: Manifest) -> None:
    """Refuses what was proved when another import that fails has taken its files away."""
    attachments = store.attachments
    if not all(attachments.has(sha256) for name in manifest.parts if (sha256 := attachment_of(name))):
        raise StoreUnusable(_("Another bundle was stopped meanwhile that held the same files. Receive this one again."))


def _note_sender(connection: Reading, manifest: Manifest, numbers: Spans) -> None:
    """Notes what the sender has: the entries `numbers`, and the bundles that they tell to have arrived."""
    key = manifest.sender.signing_key
    if not colleagues.came_from(connection, key, manifest.sender.device, manifest.undone, numbers):
        return
    # A bundle for a passphrase does not say whose bundles came, and a full list not which earlier ones did.
    tells_all = bool(manifest.recipients) and len(manifest.received) < MOST_RECEIVED
    colleagues.confirm(connection, key, manifest.received, all_of_them=tells_all)


def _numbers(reading: Reading, group: Group) -> dict[str, int]:
    """The numbers of what was here already."""
    return log.numbers(reading, group.known) if group.known else {}
