"""How hard a passphrase is said to be."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isp_desktop.domain.passphrases import SHORTEST, strength


def test_nothing_typed_says_what_works() -> None:
    found = strength("")
    assert found.level == 0
    assert "Four words" in found.sentence


@pytest.mark.parametrize(("typed", "missing"), [("abc", "5 more characters"), ("abcdefg", "1 more character needed")])
def test_short_ones_say_how_much_is_missing(typed: str, missing: str) -> None:
    assert strength(typed).level == 1
    assert missing in strength(typed).sentence


@pytest.mark.parametrize(
    "typed", ["password1", "aaaaaaaaaaaa", "12345678901234", "qwertyuiop", "summer2026", "Password!"]
)
def test_what_everybody_tries_first_is_weak(typed: str) -> None:
    assert strength(typed).level == 1


def test_the_owners_name_adds_little() -> None:
    assert strength("maren oduya velvet orbit").level > strength("maren oduya velvet orbit", ["Maren Oduya"]).level


def test_words_that_do_not_belong_together_are_strong() -> None:
    assert strength("copper lantern velvet orbit").level == 3
    assert strength("copper lantern velvet orbit quill").level == 4
    assert "four words" in strength("copper lantern velvet orbit").sentence


def test_a_word_said_again_does_not_count_as_another() -> None:
    assert strength("copper copper copper copper").level == 1


def test_long_random_signs_are_very_strong() -> None:
    assert strength("x9$Lq2!vT7#pWz4&").level == 4


@example("000000ßß")
@given(st.text(max_size=60))
def test_any_text_gets_a_level_and_a_sentence(typed: str) -> None:
    found = strength(typed)
    assert 0 <= found.level <= 4
    assert found.sentence
    assert (found.level == 0) == (typed == "")
    if 0 < len(typed) < SHORTEST:
        assert found.level == 1
