"""Two versions of a text as one run of pieces."""

from __future__ import annotations

from isp_desktop.domain.word_diff import Piece, compare


def test_texts_are_compared_word_by_word():
    assert compare("one two three", "one 2 three") == [
        Piece("same", "one "),
        Piece("out", "two"),
        Piece("in", "2"),
        Piece("same", " three"),
    ]
    assert compare("same", "same") == [Piece("same", "same")]


def test_long_texts_that_are_alike_are_cut_and_very_long_ones_are_not_compared():
    long = " ".join(f"word{at}" for at in range(400))
    pieces = compare(long, f"{long} end")
    assert pieces[-1] == Piece("in", " end")
    assert "…" in pieces[0].text
    vast = "word " * 5_000
    assert [piece.kind for piece in compare(vast, vast + "end")] == ["out", "in"]
