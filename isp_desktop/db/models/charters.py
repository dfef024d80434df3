"""What a team has agreed on, version by version, and who put their name to it: docs/practice.md, activity T2."""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import CHARTER_STATES, CORE_FUNCTIONS, DECISION_RULES, SIGN_OFFS

_CARRIERS = ("person", "team")


def _carried(function: str) -> list[str] | None:
    """Who carries a core function: people of the team, or a linked team."""
    carriers: list[str] | None = fields.links(CORE_FUNCTIONS[function], *_CARRIERS, section="Core functions")
    return carriers


class Charter(Record):
    """One version of a team's charter; each section is a field, so that edits of two sections never meet.

    Without a team it is a template, which new charters begin with.
    """

    kind = "charter"
    declared = About(
        "Charter",
        "Charters",
        "scroll-text",
        title=("team", "name"),
        order=("team", "version"),
        within=True,
    )

    team: str | None = fields.link("Team", "team", listed=True)
    name: str | None = fields.line("Template's name", weight="title", help="For a charter that others begin with")
    version: int | None = fields.number("Version", listed=True, least=1, most=999)
    state: str | None = fields.choice("State", CHARTER_STATES, listed=True)
    follows: str | None = fields.link("The version before", "charter", by_program=True)
    agreed_on: str | None = fields.date("Agreed on", listed=True)

    vision: str | None = fields.text("Purpose and shared vision")
    scope_in: str | None = fields.text("What is in its scope")
    scope_out: str | None = fields.text("What is out of its scope")
    function_tailor: list[str] | None = _carried("tailor")
    function_competency: list[str] | None = _carried("competency")
    function_data: list[str] | None = _carried("data")
    function_improvement: list[str] | None = _carried("improvement")
    function_sustainment: list[str] | None = _carried("sustainment")
    function_collaboration: list[str] | None = _carried("collaboration")
    functions: str | None = fields.text("How the core functions are carried", section="Core functions")
    roles: str | None = fields.text("Members and roles", section="Governance")
    decision_rule: str | None = fields.choice("Decisions are made by", DECISION_RULES, section="Governance")
    governance: str | None = fields.text("How it decides", section="Governance")
    authority: str | None = fields.text("What it may decide by itself", section="Governance")
    sponsor: str | None = fields.link("Leadership sponsor", "person", section="Governance")
    schedule: str | None = fields.line(
        "Meeting schedule", weight="", help="A rule as calendars write it, RFC 5545", section="Meetings"
    )
    first_meeting: str | None = fields.date("First meeting", section="Meetings")
    starts: str | None = fields.time("From", section="Meetings")
    ends: str | None = fields.time("To", section="Meetings")
    place: str | None = fields.line("Where", section="Meetings")
    agenda: str | None = fields.text(
        "Standing agenda", help="One item a line, with its minutes behind: Look at the data, 20", section="Meetings"
    )
    communication: str | None = fields.text("Communication", section="Working together")
    ways: str | None = fields.text("Ways of working", section="Working together")
    resources: str | None = fields.text("Resources", section="Working together")
    amendment: str | None = fields.text("How it is amended", section="Review")
    ending: str | None = fields.text("When support ends", section="Review")
    review_on: str | None = fields.date("Review on", section="Review")


class SignOff(Record):
    """That a member put their name to a charter as it read then, asked about it, or did not agree."""

    kind = "sign_off"
    declared = About(
        "Sign-off", "Sign-offs", "badge-check", title=("person", "charter"), order=("date",), day="date", within=True
    )

    charter: str | None = fields.link("Charter", "charter", required=True, listed=True)
    person: str | None = fields.link("Who", "person", required=True, listed=True)
    answer: str | None = fields.choice("Answer", SIGN_OFFS, required=True, listed=True)
    date: str | None = fields.date("Date", required=True, listed=True)
    remark: str | None = fields.text("In their words")
    read: str | None = fields.line("The text that was read", by_program=True, weight="")
