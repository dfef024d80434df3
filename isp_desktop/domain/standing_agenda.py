"""The standing agenda of a team's meetings: a text with an item a line, read as people write it.

"Look at the data, 20", "- Look at the data (20 min)" and "2. Look at the data - 20'" are the same item. A dash within
a word is a part of it: "Covid-19".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

MOST_MINUTES = 600
"""Longer than any meeting: a greater number behind an item is a part of its words."""

_MARK = re.compile(r"^(?:(?:[-*+•]|\d{1,2}[.)])\s+)+")
_MINUTES = re.compile(
    r"""^(?P<what>.*?\S)
    (?:
        \s*[(\[]\s*(?P<inside>\d{1,3})\s*(?:min\w*\.?|m|['′’])?\s*[)\]]
      | (?:\s*[,;:|\t]|\s+[–—-])\s*(?P<behind>\d{1,3})\s*(?:min\w*\.?|m|['′’])?
      | \s+(?P<named>\d{1,3})\s*(?:min\w*\.?|['′’])
    )$""",  # noqa: RUF001 - the signs that people put before and behind minutes
    re.VERBOSE | re.IGNORECASE,
)
_LOOSE = " \t,;:|–—-"  # noqa: RUF001


class AgendaLine(Struct, frozen=True):
    """An item of the standing agenda; `minutes` is None where none are said."""

    what: str
    minutes: int | None = None


def read_agenda(text: str) -> tuple[AgendaLine, ...]:
    """The items of a standing agenda in their order; no line that says something is left out."""
    return tuple(_item(line.strip()) for line in text.splitlines() if line.strip())


def total_minutes(lines: Iterable[AgendaLine]) -> int:
    """How long all items that say so take together."""
    return sum(one.minutes or 0 for one in lines)


def _item(line: str) -> AgendaLine:
    words = _MARK.sub("", line) or line
    found = _MINUTES.match(words)
    minutes = int(found["inside"] or found["behind"] or found["named"]) if found else 0
    what = found["what"].rstrip(_LOOSE) if found else ""
    if not what or not 1 <= minutes <= MOST_MINUTES:
        return AgendaLine(_on_one_line(words))
    return AgendaLine(_on_one_line(what), minutes)


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
