"""What is being implemented, and where."""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import SETTINGS, SUPPORT_STATES


class Initiative(Record):
    """A programme being implemented, with the vision its people share."""

    kind = "initiative"
    declared = About("Initiative", "Initiatives", "layers", title=("name",), order=("name",))

    name: str | None = fields.line("Name", required=True, listed=True, weight="title")
    programme: str | None = fields.line("Programme", listed=True, help="The evidence-based programme or practice")
    shared_vision: str | None = fields.text("Shared vision", help="What everyone involved wants to be true at the end")
    # What was named before core elements were records of their own; see docs/decisions/0018-integrity-and-outlook.md.
    core_elements: list[str] | None = fields.tags("Core elements", by_program=True)
    review_on: str | None = fields.date("Next review")


class Site(Record):
    """A school, clinic, agency or network that is visited."""

    kind = "site"
    declared = About("Site", "Sites", "map-pin", title=("name",), order=("name",))

    name: str | None = fields.line("Name", required=True, listed=True, weight="title")
    setting: str | None = fields.choice("Setting", SETTINGS, listed=True)
    organization: str | None = fields.line("Organization", listed=True, help="The larger body it belongs to")
    initiatives: list[str] | None = fields.links("Initiatives", "initiative")
    address: str | None = fields.text("Address")
    phone: str | None = fields.line("Telephone")
    about: str | None = fields.text("About", help="Who it serves, how it works, what to know before a visit")
    review_on: str | None = fields.date("Next review", help="When to look together at how the support goes")


class Support(Record):
    """The support status of a site from a day on; the latest one holds."""

    kind = "support"
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

    site: str | None = fields.link("Site", "site", required=True, listed=True)
    status: str | None = fields.choice("Status", SUPPORT_STATES, required=True, listed=True)
    since: str | None = fields.date("Since", required=True, listed=True)
    why: str | None = fields.text("Why", help="What was agreed, and with whom")
