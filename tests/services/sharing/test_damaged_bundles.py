"""A few hundred bundles damaged by chance; `make bench` has a hundred thousand."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pyrage
from damaging import Damaged, Damager, judged

from isp_desktop.db import log
from isp_desktop.db.store import Store
from isp_desktop.services.identity import private_keys


def test_damaged_bundles_are_refused_or_taken_right_and_change_nothing(store: Store, tmp_path: Path) -> None:
    keys = private_keys(store)
    damager = Damager(pyrage.x25519.Recipient.from_str(keys.public.public_key), seed=5)
    path = tmp_path / "x.ispx"
    assert judged(store, keys, path, Damaged(damager.good, "not at all"))
    became = Counter(judged(store, keys, path, damaged) for damaged in damager.make(400))
    assert became[False] > 200
    assert became[True] > 50
    assert not [one for one in threading.enumerate() if one.name.startswith("bundle")]
    with store.read() as reading:
        assert log.count(reading) == 0
