"""Who leads the implementation, who is coming to, who speaks up for it, and what happens when one of them leaves.

docs/practice.md, activities L1 to L10; how these are kept, and why so: docs/decisions/0017-leaders-and-champions.md.
"""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import (
    ACTIVITY_CODES,
    CHAMPION_STATES,
    CONTINUITY_AREAS,
    LEADER_STANDINGS,
    LEVELS,
    LIKELIHOODS,
    OWNERSHIP,
    SHARED_WAYS,
    SIDES,
    TRANSITION_ACTS,
    TRANSITION_STATES,
)

# What can have to go on when somebody leaves: whatever `domain/hangs_on.py` may find.
_GOES_ON = (
    *("person", "team", "organization", "site", "commitment", "decision", "charter", "champion"),
    *("leadership_role", "membership", "leadership_support", "tie", "protocol", "plan_step", "need", "challenge"),
    *("problem", "shared_responsibility", "accountability", "transition", "continuity_item", "withdrawal_condition"),
)

# Days from one debrief to the next: from every day to once in three years.
_LEAST, _MOST = 1, 1_100


class LeadershipRole(Record):
    """A role of leadership that matters to an implementation, and who has it: formal leaders, and emerging ones."""

    kind = "leadership_role"
    declared = About(
        "Leadership role",
        "Leadership roles",
        "flag",
        title=("role", "person"),
        order=("role",),
        filters=("standing",),
    )

    role: str | None = fields.line("Role", required=True, listed=True, weight="title", help="As in “director”")
    person: str | None = fields.link("Who", "person", listed=True, help="Empty while nobody has it")
    standing: str | None = fields.choice("Standing", LEADER_STANDINGS, listed=True)
    level: str | None = fields.choice("Level", LEVELS, listed=True)
    site: str | None = fields.link("Site", "site", listed=True)
    initiative: str | None = fields.link("Initiative", "initiative")
    since: str | None = fields.date("Since")
    until: str | None = fields.date("Until", help="The last day in this role")
    part: str | None = fields.text(
        "Their part in the implementation", help="As agreed with them", section="The role in the implementation"
    )
    agreed_on: str | None = fields.date("Agreed with them on", section="The role in the implementation")
    decides: str | None = fields.text("What they decide", section="The role in the implementation")
    needs_to_know: str | None = fields.text("What they need to know for it", section="The role in the implementation")
    strengths: str | None = fields.text(
        "What they already do well", help="When did their leading help this work most?", section="Thought over together"
    )
    hopes: str | None = fields.text(
        "What they want to be true", help="What would they be proud of in a year?", section="Thought over together"
    )
    grows: str | None = fields.text(
        "What they want to get better at", help="What would make the next step easier?", section="Thought over together"
    )
    next_step: str | None = fields.text(
        "What they do next", help="One thing others will see them do", section="Thought over together"
    )
    debrief_days: int | None = fields.number(
        "Debrief every", help="Days; counted from the last debrief", least=_LEAST, most=_MOST, section="Debriefs"
    )
    review_on: str | None = fields.date("Look at the role again on", section="Debriefs")
    private_notes: str | None = fields.text("Private notes", private=True)


class Debrief(Record):
    """A talk with a leader or champion about how the implementation goes: activity L3."""

    kind = "debrief"
    declared = About(
        "Debrief",
        "Debriefs",
        "message-square",
        title=("people", "date"),
        order=("date",),
        latest_first=True,
        day="date",
    )

    date: str | None = fields.date("Date", required=True, listed=True)
    people: list[str] | None = fields.links("With", "person", required=True, listed=True)
    site: str | None = fields.link("Site", "site", listed=True)
    visit: str | None = fields.link("At the visit", "visit")
    minutes: int | None = fields.number("Minutes", least=1, most=6_000)
    activities: list[str] | None = fields.picks("Activities served", {code: code for code in ACTIVITY_CODES})
    talked: str | None = fields.text("What was talked about")
    asked: str | None = fields.text("What they asked")
    answered: str | None = fields.text("What they were told, or will be")
    agreed: str | None = fields.text("What was agreed")
    private_notes: str | None = fields.text("Private notes", private=True)


