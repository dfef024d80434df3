"""A leadership change with a checklist, for tests that go through every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from isp_desktop.db.store import Store
from isp_desktop.services import continuity, finding, records, transition_acts, transitions


def add_change(store: Store, today: dt.date) -> str:
    """A change of somebody on whom something hangs, late in one step, with items of all kinds; gives its uid.

    There is another one, private and without a list.
    """

    def day(days: int) -> str:
        return (today + dt.timedelta(days=days)).isoformat()

    def put(kind: str, scope: Any = None, **fields: Any) -> str:
        with store.write() as transaction:
            return records.put(transaction, kind, fields, scope=scope).uid

    people: Sequence[str] = [one.uid for one in finding.page(store, "person", limit=3)]
    site = finding.page(store, "site", limit=1)[0].uid
    leaves = people[0]
    team = put("team", name="Handover team", sites=[site])
    put("membership", team=team, person=leaves, represents=["leadership"])
    put("charter", team=team, version=1, state="agreed", sponsor=leaves, function_data=[leaves])
    put("leadership_role", role="Director", person=leaves, site=site, decides="The funding line", debrief_days=28)
    put("champion", person=leaves, site=site, level="system")
    put("tie", source=leaves, target=people[1], type="works_with")
    put("challenge", what="The grant ends", owner=leaves, site=site)
    put("transition", role="Head", leaves=people[1], leaves_on=day(9), site=site)
    steps = {"told_on": day(-20), "hands_over_on": day(-2), "leaves_on": day(17)}
    comes = people[-1]
    change = put(
        "transition", "shared", role="Director", leaves=leaves, comes=comes, site=site, state="under_way", **steps
    )
    # In words of its owner, whatever language the program speaks.
    found = continuity.proposals(store, change, today)
    continuity.keep(store, change, [replace(one, what=f"Hand on, number {at}") for at, one in enumerate(found, 1)])
    transition_acts.add_item(store, change, "Funding line in writing", day(-2), comes)
    items = transitions.one(store, change, today).items
    transition_acts.tick_item(store, items[-1].uid, True, today)
    transition_acts.leave_out(store, items[-2].uid, "It ends too")
    return change
