"""One instrument over sites and time: who needs what, and which need is common. No person is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.capacity_result import Cell, Unit, mean_of, unit_in_common
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.scoring import CELLS, Profile
from isp_desktop.domain.scoring import Cell as Place
from isp_desktop.services import naming
from isp_desktop.services.capacity_result import items, needed, runs
from isp_desktop.services.capacity_result.runs import Instruments, RunRead
from isp_desktop.services.capacity_result.source import Own
from isp_desktop.services.capacity_result.words import place_words

_SUBJECTS = ("site", "team", "organization")
_MOST = 2_000
_PERIOD = 6


class Past(Struct, frozen=True):
    """A run before the latest: its record, its day, and the mean of its cells as a share."""

    assessment: str
    day: dt.date
    share: float | None


class Line(Struct, frozen=True):
    """A site, team or organization.

    Attributes:
        assessment: the uid of the latest that compares; `day` is its day.
        cells: all cells of the map, row by row.
        past: all its runs that compare, earliest first, the latest among them.
        mapped: over so many items alone, since it was asked by another version; 0 for all of them.
    """

    uid: str
    kind: str
    name: str
    assessment: str
    day: dt.date
    cells: tuple[Cell, ...]
    past: tuple[Past, ...]
    mapped: int = 0

    @property
    def short(self) -> int:
        """How many cells are short."""
        return sum(cell.is_short for cell in self.cells)

    @property
    def share(self) -> float | None:
        """The mean of its cells."""
        return mean_of(cell.score.share for cell in self.cells)

    def of_type(self, capacity_type: str) -> float | None:
        """The mean of the levels of a type."""
        return mean_of(cell.score.share for cell in self.cells if cell.capacity_type == capacity_type)


class Common(Struct, frozen=True):
    """A cell that is short at `short` of the `of` lines for which it is rated and said how much is needed."""

    capacity_type: str
    level: str
    short: int
    of: int


class Across(Struct, frozen=True):
    """The lines of one instrument.

    Attributes:
        instruments: uid and name of each that was used, the newest version standing for those before it.
        chosen: the uid of the one that is told.
        unit: in what values are told.
        left_out: how many were assessed by a version with which nothing can be compared.
    """

    instruments: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    unit: Unit = Unit(0, 100)
    lines: tuple[Line, ...] = ()
    left_out: int = 0

    @property
    def common(self) -> list[Common]:
        """The cells that are short somewhere, those short at most lines first."""
        found = []
        for at, place in enumerate(CELLS):
            told = [line.cells[at] for line in self.lines]
            rated = [cell for cell in told if cell.needed is not None and cell.score.share is not None]
            short = sum(cell.is_short for cell in rated)
            if short:
                found.append(Common(*place, short, len(rated)))
        return sorted(found, key=lambda one: (-one.short, -one.short / one.of))


def across(store: Store, instrument: str = "") -> Across:
    """One instrument, with the versions before it, over all that was assessed by it; the one used most for ""."""
    with store.read() as reading:
        source = Own(reading)
        instruments = Instruments(source)
        by_family = _by_family(reading, _versions(reading))
        if not by_family:
            return Across()
        titles = {uid: asked.name for uid in by_family if (asked := instruments.of(uid)) is not None}
        most = max(by_family, key=lambda uid: (len(by_family[uid]), uid))
        chosen = instrument if instrument in by_family else most
        found = _Lines(reading, source, instruments, chosen)
        lines = found.told(by_family[chosen])
    unit = unit_in_common(cell.unit for line in lines for cell in line.cells if cell.score.share is not None)
    names = sorted(titles.items(), key=lambda pair: pair[1].casefold())
    return Across(tuple(names), chosen, unit, tuple(lines), found.left_out)


def _versions(reading: Reading) -> dict[str, str]:
    """The newest version that follows each instrument, by the uid of the instrument."""
    kept = lists.page(reading, "instrument", limit=_MOST)
    follower = {str(one.fields["follows"]): one.uid for one in kept if one.fields["follows"]}
    newest = {}
    for one in kept:
        last, seen = one.uid, {one.uid}
        while (after := follower.get(last)) is not None and after not in seen:
            seen.add(after)
            last = after
        newest[one.uid] = last
    return newest


def _by_family(reading: Reading, newest: Mapping[str, str]) -> dict[str, list[lists.Item]]:
    """The assessments by the newest version of their instrument."""
    found: dict[str, list[lists.Item]] = {}
    for one in lists.page(reading, "assessment", limit=_MOST):
        used = str(one.fields["instrument"] or "")
        if used in newest:
            found.setdefault(newest[used], []).append(one)
    return found


class _Lines:
    """Reads the lines of one instrument."""

    def __init__(self, reading: Reading, source: Own, instruments: Instruments, chosen: str) -> None:
        self._reading, self._source, self._instruments = reading, source, instruments
        self._chosen = chosen
        self.left_out = 0

    def told(self, assessments: Sequence[lists.Item]) -> list[Line]:
        """The lines by name."""
        names = lists.names(self._reading, {str(one.fields["subject"] or "") for one in assessments})
        titles = naming.titles_of(self._reading, names)
        records = self._source.records("assessment", [one.uid for one in assessments])
        by_subject: dict[str, list[RunRead]] = {}
        for record in records.values():
            subject = names.get(record.text("subject"))
            if subject is None or subject.kind not in _SUBJECTS:
                continue
            run = runs.read(self._source, self._instruments, record)
            if run.values:
                by_subject.setdefault(subject.uid, []).append(run)
        reference = self._reference([run for own in by_subject.values() for run in own])
        lines = []
        for uid, own in by_subject.items():
            line = self._line(uid, names[uid].kind, titles[uid], own, reference) if reference is not None else None
            if line is None:
                self.left_out += 1
            else:
                lines.append(line)
        return sorted(lines, key=lambda line: (line.name.casefold(), line.uid))

    def _reference(self, every: Sequence[RunRead]) -> RunRead | None:
        """A run by the chosen version, or the latest of all: with its questions all others are compared."""
        own = [run for run in every if run.record.text("instrument") == self._chosen and run.is_as_asked]
        return max(own or every, key=lambda run: (run.day, run.record.uid), default=None)

    def _line(self, uid: str, kind: str, name: str, own: Iterable[RunRead], reference: RunRead) -> Line | None:
        ordered = sorted(own, key=lambda run: (run.day, run.record.uid))
        comparing = [(run, *runs.compares(run, reference)) for run in ordered]
        comparing = [one for one in comparing if one[1] != "apart"]
        if not comparing or reference.asked is None:
            return None
        paths = [one.path for one in reference.rated]
        profiles = [(run, runs.over(run, reference, paths)) for run, _how, _mapped in comparing]
        latest, profile = profiles[-1]
        site = latest.record.text("site") or (uid if kind == "site" else "")
        targets = needed.targets(self._source, reference.asked.record, site)
        return Line(
            uid=uid,
            kind=kind,
            name=name,
            assessment=latest.record.uid,
            day=latest.day,
            cells=tuple(_cell(place, profile, reference, targets) for place in CELLS),
            past=tuple(
                Past(run.record.uid, run.day, mean_of(score.share for score in one.cells.values()))
                for run, one in profiles
            ),
            mapped=comparing[-1][2],
        )


def _cell(place: Place, profile: Profile, reference: RunRead, targets: Mapping[Place, int]) -> Cell:
    score = profile.cells.get(place)
    if score is None:
        return Cell(needed=targets.get(place), capacity_type=place[0], level=place[1])
    unit = items.unit_of(score, [one for one in reference.rated if one.cell == place], reference)
    return Cell(score, unit, targets.get(place), capacity_type=place[0], level=place[1])


def periods(lines: Iterable[Line], most: int) -> list[tuple[int, int]]:
    """The half-years in which something was assessed, as year and 0 or 1; the latest `most` of them, in order."""
    found = {period_of(past.day) for line in lines for past in line.past}
    return sorted(found)[-most:]


def period_of(day: dt.date) -> tuple[int, int]:
    """The half-year of a day."""
    return day.year, (day.month - 1) // _PERIOD


def headline(found: Across) -> str:
    """At how many it was used, and what is short at most of them."""
    if not found.lines:
        return ""
    told = counted("Assessed at {n} place", "Assessed at {n} places", len(found.lines))
    common = found.common
    short = ""
    if common:
        first = common[0]
        place = place_words(first.capacity_type, first.level)
        short = counted("{place} is short at {n}", "{place} is short at {n}", first.short, place=place)
    return _("{parts}.").format(parts="; ".join(filter(None, (told, short))))
