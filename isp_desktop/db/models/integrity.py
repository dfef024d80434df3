"""What must go on being delivered, how it is at each site, and how it was adapted.

From the guide's opening: what is sustained is what goes on with integrity after the support has gone.
"""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import CONSISTENCY, EVIDENCE_SOURCES, INTEGRITY_MARKS, PLANNED


class CoreElement(Record):
    """Something of a programme that must go on being delivered with integrity, and what good looks like there."""

    kind = "core_element"
    declared = About(
        "Core element", "Core elements", "component", title=("name",), order=("place", "name"), within=True
    )

    name: str | None = fields.line("Name", required=True, listed=True, weight="title")
    initiative: str | None = fields.link("Initiative", "initiative", required=True, listed=True)
    place: float | None = fields.number("Place among the others", by_program=True)
    good: str | None = fields.text("What good looks like", help="What one would see and hear on a good day")
    least: str | None = fields.text("What would be too little", help="By what one would see that it is lost")
    why: str | None = fields.text("Why it matters")
    review_days: int | None = fields.number(
        "Looked at every", help="Days; counted from the last mark", least=1, most=1_100
    )


class IntegrityMark(Record):
    """How a core element was delivered at a site on a day, and what that is based on."""

    kind = "integrity_mark"
    declared = About(
        "Integrity mark",
        "Integrity marks",
        "circle-check",
        title=("element", "date"),
        order=("date",),
        latest_first=True,
        day="date",
        within=True,
    )

    element: str | None = fields.link("Core element", "core_element", required=True, listed=True)
    site: str | None = fields.link("Site", "site", required=True, listed=True)
    date: str | None = fields.date("Date", required=True, listed=True)
    mark: str | None = fields.choice("How it stands", INTEGRITY_MARKS, required=True, listed=True)
    sources: list[str] | None = fields.picks("Based on", EVIDENCE_SOURCES)
    evidence: str | None = fields.text("Evidence", help="What was seen, counted or said; a sentence is enough")
    seen_by: list[str] | None = fields.links("Seen by", "person")
    visit: str | None = fields.link("At the visit", "visit")
    private_notes: str | None = fields.text("Private notes", private=True)


class Adaptation(Record):
    """What was done otherwise than the programme has it: what, when, planned or not, by whose decision, why."""

    kind = "adaptation"
    declared = About(
        "Adaptation",
        "Adaptations",
        "shuffle",
        title=("what",),
        order=("date",),
        latest_first=True,
        day="date",
        within=True,
    )

    date: str | None = fields.date("Since", required=True, listed=True)
    what: str | None = fields.line("What is done otherwise", required=True, listed=True, weight="title")
    site: str | None = fields.link("Site", "site", listed=True)
    initiative: str | None = fields.link("Initiative", "initiative")
    elements: list[str] | None = fields.links("Core elements touched", "core_element")
    planned: str | None = fields.choice("Planned or not", PLANNED, listed=True)
    decided_by: list[str] | None = fields.links("Who decided", "person", "team", "organization")
    why: str | None = fields.text("Why")
    consistent: str | None = fields.choice("Integrity", CONSISTENCY, listed=True)
    judged: str | None = fields.text("What that is based on")
    until: str | None = fields.date("Until", help="The last day on which it was done so")
    review_on: str | None = fields.date("Look at it again on")
    visit: str | None = fields.link("Seen at the visit", "visit")
