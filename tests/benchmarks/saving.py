"""A save, on disk and in the lists, against one bare SQLCipher transaction that writes the same words."""

from __future__ import annotations

from isp_desktop.db.engine import open_engine
from isp_desktop.db.store import Store
from isp_desktop.services import records
from tests.benchmarks.measuring import each, p99, tell
from tests.benchmarks.stores import KEY, PLACE, demo

_TIMES = 500
_WORDS = "The team opened with its own agenda and chose the next test. " * 20
_BUDGET = 3


def run() -> None:
    """Saves new visits into the notebook of 100,000, and bare rows into an empty database; compares the slow ends."""
    floor = bare()
    with Store.open(demo(100_000), KEY) as store:
        samples = each(lambda number: _save(store, number), _TIMES)
        store.tidy()
    tell("a save into 100,000 visits, p99", p99(samples) * 1000, "ms", _BUDGET, p99(floor) * 1000)


def _save(store: Store, number: int) -> None:
    fields = {"date": "2026-11-20", "purpose": f"Coaching {number}", "discussion": _WORDS}
    with store.write() as transaction:
        records.put(transaction, "visit", fields)


def bare() -> list[float]:
    """The seconds that each of so many bare transactions takes."""
    path = PLACE / "bare.db"
    PLACE.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    engine = open_engine(path, KEY)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("CREATE TABLE visit (uid TEXT PRIMARY KEY, day TEXT, purpose TEXT, discussion TEXT)")

        def save(number: int) -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO visit VALUES (?, ?, ?, ?)", (str(number), "2026-11-20", "Coaching", _WORDS))
            raw.execute("COMMIT")

        samples = each(save, _TIMES)
    engine.dispose()
    return samples
