"""An initiative with everything on its page, and a site with looks over time, adaptations and a withdrawal plan."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from isp_desktop.db.store import Store
from isp_desktop.services import records


class Added(NamedTuple):
    """The uids of what was added."""

    initiative: str
    site: str
    elements: tuple[str, ...]


def add_integrity(store: Store, today: dt.date) -> Added:
    """Writes them into `store`."""

    def ago(days: int) -> str:
        return (today - dt.timedelta(days=days)).isoformat()

    with store.write() as transaction:

        def put(kind: str, **fields: Any) -> str:
            return records.put(transaction, kind, fields).uid

        initiative = put("initiative", name="Strong starts", programme="Reading", core_elements=["Family evenings"])
        site = put("site", name="Alder Road Primary", initiatives=[initiative])
        other = put("site", name="Birch Lane", initiatives=[initiative])
        hana = put("person", name="Hana Sato")
        named = ("Daily practice", "Coaching in class", "Progress checks", "Data talks", "Family contact")
        elements = tuple(
            put("core_element", name=name, initiative=initiative, place=at, review_days=90, good="Seen every day")
            for at, name in enumerate(named, 1)
        )
        for element, days, mark in (
            (elements[0], 300, "not_held"),
            (elements[0], 120, "holds"),
            (elements[0], 12, "partly"),
            (elements[1], 100, "holds"),
            (elements[2], 40, "holds"),
            (elements[3], 20, "holds"),
        ):
            put(
                "integrity_mark",
                element=element,
                site=site,
                date=ago(days),
                mark=mark,
                sources=["data"],
                evidence="Seen",
            )
        put("integrity_mark", element=elements[0], site=other, date=ago(3), mark="holds")
        for status, days in (("exploring", 500), ("active", 400), ("tapering", 60)):
            put("support", site=site, status=status, since=ago(days))
        touched = {"site": site, "initiative": initiative, "elements": [elements[0]]}
        put("adaptation", date=ago(90), what="Every other day", planned="planned", consistent="not_clear", **touched)
        put("adaptation", date=ago(300), until=ago(200), what="By telephone", consistent="consistent", **touched)
        for place, days in (("intervention", 260), ("setting", 70), ("system", 35)):
            put("change", date=ago(days), what=f"A change in {place}", place=place, site=site)
        plan = put(
            "withdrawal", site=site, initiative=initiative, begins_on=ago(60), ends_on=ago(-120), how="By and by"
        )
        put("withdrawal_condition", withdrawal=plan, what="A local coach", area="capacity", owner=hana, due=ago(3))
        put("withdrawal_condition", withdrawal=plan, what="A team that meets alone", stands_since=ago(20))
        clinic, network = (put("organization", name=name) for name in ("The clinic", "The network"))
        put("accountability", what="Hours of coaching", who=clinic, to=network, initiative=initiative)
        put("problem", date=ago(20), what="No cover", initiative=initiative, site=site, state="trying", tried="Swaps")
        put("resource", what="Script for data talks", where="Staff room", initiatives=[initiative], useful_to=[hana])
    return Added(initiative, site, elements)
