"""Two windows, one assessment: each types the votes of half of its items, and both come to the same result."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from virtual_screen import Screen

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, finding, session
from isp_desktop.services.capacity import reading
from isp_desktop.services.capacity.reading import Assessment
from isp_desktop.services.state import state

PLAY = Path(__file__).parents[2] / "packaging" / "shared_assessment.py"
PASSPHRASE = "copper lantern velvet orbit"
HALF = ["3", "3", "4", "4", "2", "2", "3"]


@pytest.mark.timeout(300)
def test_two_halves_make_one_result(screen: Screen, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(PLAY), str(tmp_path / "pictures"), "light", str(tmp_path)],
        env=screen.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    # What the group came to on the first item was said twice, and settled by one of them.
    assert [one["waiting"] for one in told["in conflict"]] == [0, 1]
    for when in ("settled", "closed"):
        assert [one["waiting"] for one in told[when]] == [0, 0]
        assert told[when][0]["shared"] == told[when][1]["shared"]
    hashes = set()
    for who in ("maren", "sam"):
        folder = tmp_path / who / "notebook"
        with session.open_store(folder, session.unlock(folder, PASSPHRASE)) as store:
            check(_only(store))
            assert drafts.every(store) == []
            hashes.add(state(store).shared)
    assert len(hashes) == 1


def _only(store: Store) -> Assessment:
    [found] = finding.every(store, "assessment")
    return reading.assessment(store, found.uid)


def check(told: Assessment) -> None:
    items = told.to_answer
    assert [one.answer for one in items] == ["2", *HALF, *HALF, ""]
    assert told.state == "done"
    first = items[0].votes
    # Seats of two laptops stay apart.
    assert (first.count, {seat for seat in first.voted if "-" not in seat}) == (4, {"A", "B"})
    assert not any(one.votes.twice or one.in_conflict for one in items)
