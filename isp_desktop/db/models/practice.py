"""What the practitioner does at a site: visits, what was promised, what changed."""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import (
    ACTIVITY_CODES,
    CHANGE_PLACES,
    COMMITMENT_STATES,
    MODES,
    PERSPECTIVES,
    VISIT_STAGES,
)


class Visit(Record):
    """A site visit, as planned and as it went."""

    kind = "visit"
    declared = About(
        "Visit",
        "Visits",
        "notebook-pen",
        title=("site", "date"),
        order=("date", "starts"),
        latest_first=True,
        day="date",
        filters=("stage",),
    )

    date: str | None = fields.date("Date", required=True, listed=True)
    starts: str | None = fields.time("From")
    ends: str | None = fields.time("To")
    site: str | None = fields.link("Site", "site", listed=True)
    mode: str | None = fields.choice("How", MODES)
    stage: str | None = fields.choice("Stage", VISIT_STAGES)
    led_by: list[str] | None = fields.links("Led by", "person")
    attended: list[str] | None = fields.links("Attended", "person")
    purpose: str | None = fields.line("Purpose", listed=True, weight="title")
    agenda: str | None = fields.text("Planned agenda")
    activities: list[str] | None = fields.picks("Activities served", {code: code for code in ACTIVITY_CODES})
    discussion: str | None = fields.text("Discussion")
    challenges: str | None = fields.text("Challenges")
    next_steps: str | None = fields.text("Next steps")
    materials: str | None = fields.text("Materials given")
    unplanned_support: str | None = fields.text("Unplanned support")
    private_notes: str | None = fields.text("Private notes", private=True)


class Commitment(Record):
    """What somebody promised: trust is built on these being kept."""

    kind = "commitment"
    declared = About(
        "Commitment", "Commitments", "handshake", title=("what",), order=("due",), day="due", filters=("status",)
    )

    what: str | None = fields.line("What", required=True, listed=True, weight="title")
    owner: str | None = fields.link("Who", "person", listed=True)
    due: str | None = fields.date("By when", listed=True)
    status: str | None = fields.choice("State", COMMITMENT_STATES, listed=True)
    settled_on: str | None = fields.date("Kept or dropped on")
    reason: str | None = fields.line("Reason", help="Why it was late or dropped")
    visit: str | None = fields.link("From the visit", "visit")
    meeting: str | None = fields.link("From the meeting", "meeting")
    team: str | None = fields.link("Team", "team")
    seeks: str | None = fields.choice("Whose voice is looked for", PERSPECTIVES, by_program=True)
    team_check: str | None = fields.link("From the team check", "team_check", by_program=True)
    site: str | None = fields.link("Site", "site")


class Change(Record):
    """Something that changed in the use of the intervention, the practice setting or the wider system."""

    kind = "change"
    declared = About(
        "Change", "Changes", "trending-up", title=("what",), order=("date",), latest_first=True, day="date"
    )

    date: str | None = fields.date("Date", required=True, listed=True)
    place: str | None = fields.choice("Where", CHANGE_PLACES, required=True, listed=True)
    what: str | None = fields.line("What changed", required=True, listed=True, weight="title")
    site: str | None = fields.link("Site", "site")
    initiative: str | None = fields.link("Initiative", "initiative")
    meaning: str | None = fields.text("What it means", help="For the core elements and the capacity behind them")
    response: str | None = fields.text("Response")
    visit: str | None = fields.link("Seen at the visit", "visit")


class Attachment(Record):
    """A photo or a file that belongs to a visit, a site or a person."""

    kind = "attachment"
    declared = About(
        "Photo or file",
        "Photos and files",
        "paperclip",
        title=("name",),
        order=("taken_on", "name"),
        latest_first=True,
        day="taken_on",
        within=True,
    )

    name: str | None = fields.line("Name", required=True, listed=True, weight="title")
    content: str | None = fields.attachment("File", required=True, by_program=True)
    media: str | None = fields.line("Media type", weight="", by_program=True)
    size: float | None = fields.number("Bytes", by_program=True)
    taken_on: str | None = fields.date("Of the day", listed=True)
    caption: str | None = fields.line("Caption")
    in_summary: bool | None = fields.yes_no("In the visit's summary")
    visit: str | None = fields.link("Visit", "visit")
    site: str | None = fields.link("Site", "site")
    person: str | None = fields.link("Person", "person")
