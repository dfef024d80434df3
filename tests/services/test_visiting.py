"""What is told beside a visit: what was last time, what is open, what is usual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.promises import days_late, late_words
from isp_desktop.services import records, visit_summary, visiting

Put = Callable[..., str]
TODAY = dt.date(2026, 10, 15)


def test_the_visit_before_is_the_one_before_in_time(store: Store, put: Put):
    site = put("site", name="Alder Road")
    first = put("visit", site=site, date="2026-09-01", starts="09:00", discussion="Rooms.")
    morning = put("visit", site=site, date="2026-10-15", starts="09:00", discussion="Pacing.")
    later = put("visit", site=site, date="2026-10-15", starts="14:00")
    seen = visiting.look_back(store, site, "2026-10-15", "14:00", later, TODAY)
    assert seen.last is not None
    assert (seen.last.uid, seen.told) == (morning, "Pacing.")
    seen = visiting.look_back(store, site, "2026-10-15", "09:00", morning, TODAY)
    assert seen.last is not None
    assert seen.last.uid == first
    assert visiting.look_back(store, site, "2026-09-01", "09:00", first, TODAY).last is None


def test_promises_of_then_and_what_else_is_open_are_told_apart(store: Store, put: Put):
    site = put("site", name="Alder Road")
    last = put("visit", site=site, date="2026-09-18")
    now = put("visit", site=site, date="2026-10-15")
    late = put("commitment", what="Form", due="2026-10-12", visit=last, site=site, status="open")
    put("commitment", what="Mine", visit=now, site=site, status="open")
    put("commitment", what="Done", site=site, status="dropped")
    undated = put("commitment", what="Some day", site=site)
    soon = put("commitment", what="Room", due="2026-10-20", site=site, status="open")
    seen = visiting.look_back(store, site, "2026-10-15", "", now, TODAY)
    assert [(line.uid, line.days_late) for line in seen.promised] == [(late, 3)]
    assert [line.uid for line in seen.open] == [soon, undated]


def test_a_deleted_visit_is_not_last_time(store: Store, put: Put):
    site = put("site", name="Alder Road")
    gone = put("visit", site=site, date="2026-09-18")
    with store.write() as transaction:
        records.delete(transaction, gone)
    assert visiting.look_back(store, site, "", "", records.new_uid(), TODAY).last is None


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("", ""),
        ("# Heading\n\nText", "Heading"),
        ("- **Bold** start\n- second", "Bold start second"),
        ("We met.\n! Priya sends it.", "We met. Priya sends it."),
        ("One sentence. Another one that goes on. " + "x" * 40, "One sentence. Another one that goes on."),
        ("word " * 40, "word " * 11 + "word…"),
    ],
)
def test_the_first_sentences_are_plain_and_whole(markdown: str, told: str):
    assert visiting.first_sentences(markdown, longest=60) == told


def test_what_is_usual_comes_first_and_an_empty_notebook_has_a_first_set(store: Store, put: Put):
    assert len(visiting.usual_activities(store)) == 8
    put("visit", date="2026-10-01", activities=["L9"], purpose="Coaching")
    put("visit", date="2026-10-02", activities=["L9", "R10"], purpose="Coaching")
    put("visit", date="2026-10-03", purpose="Debrief")
    assert visiting.usual_activities(store)[:2] == ["L9", "R10"]
    assert visiting.usual_purposes(store) == ["Coaching", "Debrief"]


def test_lateness_is_told_in_words():
    assert [late_words(days) for days in (0, 1, 3, 1200)] == ["", "1 day late", "3 days late", "1,200 days late"]
    assert days_late("2026-10-12", "open", TODAY) == 3
    assert days_late("2026-10-12", None, TODAY) == 3
    assert days_late("2026-10-15", "open", TODAY) == 0
    assert days_late("2026-10-01", "kept", TODAY) == 0
    assert days_late(None, "open", TODAY) == 0


def test_a_visit_that_is_only_planned_was_not_the_last_one(store: Store, put: Put):
    site = put("site", name="Alder Road")
    held = put("visit", date="2026-10-01", site=site, stage="held")
    put("visit", date="2026-10-10", site=site, stage="called_off")
    put("visit", date="2026-10-12", site=site, stage="planned")
    put("visit", date="2026-12-01", site=site)
    seen = visiting.look_back(store, site, "2026-12-10", "", records.new_uid(), TODAY)
    assert seen.last is not None
    assert seen.last.uid == held


def test_of_two_visits_on_one_day_the_later_one_was_the_last(store: Store, put: Put):
    site = put("site", name="Alder Road")
    uids = [put("visit", date="2026-10-01", starts=starts, site=site) for starts in ("09:00", "15:00", "11:00")]
    seen = visiting.look_back(store, site, "2026-10-01", "14:00", records.new_uid(), TODAY)
    assert seen.last is not None
    assert seen.last.uid == uids[2]


def test_what_a_strangers_program_logged_breaks_neither_the_look_back_nor_the_summary(store: Store, put: Put):
    site = put("site", name="Alder Road")
    uid = put("visit", site=site, date="2026-09-18", discussion="Rooms.")
    odd = {"starts": 7, "led_by": 5, "attended": True, "activities": 3, "discussion": {"a": 1}, "mode": ["x"]}
    with store.write() as transaction:
        made = transaction.look(uid)
        assert made is not None
        transaction.revise(uid, "visit", "shared", made.heads, "edit", odd)
    told = visit_summary.gather(store, uid)
    assert (told.date, told.led_by, told.starts) == (dt.date(2026, 9, 18), (), None)
    seen = visiting.look_back(store, site, "", "", records.new_uid(), TODAY)
    assert seen.last is not None
    assert (seen.last.uid, seen.told) == (uid, "")
