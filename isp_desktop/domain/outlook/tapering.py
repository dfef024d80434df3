"""Rules P1 to P4: how far the support has gone, and what held before against what holds after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isp_desktop.domain.outlook.fact import QUARTER, Fact, before, days_from
from isp_desktop.domain.outlook.ground import Condition, Ground, Plan, Support
from isp_desktop.domain.outlook.integrity import latest_mark, there

AREA = "tapering"


def status_on(supports: Iterable[Support], day: str) -> Support | None:
    """The support status that holds on `day`, with the day since when it is the same."""
    told = sorted((one for one in supports if one.since <= day), key=lambda one: (one.since, one.uid))
    if not told:
        return None
    first = told[-1]
    for one in reversed(told):
        if one.status != first.status:
            break
        first = one
    return first


def facts(ground: Ground, day: str) -> Iterator[Fact]:
    """What is to say of the support on `day`."""
    status = status_on(ground.supports, day)
    if status is None:
        yield Fact(AREA, "P1", "not_known", "no_status", kind="site", uid=ground.site)
    elif status.status != "withdrawn":
        told = (status.since, "support", status.uid)
        yield Fact(AREA, "P1", "not_known", "supported", *told, key=status.status)
    plans = [one for one in ground.plans if min(filter(None, (one.agreed_on, one.noted)), default="") <= day]
    yield from _plan(ground.site, plans, status)
    named = {one.uid for one in plans}
    yield from _conditions([one for one in ground.conditions if one.plan in named and one.noted <= day], day)
    if status is not None and status.status == "tapering":
        yield from _thinning(ground.visits, status, day)
    if status is not None and status.status == "withdrawn":
        yield from _afterwards(ground, status, day)


def _plan(site: str, plans: list[Plan], status: Support | None) -> Iterator[Fact]:
    """Rule P2: whether it was agreed how support goes."""
    for one in plans:
        says = "plan_agreed" if one.agreed_on else "plan_not_agreed"
        told = (one.agreed_on, "withdrawal", one.uid)
        yield Fact(AREA, "P2", "strong" if one.agreed_on else "at_risk", says, *told, other=one.ends_on)
    if plans or status is None or status.status not in ("active", "tapering"):
        return
    if status.status == "tapering":
        yield Fact(AREA, "P2", "at_risk", "tapers_without_plan", status.since, "support", status.uid)
    else:
        yield Fact(AREA, "P2", "not_known", "no_plan", kind="site", uid=site)


def _conditions(every: Iterable[Condition], day: str) -> Iterator[Fact]:
    """Rule P2: the conditions under which support may go."""
    for one in every:
        about = ("withdrawal_condition", one.uid, (one.uid,))
        if one.stands_since and one.stands_since <= day:
            yield Fact(AREA, "P2", "strong", "stands", one.stands_since, *about)
        elif one.is_given_up:
            continue
        elif one.due and one.due < day:
            yield Fact(AREA, "P2", "at_risk", "does_not_stand", one.due, *about)
        else:
            yield Fact(AREA, "P2", "not_known", "not_due_yet", "", *about, one.due)


def _thinning(visits: Iterable[str], status: Support, day: str) -> Iterator[Fact]:
    """Rule P3: whether visits become fewer while support tapers: a quarter against the one before tapering began."""
    if days_from(status.since, day) < QUARTER:
        return
    days = list(visits)
    then = sum(before(status.since, QUARTER) < one <= status.since for one in days)
    now = sum(before(day, QUARTER) < one <= day for one in days)
    told = (status.since, "support", status.uid)
    if not then:
        return
    thins = now < then
    yield Fact(AREA, "P3", "strong" if thins else "at_risk", "thins" if thins else "not_thinner", *told, n=now, of=then)


def _afterwards(ground: Ground, status: Support, day: str) -> Iterator[Fact]:
    """Rule P4: each core element before support went, and after."""
    elements = there(ground, day)
    if not elements:
        yield Fact(AREA, "P4", "not_known", "nothing_to_compare", status.since, "support", status.uid)
    for element in elements:
        earlier = latest_mark(ground.marks, element.uid, status.since)
        later = latest_mark(ground.marks, element.uid, day, status.since)
        if later is None:
            told = (status.since, "core_element", element.uid, (element.uid,))
            yield Fact(AREA, "P4", "not_known", "not_seen_since", *told)
            continue
        told = (later.date, "integrity_mark", later.uid, (element.uid,))
        own = (mark for mark in ground.marks if mark.element == element.uid and status.since < mark.date <= day)
        if later.mark == "holds":
            says = "holds_without" if all(mark.mark == "holds" for mark in own) else "holds_again"
            yield Fact(AREA, "P4", "strong", says, *told, status.since)
        elif earlier is not None and earlier.mark == "holds":
            yield Fact(AREA, "P4", "at_risk", "fell", *told, status.since)
        else:
            yield Fact(AREA, "P4", "at_risk", "does_not_hold_without", *told, status.since)
