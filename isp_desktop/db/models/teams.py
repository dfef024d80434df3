"""Implementation teams: who sits there and for whom, what leadership gives them, how they learn and how they are doing.

docs/practice.md, activities T1, T3, T5 and T7 to T9; charters and meetings stand in modules of their own.
"""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import LEARNING_WAYS, LEVELS, PARTS_OF_SYSTEM, PERSPECTIVES


class Team(Record):
    """People who work on the implementation together."""

    kind = "team"
    declared = About("Team", "Teams", "users", title=("name",), order=("name",))

    name: str | None = fields.line("Name", required=True, listed=True, weight="title")
    purpose: str | None = fields.line("Purpose", listed=True, help="What it is there for, in a sentence")
    part: str | None = fields.choice("Part of the system", PARTS_OF_SYSTEM)
    level: str | None = fields.choice("Level of the system", LEVELS, listed=True)
    sites: list[str] | None = fields.links("Sites", "site")
    initiatives: list[str] | None = fields.links("Initiatives", "initiative")
    linked: list[str] | None = fields.links("Linked teams", "team", help="Teams it has to hear from, and tell")
    perspectives: list[str] | None = fields.picks(
        "Whose voice it needs", PERSPECTIVES, help="Members who speak for them are looked for until there is one"
    )


class Membership(Record):
    """That somebody sits in a team: as what, for whom, from when to when."""

    kind = "membership"
    declared = About(
        "Membership",
        "Memberships",
        "user-check",
        title=("person", "team"),
        order=("joined",),
        day="joined",
        within=True,
    )

    team: str | None = fields.link("Team", "team", required=True, listed=True)
    person: str | None = fields.link("Person", "person", required=True, listed=True)
    role: str | None = fields.line("Role in the team", listed=True, help="As in “chair” or “keeps the minutes”")
    brings: str | None = fields.line("What they bring", help="Knowledge, time, people who listen to them")
    represents: list[str] | None = fields.picks("Speaks for", PERSPECTIVES)
    joined: str | None = fields.date("Joined", listed=True)
    left: str | None = fields.date("Left", help="The last day in the team")
    private_notes: str | None = fields.text("Private notes", private=True)


class LeadershipSupport(Record):
    """What a sponsor agreed to give a team, and when that was last confirmed."""

    kind = "leadership_support"
    declared = About(
        "Leadership support",
        "Leadership support",
        "shield-check",
        title=("what",),
        order=("agreed_on",),
        latest_first=True,
        day="agreed_on",
        within=True,
    )

    team: str | None = fields.link("Team", "team", required=True, listed=True)
    sponsor: str | None = fields.link("Sponsor", "person", listed=True)
    what: str | None = fields.line("What was agreed", required=True, listed=True, weight="title")
    agreed_on: str | None = fields.date("Agreed on")
    confirmed_on: str | None = fields.date("Last confirmed on", listed=True)
    until: str | None = fields.date("Until", help="The last day on which it holds")
    about: str | None = fields.text("About")
    private_notes: str | None = fields.text("Private notes", private=True)


class Learning(Record):
    """An opportunity to learn that a member of a team was given, and what became of it."""

    kind = "learning"
    declared = About(
        "Learning",
        "Learning",
        "graduation-cap",
        title=("what",),
        order=("date",),
        latest_first=True,
        day="date",
        within=True,
    )

    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What", required=True, listed=True, weight="title")
    people: list[str] | None = fields.links("Who", "person")
    team: str | None = fields.link("Team", "team")
    way: str | None = fields.choice("How", LEARNING_WAYS, listed=True)
    taught: str | None = fields.text("What they took from it")
    used: str | None = fields.text("How they use it")


class TeamCheck(Record):
    """How the members of a team rated its functioning on a day: counts of ratings, never whose they are.

    Kept once it is closed, and from three answers up only; see `domain/team_check.py`.
    """

    kind = "team_check"
    declared = About(
        "Team check",
        "Team checks",
        "gauge",
        title=("team", "date"),
        order=("date",),
        latest_first=True,
        day="date",
        within=True,
    )

    team: str | None = fields.link("Team", "team", required=True, listed=True, once=True)
    date: str | None = fields.date("Date", required=True, listed=True, once=True)
    instrument: str | None = fields.line("Questions", by_program=True, once=True, weight="")
    answers: int | None = fields.number("Answers", by_program=True, once=True, listed=True, least=3, most=200)
    counts: str | None = fields.text("Ratings", by_program=True, once=True, weight="")
    talked: str | None = fields.text("What was said of it", help="When the team looked at the result together")
