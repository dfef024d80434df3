"""What happened at a site: one order over all kinds, page by page, and narrowed by what is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from isp_desktop.db.store import Store
from isp_desktop.domain.timeline import Mark, Sieve, Stretch, end_of_year
from isp_desktop.services import records, timeline

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def read(store: Store, target: str, before: int | None = None, limit: int = 100, **asked: str) -> Stretch:
    kinds = (asked.pop("kind"),) if "kind" in asked else Sieve().kinds
    return timeline.page(store, target, Sieve(kinds, **asked), before, limit, TODAY)


def titles(found: Stretch) -> list[str]:
    return [entry.title for entry in found.entries]


def test_all_kinds_stand_in_one_order_latest_first(store: Store, put: Put):
    site, other = put("site", name="Alder Road"), put("site", name="Elsewhere")
    put("visit", date="2026-09-18", site=site, purpose="Team meeting", discussion="The team ran it. It went well.")
    put("note", date="2026-10-02", text="Tomas may leave", sites=[site])
    put("support", site=site, status="tapering", since="2026-09-09", why="Agreed")
    put("commitment", what="Send the plan", due="2026-10-10", site=site)
    put("change", date="2026-08-01", place="setting", what="New head", site=site)
    put("attachment", name="wall.png", content="a" * 64, taken_on="2026-08-02", media="image/png", site=site)
    put("visit", date="2026-10-01", site=other)
    found = read(store, site)
    assert titles(found) == [
        "Send the plan",
        "Note",
        "Visit: Team meeting",
        "Support status: tapering",
        "wall.png",
        "New head",
    ]
    assert found.before is None
    assert [entry.private for entry in found.entries] == [False, True, False, False, False, False]
    assert found.entries[0].marks[0].text == "4 days late"


def test_who_is_expected_at_a_plan_did_not_attend_yet(store: Store, put: Put):
    site, people = put("site", name="Alder Road"), [put("person", name=name) for name in ("Priya", "Tomas")]
    for stage, day in (("planned", "2026-10-20"), ("called_off", "2026-10-10"), ("held", "2026-10-01")):
        put("visit", date=day, site=site, stage=stage, attended=people)
    put("visit", date="2026-10-21", site=site, attended=people)
    told = [mark.text for entry in read(store, site).entries for mark in entry.marks if mark.icon == "users"]
    assert told == ["2 expected", "2 expected", "2 invited", "2 attended"]


def test_a_trust_rating_says_who_rated_and_what_each_indicator_was(store: Store, put: Put):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam Whitlock")
    put("trust", stakeholder=ruth, date="2026-10-01", rater=sam, way="diagnostic", openness=4, reliability=2)
    [entry] = read(store, ruth).entries
    assert (entry.who, entry.text) == ("Sam Whitlock", "Reliability 2 of 5, Openness 4 of 5")
    assert [mark.text for mark in entry.marks] == ["Diagnostic assessment"]


def test_pages_follow_each_other_without_a_gap(store: Store, put: Put):
    site = put("site", name="Alder Road")
    days = [(dt.date(2024, 1, 1) + dt.timedelta(days=step)).isoformat() for step in range(0, 500, 20)]
    for day in days:
        put("visit", date=day, site=site)
    seen: list[str] = []
    before: int | None = None
    while True:
        page = read(store, site, before, limit=7)
        seen += [entry.day for entry in page.entries]
        before = page.before
        if before is None:
            break
    assert seen == sorted(days, reverse=True)


def test_filters_narrow_and_pages_still_follow(store: Store, put: Put):
    site, priya = put("site", name="Alder Road"), put("person", name="Priya")
    for step in range(30):
        day = (dt.date(2025, 1, 1) + dt.timedelta(days=10 * step)).isoformat()
        put("visit", date=day, site=site, attended=[priya] if step % 3 == 0 else [], activities=["C5"], purpose="Data")
    put("note", date="2025-02-02", text="Péople spoke of dåta", sites=[site], people=[priya])
    assert len(read(store, site, kind="note").entries) == 1
    assert len(read(store, site, person=priya).entries) == 11
    assert len(read(store, site, activity="C5").entries) == 30
    assert len(read(store, site, activity="R1").entries) == 0
    assert titles(read(store, site, words="people data")) == ["Note: Priya"]
    first = read(store, site, person=priya, limit=6)
    rest = read(store, site, first.before, 6, person=priya)
    assert len(first.entries) == 6
    assert len(rest.entries) == 5
    assert not {entry.uid for entry in first.entries} & {entry.uid for entry in rest.entries}
    period = read(store, site, start="2025-02-01", end="2025-02-28")
    assert [entry.day for entry in period.entries] == ["2025-02-20", "2025-02-10", "2025-02-02"]


def test_years_lead_to_their_last_entry(store: Store, put: Put):
    site = put("site", name="Alder Road")
    for day in ("2026-03-01", "2024-05-05", "2024-12-31", "2021-01-01"):
        put("visit", date=day, site=site)
    assert timeline.years(store, site, Sieve()) == [2026, 2024, 2021]
    assert timeline.years(store, site, Sieve(start="2024-06-01")) == [2026, 2024]
    assert read(store, site, end_of_year(2024)).entries[0].day == "2024-12-31"


def test_deleted_records_are_left_out(store: Store, put: Put):
    site = put("site", name="Alder Road")
    visit = put("visit", date="2026-03-01", site=site)
    with store.write() as transaction:
        records.delete(transaction, visit)
    assert read(store, site) == Stretch()


def test_the_people_that_entries_name_come_most_often_first(store: Store, put: Put):
    site, priya, sam = put("site", name="Alder Road"), put("person", name="Priya"), put("person", name="Sam")
    put("visit", date="2026-03-01", site=site, attended=[priya, sam], led_by=[sam])
    put("note", date="2026-03-02", text="Call", sites=[site], people=[priya])
    put("commitment", what="Send", owner=priya, site=site)
    assert timeline.people_in(store, site) == [(priya, "Priya"), (sam, "Sam")]


def test_steps_and_their_logs_are_told_of_all_whom_they_name(store: Store, put: Put):
    site, team, hana = put("site", name="Alder Road"), put("team", name="Data group"), put("person", name="Hana Sato")
    step = put(
        "plan_step",
        what="Train a second analyst",
        way="training",
        site=site,
        built=[hana],
        subject=team,
        due="2026-10-10",
        state="done",
        result="She runs the report alone",
    )
    put("plan_step", what="Shadow her", way="coaching", site=site, due="2026-10-12", state="under_way")
    put("step_log", step=step, date="2026-10-02", what="First session", way="training", people=[hana], minutes=60)
    first, second = read(store, site).entries
    assert (first.title, [mark.text for mark in first.marks]) == ("Shadow her", ["2 days late", "Coaching"])
    assert (second.title, second.text, second.day) == (
        "Train a second analyst",
        "She runs the report alone",
        "2026-10-10",
    )
    assert [mark.text for mark in second.marks] == ["Done", "Training"]
    assert second.who == "Data group"
    assert titles(read(store, team)) == ["Train a second analyst"]
    told = read(store, hana).entries
    assert [entry.title for entry in told] == ["Train a second analyst", "First session"]
    assert [mark.text for mark in told[1].marks] == ["Training", "60 minutes"]


def test_what_is_done_with_leaders_and_champions_stands_at_the_site_and_with_the_person(store: Store, put: Put):
    site, hana = put("site", name="Northgate"), put("person", name="Hana Sato")
    champion = put("champion", person=hana, site=site)
    put("debrief", people=[hana], site=site, date="2026-10-02", talked="The rota. And more.", minutes=20)
    put("engagement", champion=champion, site=site, date="2026-10-03", what="Spoke to the board", came="They agreed")
    put("champion_review", champion=champion, site=site, date="2026-10-04", state="waning", cause="Left the team")
    put("shared_responsibility", what="Data meeting", person=hana, site=site, since="2026-10-01", handed_over_on=None)
    expected = ["Champion review: waning", "Spoke to the board", "Debrief", "Data meeting"]
    assert titles(read(store, site)) == titles(read(store, hana)) == expected
    assert [entry.text for entry in read(store, hana).entries][:2] == ["Left the team", "They agreed"]
    assert timeline.years(store, hana, Sieve(("engagement",))) == [2026]
    assert titles(read(store, hana, limit=1)) == expected[:1]
    following = read(store, hana, limit=1).before
    assert titles(read(store, hana, following, 3)) == expected[1:]


def test_looks_at_core_elements_and_adaptations_are_told_at_their_site(store: Store, put: Put):
    site = put("site", name="Alder Road")
    element = put("core_element", name="Daily practice", initiative=put("initiative", name="Strong starts"))
    look = {"element": element, "site": site, "mark": "partly", "sources": ["data", "observation"]}
    put("integrity_mark", date="2026-10-02", evidence="Three of four groups ran.", **look)
    put("adaptation", date="2026-09-01", until="2026-09-30", what="By phone", site=site, consistent="not_clear")
    first, second = read(store, site).entries
    assert (first.title, first.text) == ("Core element seen: Daily practice", "Three of four groups ran.")
    assert [mark.text for mark in first.marks] == ["Holds in part", "Data", "Observation"]
    assert (second.title, second.faded) == ("Done otherwise: By phone", True)
    assert [mark.text for mark in second.marks] == ["Not clear yet", "Ended"]


def test_a_leadership_change_stands_with_the_site_and_both_people_and_says_that_it_is_private(store: Store, put: Put):
    site, ruth, eva = put("site", name="Alder Road"), put("person", name="Ruth"), put("person", name="Eva")
    put("transition", role="Director", leaves=ruth, comes=eva, site=site, leaves_on="2026-10-31", why="To the ministry")
    put("transition", role="Head", site=site, leaves_on="2026-09-01", state="called_off", scope="shared")
    put("leader_brief", person=ruth, site=site, date="2026-10-01", what="Core elements")
    found = read(store, site).entries
    assert [(entry.title, entry.text, entry.private, entry.marks[:1]) for entry in found] == [
        ("Leadership change: Director", "Ruth leaves, Eva comes. To the ministry", True, (Mark("Foreseen", "circle"),)),
        ("Leader brief given to Ruth", "Core elements", False, ()),
        ("Leadership change: Head", "", False, (Mark("Called off", "x"),)),
    ]
    assert [titles(read(store, who)) for who in (ruth, eva)] == [
        ["Leadership change: Director", "Leader brief given"],
        ["Leadership change: Director"],
    ]
