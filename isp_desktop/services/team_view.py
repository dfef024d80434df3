"""What the page of a team tells: members and voices, core functions, charter, meetings, decisions, loops, support."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from isp_desktop.db import lists
from isp_desktop.db import teams as table
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.teams import Row
from isp_desktop.domain.charter import SIGNED, Answer, latest
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.promises import is_open
from isp_desktop.domain.teams import Charter
from isp_desktop.domain.vocabulary import (
    LEVELS,
    PARTS_OF_SYSTEM,
    PERSPECTIVES,
)
from isp_desktop.services import decisions, naming, team_checks, team_entries, team_loops, teams
from isp_desktop.services.coverage import Sought
from isp_desktop.services.decisions import Counted
from isp_desktop.services.team_checks import Result
from isp_desktop.services.team_entries import Entry, Support
from isp_desktop.services.team_loops import Told
from isp_desktop.services.teams import Named, Team

KINDS = teams.KINDS | {
    *("decision", "leadership_support", "learning", "tension", "team_check", "sign_off", "commitment", "agenda_item")
}
"""The kinds of records that the page is read from."""

_MEMBERS, _PROMISES = 400, 200
_SEAT = ("team", "person", "role", "brings", "represents", "joined", "left")


@dataclass(frozen=True, slots=True)
class TeamHead:
    """The head of the page; part and level in words, "" where they are not said.

    Attributes:
        sites, linked: uid and name of each, by name.
    """

    uid: str
    name: str
    life: str
    purpose: str
    part: str
    level: str
    sites: tuple[Named, ...]
    initiatives: tuple[Named, ...]
    linked: tuple[Named, ...]
    in_conflict: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A membership, today's or one that ended; days as "YYYY-MM-DD" or "".

    Attributes:
        uid: of the membership; `person` that of who it is.
        speaks_for: in words.
    """

    uid: str
    person: str
    name: str
    role: str
    brings: str
    speaks_for: tuple[str, ...]
    joined: str
    left: str
    private: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the charter, and how many members put their names to it, of those who are in the team today."""

    charter: Charter
    signed: int
    of: int


@dataclass(frozen=True, slots=True)
class TeamView:
    """All that stands under the head.

    Attributes:
        members: those of today, the longest there first; `past` those who left, the last one first.
        names: of those who speak for a perspective or carry a core function, by uid; `kinds` what they are.
        sought: the perspectives for which somebody is being looked for.
        versions: the charters, the latest first.
        decisions: how many there are; the register tells of each.
        checks: the closed team checks, oldest first; `trouble` says how many cannot be read, or "".
        is_asking: a check is open on this computer, with so many `answers`.
    """

    team: Team
    members: tuple[Member, ...]
    past: tuple[Member, ...]
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    sought: Mapping[str, Sought]
    versions: tuple[Version, ...]
    meetings: tuple[Entry, ...]
    parked: tuple[Entry, ...]
    decisions: Counted
    loops: tuple[Told, ...]
    support: tuple[Support, ...]
    learning: tuple[Entry, ...]
    tensions: tuple[Entry, ...]
    checks: tuple[Result, ...] = ()
    trouble: str = ""
    is_asking: bool = False
    answers: int = 0


def head(store: Store, uid: str) -> TeamHead:
    """The head of the page of the team `uid`, a deleted one too.

    Raises:
        NotFound: there is no such team.
    """
    with store.read() as reading:
        found = lists.items(reading, "team", [uid])
        if not found:
            raise NotFound(_("This team is not in the notebook. Look it up by search."))
        own = found[0].fields
        linked = {field: list(own.get(field) or ()) for field in ("sites", "initiatives", "linked")}
        names = naming.titles(reading, {uid for uids in linked.values() for uid in uids})
    part, level = str(own.get("part") or ""), str(own.get("level") or "")
    return TeamHead(
        uid=uid,
        name=str(own.get("name") or ""),
        life=found[0].life,
        purpose=str(own.get("purpose") or ""),
        part=_(PARTS_OF_SYSTEM[part]) if part in PARTS_OF_SYSTEM else "",
        level=_(LEVELS[level]) if level in LEVELS else "",
        in_conflict=bool(found[0].conflicts) or found[0].life == "contested",
        **{field: _by_name(uids, names) for field, uids in linked.items()},
    )


def view(store: Store, uid: str, today: dt.date) -> TeamView:
    """What stands under the head of the team `uid`.

    Raises:
        NotFound: there is no such team.
    """
    with store.read() as reading:
        items = lists.items(reading, "team", [uid])
        if not items:
            raise NotFound(_("This team is not in the notebook. Look it up by search."))
        [team] = teams.told(reading, [{"uid": uid, "private": items[0].private, **items[0].fields}], today)
        rows = table.latest(reading, "membership", "team", uid, _SEAT, _MEMBERS)
        people = lists.names(reading, _told_of(team, rows))
        names = naming.titles_of(reading, people)
        members = [_member(row, names) for row in rows]
        found = TeamView(
            team=team,
            members=tuple(sorted(_here(members, today), key=lambda one: (one.joined, one.name))),
            past=tuple(sorted(_gone(members, today), key=lambda one: one.left, reverse=True)),
            names=names,
            kinds={one: name.kind for one, name in people.items()},
            sought=_sought(reading, uid),
            versions=_versions(reading, team),
            meetings=team_entries.meetings(reading, uid),
            parked=team_entries.parked(reading, uid, today),
            decisions=decisions.count(reading, uid),
            loops=tuple(team_loops.of_teams(reading, [uid], today)),
            support=team_entries.support(reading, uid, today),
            learning=team_entries.learning(reading, uid),
            tensions=team_entries.tensions(reading, uid),
        )
    return _with_checks(found, store, uid)


def _told_of(team: Team, seats: Iterable[Row]) -> set[str]:
    """The uids of everyone who has or had a seat, and of all that carry or carried a core function."""
    carriers = {uid for function in team.functions for uid in (*function.carriers, *function.gone)}
    return carriers | {str(row["person"]) for row in seats if row["person"]}


def _member(row: Row, names: Mapping[str, str]) -> Member:
    person, role, brings, joined, left = (
        str(row[field] or "") for field in ("person", "role", "brings", "joined", "left")
    )
    return Member(
        uid=row["uid"],
        person=person,
        name=names.get(person, ""),
        role=role,
        brings=brings,
        speaks_for=tuple(_(label) for key, label in PERSPECTIVES.items() if key in (row["represents"] or ())),
        joined=joined,
        left=left,
        private=bool(row["private"]),
    )


def _here(members: Sequence[Member], today: dt.date) -> list[Member]:
    """Those of today, and those who are about to join."""
    return [one for one in members if not one.left or one.left >= today.isoformat()]


def _gone(members: Sequence[Member], today: dt.date) -> list[Member]:
    return [one for one in members if one.left and one.left < today.isoformat()]


def _sought(reading: Reading, team: str) -> dict[str, Sought]:
    rows = table.latest(reading, "commitment", "team", team, ("seeks", "due", "status"), _PROMISES)
    waiting = [row for row in rows if row["seeks"] and is_open(row["status"])]
    return {row["seeks"]: Sought(row["uid"], str(row["due"] or "")) for row in reversed(waiting)}


def _versions(reading: Reading, team: Team) -> tuple[Version, ...]:
    charters = sorted(team.charters, key=lambda one: (one.version, one.uid), reverse=True)
    fields = ("person", "answer", "date")
    rows = table.around(reading, "sign_off", "charter", [one.uid for one in charters], ("charter", *fields))
    told: defaultdict[str, list[Answer]] = defaultdict(list)
    for row in rows:
        told[row["charter"]].append(Answer(row["uid"], *(str(row[name] or "") for name in fields)))
    here = {seat.person for seat in team.seats}
    return tuple(Version(one, _signed(told[one.uid], here), len(here)) for one in charters)


def _signed(answers: Iterable[Answer], here: Set[str]) -> int:
    """How many of those who are `here` put their name to it with the last that they said."""
    return sum(person in here and said.answer in SIGNED for person, said in latest(answers).items())


def _with_checks(found: TeamView, store: Store, uid: str) -> TeamView:
    checks, unread = team_checks.of_team(store, uid)
    entered = next((one for one in team_checks.open_here(store) if one.team == uid), None)
    trouble = counted(
        "{n} check cannot be read. It may come from a newer version.",
        "{n} checks cannot be read. They may come from a newer version.",
        unread,
    )
    return replace(
        found,
        checks=tuple(checks),
        trouble=trouble if unread else "",
        is_asking=entered is not None,
        answers=entered.answers if entered else 0,
    )


def _by_name(uids: Sequence[str], names: Mapping[str, str]) -> tuple[Named, ...]:
    return tuple(sorted(((uid, names[uid]) for uid in uids if uid in names), key=lambda one: one[1].casefold()))
