"""What is being implemented, and where."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import SETTINGS, SUPPORT_STATES


class Initiative(Record):
    """A programme being implemented, with the vision its people share."""

    __tablename__ = "initiative"
    declared = About("Initiative", "Initiatives", "layers", title=("name",), order=("name",))

    name: Mapped[str | None] = fields.line("Name", required=True, listed=True, weight="title")
    programme: Mapped[str | None] = fields.line(
        "Programme", listed=True, help="The evidence-based programme or practice"
    )
    shared_vision: Mapped[str | None] = fields.text(
        "Shared vision", help="What everyone involved wants to be true at the end"
    )
    core_elements: Mapped[list[str] | None] = fields.tags(
        "Core elements", help="What must go on being delivered with integrity; one at a time"
    )
    review_on: Mapped[str | None] = fields.date("Next review")


class Site(Record):
    """A school, clinic, agency or network that is visited."""

    __tablename__ = "site"
    declared = About("Site", "Sites", "map-pin", title=("name",), order=("name",))

    name: Mapped[str | None] = fields.line("Name", required=True, listed=True, weight="title")
    setting: Mapped[str | None] = fields.choice("Setting", SETTINGS, listed=True)
    organization: Mapped[str | None] = fields.line("Organization", listed=True, help="The larger body it belongs to")
    initiatives: Mapped[list[str] | None] = fields.links("Initiatives", "initiative")
    address: Mapped[str | None] = fields.text("Address")
    phone: Mapped[str | None] = fields.line("Telephone")
    about: Mapped[str | None] = fields.text("About", help="Who it serves, how it works, what to know before a visit")
    review_on: Mapped[str | None] = fields.date("Next review", help="When to look together at how the support goes")


class Support(Record):
    """The support status of a site from a day on; the latest one holds."""

    __tablename__ = "support"
    declared = About(
        "Support status",
        "Support statuses",
        "signpost",
        title=("site", "since"),
        order=("since",),
        latest_first=True,
        day="since",
        within=True,
    )

    site: Mapped[str | None] = fields.link("Site", "site", required=True, listed=True)
    status: Mapped[str | None] = fields.choice("Status", SUPPORT_STATES, required=True, listed=True)
    since: Mapped[str | None] = fields.date("Since", required=True, listed=True)
    why: Mapped[str | None] = fields.text("Why", help="What was agreed, and with whom")
