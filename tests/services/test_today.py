"""What today asks for, read from a real notebook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.services import records, settings, taking_back, today
from isp_desktop.services.contact import QuietList
from isp_desktop.services.today import Brief, Commitments, Visits, brief_words, due_words, headline

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def site(put: Put) -> str:
    return put("site", name="Alder Road Primary")


def test_the_visits_ahead_are_those_neither_held_nor_called_off(store: Store, put: Put, site: str):
    for at, (when, stage) in enumerate(
        [(0, None), (1, "planned"), (2, "called_off"), (3, "held"), (14, None), (15, "planned"), (-1, None)]
    ):
        put("visit", date=day(when), stage=stage, site=site, purpose=f"Visit {at}")
    found = today.visits(store, TODAY)
    assert [visit.purpose for visit in found.ahead] == ["Visit 0", "Visit 1", "Visit 4"]
    assert found.count == 3
    assert found.unwritten == ()


def test_planned_visits_whose_day_is_past_wait_to_be_written_up(store: Store, put: Put, site: str):
    put("visit", date=day(-3), stage="planned", site=site, purpose="Coaching")
    put("visit", date=day(-1), stage="planned", purpose="Debrief")
    put("visit", date=day(-2), stage="held", purpose="Told")
    found = today.visits(store, TODAY)
    assert [visit.purpose for visit in found.unwritten] == ["Debrief", "Coaching"]
    assert [visit.site for visit in found.unwritten] == ["Visit without a site", "Alder Road Primary"]
    assert found.unwritten_count == 2


def test_a_visit_comes_with_what_to_know_of_its_site(store: Store, put: Put, site: str):
    put("visit", date=day(-40), site=site, discussion="Too long ago.")
    put("visit", date=day(-27), site=site, discussion="Team ran the data review alone. Slots slip.")
    put("visit", date=day(-5), site=site, stage="called_off", discussion="Never was.")
    put("commitment", what="Send the form", site=site, due=day(2), status="open")
    put("commitment", what="Find a room", site=site)
    put("commitment", what="Done", site=site, status="kept")
    put("change", date=day(-10), place="setting", what="The deputy head leaves", site=site)
    put("change", date=day(-30), place="setting", what="Known already", site=site)
    put("support", site=site, status="active", since=day(-90))
    put("support", site=site, status="tapering", since=day(-9))
    put("support", site=site, status="withdrawn", since=day(9))
    put("visit", date=day(1), site=site, stage="planned", attended=[put("person", name="Priya")])
    [visit] = today.visits(store, TODAY).ahead
    assert visit.people == ("Priya",)
    assert visit.brief == Brief(
        last=TODAY - dt.timedelta(days=27),
        told="Team ran the data review alone. Slots slip.",
        waiting=("Send the form", "Find a room"),
        open=2,
        changes=("The deputy head leaves",),
        support="tapering",
    )
    assert brief_words(visit.brief, TODAY) == "27 days since the last visit, 2 open commitments, 1 change since"
    assert brief_words(Brief(), TODAY) == "First visit there"


def test_a_deleted_record_is_in_no_list(store: Store, put: Put, site: str):
    gone = [
        put("visit", date=day(1), site=site, stage="planned"),
        put("visit", date=day(-1), stage="planned"),
        put("commitment", what="Form", due=day(0), status="open", site=site),
    ]
    with store.write() as transaction:
        for uid in gone:
            records.delete(transaction, uid)
    assert today.visits(store, TODAY) == Visits()
    assert today.commitments(store, TODAY) == Commitments()


def test_commitments_are_parted_by_whose_they_are(store: Store, put: Put, site: str):
    me, isaac = put("person", name="Maren"), put("person", name="Isaac Bello")
    settings.write(store, "me", me)
    put("commitment", what="Form", owner=me, due=day(-2), status="open", site=site)
    put("commitment", what="Room", owner=me, due=day(0))
    put("commitment", what="Later", owner=me, due=day(15), status="open")
    put("commitment", what="Kept", owner=me, due=day(-1), status="kept")
    put("commitment", what="Figures", owner=isaac, due=day(3), status="open")
    put("commitment", what="Nobody's", due=day(-1), status="open")
    put("commitment", what="No day", status="open")
    found = today.commitments(store, TODAY)
    assert [(one.what, one.days, one.owner, one.site) for one in found.mine.shown] == [
        ("Form", -2, "Maren", "Alder Road Primary"),
        ("Room", 0, "Maren", ""),
    ]
    assert (found.mine.count, found.mine.late, found.mine.today) == (2, 1, 1)
    assert [(one.what, one.owner) for one in found.theirs.shown] == [("Figures", "Isaac Bello")]
    assert (found.theirs.count, found.theirs.late, found.theirs.today) == (1, 0, 0)
    # What nobody is named for was promised neither by the practitioner nor by others.
    assert [(one.what, one.owner) for one in found.unnamed.shown] == [("Nobody's", "")]
    assert (found.unnamed.count, found.unnamed.late, found.unnamed.today) == (1, 1, 0)


def test_at_most_seven_are_shown_and_all_are_counted(store: Store, put: Put):
    for at in range(9):
        put("commitment", what=f"Promise {at}", due=day(-at), status="open")
    found = today.commitments(store, TODAY).unnamed
    assert [one.what for one in found.shown] == [f"Promise {at}" for at in (8, 7, 6, 5, 4, 3, 2)]
    assert (found.count, found.late, found.today) == (9, 8, 1)


def test_reviews_of_sites_and_initiatives_are_due_in_time(store: Store, put: Put, site: str):
    put("site", uid=site, review_on=day(-2))
    put("site", name="Later", review_on=day(15))
    put("initiative", name="Reading Together", review_on=day(14))
    found = today.reviews(store, TODAY)
    assert [(one.kind, one.name, one.days) for one in found] == [
        ("site", "Alder Road Primary", -2),
        ("initiative", "Reading Together", 14),
    ]
    undo = today.set_review(store, "site", site, TODAY + dt.timedelta(days=91))
    assert [one.name for one in today.reviews(store, TODAY)] == ["Reading Together"]
    undo()
    assert len(today.reviews(store, TODAY)) == 2


def test_the_first_steps_are_done_one_by_one(store: Store, put: Put):
    settings.write(store, "me", put("person", name="Maren"))
    assert today.begun(store) == today.Begun(visit=False, person=False, anything=False)
    put("person", name="Priya")
    assert today.begun(store) == today.Begun(visit=False, person=True, anything=True)
    put("visit", date=day(1))
    assert today.begun(store) == today.Begun(visit=True, person=True, anything=True)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "2 days late"), (-1, "1 day late"), (0, "Due today"), (1, "Due tomorrow"), (3, "In 3 days")],
)
def test_a_day_is_said_in_words(days: int, words: str):
    assert due_words(days) == words


def test_the_headline_says_what_matters_most(store: Store, put: Put):
    nothing = headline(Visits(), Commitments(), [], QuietList().count, 0, TODAY)
    assert nothing == "Nothing waits for today."
    assert headline(Visits(), Commitments(), [], 0, 2, TODAY) == "2 loops to close."
    put("visit", date=day(1), stage="planned")
    put("commitment", what="Form", due=day(-1))
    put("commitment", what="Room", due=day(-1))
    line = headline(today.visits(store, TODAY), today.commitments(store, TODAY), [], 4, 0, TODAY)
    assert line == "1 visit tomorrow to prepare, 2 commitments late, 4 people to get back in touch with."


def test_a_commitment_moves_to_another_day_and_back(store: Store, put: Put):
    uid = put("commitment", what="Form", due=day(-1), status="open")
    undo = taking_back.move(store, uid, TODAY + dt.timedelta(days=7))
    assert records.get(store, uid).fields["due"] == day(7)
    undo()
    assert records.get(store, uid).fields["due"] == day(-1)


def test_a_commitment_is_dropped_with_a_reason_and_taken_up_again(store: Store, put: Put):
    uid = put("commitment", what="Form", due=day(-1), reason="The printer broke")
    with pytest.raises(BadInput, match="why it is dropped"):
        taking_back.drop(store, uid, "  ", TODAY)
    undo = taking_back.drop(store, uid, "No longer needed ", TODAY)
    own = records.get(store, uid).fields
    assert (own["status"], own["settled_on"], own["reason"]) == ("dropped", day(0), "No longer needed")
    undo()
    own = records.get(store, uid).fields
    assert (own.get("status"), own.get("settled_on"), own["reason"]) == (None, None, "The printer broke")
