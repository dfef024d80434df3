"""A virtual screen for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from virtual_screen import LACKING, Screen


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    if LACKING:
        pytest.skip(LACKING)
    made = Screen(tmp_path / "home")
    yield made
    made.close()
