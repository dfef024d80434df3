"""The outlook of one site, and of forty beside each other, in a large notebook against a small one; then of all."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import statistics
from collections.abc import Callable, Mapping

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.domain.vocabulary import INTEGRITY_MARKS
from isp_desktop.services import finding, records
from isp_desktop.services.outlook import reading, report
from tests.benchmarks import stores
from tests.benchmarks.measuring import each, in_turns, say, tell

_SMALL = 10_000
_TIMES, _RATIO, _SEVERAL_MS, _ALL_MS, _PDF_S = 15, 1.3, 150, 2_000, 2
_SITES, _ELEMENTS, _MARKS = 40, 5, 12
_DAY = stores.UNTIL + dt.timedelta(days=1)


def run(visits: int = 100_000) -> None:
    """What is read for the pages of the outlook, and the report on a site."""
    with Store.open(_copy(_SMALL), stores.KEY) as small, Store.open(_copy(visits), stores.KEY) as large:
        floors = _acts(small, *_told(small))
        site, initiative = _told(large)
        (what, act), (several, beside) = _acts(large, site, initiative).items()
        floor, taken = in_turns((floors[what], act), _TIMES)
        tell(f"{what}, {visits:,} visits against {_SMALL:,}", taken.wall * 1000, "ms", _RATIO, floor.wall * 1000)
        # Thousands of rows, which lie further apart in the larger file: read in a worker, behind a page that is there.
        floor, taken = in_turns((floors[several], beside), _TIMES)
        tell(several, taken.wall * 1000, "ms", _SEVERAL_MS)
        say(f"  {taken.wall / floor.wall:.2f} times as long as in the smaller one")
        rows = reading.all_sites(large, _DAY).rows
        [whole] = in_turns([lambda _: reading.all_sites(large, _DAY)], 5)
        tell(f"{len(rows)} sites beside each other, of the processor", whole.processor * 1000, "ms", _ALL_MS)
        say(f"  {whole.wall * 1000:.0f} ms until they are there")
        tell("the report on a site as PDF", statistics.median(each(lambda _: _report(large, site), 3)), "s", _PDF_S)


def _report(store: Store, site: str) -> bytes:
    return report.of_site(store, site, _DAY, "pdf")


def _acts(store: Store, site: str, initiative: str) -> Mapping[str, Callable[[int], object]]:
    return {
        "the outlook of a site": lambda _: reading.of_site(store, site, _DAY),
        f"{_SITES} sites beside each other": lambda _: reading.all_sites(store, _DAY, initiative),
    }


def _copy(visits: int) -> Folder:
    place = (stores.PLACE / f"outlook-{visits}").absolute()
    notebook = stores.demo(visits)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(notebook.path, place)
    return Folder(place)


def _told(store: Store) -> tuple[str, str]:
    """Forty sites with an initiative of their own, looked at every month for a year; one of them, and the initiative.

    They are the busiest ones, so that as much happened at those of one notebook as at those of the other.
    """
    drawn = random.Random(1)
    visits = finding.page(store, "visit", limit=5_000)
    sites = list(dict.fromkeys(str(visit.fields["site"]) for visit in visits))[:_SITES]
    with store.write() as transaction:

        def put(kind: str, **fields: object) -> str:
            return records.put(transaction, kind, fields).uid

        initiative = put("initiative", name="Looked at")
        elements = [put("core_element", name=f"Element {at}", initiative=initiative) for at in range(_ELEMENTS)]
        for site in sites:
            records.put(transaction, "site", {"initiatives": [initiative]}, site)
            put("leadership_role", role="Director", site=site, since=_ago(400))
            put("support", site=site, status="tapering", since=_ago(200))
            for element in elements:
                for at in range(_MARKS):
                    mark = drawn.choice(list(INTEGRITY_MARKS))
                    put("integrity_mark", element=element, site=site, date=_ago(30 * at + 1), mark=mark)
    return sites[0], initiative


def _ago(days: int) -> str:
    return (_DAY - dt.timedelta(days=days)).isoformat()
