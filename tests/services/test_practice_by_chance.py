"""Whatever is saved, changed, deleted and restored: the sums are those of the records as they stand."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isp_desktop.db import projection
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.served import served
from isp_desktop.services import practice_picture, records
from isp_desktop.services.practice_picture import Asked

TODAY = dt.date(2026, 10, 14)
FIELDS = st.fixed_dictionaries(
    {
        "date": st.dates(dt.date(2026, 8, 20), dt.date(2026, 11, 5)).map(str),
        "activities": st.lists(st.sampled_from(["R1", "R9", "C5", "L3"]), max_size=3, unique=True),
        "minutes": st.one_of(st.none(), st.integers(1, 300)),
        "what": st.just("About time"),
    }
)
# What is done to which of the records, the newest being the first.
ACTS = st.lists(st.tuples(st.sampled_from(["put", "put", "change", "delete", "restore"]), st.integers(0, 3), FIELDS))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_sums_are_those_of_the_records(
    make_store: Callable[[str], Store], acts: list[tuple[str, int, dict[str, Any]]]
) -> None:
    store, made = make_store(os.urandom(8).hex()), list[str]()
    for act, at, fields in acts:
        uid = made[-1 - at] if at < len(made) else ""
        with store.write() as transaction:
            if act == "put" or not uid:
                made.append(records.put(transaction, "conversation", fields).uid)
            elif act == "delete":
                records.delete(transaction, uid)
            elif _is_gone(transaction, uid):
                records.restore(transaction, uid)
            else:
                records.put(transaction, "conversation", fields, uid)
    found = practice_picture.read(store, Asked(mine=False), TODAY)
    times, seconds = Counter[str](), Counter[str]()
    for uid in made:
        seen = records.get(store, uid)
        for one in served(seen.kind, uid, seen.fields, seen.authors[0]) if seen.life != "deleted" else ():
            if one.day <= TODAY.isoformat():
                times[one.code] += 1
                seconds[one.code] += one.seconds or 0
    assert {one.code: (one.times, one.seconds) for one in found.done} == {
        code: (times[code], seconds[code]) for code in times
    }
    before = _digest(store)
    store.rebuild()
    assert _digest(store) == before
    store.close()


def _is_gone(transaction: Transaction, uid: str) -> bool:
    seen = transaction.look(uid)
    return seen is not None and seen.life == "deleted"


def _digest(store: Store) -> str:
    with store.read() as reading:
        return projection.digest(reading)
