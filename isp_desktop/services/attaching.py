"""Photos and files that belong to a visit, a site or a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from isp_desktop.db import lists
from isp_desktop.db.attachments import MOST_BYTES
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotebookError
from isp_desktop.domain.language import _
from isp_desktop.services import photos, records

MOST = 200
"""How many of one record are shown."""


def read_file(path: Path) -> bytes:
    """The content of a file on this computer.

    Raises:
        BadInput: it cannot be read, or is too large to be taken.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            refusal = _("“{name}” is larger than {most} MB. Shrink it first.")
            raise BadInput(refusal.format(name=path.name, most=MOST_BYTES // 2**20))
        return path.read_bytes()
    except OSError as error:
        refusal = _("“{name}” cannot be read ({why}). Copy it to this computer first.")
        raise BadInput(refusal.format(name=path.name, why=error.strerror)) from error


def add(
    store: Store,
    content: bytes,
    name: str,
    to: tuple[str, str],
    *,
    shrink: bool = True,
    keep_location: bool = False,
    today: dt.date | None = None,
) -> str:
    """Keeps a file encrypted and makes its record, out of the visit's summary; gives the record's uid.

    Args:
        name: what the file is called where it comes from.
        to: the kind ("visit", "site" or "person") and the uid of what it belongs to.
        shrink: a photo is made no larger than `photos.LONGEST_EDGE`.
        keep_location: a photo keeps what it says of place and device.

    Raises:
        BadInput: it cannot be taken; there is no record of it.
        StoreUnusable: the disk does not take it; there is no record of it.
    """
    prepared = photos.prepare(content, name, shrink=shrink, keep_location=keep_location)
    kind, uid = to
    # Before the transaction, which holds up whatever else is being saved.
    with plain_errors():
        kept = store.attachments.keep(prepared.content)
    called = " ".join(Path(name).name.split()) or _("Photo")
    with store.write() as transaction:
        # A bundle that brought the same file may have been stopped meanwhile, and have taken it away again.
        if not store.attachments.has(kept):
            with plain_errors():
                store.attachments.keep(prepared.content)
        fields = {
            "name": photos.fitting_name(called, prepared.media),
            "content": kept,
            "media": prepared.media,
            "size": len(prepared.content),
            "taken_on": prepared.taken_on or (today or dt.date.today()).isoformat(),
            # It may show children or patients: that it is handed on is for a person to say.
            "in_summary": False,
            kind: uid,
        }
        return records.put(transaction, "attachment", fields).uid


def of(store: Store, to: tuple[str, str]) -> list[Item]:
    """The records of what belongs to a visit, site or person, latest first."""
    kind, uid = to
    with store.read() as reading:
        return lists.items(reading, "attachment", lists.pointing(reading, uid, "attachment", kind, MOST))


def is_photo(item: Item) -> bool:
    """Whether it can be shown as a picture."""
    return photos.Prepared(b"", str(item.fields.get("media") or "")).is_photo


def save_as(store: Store, item: Item, path: Path) -> None:
    """Writes a file out of the notebook, unencrypted, for another program.

    Raises:
        NotFound, StoreDamaged: the file is not here, or damaged.
        BadInput: the place cannot be written to.
    """
    content = store.attachments.read(str(item.fields["content"]))
    try:
        path.write_bytes(content)
    except OSError as error:
        refusal = _("“{name}” cannot be written there ({why}). Choose another place.")
        raise BadInput(refusal.format(name=path.name, why=error.strerror)) from error


def faults(store: Store, progress: Callable[[int, int], None] = lambda done, total: None) -> Sequence[str]:
    """Plain sentences on records whose file is damaged or not here; reads every file.

    Raises:
        Cancelled: `progress` raised it.
    """
    found = []
    with store.read() as reading:
        items = lists.page(reading, "attachment", limit=1_000_000)
    for at, item in enumerate(items):
        progress(at, len(items))
        try:
            store.attachments.read(str(item.fields.get("content") or ""))
        except NotebookError as error:
            found.append(_("{name}: {fault}").format(name=item.fields.get("name"), fault=error))
    return found
