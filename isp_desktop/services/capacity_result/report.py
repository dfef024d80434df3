"""The result of an assessment for the team, as a file; of what is shared and nothing else (see `reading.shared`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from isp_desktop.domain.capacity_result import Item, apart, strengths
from isp_desktop.domain.language import _, counted, number, spoken
from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS
from isp_desktop.services.capacity_result import words
from isp_desktop.services.capacity_result.model import NeedLine, Result, StepChip
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.summary import Format, written
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, long_date, plain_date
from isp_desktop.services.summary.notes import read
from isp_desktop.services.summary.outline import Fact, Outline, Part, PhotoFile
from isp_desktop.services.summary.tree import (
    Block,
    Break,
    Emphasis,
    Heading,
    Paragraph,
    Photo,
    Strong,
    Table,
    Text,
    items,
    paragraph,
    plain,
)

_MOST_STRENGTHS = 8


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a PNG, with what it says for those who cannot see it."""

    png: bytes
    words: str


def made(result: Result, form: Format, charts: Sequence[Chart] = ()) -> bytes:
    """The file's content; `charts` are the map, and the courses where there are some."""
    return written(outline(result, charts), form)


def outline(result: Result, charts: Sequence[Chart] = (), locale: str = "") -> Outline:
    """What the result says, in the language that holds, with the days of `locale`."""
    place = locale_of(locale or spoken())
    return Outline(
        title=_("Capacity: {name}").format(name=one_line(result.subject_name)),
        language=str(place).replace("_", "-"),
        author="",
        site=one_line(result.subject_name),
        day=result.day.isoformat(),
        date=plain_date(result.day, place),
        when=long_date(result.day, place),
        facts=tuple(_facts(result)),
        notice=_("What was asked is not here any more; nothing is compared.") if result.asked_otherwise else "",
        parts=tuple(part for part in _parts(result, charts) if part.blocks),
        photos=tuple(PhotoFile(f"chart-{at}.png", "image/png", chart.png) for at, chart in enumerate(charts, 1)),
    )


def _facts(result: Result) -> Iterator[Fact]:
    answered = sum(item.state == "answered" for item in result.items)
    lines = {
        _("Assessment"): _("{n} of {all}").format(n=number(result.number), all=number(len(result.runs) or 1)),
        _("Rated with"): ", ".join(result.present),
        _("Instrument"): result.instrument_name,
        _("Purpose"): result.purpose,
        _("Answers"): _("{n} of {all}").format(n=number(answered), all=number(len(result.items))),
    }
    yield from (Fact(label, plain(one_line(told))) for label, told in lines.items() if told)


def _parts(result: Result, charts: Sequence[Chart]) -> Iterator[Part]:
    yield Part(_("Where capacity is"), tuple(_map(result, charts)))
    yield Part(_("Strengths"), tuple(_strengths(result)))
    yield Part(_("Needs"), tuple(_needs(result.needs)))
    yield Part(_("Over time"), tuple(_courses(result, charts)))
    yield Part(_("By section"), tuple(_sections(result)))
    yield Part(_("What was said of it"), read(result.talked))
    yield Part(_("Where the first votes lay apart"), tuple(_apart(result)))
    yield Part(_("Answers"), tuple(_answers(result)))


def _map(result: Result, charts: Sequence[Chart]) -> Iterator[Block]:
    if charts:
        yield Photo(1, charts[0].words, "")
    # Once over the table: said in each cell it would be half of what stands there.
    yield plain(words.comparing_words(result))
    header = ("", *(_(label) for label in LEVELS.values()))
    wide = len(LEVELS)
    rows = [
        (_(label), *(words.brief_words(cell) for cell in result.cells[at * wide : (at + 1) * wide]))
        for at, label in enumerate(CAPACITY_TYPES.values())
    ]
    yield _table(header, rows, (3, *(4 for _level in range(wide))))


def _strengths(result: Result) -> Iterator[Block]:
    found = strengths(result.items, result.cells)[:_MOST_STRENGTHS]
    rows = [
        (_label(item), words.place_words(item.capacity_type, item.level), words.answer_words(item)) for item in found
    ]
    if rows:
        yield _table((_("Item"), _("Where"), _("Answer")), rows, (7, 4, 2))


