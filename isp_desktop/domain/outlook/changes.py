"""Rules S1 to S3: what changes around the programme, what may, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isp_desktop.domain.outlook.fact import QUARTER, YEAR, Fact, State, before
from isp_desktop.domain.outlook.ground import Challenge, Ground, Problem

AREA = "changes"
_SOLVED = frozenset({"solved", "given_up"})


def facts(ground: Ground, day: str) -> Iterator[Fact]:
    """What is to say of changes, challenges and problems on `day`."""
    yield from _changes(ground, day)
    if day == ground.read_on:
        yield from _challenges(ground.site, ground.challenges, day)
    yield from _problems(ground.problems, day)


def _changes(ground: Ground, day: str) -> Iterator[Fact]:
    """Rule S1: changes of the last year at the three places, and whether there is a response."""
    since = before(day, YEAR)
    recent = [one for one in ground.changes if since < one.date <= day]
    for one in recent:
        if not one.has_response:
            yield Fact(AREA, "S1", "at_risk", "no_response", one.date, "change", one.uid, (one.uid,), key=one.place)
    met = [one for one in recent if one.has_response]
    if met:
        last = max(met, key=lambda one: (one.date, one.uid))
        yield Fact(AREA, "S1", "strong", "responded", last.date, "change", last.uid, n=len(met))
    if not recent:
        yield Fact(AREA, "S1", "not_known", "no_changes", kind="site", uid=ground.site)


def _challenges(site: str, every: Iterable[Challenge], day: str) -> Iterator[Fact]:
    """Rule S2: challenges as they are judged now."""
    ahead = [one for one in every if one.state != "passed"]
    for one in ahead:
        told = _challenge(one, day)
        if told is not None:
            state, says = told
            yield Fact(AREA, "S2", state, says, "", "challenge", one.uid, (one.uid,), one.review_on)
    if not ahead:
        yield Fact(AREA, "S2", "not_known", "no_challenges", kind="site", uid=site)


def _challenge(one: Challenge, day: str) -> tuple[State, str] | None:
    """None for one that is neither likely and heavy nor overdue: it is watched, and that is all."""
    if one.state == "here":
        return "at_risk", "came_true"
    if not one.likelihood or not one.effect:
        return "not_known", "not_weighed"
    if one.likelihood == one.effect == "high":
        return ("strong", "heavy_with_strategy") if one.has_strategy else ("at_risk", "heavy_without_strategy")
    if one.review_on and one.review_on < day:
        return "not_known", "challenge_overdue"
    return None


def _problems(every: Iterable[Problem], day: str) -> Iterator[Fact]:
    """Rule S3: problems open for a quarter with nothing tried, those that something is tried against, those solved."""
    solved = []
    for one in every:
        if one.date > day:
            continue
        if one.state in _SOLVED and one.solved_on <= day:
            if one.state == "solved" and one.solved_on > before(day, YEAR):
                solved.append(one)
        elif one.is_tried:
            yield Fact(AREA, "S3", "not_known", "being_tried", one.date, "problem", one.uid, (one.uid,))
        elif one.date < before(day, QUARTER):
            yield Fact(AREA, "S3", "at_risk", "nothing_tried", one.date, "problem", one.uid, (one.uid,))
    if solved:
        last = max(solved, key=lambda one: (one.solved_on, one.uid))
        yield Fact(AREA, "S3", "strong", "solved", last.solved_on, "problem", last.uid, n=len(solved))
