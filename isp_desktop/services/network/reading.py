"""The network of relationships as it stood on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isp_desktop.db import contact as contacts
from isp_desktop.db import network as table
from isp_desktop.db import settings
from isp_desktop.db.network import Row
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.contact import Contact, by_role, days_since, rhythm_of
from isp_desktop.domain.language import _
from isp_desktop.domain.network import (
    MEMBER,
    OWN_TYPE,
    RELATIONSHIP,
    Edge,
    Kind,
    Network,
    Node,
    held_on,
    trust_of,
    within,
)
from isp_desktop.domain.vocabulary import INTERPERSONAL, INTRAPERSONAL, TIES, TIES_BOTH_WAYS

YOU = "you"
"""The uid of the practitioner's node where the notebook has no record of her."""

CHANGING = (
    frozenset(
        (
            "person",
            "team",
            "organization",
            "site",
            "tie",
            "tie_type",
            "relationship",
            "trust",
            "rhythm",
            "visit",
            "note",
        )
    )
    | {"membership", "meeting"}
    | {"initiative", "commitment"}
)
"""The kinds whose records the network is read from, or is told of by."""

_INDICATORS = (*INTRAPERSONAL, *INTERPERSONAL)
_DATED = (
    *(("tie", "since"), ("tie", "until"), ("relationship", "since"), ("relationship", "until")),
    *(("membership", "joined"), ("membership", "left")),
    ("trust", "date"),
)
_PERSON = ("name", "role", "organization", "part", "level", "sites", "wanted_days", "longest_days")
_TEAM = ("name", "part", "level", "sites", "initiatives")
_MEMBERSHIP = ("team", "person", "joined", "left")
_TIE = ("source", "target", "type", "named", "strength", "since", "until")
_RELATIONSHIP = ("stakeholder", "practitioner", "strength", "since", "until")


@dataclass(frozen=True, slots=True)
class Scope:
    """For which part of the work the network is read; "" for all of it.

    Attributes:
        initiative, site: uids.
    """

    initiative: str = ""
    site: str = ""


def network(store: Store, today: dt.date, day: dt.date | None = None, scope: Scope | None = None) -> Network:
    """The network as it stood on `day`, today for None: what held then, rated up to then.

    Sites are in it where something leads to them.
    """
    shown = min(day or today, today)
    with store.read() as reading:
        me = str(settings.read(reading, "me") or "") or YOU
        people = table.people(reading, _PERSON)
        teams = table.every(reading, "team", _TEAM)
        sites = table.every(reading, "site", ("name", "initiatives"))
        nodes = {node.uid: node for node in _nodes(reading, people, teams, sites, me, shown)}
        seats = [
            row for row in table.every(reading, "membership", _MEMBERSHIP) if held_on(row["joined"], row["left"], shown)
        ]
        found = [*_ties(reading, shown), *_memberships(seats), *_own_lines(reading, shown)]
    edges = tuple(edge for edge in found if edge.source in nodes and edge.target in nodes)
    met = {uid for edge in edges for uid in (edge.source, edge.target)}
    whole = within(Network(nodes, edges), {uid for uid, node in nodes.items() if node.kind != "site" or uid in met})
    if scope is None or not (scope.initiative or scope.site):
        return whole
    return within(whole, _of_scope(whole, scope, people, teams, seats, sites, me))


def months_of_change(store: Store, today: dt.date) -> list[dt.date]:
    """The last day of each month before this one in which a tie, a relationship or a rating began, ended or was made;
    ascending."""
    with store.read() as reading:
        days = table.days(reading, _DATED)
    known = [day for text in days if (day := _day(text)) is not None]
    months = {(day.year, day.month) for day in known if day <= today}
    return [_month_end(*month) for month in sorted(months - {(today.year, today.month)})]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _nodes(
    reading: Reading, people: list[Row], teams: list[Row], sites: list[Row], me: str, day: dt.date
) -> Iterator[Node]:
    quiet = _quiet(reading, people, day)
    for row in people:
        about = ", ".join(part for part in (row["role"], row["organization"]) if part)
        yield _node(row, "person", me, about=about, quiet=row["uid"] in quiet and row["uid"] != me)
    if me not in {row["uid"] for row in people}:
        yield Node(me, "person", _("You"), me=True)
    for row in teams:
        yield _node(row, "team", me)
    for row in table.every(reading, "organization", ("name", "part", "level")):
        yield _node(row, "organization", me)
    for row in sites:
        yield _node(row, "site", me)


def _node(row: Row, kind: Kind, me: str, about: str = "", quiet: bool = False) -> Node:
    return Node(
        row["uid"],
        kind,
        row["name"] or "",
        about,
        row.get("part") or "",
        row.get("level") or "",
        quiet,
        row["uid"] == me,
        bool(row["private"]),
    )


