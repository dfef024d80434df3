"""Whatever was acknowledged survives SIGKILL at any moment. `make bench` does the same 200 times."""

from __future__ import annotations

from typing import Any

import killing


def test_acknowledged_saves_and_drafts_survive_being_killed(make_store: Any, data_key: bytes) -> None:
    store = make_store("killed")
    store.close()
    assert killing.rounds(store.folder, data_key, count=8, seed=3) > 0
