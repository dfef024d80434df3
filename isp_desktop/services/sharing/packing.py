"""Making a bundle: gathered, written beside, read back and verified, and only then in its place and noted."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from isp_desktop.db import colleagues, exchange, log
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.files import flush_folder
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Progress, Transaction, now_ms
from isp_desktop.domain.bundle import FORMAT, MOST_RECEIVED, Manifest, Sender, is_part_name
from isp_desktop.domain.errors import BadInput, BundleRefused, StoreUnusable
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.passphrases import SHORTEST
from isp_desktop.domain.revision import SCHEMA
from isp_desktop.domain.spans import Spans
from isp_desktop.services.outputs import require_place
from isp_desktop.services.sharing import choosing
from isp_desktop.services.sharing.choosing import NOTHING_ALONG, Along, Choice
from isp_desktop.services.sharing.content import Content
from isp_desktop.services.sharing.manifests import LONGEST_REMARK, signed
from isp_desktop.services.sharing.opening import Lock, open_bundle
from isp_desktop.services.sharing.steps import ALL, part
from isp_desktop.services.sharing.writing import beside, flushed, lock_to, tar

if TYPE_CHECKING:
    from isp_desktop.services.identity import PrivateKeys

MOST_RECIPIENTS = 500
# How far each part of the work brings the whole, in thousandths.
_MEASURED, _WRITTEN = 300, 700


@dataclass(frozen=True, slots=True)
class Shared:
    """A bundle that is on the disk, verified.

    Attributes:
        counts: "records", "revisions", "attachments", and "missing": files of these records that are not here.
        bytes: the file's length.
    """

    id: str
    counts: Mapping[str, int]
    path: Path
    bytes: int


def share(
    store: Store,
    path: Path,
    choice: Choice,
    to: Sequence[str] = (),
    passphrase: str = "",
    remark: str = "",
    readable: Mapping[str, bytes] = MappingProxyType({}),
    progress: Progress = lambda done, total: None,
    along: Along = NOTHING_ALONG,
) -> Shared:
    """Makes the bundle `path` of what `choice` says; a file of that name is replaced once the new one is verified.

    Args:
        to: the age recipients that it is for; or else
        passphrase: what opens it.
        remark: a line for those who receive it.
        readable: files to be read without the program, such as an index page, by plain names.
        progress: told thousandths done, and a thousand.
        along: revisions that become part of the log with the bundle, and are private to this notebook until then.

    Raises:
        BadInput, NotFound: the choice, a key, the passphrase, the remark or a name is not right, or it is too much; or
            a record of `along` was changed meanwhile.
        StoreUnusable: the disk does not take it, or does not give it back as it was written.
        Cancelled: `progress` raised it.
        Whatever is raised, nothing of the bundle stays, nothing is noted, and the file of that name is as it was.
    """
    from isp_desktop.services.identity import private_keys

    recipients = recipients_of(to, passphrase)
    _require_fitting(remark, readable)
    require_place(path)
    keys = private_keys(store)
    with plain_errors(), beside(path.resolve()) as new:
        with store.read() as reading:
            chosen = choosing.with_along(reading, choosing.leaving(reading, choice), along)
            content = Content(reading, chosen, store.attachments, readable)
            content.measure(part(progress, 0, _MEASURED))
            manifest = _manifest(store, reading, content, choice, (recipients, remark, keys))
            numbers = exchange.closed(reading, content.numbers)
            _write(new, content, manifest, (keys, passphrase), progress)
        size = new.stat().st_size
        progress(ALL, ALL)
        _put_in_place(store, new, path.resolve(), manifest, numbers, along)
    return Shared(manifest.id, manifest.counts, path, size)


def not_shared(store: Store) -> int:
    """How many records have something of one's own that was never sent to anybody; reads what is new in the log."""
    with store.read() as reading:
        return exchange.count_outside(reading, colleagues.sent(reading) | exchange.arrived(reading))


def _manifest(
    store: Store,
    reading: Reading,
    content: Content,
    choice: Choice,
    said: tuple[Sequence[str], str, PrivateKeys],
) -> Manifest:
    recipients, remark, keys = said
    own = keys.public
    return Manifest(
        format=FORMAT,
        id=str(uuid.uuid4()),
        made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        sender=Sender(name=store.author, device=store.device, public_key=own.public_key, signing_key=own.signing_key),
        recipients=tuple(recipients),
        chosen=choosing.told(reading, choice),
        remark=remark,
        schema=SCHEMA,
        counts=content.counts,
        parts=content.parts,
        received=tuple(colleagues.received_from(reading, recipients, MOST_RECEIVED)),
        undone=colleagues.undone(reading),
    )


def _write(
    new: Path, content: Content, manifest: Manifest, locked_by: tuple[PrivateKeys, str], progress: Progress
) -> None:
    """Writes the bundle and reads it back, with a key made for this alone: the sender is none of its recipients."""
    import pyrage

    keys, passphrase = locked_by
    whole, signature = signed(manifest, keys.signing)
    once = pyrage.x25519.Identity.generate()
    with flushed(new) as file:
        pieces = tar(content, whole, signature, part(progress, _MEASURED, _WRITTEN))
        lock_to(file, pieces, [*manifest.recipients, str(once.to_public())], passphrase)
    lock = Lock("" if passphrase else str(once), passphrase)
    _read_back(new, lock, manifest, part(progress, _WRITTEN, ALL))


