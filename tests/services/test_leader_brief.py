"""The leader brief: what a leader has to know on one page, of what is shared alone, and that it was given."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pypdf
import pytest
from assessments import add_story
from docx import Document

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.services import leader_brief, records
from isp_desktop.services.brief.shortening import fits
from isp_desktop.services.summary import FORMATS

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
PLANTED = "Xylophonquartz"


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def ruth(put: Put) -> str:
    programme = put("initiative", name="Reading")
    site = put("site", name="Harbour County", initiatives=[programme], review_on=day(40))
    ruth = put("person", name="Ruth Calloway", sites=[site], private_notes=PLANTED)
    hana = put("person", name="Hana Sato")
    put(
        "leadership_role",
        role="Director",
        person=ruth,
        site=site,
        decides="The funding line.\n\n- Who chairs",
        needs_to_know="What holds",
    )
    put("support", site=site, status="tapering", since=day(-60))
    for name, mark in (("Daily reading", "holds"), ("Coaching", "not_held"), ("Data talks", "")):
        element = put("core_element", name=name, initiative=programme)
        if mark:
            put("integrity_mark", element=element, site=site, date=day(-9), mark=mark, private_notes=PLANTED)
            put("integrity_mark", element=element, site=site, date=day(-90), mark="partly")
    team = put("team", name="District team", sites=[site])
    put("decision", team=team, date=day(-8), what="Coaching every second week")
    put("decision", team=team, date=day(-3), what="Taken back", state="withdrawn")
    visit = put("visit", date=day(-20), site=site, attended=[ruth], stage="held", private_notes=PLANTED)
    put("commitment", what="Sign the agreement", owner=ruth, due=day(-2))
    put("commitment", what="Send the figures", owner=hana, visit=visit, due=day(4))
    put("commitment", what="Kept already", owner=ruth, status="kept")
    put("challenge", what="The grant ends", site=site, likelihood="high", effect="high", strategy="Ask the county")
    put("change", what="A new duty to report", site=site, date=day(-12), place="system", meaning="More data work")
    put("change", what="Long ago", site=site, date=day(-200), place="system")
    put("visit", date=day(6), site=site, stage="planned", purpose="Look at the data")
    put("meeting", date=day(3), team=team, stage="planned")
    put("transition", role=PLANTED, leaves=ruth, leaves_on=day(9), site=site)
    put("note", text=PLANTED, people=[ruth])
    put("visit", date=day(2), site=site, scope="private", purpose=PLANTED)
    return ruth


def test_it_tells_what_a_leader_has_to_know_and_decide(store: Store, ruth: str):
    made = leader_brief.gather(store, ruth, TODAY)
    assert made.title == "Leader brief: Ruth Calloway"
    assert dict(made.facts) == {
        "Role": "Director",
        "Harbour County": "Tapering since 15 August 2026",
        "Last brief": "none before",
    }
    parts = {part.heading: (part.texts, part.lines) for part in made.parts if not part.is_empty}
    assert parts == {
        "Yours to decide": ((("To decide", "The funding line; Who chairs"), ("To know", "What holds")), ()),
        "Core elements": (
            (("Harbour County", "1 of 3 core elements holds; 1 does not hold; 1 was never looked at."),),
            (
                "Coaching: does not hold, 5 October 2026",
                "Data talks: not looked at yet",
                "Daily reading: holds, 5 October 2026",
            ),
        ),
        "Teams and their last decisions": ((), ("District team: Coaching every second week, 6 October 2026",)),
        "Open commitments": (
            (),
            (
                "You: Sign the agreement, by 12 October 2026, late",
                "Hana Sato: Send the figures, by 18 October 2026",
            ),
        ),
        "Challenges ahead": ((), ("The grant ends. Ask the county",)),
        "What changed since 16 July 2026": ((), ("2 October 2026, A new duty to report. More data work",)),
        "Next dates": (
            (),
            (
                "17 October 2026, Meeting: District team",
                "20 October 2026, Visit, Look at the data",
                "23 November 2026, Review: Harbour County",
            ),
        ),
    }


def test_no_private_word_is_in_it(store: Store, ruth: str):
    made = {form: leader_brief.write(store, ruth, form, TODAY) for form in FORMATS}
    pages = pypdf.PdfReader(io.BytesIO(made["pdf"])).pages
    told = {
        "pdf": "".join(page.extract_text() for page in pages),
        "docx": "".join(one.text for one in Document(io.BytesIO(made["docx"])).iter_inner_content() if one.text),
        "html": made["html"].decode(),
        "md": made["md"].decode(),
    }
    assert all("Coaching every second week" in words and PLANTED not in words for words in told.values())


def test_it_fits_on_one_page_and_counts_what_is_left_out(store: Store, put: Put, ruth: str):
    for at in range(40):
        put("commitment", what=f"Promise {at}: " + "a long way to say it " * 9, owner=ruth, due=day(at))
        put("challenge", what=f"Challenge {at} " * 8, site=records.get(store, ruth).fields["sites"][0])
    made = leader_brief.gather(store, ruth, TODAY)
    assert fits(made)
    [lines] = [part.lines for part in made.parts if part.heading == "Open commitments"]
    assert lines[-1] == f"and {42 - len(lines) + 1} more, in the notebook"
    pages = pypdf.PdfReader(io.BytesIO(leader_brief.write(store, ruth, "pdf", TODAY))).pages
    assert len(pages) == 1


def test_that_it_was_given_is_noted_and_taken_back(store: Store, put: Put, ruth: str):
    assert leader_brief.last_given(store, ruth) == ""
    put("leader_brief", person=ruth, date=day(-10))
    undo = leader_brief.give(store, ruth, TODAY)
    assert leader_brief.last_given(store, ruth) == day(0)
    # What is told since is told since the one before today.
    assert dict(leader_brief.gather(store, ruth, TODAY).facts)["Last brief"] == "4 October 2026"
    undo()
    assert leader_brief.last_given(store, ruth) == day(-10)


def test_there_is_none_for_somebody_of_whom_nothing_is_shared(store: Store, put: Put):
    with pytest.raises(NotFound):
        leader_brief.gather(store, put("person", name="Nobody", scope="private"), TODAY)


def test_the_last_result_of_capacity_is_told_in_a_sentence(store: Store, put: Put):
    site = add_story(store)["site"]
    ruth = put("person", name="Ruth Calloway", sites=[site])
    made = leader_brief.gather(store, ruth, dt.date(2027, 1, 1))
    [((name, told),)] = [part.texts for part in made.parts if part.heading == "Capacity"]
    assert name == "Harbour County Services"
    assert told == (
        "Assessed on 22 September 2026: 15 fields of the map are rated, "
        "3 are short of what is needed (most of all: analytic, organization), 3 needs are open"
    )
