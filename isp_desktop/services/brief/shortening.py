"""How a brief keeps to its page: what matters first, and a word on what is left out: nothing goes in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from isp_desktop.domain.brief import Brief, BriefPart
from isp_desktop.domain.language import counted
from isp_desktop.services.visiting import first_sentences, plain_words

# How the printed page is filled, in lines of its text: letters of a line, of a fact beside its label, and how many
# lines there are beside the title (resources/reports/visit.typ).
_LINE, _FACT = 96, 76
_LINES = 62.0
_HEADING, _BELOW_TEXT, _FACT_LINE = 2.8, 0.2, 1.3


@dataclass(frozen=True, slots=True)
class Room:
    """How much a brief tells: how many of each, and about how many letters of a text.

    Attributes:
        ratings: of trust, of each of its types.
        promises: that wait, of each side.
        longest: letters of what was written about the person; `what`: of what something is about; `told`: of what was
            said at a contact.
    """

    sites: int
    ratings: int
    promises: int
    contacts: int
    waiting: int
    notes: int
    longest: int
    told: int
    what: int


ROOMS = (
    Room(sites=6, ratings=4, promises=5, contacts=6, waiting=8, notes=4, longest=320, told=200, what=100),
    Room(sites=4, ratings=3, promises=3, contacts=4, waiting=5, notes=3, longest=170, told=110, what=80),
    Room(sites=3, ratings=3, promises=2, contacts=3, waiting=4, notes=2, longest=110, told=70, what=60),
    Room(sites=2, ratings=2, promises=1, contacts=2, waiting=2, notes=1, longest=80, told=50, what=50),
    Room(sites=1, ratings=1, promises=1, contacts=1, waiting=2, notes=1, longest=60, told=40, what=40),
)
"""From where there is little to tell to where there is much; with the last one a page always has room."""


def fits(made: Brief) -> bool:
    """Whether a printed page has room for a brief."""
    facts = sum(_lines(words, _FACT) * _FACT_LINE for _label, words in made.facts if words)
    return facts + sum(_height(part) for part in made.parts if not part.is_empty) <= _LINES


def _height(part: BriefPart) -> float:
    texts = (_lines(f"{label}: {words}", _LINE) + _BELOW_TEXT for label, words in part.texts if words)
    return _HEADING + sum(texts) + sum(_lines(line, _LINE) for line in part.lines)


def _lines(words: str, letters: int) -> int:
    """How many lines words take; a letter of East Asia is as wide as two."""
    return -(-sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words) // letters)


def briefly(markdown: str, longest: int) -> str:
    """The beginning of a text in plain words, of about `longest` letters; it ends with "…" where more follows."""
    told = first_sentences(markdown, longest)
    return told if told.endswith("…") or told == plain_words(markdown) else f"{told} …"


def first(lines: Sequence[str], most: int) -> Iterator[str]:
    """The first `most` of `lines`, and how many more there are."""
    yield from lines[:most]
    yield from more(len(lines) - most)


def more(count: int) -> Iterator[str]:
    """Says that so many more are in the notebook; nothing where none is."""
    if count > 0:
        yield counted("and {n} more, in the notebook", "and {n} more, in the notebook", count)


def joined(*parts: str) -> str:
    """What says something, with commas between."""
    return ", ".join(part for part in parts if part)