def _needs(needs: Sequence[NeedLine]) -> Iterator[Block]:
    is_open = [need for need in needs if need.is_open]
    is_met = [need for need in needs if not need.is_open]
    if is_open:
        yield items(map(_need, is_open))
    if is_met:
        yield Heading(2, plain(_("Met")))
        yield items(map(_need, is_met))


def _need(need: NeedLine) -> Iterator[Block]:
    """A need, and under it the steps that are taken for it."""
    place = words.place_words(need.capacity_type, need.level) if need.what else ""
    told = words.need_words(need)
    yield plain(one_line(f"{told} ({place})" if place else told))
    steps = [_step_words(step) for step in need.steps]
    if need.is_open and not steps:
        steps = [_("No step is planned yet.")]
    if steps:
        yield items((plain(one_line(step)),) for step in steps)


def _step_words(step: StepChip) -> str:
    until = _("by {day}").format(day=day_in_words(step.due)) if step.due else ""
    return ", ".join(filter(None, (step.what, _("done") if step.is_over else until)))


def _courses(result: Result, charts: Sequence[Chart]) -> Iterator[Block]:
    told = [one for one in result.courses if one.is_told]
    if len(result.so_far) < 2 or not told:
        return
    if len(charts) > 1:
        yield Photo(2, charts[1].words, "")
    if said := words.runs_words(result):
        yield plain(said)
    rows = []
    for at, run in enumerate(result.so_far):
        day = day_in_words(run.day.isoformat())
        day = _("{day}, by other questions").format(day=day) if run.compares == "apart" else day
        rows.append((day, *(words.value_words(one.values[at]) or _("not rated") for one in told)))
    if any(one.needed is not None for one in told):
        rows.append((_("Needed"), *map(words.needed_words, told)))
    yield _table(("", *(_(CAPACITY_TYPES[one.capacity_type]) for one in told)), rows, (4, *(3 for _one in told)))


def _sections(result: Result) -> Iterator[Block]:
    compared = [one for one in result.sections if one.change is not None]
    header = [_("Section"), _("Score"), _("Answered")]
    since = day_in_words(result.since.day.isoformat()) if result.since is not None and compared else ""
    if since:
        header.append(_("Since {day}").format(day=since))
    rows = []
    for one in result.sections:
        answered = _("{n} of {all}").format(n=number(one.score.counted), all=number(words.asked(one.score)))
        row = [one_line(one.label), words.scored_words(one), answered]
        rows.append((*row, words.way_words(one.change) if one.change is not None else "") if since else tuple(row))
    if rows:
        yield _table(header, rows, (6, 3, 2, 3)[: len(header)])


def _apart(result: Result) -> Iterator[Block]:
    rows = [(_label(item), words.given_words(item), words.answer_words(item)) for item in apart(result.items)[0]]
    if rows:
        yield _table((_("Item"), _("First votes"), _("Agreed on")), rows, (7, 4, 2))


def _answers(result: Result) -> Iterator[Block]:
    """Every item with its answer; evidence and dissent under it. Items without an answer say so."""
    missing = sum(item.state == "missing" for item in result.items)
    if missing:
        yield plain(counted("{n} item was not answered.", "{n} items were not answered.", missing))
    for section, found in groupby(result.items, key=lambda item: item.section):
        # As the head of its table, a section is said again on each page that it goes on to.
        head = paragraph((Strong((Text(one_line(section) or _("Item")),)),))
        yield Table((head, plain(_("Answer"))), tuple(map(_answer, found)), ("", ""), (5, 2))


def _answer(item: Item) -> tuple[Paragraph, Paragraph]:
    said = [part for told in _said(item) for part in (Break(), Emphasis((Text(one_line(told)),)))]
    return paragraph((Text(_label(item)), *said)), plain(one_line(words.answer_words(item)))


def _said(item: Item) -> Iterator[str]:
    if item.dissent:
        yield _("Dissent: {words}").format(words=item.dissent)
    if item.evidence:
        yield _("Evidence: {words}").format(words=item.evidence)


def _label(item: Item) -> str:
    """What an item asks, as it stands in a table."""
    return one_line(item.label).removesuffix(".")


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], weights: tuple[int, ...]) -> Table:
    cells = tuple(tuple(map(plain, row)) for row in rows)
    return Table(tuple(map(plain, header)), cells, ("",) * len(header), weights)
