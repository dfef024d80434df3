"""What the assessments of one subject came to: all runs, and what is strong or needed beside what is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.domain.scoring import Cell, stands
from isp_desktop.services import naming
from isp_desktop.services.capacity.runs import Run, runs
from isp_desktop.services.capacity.targets import Target, percents, targets_within

KINDS = frozenset(
    {"assessment", "answer", "instrument", "capacity_target", "site", "team", "organization", "person", "initiative"}
)
"""The kinds from which results are told."""
_MOST_FOUND = 5


class Finding(Struct, frozen=True):
    """A field of the grid, or an item, that stands out.

    Attributes:
        why: "target" beside what is needed, "scale" by its place on the scale, "rank" as the highest or lowest.
        needed: in percent, None where nobody said so.
    """

    sort: Literal["strength", "need"]
    why: Literal["target", "scale", "rank"]
    percent: int
    cell: Cell | None = None
    path: str = ""
    needed: int | None = None


class Results(Struct, frozen=True):
    """All runs of one subject, earliest first; `targets` are those of its site for the latest one's instrument."""

    subject: str
    kind: str
    name: str
    runs: tuple[Run, ...]
    targets: Mapping[Cell, Target]


def results(store: Store, subject: str) -> Results:
    """The runs of a site, team, organization or person, whoever assessed it; none where there are none."""
    with store.read() as reading:
        found = runs(reading, table.of(reading, subject))
        names = lists.names(reading, [subject])
        titles = naming.titles_of(reading, names)
        kind = names[subject].kind if subject in names else ""
        site = subject if kind == "site" else next((run.site for run in reversed(found) if run.site), "")
        instruments = [run.questions.uid for run in reversed(found) if run.questions.uid]
        needed = targets_within(reading, instruments[:1], site) if instruments else {}
    return Results(subject, kind, titles.get(subject, ""), tuple(found), needed)


def strengths_and_needs(run: Run, targets: Mapping[Cell, Target]) -> list[Finding]:
    """The fields of the grid that stand out, strengths first, of each sort the clearest first.

    Where none does, by what is needed or by the scale, the highest and the lowest are named, if they differ.
    """
    needed = percents(targets)
    scored = {cell: score.percent for cell, score in run.profile.cells.items() if score.percent is not None}
    found = [
        Finding(sort, "target" if cell in needed else "scale", percent, cell, needed=needed.get(cell))
        for cell, percent in scored.items()
        if (sort := stands(percent, needed.get(cell)))
    ]
    if not found and scored and max(scored.values()) > min(scored.values()):
        high, low = max(scored, key=lambda cell: scored[cell]), min(scored, key=lambda cell: scored[cell])
        return [Finding("strength", "rank", scored[high], high), Finding("need", "rank", scored[low], low)]
    return sorted(found, key=_clearest)


def items_that_stand_out(run: Run, targets: Mapping[Cell, Target]) -> list[Finding]:
    """The single items that stand out likewise, the clearest of each sort."""
    needed = percents(targets)
    found = []
    for one in run.items:
        score = one.scale.score(run.answers.get(one.path, ""))
        if score is None:
            continue
        percent = round(100 * one.scale.share(score))
        wanted = needed.get(one.cell) if one.cell else None
        if sort := stands(percent, wanted):
            why: Literal["target", "scale"] = "scale" if wanted is None else "target"
            found.append(Finding(sort, why, percent, one.cell, one.path, wanted))
    in_order = sorted(found, key=_clearest)
    sorts: tuple[Literal["strength", "need"], ...] = ("strength", "need")
    return [one for sort in sorts for one in [it for it in in_order if it.sort == sort][:_MOST_FOUND]]


def _clearest(one: Finding) -> tuple[bool, int]:
    over = one.percent - (one.needed or 0)
    return one.sort == "need", over if one.sort == "need" else -over
