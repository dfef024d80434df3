"""A check of the notebook can be stopped at any moment, and finds damage when it is let through."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from isp_desktop.db.faults import PARTS, Search
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import Cancelled
from isp_desktop.services import attaching, checking, records


@pytest.fixture
def filled(store: Store) -> Store:
    """A notebook of some pages."""
    with store.write() as transaction:
        for _ in range(300):
            records.put(transaction, "note", {"text": " ".join(secrets.token_hex(4) for _ in range(60))})
    store.tidy()
    return store


def test_a_check_tells_how_far_it_is(filled: Store) -> None:
    told: list[tuple[int, int]] = []
    assert checking.check(filled, progress=lambda done, total: told.append((done, total))).is_clean
    assert told == sorted(told)
    assert told[-1] == (PARTS, PARTS)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_notebook_whose_check_was_stopped_can_be_used_and_closed(filled: Store, data_key: bytes, part: int) -> None:
    with pytest.raises(Cancelled):
        checking.check(filled, progress=_stop_at(part))
    with filled.write() as transaction:
        uid = records.put(transaction, "site", {"name": "Alder Road"}).uid
    assert checking.check(filled).is_clean
    filled.close()
    with Store.open(filled.folder, data_key) as again:
        assert records.get(again, uid).fields["name"] == "Alder Road"


def test_the_reading_ends_when_nobody_waits_for_it(filled: Store) -> None:
    search, alone, interrupted = Search(), threading.Event(), threading.Event()

    def work() -> list[str]:
        with filled.read() as reading:
            assert alone.wait(60)
            try:
                return search.read(reading)
            except OperationalError:
                interrupted.set()
                return []

    with pytest.raises(Cancelled):
        search.wait_for(work, _stop_at(0))
    alone.set()
    assert interrupted.wait(60)


def test_false_entries_and_broken_pages_are_found(filled: Store) -> None:
    with filled.write() as transaction:
        transaction.connection.exec_driver_sql("UPDATE revision SET body = x'7b7d' WHERE seq = 7")
    (fault,) = checking.check(filled).faults
    assert fault.endswith("of the log is not what was written.")
    filled.tidy()
    with filled.folder.database.open("r+b") as file:
        file.seek(5 * 4096 + 100)
        file.write(b"\x00" * 16)
    assert [fault for fault in filled.faults() if "page 6" in fault]


def test_photos_and_files_are_read_too(filled: Store, put: Callable[..., str]) -> None:
    visit = put("visit", date="2026-10-15")
    for name in ("first.txt", "second.txt"):
        attaching.add(filled, name.encode(), name, ("visit", visit))
    told: list[tuple[int, int]] = []
    assert checking.check(filled, progress=lambda done, total: told.append((done, total))).is_clean
    assert told[-2:] == [(0, 2), (1, 2)]
    for file in filled.folder.attachments.iterdir():
        file.write_bytes(b"rot")
    found = checking.check(filled)
    assert not found.is_clean
    assert found.faults == ()
    assert sorted(sentence.split(":")[0] for sentence in found.files) == ["first.txt", "second.txt"]


def _stop_at(part: int) -> Callable[[int, int], None]:
    def progress(done: int, _total: int) -> None:
        if done >= part:
            raise Cancelled("The check was stopped.")

    return progress
