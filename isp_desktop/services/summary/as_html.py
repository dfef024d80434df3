"""Writes a summary as one self-contained web page: no scripts, no links, nothing fetched, and a policy that says so."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from isp_desktop.domain.resources import resource
from isp_desktop.services.summary import tree
from isp_desktop.services.summary.outline import Outline, placed


def as_html(summary: Outline) -> bytes:
    """The page of `summary`, in UTF-8."""
    style, its_hash = style_and_hash()
    whole = placed(summary, lambda photo: photo.data_uri)
    page = _template().render(summary=whole, style=style, style_hash=its_hash)
    return page.encode()


def in_html(blocks: Iterable[tree.Block]) -> Markup:
    """The HTML of parts of a page."""
    return _blocks(blocks)


def style_and_hash() -> tuple[Markup, str]:
    """The style sheet of pages to hand on, and its hash for the policy that allows nothing else."""
    style = resource("reports/visit.css").read_text("utf-8")
    return Markup(style), _hash(style)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"blocks": _blocks, "words": _words}
    return environment.from_string(resource("reports/visit.html").read_text("utf-8"))


def _hash(style: str) -> str:
    """The style sheet's hash as the content security policy wants it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _blocks(blocks: Iterable[tree.Block]) -> Markup:
    return Markup("\n").join(_block(block) for block in blocks)


def _block(block: tree.Block) -> Markup:
    match block:
        case tree.Paragraph():
            return Markup('<p dir="auto">{}</p>').format(_words(block))
        case tree.Heading(level, text):
            # The page's title is h1, a part's heading h2; so level 2 of the tree is h3.
            return Markup('<h{0} dir="auto">{1}</h{0}>').format(level + 1, _words(text))
        case tree.Items():
            return _list(block)
        case tree.Quote(blocks):
            return Markup("<blockquote>\n{}\n</blockquote>").format(_blocks(blocks))
        case tree.CodeBlock(text):
            return Markup("<pre><code>{}</code></pre>").format(text)
        case tree.Table():
            return _table(block)
        case tree.Rule():
            return Markup("<hr>")
        case tree.Photo():
            return _photo(block)


def _photo(photo: tree.Photo) -> Markup:
    under = Markup('<figcaption dir="auto">{}</figcaption>').format(photo.caption) if photo.caption else Markup("")
    return Markup('<figure><img src="{}" alt="{}">{}</figure>').format(photo.place, photo.words, under)


def _list(block: tree.Items) -> Markup:
    entries = Markup("\n").join(Markup("<li>{}</li>").format(_item(blocks, block.tight)) for blocks in block.items)
    direction = Markup(' dir="rtl"') if block.rtl else Markup("")
    if block.start is None:
        return Markup("<ul{}>\n{}\n</ul>").format(direction, entries)
    return Markup('<ol start="{}"{}>\n{}\n</ol>').format(block.start, direction, entries)


def _item(blocks: tuple[tree.Block, ...], tight: bool) -> Markup:
    if tight and blocks and isinstance(first := blocks[0], tree.Paragraph):
        return _words(first) + _blocks(blocks[1:])
    return _blocks(blocks)


def _table(table: tree.Table) -> Markup:
    header = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(_aligned(align), _words(cell))
        for cell, align in zip(table.header, table.align, strict=True)
    )
    begun = Markup('<tr class="room">') if table.signed else Markup("<tr>")
    rows = Markup("\n").join(begun + _cells(row, table.align) + Markup("</tr>") for row in table.rows)
    kind = Markup(' class="wide"') if table.weights else Markup("")
    return Markup("<table{}>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>").format(kind, header, rows)


def _cells(row: tuple[tree.Paragraph, ...], aligns: tuple[str, ...]) -> Markup:
    return Markup("").join(
        Markup('<td dir="auto"{}>{}</td>').format(_aligned(align), _words(cell))
        for cell, align in zip(row, aligns, strict=True)
    )


def _aligned(align: str) -> Markup:
    return Markup(' class="{}"').format(align) if align else Markup("")


def _words(text: tree.Paragraph) -> Markup:
    return _inlines(text.inlines)


def _inlines(inlines: tuple[tree.Inline, ...]) -> Markup:
    return Markup("").join(_inline(inline) for inline in inlines)


def _inline(inline: tree.Inline) -> Markup:
    match inline:
        case tree.Text(text):
            return escape(text)
        case tree.Code(text):
            return Markup("<code>{}</code>").format(text)
        case tree.Break():
            return Markup("<br>\n")
        case tree.Strong(inner):
            return Markup("<strong>{}</strong>").format(_inlines(inner))
        case tree.Emphasis(inner):
            return Markup("<em>{}</em>").format(_inlines(inner))
        case tree.Strike(inner):
            return Markup("<s>{}</s>").format(_inlines(inner))
