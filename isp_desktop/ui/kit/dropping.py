"""Files that are dropped from outside."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped_file(event: QDropEvent, endings: Collection[str]) -> Path | None:
    """The file that is dragged or dropped, if it is a single one on this computer whose name has one of `endings`."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in endings else None
