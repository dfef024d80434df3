"""A colleague's words that come in while something else waits for its turn to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import records


@contextmanager
def coming_in(store: Store, kind: str, uid: str, fields: Mapping[str, Any]) -> Iterator[None]:
    """Another thread changes the record `uid`, and lets nobody else write before the block ends."""
    begun, end = Event(), Event()

    def write() -> None:
        with store.write() as transaction:
            records.put(transaction, kind, fields, uid)
            begun.set()
            end.wait()

    writer = Thread(target=write)
    writer.start()
    begun.wait()
    try:
        yield
    finally:
        end.set()
        writer.join()
