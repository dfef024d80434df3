"""Reads a result: for its page as its owner sees it, for files from what is shared alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db.store import Store
from isp_desktop.domain.capacity_result import Cell, Section, shortest
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _
from isp_desktop.domain.scoring import CELLS, Comparison, Profile, Score
from isp_desktop.domain.scoring import Cell as Place
from isp_desktop.services.capacity import needs, runs
from isp_desktop.services.capacity.runs import Run
from isp_desktop.services.capacity_result import items, needed, words
from isp_desktop.services.capacity_result.courses import courses
from isp_desktop.services.capacity_result.model import Result, RunLine
from isp_desktop.services.capacity_result.source import Own, Seen, Shared, Source, run_seen

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
        found = _read(Own(reading), uid)
        met = needs.met(reading, found.own.subject, found.kept) if found.own.subject else {}
        whole = _told(Own(reading), found)
    if not met:
        return whole
    lines = (
        replace(need, met_by=met[need.uid].uid, met_on=met[need.uid].day.isoformat()) if need.uid in met else need
        for need in whole.needs
    )
    return replace(whole, needs=tuple(lines))


def shared(store: Store, uid: str) -> Result:
    """The same of what is shared and nothing else.

    Raises:
        NotFound: there is no such assessment, or nothing of it is shared.
    """
    with store.read() as reading:
        return told(Shared(reading), uid)


def told(source: Source, uid: str) -> Result:
    """The result of the assessment `uid`, from `source`. Raises as `result` does."""
    return _told(source, _read(source, uid))


class _Read(Struct, frozen=True):
    """An assessment: its record, its answers by the path of their item, and itself among the runs of its subject."""

    record: Seen
    answers: Mapping[str, Seen]
    own: Run
    runs: tuple[Run, ...]

    @property
    def kept(self) -> list[Run]:
        """The runs of the subject that are not deleted."""
        return [run for run in self.runs if run is not self.own or self.record.life != "deleted"]


def _read(source: Source, uid: str) -> _Read:
    own_record = source.records("assessment", [uid]).get(uid)
    if own_record is None:
        raise NotFound(_("There is no such assessment, or nothing of it is shared. Look it up by search."))
    answers = {one.text("item"): one for one in source.pointing(uid, "answer", "assessment")}
    own = run_seen(source, own_record, answers.values())
    others = source.runs_of(own.subject) if own.subject else []
    all_runs = [own, *(run for run in others if run.uid != uid and run.values)]
    return _Read(own_record, answers, own, tuple(sorted(all_runs, key=lambda run: (run.day, run.uid))))


def _line(run: Run, own: Run) -> RunLine:
    compares, mapped = runs.compares(run, own)
    return RunLine(run.uid, run.day, words.instrument_name(run.questions), compares, mapped)


def _since(all_runs: Sequence[Run], listed: Sequence[RunLine], own: Run) -> tuple[RunLine, Run] | None:
    """The nearest run before that compares."""
    at = next(at for at, run in enumerate(all_runs) if run is own)
    before = list(zip(listed, all_runs, strict=True))[:at]
    return next((pair for pair in reversed(before) if pair[0].compares != "apart"), None)


def _told(source: Source, read: _Read) -> Result:
    own, record, subject = read.own, read.record, read.own.subject
    listed = [_line(run, own) for run in read.runs]
    since = _since(read.runs, listed, own)
    kind = next((one for one in _SUBJECTS if source.records(one, [subject])), "site") if subject else "site"
    site = record.text("site") or (subject if kind == "site" else "")
    targets = source.targets(record.text("instrument"), site)
    found = items.told(own, read.answers, since[1] if since else None)
    compared = runs.change(since[1], own) if since else None
    cells = _cells(own, own.profile(), compared, targets)
    present = [str(uid) for uid in record.fields.get("present") or ()]
    names = source.names([subject, *present])
    lines, over = courses(read.runs, listed, own, targets)
    return Result(
        uid=record.uid,
        subject=subject,
        subject_kind=kind,
        subject_name=names.get(subject) or _("Somebody who is not in this notebook"),
        day=own.day,
        instrument=record.text("instrument"),
        instrument_name=words.instrument_name(own.questions),
        site=site,
        life=record.life,
        in_conflict=record.in_conflict,
        private=record.private,
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


def _cells(own: Run, profile: Profile, compared: Comparison | None, targets: Mapping[Place, int]) -> tuple[Cell, ...]:
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


def _sections(own: Run, compared: Comparison | None) -> tuple[Section, ...]:
    made = []
    for name, score in own.profile().sections.items():
        unit = items.unit_of(score, [one for one in own.rated if one.section == name], own)
        now = _share(compared.after.sections.get(name)) if compared else None
        before = _share(compared.before.sections.get(name)) if compared else None
        made.append(Section(score, unit, None, now, before, name, items.section_label(own, name)))
    return tuple(made)


def _share(score: Score | None) -> float | None:
    return score.share if score is not None else None
