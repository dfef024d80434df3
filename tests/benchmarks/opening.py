"""Opening lists, records and pages in a large notebook against a small one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from isp_desktop.db.lists import After
from isp_desktop.db.store import Store
from isp_desktop.domain.timeline import Sieve
from isp_desktop.services import contact, finding, person_view, practice_picture, records, site_view, timeline
from isp_desktop.services import today as on_today
from isp_desktop.services.practice_picture import Asked
from tests.benchmarks.measuring import in_turns, say, tell
from tests.benchmarks.stores import KEY, UNTIL, demo

_TIMES = 60
_BUDGET = 1.3
_SMALL = 10_000


def run(visits: int = 100_000) -> None:
    """The first page of each list, a page from the middle, a record, and what the pages of a site and a person read."""
    with Store.open(demo(_SMALL), KEY) as small, Store.open(demo(visits), KEY) as large:
        floors = _acts(small)
        for what, act in _acts(large).items():
            floor, taken = in_turns((floors[what], act), _TIMES)
            tell(f"{what}, {visits:,} visits against {_SMALL:,}", taken.wall * 1000, "ms", _BUDGET, floor.wall * 1000)
            say(f"  of the processor's time {taken.processor / floor.processor:.2f} times as much")


def _acts(store: Store) -> Mapping[str, Callable[[int], object]]:
    first = finding.page(store, "visit", limit=200)
    middle = After("2024-06-15", "")
    site = str(first[0].fields["site"])
    person = finding.page(store, "person", limit=1)[0].uid
    day = UNTIL + dt.timedelta(days=1)
    return {
        "first page of visits": lambda _: finding.page(store, "visit"),
        "a page of visits from the middle": lambda _: finding.page(store, "visit", after=middle),
        "first page of people": lambda _: finding.page(store, "person"),
        "a record": lambda at: records.get(store, first[at].uid),
        "the open commitments of a site": lambda _: finding.linked(store, site, "commitment", "site", 50),
        "a site's page": lambda _: site_view.head(store, site, day),
        "what stands beside it": lambda _: site_view.aside(store, site, day),
        "a site's timeline": lambda _: timeline.page(store, site, Sieve(), day),
        "a person's page": lambda _: person_view.head(store, person, day),
        "today's visits": lambda _: on_today.visits(store, day),
        "today's commitments": lambda _: on_today.commitments(store, day),
        "who is going quiet": lambda _: contact.quiet(store, day),
        "the practice of all in a year": lambda _: practice_picture.read(store, Asked("month", mine=False), day),
        "one's own practice in three years": lambda _: practice_picture.read(store, Asked("half"), day),
        "the practice at a site": lambda _: practice_picture.read(store, Asked(where=site, mine=False), day),
    }
