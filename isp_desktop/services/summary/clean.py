"""Takes out of typed text what no document can hold: control characters, half characters, byte order marks."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters and the code points that Unicode keeps for no character at all; XML and PDF/UA refuse both.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The same text with line feeds for all line ends and nothing a document could not hold."""
    return _HALF_CHARACTERS.sub("\ufffd", _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """`clean`, with every run of white space as one space and none at the ends."""
    return " ".join(clean(text).split())
