"""What a visit's photos need off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from isp_desktop.db.lists import Item
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.services import attaching, photos
from isp_desktop.ui.kit.images import from_png
from isp_desktop.ui.kit.jobs import Progress
from isp_desktop.ui.kit.photos import EDGE

Source = Path | QImage
"""A file on this computer, or a picture that was pasted."""

Add = Callable[[bytes, str], str]


def add_all(add: Add, sources: Sequence[Source], progress: Progress) -> None:
    """Adds one after the other. In a worker's thread.

    Raises:
        BadInput: some were refused; the others were added.
    """
    refused = []
    for at, source in enumerate(sources):
        progress(at, len(sources), counted("Adding {n} file", "Adding {n} files", len(sources)))
        try:
            if isinstance(source, QImage):
                add(_as_png(source), f"{_('Pasted picture')}.png")
            else:
                add(attaching.read_file(source), source.name)
        except NotebookError as error:
            refused.append(str(error))
    if refused:
        raise BadInput(" ".join(refused))


def _as_png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(picture)
    return bytes(buffer.data().data())


def read_pictures(store: Store, items: Sequence[Item]) -> dict[str, QImage | None]:
    """Small pictures by uid, None for what cannot be shown. In a worker's thread."""
    return {item.uid: _read_one(store, item) for item in items}


def _read_one(store: Store, item: Item) -> QImage | None:
    try:
        content = store.attachments.read(str(item.fields.get("content") or ""))
        return from_png(photos.thumbnail(content, EDGE))
    except NotebookError:
        return None
