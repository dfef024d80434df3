"""Rules T1 to T7: whether teams carry it, by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from isp_desktop.domain import protocols
from isp_desktop.domain.charter import HOLDS
from isp_desktop.domain.outlook.fact import QUARTER, YEAR, Fact, State, days_from
from isp_desktop.domain.outlook.ground import Check, Ground, Meeting, Team, Version
from isp_desktop.domain.teams import Function, carried_nowhere, functions, gone, support_state

AREA = "teams"
LOOKED_AT = 3
"""Who facilitates is told by so many of the latest meetings."""
FELL_BY = 0.5
"""By so much of the five steps the mean of a team check has to fall to be told."""
_AGREED = HOLDS | {"superseded"}


def facts(ground: Ground, day: str) -> Iterator[Fact]:
    """What is to say of the site's teams on `day`."""
    teams = [team for team in ground.teams if team.noted <= day or _has_begun(team, day)]
    if not teams:
        yield Fact(AREA, "T1", "not_known", "no_team", kind="site", uid=ground.site)
    carried: list[tuple[Version, tuple[Function, ...]]] = []
    for team in teams:
        held = _in_force(team, day)
        yield _charter(team, held, day)
        if held is not None:
            left = gone(team.seats, dt.date.fromisoformat(day))
            carried.append((held, functions(held.carriers, left)))
        yield from _meetings(team, day)
        yield from _loops(team, day)
        yield from _checks(team, day)
        yield from _backings(team, day)
    yield from _functions(carried)


def _has_begun(team: Team, day: str) -> bool:
    days = [*(one.date for one in team.meetings), *(one.agreed_on for one in team.versions)]
    return any(one and one <= day for one in (*days, *(seat.joined for seat in team.seats)))


def _in_force(team: Team, day: str) -> Version | None:
    """The version that the team worked by on `day`: the latest of those agreed on by then."""
    agreed = [one for one in team.versions if one.state in _AGREED and (one.agreed_on or one.noted) <= day]
    last = max(agreed, key=lambda one: (one.agreed_on or one.noted, one.version, one.uid), default=None)
    # Where nothing came after a version that holds no more, nothing holds.
    return None if last is not None and last.state == "superseded" and not _followed(team, last) else last


def _followed(team: Team, last: Version) -> bool:
    return any(one.version > last.version and one.state in _AGREED for one in team.versions)


def _charter(team: Team, held: Version | None, day: str) -> Fact:
    """Rule T1."""
    about = (team.uid,)
    if held is None:
        in_writing = any(one.state in ("draft", "proposed") and one.noted <= day for one in team.versions)
        says = "charter_in_writing" if in_writing else "no_charter"
        return Fact(AREA, "T1", "at_risk" if in_writing else "not_known", says, "", "team", team.uid, about)
    told = (held.agreed_on, "charter", held.uid, about)
    if held.review_on and held.review_on < day:
        return Fact(AREA, "T1", "at_risk", "charter_overdue", *told, held.review_on)
    if not held.review_on and held.agreed_on and days_from(held.agreed_on, day) > YEAR:
        return Fact(AREA, "T1", "not_known", "charter_old", *told)
    return Fact(AREA, "T1", "strong", "charter_agreed", *told, held.review_on)


def _functions(carried: list[tuple[Version, tuple[Function, ...]]]) -> Iterator[Fact]:
    """Rule T2: the core functions that no team of the site carries."""
    if not carried:
        return
    last = max((held for held, _own in carried), key=lambda one: (one.agreed_on, one.uid))
    told = (last.agreed_on, "charter", last.uid)
    gaps = carried_nowhere([own for _held, own in carried])
    for key in gaps:
        yield Fact(AREA, "T2", "at_risk", "not_carried", *told, key=key)
    if not gaps:
        yield Fact(AREA, "T2", "strong", "all_carried", *told)


