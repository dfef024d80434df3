"""What the practitioner does at a site: visits, what was promised, what changed."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import ACTIVITY_CODES, CHANGE_PLACES, COMMITMENT_STATES, MODES, VISIT_STAGES


class Visit(Record):
    """A site visit, as planned and as it went."""

    __tablename__ = "visit"
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

    date: Mapped[str | None] = fields.date("Date", required=True, listed=True)
    starts: Mapped[str | None] = fields.time("From")
    ends: Mapped[str | None] = fields.time("To")
    site: Mapped[str | None] = fields.link("Site", "site", listed=True)
    mode: Mapped[str | None] = fields.choice("How", MODES)
    stage: Mapped[str | None] = fields.choice("Stage", VISIT_STAGES)
    led_by: Mapped[list[str] | None] = fields.links("Led by", "person")
    attended: Mapped[list[str] | None] = fields.links("Attended", "person")
    purpose: Mapped[str | None] = fields.line("Purpose", listed=True, weight="title")
    agenda: Mapped[str | None] = fields.text("Planned agenda")
    activities: Mapped[list[str] | None] = fields.picks("Activities served", {code: code for code in ACTIVITY_CODES})
    discussion: Mapped[str | None] = fields.text("Discussion")
    challenges: Mapped[str | None] = fields.text("Challenges")
    next_steps: Mapped[str | None] = fields.text("Next steps")
    materials: Mapped[str | None] = fields.text("Materials given")
    unplanned_support: Mapped[str | None] = fields.text("Unplanned support")
    private_notes: Mapped[str | None] = fields.text("Private notes", private=True)


class Commitment(Record):
    """What somebody promised: trust is built on these being kept."""

    __tablename__ = "commitment"
    declared = About(
        "Commitment", "Commitments", "handshake", title=("what",), order=("due",), day="due", filters=("status",)
    )

    what: Mapped[str | None] = fields.line("What", required=True, listed=True, weight="title")
    owner: Mapped[str | None] = fields.link("Who", "person", listed=True)
    due: Mapped[str | None] = fields.date("By when", listed=True)
    status: Mapped[str | None] = fields.choice("State", COMMITMENT_STATES, listed=True)
    settled_on: Mapped[str | None] = fields.date("Kept or dropped on")
    reason: Mapped[str | None] = fields.line("Reason", help="Why it was late or dropped")
    visit: Mapped[str | None] = fields.link("From the visit", "visit")
    site: Mapped[str | None] = fields.link("Site", "site")


WAITS = text("life <> 'deleted' AND coalesce(status, 'open') = 'open'")
"""Whether a commitment still waits (see `db.lists.WAITING`), in the words that its index is for and no others."""

# The few that wait among the many that were settled, with what Today parts them by.
Index("commitment_waiting", Commitment.sort, Commitment.uid, Commitment.owner, sqlite_where=WAITS)


class Change(Record):
    """Something that changed in the use of the intervention, the practice setting or the wider system."""

    __tablename__ = "change"
    declared = About(
        "Change", "Changes", "trending-up", title=("what",), order=("date",), latest_first=True, day="date"
    )

    date: Mapped[str | None] = fields.date("Date", required=True, listed=True)
    place: Mapped[str | None] = fields.choice("Where", CHANGE_PLACES, required=True, listed=True)
    what: Mapped[str | None] = fields.line("What changed", required=True, listed=True, weight="title")
    site: Mapped[str | None] = fields.link("Site", "site")
    initiative: Mapped[str | None] = fields.link("Initiative", "initiative")
    meaning: Mapped[str | None] = fields.text(
        "What it means", help="For the core elements and the capacity behind them"
    )
    response: Mapped[str | None] = fields.text("Response")
    visit: Mapped[str | None] = fields.link("Seen at the visit", "visit")


class Attachment(Record):
    """A photo or a file that belongs to a visit, a site or a person."""

    __tablename__ = "attachment"
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

    name: Mapped[str | None] = fields.line("Name", required=True, listed=True, weight="title")
    content: Mapped[str | None] = fields.attachment("File", required=True, by_program=True)
    media: Mapped[str | None] = fields.line("Media type", weight="", by_program=True)
    size: Mapped[float | None] = fields.number("Bytes", by_program=True)
    taken_on: Mapped[str | None] = fields.date("Of the day", listed=True)
    caption: Mapped[str | None] = fields.line("Caption")
    in_summary: Mapped[bool | None] = fields.yes_no("In the visit's summary")
    visit: Mapped[str | None] = fields.link("Visit", "visit")
    site: Mapped[str | None] = fields.link("Site", "site")
    person: Mapped[str | None] = fields.link("Person", "person")
