"""Which records serve which of the 39 activities: by themselves, as the rules here say, or by the tag that they bear.

docs/practice.md says the same in words; the shape of it, and why so: docs/decisions/0019-practice-picture.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from isp_desktop.domain.days import day_number
from isp_desktop.domain.practice import load_prompts
from isp_desktop.domain.vocabulary import ACTIVITY_CODES

TAGGED = ("visit", "meeting", "conversation", "debrief")
"""The kinds whose records say themselves, in `activities`, what else they served."""

NEVER_DONE: Mapping[str, Sequence[str]] = {"stage": ("planned", "called_off"), "state": ("planned", "called_off")}
"""What a record says of itself that was not done, or not yet: it serves nothing."""

STEP_CODES: Mapping[str, str] = {
    "prepare": "C1",
    "training": "C3",
    "modelling": "C4",
    "coaching": "C5",
    "structure": "C6",
    "partnership": "C8",
}
"""The activity that a step of the capacity plan is, by its way."""

# Minutes; what says that it took longer slipped from somebody's finger, or another program's.
_LONGEST = 6_000
# The place of each activity in the order of the practice.
_TURNS = {code: turn for turn, code in enumerate(ACTIVITY_CODES)}
# Where something was done: the first of these that is set.
_PLACES = ("site", "team", "subject", "sites")


class Rule(Struct, frozen=True):
    """That the records of a kind serve an activity by themselves.

    Attributes:
        code: the activity; "" where `by_choice` tells.
        by_choice: a field, and the activity by what is chosen in it.
        day: the fields that tell the day, the first that is set; without one, the day it was written down.
        given: one of these fields at least has to be set.
        none_of: none of these may be.
        among: what has to be chosen in a field.
        by: the fields that name who did it; without one, whoever began the record did.
        asked: the question that it answers has to be one of those that belong to the activity.
    """

    kind: str
    code: str = ""
    by_choice: tuple[str, Mapping[str, str]] | None = None
    day: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    among: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    by: tuple[str, ...] = ()
    asked: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Every activity that it can be."""
        return tuple(self.by_choice[1].values()) if self.by_choice else (self.code,)


_DATE = ("date",)
_FUNCTIONS = tuple(
    f"function_{name}" for name in ("tailor", "competency", "data", "improvement", "sustainment", "collaboration")
)
_THOUGHT_OVER = ("part", "agreed_on", "strengths", "hopes", "grows", "next_step")
_SETTLED = MappingProxyType({"status": ("kept", "late", "dropped")})

RULES: tuple[Rule, ...] = (
    Rule("commitment", "R1", among=_SETTLED, day=("settled_on", "due"), by=("owner",)),
    Rule("person", "R2", given=("part",)),
    Rule("coverage", "R2"),
    Rule("trust", "R3", day=_DATE, by=("rater",)),
    Rule("relationship", "R3", given=("strength", "aims", "strengths", "strains"), by=("practitioner",)),
    Rule("feedback", "R4", day=_DATE),
    Rule("tension", "R5", day=_DATE, none_of=("team",)),
    Rule("value", "R6", day=_DATE),
    Rule("learned", "R7", day=_DATE),
    Rule("note", "R8", day=_DATE, given=("people",)),
    Rule("conversation", "R9", day=_DATE),
    Rule("reflection", "R10", day=_DATE, asked=True),
    Rule("reflection", "R11", day=_DATE, asked=True),
    Rule("conversation", "R11", day=_DATE, given=("their_view",)),
    Rule("membership", "T1", day=("joined",)),
    Rule("commitment", "T1", given=("seeks",)),
    Rule("charter", "T2", day=("agreed_on",), given=("team",)),
    Rule("sign_off", "T2", day=_DATE),
    Rule("charter", "T3", day=("agreed_on",), given=_FUNCTIONS),
    Rule("meeting", "T4", day=_DATE, by=("present", "facilitators", "minutes_by")),
    Rule("decision", "T4", day=_DATE),
    Rule("leadership_support", "T5", day=("confirmed_on", "agreed_on")),
    Rule("protocol", "T6"),
    Rule("message", "T6", day=("sent_on",)),
    Rule("team_check", "T7", day=_DATE),
    Rule("learning", "T8", day=_DATE),
    Rule("team_check", "T9", day=_DATE),
    Rule("tension", "T10", day=_DATE, given=("team",)),
    Rule("assessment", "C2", day=_DATE, by=("facilitator", "note_taker")),
    Rule("need", "C2", day=("seen_on",)),
    Rule("step_log", by_choice=("way", STEP_CODES), day=_DATE),
    Rule("plan_step", by_choice=("way", STEP_CODES), day=("settled_on",), among={"state": ("done",)}),
    Rule("challenge", "C7"),
    Rule("leadership_role", "L1"),
    Rule("leadership_role", "L2", day=("agreed_on",), given=_THOUGHT_OVER),
    Rule("debrief", "L3", day=_DATE),
    Rule("leader_brief", "L4", day=_DATE),
    Rule("standing", "L5", day=_DATE),
    Rule("leadership_role", "L5", among={"standing": ("emerging",)}),
    Rule("shared_responsibility", "L6", day=("since",)),
    Rule("transition", "L7"),
    Rule("continuity_item", "L7", given=("done_on",), day=("done_on",)),
    Rule("champion", "L8"),
    Rule("engagement", "L9", day=_DATE, by=("by",)),
    Rule("champion_review", "L10", day=_DATE),
)
"""In the order of the activities, or nearly so: those by a choice stand where the first of them belongs."""

