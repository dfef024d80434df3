"""Loops are closed step by step, each step can be taken back, and what waits too long is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.services import loops, records

TODAY = dt.date(2026, 10, 15)
Put = Callable[..., str]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


def only(store: Store, visit: str) -> loops.Loop:
    [loop], _others = loops.at_visit(store, visit, "", TODAY)
    return loop


@pytest.mark.parametrize(
    ("kind", "key", "said"),
    [
        ("feedback", "done", "To be told back"),
        ("feedback", "told", "Told back"),
        ("tension", "held", "Space held"),
        ("tension", "settled", "Settled"),
    ],
)
def test_a_step_is_taken_and_taken_back(store: Store, put: Put, kind: str, key: str, said: str):
    visit = put("visit", date=day(0))
    uid = put(kind, date=day(0), what="Too fast", visit=visit)
    before = only(store, visit)
    assert key in [step.key for step in loops.steps(before)]
    undo = loops.advance(store, uid, kind, key, TODAY)
    after = only(store, visit)
    assert (after.said, after.closed) == (said, key in ("told", "settled"))
    assert key not in [step.key for step in loops.steps(after)]
    undo()
    assert only(store, visit) == before


def test_a_closed_loop_can_be_opened_again(store: Store, put: Put):
    uid = put("feedback", date=day(-3), what="Too fast", done="Went slower", done_on=day(-2), told_on=day(-1))
    loops.advance(store, uid, "feedback", loops.closing("feedback", closed=False).key, TODAY)
    assert records.get(store, uid).fields.get("told_on") is None
    assert records.get(store, uid).fields["done"] == "Went slower"


def test_a_visit_tells_its_entries_and_what_else_waits_at_its_site(store: Store, put: Put):
    site, other = put("site", name="Alder Road"), put("site", name="Northgate")
    visit = put("visit", date=day(0), site=site)
    made = [put(kind, date=day(0), what=kind, site=site, visit=visit) for kind in ENTRIES]
    waits = put("tension", date=day(-40), what="Who owns the data", site=site)
    put("feedback", date=day(-40), what="Long told", site=site, told_on=day(-30))
    put("feedback", date=day(-40), what="Elsewhere", site=other)
    own, others = loops.at_visit(store, visit, site, TODAY)
    assert [loop.uid for loop in own] == made
    assert [loop.uid for loop in others] == [waits]


def test_today_asks_for_what_waits_too_long_and_what_comes_soon(store: Store, put: Put):
    def entry(kind: str, days: int, **fields: Any) -> str:
        return put(kind, date=day(days), what=f"{kind} {days}", **fields)

    wanted = [
        entry("conversation", 0),
        entry("conversation", 7),
        entry("feedback", -20, done_on=day(-3)),
        entry("feedback", -14),
        entry("tension", -2, state="held"),
    ]
    entry("conversation", 8)
    entry("conversation", 1, went="Better than feared")
    entry("feedback", -13)
    entry("feedback", -90, told_on=day(-1))
    entry("tension", -50, follow_up="Ask again in spring")
    entry("tension", -50, settled_on=day(-1))
    gone = entry("tension", -50)
    with store.write() as transaction:
        records.delete(transaction, gone)
    found = loops.waiting(store, TODAY)
    assert [loop.uid for loop in found.shown] == wanted
    assert found.count == len(wanted)
    words = [loops.waits_words(loop, TODAY) for loop in found.shown]
    assert words == ["Today", "In 7 days", "20 days", "14 days", "2 days"]


def test_a_visit_says_of_its_entries_that_they_wait_as_today_does(store: Store, put: Put):
    visit = put("visit", date=day(0))
    for kind in ENTRIES:
        put(kind, date=day(0), what=kind, visit=visit)
    for days, own in ((-20, {}), (-20, {"told_on": day(-1)}), (-13, {})):
        put("feedback", date=day(days), what="Earlier", visit=visit, **own)
    put("tension", date=day(-9), what="Followed up", follow_up="Ask again", visit=visit)
    put("conversation", date=day(8), what="Later", visit=visit)
    asked = loops.waiting(store, TODAY)
    own, _others = loops.at_visit(store, visit, "", TODAY)
    assert {loop.uid for loop in own if loop.waits} == {loop.uid for loop in asked.shown}
    assert sorted((loop.kind, loops.waits_words(loop, TODAY)) for loop in asked.shown) == [
        ("conversation", "Today"),
        ("feedback", "20 days"),
        ("tension", "Since today"),
    ]
