"""The capacity plan: needs with the steps that meet them, and what of it is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from isp_desktop.db import capacity_plan as table
from isp_desktop.db import lists
from isp_desktop.db.capacity_plan import Logged
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.plan_steps import is_open
from isp_desktop.domain.vocabulary import STEP_WAYS
from isp_desktop.services import naming
from isp_desktop.services.capacity.beginning import beginning as of_assessment
from isp_desktop.services.capacity_result.words import place_words

KINDS = frozenset({"need", "plan_step", "step_log", "site", "team", "organization", "person", "assessment"})
"""The kinds from which a plan is told."""

AHEAD = 14
"""How many days before its day a step or follow-up is due soon."""
SHOWN = 7
_MOST = 300


class Step(Struct, frozen=True):
    """A step of the plan. Days are "YYYY-MM-DD" or "", `way` and `state` keys, people, teams and the site names.

    One that was dropped has no follow-up.

    Attributes:
        needs: the uids of what it is for.
        logs: how often something was logged of it; `last` is the day of the latest.
    """

    uid: str
    what: str
    way: str
    state: str
    due: str
    starts_on: str
    settled_on: str
    follow_up_on: str
    every_days: int
    needs: tuple[str, ...]
    built: tuple[str, ...]
    helpers: tuple[str, ...]
    partner: str
    site: str
    reason: str
    result: str
    logs: int
    last: dt.date | None
    private: bool
    in_conflict: bool

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return is_open(self.state)

    @property
    def next_day(self) -> str:
        """The day on which something is to be done about it next: its own, or that of a follow-up."""
        return min(filter(None, (self.due if self.is_open else "", self.follow_up_on)), default="")


class Need(Struct, frozen=True):
    """A need with its steps, open ones first; `subject` is whose capacity it is, by name."""

    uid: str
    what: str
    state: str
    capacity_type: str
    level: str
    subject: str
    seen_on: str
    met_on: str
    met_by: str
    steps: tuple[Step, ...]
    private: bool
    in_conflict: bool

    @property
    def is_open(self) -> bool:
        """Whether it is neither met nor given up."""
        return self.state not in ("met", "given_up")

    @property
    def is_unplanned(self) -> bool:
        """Whether it is open and no step is taken for it."""
        return self.is_open and not any(step.state != "dropped" for step in self.steps)


class Plan(Struct, frozen=True):
    """The needs, open ones first; and all steps, what is to be done next first, those for no need among them."""

    needs: tuple[Need, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def open_needs(self) -> int:
        """How many needs are open."""
        return sum(need.is_open for need in self.needs)

    @property
    def unplanned(self) -> int:
        """How many of these have no step."""
        return sum(need.is_unplanned for need in self.needs)


class Due(Struct, frozen=True):
    """A step that is to be done, or followed up; `days` to that day, below 0 for a late one.

    Attributes:
        other_days: of a step that is to be done and to be followed up, the days to the later of the two; else None.
    """

    step: Step
    why: Literal["do", "follow_up"]
    days: int
    other_days: int | None = None


class DueSteps(Struct, frozen=True):
    """The first ones, first due first, and how many there are."""

    shown: tuple[Due, ...] = ()
    count: int = 0

    @property
    def due(self) -> int:
        """How many of those shown are late or due today."""
        return sum(one.days <= 0 for one in self.shown)


def plan(store: Store, target: str = "") -> Plan:
    """The plan of the subject or site `target`; that of all for ""."""
    with store.read() as reading:
        needs = lists.items(reading, "need", table.of(reading, "need", target, _MOST))
        own = table.of(reading, "plan_step", target, _MOST)
        uids = dict.fromkeys([*table.steps_for(reading, [need.uid for need in needs]), *own])
        steps = _steps(reading, list(uids))
        linked = {
            str(need.fields[name]) for need in needs for name in ("subject", "site", "met_by") if need.fields[name]
        }
        names = naming.titles(reading, linked)
    told = [_need(need, steps, names) for need in needs]
    return Plan(tuple(sorted(told, key=_place)), tuple(sorted(steps, key=_press)))


def subjects(store: Store, among: str = "") -> list[tuple[str, str]]:
    """Uid and name of each site that a need, a step or a challenge names, and of the subject `among`, by name."""
    with store.read() as reading:
        sites = table.sites(reading, ("need", "plan_step", "challenge"), _MOST)
        names = naming.titles(reading, [*sites, *([among] if among else [])])
    return sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))


def due(store: Store, today: dt.date) -> DueSteps:
    """The steps and follow-ups that are late or due within the coming days."""
    end = today + dt.timedelta(days=AHEAD + 1)
    with store.read() as reading:
        to_do, doing = table.to_do(reading, end, SHOWN)
        followed, following = table.to_follow_up(reading, end, SHOWN)
        both = table.to_do_and_follow_up(reading, end) if to_do and followed else 0
        first = dict.fromkeys(one.uid for one in sorted((*to_do, *followed), key=lambda one: (one.day, one.uid)))
        steps = {step.uid: step for step in _steps(reading, list(first)[:SHOWN])}
    return DueSteps(tuple(_due(steps[uid], today, end) for uid in first if uid in steps), doing + following - both)


def _due(step: Step, today: dt.date, end: dt.date) -> Due:
    """A step of which something is due before `end`."""
    days: dict[Literal["do", "follow_up"], str] = {
        "do": step.due if step.is_open else "",
        "follow_up": step.follow_up_on,
    }
    waits = [(day, why) for why, day in days.items() if day and day < end.isoformat()]
    (first, why), *other = sorted(waits)
    left = [(dt.date.fromisoformat(day) - today).days for day in (first, *(day for day, _why in other))]
    return Due(step, why, left[0], left[1] if other else None)


def at_site(store: Store, site: str, also: str = "") -> list[Step]:
    """The steps of a site that are still to be done, first due first, and the step `also`, to log something of one."""
    with store.read() as reading:
        found = table.open_at(reading, site, _MOST) if site else []
        return _steps(reading, [*found, *([also] if also and also not in found else [])])


def beginning(store: Store, kind: str, preset: Mapping[str, Any]) -> dict[str, Any]:
    """What a new record of the plan begins with: what follows from the need, step or subject that `preset` names."""
    first: dict[str, Any] = {
        "need": {"state": "open"},
        "plan_step": {"state": "planned"},
        "challenge": {"state": "ahead"},
    }.get(kind, {})
    if kind == "need":
        first = first | {"seen_on": dt.date.today().isoformat()}
    with store.read() as reading:
        if kind == "plan_step" and preset.get("needs"):
            first = first | _from(reading, "need", preset["needs"][:1], ("subject", "site"))
        if kind == "step_log" and preset.get("step"):
            first = log_of(reading, preset["step"])
        if kind == "assessment":
            first = of_assessment(reading, preset)
    return {**first, **preset}


def preset_of(store: Store, target: str) -> dict[str, Any]:
    """How a new record names the subject or site `target`; nothing for ""."""
    if not target:
        return {}
    with store.read() as reading:
        name = lists.names(reading, [target]).get(target)
    return {"subject": target, **({"site": target} if name is not None and name.kind == "site" else {})}


def log_of(reading: Reading, step: str) -> dict[str, Any]:
    """What a log of `step` begins with: how, where, and with whom of those who are built up."""
    found = _from(reading, "plan_step", [step], ("way", "site", "built"))
    built = found.pop("built", [])
    names = lists.names(reading, built)
    people = [uid for uid in built if uid in names and names[uid].kind == "person"]
    return {**found, "step": step, **({"people": people} if people else {})}


def need_words(need: Need) -> str:
    """Where a need is, and whose it is: "Analytic, organization, Alder Road Primary"."""
    return ", ".join(filter(None, (place_words(need.capacity_type, need.level), need.subject)))


def step_words(step: Step) -> str:
    """How a step is taken, and with whom: "Training, Hana Sato, State University"."""
    way = STEP_WAYS.get(step.way)
    return ", ".join(part for part in (_(way) if way else "", *step.built, *step.helpers, step.partner) if part)


def headline(found: Plan) -> str:
    """One sentence on how many needs are open, and how many of them have no plan."""
    if not found.needs:
        return ""
    opened = (
        counted("{n} need is open", "{n} needs are open", found.open_needs)
        if found.open_needs
        else _("No need is open")
    )
    bare = counted("{n} has no step yet", "{n} have no step yet", found.unplanned) if found.unplanned else ""
    return _("{parts}.").format(parts=", ".join(part for part in (opened, bare) if part))


def _from(reading: Reading, kind: str, uids: Sequence[str], fields: Iterable[str]) -> dict[str, Any]:
    found = lists.items(reading, kind, uids)
    return {name: value for name in fields if found and (value := found[0].fields.get(name))}


def _steps(reading: Reading, uids: Sequence[str]) -> list[Step]:
    items = lists.items(reading, "plan_step", uids)
    logs = table.logged(reading, uids)
    linked = {uid for item in items for name in ("built", "helpers") for uid in item.fields[name] or ()}
    names = naming.titles(reading, linked | {str(item.fields["site"]) for item in items if item.fields["site"]})
    return [_step(item, names, logs.get(item.uid)) for item in items]


def _step(item: Item, names: Mapping[str, str], logged: Logged | None) -> Step:
    own = item.fields

    def named(field: str) -> tuple[str, ...]:
        return tuple(names[uid] for uid in own[field] or () if uid in names)

    return Step(
        uid=item.uid,
        needs=tuple(own["needs"] or ()),
        state=str(own["state"] or "planned"),
        built=named("built"),
        helpers=named("helpers"),
        site=names.get(str(own["site"] or ""), ""),
        every_days=int(own["every_days"] or 0),
        logs=logged.times if logged else 0,
        last=logged.last if logged else None,
        private=item.private,
        in_conflict=item.in_conflict,
        # What was dropped is not followed up, whatever was planned.
        follow_up_on="" if own["state"] == "dropped" else str(own["follow_up_on"] or ""),
        **{name: str(own[name] or "") for name in _PLAIN},
    )


_PLAIN = ("what", "way", "due", "starts_on", "settled_on", "partner", "reason", "result")


def _need(item: Item, steps: Sequence[Step], names: Mapping[str, str]) -> Need:
    own = item.fields
    taken = sorted((step for step in steps if item.uid in step.needs), key=_press)
    return Need(
        uid=item.uid,
        state=str(own["state"] or "open"),
        subject=names.get(str(own["subject"] or own["site"] or ""), ""),
        met_by=names.get(str(own["met_by"] or ""), ""),
        steps=tuple(taken),
        private=item.private,
        in_conflict=item.in_conflict,
        **{name: str(own[name] or "") for name in ("what", "capacity_type", "level", "seen_on", "met_on")},
    )


def _place(need: Need) -> tuple[bool, int, str]:
    """Open ones first, and the latest seen or settled first among both."""
    return not need.is_open, -_ordinal(need.seen_on if need.is_open else need.met_on or need.seen_on), need.uid


def _press(step: Step) -> tuple[bool, int, str]:
    """What is to be done next first; what is settled comes last, the latest first among it."""
    waits = step.is_open or bool(step.follow_up_on)
    if not waits:
        return True, -_ordinal(step.settled_on or step.due), step.uid
    return False, _ordinal(step.next_day or "9999-12-31"), step.uid


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else 0
