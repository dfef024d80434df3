"""Killing a process that saves, at random moments, and looking at what is left."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.services import checking, drafts, records

_SAVER = Path(__file__).with_name("saver.py")


def rounds(folder: Folder, data_key: bytes, count: int, seed: int) -> int:
    """Kills a saving process `count` times; after each, all that was acknowledged must be there, whole.

    Returns:
        How many saves were acknowledged in all.
    """
    dice = random.Random(seed)
    acknowledged: dict[int, str] = {}
    for number in range(count):
        fresh = _kill_one(folder, data_key, max(acknowledged, default=0) + 1, dice.uniform(0.0, 0.25))
        acknowledged |= fresh
        with Store.open(folder, data_key) as store:
            assert store.faults() == [], f"round {number}"
            _require_saved(store, fresh)
            if acknowledged:
                latest = max(acknowledged)
                kept = drafts.of(store, acknowledged[latest])
                assert kept is not None
                assert kept.values == {"discussion": f"typing{latest}"}
    with Store.open(folder, data_key) as store:
        _require_saved(store, acknowledged)
        assert checking.check(store, rebuild=True).is_clean
    return len(acknowledged)


def _require_saved(store: Store, saves: Mapping[int, str]) -> None:
    for save, uid in saves.items():
        assert records.get(store, uid).fields["purpose"] == f"saved{save}", f"save {save}"


def _kill_one(folder: Folder, data_key: bytes, first: int, after_seconds: float) -> dict[int, str]:
    command = [sys.executable, str(_SAVER), str(folder.path), data_key.hex(), str(first)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as saver:
        assert saver.stdout is not None
        assert saver.stdout.readline() == "open\n"
        time.sleep(after_seconds)  # the random moment itself, not a wait for something to happen
        saver.kill()
        lines = saver.stdout.read().splitlines(keepends=True)
    whole = (line.split() for line in lines if line.endswith("\n"))
    return {int(number): uid for number, uid in whole}
