"""Leadership changes that are under way, and what of their checklists waits; read by index."""

from __future__ import annotations

import json
from collections.abc import Iterable

from isp_desktop.db.conditions import CHANGING
from isp_desktop.db.sql import Connection, func, select, text
from isp_desktop.db.tables import link, table_of


def under_way(connection: Connection, site: str, limit: int) -> list[str]:
    """The uids of the leadership changes that are neither over nor called off, first leaving first.

    Only those at `site`, unless it is "". Those of which it is not said when come last.
    """
    own = table_of("transition").c
    query = select(own.uid).where(text(CHANGING))
    if site:
        here = select(link.c.source).where(link.c.target == site, link.c.kind == "transition", link.c.field == "site")
        query = query.where(own.uid.in_(here))
    return list(
        connection.execute(query.order_by(own.leaves_on.is_(None), own.leaves_on, own.uid).limit(limit)).scalars()
    )


def items_of(connection: Connection, transitions: Iterable[str]) -> list[str]:
    """The uids of all items of these checklists that are not deleted."""
    wanted = func.json_each(json.dumps([*transitions])).table_valued("value")
    query = select(link.c.source).join(wanted, link.c.target == wanted.c.value)
    query = query.where(link.c.kind == "continuity_item", link.c.field == "transition")
    return sorted(connection.execute(query).scalars())
