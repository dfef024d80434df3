"""Rules I1 to I3: whether the core elements are delivered with integrity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from isp_desktop.domain.network import held_on
from isp_desktop.domain.outlook.fact import YEAR, Fact, State, days_from
from isp_desktop.domain.outlook.ground import Adaptation, Element, Ground, Mark

AREA = "integrity"
_OF_MARK: Mapping[str, tuple[State, str]] = {
    "holds": ("strong", "holds"),
    "partly": ("at_risk", "partly"),
    "not_held": ("at_risk", "not_held"),
}


def latest_mark(marks: Iterable[Mark], element: str, day: str, since: str = "") -> Mark | None:
    """The latest mark of a core element on or before `day`, and after `since`; of two of one day the later written."""
    own = (mark for mark in marks if mark.element == element and since < mark.date <= day)
    return max(own, key=lambda mark: (mark.date, mark.uid), default=None)


def there(ground: Ground, day: str) -> list[Element]:
    """The core elements that were written down by `day`, or looked at by then."""
    return [one for one in ground.elements if one.noted <= day or latest_mark(ground.marks, one.uid, day) is not None]


def facts(ground: Ground, day: str) -> Iterator[Fact]:
    """What is to say of the core elements on `day`."""
    elements = there(ground, day)
    for element in elements:
        yield _element(element, latest_mark(ground.marks, element.uid, day), day)
    yield from _adaptations(ground.adaptations, day)
    yield from _nothing(ground, {element.initiative for element in elements})


def _element(element: Element, mark: Mark | None, day: str) -> Fact:
    """Rule I1."""
    about = (element.uid,)
    if mark is None:
        return Fact(AREA, "I1", "not_known", "never_seen", kind="core_element", uid=element.uid, about=about)
    if days_from(mark.date, day) > (element.review_days or YEAR):
        state: State = "not_known"
        says = "long_ago"
    else:
        state, says = _OF_MARK.get(mark.mark, ("not_known", "newer"))
    return Fact(AREA, "I1", state, says, mark.date, "integrity_mark", mark.uid, about, key=mark.mark)


def _adaptations(every: Iterable[Adaptation], day: str) -> Iterator[Fact]:
    """Rule I2: those in force, each that was not judged consistent, and the others together."""
    on = dt.date.fromisoformat(day)
    held = [one for one in every if one.date and held_on(one.date, one.until, on)]
    for one in held:
        if one.consistent != "consistent":
            against = one.consistent == "not_consistent"
            state: State = "at_risk" if against else "not_known"
            says = "adapted_against" if against else "adapted_unclear"
            yield Fact(AREA, "I2", state, says, one.date, "adaptation", one.uid, about=(one.uid,))
    fitting = [one for one in held if one.consistent == "consistent"]
    if fitting:
        last = max(fitting, key=lambda one: (one.date, one.uid))
        yield Fact(AREA, "I2", "strong", "adapted_well", last.date, "adaptation", last.uid, n=len(fitting))


def _nothing(ground: Ground, told: set[str]) -> Iterator[Fact]:
    """Rule I3: what has to go on is written down nowhere."""
    if not ground.programmes:
        yield Fact(AREA, "I3", "not_known", "no_initiative", kind="site", uid=ground.site)
    for one in ground.programmes:
        if one.uid not in told:
            yield Fact(AREA, "I3", "not_known", "no_elements", kind="initiative", uid=one.uid, about=(one.uid,))
