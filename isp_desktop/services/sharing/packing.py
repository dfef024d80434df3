"""Making a bundle: gathered, written beside, read back and verified, and only then in its place and noted."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from isp_desktop.db import colleagues, exchange
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.files import flush_folder
from isp_desktop.db.store import Progress, Reading, Store, now_ms
from isp_desktop.domain.bundle import FORMAT, Manifest, Sender, is_part_name
from isp_desktop.domain.errors import BadInput, BundleRefused, StoreUnusable
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.passphrases import SHORTEST
from isp_desktop.domain.revision import SCHEMA
from isp_desktop.domain.spans import Spans
from isp_desktop.services.outputs import require_place
from isp_desktop.services.sharing import choosing
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.content import Content
from isp_desktop.services.sharing.manifests import LONGEST_REMARK, signed
from isp_desktop.services.sharing.opening import Lock, open_bundle
from isp_desktop.services.sharing.writing import beside, flushed, lock_to, tar

if TYPE_CHECKING:
    from isp_desktop.services.identity import PrivateKeys

MOST_RECIPIENTS = 500
_MOST_RECEIVED = 1_000
# How far each part of the work brings the whole, in thousandths.
_MEASURED, _WRITTEN, _ALL = 300, 700, 1_000


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
) -> Shared:
    """Makes the bundle `path` of what `choice` says; a file of that name is replaced once the new one is verified.

    Args:
        to: the age recipients that it is for; or else
        passphrase: what opens it.
        remark: a line for those who receive it.
        readable: files to be read without the program, such as an index page, by plain names.
        progress: told thousandths done, and a thousand.

    Raises:
        BadInput, NotFound: the choice, a key, the passphrase, the remark or a name is not right, or it is too much.
        StoreUnusable: the disk does not take it, or does not give it back as it was written.
        Cancelled: `progress` raised it.
        Whatever is raised, nothing of the bundle stays, and the file of that name is as it was.
    """
    from isp_desktop.services.identity import private_keys

    recipients = _recipients(to, passphrase)
    _require_fitting(remark, readable)
    require_place(path)
    keys = private_keys(store)
    with plain_errors(), beside(path.resolve()) as new:
        with store.read() as reading:
            content = Content(reading, choosing.leaving(reading, choice), store.attachments, readable)
            content.measure(_part(progress, 0, _MEASURED))
            manifest = _manifest(store, reading, content, choice, (recipients, remark, keys))
            numbers = exchange.closed(reading, content.numbers)
            _write(new, content, manifest, (keys, passphrase), progress)
        size = new.stat().st_size
        progress(_ALL, _ALL)
        _put_in_place(store, new, path.resolve(), manifest, numbers)
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
        received=tuple(colleagues.received_from(reading, recipients, _MOST_RECEIVED)),
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
        pieces = tar(content, whole, signature, _part(progress, _MEASURED, _WRITTEN))
        lock_to(file, pieces, [*manifest.recipients, str(once.to_public())], passphrase)
    lock = Lock("" if passphrase else str(once), passphrase)
    _read_back(new, lock, manifest, _part(progress, _WRITTEN, _ALL))


def _read_back(path: Path, lock: Lock, manifest: Manifest, progress: Progress) -> None:
    try:
        with open_bundle(path, lock, next(iter(manifest.recipients), "")) as bundle:
            is_same = bundle.manifest == manifest
            for at, _line in enumerate(bundle.lines()):
                progress(at, manifest.counts["revisions"])
            bundle.finish()
    except BundleRefused as error:
        raise _not_kept() from error
    if not is_same:
        raise _not_kept()


def _put_in_place(store: Store, new: Path, path: Path, manifest: Manifest, numbers: Spans) -> None:
    """Notes that the bundle was made; its last act, so that neither stands without the other, is to move it."""
    with store.write() as transaction:
        connection = transaction.connection
        noted = {"bundle": manifest.id, "at_ms": now_ms(), "file": str(path).encode(errors="replace").decode()}
        told = {"chosen": manifest.chosen, "recipients": list(manifest.recipients), "counts": manifest.counts}
        colleagues.note_outgoing(connection, noted | told | {"confirmed": []})
        colleagues.add_sent(connection, numbers)
        for key in manifest.recipients:
            if (row := colleagues.by_key(connection, key)) is not None:
                colleagues.has_too(connection, row["signing_key"], numbers)
        os.replace(new, path)
    flush_folder(path.parent)


def _recipients(to: Sequence[str], passphrase: str) -> list[str]:
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


def _part(progress: Progress, start: int, end: int) -> Callable[[int, int], None]:
    """Tells of one part of the work as thousandths of the whole."""
    told = [-1]

    def tell(done: int, total: int) -> None:
        now = start + (end - start) * min(done, total) // max(total, 1)
        if now != told[0]:
            told[0] = now
            progress(now, _ALL)

    return tell
