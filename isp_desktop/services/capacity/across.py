"""One instrument over sites and time: who needs what, and which need is common. It names no person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.scoring import CELLS, Cell, Profile, Rated, in_common
from isp_desktop.services import naming
from isp_desktop.services.capacity.instruments import family
from isp_desktop.services.capacity.questions import asked
from isp_desktop.services.capacity.runs import Run, change, runs
from isp_desktop.services.capacity.targets import holding, percents, said

_PLACES = frozenset({"site", "team", "organization"})
_USUAL = 50
"""Where nobody said how much is needed, less than half of the scale is told as short."""


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
        items: of the version that was asked for: at how many places each is scored, and is short likewise.
        left_out: how many runs are private, or cannot be compared, and stand nowhere here.
    """

    instrument: str
    name: str
    rated: tuple[Rated, ...]
    places: tuple[Place, ...]
    cells: Mapping[Cell, Common]
    items: Mapping[str, Common]
    left_out: int


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
        self._left_out = 0
        self._said = said(reading, [instrument])
        self._initiatives: Mapping[str, list[str]] = {}

    def told(self) -> Across:
        runs_of = self._runs()
        names = lists.names(self._reading, runs_of)
        sites = lists.items(self._reading, "site", {run.site for own in runs_of.values() for run in own if run.site})
        self._initiatives = {row.uid: list(row.fields["initiatives"] or ()) for row in sites}
        titles = naming.titles_of(self._reading, names)
        latest: list[tuple[Place, Run]] = []
        for uid, own in runs_of.items():
            points = tuple(point for run in own if (point := self._point(run)) is not None)
            self._left_out += len(own) - len(points)
            if points:
                kept = next(run for run in reversed(own) if run.uid == points[-1].assessment)
                latest.append((self._place(uid, names[uid].kind, titles[uid], points, kept.site), kept))
        places = sorted((place for place, _run in latest), key=lambda one: (one.name.casefold(), one.uid))
        return Across(
            self._instrument,
            self._questions.name,
            self._questions.rated,
            tuple(places),
            {
                cell: _common((place.points[-1].profile, cell in place.short, cell) for place in places)
                for cell in CELLS
            },
            self._items(latest),
            self._left_out,
        )

    def _runs(self) -> dict[str, list[Run]]:
        """The runs of each place that are shared, earliest first."""
        found = runs(self._reading, table.by(self._reading, family(self._reading, self._instrument)))
        names = lists.names(self._reading, {run.subject for run in found})
        sites = table.sites_of(self._reading, self._initiative) if self._initiative else None
        by_place: dict[str, list[Run]] = {}
        for run in found:
            name = names.get(run.subject)
            if name is None or name.kind not in _PLACES or (sites is not None and run.site not in sites):
                continue
            if run.private or name.private:
                self._left_out += 1
            else:
                by_place.setdefault(run.subject, []).append(run)
        return by_place

    def _point(self, run: Run) -> Point | None:
        found = change(run, self._reference(run))
        if found is None:
            return None
        return Point(run.uid, run.day, run.questions.version, found.before, found.over, found.whole)

    def _reference(self, run: Run) -> Run:
        """The version that was asked for as a run without answers, beside which `run` is told over what both have."""
        from msgspec.structs import replace

        return replace(run, questions=self._questions, items=self._questions.rated, answers={})

    def _place(self, uid: str, kind: str, name: str, points: tuple[Point, ...], site: str) -> Place:
        initiatives = [self._initiative] if self._initiative else self._initiatives.get(site, [])
        targets = percents(holding(self._said, site, initiatives))
        percent = {cell: score.percent for cell, score in points[-1].profile.cells.items()}
        short = tuple(
            cell for cell, found in percent.items() if found is not None and found < targets.get(cell, _USUAL)
        )
        return Place(uid, kind, name, site, points, targets, short)

    def _items(self, latest: Iterable[tuple[Place, Run]]) -> dict[str, Common]:
        counts = {one.path: [0, 0] for one in self._questions.rated}
        for place, run in latest:
            for old, new in in_common(run.items, self._questions.rated):
                score = old.scale.score(run.answers.get(old.path, ""))
                if score is not None:
                    needed = place.targets.get(new.cell, _USUAL) if new.cell else _USUAL
                    counts[new.path][0] += 1
                    counts[new.path][1] += 100 * old.scale.share(score) < needed
        return {path: Common(*own) for path, own in counts.items()}


def _common(latest: Iterable[tuple[Profile, bool, Cell]]) -> Common:
    scored = short = 0
    for profile, is_short, cell in latest:
        score = profile.cells.get(cell)
        scored += score is not None and score.value is not None
        short += is_short
    return Common(scored, short)