_TAG_RULES: Mapping[str, Rule] = {
    "visit": Rule("visit", day=_DATE, by=("led_by",)),
    "meeting": Rule("meeting", day=_DATE, by=("present", "facilitators", "minutes_by")),
    "conversation": Rule("conversation", day=_DATE),
    "debrief": Rule("debrief", day=_DATE),
}


class Served(Struct, frozen=True):
    """That a record served an activity.

    Attributes:
        code: the activity.
        day: "YYYY-MM-DD".
        place: the uid of the site, else of the team, where it was done; "" where none is said.
        seconds: its share of the time that it took; None where the record has no time of its own.
        who: the uids of those who did it, or the name of the author where the record names nobody.
    """

    code: str
    day: str
    place: str
    seconds: int | None
    who: tuple[str, ...]


def rules_of(kind: str) -> tuple[Rule, ...]:
    """The rules by which records of `kind` serve activities, whatever they are tagged with."""
    return _by_kind().get(kind, ())


def served(kind: str, uid: str, fields: Mapping[str, Any], author: str) -> list[Served]:
    """What a record of `kind` served, in the order of the codes; [] where it was not done, or not yet.

    A record that was put off to a later day is told with that day. The seconds that it took are divided evenly among
    its activities: their sum is what it took, and the first ones have a second more where they do not divide.

    Args:
        uid: tells the day on which it was written down.
        author: who began it.
    """
    if kind not in _by_kind() and kind not in TAGGED:
        return []
    if any(fields.get(name) in states for name, states in NEVER_DONE.items()):
        return []
    by_code = dict(_found(kind, fields))
    if not by_code:
        return []
    codes = sorted(by_code, key=_TURNS.__getitem__)
    place, shares = _place(fields), _shares(duration(fields), len(codes))
    return [
        Served(code, _day(by_code[code], uid, fields), place, share, _who(by_code[code], fields) or (author,))
        for code, share in zip(codes, shares, strict=True)
    ]


def duration(fields: Mapping[str, Any]) -> int | None:
    """The seconds that something took, by its minutes or from when to when; None where it does not say.

    What was done at a visit has no time of its own: that lies within the visit's.
    """
    if fields.get("visit"):
        return None
    minutes = fields.get("minutes")
    if isinstance(minutes, int | float):
        return int(minutes) * 60 if 0 < minutes <= _LONGEST else None
    starts, ends = fields.get("starts"), fields.get("ends")
    if not starts or not ends:
        return None
    took = (_minute(ends) - _minute(starts)) * 60
    return took if took > 0 else None


def _found(kind: str, fields: Mapping[str, Any]) -> Iterator[tuple[str, Rule]]:
    if kind in TAGGED:
        for code in fields.get("activities") or ():
            if code in _TURNS:
                yield code, _TAG_RULES[kind]
    for rule in _by_kind().get(kind, ()):
        if code := _code(rule, fields):
            yield code, rule


def _code(rule: Rule, fields: Mapping[str, Any]) -> str:
    """The activity that a record serves by a rule, or ""."""
    if rule.given and not any(fields.get(name) for name in rule.given):
        return ""
    if any(fields.get(name) for name in rule.none_of):
        return ""
    if any(fields.get(name) not in choices for name, choices in rule.among.items()):
        return ""
    if rule.asked and fields.get("question") not in _questions(rule.code):
        return ""
    if rule.by_choice is None:
        return rule.code
    name, codes = rule.by_choice
    return codes.get(str(fields.get(name)), "")


def _day(rule: Rule, uid: str, fields: Mapping[str, Any]) -> str:
    said = next((fields[name] for name in rule.day if fields.get(name)), None)
    return str(said) if said else dt.date.fromordinal(day_number(None, uid)).isoformat()


def _place(fields: Mapping[str, Any]) -> str:
    for name in _PLACES:
        value = fields.get(name)
        if isinstance(value, list):
            value = value[0] if len(value) == 1 else None
        if value:
            return str(value)
    return ""


def _who(rule: Rule, fields: Mapping[str, Any]) -> tuple[str, ...]:
    found: list[str] = []
    for name in rule.by:
        value = fields.get(name)
        found += value if isinstance(value, list) else [value] if value else []
    return tuple(sorted(set(found)))


def _shares(seconds: int | None, count: int) -> list[int | None]:
    if seconds is None:
        return [None] * count
    each, more = divmod(seconds, count)
    return [each + (at < more) for at in range(count)]


def _minute(time: str) -> int:
    hours, minutes = time.split(":")[:2]
    return int(hours) * 60 + int(minutes)


@cache
def _by_kind() -> dict[str, tuple[Rule, ...]]:
    return {kind: tuple(rule for rule in RULES if rule.kind == kind) for kind in {rule.kind for rule in RULES}}


@cache
def _questions(code: str) -> frozenset[str]:
    """The questions to think about that belong to an activity, as they were worded first."""
    return frozenset(prompt.original for prompt in load_prompts() if code in prompt.codes)
