"""Leaders and champions: who they are, how it stands with them, where they stand, and what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.services import records
from isp_desktop.services.leaders import acts, words
from isp_desktop.services.leaders.acts import Did, Looked, Talked
from isp_desktop.services.leaders.due import due
from isp_desktop.services.leaders.reading import overview

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


def fields(store: Store, uid: str) -> dict[str, Any]:
    return dict(records.get(store, uid).fields)


@pytest.fixture
def site(put: Put) -> str:
    return put("site", name="Northgate Family Clinic")


@pytest.fixture
def hana(put: Put) -> str:
    return put("person", name="Hana Sato")


def test_a_champion_is_what_the_latest_review_says(store: Store, put: Put, site: str, hana: str):
    champion = put("champion", person=hana, site=site, level="organization", since=day(-100))
    assert overview(store, TODAY).champions[0].state == "cultivating"
    put("champion_review", champion=champion, date=day(-9), state="active", cause="Speaks up")
    put("champion_review", champion=champion, date=day(-90), state="waning")
    put("champion_review", champion=champion, date=day(3), state="lost")
    found = overview(store, TODAY).champions[0]
    assert (found.person, found.site) == ((hana, "Hana Sato"), (site, "Northgate Family Clinic"))
    assert (found.state, found.review and found.review.cause) == ("active", "Speaks up")


def test_a_review_that_was_deleted_holds_no_more(store: Store, put: Put, hana: str):
    champion = put("champion", person=hana)
    put("champion_review", champion=champion, date=day(-90), state="waning")
    later = put("champion_review", champion=champion, date=day(-9), state="lost")
    with store.write() as transaction:
        records.delete(transaction, later)
    assert overview(store, TODAY).champions[0].state == "waning"


def test_the_rhythm_counts_from_the_last_debrief_or_engagement(store: Store, put: Put, hana: str):
    champion = put("champion", person=hana, since=day(-300))
    put("champion_review", champion=champion, date=day(-200), state="active")
    put("debrief", people=[hana, put("person", name="Noor")], date=day(-30))
    gone = put("debrief", people=[hana], date=day(-1))
    with store.write() as transaction:
        records.delete(transaction, gone)
    found = overview(store, TODAY).champions[0]
    assert found.rhythm is not None
    assert found.rhythm.days_left(TODAY) == -2
    assert words.last_words(found.rhythm, TODAY) == "30 days since the last talk, wanted every 28 days"
    put("engagement", champion=champion, what="Spoke to the board", date=day(-10))
    found = overview(store, TODAY).champions[0]
    assert found.rhythm is not None
    assert found.rhythm.days_left(TODAY) == 18
    assert (found.debriefed, found.engaged) == ((False,) * 4 + (True, False), (False,) * 5 + (True,))


def test_whoever_is_lost_is_not_talked_with_by_rhythm(store: Store, put: Put, hana: str):
    put("champion_review", champion=put("champion", person=hana), date=day(-2), state="lost")
    assert overview(store, TODAY).champions[0].rhythm is None


def test_site_and_initiative_narrow_it_down(store: Store, put: Put, site: str, hana: str):
    reading = put("initiative", name="Reading Together")
    here = put("champion", person=hana, site=site, initiative=reading)
    noor = put("person", name="Noor Haddad", sites=[put("site", name="Harbour")])
    put("champion", person=noor)
    director = put("leadership_role", role="Director", person=noor, site=site)
    put("standing", person=noor, date=day(-3), power=80, interest=20)
    put("standing", person=hana, date=day(-3), power=10, interest=20)
    grows = put("shared_responsibility", what="The data meeting", person=hana)
    put("shared_responsibility", what="Elsewhere", person=put("person", name="Owen Barr"))
    found = overview(store, TODAY, site)
    assert [one.uid for one in found.champions] == [here]
    assert [one.uid for one in found.roles] == [director]
    assert [one.uid for one in found.shared] == [grows]
    assert {one.name for one in found.places} == {"Noor Haddad", "Hana Sato"}
    assert [one.uid for one in overview(store, TODAY, "", reading).champions] == [here]
    assert overview(store, TODAY, "", reading).roles == ()
    assert len(overview(store, TODAY).shared) == 2
    assert [name for _uid, name in overview(store, TODAY).sites] == ["Northgate Family Clinic"]


def test_roles_tell_their_part_and_which_are_vacant(store: Store, put: Put, site: str, hana: str):
    put(
        "leadership_role",
        role="Director",
        person=hana,
        site=site,
        since=day(-40),
        decides="The budget",
        standing="formal",
    )
    put("leadership_role", role="Coach lead", site=site)
    put("leadership_role", role="Acting director", person=hana, until=day(-41))
    found = overview(store, TODAY).roles
    assert [(one.role, one.is_vacant, one.is_past) for one in found] == [
        ("Coach lead", True, False),
        ("Director", False, False),
        ("Acting director", False, True),
    ]
    assert [one.rhythm.days_left(TODAY) if one.rhythm else None for one in found] == [None, -12, None]
    assert words.headline(overview(store, TODAY)) == "1 role of leadership is vacant."


def test_what_is_shared_is_open_until_it_is_handed_over(store: Store, put: Put, hana: str):
    later = put("shared_responsibility", what="Trains staff", person=hana, hand_over_on=day(60))
    soon = put("shared_responsibility", what="Leads the meeting", person=hana, hand_over_on=day(6))
    done = put("shared_responsibility", what="Presents the data", person=hana, handed_over_on=day(-6))
    assert [one.uid for one in overview(store, TODAY).shared] == [soon, later, done]
    undo = acts.hand_over(store, later, TODAY)
    assert [one.uid for one in overview(store, TODAY).shared] == [soon, later, done]
    assert overview(store, TODAY).shared[1].handed_over_on == TODAY
    undo()
    assert overview(store, TODAY).shared[1].handed_over_on is None


def test_the_grid_shows_where_somebody_stands_and_stood(store: Store, put: Put, hana: str):
    steady = put("initiative", name="Steady Steps")
    put("champion_review", champion=put("champion", person=hana), date=day(-2), state="waning")
    put("standing", person=hana, date=day(-120), power=60, interest=70)
    put("standing", person=hana, date=day(-5), power=80, interest=30, why="Left the board")
    put("standing", person=hana, date=day(-20), power=10, interest=10, initiative=steady)
    owen = put("person", name="Owen Barr")
    put("champion", person=owen)
    found = overview(store, TODAY, earlier=TODAY - dt.timedelta(days=91))
    (place,) = found.places
    assert (place.state, place.now.power, place.now.field, place.now.private) == ("waning", 80, "satisfied", True)
    assert place.before is not None
    assert (place.before.power, place.before.interest) == (60, 70)
    assert words.place_words(place) == "Hana Sato, waning, power 80, interest 30, keep satisfied"
    assert found.missing == ((owen, "Owen Barr"),)
    assert [one.now.power for one in overview(store, TODAY, "", steady).places] == [10]


def test_one_standing_a_day_however_often_somebody_is_moved(store: Store, put: Put, hana: str):
    first, _undo = acts.place(store, hana, 42.4, 130, TODAY)
    assert (fields(store, first)["power"], fields(store, first)["interest"]) == (42, 100)
    again, undo_again = acts.place(store, hana, 70, 20, TODAY)
    assert again == first
    acts.say_why(store, first, "She chairs the board now")
    assert overview(store, TODAY).places[0].now.why == "She chairs the board now"
    undo_again()
    assert fields(store, first)["power"] == 42
    tomorrow, _undo = acts.place(store, hana, 70, 20, TODAY + dt.timedelta(days=1))
    assert tomorrow != first
    steady, _undo = acts.place(store, hana, 70, 20, TODAY, put("initiative", name="Steady Steps"))
    assert steady not in (first, tomorrow)
    assert records.get(store, first).is_private


def test_a_first_placing_is_taken_back_whole(store: Store, hana: str):
    uid, undo = acts.place(store, hana, 70, 20, TODAY)
    undo()
    assert records.get(store, uid).life == "deleted"
    assert overview(store, TODAY).places == ()


def test_a_review_is_noted_with_the_day_of_the_next_one_and_taken_back(store: Store, put: Put, site: str, hana: str):
    champion = put("champion", person=hana, site=site, review_on=day(-3))
    undo = acts.review(store, champion, Looked("waning", "Left the team", " ", TODAY + dt.timedelta(days=90)), TODAY)
    found = overview(store, TODAY).champions[0]
    assert (found.state, found.review_on) == ("waning", TODAY + dt.timedelta(days=90))
    assert found.review is not None
    assert fields(store, found.review.uid)["site"] == site
    undo()
    found = overview(store, TODAY).champions[0]
    assert (found.state, found.review_on) == ("cultivating", TODAY - dt.timedelta(days=3))


def test_what_is_noted_of_a_private_champion_stays_private(store: Store, put: Put, hana: str):
    with store.write() as transaction:
        champion = records.put(transaction, "champion", {"person": hana}, scope="private").uid
    acts.review(store, champion, Looked("active"), TODAY)
    acts.engage(store, champion, Did("Asked for a word", TODAY))
    with store.read() as reading:
        for kind in ("champion_review", "engagement"):
            (uid,) = lists.pointing(reading, champion, kind, "champion")
            assert lists.items(reading, kind, [uid])[0].private


def test_a_debrief_and_an_engagement_are_noted_and_taken_back(store: Store, put: Put, hana: str):
    champion = put("champion", person=hana)
    with pytest.raises(BadInput):
        acts.debrief(store, Talked((), TODAY))
    with pytest.raises(BadInput):
        acts.engage(store, champion, Did("  ", TODAY))
    undo = acts.debrief(store, Talked((hana,), TODAY, "How it goes", minutes=20))
    found = overview(store, TODAY).champions[0].rhythm
    assert found is not None
    assert found.last == TODAY
    undo()
    found = overview(store, TODAY).champions[0].rhythm
    assert found is not None
    assert found.last is None


def test_what_is_due_is_told_once_a_person(store: Store, put: Put, site: str, hana: str):
    champion = put("champion", person=hana, site=site, since=day(-60), review_on=day(5))
    put("champion_review", champion=champion, date=day(-50), state="active")
    put("leadership_role", role="Director", person=hana, since=day(-60), debrief_days=7)
    put("leadership_role", role="Later", person=put("person", name="Owen Barr"), since=day(-10))
    put("leadership_role", role="Vacant")
    put("debrief", people=[hana], date=day(-9))
    found = due(store, TODAY)
    assert [(one.why, one.days, one.role[1]) for one in found.shown] == [("talk", -2, "Director"), ("review", 5, "")]
    assert (found.count, found.due) == (2, 1)
    put("debrief", people=[hana], date=day(0))
    assert [one.why for one in due(store, TODAY).shown] == ["review"]
    acts.move_review(store, champion, TODAY + dt.timedelta(days=40))
    assert due(store, TODAY).shown == ()


def test_alarms_are_told_as_facts(store: Store, put: Put, site: str, hana: str):
    champion = put("champion", person=hana, site=site)
    (gap,) = overview(store, TODAY).gaps
    assert words.gap_words(gap) == "Northgate Family Clinic has no active champion"
    put("champion_review", champion=champion, date=day(-2), state="active")
    (gap,) = overview(store, TODAY).gaps
    assert words.gap_words(gap) == "Northgate Family Clinic rests on Hana Sato alone"
    assert words.gaps_words([gap]) == ("1 rests on one person", "Northgate Family Clinic rests on Hana Sato alone.")
    empty = put("site", name="Harbour")
    assert [gap.where[0] for gap in overview(store, TODAY, empty).gaps] == [empty]
