"""The practice picture from the notebook: counted with each save, told by place, by person and by time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import event

from isp_desktop.db import projection, settings
from isp_desktop.db.store import Store
from isp_desktop.domain.practice_picture import Picture
from isp_desktop.services import practice_picture, records
from isp_desktop.services.practice_picture import Asked

TODAY = dt.date(2026, 10, 14)
ALL = Asked(mine=False)
Put = Callable[..., str]


def seen(store: Store, asked: Asked = ALL) -> Picture:
    return practice_picture.read(store, asked, TODAY)


def times(store: Store, asked: Asked = ALL) -> dict[str, int]:
    return {one.code: one.times for one in seen(store, asked).done}


def digest(store: Store) -> str:
    with store.read() as reading:
        return projection.digest(reading)


def test_counts_follow_each_save(store: Store, put: Put) -> None:
    visit = put("visit", date="2026-10-01", starts="09:00", ends="10:00", activities=["C5", "R1"], stage="planned")
    assert times(store) == {}
    put("visit", uid=visit, stage="held")
    assert times(store) == {"C5": 1, "R1": 1}
    put("visit", uid=visit, activities=["C5"])
    assert times(store) == {"C5": 1}
    assert seen(store).seconds == 3_600
    put("visit", uid=visit, date="2019-10-01")
    assert (times(store), [(one.code, one.last) for one in seen(store).not_now]) == ({}, [("C5", "2019-10-01")])
    with store.write() as transaction:
        records.delete(transaction, visit)
    assert not seen(store).not_now
    with store.write() as transaction:
        records.restore(transaction, visit)
    assert [one.code for one in seen(store).not_now] == ["C5"]


def test_the_tables_made_again_are_the_same(store: Store, put: Put) -> None:
    people = [put("person", name=name) for name in ("Ruth", "Ana")]
    visits = [put("visit", date=f"2026-0{month}-01", activities=["C5", "T3"], led_by=people) for month in range(1, 9)]
    put("visit", uid=visits[0], activities=["C5"], led_by=people[:1])
    put("conversation", date="2026-10-01", what="Late again", minutes=25)
    with store.write() as transaction:
        records.delete(transaction, visits[1])
    before, told = digest(store), seen(store)
    store.rebuild()
    assert (digest(store), seen(store)) == (before, told)


def test_what_has_a_day_to_come_does_not_count_yet(store: Store, put: Put) -> None:
    put("visit", date="2026-10-14", activities=["C5"])
    for day in ("2026-10-15", "2026-10-31", "2027-03-01"):
        put("visit", date=day, starts="09:00", ends="10:00", activities=["C5", "T3"])
    found = seen(store)
    assert [(one.code, one.times, one.last, one.seconds) for one in found.done] == [("C5", 1, "2026-10-14", 0)]
    assert (found.not_now, len(found.never)) == ((), 38)
    # Of what was done earlier, and is planned for later this month, the earlier day is the last one.
    put("visit", date="2026-08-03", activities=["T3"])
    assert [(one.code, one.last) for one in seen(store).done] == [("T3", "2026-08-03"), ("C5", "2026-10-14")]


def test_of_a_site_and_of_an_initiative(store: Store, put: Put) -> None:
    initiative = put("initiative", name="Reading first")
    here, there = put("site", name="Alder Road", initiatives=[initiative]), put("site", name="Birch Lane")
    team = put("team", name="Alder team", sites=[here])
    put("visit", date="2026-10-01", site=here, activities=["C5"])
    put("visit", date="2026-10-02", site=there, activities=["R1"])
    put("team_check", team=team, date="2026-09-02")
    assert times(store, Asked(where=here, mine=False)) == {"C5": 1, "T7": 1, "T9": 1}
    assert times(store, Asked(where=initiative, mine=False)) == {"C5": 1, "T7": 1, "T9": 1}
    assert times(store, Asked(where=there, mine=False)) == {"R1": 1}
    assert seen(store, Asked(where=there, mine=False)).not_now == ()


def test_what_the_owner_took_part_in(store: Store, put: Put) -> None:
    me, other = put("person", name="Maren"), put("person", name="Ines")
    with store.write() as transaction:
        settings.write(transaction.connection, "me", me)
    put("visit", date="2026-10-01", led_by=[me, other], activities=["C5"])
    put("visit", date="2026-10-02", led_by=[other], activities=["C5", "R1"])
    put("meeting", date="2026-10-03", present=[me])
    put("conversation", date="2026-10-04", what="Late again")
    mine = seen(store, Asked(mine=True))
    assert {one.code: (one.times, one.last) for one in mine.done} == {
        "R9": (1, "2026-10-04"),
        "T4": (1, "2026-10-03"),
        "C5": (1, "2026-10-01"),
    }
    assert times(store) == {"R1": 1, "R9": 1, "T4": 1, "C5": 2}


def test_the_entries_of_an_activity(store: Store, put: Put) -> None:
    site = put("site", name="Alder Road")
    first = put("visit", date="2026-09-01", starts="09:00", ends="10:00", site=site, activities=["C5"])
    second = put("visit", date="2026-10-01", site=site, activities=["C5"])
    put("visit", date="2026-10-15", site=site, activities=["C5"])
    log = put("step_log", date="2026-09-20", what="Sat in", way="coaching")
    found = practice_picture.opened(store, ALL, "C5", TODAY)
    assert [(one.uid, one.day, one.place, one.seconds) for one in found.entries] == [
        (second, "2026-10-01", "Alder Road", None),
        (log, "2026-09-20", "", None),
        (first, "2026-09-01", "Alder Road", 3_600),
    ]
    assert (found.count, found.places) == (3, (("Alder Road", 2, "2026-10-01"), ("", 1, "2026-09-20")))


def test_more_entries_than_are_told_are_counted(store: Store, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice_picture, "MOST_ENTRIES", 2)
    for day in range(1, 6):
        put("visit", date=f"2026-10-0{day}", activities=["C5"])
    found = practice_picture.opened(store, ALL, "C5", TODAY)
    assert ([one.day for one in found.entries], found.count) == (["2026-10-05", "2026-10-04"], 5)


def test_no_row_of_a_visit_is_read_for_the_picture(store: Store, put: Put) -> None:
    put("visit", date="2026-10-01", activities=["C5"])
    asked: list[str] = []
    with store.read() as reading:
        event.listen(reading.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        whose = practice_picture.Whose()
        found = practice_picture.of(reading, whose, practice_picture.periods(TODAY, "month"), TODAY)
    assert found.done
    plans = []
    with store.read() as reading:
        for query in [one for one in asked if "served" in one]:
            holes = ["x"] * query.count("?")
            plans += [row[-1] for row in reading.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", tuple(holes))]
    assert any("served_by_code" in plan for plan in plans)
    assert not [plan for plan in plans if "visit" in plan or plan.startswith("SCAN served")], plans


def test_what_nobody_put_a_name_to_is_counted_once(make_store: Callable[[str], Store]) -> None:
    nameless = make_store("")
    with nameless.write() as transaction:
        records.put(transaction, "visit", {"date": "2026-10-01", "activities": ["C5"]})
    assert times(nameless) == {"C5": 1}
    nameless.rebuild()
    assert times(nameless) == {"C5": 1}
