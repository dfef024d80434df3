"""Rules C1 to C4: whether there is capacity enough to keep it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isp_desktop.domain.outlook.fact import YEAR, Fact, before, days_from
from isp_desktop.domain.outlook.ground import Assessed, Ground, Need, Step

AREA = "capacity"
_SETTLED = frozenset({"done", "dropped"})


def facts(ground: Ground, day: str) -> Iterator[Fact]:
    """What is to say of capacity on `day`."""
    latest = _latest(ground.assessed, day)
    if not latest:
        yield Fact(AREA, "C1", "not_known", "never_assessed", kind="site", uid=ground.site)
    for one in latest:
        yield _assessed(one, day)
        if one.next_on and one.next_on < day:
            about = (one.subject,)
            yield Fact(AREA, "C2", "at_risk", "next_overdue", one.date, "assessment", one.uid, about, one.next_on)
    yield from _needs(ground, day)
    yield from _steps(ground.steps, day)


def _latest(every: Iterable[Assessed], day: str) -> list[Assessed]:
    """The latest assessment of each subject."""
    found: dict[str, Assessed] = {}
    for one in sorted((one for one in every if one.date <= day), key=lambda one: (one.date, one.uid)):
        found[one.subject] = one
    return list(found.values())


def _assessed(one: Assessed, day: str) -> Fact:
    """Rule C1."""
    about = (one.subject,)
    if days_from(one.date, day) > YEAR:
        return Fact(AREA, "C1", "not_known", "assessed_long_ago", one.date, "assessment", one.uid, about)
    if not one.rated:
        return Fact(AREA, "C1", "not_known", "not_rated", one.date, "assessment", one.uid, about)
    if not one.needed:
        return Fact(AREA, "C1", "not_known", "no_targets", one.date, "assessment", one.uid, about)
    if one.short:
        return Fact(AREA, "C1", "at_risk", "short", one.date, "assessment", one.uid, about, n=one.short, of=one.needed)
    return Fact(AREA, "C1", "strong", "enough", one.date, "assessment", one.uid, about, n=one.needed)


def _is_open(need: Need, day: str) -> bool:
    return need.state == "open" or need.met_on > day


def _needs(ground: Ground, day: str) -> Iterator[Fact]:
    """Rule C3: needs open, and whether a step of the plan meets each; and needs that were met in the last year."""
    seen = [need for need in ground.needs if need.seen_on <= day]
    open_ones = [need for need in seen if _is_open(need, day)]
    met_by = {uid for step in ground.steps if step.state != "dropped" and step.starts_on <= day for uid in step.needs}
    for need in open_ones:
        if need.uid not in met_by:
            yield Fact(AREA, "C3", "at_risk", "need_without_step", need.seen_on, "need", need.uid, (need.uid,))
    carried = [need for need in open_ones if need.uid in met_by]
    if carried:
        last = max(carried, key=lambda need: (need.seen_on, need.uid))
        yield Fact(AREA, "C3", "strong", "needs_with_steps", last.seen_on, "need", last.uid, n=len(carried))
    since = before(day, YEAR)
    met = [need for need in seen if need.state == "met" and since < need.met_on <= day]
    if met:
        last = max(met, key=lambda need: (need.met_on, need.uid))
        yield Fact(AREA, "C3", "strong", "needs_met", last.met_on, "need", last.uid, n=len(met))


def _steps(every: Iterable[Step], day: str) -> Iterator[Fact]:
    """Rule C4: steps past their day, and those that were done in the last year."""
    begun = [step for step in every if step.starts_on <= day]
    for step in begun:
        waits = step.state not in _SETTLED or step.settled_on > day
        if waits and step.due and step.due < day:
            yield Fact(AREA, "C4", "at_risk", "step_late", step.due, "plan_step", step.uid, (step.uid,))
    since = before(day, YEAR)
    done = [step for step in begun if step.state == "done" and since < step.settled_on <= day]
    if done:
        last = max(done, key=lambda step: (step.settled_on, step.uid))
        yield Fact(AREA, "C4", "strong", "steps_done", last.settled_on, "plan_step", last.uid, n=len(done))
