"""Capacity: what it is assessed by, how it was rated, what is needed, and what is done to build it.

docs/practice.md, activities C1 to C8; how these are kept, and why so: docs/decisions/0016-capacity.md.
"""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.language import marked
from isp_desktop.domain.vocabulary import (
    ASSESSMENT_STATES,
    CAPACITY_FORMS,
    CAPACITY_TYPES,
    CHALLENGE_AREAS,
    CHALLENGE_STATES,
    INSTRUMENT_STATES,
    LEVELS,
    LIKELIHOODS,
    NEED_STATES,
    RATING_WAYS,
    SCORINGS,
    SIDES,
    STEP_STATES,
    STEP_WAYS,
)

_ASSESSED = ("site", "team", "organization", "person")
_STAYS = marked("Stays as it is once it is begun")


class Instrument(Record):
    """One version of a set of questions by which capacity is assessed; `content` holds them, see domain/instrument.py.

    Once it is in use its questions stay as they are; another wording is another version, which `follows` this one.
    """

    kind = "instrument"
    declared = About("Instrument", "Instruments", "list-checks", title=("name",), order=("name", "version"))

    name: str | None = fields.line("Name", required=True, listed=True, weight="title")
    version: int | None = fields.number("Version", listed=True, least=1, most=999, by_program=True)
    state: str | None = fields.choice("State", INSTRUMENT_STATES, listed=True, by_program=True)
    about: str | None = fields.text("About", help="What it is for, and where it comes from")
    scoring: str | None = fields.choice(
        "Scores are", SCORINGS, help="Of the ratings of a section or a field of the map"
    )
    least_answered: int | None = fields.number(
        "Least share answered", least=1, most=100, help="In percent; a section with fewer answers has no score"
    )
    follows: str | None = fields.link("The version before", "instrument", by_program=True)
    content: str | None = fields.text("Questions", by_program=True, weight="")


class Assessment(Record):
    """That the capacity of a site, a team or a person was rated by an instrument, on a day or several."""

    kind = "assessment"
    declared = About(
        "Capacity assessment",
        "Capacity assessments",
        "grid-3x3",
        title=("subject", "date"),
        order=("date",),
        latest_first=True,
        day="date",
    )

    # Its answers are of this one, and answers to these questions.
    subject: str | None = fields.link(
        "Whose capacity", *_ASSESSED, required=True, listed=True, until="questions", help=_STAYS
    )
    site: str | None = fields.link("Site", "site", by_program=True)
    instrument: str | None = fields.link(
        "Instrument", "instrument", required=True, listed=True, until="questions", help=_STAYS
    )
    questions: str | None = fields.line("The questions that were asked", by_program=True, once=True, weight="")
    date: str | None = fields.date("Date", required=True, listed=True)
    state: str | None = fields.choice("State", ASSESSMENT_STATES, listed=True)
    way: str | None = fields.choice(
        "How", RATING_WAYS, listed=True, help="Facilitated: all vote at once, unseen, then talk"
    )
    facilitator: str | None = fields.link("Facilitator", "person", help="Who facilitates does not vote")
    note_taker: str | None = fields.link("Note taker", "person")
    present: list[str] | None = fields.links("Rated with", "person")
    purpose: str | None = fields.line("Purpose")
    talked: str | None = fields.text("What was said of the result")
    follow_up_on: str | None = fields.date("Next one on")
    visit: str | None = fields.link("At the visit", "visit")
    private_notes: str | None = fields.text("Private notes", private=True)


class Answer(Record):
    """What was answered to one item of an assessment: first votes by seat, and what the group came to.

    Its uid follows from the assessment and the item (`domain.answers.uid_of`): two laptops on which halves of one
    assessment are typed write one record, whose votes are a set and whose consensus is a field like any other.
    """

    kind = "answer"
    declared = About("Answer", "Answers", "check", title=("assessment", "item"), order=("item",), within=True)

    assessment: str | None = fields.link("Assessment", "assessment", required=True, by_program=True)
    item: str | None = fields.line("Item", required=True, by_program=True, weight="")
    votes: list[str] | None = fields.tags("First votes", by_program=True, weight="")
    value: str | None = fields.text(
        "Answer", by_program=True, weight="", help="What the group came to, or was answered alone"
    )
    dissent: str | None = fields.text("Dissent")
    evidence: str | None = fields.text("Evidence")


class Need(Record):
    """A need for capacity that was seen, mostly in an assessment, until a later one shows that it is met."""

    kind = "need"
    declared = About(
        "Capacity need", "Capacity needs", "triangle-alert", title=("what",), order=("seen_on",), day="seen_on"
    )

    what: str | None = fields.line("What is needed", required=True, listed=True, weight="title")
    subject: str | None = fields.link("Whose capacity", *_ASSESSED, listed=True)
    site: str | None = fields.link("Site", "site")
    capacity_type: str | None = fields.choice("Type", CAPACITY_TYPES, listed=True, section="What kind of capacity")
    level: str | None = fields.choice("Level of the system", LEVELS, section="What kind of capacity")
    form: str | None = fields.choice("Form", CAPACITY_FORMS, section="What kind of capacity")
    dimension: str | None = fields.line(
        "Dimension", help="Knowledge, skills, motivation, attitudes", section="What kind of capacity"
    )
    seen_on: str | None = fields.date("Seen on", section="Where it was seen")
    assessment: str | None = fields.link("Seen in the assessment", "assessment", section="Where it was seen")
    item: str | None = fields.line("Item", by_program=True, weight="", section="Where it was seen")
    state: str | None = fields.choice("State", NEED_STATES, listed=True, section="How it stands")
    met_by: str | None = fields.link("Met, as shown by the assessment", "assessment", section="How it stands")
    met_on: str | None = fields.date("Met or given up on", section="How it stands")
    about: str | None = fields.text("About", section="How it stands")


