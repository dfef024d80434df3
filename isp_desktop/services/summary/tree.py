"""The one small tree that every summary becomes before it is written as PDF, Word, web page or Markdown.

The nodes are msgspec structs, each tagged with its kind, so that the tree goes to Typst as JSON without another
translation. Links and images are already plain words with their address: no writer can follow or fetch one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec


class Text(msgspec.Struct, frozen=True, tag="text"):
    """Plain words."""

    text: str


class Code(msgspec.Struct, frozen=True, tag="code"):
    """Words to be shown in a fixed-width face."""

    text: str


class Break(msgspec.Struct, frozen=True, tag="break"):
    """A new line inside a paragraph, as it was typed."""


class Strong(msgspec.Struct, frozen=True, tag="strong"):
    """Words with weight."""

    inlines: tuple[Inline, ...]


class Emphasis(msgspec.Struct, frozen=True, tag="emphasis"):
    """Stressed words."""

    inlines: tuple[Inline, ...]


class Strike(msgspec.Struct, frozen=True, tag="strike"):
    """Words struck out."""

    inlines: tuple[Inline, ...]


Inline: TypeAlias = Text | Code | Break | Strong | Emphasis | Strike


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """Running words; `rtl` when their first letter belongs to a script written from right to left."""

    inlines: tuple[Inline, ...]
    rtl: bool = False


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading inside a part. `level` counts from the part's own heading, which is 1, and never skips a step."""

    level: int
    text: Paragraph


class Items(msgspec.Struct, frozen=True, tag="items"):
    """A list: numbered from `start`, or with bullets when `start` is None; `tight` without space between items."""

    start: int | None
    tight: bool
    rtl: bool
    items: tuple[tuple[Block, ...], ...]


class Quote(msgspec.Struct, frozen=True, tag="quote"):
    """Someone else's words."""

    blocks: tuple[Block, ...]


class CodeBlock(msgspec.Struct, frozen=True, tag="code_block"):
    """Lines to be shown exactly as typed."""

    text: str


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table with one header row. `align` has "left", "center", "right" or "" for each column; `weights` has the
    columns' shares of the width, or is empty where the contents decide; `signed` has room in each row to write by hand.
    """

    header: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    align: tuple[str, ...]
    weights: tuple[int, ...] = ()
    signed: bool = False


class Rule(msgspec.Struct, frozen=True, tag="rule"):
    """A line across the page."""


class Photo(msgspec.Struct, frozen=True, tag="photo"):
    """A photo under its number in `Outline.photos`; `words` say what it shows, `caption` stands under it, or is "".

    `place` is where its content is found: the name of a file, or a data URI.
    """

    number: int
    words: str
    caption: str
    place: str = ""


Block: TypeAlias = Paragraph | Heading | Items | Quote | CodeBlock | Table | Rule | Photo


def paragraph(inlines: Iterable[Inline]) -> Paragraph:
    """A paragraph that knows its own direction."""
    parts = tuple(inlines)
    return Paragraph(parts, _starts_rtl(parts))


def plain(text: str) -> Paragraph:
    """A paragraph of plain words; none where `text` is empty."""
    return paragraph((Text(text),) if text else ())


def items(contents: Iterable[Iterable[Block]], start: int | None = None, tight: bool = True) -> Items:
    """A list, written from right to left if its first paragraph is."""
    entries = tuple(tuple(blocks) for blocks in contents)
    first = next((block for blocks in entries for block in blocks), None)
    return Items(start, tight, isinstance(first, Paragraph | Items) and first.rtl, entries)


def is_label(block: Block) -> bool:
    """Whether it is a line in bold that stands over what it is for."""
    return isinstance(block, Paragraph) and len(block.inlines) == 1 and isinstance(block.inlines[0], Strong)


def letters(inlines: tuple[Inline, ...]) -> Iterator[str]:
    """Every character that a reader sees, one by one, with a line feed for each break."""
    for inline in inlines:
        match inline:
            case Break():
                yield "\n"
            case Text(text) | Code(text):
                yield from text
            case Strong(inner) | Emphasis(inner) | Strike(inner):
                yield from letters(inner)


def _starts_rtl(inlines: tuple[Inline, ...]) -> bool:
    for letter in letters(inlines):
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
