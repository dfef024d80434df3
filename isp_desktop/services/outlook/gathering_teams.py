"""The teams of sites, with their charters, seats, meetings, checks and feedback loops."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.outlook import ground
from isp_desktop.domain.protocols import Agreed, Message
from isp_desktop.domain.team_check import from_text
from isp_desktop.domain.teams import Seat
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS
from isp_desktop.services.outlook.sites import Sites, days, members, noted, text, texts


def teams(sites: Sites) -> dict[str, dict[str, ground.Team]]:
    """The teams of each site, by their uids."""
    rows = sites.source.around("team", "sites", sites.uids, ("sites",))
    uids = [row["uid"] for row in rows]
    versions, seats, meetings = _versions(sites, uids), _seats(sites, uids), _meetings(sites, uids)
    checks, backings, loops = _checks(sites, uids), _backings(sites, uids), _loops(sites, uids)
    found: dict[str, dict[str, ground.Team]] = defaultdict(dict)
    for row in rows:
        uid = row["uid"]
        team = ground.Team(
            uid=uid,
            noted=noted(uid),
            versions=tuple(versions[uid]),
            seats=tuple(seats[uid]),
            meetings=tuple(meetings[uid]),
            checks=tuple(checks[uid]),
            backings=tuple(backings[uid]),
            loops=tuple(loops[uid]),
        )
        for site in members(row, "sites"):
            found[site][uid] = team
    return found


def _versions(sites: Sites, teams: Iterable[str]) -> Mapping[str, list[ground.Version]]:
    carried = {key: f"function_{key}" for key in CORE_FUNCTIONS}
    fields = ("team", "version", "state", "agreed_on", "review_on", *carried.values())
    found: dict[str, list[ground.Version]] = defaultdict(list)
    for row in sites.source.around("charter", "team", teams, fields):
        told = texts(row, ("state", "agreed_on", "review_on"))
        carriers = {key: members(row, name) for key, name in carried.items()}
        version = ground.Version(row["uid"], days(row, "version"), **told, noted=noted(row["uid"]), carriers=carriers)
        found[text(row, "team")].append(version)
    return found


def _seats(sites: Sites, teams: Iterable[str]) -> Mapping[str, list[Seat]]:
    found: dict[str, list[Seat]] = defaultdict(list)
    for row in sites.source.around("membership", "team", teams, ("team", "person", "joined", "left")):
        found[text(row, "team")].append(Seat(text(row, "person"), (), text(row, "joined"), text(row, "left")))
    return found


def _meetings(sites: Sites, teams: Iterable[str]) -> Mapping[str, list[ground.Meeting]]:
    found: dict[str, list[ground.Meeting]] = defaultdict(list)
    fields = ("team", "date", "stage", "facilitation")
    for row in sites.source.around("meeting", "team", teams, fields, since=sites.since):
        if row["stage"] == "held" or (not row["stage"] and text(row, "date") < sites.today):
            made = ground.Meeting(row["uid"], text(row, "date"), text(row, "facilitation"))
            found[text(row, "team")].append(made)
    return found


def _checks(sites: Sites, teams: Iterable[str]) -> Mapping[str, list[ground.Check]]:
    found: dict[str, list[ground.Check]] = defaultdict(list)
    by_instrument: dict[str, str] = {}
    for row in sites.source.around("team_check", "team", teams, ("team", "date", "instrument", "counts")):
        try:
            rated = from_text(text(row, "counts") or "[]")
        except BadInput:
            # Its own page says that it cannot be read.
            continue
        # The latest comes first; what was asked otherwise is not compared.
        if not rated or by_instrument.setdefault(text(row, "team"), text(row, "instrument")) != row["instrument"]:
            continue
        mean = sum(one.mean for one in rated) / len(rated)
        to_work = sum(one.finding == "work" for one in rated)
        found[text(row, "team")].append(ground.Check(row["uid"], text(row, "date"), mean, len(rated), to_work))
    return found


def _backings(sites: Sites, teams: Iterable[str]) -> Mapping[str, list[ground.Backing]]:
    found: dict[str, list[ground.Backing]] = defaultdict(list)
    fields = ("agreed_on", "confirmed_on", "until")
    for row in sites.source.around("leadership_support", "team", teams, ("team", *fields)):
        found[text(row, "team")].append(ground.Backing(row["uid"], **texts(row, fields)))
    return found


def _loops(sites: Sites, teams: Iterable[str]) -> Mapping[str, list[ground.Loop]]:
    fields = ("source", "target", "what", "every_days", "answer_days", "since", "until")
    wanted = set(teams)
    rows = {
        row["uid"]: row for end in ("source", "target") for row in sites.source.around("protocol", end, wanted, fields)
    }
    messages: dict[str, list[Message]] = defaultdict(list)
    for row in sites.source.around(
        "message", "protocol", rows, ("protocol", "sent_on", "answered_on"), since=sites.since
    ):
        if (sent := _date(text(row, "sent_on"))) is not None:
            messages[text(row, "protocol")].append(Message(sent, _date(text(row, "answered_on"))))
    found: dict[str, list[ground.Loop]] = defaultdict(list)
    for uid, row in rows.items():
        agreed = Agreed(
            days(row, "every_days") or None,
            days(row, "answer_days") or None,
            _date(text(row, "since")),
            _date(text(row, "until")),
        )
        for team in wanted & {text(row, "source"), text(row, "target")}:
            found[team].append(ground.Loop(uid, agreed, tuple(messages[uid]), text(row, "what")))
    return found


def _date(day: str) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None
