"""A result as the charts of the kit take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from isp_desktop.domain.capacity_result import Cell, Item, Measured, Section, Unit, unit_in_common
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS
from isp_desktop.services.capacity_result import words
from isp_desktop.services.capacity_result.model import Course, Result, RunLine
from isp_desktop.ui.kit import section_profile, small_courses
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.rated_cells import RatedCell, RatedKey, heat_of
from isp_desktop.ui.kit.rated_grid import Rated
from isp_desktop.ui.kit.vote_rows import VoteRow
from isp_desktop.ui.kit.vote_spread import Votes

_SHORT_TYPES = {"intervention_specific": marked("Intervention")}
_MOST_MARKS, _A_YEAR = 7, 330


def type_labels() -> list[str]:
    """The rows of the map."""
    return [_(label) for label in CAPACITY_TYPES.values()]


def level_labels() -> list[str]:
    """Its columns."""
    return [_(label) for label in LEVELS.values()]


def map_unit(result: Result) -> Unit:
    """In what the cells of the map are told."""
    return unit_in_common(cell.unit for cell in result.cells if cell.score.share is not None)


def heat_map(result: Result) -> Rated:
    """The map of types by levels, with how to read it."""
    columns = len(LEVELS)
    cells = [rated_cell(cell, result.since) for cell in result.cells]
    return Rated(
        rows=type_labels(),
        columns=level_labels(),
        cells=[cells[at : at + columns] for at in range(0, len(cells), columns)],
        key=_key(result),
    )


def _key(result: Result) -> RatedKey:
    unit = map_unit(result)
    values = [value for value, _word in unit.words] or [unit.least, unit.most]
    if len(values) > _MOST_MARKS:
        values = [values[0], values[-1]]
    shades = [
        (heat_of(unit.share(value)), f"{words.value_words(value)} {unit.word(value)}".strip()) for value in values
    ]
    is_needed = any(cell.needed is not None for cell in result.cells)
    has_changed = any(cell.change for cell in result.cells)
    since = written(result.since.day, "yMMM") if result.since is not None else ""
    return RatedKey(
        shades,
        _needed_words(result) if is_needed else "",
        _("since {month}").format(month=since) if has_changed else "",
    )


def _needed_words(result: Result) -> str:
    return _("needed at this site") if result.site else _("needed")


def rated_cell(cell: Cell, since: RunLine | None) -> RatedCell:
    """A cell of the map."""
    spoken = words.cell_words(cell, since)
    if cell.value is None or cell.score.share is None:
        return RatedCell(words.unrated_words(cell.score), words=spoken)
    change, trend = _change(cell)
    return RatedCell(
        text=words.value_words(cell.value),
        word=cell.unit.word(cell.value),
        heat=heat_of(cell.score.share),
        steps=cell.unit.steps,
        filled=cell.unit.filled(cell.score.share),
        needed=None if cell.needed is None else cell.unit.filled(cell.needed / 100),
        short=_("Short") if cell.is_short else "",
        change=change,
        trend=trend,
        words=spoken,
    )


def changed_cell(cell: Cell, since: RunLine | None) -> RatedCell:
    """A cell with what it was before in place of its word; without one that can be compared it is dashed."""
    shown = rated_cell(cell, since)
    if cell.change is None or cell.before is None or cell.now is None:
        told = _("Not compared") if cell.score.share is not None else shown.text
        return RatedCell(told, words=shown.words)
    was = words.value_words(cell.unit.value(cell.before))
    return RatedCell(
        text=words.value_words(cell.unit.value(cell.now)),
        word=_("was {n}").format(n=was),
        heat=heat_of(cell.now),
        steps=cell.unit.steps,
        filled=cell.unit.filled(cell.now),
        needed=cell.unit.filled(cell.before),
        change=shown.change or "0",
        trend=shown.trend,
        words=shown.words,
    )


def change_map(result: Result) -> Rated:
    """The map with what each cell was before; the mark stands there."""
    whole, columns = heat_map(result), len(LEVELS)
    cells = [changed_cell(cell, result.since) for cell in result.cells]
    before = written(result.since.day, "yMMM") if result.since is not None else ""
    key = RatedKey(whole.key.shades, _("where it was in {month}").format(month=before), _("up or down since then"))
    return Rated(whole.rows, whole.columns, [cells[at : at + columns] for at in range(0, len(cells), columns)], key)


def _change(one: Measured) -> tuple[str, Literal["up", "down", ""]]:
    if not one.change:
        return "", ""
    return words.value_words(abs(one.change)), "up" if one.change > 0 else "down"


def courses(result: Result) -> small_courses.Courses:
    """The small charts over the runs up to the one looked at."""
    unit = result.courses[0].unit if result.courses else map_unit(result)
    return small_courses.Courses(
        runs=[
            small_courses.Run(run.day, _run_label(run.day, result.so_far), run.compares == "apart")
            for run in result.so_far
        ],
        marks=[(value, words.value_words(value)) for value in _marks(unit)],
        courses=[_course(one, result.so_far) for one in result.courses],
    )


def _marks(unit: Unit) -> list[float]:
    """Where hairlines stand: at each step of a short scale, at its quarters else."""
    steps = round(unit.most - unit.least)
    parts = steps if 0 < steps < _MOST_MARKS else 4
    return [unit.least + at * (unit.most - unit.least) / parts for at in range(parts + 1)]


def _run_label(day: dt.date, runs: Sequence[RunLine]) -> str:
    """The month, with its year where a month occurs twice."""
    return written(day, "yMMM") if (runs[-1].day - runs[0].day).days > _A_YEAR else written(day, "MMM")


def _course(one: Course, runs: Sequence[RunLine]) -> small_courses.Course:
    state = ChipSpec(_("Not rated")) if one.last is None else None
    if one.needed is not None and one.last is not None:
        state = ChipSpec(_("Short"), "warn") if one.is_short else ChipSpec(_("Meets need"), "good")
    return small_courses.Course(
        label=_(_SHORT_TYPES.get(one.capacity_type, CAPACITY_TYPES[one.capacity_type])),
        values=one.values,
        last=words.value_words(one.last),
        needed=one.needed,
        state=state,
        words=words.course_words(one, runs),
    )


def profile(result: Result) -> list[section_profile.Section]:
    """A bar for each section."""
    return [_section(one, result.since) for one in result.sections]


def _section(one: Section, since: RunLine | None) -> section_profile.Section:
    change, trend = _change(one)
    return section_profile.Section(
        label=one.label,
        share=one.score.share,
        value=words.unrated_words(one.score) if one.value is None else words.value_words(one.value),
        before=one.before,
        change=change,
        trend=trend,
        remark=words.missing_words(one.score),
        words=f"{one.label}: {words.measured_words(one, since)}",
    )


def vote_row(item: Item) -> VoteRow:
    """An item with its first votes and what became of them."""
    notes = ((_("Dissent: {words}"), item.dissent), (_("Evidence: {words}"), item.evidence))
    is_rated = item.value is not None and item.unit is not None
    word = item.unit.word(item.value) if item.unit is not None and item.value is not None else ""
    return VoteRow(
        uid=item.path,
        title=item.label,
        section=item.section,
        votes=votes_of(item),
        answer=words.value_words(item.value) if is_rated else item.answer if item.state == "answered" else "",
        word=word,
        unanswered="" if item.state == "answered" else words.state_words(item),
        chip=ChipSpec(_("Apart"), "warn") if item.is_apart else None,
        notes=tuple(told.format(words=" ".join(said.split())) for told, said in notes if said),
        words=item_words(item),
    )


def votes_of(item: Item) -> Votes | None:
    """The first votes for their chart; None where nobody voted first."""
    if item.unit is None or not item.was_voted:
        return None
    return Votes(item.unit.least, item.unit.most, item.votes, item.value)


def item_words(item: Item) -> str:
    """All that is said of an item."""
    parts = (f"{item.label}: {words.answer_words(item)}", words.votes_words(item), item.dissent, item.evidence)
    return "; ".join(filter(None, parts))
