"""One program at a time, and the next one as soon as the first is gone, however it went."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from isp_desktop.db.folder import Folder
from isp_desktop.domain.errors import StoreInUse

_HOLDER = """
import sys
from pathlib import Path
from isp_desktop.db.folder import Folder
held = Folder(Path(sys.argv[1])).lock()
print("held", flush=True)
sys.stdin.read()
"""


def test_another_program_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with _program(folder) as (holder, said):
        assert said == "held\n"
        with pytest.raises(StoreInUse, match="Close it there first"):
            folder.lock()
        holder.kill()
    folder.lock().release()


def test_who_is_refused_in_the_same_program_lets_nobody_else_in(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    lock = folder.lock()
    with pytest.raises(StoreInUse):
        folder.lock()
    with _program(folder) as (_, said):
        assert said == ""
    lock.release()
    with _program(folder) as (_, said):
        assert said == "held\n"


def test_the_lock_leaves_one_empty_file(tmp_path: Path) -> None:
    lock = Folder(tmp_path).lock()
    assert [(file.name, file.stat().st_size) for file in tmp_path.iterdir()] == [("notebook.lock", 0)]
    lock.release()


def test_what_something_else_wrote_into_the_lock_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "notebook.lock").write_bytes(b"x" * 4096)
    lock = Folder(tmp_path).lock()
    with _program(Folder(tmp_path)) as (_, said):
        assert said == ""
    lock.release()


@contextmanager
def _program(folder: Folder) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A program of its own that holds the lock, and what it said: "held", or nothing where that was refused."""
    command = [sys.executable, "-c", _HOLDER, str(folder.path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as holder:
        assert holder.stdout is not None
        yield holder, holder.stdout.readline()
