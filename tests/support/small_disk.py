"""A real disk of a few megabytes, to be filled up to any byte: what a stick or a full computer is to the program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class SmallDisk:
    """A file system of its own at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler"

    @property
    def free(self) -> int:
        """How many bytes it still takes."""
        return shutil.disk_usage(self.path).free

    @contextmanager
    def with_only(self, left: int) -> Iterator[None]:
        """Meanwhile something else leaves it `left` bytes."""
        with self._filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(self.free - left, 1))
        try:
            yield
        finally:
            self._filler.unlink()


@contextmanager
def small_disk(path: Path, mebibytes: int) -> Iterator[SmallDisk]:
    """A disk at the new folder `path`; the test is skipped where this computer does not let one make any."""
    path.mkdir()
    mount = shutil.which("mount")
    words = [mount or "", "-t", "tmpfs", "-o", f"size={mebibytes}m", "isp-desktop-test", str(path)]
    if mount is None or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("making a small disk needs Linux and its administrator (mount -t tmpfs)")
    try:
        yield SmallDisk(path)
    finally:
        # Even where a test that failed left a file open on it.
        subprocess.run(["umount", "--lazy", str(path)], check=True)
