"""Decides what a printed charter looks like, once for all formats."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from isp_desktop.domain.charter_text import Passage, PrintedCharter, PrintedSection
from isp_desktop.domain.language import _, number, spoken
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, plain_date
from isp_desktop.services.summary.notes import read
from isp_desktop.services.summary.outline import Fact, Outline, Part, labelled, lead
from isp_desktop.services.summary.tree import Block, Paragraph, Table, Text, items, paragraph, plain

# The columns of the members and of the signatures, with their shares of the page.
_MEMBERS, _SIGNATURES = (5, 9), (5, 6, 4)


def charter_outline(charter: PrintedCharter, locale: str = "") -> Outline:
    """What `charter` says in the language that holds, with the days of `locale`; sections without a word are left out.

    The members sign at the end: with the day of those who did, and room for those who did not yet.
    """
    place = locale_of(locale or spoken())
    facts = {
        _("Team"): charter.team if charter.version else "",
        _("Sites"): ", ".join(charter.sites),
        _("Written by"): charter.author,
    }
    parts = [Part(section.label, tuple(_section(section))) for section in charter.sections]
    if charter.signatures:
        parts.append(Part(_("Sign-off"), (_signatures(charter),)))
    return Outline(
        title=one_line(charter.title),
        language=str(place).replace("_", "-"),
        author=one_line(charter.author),
        site=one_line(charter.team),
        day=charter.day.isoformat(),
        date=plain_date(charter.day, place),
        when=_when(charter),
        facts=tuple(Fact(name, plain(one_line(words))) for name, words in facts.items() if one_line(words)),
        notice=one_line(charter.conflict_note),
        parts=tuple(parts),
    )


def _when(charter: PrintedCharter) -> str:
    if not charter.version:
        return _("Charters of teams can begin with these words.")
    return _("Version {n} · {state}").format(n=number(charter.version), state=charter.state)


def _section(section: PrintedSection) -> Iterator[Block]:
    if section.members:
        yield _table((_("Name"), _("Role")), section.members, _MEMBERS)
    for passage in section.passages:
        yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[Block]:
    words = passage.words or passage.missing
    if passage.form == "agenda":
        lines = [plain(one_line(line)) for line in words.splitlines()]
        yield paragraph(lead(passage.label)[:1])
        yield items((line,) for line in lines)
    elif passage.form == "line":
        yield paragraph((*lead(passage.label), Text(one_line(words))))
    elif passage.label:
        yield from labelled(passage.label, words)
    else:
        yield from read(words)


def _signatures(charter: PrintedCharter) -> Table:
    return replace(_table((_("Name"), _("Signature"), _("Date")), charter.signatures, _SIGNATURES), signed=True)


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], weights: tuple[int, ...]) -> Table:
    def cells(row: tuple[str, ...]) -> tuple[Paragraph, ...]:
        return tuple(plain(one_line(cell)) for cell in row)

    return Table(cells(header), tuple(map(cells, rows)), ("",) * len(header), weights)
