"""Who is connected with whom, how far they trust one another, and what that trust is built on.

Two types of relationship and two types of trust: docs/practice.md, activities R1 to R11.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import (
    ACTIVITY_CODES,
    ASSESSMENT_WAYS,
    COVERAGE_NEEDS,
    LEVELS,
    PARTS_OF_SYSTEM,
    REFLECTION_MOMENTS,
    STRENGTHS,
    TENSION_STATES,
    TIES,
)

_STAKEHOLDERS = ("person", "team", "organization", "site")
"""Whoever can stand at an end of a relationship."""

_OF_A_DAY: Mapping[str, Any] = {
    "order": ("date",),
    "latest_first": True,
    "day": "date",
    "private_unless_shared": True,
    "within": True,
}
"""What a practitioner notes of a day, for herself unless shared."""

# Of an indicator of trust: hardly, and fully.
_LEAST, _MOST = 1, 5


class Organization(Record):
    """A body that is no site: a funder, an authority, an association."""

    kind = "organization"
    declared = About("Organization", "Organizations", "building", title=("name",), order=("name",))

    name: str | None = fields.line("Name", required=True, listed=True, weight="title")
    part: str | None = fields.choice("Part of the system", PARTS_OF_SYSTEM, listed=True)
    level: str | None = fields.choice("Level of the system", LEVELS, listed=True)
    about: str | None = fields.text("About")


class TieType(Record):
    """A type of tie that the organization names itself."""

    kind = "tie_type"
    declared = About("Type of tie", "Types of tie", "waypoints", title=("name",), order=("name",), within=True)

    name: str | None = fields.line("Name", required=True, listed=True, weight="title", help="As in “mentors”")
    both_ways: bool | None = fields.yes_no("Goes both ways", help="As “works with” does, and “reports to” does not")


class Tie(Record):
    """A relationship among stakeholders: from one to another, of a type, for as long as it holds.

    Whoever it is about did not say it herself, so it stays on this computer unless it is shared.
    """

    kind = "tie"
    declared = About(
        "Tie",
        "Ties",
        "waypoints",
        title=("source", "type", "named", "target"),
        order=("since",),
        private_unless_shared=True,
        within=True,
    )

    source: str | None = fields.link("From", *_STAKEHOLDERS, required=True, listed=True)
    type: str | None = fields.choice("Type", TIES, listed=True)
    named: str | None = fields.link("A type of your own", "tie_type")
    target: str | None = fields.link("To", *_STAKEHOLDERS, required=True, listed=True)
    strength: str | None = fields.choice("Strength", STRENGTHS)
    since: str | None = fields.date("Since")
    until: str | None = fields.date("Until", help="The last day on which it held")
    about: str | None = fields.text("About")
    private_notes: str | None = fields.text("Private notes", private=True)


class Relationship(Record):
    """What a practitioner makes of her relationship with a stakeholder, for herself unless shared."""

    kind = "relationship"
    declared = About(
        "Relationship",
        "Relationships",
        "handshake",
        title=("stakeholder",),
        order=("since",),
        private_unless_shared=True,
        within=True,
    )

    stakeholder: str | None = fields.link("With", *_STAKEHOLDERS, required=True, listed=True)
    practitioner: str | None = fields.link("Practitioner", "person", listed=True)
    strength: str | None = fields.choice("Strength", STRENGTHS)
    since: str | None = fields.date("Since")
    until: str | None = fields.date("Until", help="The last day on which it held")
    aims: str | None = fields.text("Shared aims", help="What both sides want to come of it")
    strengths: str | None = fields.text("Strengths", help="What holds it, also when it is hard")
    strains: str | None = fields.text("Strains", help="What weighs on it now")
    private_notes: str | None = fields.text("Private notes", private=True)


class Trust(Record):
    """How much trust there was on a day, by the indicators of both types; each 1 (hardly) to 5 (fully) or not rated."""

    kind = "trust"
    declared = About("Trust rating", "Trust ratings", "gauge", title=("stakeholder", "date"), **_OF_A_DAY)

    stakeholder: str | None = fields.link("With", *_STAKEHOLDERS, required=True, listed=True)
    date: str | None = fields.date("Date", required=True, listed=True)
    rater: str | None = fields.link("Rated by", "person", listed=True)
    way: str | None = fields.choice("How it was assessed", ASSESSMENT_WAYS, required=True, listed=True)
    reliability: int | None = fields.number(
        "Reliability", help="They seem to count on me doing what I said", least=_LEAST, most=_MOST
    )
    competence: int | None = fields.number(
        "Competence", help="They seem to think I know what I am doing", least=_LEAST, most=_MOST
    )
    commitment: int | None = fields.number(
        "Commitment", help="They seem to believe I am in it for the long run", least=_LEAST, most=_MOST
    )
    openness: int | None = fields.number("Openness", help="Both of us say what is difficult", least=_LEAST, most=_MOST)
    reciprocity: int | None = fields.number("Reciprocity", help="Both of us give and take", least=_LEAST, most=_MOST)
    shared_aims: int | None = fields.number(
        "Shared aims", help="Both of us want the same to come of it", least=_LEAST, most=_MOST
    )
    visit: str | None = fields.link("Seen at the visit", "visit")
    evidence: str | None = fields.text("Evidence", private=True, help="What you saw or heard; a sentence is enough")


class Feedback(Record):
    """What somebody said of the support, what was done about it, and whether they were told."""

    kind = "feedback"
    declared = About("Feedback", "Feedback", "message-square", title=("what",), **_OF_A_DAY)

    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What they said", required=True, listed=True, weight="title")
    people: list[str] | None = fields.links("From", "person")
    site: str | None = fields.link("Site", "site")
    visit: str | None = fields.link("At the visit", "visit")
    about: str | None = fields.text("In their words")
    done: str | None = fields.text("What was done about it", section="What became of it")
    done_on: str | None = fields.date("Done on", section="What became of it")
    told_on: str | None = fields.date("Told back on", help="When they heard of it", section="What became of it")


class Tension(Record):
    """Something in dispute, and the room that was made for it."""

    kind = "tension"
    declared = About("Tension", "Tensions", "zap", title=("what",), **_OF_A_DAY)

    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What is disputed", required=True, listed=True, weight="title")
    state: str | None = fields.choice("State", TENSION_STATES, listed=True)
    people: list[str] | None = fields.links("Who", "person")
    team: str | None = fields.link("Team", "team")
    site: str | None = fields.link("Site", "site")
    visit: str | None = fields.link("At the visit", "visit")
    views: str | None = fields.text("How each side sees it")
    space: str | None = fields.text("The space that was held", help="Where, when and how it could be said")
    outcome: str | None = fields.text("Outcome", section="What became of it")
    settled_on: str | None = fields.date("Settled on", section="What became of it")
    follow_up: str | None = fields.text("Follow-up", section="What became of it")


class Conversation(Record):
    """A difficult conversation: prepared before, thought over after."""

    kind = "conversation"
    declared = About(
        "Difficult conversation", "Difficult conversations", "message-circle", title=("what",), **_OF_A_DAY
    )

    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What it is about", required=True, listed=True, weight="title")
    people: list[str] | None = fields.links("With", "person")
    site: str | None = fields.link("Site", "site")
    visit: str | None = fields.link("At the visit", "visit")
    minutes: int | None = fields.number("Minutes", least=1, most=6_000)
    activities: list[str] | None = fields.picks("Activities served", {code: code for code in ACTIVITY_CODES})
    aim: str | None = fields.text("What should come of it", help="For them, for you, for the work", section="Before")
    their_view: str | None = fields.text("How they may see it", help="Their reasons, in their words", section="Before")
    opening: str | None = fields.text("How to begin", help="The first sentence", section="Before")
    went: str | None = fields.text("How it went", help="What was said, and what was felt", section="Afterwards")
    learned: str | None = fields.text("What it taught you", section="Afterwards")
    follow_up: str | None = fields.text("What comes next", section="Afterwards")


class Value(Record):
    """Something of use that the support delivered, and what they say of it."""

    kind = "value"
    declared = About("Value delivered", "Value delivered", "gift", title=("what",), **_OF_A_DAY)

    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What was of use", required=True, listed=True, weight="title")
    people: list[str] | None = fields.links("For whom", "person")
    site: str | None = fields.link("Site", "site")
    visit: str | None = fields.link("At the visit", "visit")
    their_word: str | None = fields.text("Their word on it")


class Learned(Record):
    """Local knowledge that somebody shared, and what it changed in the plan."""

    kind = "learned"
    declared = About("Local knowledge", "Local knowledge", "lightbulb", title=("what",), **_OF_A_DAY)

    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What you learned", required=True, listed=True, weight="title")
    people: list[str] | None = fields.links("From whom", "person")
    site: str | None = fields.link("Site", "site")
    visit: str | None = fields.link("At the visit", "visit")
    about: str | None = fields.text("More about it")
    changed: str | None = fields.text("How it changed the plan")


class Reflection(Record):
    """A practitioner's own thoughts before or after a visit; nobody else ever reads them."""

    kind = "reflection"
    declared = About("Reflection", "Reflections", "feather", title=("question",), never_shared=True, **_OF_A_DAY)

    date: str | None = fields.date("Date", required=True, listed=True, private=True)
    moment: str | None = fields.choice("When", REFLECTION_MOMENTS, private=True)
    question: str | None = fields.line("Question", required=True, listed=True, weight="title", private=True)
    answer: str | None = fields.text("Answer", private=True)
    visit: str | None = fields.link("Visit", "visit", private=True)


class Coverage(Record):
    """Whether anyone is needed in a part of the system at a level; where nothing is said, somebody is."""

    kind = "coverage"
    declared = About("Coverage", "Coverage", "grid-3x3", title=("part", "level"), order=("part", "level"), within=True)

    part: str | None = fields.choice("Part of the system", PARTS_OF_SYSTEM, required=True, listed=True)
    level: str | None = fields.choice("Level of the system", LEVELS, required=True, listed=True)
    initiative: str | None = fields.link("Initiative", "initiative", help="Empty for all of them")
    need: str | None = fields.choice("Somebody is", COVERAGE_NEEDS, required=True, listed=True)
    why: str | None = fields.line("Why")
    search: str | None = fields.link("Somebody is looked for by", "commitment")