class PlanStep(Record):
    """A step of the capacity plan: what is done to meet a need, by whom, for whom, until when."""

    kind = "plan_step"
    declared = About("Plan step", "Plan steps", "route", title=("what",), order=("due",), day="due")

    what: str | None = fields.line("What is done", required=True, listed=True, weight="title")
    way: str | None = fields.choice("How", STEP_WAYS, required=True, listed=True)
    needs: list[str] | None = fields.links("For the needs", "need")
    subject: str | None = fields.link("Whose capacity", *_ASSESSED)
    site: str | None = fields.link("Site", "site")
    built: list[str] | None = fields.links("Who is built up", "person", "team", section="Who, and with what")
    helpers: list[str] | None = fields.links("Who helps", "person", "team", section="Who, and with what")
    partner: str | None = fields.line(
        "Partner or provider", help="An organization that gives training or works along", section="Who, and with what"
    )
    resources: str | None = fields.text("Resources", section="Who, and with what")
    starts_on: str | None = fields.date("From", section="When")
    due: str | None = fields.date("Until", listed=True, section="When")
    state: str | None = fields.choice("State", STEP_STATES, listed=True, section="When")
    settled_on: str | None = fields.date("Done or dropped on", section="When")
    reason: str | None = fields.line("Reason", help="Why it was dropped", section="When")
    every_days: int | None = fields.number("Followed up every so many days", least=1, most=730, section="Followed up")
    follow_up_on: str | None = fields.date("Next follow-up", section="Followed up")
    result: str | None = fields.text("Result seen in real work", section="Followed up")
    private_notes: str | None = fields.text("Private notes", private=True)


class StepLog(Record):
    """What was done on a step on one day, such as an hour of coaching, and what was seen of it in real work."""

    kind = "step_log"
    declared = About(
        "Step log",
        "Step logs",
        "check-check",
        title=("what",),
        order=("date",),
        latest_first=True,
        day="date",
        within=True,
    )

    step: str | None = fields.link("Plan step", "plan_step", listed=True)
    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What was done", required=True, listed=True, weight="title")
    way: str | None = fields.choice("How", STEP_WAYS, listed=True)
    people: list[str] | None = fields.links("With", "person")
    minutes: int | None = fields.number("Minutes", least=1, most=6_000)
    seen: str | None = fields.text("Seen in real work")
    next: str | None = fields.text("Agreed for next time")
    visit: str | None = fields.link("At the visit", "visit")
    site: str | None = fields.link("Site", "site")
    private_notes: str | None = fields.text("Private notes", private=True)


class Challenge(Record):
    """A challenge that may come from inside or outside, looked at again on a day: activity C7."""

    kind = "challenge"
    declared = About("Challenge ahead", "Challenges ahead", "zap", title=("what",), order=("review_on",))

    what: str | None = fields.line("What may happen", required=True, listed=True, weight="title")
    site: str | None = fields.link("Site", "site", listed=True)
    initiative: str | None = fields.link("Initiative", "initiative")
    side: str | None = fields.choice("From", SIDES, section="What kind it is")
    area: str | None = fields.choice("Area", CHALLENGE_AREAS, listed=True, section="What kind it is")
    likelihood: str | None = fields.choice("Likelihood", LIKELIHOODS, listed=True, section="What kind it is")
    effect: str | None = fields.choice("Effect", LIKELIHOODS, listed=True, section="What kind it is")
    early_sign: str | None = fields.text("Early sign", help="By what it would be noticed first", section="What to do")
    strategy: str | None = fields.text("Strategy", section="What to do")
    capacity_type: str | None = fields.choice("Capacity it needs", CAPACITY_TYPES, section="What to do")
    level: str | None = fields.choice("At which level of the system", LEVELS, section="What to do")
    owner: str | None = fields.link("Who watches it", "person", section="Looked at again")
    review_on: str | None = fields.date("Looked at again on", listed=True, section="Looked at again")
    state: str | None = fields.choice("State", CHALLENGE_STATES, listed=True, section="Looked at again")
    private_notes: str | None = fields.text("Private notes", private=True)


class CapacityTarget(Record):
    """How much capacity of a type at a level a programme needs, as its people agreed: the mark on the heat map."""

    kind = "capacity_target"
    declared = About(
        "Capacity needed",
        "Capacities needed",
        "target",
        title=("capacity_type", "level"),
        order=("capacity_type",),
        within=True,
    )

    instrument: str | None = fields.link("Instrument", "instrument", required=True, by_program=True)
    site: str | None = fields.link("Site", "site")
    initiative: str | None = fields.link("Initiative", "initiative")
    capacity_type: str | None = fields.choice("Type", CAPACITY_TYPES, required=True, listed=True)
    level: str | None = fields.choice("Level of the system", LEVELS, required=True, listed=True)
    needed: int | None = fields.number(
        "Needed", required=True, listed=True, least=0, most=100, help="In percent of the scale"
    )
