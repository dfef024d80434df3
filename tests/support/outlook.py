"""A site with a little of everything that the outlook tells, and another of which nothing is known."""

from __future__ import annotations

import datetime as dt
from typing import Any

from assessments import add_instrument, add_run, grid_form, grid_values

from isp_desktop.db.store import Store
from isp_desktop.domain import team_check
from isp_desktop.domain.scoring import CELLS
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS
from isp_desktop.services import records


def add_outlook(store: Store, today: dt.date) -> str:
    """Writes both into `store`; the uid of the first, "Alder Road Primary"; the other is "Willow Lane"."""

    def ago(days: int) -> str:
        return (today - dt.timedelta(days=days)).isoformat()

    with store.write() as transaction:

        def put(kind: str, **fields: Any) -> str:
            return records.put(transaction, kind, fields).uid

        reading = put("initiative", name="Small-group reading", shared_vision="Every child reads by nine.")
        site = put("site", name="Alder Road Primary", initiatives=[reading])
        put("site", name="Willow Lane")
        ruth, dele, ana = (
            put("person", name=name, sites=[site], role=role, wanted_days=days, longest_days=3 * days)
            for name, role, days in (("Ruth Calloway", "Head", 21), ("Dele Adebayo", "Coach", 30), ("Ana Ruiz", "", 14))
        )
        names = ("Groups of four", "Daily practice", "Weekly look at data", "Coaching in class", "Families invited")
        elements = [put("core_element", name=name, initiative=reading) for name in names]
        for day, marks in (
            (700, "partly holds partly not_held partly"),
            (420, "holds holds partly partly partly"),
            (200, "holds holds holds holds partly"),
            (30, "holds holds holds partly"),
        ):
            for element, mark in zip(elements, marks.split(), strict=False):
                put("integrity_mark", element=element, site=site, date=ago(day), mark=mark)
        put("adaptation", date=ago(60), what="Groups of six on Fridays", site=site, consistent="not_consistent")
        put("adaptation", date=ago(300), what="Stories of the valley", site=site, consistent="consistent")
        put("support", site=site, status="active", since=ago(720))
        put("support", site=site, status="tapering", since=ago(150))
        for day in (240, 220, 200, 180, 160, 80, 20):
            put("visit", site=site, date=ago(day), stage="held", attended=[ruth])
        _leaders(put, ago, site, ruth, dele, ana)
        team = _team(put, ago, site, reading, ruth, dele)
        need = put("need", what="Somebody who keeps the data", site=site, subject=site, seen_on=ago(120), state="open")
        put("need", what="A second coach", site=site, subject=site, seen_on=ago(120), state="open")
        put("plan_step", what="Train the data lead", way="training", needs=[need], site=site, due=ago(5))
        put("commitment", what="Send the reading lists", site=site, due=ago(12), status="open", owner=ruth)
        for day in (40, 60, 90):
            put("commitment", what="Bring the books", site=site, due=ago(day), status="kept", settled_on=ago(day))
        put("accountability", what="The weekly data", who=team, to=ruth, site=site, since=ago(200))
        put("accountability", what="Two hours a week", who=ruth, to=team, site=site, since=ago(190))
        put("accountability", what="A report each term", who=ruth, to=dele, site=site, since=ago(190))
        put("change", date=ago(50), place="setting", what="Two classes were put together", site=site)
        put("change", date=ago(90), place="system", what="New budget rules", site=site, response="Asked the county")
        put("challenge", what="The grant ends in June", site=site, likelihood="high", effect="high", state="ahead")
        put("challenge", what="Supply teachers", site=site, likelihood="low", effect="medium", state="ahead")
        put("problem", what="Books come late", site=site, date=ago(130), state="open")
        plan = put("withdrawal", site=site, begins_on=ago(150), ends_on=ago(-120), agreed_on=ago(155))
        put(
            "withdrawal_condition",
            withdrawal=plan,
            what="The team facilitates itself",
            due=ago(30),
            stands_since=ago(40),
        )
        put("withdrawal_condition", withdrawal=plan, what="The data lead has a deputy", due=ago(10))
        put("withdrawal_condition", withdrawal=plan, what="Coaching is in the timetable", due=ago(-60))
    _assess(store, site, ago)
    return site


def _leaders(put: Any, ago: Any, site: str, ruth: str, dele: str, ana: str) -> None:
    put("leadership_role", role="Head", person=ruth, standing="formal", site=site, since=ago(720), debrief_days=30)
    put("leadership_role", role="Reading lead", standing="formal", site=site, since=ago(90))
    put("debrief", date=ago(20), people=[ruth], site=site)
    active = put("champion", person=dele, site=site, level="organization", since=ago(400))
    waning = put("champion", person=ana, site=site, level="network", since=ago(400))
    put("champion_review", champion=active, date=ago(40), state="active", site=site)
    put("champion_review", champion=waning, date=ago(40), state="waning", site=site)
    leaving = put("transition", role="Head", leaves=ruth, site=site, state="foreseen", leaves_on=ago(-80))
    put("continuity_item", transition=leaving, what="Who chairs the team", due=ago(-30))
    put("continuity_item", transition=leaving, what="Tell the county", done_on=ago(3))


def _team(put: Any, ago: Any, site: str, initiative: str, ruth: str, dele: str) -> str:
    team: str = put("team", name="Implementation team", sites=[site], initiatives=[initiative], level="organization")
    put("membership", team=team, person=ruth, joined=ago(700))
    put("membership", team=team, person=dele, joined=ago(700))
    carried = {f"function_{key}": [dele] for key in CORE_FUNCTIONS if key != "sustainment"}
    put("charter", team=team, version=1, state="agreed", agreed_on=ago(300), review_on=ago(-60), **carried)
    ways = ("practitioner", "practitioner", "together", "local", "local", "local")
    for at, way in enumerate(ways):
        put("meeting", team=team, date=ago(15 + 30 * (len(ways) - at)), stage="held", facilitation=way)
    protocol = put("protocol", source=team, target=site, what="The month in figures", every_days=30, since=ago(300))
    put("message", protocol=protocol, sent_on=ago(70))
    question = team_check.load_starter().questions[0]
    counts = team_check.as_text([team_check.Rated(question, (0, 0, 1, 3, 1))])
    put("team_check", team=team, date=ago(100), instrument="starter", answers=5, counts=counts)
    put("leadership_support", team=team, sponsor=ruth, what="Two hours a week", agreed_on=ago(300))
    return team


def _assess(store: Store, site: str, ago: Any) -> None:
    form = grid_form(CELLS[:4])
    instrument = add_instrument(store, form)
    with store.write() as transaction:
        for at, (kind, level) in enumerate(CELLS[:4]):
            fields = {"capacity_type": kind, "level": level, "needed": 60 if at else 90, "instrument": instrument}
            records.put(transaction, "capacity_target", fields)
    for day, values in ((500, (1, 1, 2, 2)), (110, (3, 4, 4, 4))):
        add_run(store, instrument, form, grid_values(values, CELLS[:4]), subject=site, site=site, date=ago(day))
