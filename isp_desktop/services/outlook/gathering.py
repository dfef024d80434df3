"""Gathers what the rules read: of each kind one question for all sites that are looked at, within bounds."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from isp_desktop.domain.outlook import Ground, ground
from isp_desktop.domain.outlook.fact import QUARTER, YEAR
from isp_desktop.services.outlook import gathering_teams
from isp_desktop.services.outlook.sites import Sites, days, members, noted, text, texts
from isp_desktop.services.outlook.source import Source

KINDS = frozenset(
    (
        *("site", "initiative", "core_element", "integrity_mark", "adaptation"),
        *("assessment", "answer", "instrument", "capacity_target", "need", "plan_step"),
        *("leadership_role", "champion", "champion_review", "engagement", "debrief", "transition", "continuity_item"),
        *("team", "membership", "charter", "meeting", "protocol", "message", "team_check", "leadership_support"),
        *("person", "rhythm", "note", "feedback", "conversation", "learned", "coverage"),
        *("commitment", "accountability", "change", "challenge", "problem"),
        *("support", "withdrawal", "withdrawal_condition", "visit"),
    )
)
"""The kinds from which the outlook is told."""

LOOKED_BACK = 2 * 365 + 1
"""So many days back is read for what is told as of today; what is told over time is read from the beginning."""

_LONGEST_REVIEW = 1_100

Parts = defaultdict[str, defaultdict[str, list[Any]]]


def gathered(
    source: Source, initiatives: Mapping[str, tuple[str, ...]], today: dt.date, since: str = ""
) -> dict[str, Ground]:
    """What there is of each site, given with its initiatives; `since` as `Sites` has it."""
    sites = Sites(source, initiatives, today.isoformat(), since)
    parts: Parts = defaultdict(lambda: defaultdict(list))
    _programmes(sites, parts)
    _integrity(sites, parts)
    _capacity(sites, parts)
    _leadership(sites, parts)
    teams = gathering_teams.teams(sites)
    contacts = _relationships(sites, parts, today)
    _changes(sites, parts)
    _tapering(sites, parts)
    return {
        site: Ground(
            site=site,
            read_on=sites.today,
            teams=tuple(teams.get(site, {}).values()),
            contacts=None if contacts is None else tuple(contacts[site]),
            **{name: tuple(found) for name, found in parts[site].items()},
        )
        for site in sites.uids
    }


def _programmes(sites: Sites, parts: Parts) -> None:
    found = {}
    for row in sites.source.rows("initiative", sites.programmes, (), ("shared_vision",)):
        gaps, of = sites.source.gaps(row["uid"])
        found[row["uid"]] = ground.Programme(row["uid"], bool(row["has_shared_vision"]), gaps, of)
    for site, own in sites.initiatives.items():
        parts[site]["programmes"] += [found[uid] for uid in own if uid in found]


def _integrity(sites: Sites, parts: Parts) -> None:
    rows = sites.source.around("core_element", "initiative", sites.programmes, ("initiative", "review_days"))
    elements = [
        ground.Element(row["uid"], text(row, "initiative"), days(row, "review_days"), noted(row["uid"])) for row in rows
    ]
    for site, own in sites.initiatives.items():
        parts[site]["elements"] += [one for one in elements if one.initiative in own]
    # Of a mark that is older than any element may go without a look nothing is told but that it is old.
    oldest = (dt.date.fromisoformat(sites.today) - dt.timedelta(days=_LONGEST_REVIEW)).isoformat()
    since = oldest if sites.since else ""
    for site, row in sites.told("integrity_mark", ("element", "date", "mark"), since=since):
        made = ground.Mark(row["uid"], text(row, "element"), text(row, "date"), text(row, "mark"))
        parts[site]["marks"].append(made)
    for site, row in sites.told("adaptation", ("date", "consistent", "until"), by_initiative=True):
        told = texts(row, ("date", "consistent", "until"))
        parts[site]["adaptations"].append(ground.Adaptation(row["uid"], **told))


def _capacity(sites: Sites, parts: Parts) -> None:
    fields = ("subject", "date", "state", "follow_up_on")
    rows = {row["uid"]: (site, row) for site, row in sites.told("assessment", fields)}
    others = sites.source.around("assessment", "subject", sites.uids, fields)
    rows |= {row["uid"]: (text(row, "subject"), row) for row in others}
    done = {uid: pair for uid, pair in rows.items() if pair[1]["state"] == "done" and pair[1]["date"]}
    persons = sites.source.people({text(row, "subject") for _site, row in done.values()})
    # An assessment of one person stays between that person and whoever made it.
    kept = {uid: pair for uid, pair in done.items() if text(pair[1], "subject") not in persons}
    wanted = kept if not sites.since else _latest_of_each(kept)
    standings = sites.source.standings({uid: (site, sites.initiatives[site]) for uid, (site, _row) in wanted.items()})
    for uid, (site, row) in wanted.items():
        if uid in standings:
            found = standings[uid]
            told = (text(row, "subject"), text(row, "date"), found.rated, found.needed, found.short)
            parts[site]["assessed"].append(ground.Assessed(uid, *told, text(row, "follow_up_on")))
    _plan(sites, parts)


def _plan(sites: Sites, parts: Parts) -> None:
    for site, row in sites.told("need", ("state", "seen_on", "met_on")):
        seen_on = text(row, "seen_on") or noted(row["uid"])
        made = ground.Need(row["uid"], text(row, "state") or "open", seen_on, text(row, "met_on"))
        parts[site]["needs"].append(made)
    for site, row in sites.told("plan_step", ("needs", "state", "starts_on", "due", "settled_on")):
        told = texts(row, ("state", "starts_on", "due", "settled_on"))
        told["starts_on"] = _first(told["starts_on"], noted(row["uid"]), told["settled_on"])
        told["state"] = told["state"] or "planned"
        parts[site]["steps"].append(ground.Step(row["uid"], members(row, "needs"), **told))


def _latest_of_each(rows: Mapping[str, tuple[str, Any]]) -> dict[str, tuple[str, Any]]:
    """Of each subject at each site the assessment made last: all that is told as of today."""
    latest: dict[tuple[str, str], str] = {}
    for uid, (site, row) in sorted(rows.items(), key=lambda pair: (text(pair[1][1], "date"), pair[0])):
        latest[site, text(row, "subject")] = uid
    return {uid: rows[uid] for uid in latest.values()}


def _leadership(sites: Sites, parts: Parts) -> None:
    people: dict[str, set[str]] = defaultdict(set)
    fields = ("person", "standing", "since", "until")
    for site, row in sites.told("leadership_role", ("role", *fields, "debrief_days"), by_initiative=True):
        rhythm = days(row, "debrief_days")
        made = ground.Role(row["uid"], text(row, "role"), **texts(row, fields), debrief_days=rhythm)
        parts[site]["roles"].append(made)
        people[made.person].add(site)
    champions: dict[str, tuple[str, set[str]]] = {}
    for site, row in sites.told("champion", ("person", "level", "since", "debrief_days"), by_initiative=True):
        told = texts(row, ("person", "level", "since"))
        one = ground.Champion(row["uid"], **told, debrief_days=days(row, "debrief_days"))
        parts[site]["champions"].append(one)
        people[one.person].add(site)
        champions.setdefault(one.uid, (one.person, set()))[1].add(site)
    for row in sites.source.around(
        "champion_review", "champion", champions, ("champion", "date", "state"), ("response",)
    ):
        told = texts(row, ("champion", "date", "state"))
        review = ground.Review(row["uid"], **told, has_response=bool(row["has_response"]))
        for site in champions[review.champion][1]:
            parts[site]["reviews"].append(review)
    for row in sites.source.around("engagement", "champion", champions, ("champion", "date"), since=sites.since):
        person, at = champions[text(row, "champion")]
        for site in at:
            parts[site]["talks"].append(ground.Talk(row["uid"], person, text(row, "date"), "engagement"))
    persons = people.keys() - {""}
    for row in sites.source.around("debrief", "people", persons, ("people", "date"), since=sites.since):
        for person in persons & set(members(row, "people")):
            for site in people[person]:
                parts[site]["talks"].append(ground.Talk(row["uid"], person, text(row, "date")))
    _transitions(sites, parts)


def _transitions(sites: Sites, parts: Parts) -> None:
    fields = ("state", "comes", "told_on", "leaves_on", "named_on")
    found = list(sites.told("transition", fields, by_initiative=True))
    uids = {row["uid"] for _site, row in found}
    items: dict[str, list[ground.Item]] = defaultdict(list)
    for row in sites.source.around(
        "continuity_item", "transition", uids, ("transition", "due", "done_on"), ("not_needed",)
    ):
        made = ground.Item(row["uid"], text(row, "due"), text(row, "done_on"), bool(row["has_not_needed"]))
        items[text(row, "transition")].append(made)
    for site, row in found:
        told = texts(row, fields)
        told["state"] = told["state"] or "foreseen"
        told["told_on"] = _first(told["told_on"], noted(row["uid"]))
        parts[site]["transitions"].append(ground.Transition(row["uid"], **told, items=tuple(items[row["uid"]])))


def _relationships(sites: Sites, parts: Parts, today: dt.date) -> Mapping[str, list[ground.Contact]] | None:
    """Promises and who answers to whom; and with whom contact is wanted, which it gives."""
    fields = ("due", "status", "settled_on")
    since = (today - dt.timedelta(days=YEAR)).isoformat() if sites.since else ""
    rows = {(site, row["uid"]): row for site, row in sites.told("commitment", fields, since=since)}
    if since:
        # Those that wait longer than is looked back.
        late = sites.source.waiting(sites.uids, since)
        for row in sites.source.rows("commitment", late, (*fields, "site")):
            if row["site"] in sites.initiatives:
                rows[row["site"], row["uid"]] = row
    for (site, uid), row in rows.items():
        due, state, settled_on = (text(row, name) for name in fields)
        known = _first(noted(uid), settled_on)
        parts[site]["promises"].append(ground.Promise(uid, due, state or "open", settled_on, known))
    _answering(sites, parts)
    people = sites.source.around("person", "sites", sites.uids, ("sites",))
    silences = sites.source.silences([row["uid"] for row in people], today)
    if silences is None:
        return None
    at = {row["uid"]: members(row, "sites") for row in people}
    found: dict[str, list[ground.Contact]] = defaultdict(list)
    for one in silences:
        for site in at[one.person]:
            found[site].append(ground.Contact(one.person, one.last, one.wanted, one.longest))
    return found


def _answering(sites: Sites, parts: Parts) -> None:
    fields = ("who", "to", "since", "until", "review_on")
    for site, row in sites.told("accountability", fields, by_initiative=True):
        parts[site]["answering"].append(ground.Answering(row["uid"], **texts(row, fields)))


def _changes(sites: Sites, parts: Parts) -> None:
    for site, row in sites.told("change", ("date", "place"), ("response",), by_initiative=True, since=sites.since):
        made = ground.Change(row["uid"], text(row, "date"), text(row, "place"), bool(row["has_response"]))
        parts[site]["changes"].append(made)
    fields = ("likelihood", "effect", "state", "review_on")
    for site, row in sites.told("challenge", fields, ("strategy",), by_initiative=True):
        likelihood, effect, state, review_on = (text(row, name) for name in fields)
        has_strategy = bool(row["has_strategy"])
        one = ground.Challenge(row["uid"], likelihood, effect, state or "ahead", has_strategy, review_on)
        parts[site]["challenges"].append(one)
    for site, row in sites.told("problem", ("date", "state", "solved_on"), ("tried",), by_initiative=True):
        date, state, solved_on = (text(row, name) for name in ("date", "state", "solved_on"))
        is_tried = state == "trying" or bool(row["has_tried"])
        parts[site]["problems"].append(ground.Problem(row["uid"], date, state or "open", solved_on, is_tried))


def _tapering(sites: Sites, parts: Parts) -> None:
    for site, row in sites.told("support", ("status", "since")):
        parts[site]["supports"].append(ground.Support(row["uid"], text(row, "status"), text(row, "since")))
    plans: dict[str, str] = {}
    fields = ("ends_on", "agreed_on")
    for site, row in sites.told("withdrawal", fields):
        parts[site]["plans"].append(ground.Plan(row["uid"], **texts(row, fields), noted=noted(row["uid"])))
        plans[row["uid"]] = site
    asked = ("withdrawal", "due", "stands_since")
    for row in sites.source.around("withdrawal_condition", "withdrawal", plans, asked, ("given_up",)):
        plan, due, stands_since = (text(row, name) for name in asked)
        known = _first(noted(row["uid"]), stands_since)
        one = ground.Condition(row["uid"], plan, due, stands_since, bool(row["has_given_up"]), known)
        parts[plans[plan]]["conditions"].append(one)
    _visits(sites, parts)


def _visits(sites: Sites, parts: Parts) -> None:
    """The visits of the sites whose support tapers or did: only of them it is told how many there are."""
    tapering = {
        site: min(one.since for one in parts[site]["supports"] if one.status == "tapering")
        for site in sites.uids
        if any(one.status == "tapering" for one in parts[site]["supports"])
    }
    if not tapering:
        return
    first = dt.date.fromisoformat(min(tapering.values())) - dt.timedelta(days=QUARTER)
    for site, day in sites.source.held(tapering, first.isoformat(), dt.date.fromisoformat(sites.today)):
        parts[site]["visits"].append(day)


def _first(*days_: str) -> str:
    """The earliest of the days that are told, "" for none."""
    return min(filter(None, days_), default="")
