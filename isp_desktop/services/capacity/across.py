"""One instrument over sites and time: who needs what, and which need is common. It names no person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.capacity_result import is_short
from isp_desktop.domain.scoring import CELLS, Cell, Profile
from isp_desktop.services import naming
from isp_desktop.services.capacity.instruments import family
from isp_desktop.services.capacity.questions import asked
from isp_desktop.services.capacity.runs import Run, change, runs
from isp_desktop.services.capacity.targets import holding, percents, said

_PLACES = frozenset({"site", "team", "organization"})


class Point(Struct, frozen=True):
    """One run, over the `over` items that it has in common with the version that was asked for; `whole`: over all."""

    assessment: str
    day: dt.date
    version: int
    profile: Profile
    over: int
    whole: bool


class Place(Struct, frozen=True):
    """A site, team or organization with its runs, earliest first; `targets` in percent, `short`: by the latest run."""

    uid: str
    kind: str
    name: str
    site: str
    points: tuple[Point, ...]
    targets: Mapping[Cell, int]
    short: tuple[Cell, ...]


class Common(Struct, frozen=True):
    """At how many places a field of the grid is scored by the latest run, and at how many it is short."""

    scored: int
    short: int


class Across(Struct, frozen=True):
    """The places by name.

    Attributes:
        cells: for each field of the grid at how many places it is short.
        left_out: how many runs are private, or cannot be compared, and stand nowhere here; `of_persons` how many are
            of persons, and neither.
    """

    instrument: str
    name: str
    places: tuple[Place, ...]
    cells: Mapping[Cell, Common]
    left_out: int
    of_persons: int = 0


def across(store: Store, instrument: str, initiative: str = "") -> Across:
    """What was assessed by `instrument` or another version of it, at the sites of `initiative` or at all of them.

    Assessments of persons are no part of it, and neither is what is private.
    """
    with store.read() as reading:
        return _Across(reading, instrument, initiative).told()


class _Across:
    def __init__(self, reading: Reading, instrument: str, initiative: str) -> None:
        self._reading, self._instrument, self._initiative = reading, instrument, initiative
        self._questions = asked(reading, [(instrument, "")])[instrument, ""]
        asked_for = self._questions
        # As a run without answers, in which all items apply.
        self._reference = Run("", "", "", instrument, dt.date.min, "", asked_for, asked_for.rated, {})
        self._left_out = self._of_persons = 0
        self._said = said(reading, instrument)
        self._initiatives: Mapping[str, list[str]] = {}

    def told(self) -> Across:
        runs_of = self._runs()
        names = lists.names(self._reading, runs_of)
        sites = lists.items(self._reading, "site", {run.place for own in runs_of.values() for run in own})
        self._initiatives = {row.uid: list(row.fields["initiatives"] or ()) for row in sites}
        titles = naming.titles_of(self._reading, names)
        found: list[Place] = []
        for uid, own in runs_of.items():
            points = tuple(point for run in own if (point := self._point(run)) is not None)
            self._left_out += len(own) - len(points)
            if points:
                kept = next(run for run in reversed(own) if run.uid == points[-1].assessment)
                found.append(self._place(uid, names[uid].kind, titles[uid], points, kept.place))
        places = sorted(found, key=lambda one: (one.name.casefold(), one.uid))
        return Across(
            self._instrument,
            self._questions.name,
            tuple(places),
            {cell: _common(places, cell) for cell in CELLS},
            self._left_out,
            self._of_persons,
        )

    def _runs(self) -> dict[str, list[Run]]:
        """The runs of each place that are shared, earliest first."""
        found = runs(self._reading, table.by(self._reading, family(self._reading, self._instrument)))
        names = lists.names(self._reading, {run.subject for run in found})
        sites = table.sites_of(self._reading, self._initiative) if self._initiative else None
        by_place: dict[str, list[Run]] = {}
        for run in found:
            name = names.get(run.subject)
            if name is None or (sites is not None and run.place not in sites):
                continue
            if name.kind not in _PLACES:
                self._of_persons += 1
                continue
            if run.private or name.private:
                self._left_out += 1
            else:
                by_place.setdefault(run.subject, []).append(run)
        return by_place

    def _point(self, run: Run) -> Point | None:
        """A run over what it has in common with the version that was asked for; None where they do not compare."""
        found = change(run, self._reference)
        if found is None:
            return None
        return Point(run.uid, run.day, run.questions.version, found.before, found.over, found.whole)

    def _place(self, uid: str, kind: str, name: str, points: tuple[Point, ...], site: str) -> Place:
        initiatives = [self._initiative] if self._initiative else self._initiatives.get(site, [])
        targets = percents(holding(self._said, site, initiatives))
        short = tuple(cell for cell, score in points[-1].profile.cells.items() if is_short(score, targets.get(cell)))
        return Place(uid, kind, name, site, points, targets, short)


def _common(places: Sequence[Place], cell: Cell) -> Common:
    scores = [score for place in places if (score := place.points[-1].profile.cells.get(cell)) is not None]
    return Common(sum(score.value is not None for score in scores), sum(cell in place.short for place in places))
