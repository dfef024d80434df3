"""What records are called, and days in words, which English says by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.db.store import Store
from isp_desktop.services import lines, naming
from isp_desktop.services.naming import day_in_words

Put = Callable[..., str]


@given(st.dates())
def test_english_days_are_said_as_babel_says_them(day: dt.date):
    assert day_in_words(day.isoformat()) == format_date(day, "long", locale="en_GB")


@pytest.mark.parametrize("words", ["", "soon", "2026-13-01"])
def test_what_is_no_date_stays_as_it_is(words: str):
    assert day_in_words(words) == words


def test_a_tie_is_told_in_a_sentence(store: Store, put: Put):
    grace, ruth = put("person", name="Grace Tembo"), put("organization", name="Harbour County")
    mentors = put("tie_type", name="Mentors")
    ties = [
        put("tie", source=grace, target=ruth, type="reports_to"),
        put("tie", source=grace, target=ruth, named=mentors),
        put("tie", source=ruth, target=grace),
    ]
    with store.read() as reading:
        told = naming.titles(reading, ties)
    assert [told[uid] for uid in ties] == [
        "Grace Tembo reports to Harbour County",
        "Grace Tembo mentors Harbour County",
        "Harbour County and Grace Tembo",
    ]
    assert [line.title for line in lines.of(store, "tie", ties)] == [told[uid] for uid in ties]


def test_a_champion_is_told_by_person_and_site_and_so_is_what_is_told_by_the_champion(store: Store, put: Put):
    hana, site = put("person", name="Hana Sato"), put("site", name="Northgate")
    champions = [put("champion", person=hana, site=site), put("champion", person=hana)]
    reviews = [put("champion_review", champion=one, date="2026-10-15", state="active") for one in champions]
    with store.read() as reading:
        told = naming.titles(reading, [*champions, *reviews])
    assert [told[uid] for uid in (*champions, *reviews)] == [
        "Hana Sato, Northgate",
        "Hana Sato",
        "Hana Sato, Northgate, 15 October 2026",
        "Hana Sato, 15 October 2026",
    ]


def test_a_rating_is_told_by_whom_it_is_about_and_its_day(store: Store, put: Put):
    uid = put("trust", stakeholder=put("person", name="Ruth Calloway"), date="2026-10-15", way="self", openness=3)
    with store.read() as reading:
        assert naming.titles(reading, [uid]) == {uid: "Ruth Calloway, 15 October 2026"}
    [line] = lines.of(store, "trust", [uid])
    assert (line.title, line.second, line.cells) == ("Ruth Calloway", "Self-assessment", ("1 indicator rated",))


def test_a_champion_is_told_by_name_and_place_and_so_is_a_review_of_it(store: Store, put: Put):
    ruth, alder = put("person", name="Ruth Calloway"), put("site", name="Alder Road")
    champion = put("champion", person=ruth, site=alder)
    review = put("champion_review", champion=champion, date="2026-10-15", state="waning")
    with store.read() as reading:
        told = naming.titles(reading, [champion, review])
    assert told == {champion: "Ruth Calloway, Alder Road", review: "Ruth Calloway, Alder Road, 15 October 2026"}


def test_a_list_says_days_and_numbers_as_people_write_them(store: Store, put: Put):
    alder = put("site", name="Alder Road Primary")
    team = put("assessment", subject=alder, instrument=put("instrument", name="Ours", version=2), date="2026-10-12")
    ahead = put("challenge", what="The grant ends", review_on="2027-03-18", likelihood="high")
    [one], [other] = lines.of(store, "assessment", [team]), lines.of(store, "challenge", [ahead])
    assert (one.title, one.day) == ("Alder Road Primary", "2026-10-12")
    assert other.cells == ("18 March 2027",)
    [instrument] = lines.page(store, "instrument")
    assert instrument.second == "2"


@pytest.mark.parametrize(
    ("does", "said"),
    [("Mentors", "mentors"), ("PLC partner of", "PLC partner of"), ("McKinney liaison of", "McKinney liaison of")],
)
def test_the_word_for_a_tie_keeps_the_letters_that_make_it_a_name(does: str, said: str):
    assert naming.between("Grace", does, "Ruth") == f"Grace {said} Ruth"


def test_a_record_named_by_choices_is_told_by_their_words(store: Store, put: Put):
    uid = put("coverage", part="families", level="system", need="not_needed")
    with store.read() as reading:
        assert naming.titles(reading, [uid]) == {uid: "Families, System"}


def test_entries_tell_with_whom_and_how_far_they_have_come(store: Store, put: Put):
    people, site = [put("person", name="Tomas Lind")], put("site", name="Alder Road")
    told = put("feedback", date="2026-10-15", what="Too fast", people=people, site=site, done_on="2026-10-16")
    open_ = put("tension", date="2026-10-15", what="Who owns the data", site=site)
    [feedback], [tension] = lines.of(store, "feedback", [told]), lines.of(store, "tension", [open_])
    assert (feedback.second, feedback.cells) == ("Tomas Lind, Alder Road", ("To be told back",))
    assert (tension.second, tension.cells) == ("Alder Road", ("Open",))
