"""Opening a list or a record in a large notebook against a small one."""

from __future__ import annotations

import statistics

from isp_desktop.db.lists import After
from isp_desktop.db.store import Store
from isp_desktop.services import finding, records
from tests.benchmarks.measuring import each, tell
from tests.benchmarks.stores import KEY, demo

_TIMES = 60
_BUDGET = 1.3


def run() -> None:
    """The first page of each list, a page from the middle, and a record with what points to it."""
    small, large = _measure(10_000), _measure(100_000)
    for what, floor in small.items():
        tell(f"{what}, 100,000 visits against 10,000", large[what] * 1000, "ms", _BUDGET, floor * 1000)


def _measure(visits: int) -> dict[str, float]:
    with Store.open(demo(visits), KEY) as store:
        first = finding.page(store, "visit", limit=200)
        middle = After("2024-06-15", "")
        site = str(first[0].fields["site"])
        acts = {
            "first page of visits": lambda _: finding.page(store, "visit"),
            "a page of visits from the middle": lambda _: finding.page(store, "visit", after=middle),
            "first page of people": lambda _: finding.page(store, "person"),
            "a record": lambda at: records.get(store, first[at].uid),
            "the open commitments of a site": lambda _: finding.linked(store, site, "commitment", "site", 50),
        }
        return {what: statistics.median(each(act, _TIMES)) for what, act in acts.items()}
