"""Writing files so that they are wholly there or wholly not, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Puts `content` at `path` at once: written beside, flushed to the disk, renamed, the folder flushed.

    Raises:
        OSError: the disk or the folder does not allow it; `path` is as it was.
    """
    # The window opens without it.
    import tempfile

    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)
        raise
    flush_folder(path.parent)


def flush_file(path: Path) -> None:
    """Makes the content of a file durable.

    Raises:
        OSError: the disk did not take it, perhaps some time ago, when nobody waited for it.
    """
    # Windows flushes only what was opened for writing.
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Makes the names in `folder` durable, where the system can (Windows does it by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
