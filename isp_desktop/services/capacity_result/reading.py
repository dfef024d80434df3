"""Reads a result: for its page as its owner sees it, for files from what is shared alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from isp_desktop.db.store import Store
from isp_desktop.domain.capacity_result import Cell, Section, shortest
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _
from isp_desktop.domain.scoring import CELLS, Comparison, Profile, Score
from isp_desktop.domain.scoring import Cell as Place
from isp_desktop.services.capacity import needs as capacity_needs
from isp_desktop.services.capacity_result import items, needed, runs
from isp_desktop.services.capacity_result.courses import courses
from isp_desktop.services.capacity_result.model import Result, Run
from isp_desktop.services.capacity_result.runs import RunRead
from isp_desktop.services.capacity_result.source import Own, Seen, Shared, Source

KINDS = frozenset(
    (
        *("assessment", "answer", "instrument", "need", "plan_step", "capacity_target"),
        *("site", "team", "organization", "person"),
    )
)
"""The kinds from which a result is told."""

_SUBJECTS = ("site", "team", "organization", "person")


def result(store: Store, uid: str) -> Result:
    """The result of the assessment `uid`.

    Raises:
        NotFound: there is no such assessment.
    """
    with store.read() as reading:
        found = told(Own(reading), uid)
    if not any(need.uid and need.is_open for need in found.needs):
        return found
    met = {one.need: one for one in capacity_needs.shown(store, found.subject) if one.is_met}
    needs = (
        replace(need, met_by=met[need.uid].assessment, met_on=met[need.uid].day.isoformat())
        if need.uid in met
        else need
        for need in found.needs
    )
    return replace(found, needs=tuple(needs))


def shared(store: Store, uid: str) -> Result:
    """The same of what is shared and nothing else.

    Raises:
        NotFound: there is no such assessment, or nothing of it is shared.
    """
    with store.read() as reading:
        return told(Shared(reading), uid)


def told(source: Source, uid: str) -> Result:
    """The result of the assessment `uid`, from `source`. Raises as `result` does."""
    own_record = source.records("assessment", [uid]).get(uid)
    if own_record is None:
        raise NotFound(_("There is no such assessment, or nothing of it is shared. Look it up by search."))
    own = runs.read(source, own_record)
    others = _others(source, own_record)
    all_runs = in_order([own, *(runs.read(source, one) for one in others)])
    all_runs = [run for run in all_runs if run.values or run is own]
    listed = [_run(run, own) for run in all_runs]
    since = _since(all_runs, listed, own)
    return _result(source, own, all_runs, listed, since)


def _others(source: Source, own: Seen) -> list[Seen]:
    subject = own.text("subject")
    found = source.pointing(subject, "assessment", "subject") if subject else []
    return [one for one in found if one.uid != own.uid and one.life != "deleted"]


def in_order(found: Sequence[RunRead]) -> list[RunRead]:
    """Earliest first."""
    return sorted(found, key=lambda run: (run.day, run.record.uid))


def _run(run: RunRead, own: RunRead) -> Run:
    compares, mapped = runs.compares(run, own)
    return Run(run.record.uid, run.day, run.instrument_name, compares, mapped)


def _since(all_runs: Sequence[RunRead], listed: Sequence[Run], own: RunRead) -> tuple[Run, RunRead] | None:
    """The nearest run before that compares."""
    at = next(at for at, run in enumerate(all_runs) if run is own)
    before = list(zip(listed, all_runs, strict=True))[:at]
    return next((pair for pair in reversed(before) if pair[0].compares != "apart"), None)


def _result(
    source: Source,
    own: RunRead,
    all_runs: Sequence[RunRead],
    listed: Sequence[Run],
    since: tuple[Run, RunRead] | None,
) -> Result:
    record, subject = own.record, own.record.text("subject")
    kind = next((one for one in _SUBJECTS if source.records(one, [subject])), "site") if subject else "site"
    site = record.text("site") or (subject if kind == "site" else "")
    targets = source.targets(record.text("instrument"), site)
    found = items.told(own, since[1] if since else None)
    compared = runs.comparison(since[1], own) if since else None
    cells = _cells(own, own.profile(), compared, targets)
    present = [str(uid) for uid in record.fields.get("present") or ()]
    names = source.names([subject, *present])
    lines, over = courses(all_runs, listed, own, targets)
    return Result(
        uid=record.uid,
        subject=subject,
        subject_kind=kind,
        subject_name=names.get(subject) or _("Somebody who is not in this notebook"),
        day=own.day,
        instrument=record.text("instrument"),
        instrument_name=own.instrument_name,
        site=site,
        life=record.life,
        in_conflict=record.in_conflict,
        state=record.text("state"),
        present=tuple(names[uid] for uid in present if uid in names),
        purpose=record.text("purpose"),
        talked=record.text("talked"),
        follow_up_on=record.text("follow_up_on"),
        asked_otherwise=not own.is_as_asked,
        runs=tuple(listed),
        since=since[0] if since else None,
        over=over,
        cells=cells,
        sections=_sections(own, compared),
        items=tuple(found),
        courses=lines,
        needs=tuple(needed.needs(source, subject, shortest(cells))) if subject else (),
    )


def _cells(
    own: RunRead, profile: Profile, compared: Comparison | None, targets: Mapping[Place, int]
) -> tuple[Cell, ...]:
    """All cells of the map, row by row."""
    made = []
    for place in CELLS:
        score = profile.cells.get(place)
        if score is None:
            made.append(Cell(needed=targets.get(place), capacity_type=place[0], level=place[1]))
            continue
        unit = items.unit_of(score, [one for one in own.rated if one.cell == place], own)
        now = _share(compared.after.cells.get(place)) if compared else None
        before = _share(compared.before.cells.get(place)) if compared else None
        made.append(Cell(score, unit, targets.get(place), now, before, place[0], place[1]))
    return tuple(made)


def _sections(own: RunRead, compared: Comparison | None) -> tuple[Section, ...]:
    made = []
    for name, score in own.profile().sections.items():
        unit = items.unit_of(score, [one for one in own.rated if one.section == name], own)
        now = _share(compared.after.sections.get(name)) if compared else None
        before = _share(compared.before.sections.get(name)) if compared else None
        made.append(Section(score, unit, None, now, before, name, items.section_label(own, name)))
    return tuple(made)


def _share(score: Score | None) -> float | None:
    return score.share if score is not None else None
