"""What was received, and what of it still waits to be settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isp_desktop.db import arrivals, colleagues, log
from isp_desktop.db import conflicts as waiting
from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.record import look_by_kind
from isp_desktop.domain.revision import Revision


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that was received.

    Attributes:
        colleague: what its sender is called here, or "" for somebody who is not among the colleagues.
        to_settle: how many fields and contested records wait that it has a hand in.
    """

    arrival: Arrival
    colleague: str
    to_settle: int

    @property
    def name(self) -> str:
        """Who it is from: as they are called here, else as they call themselves."""
        return self.colleague or self.arrival.sender.get("name", "")


def received(store: Store) -> list[Received]:
    """All bundles that were received, latest first."""
    with store.read() as reading:
        every = arrivals.every(reading)
        numbers = list(_colliding(reading)) if any(one.undone_ms is None for one in every) else []
        names = {row["signing_key"]: str(row["name"]) for row in colleagues.rows(reading)}
    found = []
    for one in every:
        ours = sum(any(one.first_seq <= at <= one.last_seq for at in heads) for heads in numbers)
        found.append(Received(one, names.get(one.sender["signing_key"], ""), ours if one.undone_ms is None else 0))
    return found


def _colliding(reading: Reading) -> Iterator[set[int]]:
    """For each field and each contested record that waits, the numbers of the entries that collide."""
    for _uid, history in log.of_records(reading, waiting.waiting(reading)):
        for ids in _heads(history):
            yield set(log.numbers(reading, ids).values())


def _heads(history: list[Revision]) -> Iterator[list[str]]:
    record = look_by_kind(history, kinds())
    for heads in record.conflicts.values():
        yield [one.id for one in heads]
    if record.life == "contested":
        yield list(record.heads)
