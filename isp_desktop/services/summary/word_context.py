"""The names that a Word template can use, with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from isp_desktop.domain.language import _
from isp_desktop.domain.summary import VisitSummary
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, span
from isp_desktop.services.summary.notes import read
from isp_desktop.services.summary.outline import Outline, due_words
from isp_desktop.services.summary.tree import Block
from isp_desktop.services.summary.word_body import WordBody


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs, lists and tables, written only when a template asks for them: each list takes a numbering."""

    writer: WordBody
    blocks: tuple[Block, ...]

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def __html__(self) -> Markup:
        return self.writer.blocks(self.blocks)


def context(outline: Outline, writer: WordBody, told: VisitSummary | None = None) -> dict[str, Any]:
    """What is said in ready parts, as the shipped template takes it, and each field of a summary by name."""
    if told is None:
        return _ready(outline, writer)
    return _ready(outline, writer) | _fields(told, outline) | _lists(told, outline, writer)


def _ready(outline: Outline, writer: WordBody) -> dict[str, Any]:
    return {
        "title": outline.title,
        "when": outline.when,
        "site": outline.site,
        "date": outline.date,
        "author": outline.author,
        "facts": [{"label": fact.label, "value": fact.text} for fact in outline.facts],
        "notice": outline.notice,
        "page": re.split(r"\{at\}|\{all\}", _("Page {at} of {all}")),
        "parts": [{"heading": part.heading, "body": Body(writer, part.blocks)} for part in outline.parts],
    }


def _fields(summary: VisitSummary, outline: Outline) -> dict[str, Any]:
    return {
        "times": span(summary.starts, summary.ends, locale_of(outline.language)),
        "mode": one_line(summary.mode),
        "purpose": one_line(summary.purpose),
        "led_by": _lines(summary.led_by),
        "initiatives": _lines(summary.initiatives),
    }


def _lists(summary: VisitSummary, outline: Outline, writer: WordBody) -> dict[str, Any]:
    def body(markdown: str) -> Body:
        return Body(writer, read(markdown))

    locale = locale_of(outline.language)
    return {
        "attended": [_row(name=one.name, role=one.role) for one in summary.attended],
        "activities": [_row(code=one.code, label=one.label, competency=one.competency) for one in summary.activities],
        "sections": [_row(heading=one.heading) | {"body": body(one.markdown)} for one in summary.sections],
        "commitments": [
            _row(what=one.what, who=one.who, due=due_words(one.due, locale), state=one.status)
            for one in summary.promises
        ],
        "changes": [
            _row(what=one.what, place=one.place) | {"meaning": body(one.meaning), "response": body(one.response)}
            for one in summary.changes
        ],
        "built": [
            _row(what=one.what, how=one.way, people=", ".join(one.people), step=one.step)
            | {"seen": body(one.seen), "next": body(one.next)}
            for one in summary.built
        ],
    }


def _row(**fields: str) -> dict[str, Any]:
    return {name: one_line(text) for name, text in fields.items()}


def _lines(names: Iterable[str]) -> list[str]:
    return [line for name in names if (line := one_line(name))]
