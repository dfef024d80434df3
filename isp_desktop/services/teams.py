"""Teams at a glance: who sits in each, what it works by, when it meets, what it lacks, and which loops are late."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from isp_desktop.db import lists
from isp_desktop.db import teams as table
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.teams import Met, Row
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.teams import (
    Charter,
    Function,
    Seat,
    Voice,
    carried_nowhere,
    current,
    functions,
    gone,
    in_writing,
    sitting,
    voices,
)
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS
from isp_desktop.services import naming, team_loops
from isp_desktop.services.team_loops import Told

SHOWN = 300
"""Of so many teams at most the overview tells; an initiative narrows them down."""

KINDS = frozenset({"team", "membership", "charter", "meeting", "protocol", "message", "person", "site", "initiative"})
"""The kinds of records that the overview is read from."""

TEAM_FIELDS = ("name", "purpose", "part", "level", "sites", "initiatives", "linked", "perspectives")
_SEAT = ("team", "person", "represents", "joined", "left")
_CHARTER = ("team", "version", "state", "agreed_on", "review_on", *(f"function_{key}" for key in CORE_FUNCTIONS))

Named = tuple[str, str]
"""A uid and a name."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team and how it stands.

    Attributes:
        level: its key, "" where it is not said.
        sites, initiatives: by name; the initiatives of its sites where it names none of its own.
        linked: the uids of the teams it has to hear from and tell.
        seats: those of today, the longest there first; `left`: the uids of those who sat there.
        charter: the version it works by; `draft` the one after it that is being written.
        functions: the six, as `charter` has them; none without a charter.
    """

    uid: str
    name: str
    purpose: str
    level: str
    sites: tuple[Named, ...]
    initiatives: tuple[Named, ...]
    linked: tuple[str, ...]
    seats: tuple[Seat, ...]
    left: frozenset[str]
    voices: tuple[Voice, ...]
    charters: tuple[Charter, ...]
    functions: tuple[Function, ...]
    met: Met
    private: bool

    @property
    def charter(self) -> Charter | None:
        """The version that it works by, or the first one that is being written."""
        return current(self.charters)

    @property
    def draft(self) -> Charter | None:
        """The version after that, while it is being written."""
        return in_writing(self.charters)

    @property
    def missing(self) -> list[str]:
        """The perspectives that are needed and that nobody speaks for."""
        return [voice.perspective for voice in self.voices if voice.is_missing]

    @property
    def gaps(self) -> list[Function]:
        """The core functions that nobody carries."""
        return [function for function in self.functions if function.is_gap]


@dataclass(frozen=True)
class Overview:
    """What the page of the teams tells.

    Attributes:
        teams: by name.
        is_part: there are more of them than are told.
        nowhere: the keys of the core functions that none of these teams carries.
        names: of those who carry core functions, by uid.
    """

    teams: tuple[Team, ...]
    is_part: bool
    loops: tuple[Told, ...]
    nowhere: tuple[str, ...]
    names: Mapping[str, str]

    def loops_of(self, uid: str) -> Sequence[Told]:
        """The protocols from or to a team, or anyone else."""
        return self._by_end.get(uid, ())

    @cached_property
    def _by_end(self) -> Mapping[str, Sequence[Told]]:
        found: defaultdict[str, list[Told]] = defaultdict(list)
        for told in self.loops:
            for uid in {told.source.uid, told.target.uid}:
                found[uid].append(told)
        return found


def overview(store: Store, today: dt.date, initiative: str = "") -> Overview:
    """The teams as they stand today; with `initiative` those of it."""
    with store.read() as reading:
        rows = table.teams(reading, TEAM_FIELDS, initiative, SHOWN + 1)
        teams = told(reading, rows[:SHOWN], today)
        loops = team_loops.of_teams(reading, [team.uid for team in teams], today)
        carriers = {
            uid for team in teams for function in team.functions for uid in (*function.carriers, *function.gone)
        }
        names = naming.titles(reading, carriers)
    with_charter = [team.functions for team in teams if team.functions]
    return Overview(tuple(teams), len(rows) > SHOWN, tuple(loops), tuple(carried_nowhere(with_charter)), names)


def told(reading: Reading, rows: Sequence[Row], today: dt.date) -> list[Team]:
    """The teams of these rows, each with `TEAM_FIELDS`, and how they stand."""
    uids = [row["uid"] for row in rows]
    seats = _by_team(table.around(reading, "membership", "team", uids, _SEAT))
    charters = _by_team(table.around(reading, "charter", "team", uids, _CHARTER))
    met = table.meetings(reading, uids, today)
    of_site = _initiatives_of_sites(reading, rows)
    linked = {uid for row in rows for uid in (*_set(row, "sites"), *_set(row, "initiatives"))}
    names = naming.titles(reading, linked | {uid for found in of_site.values() for uid in found})
    return [_team(row, seats[row["uid"]], charters[row["uid"]], met[row["uid"]], of_site, names, today) for row in rows]


def headline(found: Overview, today: dt.date) -> str:
    """One sentence on how many teams there are, and one on what is missing."""
    teams = found.teams
    many = counted("{n} team.", "{n} teams.", len(teams))
    first = _("The first {n} teams by name.").format(n=len(teams)) if found.is_part else many
    voiceless, without = sum(bool(team.missing) for team in teams), sum(team.charter is None for team in teams)
    overdue = sum(team.charter is not None and team.charter.is_overdue(today) for team in teams)
    late = sum(told.loop.is_open for told in found.loops)
    parts = (
        counted("{n} lacks a voice", "{n} lack a voice", voiceless) if voiceless else "",
        counted("{n} has no charter", "{n} have no charter", without) if without else "",
        counted("{n} charter is past its review", "{n} charters are past their review", overdue) if overdue else "",
        counted("{n} loop is open", "{n} loops are open", late) if late else "",
    )
    missing = ", ".join(part for part in parts if part) or _("nothing is missing that is written down here")
    return f"{first} {missing[:1].upper()}{missing[1:]}."


def _team(
    row: Row,
    seats: Sequence[Row],
    charters: Sequence[Row],
    met: Met,
    of_site: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    today: dt.date,
) -> Team:
    taken = [seat_of(one) for one in seats]
    left = gone(taken, today)
    versions = [version_of(one) for one in charters]
    holds = current(versions)
    carried = next((one for one in charters if holds is not None and one["uid"] == holds.uid), None)
    sites = _set(row, "sites")
    initiatives = _set(row, "initiatives") or [uid for site in sites for uid in of_site.get(site, ())]
    return Team(
        uid=row["uid"],
        name=str(row["name"] or ""),
        purpose=str(row["purpose"] or ""),
        level=str(row["level"] or ""),
        sites=_named(sites, names),
        initiatives=_named(initiatives, names),
        linked=tuple(_set(row, "linked")),
        seats=tuple(sorted(sitting(taken, today), key=lambda seat: (seat.joined, seat.person))),
        left=frozenset(left),
        voices=voices(_set(row, "perspectives"), taken, today),
        charters=tuple(versions),
        functions=()
        if carried is None
        else functions({key: _set(carried, f"function_{key}") for key in CORE_FUNCTIONS}, left),
        met=met,
        private=bool(row["private"]),
    )


def seat_of(row: Row) -> Seat:
    """The seat of a membership."""
    return Seat(
        str(row["person"] or ""), tuple(_set(row, "represents")), str(row["joined"] or ""), str(row["left"] or "")
    )


def version_of(row: Row) -> Charter:
    """The version of a charter that a row with its uid, "version", "state" and days is."""
    version = row["version"]
    return Charter(
        row["uid"],
        int(version) if isinstance(version, int | float) else 0,
        *(str(row[name] or "") for name in ("state", "agreed_on", "review_on")),
    )


def _initiatives_of_sites(reading: Reading, rows: Iterable[Row]) -> dict[str, list[str]]:
    """Those of the sites of the teams that name no initiative of their own."""
    sites = {site for row in rows if not _set(row, "initiatives") for site in _set(row, "sites")}
    found = lists.items(reading, "site", sites)
    return {item.uid: list(item.fields.get("initiatives") or ()) for item in found}


def _by_team(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["team"]].append(row)
    return found


def _named(uids: Iterable[str], names: Mapping[str, str]) -> tuple[Named, ...]:
    found = [(uid, names[uid]) for uid in dict.fromkeys(uids) if uid in names]
    return tuple(sorted(found, key=lambda one: one[1].casefold()))


def _set(row: Row, field: str) -> list[str]:
    return list(row[field] or ())
