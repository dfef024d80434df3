"""Killed while it receives a bundle, a notebook has all of it or nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import killing

from isp_desktop.db.folder import Folder
from isp_desktop.services import demo_notebook
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import share


def test_killed_at_any_moment_the_import_is_there_or_not(make_store: Any, data_key: bytes, tmp_path: Path) -> None:
    theirs, mine = make_store("theirs"), make_store("mine")
    demo_notebook.fill(theirs, 3, 60, 1, dt.date(2026, 11, 20))
    bundle = tmp_path / "bundle.ispx"
    share(theirs, bundle, Choice(everything=True), to=[identity(mine).public_key])
    mine.close()
    for seed in range(4):
        fresh = Folder(tmp_path / f"copy {seed}")
        shutil.copytree(mine.folder.path, fresh.path)
        killing.receiving_is_all_or_nothing(fresh, data_key, bundle, seed)
