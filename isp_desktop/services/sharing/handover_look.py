"""How the index of a handover looks, as a web page without scripts and as Markdown; both say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from isp_desktop.domain.language import spoken
from isp_desktop.domain.resources import resource
from isp_desktop.services.summary.as_html import in_html, style_and_hash
from isp_desktop.services.summary.as_markdown import in_line, in_markdown
from isp_desktop.services.summary.tree import Block


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another page of the handover; `stem` is its name without the ending."""

    words: str
    stem: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it."""

    heading: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page; `said` is the line below its title."""

    title: str
    said: str
    parts: tuple[Part, ...]


def as_html(page: Page) -> bytes:
    """The web page, in UTF-8."""
    style, its_hash = style_and_hash()
    language = spoken().replace("_", "-")
    known = {"title": page.title, "said": page.said, "parts": page.parts, "language": language}
    return _template().render(style=style, style_hash=its_hash, **known).encode()


def as_markdown(page: Page) -> bytes:
    """The Markdown, in UTF-8."""
    return ("\n\n".join(part for part in _written(page) if part) + "\n").encode()


def _written(page: Page) -> Iterator[str]:
    yield f"# {in_line(page.title)}"
    yield in_line(page.said)
    for part in page.parts:
        yield f"## {in_line(part.heading)}"
        yield in_markdown(part.blocks)
        yield "\n".join(f"- [{in_line(link.words)}]({link.stem}.md)" for link in part.links)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["blocks"] = in_html
    return environment.from_string(resource("reports/handover.html").read_text("utf-8"))
