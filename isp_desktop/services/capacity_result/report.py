"""The result of an assessment for the team, as a file; of what is shared and nothing else (see `reading.shared`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isp_desktop.domain.capacity_result import Cell, Item, apart, strengths
from isp_desktop.domain.language import _, counted, number, spoken
from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS
from isp_desktop.services.capacity_result import words
from isp_desktop.services.capacity_result.model import NeedLine, Result, StepChip
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.summary import Format, written
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, long_date, plain_date
from isp_desktop.services.summary.notes import read
from isp_desktop.services.summary.outline import Fact, Outline, Part, PhotoFile, lead
from isp_desktop.services.summary.tree import Block, Heading, Photo, Table, Text, items, paragraph, plain

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
    found = strengths(result.items, result.cells)
    yield Part(_("Strengths"), _listed([_item_line(item) for item in found[:_MOST_STRENGTHS]]))
    yield Part(_("Needs"), _listed([_need_line(need) for need in result.needs]))
    yield Part(_("Over time"), tuple(_courses(result, charts)))
    yield Part(_("By section"), tuple(_sections(result)))
    yield Part(_("What was said of it"), read(result.talked))
    yield Part(_("Where the first votes lay apart"), _listed([_apart_line(item) for item in apart(result.items)[0]]))
    yield Part(_("Answers"), tuple(_answers(result)))


def _map(result: Result, charts: Sequence[Chart]) -> Iterator[Block]:
    if charts:
        yield Photo(1, charts[0].words, "")
    header = ("", *(_(label) for label in LEVELS.values()))
    rows = [_(label) for label in CAPACITY_TYPES.values()]
    wide = len(LEVELS)
    yield Table(
        header=tuple(map(plain, header)),
        rows=tuple(
            (plain(label), *(plain(_told(cell, result)) for cell in result.cells[at * wide : (at + 1) * wide]))
            for at, label in enumerate(rows)
        ),
        align=("",) * (wide + 1),
        weights=(3, *(4 for _level in range(wide))),
    )
    yield plain(words.comparing_words(result))


def _told(cell: Cell, result: Result) -> str:
    return words.measured_words(cell, result.since)


def _item_line(item: Item) -> str:
    place = words.place_words(item.capacity_type, item.level)
    told = ", ".join(filter(None, (place, words.answer_words(item))))
    return f"{one_line(item.label)} ({told})" if told else one_line(item.label)


def _need_line(need: NeedLine) -> str:
    place = words.place_words(need.capacity_type, need.level)
    told = one_line(words.need_words(need))
    state = "" if need.is_open else _("met")
    parts = (f"{told} ({place})" if place and need.what else told, state, *map(_step_words, need.steps))
    return "; ".join(filter(None, map(one_line, parts)))


def _step_words(step: StepChip) -> str:
    until = _("by {day}").format(day=day_in_words(step.due)) if step.due else ""
    return ", ".join(filter(None, (step.what, _("done") if step.is_over else until)))


def _courses(result: Result, charts: Sequence[Chart]) -> Iterator[Block]:
    if len(result.runs) < 2:
        return
    if len(charts) > 1:
        yield Photo(2, charts[1].words, "")
    yield from _listed([words.course_words(one, result.runs) for one in result.courses if one.last is not None])
    if told := words.runs_words(result):
        yield plain(told)


def _sections(result: Result) -> Iterator[Block]:
    yield from _listed([f"{one_line(one.label)}: {words.measured_words(one, result.since)}" for one in result.sections])


def _apart_line(item: Item) -> str:
    return f"{one_line(item.label)}: {words.votes_words(item)}; {words.answer_words(item)}"


def _answers(result: Result) -> Iterator[Block]:
    """Every item with its answer; evidence and dissent under it. Items without an answer say so."""
    missing = sum(item.state == "missing" for item in result.items)
    if missing:
        yield plain(counted("{n} item was not answered.", "{n} items were not answered.", missing))
    section = ""
    for item in result.items:
        if item.section and item.section != section:
            section = item.section
            yield Heading(2, plain(one_line(section)))
        yield paragraph((*lead(one_line(item.label).rstrip(":")), Text(one_line(words.answer_words(item)))))
        yield from _listed([one_line(told) for told in _said(item)])


def _said(item: Item) -> Iterator[str]:
    if item.dissent:
        yield _("Dissent: {words}").format(words=item.dissent)
    if item.evidence:
        yield _("Evidence: {words}").format(words=item.evidence)


def _listed(lines: Sequence[str]) -> tuple[Block, ...]:
    return (items((plain(line),) for line in lines),) if lines else ()
