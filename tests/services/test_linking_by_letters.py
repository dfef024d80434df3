"""What an editor offers while the second word has one letter yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services.linking import Linker


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Alder R", ["Alder Road Primary"]),
        ("alder r", ["Alder Road Primary"]),
        ("Alder L", ["Alder Lane Clinic"]),
        ("Alder X", []),
        ("Alder", ["Alder Lane Clinic", "Alder Road Primary"]),
    ],
)
def test_one_letter_of_the_second_word_is_a_beginning(
    store: Store, put: Callable[..., str], typed: str, expected: list[str]
):
    for name in ("Alder Road Primary", "Alder Lane Clinic", "Road House"):
        put("site", name=name)
    assert sorted(one.title for one in Linker(store).offers("site", typed, 10)) == expected
