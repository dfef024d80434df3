"""What stands in a span of days, and who was last met before one: read by index, deleted records left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, event

from isp_desktop.db import contact, lists, today
from isp_desktop.db.store import Store
from isp_desktop.services import records

Put = Callable[..., str]


@pytest.mark.parametrize(("gone", "there"), [(0, 2), (1, 3), (4, 1), (4, 0)])
def test_deleted_ones_are_left_out(store: Store, put: Put, gone: int, there: int):
    for at in range(gone):
        _delete(store, put("commitment", what="Gone", due="2026-10-01"))
        _delete(store, put("site", name=f"Gone {at}"))
    kept = [put("commitment", what="Here", due=f"2026-10-{at + 2:02}", status="open") for at in range(there)]
    with store.read() as reading:
        found = today.standing(reading, "commitment", "status", lists.WAITING, "", "2026-12-01")
    assert [uid for _sort, uid in found] == kept


def test_where_more_are_deleted_than_found_only_those_found_are_looked_up(store: Store, put: Put):
    for _at in range(5):
        _delete(store, put("visit", date="2020-10-01"))
    put("visit", date="2026-10-01")
    with store.read() as reading:
        plans = _plans(reading, lambda: today.standing(reading, "visit", "stage", (None,), "2026", "2027"))
    # Counting them reads the index alone; the rows of all deleted records are not gone through.
    assert not any("USING INDEX record_deleted" in plan for plan in plans), plans


def test_what_waits_is_read_from_its_own_index_alone(store: Store, put: Put):
    put("commitment", what="Here", due="2026-10-01", status="open")
    day = dt.date(2026, 10, 14)
    with store.read() as reading:
        plans = _plans(reading, lambda: today.promised(reading, "", day, day, 7))
    assert plans
    assert all("INDEX commitment_waiting" in plan and "TEMP" not in plan for plan in plans), plans


def test_who_was_not_met_for_long_is_read_from_an_index_in_its_order(store: Store, put: Put):
    put("person", name="Ruth", role="Head")
    with store.read() as reading:
        (silent,) = _plans(reading, lambda: contact.silent(reading, {"Head": 1}, ["me"], dt.date(2026, 10, 14), 1))
        roles = _plans(reading, lambda: contact.roles(reading))[-1]
    assert "person_by_role_met (role>?)" in roles
    assert "TEMP" not in roles
    # Of everyone, and of those with a contact to come, who was met too long ago and who never: counted, and the first.
    assert silent.count("person_by_role_met (role=?") == silent.count("SEARCH person") == 8
    assert silent.count("person_by_role_met (role=? AND met>?)") == 4
    # Only these few are put in order here.
    assert silent.count("TEMP B-TREE") == 2


@pytest.mark.parametrize(("days", "uncertain"), [((-9, 3), 0), ((3,), 0), ((-9, 3, 5), 1), ((-9, 0), 1), ((-1, 0), 0)])
def test_only_with_whom_it_is_uncertain_the_last_contact_is_looked_up(
    store: Store, put: Put, days: tuple[int, ...], uncertain: int
):
    """Where several are to come, or one today may be none and without it she would have gone quiet."""
    here = dt.date(2026, 10, 14)
    ruth = put("person", name="Ruth", role="Head")
    for day in days:
        put("visit", date=(here + dt.timedelta(days=day)).isoformat(), attended=[ruth])
    with store.read() as reading:
        assert len(contact.in_question(reading, {"Head": here.toordinal() - 7}, [], here)) == uncertain


def _delete(store: Store, uid: str) -> None:
    with store.write() as transaction:
        records.delete(transaction, uid)


def _plans(reading: Connection, ask: Callable[[], object]) -> list[str]:
    """How SQLite goes about every statement that `ask` executes."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(reading, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    ask()
    wanted = list(asked)
    return [
        " ".join(str(row[3]) for row in reading.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values))
        for statement, values in wanted
    ]
