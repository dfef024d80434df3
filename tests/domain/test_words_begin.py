"""Words are looked for by how they begin, without case and accents."""

from __future__ import annotations

import pytest

from isp_desktop.domain.words import begin_in, beginnings


@pytest.mark.parametrize(
    ("text", "typed", "held"),
    [
        ("Observers come in pairs", "obs", True),
        ("Observers come in pairs", "PAIRS obs", True),
        ("Observers come in pairs", "airs", False),
        ("Étude “première”", "etu pre", True),
        ("我们每周二见面", "周二", True),
        ("Anything", "  ", True),
        ("", "a", False),
    ],
)
def test_each_word_typed_begins_one_of_the_text(text: str, typed: str, held: bool) -> None:
    assert begin_in(text, beginnings(typed)) == held