def _meetings(team: Team, day: str) -> Iterator[Fact]:
    """Rules T3 and T4: whether the team meets, and whose hands its meetings are in."""
    met = sorted((one for one in team.meetings if one.date <= day), key=lambda one: (one.date, one.uid))
    if not met:
        yield Fact(AREA, "T3", "not_known", "never_met", "", "team", team.uid, (team.uid,))
        return
    last, about = met[-1], (team.uid,)
    if days_from(last.date, day) > QUARTER:
        yield Fact(AREA, "T3", "at_risk", "not_met", last.date, "meeting", last.uid, about)
    else:
        yield Fact(AREA, "T3", "strong", "meets", last.date, "meeting", last.uid, about)
    state, says = _facilitated([one for one in met if one.facilitation][-LOOKED_AT:])
    yield Fact(AREA, "T4", state, says, last.date, "meeting", last.uid, about, n=LOOKED_AT)


def _facilitated(latest: list[Meeting]) -> tuple[State, str]:
    if len(latest) < LOOKED_AT:
        return "not_known", "facilitation_unknown"
    ways = {one.facilitation for one in latest}
    if ways == {"local"}:
        return "strong", "local"
    return ("at_risk", "practitioner") if ways == {"practitioner"} else ("not_known", "handing_over")


def _loops(team: Team, day: str) -> Iterator[Fact]:
    """Rule T5: whether what is told comes, and is answered."""
    on, closing = dt.date.fromisoformat(day), 0
    for one in team.loops:
        found = protocols.loop(one.agreed, one.messages, on)
        last = found.last.isoformat() if found.last else ""
        if found.is_open:
            says = "never_answered" if found.state == "never" else "loop_late"
            yield Fact(AREA, "T5", "at_risk", says, last, "protocol", one.uid, (one.uid,), text=one.what)
        elif found.state in ("on_time", "waiting") and found.last is not None:
            closing += 1
    if closing:
        yield Fact(AREA, "T5", "strong", "loops_close", "", "team", team.uid, (team.uid,), n=closing)


def _checks(team: Team, day: str) -> Iterator[Fact]:
    """Rule T6: how its members rated how it works, and how that moved."""
    made = sorted((one for one in team.checks if one.date <= day), key=lambda one: (one.date, one.uid))
    if not made:
        yield Fact(AREA, "T6", "not_known", "never_checked", "", "team", team.uid, (team.uid,))
        return
    yield _check(team, made[-1], made[-2] if len(made) > 1 else None, day)


def _check(team: Team, last: Check, earlier: Check | None, day: str) -> Fact:
    told = (last.date, "team_check", last.uid, (team.uid,))
    if days_from(last.date, day) > YEAR:
        return Fact(AREA, "T6", "not_known", "checked_long_ago", *told)
    if earlier is not None and earlier.mean - last.mean >= FELL_BY:
        return Fact(AREA, "T6", "at_risk", "check_fell", *told, earlier.date)
    if last.to_work:
        return Fact(AREA, "T6", "at_risk", "check_to_work", *told, n=last.to_work, of=last.questions)
    return Fact(AREA, "T6", "strong", "check_well", *told, n=last.questions)


def _backings(team: Team, day: str) -> Iterator[Fact]:
    """Rule T7: what leadership agreed to give the team."""
    on = dt.date.fromisoformat(day)
    for one in team.backings:
        confirmed = one.confirmed_on if one.confirmed_on <= day else ""
        last = max(confirmed, one.agreed_on)
        if one.agreed_on > day:
            continue
        told = (last, "leadership_support", one.uid, (team.uid, one.uid))
        found = support_state(confirmed, one.agreed_on, one.until, on)
        if found == "holds":
            yield Fact(AREA, "T7", "strong", "backed", *told)
        elif found == "stale":
            yield Fact(AREA, "T7", "not_known", "backing_stale", *told)
        else:
            yield Fact(AREA, "T7", "at_risk", "backing_ended", *told, one.until)
