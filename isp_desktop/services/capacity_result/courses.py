"""Each capacity type over all runs of a subject, as far as they compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isp_desktop.domain import scoring
from isp_desktop.domain.capacity_result import PERCENT, Unit, mean_of, unit_in_common
from isp_desktop.domain.scoring import CELLS, Profile, Rated
from isp_desktop.domain.scoring import Cell as Place
from isp_desktop.domain.vocabulary import CAPACITY_TYPES
from isp_desktop.services.capacity.runs import Run
from isp_desktop.services.capacity_result import items
from isp_desktop.services.capacity_result.model import Course, RunLine


def courses(
    all_runs: Sequence[Run], listed: Sequence[RunLine], own: Run, targets: Mapping[Place, int]
) -> tuple[tuple[Course, ...], int]:
    """The courses of the types that `own` asks for, up to `own`, and over how many items; 0 for all there are.

    A value is the mean of the type's levels. Runs by other versions are told with all others over the items that all
    have in common; a run that does not compare stands by its own questions.
    """
    upto = all_runs.index(own) + 1
    all_runs, listed = all_runs[:upto], listed[:upto]
    comparing = [run for run, line in zip(all_runs, listed, strict=True) if line.compares != "apart"]
    paths: dict[str, list[str]] = {}
    for kind in CAPACITY_TYPES:
        asked = [one for one in own.rated if one.cell and one.item.capacity_type == kind]
        paths[kind] = _in_common(comparing, asked)
    every = [path for own_paths in paths.values() for path in own_paths]
    profiles = [
        _over(run, own, every) if line.compares != "apart" else run.profile()
        for run, line in zip(all_runs, listed, strict=True)
    ]
    unit = _unit(own, own.profile(every))
    found = [_course(kind, profiles, unit, targets, own) for kind, own_paths in paths.items() if own_paths]
    is_whole = len(every) == sum(one.cell is not None for one in own.rated)
    return tuple(found), 0 if is_whole else len(every)


def _in_common(runs: Sequence[Run], own: Sequence[Rated]) -> list[str]:
    """The paths of the items of `own` that all of `runs` have, too; a run that has none of them asks for nothing."""
    paths = [one.path for one in own]
    for run in runs:
        there = {mine.path for _other, mine in scoring.in_common(run.rated, own)}
        paths = [path for path in paths if path in there] if there else paths
    return paths


def _over(run: Run, own: Run, paths: Sequence[str]) -> Profile:
    """The scores of a run over the items of `own` with these paths, by the tags and weights of `own`."""
    if run.uid == own.uid:
        return own.profile(paths)
    wanted = set(paths)
    kept = [one for one in own.rated if one.path in wanted]
    return scoring.over(scoring.in_common(run.rated, kept), run.values, *own.rules)


def _unit(own: Run, profile: Profile) -> Unit:
    """In what values are told: in that of the cells, where all have one."""
    if own.rules[0] == "sum":
        # Sums over different items are no course.
        return PERCENT
    return unit_in_common(
        items.unit_of(score, [one for one in own.rated if one.cell == place], own)
        for place, score in profile.cells.items()
    )


def _course(kind: str, profiles: Sequence[Profile], unit: Unit, targets: Mapping[Place, int], own: Run) -> Course:
    asked = {one.cell for one in own.rated}
    places = [place for place in CELLS if place[0] == kind and place in asked]
    shares = [mean_of(_shares(one, places).values()) for one in profiles]
    # The mean of other levels, or of some alone, would not say whether these are short.
    rated = list(_shares(profiles[-1], places)) or places
    needed = mean_of(targets[place] / 100 for place in rated) if all(place in targets for place in rated) else None
    return Course(
        kind,
        unit,
        tuple(None if share is None else unit.least + share * (unit.most - unit.least) for share in shares),
        None if needed is None else unit.least + needed * (unit.most - unit.least),
    )


def _shares(profile: Profile, places: Sequence[Place]) -> dict[Place, float]:
    """The scores of those of `places` that have one, as shares of their scales."""
    found = {place: profile.cells[place].share for place in places if place in profile.cells}
    return {place: share for place, share in found.items() if share is not None}
