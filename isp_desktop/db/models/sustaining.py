"""What carries the work when the support has gone: who answers to whom, what was solved, and how support is withdrawn.

From the guide's opening: a shared vision, mutual accountability, problem solving, resource sharing.
"""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import COMPETENCIES, OUTLOOK_AREAS, OWN_STEPS, PROBLEM_STATES

_WHO = ("person", "team", "organization", "site")


class Accountability(Record):
    """Who holds themself accountable to whom, and for what: mutual, when there is one each way."""

    kind = "accountability"
    declared = About(
        "Accountability",
        "Accountabilities",
        "scale",
        title=("what",),
        order=("since",),
        within=True,
    )

    who: str | None = fields.link("Who", *_WHO, required=True, listed=True)
    to: str | None = fields.link("To whom", *_WHO, required=True, listed=True)
    what: str | None = fields.line("For what", required=True, listed=True, weight="title")
    initiative: str | None = fields.link("Initiative", "initiative", listed=True)
    site: str | None = fields.link("Site", "site")
    since: str | None = fields.date("Agreed on")
    until: str | None = fields.date("Until", help="The last day on which it holds")
    shown_by: str | None = fields.text("How they tell one another", help="When, where, by what figures or words")
    review_on: str | None = fields.date("Look at it again on", listed=True)


class Problem(Record):
    """A problem, its root cause, what was tried, and what came of it."""

    kind = "problem"
    declared = About(
        "Problem",
        "Problems",
        "wrench",
        title=("what",),
        order=("date",),
        latest_first=True,
        day="date",
        filters=("state",),
    )

    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("Problem", required=True, listed=True, weight="title")
    state: str | None = fields.choice("State", PROBLEM_STATES, listed=True)
    site: str | None = fields.link("Site", "site", listed=True)
    initiative: str | None = fields.link("Initiative", "initiative")
    people: list[str] | None = fields.links("Who works on it", "person")
    cause: str | None = fields.text("Root cause", help="Ask why until the answer is something you can change")
    tried: str | None = fields.text("What was tried")
    result: str | None = fields.text("Result")
    solved_on: str | None = fields.date("Solved or given up on")
    visit: str | None = fields.link("At the visit", "visit")
    private_notes: str | None = fields.text("Private notes", private=True)


class Resource(Record):
    """Something others can use too: what it is, where it lies, and who found it useful."""

    kind = "resource"
    declared = About("Resource", "Resources", "library", title=("what",), order=("what",))

    what: str | None = fields.line("What it is", required=True, listed=True, weight="title")
    where: str | None = fields.line("Where", listed=True, help="An address, a shelf, whom to ask")
    file: str | None = fields.link("Or the file here", "attachment")
    about: str | None = fields.text("What it is good for")
    initiatives: list[str] | None = fields.links("Initiatives", "initiative")
    subjects: list[str] | None = fields.tags("Subjects", listed=True)
    useful_to: list[str] | None = fields.links("Who found it useful", "person", "team", "site")
    said: str | None = fields.text("What they said of it")


class Withdrawal(Record):
    """The plan by which support is withdrawn from a site: what must stand by when."""

    kind = "withdrawal"
    declared = About(
        "Withdrawal plan", "Withdrawal plans", "log-out", title=("site", "ends_on"), order=("ends_on",), within=True
    )

    site: str | None = fields.link("Site", "site", required=True, listed=True)
    initiative: str | None = fields.link("Initiative", "initiative")
    begins_on: str | None = fields.date("Tapering begins on")
    ends_on: str | None = fields.date("Support ends on", listed=True)
    agreed_with: list[str] | None = fields.links("Agreed with", "person", "team")
    agreed_on: str | None = fields.date("Agreed on")
    how: str | None = fields.text("How it is tapered")
    after: str | None = fields.text("Who helps afterwards", help="Whom they can call, and for what")
    review_on: str | None = fields.date("Look at it again on")


class WithdrawalCondition(Record):
    """Something that must stand before the support may go, and since when it does."""

    kind = "withdrawal_condition"
    declared = About(
        "Condition of withdrawal",
        "Conditions of withdrawal",
        "list-checks",
        title=("what",),
        order=("due",),
        within=True,
    )

    withdrawal: str | None = fields.link("Withdrawal plan", "withdrawal", required=True, listed=True)
    what: str | None = fields.line("What must stand", required=True, listed=True, weight="title")
    area: str | None = fields.choice("Area", OUTLOOK_AREAS, listed=True)
    owner: str | None = fields.link("Who sees to it", "person", listed=True)
    due: str | None = fields.date("By when", listed=True)
    stands_since: str | None = fields.date("Stands since", listed=True)
    evidence: str | None = fields.text("Evidence")
    given_up: str | None = fields.line("Given up, because")


class CompetencyReflection(Record):
    """Where a practitioner saw herself in a competency on a day; nobody else ever reads it."""

    kind = "competency_reflection"
    declared = About(
        "Reflection on a competency",
        "Reflections on competencies",
        "feather",
        title=("competency", "date"),
        order=("date",),
        latest_first=True,
        day="date",
        private_unless_shared=True,
        never_shared=True,
        within=True,
    )

    date: str | None = fields.date("Date", required=True, listed=True, private=True)
    competency: str | None = fields.choice("Competency", COMPETENCIES, required=True, listed=True, private=True)
    step: str | None = fields.choice("Where I am", OWN_STEPS, listed=True, private=True)
    went_well: str | None = fields.text("What went well", private=True)
    hard: str | None = fields.text("What was hard", private=True)
    next: str | None = fields.text("What I try next", private=True)