def _read_back(path: Path, lock: Lock, manifest: Manifest, progress: Progress) -> None:
    try:
        with open_bundle(path, lock, next(iter(manifest.recipients), ""), progress) as bundle:
            is_same = bundle.manifest == manifest
            bundle.finish()
    except BundleRefused as error:
        raise _not_kept() from error
    if not is_same:
        raise _not_kept()


def _put_in_place(store: Store, new: Path, path: Path, manifest: Manifest, numbers: Spans, along: Along) -> None:
    """Notes that the bundle was made, and moves it: neither stands without the other, whatever fails."""
    # The file is moved at the end of the transaction, and put back should the commit itself fail.
    with ExitStack() as moving, store.write() as transaction:
        numbers |= _appended(transaction, along)
        connection = transaction.connection
        noted = {"bundle": manifest.id, "at_ms": now_ms(), "file": str(path).encode(errors="replace").decode()}
        told = {"chosen": manifest.chosen, "recipients": list(manifest.recipients), "counts": manifest.counts}
        held = {"numbers": colleagues.runs(numbers), "confirmed": []}
        colleagues.note_outgoing(connection, noted | told | held)
        colleagues.add_sent(connection, numbers)
        moving.enter_context(_moved(new, path))
    flush_folder(path.parent)


def _appended(transaction: Transaction, along: Along) -> Spans:
    """Makes `along` part of the log; gives the numbers there of what leaves.

    Raises:
        BadInput: one of the records was changed since.
    """
    uids = {one.uid for one in along.revisions}
    here = {revision.id for uid in uids for revision in transaction.history(uid)}
    if here != along.seen:
        refusal = _("What was to go along was changed while the bundle was made. Nothing was shared; do it once more.")
        raise BadInput(refusal)
    for one in along.revisions:
        transaction.take(one)
    transaction.flush()
    return Spans.of(log.numbers(transaction.connection, [one.id for one in along.shared]).values())


@contextmanager
def _moved(new: Path, path: Path) -> Iterator[None]:
    """The file `new` stands at `path`; on an error what stood there stands there again.

    Raises:
        OSError: the folder does not allow it.
    """
    # So called, `beside` clears it away should the program be killed here.
    old = new.with_name(f"{new.stem}.old{new.suffix}")
    try:
        _keep_under(path, old)
        os.replace(new, path)
        yield
    except BaseException:
        if old.exists():
            os.replace(old, path)
            old.unlink(missing_ok=True)
        elif not new.exists():
            path.unlink()
        raise
    with suppress(OSError):
        old.unlink()


def _keep_under(path: Path, old: Path) -> None:
    """What stands at `path`, if anything, stands at `old` too; on disks that know no second names, at `old` only."""
    with suppress(FileNotFoundError):
        try:
            os.link(path, old)
        except OSError:
            os.replace(path, old)


def recipients_of(to: Sequence[str], passphrase: str = "") -> list[str]:
    """The keys `to` as a manifest names them, [] where it is a passphrase.

    Raises:
        BadInput: there is neither or both, one is not right, or they are too many.
    """
    import pyrage

    if bool(to) == bool(passphrase):
        raise BadInput(_("A bundle is either for the keys of colleagues or for a passphrase. Choose one of both."))
    if passphrase and len(passphrase) < SHORTEST:
        refusal = counted(
            "A passphrase needs at least {n} character. Four unrelated words work well.",
            "A passphrase needs at least {n} characters. Four unrelated words work well.",
            SHORTEST,
        )
        raise BadInput(refusal)
    recipients = sorted({key.strip() for key in to})
    if len(recipients) > MOST_RECIPIENTS:
        raise BadInput(_("A bundle is for up to 500 colleagues. Make two of it."))
    for key in recipients:
        try:
            pyrage.x25519.Recipient.from_str(key)
        except pyrage.RecipientError as error:
            refusal = _("“{key}” is no public key. It begins with “age1”; take it from the colleague's contact card.")
            raise BadInput(refusal.format(key=key[:80])) from error
    return recipients


def _require_fitting(remark: str, readable: Mapping[str, bytes]) -> None:
    from isp_desktop.db.attachments import MOST_BYTES

    if len(remark) > LONGEST_REMARK:
        raise BadInput(_("The remark is too long. Say it in a few lines."))
    for name, content in readable.items():
        if not is_part_name(f"readable/{name}") or len(content) > MOST_BYTES:
            refusal = _("“{name}” cannot go along: it needs a plain name, and may have 50 MB at the most.")
            raise BadInput(refusal.format(name=name))


def _not_kept() -> StoreUnusable:
    refusal = _("The disk did not give the bundle back as it was written. Nothing was shared; use another stick.")
    return StoreUnusable(refusal)
