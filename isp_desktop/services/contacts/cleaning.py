"""Values made fit for the notebook's fields: one line or several, no control characters, no lone surrogates.

Letters of any script, right-to-left marks, emoji and their joiners stay. What goes is invisible and harmful: control
characters, byte order marks, and the embedding and override marks that address books wrap around telephone numbers
and that can turn the rest of a line around.
"""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 1_000
"""Characters in a one-line field."""
TEXT_LIMIT = 100_000
"""Characters in a text of several lines."""

_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
)
_INVISIBLE = {"Cf", "Zs", "Mn", "Me", "Cc"}
_EMAIL = re.compile(r"[^\s@<>\"(),;:\\\[\]]+@[^\s@<>\"(),;:\\]+")
_IN_BRACKETS = re.compile(r"<([^<>]*)>\s*$")
_PHONE_EXTENSION = re.compile(r";(?:ext|EXT)=([^;]*)")
_PHONE_LIMIT = 100
_EMAIL_LIMIT = 320


def text(value: str) -> str:
    """Several lines: breaks are newlines, no control characters but the tab, no empty lines at either end."""
    if value.isascii() and value.isprintable():
        return value.rstrip()
    kept = _UNWANTED.sub("", _BREAKS.sub("\n", value))
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", kept).split("\n")]
    return "\n".join(lines).strip("\n")


def line(value: str) -> str:
    """One line, runs of spaces drawn together; "" where nothing in it can be seen."""
    if value.isascii() and value.isprintable():
        return " ".join(value.split())
    kept = " ".join(text(value).split())
    return kept if any(unicodedata.category(character) not in _INVISIBLE for character in kept) else ""


def email(value: str) -> str:
    """The address in `value` ("Ann <ann@x.org>" and "mailto:ann@x.org" are understood), or "" if there is none."""
    inside = _IN_BRACKETS.search(value)
    address = line(inside.group(1) if inside else value).strip("'\"")
    if address[:7].lower() == "mailto:":
        address = address[7:]
    return address if len(address) <= _EMAIL_LIMIT and _EMAIL.fullmatch(address) else ""


def phone(value: str) -> str:
    """A telephone number as written, without "tel:"; "" where it is an address of another sort or far too long."""
    number = line(value)
    scheme, colon, rest = number.partition(":")
    if colon and scheme.lower() == "tel":
        extension = _PHONE_EXTENSION.search(rest)
        number = rest.partition(";")[0].strip() + (f" ext. {extension.group(1)}" if extension else "")
    elif colon and scheme.isalpha():
        return ""
    return number if len(number) <= _PHONE_LIMIT else ""


def digits(number: str) -> str:
    """The digits of a telephone number, without an extension; for comparing only."""
    return re.sub(r"\D", "", re.split(r"(?i)ext|x|[,;#]", number, maxsplit=1)[0])
