"""Writing files so that they are wholly there or wholly not, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

_ONLY_ITS_OWNER = 0o600


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


def make_private(path: Path) -> None:
    """Makes an empty file that only its owner may read, where there is none yet; one that is there is not opened.

    SQLite makes the files beside a database as readable as that is.

    Raises:
        OSError: the disk or the folder does not allow it.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _ONLY_ITS_OWNER))


def copy_private(source: Path, target: Path) -> None:
    """Copies a file into one that only its owner may read; raises as `make_private` does."""
    make_private(target)
    shutil.copyfile(source, target)


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
