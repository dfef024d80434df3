"""Two versions of a text as one run of pieces: what both have, what was taken out, and what came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PARTS = re.compile(r"\s+|[\w'\u2019-]+|[^\s\w]")
# Comparing takes the square of the length; beyond this the two are shown one after the other.
_MOST_PARTS = 6_000
_AROUND = 24
_SHORT = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both versions, only in the later one, or only in the earlier one."""

    kind: Literal["same", "in", "out"]
    text: str


def compare(before: str, after: str, whole: bool = False) -> list[Piece]:
    """Both versions as one run of pieces; unless `whole`, long stretches that are the same are cut with "…"."""
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    if len(old) + len(new) > _MOST_PARTS:
        return [piece for piece in (Piece("out", before), Piece("in", after)) if piece.text]
    return [piece for piece in _pieces(old, new, whole) if piece.text]


def _pieces(old: list[str], new: list[str], whole: bool) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    out, came = "", ""
    for what, a, b, c, d in matcher.get_opcodes():
        same = old[a:b]
        if what != "equal" or (a > 0 and b < len(old) and len(same) <= _SHORT):
            # A space that is the same between two changed words would only chop the reading up.
            out, came = out + "".join(same), came + "".join(new[c:d])
            continue
        yield from (Piece("out", out), Piece("in", came))
        out, came = "", ""
        yield Piece("same", "".join(same) if whole else _cut(same, starts=a == 0, ends=b == len(old)))
    yield from (Piece("out", out), Piece("in", came))


def _cut(parts: list[str], starts: bool, ends: bool) -> str:
    first = [] if starts else parts[:_AROUND]
    last = [] if ends else parts[-_AROUND:]
    if len(parts) <= len(first) + len(last) + 4:
        return "".join(parts)
    return f"{''.join(first)} … {''.join(last)}"