class LeaderBrief(Record):
    """That a leader was given the facts on a day: activity L4."""

    kind = "leader_brief"
    declared = About(
        "Leader brief",
        "Leader briefs",
        "file-text",
        title=("person", "date"),
        order=("date",),
        latest_first=True,
        day="date",
        within=True,
    )

    date: str | None = fields.date("Given on", required=True, listed=True)
    person: str | None = fields.link("To", "person", required=True, listed=True)
    site: str | None = fields.link("Site", "site", listed=True)
    role: str | None = fields.link("In the role", "leadership_role")
    what: str | None = fields.line("What it told", listed=True, weight="title")
    said: str | None = fields.text("What they said of it")


class Standing(Record):
    """How much power somebody had on a day, and how much interest: a place in the power and interest grid, activity L5.

    Whoever it is about did not say it, so it stays on this computer unless it is shared.
    """

    kind = "standing"
    declared = About(
        "Power and interest rating",
        "Power and interest ratings",
        "chart-scatter",
        title=("person", "date"),
        order=("date",),
        latest_first=True,
        day="date",
        private_unless_shared=True,
        within=True,
    )

    person: str | None = fields.link("Who", "person", required=True, listed=True)
    date: str | None = fields.date("Date", required=True, listed=True)
    initiative: str | None = fields.link("In the initiative", "initiative", help="Empty for all of them")
    power: int | None = fields.number(
        "Power", required=True, listed=True, least=0, most=100, help="0 none, 100 nothing happens without them"
    )
    interest: int | None = fields.number(
        "Interest", required=True, listed=True, least=0, most=100, help="0 none, 100 it is what they work for"
    )
    why: str | None = fields.text("What it is based on")


class SharedResponsibility(Record):
    """Something that an emerging leader does along with somebody, and then by themself: activity L6."""

    kind = "shared_responsibility"
    declared = About(
        "Shared responsibility",
        "Shared responsibilities",
        "handshake",
        title=("what",),
        order=("since",),
        latest_first=True,
        day="since",
        within=True,
    )

    what: str | None = fields.line(
        "What is shared", required=True, listed=True, weight="title", help="As in “chairing the data meeting”"
    )
    way: str | None = fields.choice("How they share it", SHARED_WAYS, listed=True)
    person: str | None = fields.link("Who grows into it", "person", required=True, listed=True)
    shared_with: list[str] | None = fields.links("Shared with", "person")
    team: str | None = fields.link("In the team", "team")
    site: str | None = fields.link("Site", "site")
    since: str | None = fields.date("Shared since", listed=True)
    hand_over_on: str | None = fields.date("To be handed over on")
    handed_over_on: str | None = fields.date("Handed over on", listed=True)
    went: str | None = fields.text("How it goes")
    private_notes: str | None = fields.text("Private notes", private=True)


class Transition(Record):
    """That somebody leaves a role and, once it is known, who comes: activity L7.

    It may be told in confidence, so it stays on this computer unless it is shared.
    """

    kind = "transition"
    declared = About(
        "Leadership change",
        "Leadership changes",
        "arrow-right-left",
        title=("role", "leaves"),
        order=("leaves_on",),
        latest_first=True,
        day="leaves_on",
        private_unless_shared=True,
    )

    role: str | None = fields.line("Role", required=True, listed=True, weight="title")
    of_role: str | None = fields.link("Leadership role", "leadership_role", help="Where it is kept here")
    leaves: str | None = fields.link("Who leaves", "person", listed=True)
    comes: str | None = fields.link("Who comes", "person", listed=True)
    site: str | None = fields.link("Site", "site", listed=True)
    initiative: str | None = fields.link("Initiative", "initiative")
    state: str | None = fields.choice("State", TRANSITION_STATES, listed=True)
    why: str | None = fields.text("Why, and what it means", help="For the implementation, and for who works with them")
    told_on: str | None = fields.date("Told on", section="When")
    named_on: str | None = fields.date("Successor named on", section="When")
    hands_over_on: str | None = fields.date("Handover on", section="When")
    leaves_on: str | None = fields.date("Leaves on", listed=True, section="When")
    debrief_on: str | None = fields.date("Debrief after it on", section="When")
    steps_done: list[str] | None = fields.picks("Steps done", TRANSITION_ACTS, section="When")
    private_notes: str | None = fields.text("Private notes", private=True)


