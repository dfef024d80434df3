"""A long assessment with all its votes, and twenty of them beside each other."""

from __future__ import annotations

import datetime as dt
import statistics

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.domain.scoring import CELLS
from isp_desktop.services import records
from isp_desktop.services.capacity import assessing, instruments, voting
from isp_desktop.services.capacity.across import across
from isp_desktop.services.capacity.reading import assessment
from isp_desktop.services.capacity_result.reading import result
from tests.benchmarks.measuring import each, p99, tell
from tests.benchmarks.saving import bare
from tests.benchmarks.stores import KEY, empty

_ITEMS, _SEATS, _RUNS = 500, 10, 20
_OPEN_MS, _RESULTS_MS, _VOTE = 50, 80, 3


def run() -> None:
    """Opening it, a vote, the results over all runs, and the same across sites."""
    floor = bare()
    with Store.open(empty("assessing"), KEY) as store:
        site, instrument = _made(store)
        uids = [_rated(store, site, instrument, number) for number in range(_RUNS)]
        opening = each(lambda _: assessment(store, uids[-1]), 9)
        votes = each(lambda at: voting.vote(store, uids[-1], f"i{at}", "A", str(at % 4 + 1)), 200)
        over_runs = each(lambda _: result(store, uids[-1]), 9)
        over_sites = each(lambda _: across(store, instrument), 9)
    tell(f"opening an assessment of {_ITEMS} items, {_SEATS} votes each", _ms(opening), "ms", _OPEN_MS)
    tell("a vote, kept at once, p99", 1000 * p99(votes), "ms", _VOTE, 1000 * p99(floor))
    tell(f"the result of the last of {_RUNS} such runs", _ms(over_runs), "ms", _RESULTS_MS)
    tell("the same across sites", _ms(over_sites), "ms", 2 * _RESULTS_MS)


def _made(store: Store) -> tuple[str, str]:
    with store.write() as transaction:
        site = records.put(transaction, "site", {"name": "Alder Road"}).uid
    cells = [CELLS[at % len(CELLS)] for at in range(_ITEMS)]
    items = tuple(
        Item("select_one", f"i{at}", list="four", capacity_type=kind, level=level)  # type: ignore[arg-type]
        for at, (kind, level) in enumerate(cells)
    )
    questions = Instrument("long", "Long", items=items, lists={"four": tuple(map(Choice, "1234"))})
    instrument, _undo = instruments.take_in(store, questions)
    instruments.publish(store, instrument)
    return site, instrument


def _rated(store: Store, site: str, instrument: str, number: int) -> str:
    uid = assessing.begin(store, site, instrument, dt.date(2016, 1, 1) + dt.timedelta(days=180 * number))
    seats = [chr(ord("A") + at) for at in range(_SEATS)]
    paths = [f"i{at}" for at in range(_ITEMS)]
    given = {path: {seat: str((at + len(seat) + ord(seat)) % 4 + 1) for seat in seats} for at, path in enumerate(paths)}
    voting.votes(store, uid, given)
    voting.answer(store, uid, {path: str((at + number) % 4 + 1) for at, path in enumerate(paths)})
    return uid


def _ms(samples: list[float]) -> float:
    return 1000 * statistics.median(samples)