def _quiet(reading: Reading, people: list[Row], day: dt.date) -> set[str]:
    """Who was last met longer ago than wanted."""
    roles = by_role(contacts.rhythms(reading))
    rhythms = {
        row["uid"]: found
        for row in people
        if (found := rhythm_of(row["wanted_days"], row["longest_days"], row["role"], roles)) is not None
    }
    last = contacts.last_contacts(reading, list(rhythms), day)
    states = {uid: Contact(days_since(last.get(uid), day), rhythm).state for uid, rhythm in rhythms.items()}
    return {uid for uid, state in states.items() if state in ("due", "overdue")}


def _ties(reading: Reading, day: dt.date) -> Iterator[Edge]:
    own = {row["uid"]: row for row in table.every(reading, "tie_type", ("name", "both_ways"))}
    for row in table.every(reading, "tie", _TIE):
        if not held_on(row["since"], row["until"], day):
            continue
        named = own.get(row["named"] or "")
        kind = row["type"] if row["type"] in TIES and named is None else OWN_TYPE
        both = bool(named["both_ways"]) if named else kind in TIES_BOTH_WAYS
        yield Edge(
            row["uid"],
            row["source"] or "",
            row["target"] or "",
            kind,
            (named["name"] or "") if named else row["type"] or "" if kind == OWN_TYPE else "",
            both,
            row["strength"] or "",
            since=row["since"] or "",
            until=row["until"] or "",
            private=bool(row["private"]),
        )


def _memberships(seats: list[Row]) -> Iterator[Edge]:
    for row in seats:
        since, until, private = row["joined"] or "", row["left"] or "", bool(row["private"])
        ends = row["person"] or "", row["team"] or ""
        yield Edge(row["uid"], *ends, MEMBER, since=since, until=until, private=private, record="membership")


def _own_lines(reading: Reading, day: dt.date) -> Iterator[Edge]:
    """The lines of practitioners to those they work with: relationships that hold, and ratings where none was noted.

    What does not say whose it is stands on nobody's line.
    """
    ratings = _latest_ratings(reading, day)
    noted: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table.every(reading, "relationship", _RELATIONSHIP):
        if row["practitioner"]:
            noted[row["practitioner"], row["stakeholder"] or ""].append(row)
    for pair in sorted(noted.keys() | ratings.keys()):
        rating = ratings.get(pair)
        held = [row for row in noted.get(pair, ()) if held_on(row["since"], row["until"], day)]
        # One that is shared tells of the line before a private one: what is handed on does not depend on that.
        held.sort(key=lambda row: bool(row["private"]))
        if pair[0] != pair[1] and (held or (rating and pair not in noted)):
            yield _own_line(pair, held[0] if held else None, rating)


def _own_line(pair: tuple[str, str], row: Row | None, rating: Row | None) -> Edge:
    trust = trust_of(rating[name] for name in _INDICATORS) if rating else ""
    source = row or rating or {}
    return Edge(
        source["uid"],
        *pair,
        RELATIONSHIP,
        strength=(row["strength"] or "") if row else "",
        trust=trust,
        rated_on=rating["date"] if rating and trust else "",
        since=(row["since"] or "") if row else "",
        until=(row["until"] or "") if row else "",
        private=row is None or bool(row["private"]),
        record="relationship" if row else "trust",
    )


def _latest_ratings(reading: Reading, day: dt.date) -> Mapping[tuple[str, str], Row]:
    """By practitioner and stakeholder, each one rating, by whichever way; of two on one day the one made later."""
    latest: dict[tuple[str, str], Row] = {}
    shown = day.isoformat()
    for row in table.every(reading, "trust", ("stakeholder", "rater", "date", *_INDICATORS)):
        if not row["rater"] or not row["date"] or row["date"] > shown or all(row[name] is None for name in _INDICATORS):
            continue
        pair = row["rater"], row["stakeholder"] or ""
        before = latest.get(pair)
        if before is None or (before["date"], before["uid"]) < (row["date"], row["uid"]):
            latest[pair] = row
    return latest


def _of_scope(
    whole: Network,
    scope: Scope,
    people: list[Row],
    teams: list[Row],
    seats: list[Row],
    sites: list[Row],
    me: str,
) -> set[str]:
    """Who belongs to an initiative or a site: by site or team; and the bodies these people are tied to."""
    wanted = (
        {scope.site} if scope.site else {row["uid"] for row in sites if scope.initiative in (row["initiatives"] or ())}
    )
    found = {me, *wanted, *_at(people, wanted)}
    theirs = {
        row["uid"]
        for row in teams
        if wanted & set(row["sites"] or ()) or (scope.initiative and scope.initiative in (row["initiatives"] or ()))
    }
    found |= theirs | {row["person"] for row in seats if row["team"] in theirs}
    bodies = {uid for uid, node in whole.nodes.items() if node.kind in ("organization", "team")}
    for edge in whole.edges:
        if edge.type == MEMBER:
            continue
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in found and one != me and other in bodies:
                found.add(other)
    return found


def _at(people: Iterable[Row], sites: set[str]) -> Iterator[str]:
    return (row["uid"] for row in people if sites & set(row["sites"] or ()))
