"""Reads a note's Markdown into the tree: CommonMark with tables and strikethrough, and the line breaks as typed.

Nothing typed is dropped: raw HTML stays the words it is, link definitions stay text, and what is nested beyond all
sense is taken as plain lines. Links and images become their words with the address behind; nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from isp_desktop.services.summary.clean import clean
from isp_desktop.services.summary.tree import (
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
    items,
    paragraph,
)

# Lists and quotes nested deeper than this are shown at this depth: no page is wide enough for more.
DEPTH = 6
# How deep the parser looks; below it, it would silently skip the words.
_PARSED_DEPTH = 60


# The sign by which a commitment is dictated; who reads the summary sees an item of a list.
_PROMISED = re.compile(r"^!\s+(?=\S)", re.MULTILINE)


def read(markdown: str) -> tuple[Block, ...]:
    """The blocks of `markdown`; its headings start at level 2 and never skip a level."""
    text = _PROMISED.sub("- ", clean(markdown))
    tokens = _parser().parse(text)
    if any(_is_too_deep(token) for token in tokens):
        return (paragraph(tuple(_lines(text))[:-1]),)
    return tuple(_blocks(SyntaxTreeNode(tokens).children, _Levels(), 0))


def read_words(line: str) -> tuple[Inline, ...]:
    """The words and marks of `line`, as they would stand in a paragraph."""
    return _words(SyntaxTreeNode(_parser().parseInline(line)).children)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _PARSED_DEPTH})
    # Without link definitions, since one that nothing refers to would vanish from the summary.
    return parser.enable(["table", "strikethrough"]).disable("reference")


def _is_too_deep(token: Token) -> bool:
    inner = max((child.level for child in token.children or ()), default=0)
    return max(token.level + 1, inner) >= _PARSED_DEPTH


def _lines(text: str) -> Iterator[Inline]:
    for line in text.strip().split("\n"):
        yield Text(line.strip())
        yield Break()


class _Levels:
    """Turns the heading levels a person typed into an order without gaps, as tagged PDF asks for."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def of(self, typed: int) -> int:
        while self._open and self._open[-1] >= typed:
            self._open.pop()
        self._open.append(typed)
        return min(1 + len(self._open), 5)


def _blocks(nodes: list[SyntaxTreeNode], levels: _Levels, depth: int) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield from _heading(node, levels, depth)
            case "bullet_list" | "ordered_list":
                yield from _items(node, levels, depth)
            case "blockquote":
                inner = tuple(_blocks(node.children, levels, depth + 1))
                yield from (Quote(inner),) if inner and depth < DEPTH else inner
            case "fence" | "code_block":
                yield CodeBlock(_information(node) + clean(node.content).rstrip("\n"))
            case "table":
                yield _table(node)
            case "hr":
                yield Rule()
            case _:
                yield from _paragraph(node)


def _paragraph(node: SyntaxTreeNode) -> Iterator[Paragraph]:
    inlines = _words(node.children)
    if inlines:
        yield paragraph(inlines)


def _heading(node: SyntaxTreeNode, levels: _Levels, depth: int) -> Iterator[Block]:
    inlines = _words(node.children)
    if not inlines:
        return
    # Inside a list or a quote a heading orders nothing; there it is only weight.
    yield paragraph((Strong(inlines),)) if depth else Heading(levels.of(int(node.tag[1])), paragraph(inlines))


def _items(node: SyntaxTreeNode, levels: _Levels, depth: int) -> Iterator[Block]:
    contents = [tuple(_blocks(item.children, levels, depth + 1)) for item in node.children]
    if depth >= DEPTH:
        yield from (block for blocks in contents for block in blocks)
        return
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    yield items(contents, start, _is_tight(node))


def _is_tight(node: SyntaxTreeNode) -> bool:
    return all(block.hidden for item in node.children for block in item.children if block.type == "paragraph")


def _information(node: SyntaxTreeNode) -> str:
    """What stands behind the opening fence, as a first line: it may be more than a language's name."""
    words = clean(node.info).strip() if node.type == "fence" else ""
    return words + "\n" if words else ""


def _table(node: SyntaxTreeNode) -> Table:
    cells = [row.children for part in node.children for row in part.children]
    header, *rows = [tuple(paragraph(_words(cell.children)) for cell in row) for row in cells]
    align = tuple(str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in cells[0])
    return Table(header, tuple(rows), align)


def _words(nodes: list[SyntaxTreeNode], depth: int = 0) -> tuple[Inline, ...]:
    """The inlines of `nodes`, with neighbouring plain words as one."""
    words: list[Inline] = []
    for inline in _inlines(nodes, depth):
        if words and isinstance(inline, Text) and isinstance(words[-1], Text):
            words[-1] = Text(words[-1].text + inline.text)
        else:
            words.append(inline)
    return tuple(words)


_MARKS: dict[str, type[Strong | Emphasis | Strike]] = {"strong": Strong, "em": Emphasis, "s": Strike}


def _inlines(nodes: list[SyntaxTreeNode], depth: int) -> Iterator[Inline]:
    for node in nodes:
        match node.type:
            case "inline":
                yield from _inlines(node.children, depth)
            case "strong" | "em" | "s":
                inner = _words(node.children, depth + 1)
                yield from (_MARKS[node.type](inner),) if depth < DEPTH else inner
            case "softbreak" | "hardbreak":
                yield Break()
            case "code_inline":
                yield Code(clean(node.content))
            case "link" | "image":
                yield from _with_address(node, depth)
            case _:
                if text := clean(node.content):
                    yield Text(text)


def _with_address(node: SyntaxTreeNode, depth: int) -> Iterator[Inline]:
    raw = str(node.attrs.get("href", node.attrs.get("src", "")))
    address = _parser().normalizeLinkText(raw)
    words = _words(node.children, depth)
    yield from words
    behind = ", ".join(clean(part) for part in (address, str(node.attrs.get("title", ""))) if part)
    if behind and words != (Text(behind),):
        yield Text(f" ({behind})" if words else behind)