class ContinuityItem(Record):
    """Something that has to go on when somebody leaves: a line of a transition's checklist, as private as that."""

    kind = "continuity_item"
    declared = About(
        "Continuity item",
        "Continuity items",
        "list-checks",
        title=("what",),
        order=("due",),
        private_unless_shared=True,
        within=True,
    )

    transition: str | None = fields.link("Leadership change", "transition", required=True, listed=True)
    what: str | None = fields.line(
        "What must go on", required=True, listed=True, weight="title", help="As in “the monthly call with the county”"
    )
    area: str | None = fields.choice("Area", CONTINUITY_AREAS, listed=True)
    about: str | None = fields.link("About", *_GOES_ON)
    owner: str | None = fields.link("Who sees to it", "person", listed=True)
    due: str | None = fields.date("By when", listed=True)
    done_on: str | None = fields.date("Done on", listed=True)
    not_needed: str | None = fields.line("Not needed, because")


class Champion(Record):
    """Somebody whom others listen to and who speaks up for the implementation, inside or outside: activity L8."""

    kind = "champion"
    declared = About("Champion", "Champions", "megaphone", title=("person", "site"), order=("since",))

    person: str | None = fields.link("Who", "person", required=True, listed=True)
    site: str | None = fields.link("At the site", "site", listed=True)
    initiative: str | None = fields.link("Initiative", "initiative")
    side: str | None = fields.choice("Inside or outside", SIDES, listed=True)
    level: str | None = fields.choice("Level", LEVELS, listed=True)
    since: str | None = fields.date("Since")
    influence: str | None = fields.choice("Influence", LIKELIHOODS, section="What they bring")
    reaches: str | None = fields.text("Whom they reach", section="What they bring")
    ownership: str | None = fields.choice("Ownership", OWNERSHIP, section="What they bring")
    strategy: str | None = fields.text(
        "How to engage them", help="By whom, how often, for what they care about", section="Engagement"
    )
    debrief_days: int | None = fields.number(
        "In touch every",
        help="Days; counted from the last debrief or engagement",
        least=_LEAST,
        most=_MOST,
        section="Engagement",
    )
    review_on: str | None = fields.date("Review of the role on", section="Engagement")
    private_notes: str | None = fields.text("Private notes", private=True)


class Engagement(Record):
    """What was done with a champion on a day: the log of the strategy, activity L9."""

    kind = "engagement"
    declared = About(
        "Engagement",
        "Engagements",
        "check-check",
        title=("what",),
        order=("date",),
        latest_first=True,
        day="date",
        within=True,
    )

    champion: str | None = fields.link("Champion", "champion", required=True, listed=True)
    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What was done", required=True, listed=True, weight="title")
    by: list[str] | None = fields.links("By whom", "person")
    site: str | None = fields.link("Site", "site")
    visit: str | None = fields.link("At the visit", "visit")
    minutes: int | None = fields.number("Minutes", least=1, most=6_000)
    came: str | None = fields.text("What came of it")


class ChampionReview(Record):
    """How it stands with a champion's role on a day, why, and what is done about it; the latest holds: activity L10."""

    kind = "champion_review"
    declared = About(
        "Champion review",
        "Champion reviews",
        "clipboard-check",
        title=("champion", "date"),
        order=("date",),
        latest_first=True,
        day="date",
        within=True,
    )

    champion: str | None = fields.link("Champion", "champion", required=True, listed=True)
    date: str | None = fields.date("Date", required=True, listed=True)
    state: str | None = fields.choice("State", CHAMPION_STATES, required=True, listed=True)
    site: str | None = fields.link("Site", "site")
    reviewed_with: list[str] | None = fields.links("Looked at with", "person")
    cause: str | None = fields.text("Cause", help="Where it wanes or was lost: why")
    response: str | None = fields.text("Response", help="What is done about it")
    visit: str | None = fields.link("At the visit", "visit")
