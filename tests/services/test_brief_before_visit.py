"""One page before a visit: all that the notebook knows of a site, or what of it is shared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.brief import Brief
from isp_desktop.domain.errors import NotFound
from isp_desktop.services import brief, settings
from isp_desktop.services.summary.as_pages import as_pages
from isp_desktop.services.summary.brief_outline import brief_outline

TODAY = dt.date(2026, 10, 15)
PLANTED = "Xylophonquartz"
Put = Callable[..., str]


@pytest.fixture
def site(store: Store, put: Put) -> str:
    """A site with something in each part, and a planted word wherever something is private."""
    me = put("person", name="Maren Oduya")
    settings.write(store, "me", me)
    reading = put("initiative", name="Reading Together")
    uid = put("site", name="Alder Road Primary", initiatives=[reading])
    ruth, joel = put("person", name="Ruth Calloway"), put("person", name="Joel Fenwick")
    here: dict[str, Any] = {"site": uid}
    put("support", **here, status="active", since="2026-01-10")
    put("support", **here, status="tapering", since="2027-01-10")
    last = put("visit", **here, date="2026-09-01", discussion="Two lessons seen.", next_steps="A third one.",
               private_notes=f"{PLANTED} at the visit")  # fmt: skip
    put("visit", **here, date="2026-10-20", starts="09:30", stage="planned", purpose="Data review", attended=[ruth])
    put("visit", **here, date="2026-11-20", stage="planned", purpose="Not this one")
    put("commitment", **here, what="Send the page", owner=me, due="2026-10-01", visit=last)
    put("commitment", **here, what="Book the room", owner=ruth, due="2026-11-01")
    put("commitment", **here, what="Long done", owner=ruth, status="kept")
    groups, checks, never = (
        put("core_element", name=name, initiative=reading) for name in ("Groups", "Checks", "Home")
    )
    for day, mark in (("2026-03-01", "not_held"), ("2026-09-01", "holds"), ("2027-03-01", "not_held")):
        put("integrity_mark", **here, element=groups, date=day, mark=mark)
    put("integrity_mark", **here, element=checks, date="2026-09-01", mark="partly", evidence="Six of ten.")
    put("adaptation", **here, date="2026-06-01", what="Groups every second week", consistent="not_consistent")
    put("adaptation", **here, date="2026-06-01", what="In two parts", consistent="consistent")
    change = put("transition", **here, role="Director", leaves=ruth, leaves_on="2026-12-01", state="under_way",
                 scope="shared")  # fmt: skip
    put("continuity_item", transition=change, what="The charter", scope="shared")
    put("transition", **here, role=f"{PLANTED} role", leaves=joel, leaves_on="2026-12-01")
    champion = put("champion", **here, person=joel)
    put("champion_review", **here, champion=champion, date="2026-08-01", state="waning", response="Less on one desk.")
    put("leadership_role", **here, role="Director", person=ruth, debrief_days=30)
    put("debrief", **here, date="2026-08-01", people=[ruth], asked="What does it cost?", private_notes=PLANTED)
    put(
        "plan_step", **here, what="Coaching", way="coaching", state="under_way", due="2026-11-01", private_notes=PLANTED
    )
    put("need", **here, what="People who read figures", state="open")
    put("change", **here, date="2026-09-20", place="setting", what="A new timetable")
    put("change", **here, date="2026-08-20", place="setting", what="Before the last visit")
    put("challenge", **here, what="The grant ends", state="here")
    plan = put("withdrawal", **here, ends_on="2027-06-30")
    put("withdrawal_condition", withdrawal=plan, what="Two who coach", due="2027-03-01")
    put("withdrawal_condition", withdrawal=plan, what="Stands already", stands_since="2026-09-01")
    put("tension", **here, date="2026-09-01", what=f"{PLANTED} hours")
    put("note", sites=[uid], date="2026-09-01", text=f"{PLANTED} note")
    assert never
    return uid


def told(made: Brief) -> str:
    facts = [f"{label}: {words}" for label, words in made.facts if words]
    parts = [(part.heading, *(f"{a}: {b}" for a, b in part.texts if b), *part.lines) for part in made.parts]
    return "\n".join([made.title, *facts, *(line for part in parts for line in part)])


def test_it_tells_what_to_have_in_mind(store: Store, site: str) -> None:
    words = told(brief.gather(store, site, True, TODAY))
    for expected in (
        "Before the visit: Alder Road Primary",
        "Support: Active since 10 January 2026",
        "Next visit: 20 October 2026, 09:30, Data review",
        "Expected: Ruth Calloway",
        "1 September 2026: Two lessons seen.",
        "Maren Oduya: Send the page, by 1 October 2026, late",
        "1 of 3 core elements holds; 1 holds in part; 1 was never looked at.",
        "Checks: Holds in part, 1 September 2026. Six of ten.",
        "Done otherwise: Groups every second week",
        "Director, Ruth Calloway, leaves on 1 December 2026, 1 thing to hand on",
        "Joel Fenwick: Waning since 1 August 2026. Less on one desk.",
        "Ruth Calloway, Director, last debrief 1 August 2026. Asked: What does it cost?",
        "Coaching, by 1 November 2026",
        "Needed: People who read figures",
        "20 September 2026, A new timetable",
        "Ahead: The grant ends",
        "Two who coach, by 1 March 2027",
    ):
        assert expected in words
    for other in ("Not this one", "Long done", "In two parts", "Before the last visit", "Stands already"):
        assert other not in words
    assert words.index("Checks:") < words.index("Home:") < words.index("Groups:")
    assert words.count(PLANTED) >= 4


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_is_handed_on_holds_no_private_word(store: Store, site: str, form: Any) -> None:
    made = brief.gather(store, site, False, TODAY)
    assert PLANTED not in told(made)
    assert "The grant ends" in told(made)
    assert PLANTED.encode() not in brief.write(store, site, False, form, TODAY)


def test_much_of_everything_stays_on_a_page(store: Store, put: Put, site: str) -> None:
    long = "A sentence that goes on for a while, as people write them after a long day. " * 8
    for n in range(30):
        day = f"2026-{n % 9 + 1:02d}-{n % 27 + 1:02d}"
        put("commitment", site=site, what=f"{n} {long}"[:190], due=day)
        put("change", site=site, date="2026-10-01", place="system", what=f"{n} {long}"[:190])
        put("need", site=site, what=f"{n} {long}"[:190])
        put("note", sites=[site], date=day, text=long)
    made = brief.gather(store, site, True, TODAY)
    assert len(as_pages(brief_outline(made), 40)) == 1
    assert "in the notebook" in told(made)


def test_an_empty_site_says_little_and_no_site_is_refused(store: Store, put: Put) -> None:
    made = brief.gather(store, put("site", name="New"), False, TODAY)
    assert all(part.is_empty for part in made.parts)
    with pytest.raises(NotFound, match="no such person or site"):
        brief.gather(store, put("visit", date="2026-09-01"), True, TODAY)
