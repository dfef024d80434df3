"""What Today counts and shows of notebooks made up by chance, against looking at every record of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from passing import delete, passing_store, put

from isp_desktop.domain.vocabulary import COMMITMENT_STATES
from isp_desktop.services import settings as remembered
from isp_desktop.services import today
from isp_desktop.services.today import AHEAD, SHOWN, Promises

TODAY = dt.date(2026, 10, 14)
OWNERS = ("me", "Isaac", "")


@dataclass(frozen=True)
class Promise:
    """A commitment that is written: whose, in how many days it is due (None: never), and what became of it."""

    owner: str
    due: int | None
    status: str | None
    is_deleted: bool


PROMISES = st.lists(
    st.builds(
        Promise,
        st.sampled_from(OWNERS),
        st.none() | st.integers(-3, AHEAD + 3),
        st.sampled_from((None, "open", "open", *COMMITMENT_STATES)),
        st.sampled_from((False, False, False, True)),
    ),
    max_size=40,
)


@settings(max_examples=40)
@given(PROMISES, st.booleans())
def test_the_commitments_that_are_late_or_due_soon_are_shown_and_counted(promises: list[Promise], am_known: bool):
    with passing_store() as store:
        people = {name: put(store, "person", name=name) for name in OWNERS if name}
        if am_known:
            remembered.write(store, "me", people["me"])
        for at, promise in enumerate(promises):
            fields = {"what": str(at), "status": promise.status, "due": _day(promise.due)}
            uid = put(store, "commitment", **fields, owner=people.get(promise.owner))
            if promise.is_deleted:
                delete(store, uid)
        found = today.commitments(store, TODAY)
    told = list(enumerate(promises))
    _are(found.mine, [pair for pair in told if pair[1].owner == "me" and am_known])
    _are(found.theirs, [pair for pair in told if pair[1].owner == "Isaac" or (pair[1].owner == "me" and not am_known)])
    _are(found.unnamed, [pair for pair in told if not pair[1].owner])


def _are(found: Promises, promises: Sequence[tuple[int, Promise]]) -> None:
    waiting = [
        (promise.due, str(at))
        for at, promise in promises
        if promise.status in (None, "open") and not promise.is_deleted
        if promise.due is not None and promise.due <= AHEAD
    ]
    days = sorted(days for days, _what in waiting)
    assert (found.count, found.late, found.today) == (len(days), sum(day < 0 for day in days), days.count(0))
    # The uids, and with them the order within a day, follow the order of writing.
    assert [one.what for one in found.shown] == [what for _days, what in sorted(waiting, key=_in_order)[:SHOWN]]


def _in_order(pair: tuple[int, str]) -> tuple[int, int]:
    return pair[0], int(pair[1])


def _day(days: int | None) -> str | None:
    return None if days is None else (TODAY + dt.timedelta(days=days)).isoformat()
