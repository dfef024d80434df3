"""Rules R1 to R5: whether people are in touch, keep their word, and answer to one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from isp_desktop.domain.network import held_on
from isp_desktop.domain.outlook.fact import YEAR, Fact, before
from isp_desktop.domain.outlook.ground import Answering, Contact, Ground, Promise

AREA = "relationships"


def facts(ground: Ground, day: str) -> Iterator[Fact]:
    """What is to say of relationships on `day`."""
    if day == ground.read_on:
        if ground.contacts is not None:
            yield from _contacts(ground.site, ground.contacts, day)
        yield from _programmes(ground)
    yield from _promises(ground, day)
    yield from _answering(ground, day)


def _contacts(site: str, every: Iterable[Contact], day: str) -> Iterator[Fact]:
    """Rule R1: who went quiet."""
    wanted = list(every)
    quiet = [one for one in wanted if one.last and one.last < _least(one, day)]
    for one in quiet:
        yield Fact(AREA, "R1", "at_risk", "quiet", one.last, "person", one.person, (one.person,))
    for one in wanted:
        if not one.last:
            yield Fact(AREA, "R1", "not_known", "never_met", "", "person", one.person, (one.person,))
    met = [one.last for one in wanted if one.last and one not in quiet]
    if met:
        yield Fact(AREA, "R1", "strong", "in_touch", max(met), "site", site, n=len(met))
    if not wanted:
        yield Fact(AREA, "R1", "not_known", "no_rhythm", kind="site", uid=site)


def _least(one: Contact, day: str) -> str:
    """The day after which somebody had to be met: the longest gap, or the wanted one where there is no longest."""
    days = min(one.longest or one.wanted, dt.date.fromisoformat(day).toordinal() - 1)
    return before(day, int(days))


def _programmes(ground: Ground) -> Iterator[Fact]:
    """Rules R2 and R5: whether somebody is known all over the system, and what all of them want to be true."""
    for one in ground.programmes:
        about = ("initiative", one.uid, (one.uid,))
        if one.gaps:
            yield Fact(AREA, "R2", "at_risk", "gaps", "", *about, n=one.gaps, of=one.parts)
        elif one.parts:
            yield Fact(AREA, "R2", "strong", "no_gaps", "", *about, n=one.parts)
        says = "vision" if one.has_vision else "no_vision"
        yield Fact(AREA, "R5", "strong" if one.has_vision else "not_known", says, "", *about)


def _promises(ground: Ground, day: str) -> Iterator[Fact]:
    """Rule R3: what was promised and is late, and what became of the promises that were due within a year."""
    made = [one for one in ground.promises if one.noted <= day]
    late = [one for one in made if _waits(one, day) and one.due and one.due < day]
    if late:
        first = min(late, key=lambda one: (one.due, one.uid))
        yield Fact(
            AREA, "R3", "at_risk", "promises_late", first.due, "commitment", first.uid, (first.uid,), n=len(late)
        )
    since = before(day, YEAR)
    # By the day on which they were due; where none was agreed, by that on which they were written down.
    settled = [one for one in made if not _waits(one, day) and one.settled_on and since < (one.due or one.noted) <= day]
    if not settled:
        if not late:
            yield Fact(AREA, "R3", "not_known", "no_promises", kind="site", uid=ground.site)
        return
    in_time = sum(one.state == "kept" for one in settled)
    last = max(settled, key=lambda one: (one.settled_on, one.uid))
    # Told as at risk where fewer were kept in time than not.
    is_kept = 2 * in_time >= len(settled)
    told = (last.settled_on, "commitment", last.uid)
    says = "promises_kept" if is_kept else "promises_not_kept"
    yield Fact(AREA, "R3", "strong" if is_kept else "at_risk", says, *told, n=in_time, of=len(settled))


def _waits(one: Promise, day: str) -> bool:
    return one.state == "open" or one.settled_on > day


def _answering(ground: Ground, day: str) -> Iterator[Fact]:
    """Rule R4: who answers to whom, and whether the other does so too."""
    on = dt.date.fromisoformat(day)
    held = [one for one in ground.answering if held_on(one.since, one.until, on)]
    both_ways = {frozenset((one.who, one.to)) for one in held if _is_answered(one, held)}
    if not held:
        yield Fact(AREA, "R4", "not_known", "nobody_answers", kind="site", uid=ground.site)
    for one in held:
        told = (one.since, "accountability", one.uid, (one.who, one.to))
        if one.review_on and one.review_on < day:
            yield Fact(AREA, "R4", "not_known", "answering_overdue", *told, one.review_on)
        elif not _is_answered(one, held):
            yield Fact(AREA, "R4", "at_risk", "one_sided", *told)
    for pair in both_ways:
        latest = max((one for one in held if {one.who, one.to} == pair), key=lambda one: (one.since, one.uid))
        if all(not one.review_on or one.review_on >= day for one in held if {one.who, one.to} == pair):
            about = tuple(sorted(pair))
            yield Fact(AREA, "R4", "strong", "mutual", latest.since, "accountability", latest.uid, about)


def _is_answered(one: Answering, held: Iterable[Answering]) -> bool:
    return any((other.who, other.to) == (one.to, one.who) for other in held)
