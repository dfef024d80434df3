"""Decides what a brief looks like, once for all formats."""

from __future__ import annotations

from collections.abc import Iterator

from isp_desktop.domain.brief import Brief, BriefPart
from isp_desktop.domain.language import spoken
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, long_date, plain_date
from isp_desktop.services.summary.outline import Fact, Outline, Part, labelled
from isp_desktop.services.summary.tree import Block, items, plain


def brief_outline(brief: Brief, locale: str = "") -> Outline:
    """What `brief` says in the language that holds, with the days of `locale`; whatever is empty is left out."""
    place = locale_of(locale or spoken())
    return Outline(
        title=one_line(brief.title),
        language=str(place).replace("_", "-"),
        author=one_line(brief.author),
        site=one_line(brief.name),
        day=brief.day.isoformat(),
        date=plain_date(brief.day, place),
        when=long_date(brief.day, place),
        facts=tuple(Fact(label, plain(one_line(words))) for label, words in brief.facts if one_line(words)),
        notice="",
        parts=tuple(Part(part.heading, tuple(_blocks(part))) for part in brief.parts if not part.is_empty),
        mark=one_line(brief.mark),
        compact=True,
    )


def _blocks(part: BriefPart) -> Iterator[Block]:
    for label, markdown in part.texts:
        yield from labelled(label, markdown)
    if part.lines:
        yield items((plain(one_line(line)),) for line in part.lines)
