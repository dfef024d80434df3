"""What teams do when they meet, what they decide, and how they tell one another: docs/practice.md, T4 and T6."""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import (
    ACTIVITY_CODES,
    AGENDA_AIMS,
    AGENDA_STATES,
    CHANNELS,
    DECISION_RULES,
    DECISION_STATES,
    FACILITATIONS,
    MODES,
    VISIT_STAGES,
)

# Days between two messages, or until an answer: from every day to once in three years.
_LEAST, _MOST = 1, 1_100


class Meeting(Record):
    """A meeting of a team, as planned and as it went."""

    kind = "meeting"
    declared = About(
        "Meeting",
        "Meetings",
        "presentation",
        title=("team", "heading", "date"),
        order=("date", "starts"),
        latest_first=True,
        day="date",
    )

    date: str | None = fields.date("Date", required=True, listed=True)
    starts: str | None = fields.time("From")
    ends: str | None = fields.time("To")
    team: str | None = fields.link("Team", "team", listed=True)
    site: str | None = fields.link("Site", "site")
    heading: str | None = fields.line("Heading", listed=True, weight="title")
    stage: str | None = fields.choice("Stage", VISIT_STAGES, listed=True)
    mode: str | None = fields.choice("How", MODES)
    place: str | None = fields.line("Where")
    facilitation: str | None = fields.choice("Facilitated by", FACILITATIONS)
    facilitators: list[str] | None = fields.links("Who facilitated", "person")
    minutes_by: str | None = fields.link("Minutes kept by", "person")
    present: list[str] | None = fields.links("Present", "person")
    excused: list[str] | None = fields.links("Excused", "person")
    activities: list[str] | None = fields.picks("Activities served", {code: code for code in ACTIVITY_CODES})
    minutes: str | None = fields.text("Minutes", help="What belongs to no item of the agenda")
    private_notes: str | None = fields.text("Private notes", private=True)


class AgendaItem(Record):
    """A matter on the agenda of a meeting, and what was said of it; what is parked waits for a later one."""

    kind = "agenda_item"
    declared = About(
        "Agenda item", "Agenda items", "list-todo", title=("what",), order=("meeting", "place"), within=True
    )

    meeting: str | None = fields.link("Meeting", "meeting", required=True, listed=True)
    place: float | None = fields.number("Place on the agenda", by_program=True)
    what: str | None = fields.line("What", required=True, listed=True, weight="title")
    aim: str | None = fields.choice("To", AGENDA_AIMS)
    minutes: int | None = fields.number("Minutes", least=1, most=600)
    lead: str | None = fields.link("Who leads it", "person")
    state: str | None = fields.choice("State", AGENDA_STATES, listed=True)
    standing: bool | None = fields.yes_no("On every agenda")
    said: str | None = fields.text("What was said")
    taken_up: str | None = fields.link("Taken up at the meeting", "meeting", by_program=True)
    from_item: str | None = fields.link("Parked before as", "agenda_item", by_program=True)


class Decision(Record):
    """What a team decided, and whether it still stands."""

    kind = "decision"
    declared = About(
        "Decision",
        "Decisions",
        "gavel",
        title=("what",),
        order=("date",),
        latest_first=True,
        day="date",
        filters=("state",),
        within=True,
    )

    date: str | None = fields.date("Date", required=True, listed=True)
    what: str | None = fields.line("What was decided", required=True, listed=True, weight="title")
    team: str | None = fields.link("Team", "team", listed=True)
    site: str | None = fields.link("Site", "site")
    meeting: str | None = fields.link("At the meeting", "meeting")
    item: str | None = fields.link("On the agenda item", "agenda_item", by_program=True)
    why: str | None = fields.text("Why")
    rule: str | None = fields.choice("Decided by", DECISION_RULES)
    dissent: str | None = fields.text("Who saw it otherwise")
    state: str | None = fields.choice("State", DECISION_STATES, listed=True)
    replaced_by: str | None = fields.link("Replaced by", "decision")
    review_on: str | None = fields.date("Look at it again on")


class Protocol(Record):
    """What one team or body tells another, how often and by what channel: one way of a feedback loop."""

    kind = "protocol"
    declared = About(
        "Communication protocol",
        "Communication protocols",
        "route",
        title=("source", "what", "target"),
        order=("since",),
        within=True,
    )

    source: str | None = fields.link("From", "team", "organization", "site", "person", required=True, listed=True)
    target: str | None = fields.link("To", "team", "organization", "site", "person", required=True, listed=True)
    what: str | None = fields.line("What", required=True, listed=True, weight="title")
    every_days: int | None = fields.number("How often", help="Every so many days", least=_LEAST, most=_MOST)
    channel: str | None = fields.choice("By what channel", CHANNELS, listed=True)
    owner: str | None = fields.link("Who sees to it", "person", listed=True)
    answer_days: int | None = fields.number(
        "An answer within", help="Days; empty where none is expected", least=_LEAST, most=_MOST
    )
    since: str | None = fields.date("Since")
    until: str | None = fields.date("Until", help="The last day on which it holds")
    about: str | None = fields.text("About")


class Message(Record):
    """Something that was told by a protocol: sent, received, answered."""

    kind = "message"
    declared = About(
        "Message",
        "Messages",
        "send",
        title=("what",),
        order=("sent_on",),
        latest_first=True,
        day="sent_on",
        within=True,
    )

    protocol: str | None = fields.link("By the protocol", "protocol", required=True, listed=True)
    sent_on: str | None = fields.date("Sent on", required=True, listed=True)
    what: str | None = fields.line("What", listed=True, weight="title")
    received_on: str | None = fields.date("Received on", listed=True)
    answered_on: str | None = fields.date("Answered on", listed=True)
    answer: str | None = fields.text("The answer")
    meeting: str | None = fields.link("At the meeting", "meeting")
