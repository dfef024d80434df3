"""Two versions of a text as one: what each of them changed, put into what both began with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce

from msgspec import Struct

_WORDS = re.compile(r"\s+|[^\s]+")
_SENTENCES = re.compile(r"[^.!?\n]+[.!?]*|[.!?]+|\n+")
# Comparing takes the square of the length; longer texts are joined sentence by sentence.
_MOST_WORDS = 6_000


class Offered(Struct, frozen=True):
    """A text that holds what every version changed.

    Attributes:
        overlaps: two of them changed the same words; there both stand one after the other.
        words: what it says as people read it, where that is not the text itself.
    """

    text: str
    overlaps: bool
    words: str = ""


def join(before: str, versions: Sequence[str]) -> Offered:
    """What `versions`, one or more that all began with `before`, make together."""
    first, *others = versions
    parts = _WORDS if sum(len(text.split()) for text in (before, *versions)) <= _MOST_WORDS else _SENTENCES

    def add(so_far: Offered, version: str) -> Offered:
        both = _join_two(*(parts.findall(text) for text in (before, so_far.text, version)))
        return Offered(both.text, so_far.overlaps or both.overlaps)

    return reduce(add, others, Offered(first, overlaps=False))


def _join_two(before: list[str], one: list[str], other: list[str]) -> Offered:
    # Read where it is used: no page but that of the conflicts needs it.
    from merge3 import Merge3

    text, overlaps, latest, apart = "", False, "", True
    for kind, *groups in Merge3(before, one, other).merge_groups():
        words = "".join(groups[-1])
        if kind == "conflict":
            overlaps = True
            text += _both(*("".join(group) for group in groups[1:]))
        else:
            # Changes with no word between them are one change to whoever reads them.
            overlaps = overlaps or (kind in ("a", "b") and not apart and latest not in ("", kind))
            text += words
        if kind == "unchanged" or kind == "same":
            apart = apart or bool(words.strip())
        else:
            latest, apart = kind, False
    return Offered(text, overlaps)


def _both(one: str, other: str) -> str:
    if not one.strip() or not other.strip():
        return one if one.strip() else other
    needs_space = not one[-1].isspace() and not other[0].isspace()
    return f"{one}{' ' if needs_space else ''}{other}"


def worth_offering(offered: Offered, versions: Iterable[str]) -> bool:
    """Whether it says something that no single version says."""
    return offered.text not in versions
