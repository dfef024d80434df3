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
from isp_desktop.services.sharing import receiving
from isp_desktop.services.state import state

_SAVER, _RECEIVER = (Path(__file__).with_name(name) for name in ("saver.py", "receiver.py"))


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


def receiving_is_all_or_nothing(folder: Folder, data_key: bytes, bundle: Path, seed: int) -> bool:
    """Kills a process that receives `bundle` at a random moment; whether the notebook has all of it, and not nothing.

    After "received" was said, it must have all.
    """
    with Store.open(folder, data_key) as store:
        before = state(store)
    command = [sys.executable, str(_RECEIVER), str(folder.path), data_key.hex(), str(bundle)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as receiver:
        assert receiver.stdout is not None
        assert receiver.stdout.readline() == "open\n"
        time.sleep(random.Random(seed).uniform(0.0, 1.2))  # the random moment itself
        receiver.kill()
        acknowledged = receiver.stdout.read() == "received\n"
    with Store.open(folder, data_key) as store:
        assert store.faults() == []
        came = receiving.received(store)
        assert came or not acknowledged
        assert bool(came) != (state(store) == before)
        assert checking.check(store, rebuild=True).is_clean
    return bool(came)


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
