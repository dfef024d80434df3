"""The lines of vCard files: bytes into cards, cards into properties whose values are still bytes.

Why not vobject: it reads text, not bytes, so each value's own charset is lost; of the 55 real files this reader was
tried on it refuses 13 outright (soft line breaks of quoted-printable, doubled carriage returns, comment lines, names
with a slash, a space after END:VCARD), and of those it accepts it cuts names at a bare comma. The work in front of
it would have been the whole reader. Tests use it as the independent writer whose cards must be read back.

Rules: vCard 2.1 (versit, 1996), RFC 2426 (3.0), RFC 6350 (4.0); and where real files break them, what they mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from isp_desktop.services.contacts.records import MOST_CONTACTS

_BEGIN = re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_HEAD_LIMIT = 2_000
MOST_PROPERTIES = 5_000
"""Properties kept of one card."""
_QUOTED_HEAD = re.compile(rb'((?:[^":]|"[^"]*")*):')
_PARAMETER = re.compile(r'(?:[^;"]|"[^"]*")+')
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*")
_ENCODINGS = {"quoted-printable": "q", "base64": "b", "b": "b", "8bit": "", "7bit": ""}
_RUN_ON = {"NOTE", "LABEL", "ADR"}
"""Properties whose values programs have written over several bare lines."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon.

    Attributes:
        group: "item1" of "item1.TEL", lower case, or "".
        name: upper case.
        types: TYPE parameters and the bare ones of vCard 2.1, lower case.
        encoding: "q" quoted-printable, "b" base64, "" as it stands.
        charset: as declared, or "".
    """

    group: str
    name: str
    types: frozenset[str]
    encoding: str
    charset: str


@dataclass(slots=True)
class Property:
    """One property of a card.

    Attributes:
        head: its name and parameters.
        pieces: the value's physical lines, each with whether white space folds it onto the one before.
        ended: an empty line stood after it, so no bare line can continue it.
    """

    head: Head
    pieces: list[tuple[bool, bytes]]
    ended: bool = False

    @property
    def soft(self) -> bool:
        """Whether the value so far ends in a soft line break, so that the next line belongs to it as it stands."""
        return self.head.encoding == "q" and self.pieces[-1][1].rstrip().endswith(b"=")

    def value(self, keeps_fold_space: bool) -> bytes:
        """The unfolded value. vCard 2.1 keeps the space that folds a line; 3.0 and 4.0 drop one."""
        if keeps_fold_space:
            return b"".join(b" " + piece.lstrip() if folded else piece for folded, piece in self.pieces)
        return b"".join(piece[1:] if folded else piece for folded, piece in self.pieces)


@dataclass(slots=True)
class RawCard:
    """One card.

    Attributes:
        number: from 1, in the order the cards begin.
        properties: at most `MOST_PROPERTIES`.
        stray: lines that are no property and continue none.
        beyond: properties after the last that is kept.
        broken_off: the file ended before the card did.
    """

    number: int
    properties: list[Property] = field(default_factory=list)
    stray: int = 0
    beyond: int = 0
    broken_off: bool = False


@dataclass(slots=True)
class RawFile:
    """All cards in the order they begin, and how many lines stand in none and how many cards were too many."""

    cards: list[RawCard] = field(default_factory=list)
    outside: int = 0
    beyond: int = 0


def raw_cards(data: bytes) -> RawFile:
    """The cards of `data`, whatever its line ends. A card inside a card (an agent) is a card of its own."""
    file = RawFile()
    open_cards: list[RawCard] = []
    lines = _lines(data)
    for at, physical in enumerate(lines):
        if physical[-1:] in b"dD \t" and _BEGIN.fullmatch(physical):
            if len(file.cards) == MOST_CONTACTS:
                file.beyond = sum(_BEGIN.fullmatch(line) is not None for line in lines[at:])
                return file
            if open_cards and not _expects_inner(open_cards[-1]):
                open_cards.pop()
            file.cards.append(RawCard(len(file.cards) + 1))
            open_cards.append(file.cards[-1])
        elif physical[-1:] in b"dD \t" and _END.fullmatch(physical):
            del open_cards[-1:]
        elif open_cards:
            _take(open_cards[-1], physical)
        elif physical.strip():
            file.outside += 1
    for card in open_cards:
        card.broken_off = True
    return file


def _lines(data: bytes) -> list[bytes]:
    """Physical lines; also where each ends in a bare carriage return, or in two and a line feed (old iOS)."""
    return data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def _expects_inner(card: RawCard) -> bool:
    """Whether the last property is an agent still to be told; otherwise a second BEGIN means a forgotten END."""
    return bool(card.properties) and card.properties[-1].head.name == "AGENT" and not card.properties[-1].value(False)


def _take(card: RawCard, physical: bytes) -> None:
    last = card.properties[-1] if card.properties else None
    if last and last.soft:
        folded, piece = last.pieces[-1]
        last.pieces[-1:] = [(folded, piece.rstrip()[:-1]), (False, physical)]
    elif not physical.strip():
        if last:
            last.ended = True
    elif last and physical[:1] in b" \t":
        last.pieces.append((True, physical))
    elif found := _property(physical):
        if len(card.properties) < MOST_PROPERTIES:
            card.properties.append(found)
        else:
            card.beyond += 1
    elif physical.startswith(b"#") or not (last and _runs_on(last, physical)):
        card.stray += 1


def _runs_on(last: Property, physical: bytes) -> bool:
    """Takes a bare line that continues `last`: base64 without its indent, or text with a bare line break in it."""
    folded, piece = last.pieces[-1]
    if last.head.encoding == "b" and not last.ended:
        last.pieces.append((False, physical))
    elif piece.endswith(b"\\"):
        last.pieces[-1:] = [(folded, piece[:-1]), (False, b"\n" + physical)]
    elif last.head.name in _RUN_ON:
        last.pieces.append((False, b"\n" + physical))
    else:
        return False
    return True


def _property(physical: bytes) -> Property | None:
    """The property that begins on this line, or None where it does not look like one."""
    before, colon, _ = physical[:_HEAD_LIMIT].partition(b":")
    if b'"' in before and (quoted := _QUOTED_HEAD.match(physical[:_HEAD_LIMIT])):
        before = quoted.group(1)
    head = _head(before) if colon else None
    return Property(head, [(False, physical[len(before) + 1 :])]) if head else None


@lru_cache(maxsize=4096)
def _head(before: bytes) -> Head | None:
    """Cached because the few heads a program writes return in every card."""
    label, *parameters = _PARAMETER.findall(before.decode("utf-8", "replace")) or [""]
    group, _, name = label.strip().rpartition(".")
    if not _NAME.fullmatch(name):
        return None
    types, encoding, charset = _parameters(parameters)
    return Head(group.lower(), name.upper(), types, encoding, charset)


def _parameters(parameters: list[str]) -> tuple[frozenset[str], str, str]:
    """Types, encoding and charset out of `TYPE=WORK,FAX`, `type=pref`, or bare `WORK` and `BASE64`."""
    types: set[str] = set()
    encoding = charset = ""
    for parameter in parameters:
        key, equals, value = parameter.strip().partition("=")
        key, value = (key.strip().lower(), value.strip()) if equals else ("type", key.strip())
        if key == "charset":
            charset = value.strip('"')
        elif key == "encoding" or (not equals and value.lower() in _ENCODINGS):
            encoding = _ENCODINGS.get(value.strip('"').lower(), encoding)
        elif key == "type":
            types.update(each.strip().lower() for each in value.replace('"', "").split(","))
    return frozenset(types), encoding, charset
