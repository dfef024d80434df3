"""Notebooks to measure on, made once and kept in build/bench."""

from __future__ import annotations

import base64
import datetime as dt
import shutil
import uuid
from pathlib import Path

import weak_age

from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import FORMAT, Keys, write_keys
from isp_desktop.db.store import Store
from isp_desktop.services import demo_notebook
from tests.benchmarks.measuring import say, seconds

KEY = bytes(range(32))
PASSPHRASE = "bench bench bench"
PLACE = Path("build/bench")
UNTIL = dt.date(2026, 11, 20)


def empty(name: str) -> Folder:
    """The folder of a new, closed, empty notebook."""
    return made((PLACE / name).absolute())


def made(path: Path) -> Folder:
    """The folder of a new, closed, empty notebook at `path`, in place of what is there."""
    folder = Folder(path)
    shutil.rmtree(path, ignore_errors=True)
    folder.make()
    notebook = str(uuid.uuid4())
    wrapped = base64.b64encode(weak_age.encrypt(KEY, PASSPHRASE)).decode()
    write_keys(folder.keys, Keys(FORMAT, notebook, wrapped, wrapped))
    Store.create(folder, KEY, notebook, "Maren Oduya").close()
    return folder


def demo(visits: int) -> Folder:
    """The folder of a notebook with so many made-up visits; made on the first call, which tells how long it took."""
    folder = Folder((PLACE / f"visits-{visits}").absolute())
    if (folder.path / "complete").exists():
        return folder
    empty(folder.path.name)
    with Store.open(folder, KEY) as store:
        sites = max(visits // 250, 1)
        taken = seconds(lambda: demo_notebook.fill(store, sites, visits, 1, UNTIL))
    say(f"{f'demo of {visits:,} visits written':<58} {taken:10.2f} s")
    (folder.path / "complete").touch()
    return folder
