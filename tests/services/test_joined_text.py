"""Texts joined: what each version changed is there, and what overlaps is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.services.joined_text import join

BEFORE = "We meet on Fridays. The head is told within a month."


def test_changes_in_different_words_fit_together() -> None:
    joined = join(BEFORE, ["We meet on Mondays. The head is told within a month.", BEFORE.replace("month", "week")])
    assert (joined.text, joined.overlaps) == ("We meet on Mondays. The head is told within a week.", False)


def test_three_versions_fit_together_too() -> None:
    versions = [BEFORE.replace("We", "All"), BEFORE.replace("Fridays", "Mondays"), BEFORE + " Always."]
    joined = join(BEFORE, versions)
    assert (joined.text, joined.overlaps) == ("All meet on Mondays. The head is told within a month. Always.", False)


def test_the_same_words_changed_twice_overlap_and_both_stand_there() -> None:
    joined = join(BEFORE, [BEFORE.replace("month", "week"), BEFORE.replace("month", "year")])
    assert joined.overlaps
    assert "within a week. year." in joined.text


def test_changes_with_no_word_between_them_overlap() -> None:
    joined = join("one two three", ["1 two three", "one 2 three"])
    assert joined.overlaps
    assert joined.text == "1 2 three"


def test_two_who_add_at_the_end_have_both_additions() -> None:
    joined = join(BEFORE, [f"{BEFORE} One.", f"{BEFORE} Two."])
    assert joined.overlaps
    assert joined.text == f"{BEFORE} One. Two."


def test_one_who_took_out_what_another_changed_loses_nothing_of_it() -> None:
    joined = join("one two three", ["one three", "one twice three"])
    assert joined.overlaps
    assert "twice" in joined.text


def test_a_very_long_text_is_joined_sentence_by_sentence() -> None:
    long = " ".join(f"This is sentence number {at}." for at in range(2_000))
    joined = join(long, [long.replace("number 3.", "number three."), long.replace("number 1500.", "number many.")])
    assert not joined.overlaps
    assert "number three." in joined.text
    assert "number many." in joined.text


words = st.lists(st.sampled_from(["a", "b", "c", "d.", "\n"]), max_size=8).map(" ".join)


@given(before=words, mine=words, theirs=words)
def test_every_word_that_only_one_wrote_is_in_the_joined_text(before: str, mine: str, theirs: str) -> None:
    joined = join(before, [mine, theirs])
    new = (set(mine.split()) | set(theirs.split())) - set(before.split())
    assert new <= set(joined.text.split())
    assert join(before, [before, theirs]).text == theirs
    assert join(before, [mine, mine]).text == mine
