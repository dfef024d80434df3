"""A small capacity plan, and challenges ahead, to look at."""

from __future__ import annotations

import datetime as dt
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import records


def add_plan(store: Store, today: dt.date) -> dict[str, str]:
    """A site with two needs, three steps and three challenges; gives their uids by a short name."""

    def day(days: int) -> str:
        return (today + dt.timedelta(days=days)).isoformat()

    def put(kind: str, **fields: Any) -> str:
        with store.write() as transaction:
            return records.put(transaction, kind, fields).uid

    site, hana = put("site", name="Harbour County Services"), put("person", name="Hana Sato")
    analyst = put(
        "need",
        what="Only one person can run the report",
        subject=site,
        site=site,
        capacity_type="analytic",
        level="organization",
        seen_on=day(-30),
        state="open",
    )
    data = put("need", what="Data does not cross agencies", site=site, seen_on=day(-40), state="open")
    train = put(
        "plan_step",
        what="Train a second analyst",
        way="training",
        needs=[analyst],
        site=site,
        built=[hana],
        due=day(6),
        state="planned",
    )
    watch = put("plan_step", what="Watch a session", way="modelling", site=site, due=day(-2), state="planned")
    coach = put(
        "plan_step",
        what="Coach the team",
        way="coaching",
        site=site,
        state="done",
        settled_on=day(-9),
        follow_up_on=day(0),
        every_days=14,
    )
    grant = put(
        "challenge",
        what="The grant ends",
        site=site,
        side="external",
        area="finance",
        likelihood="high",
        effect="high",
        early_sign="The budget leaves it out",
        strategy="Ask for a line of its own",
        review_on=day(-1),
        state="ahead",
    )
    retire = put("challenge", what="A coach retires", side="internal", area="staffing", state="ahead")
    passed = put("challenge", what="A new law", area="policy", likelihood="low", effect="high", state="passed")
    return {
        "site": site,
        "hana": hana,
        "analyst": analyst,
        "data": data,
        "train": train,
        "watch": watch,
        "coach": coach,
        "grant": grant,
        "retire": retire,
        "passed": passed,
    }
