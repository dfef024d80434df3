"""The full-text index on the disk: in how few segments it lies, and that nothing is lost or left in it on the way."""

from __future__ import annotations

from typing import Any

from word_segments import segments

from isp_desktop.db import log, projection
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.record import look_by_kind
from isp_desktop.domain.revision import SCHEMA, Revision
from isp_desktop.services import finding, records

MANY = 2 * log.CHUNK + 1


def test_many_records_written_at_once_make_one_segment(store: Store) -> None:
    """FTS5 gathers what comes in the order of its numbers, and writes it out for each that does not."""
    with store.write() as transaction:
        for number in range(MANY):
            fields = {"date": f"2026-10-{1 + number * 7 % 28:02}", "discussion": f"Ashford {number}"}
            records.put(transaction, "visit", fields)
    assert segments(store) == 1
    assert len(finding.find(store, "ashford", limit=2 * MANY)) == MANY
    store.rebuild()
    assert segments(store) == 1
    assert len(finding.find(store, "ashford", limit=2 * MANY)) == MANY


def test_a_record_written_twice_at_once_is_found_by_its_last_words_alone(store: Store) -> None:
    uid = records.new_uid()
    history: list[Revision] = []
    with store.write() as transaction:
        for turn, name in enumerate(("Ashford", "Northgate")):
            parents = tuple(one.id for one in history[-1:])
            renamed = Revision(
                uid=uid, kind="site", scope="shared", parents=parents, author="x", device="x", clock=(1, turn),
                action="edit", schema=SCHEMA, fields={"name": name},
            )  # fmt: skip
            history.append(renamed)
            transaction.take_records([renamed], [look_by_kind(history, kinds())], ())
    found = {name: [hit.uid for hit in finding.find(store, name)] for name in ("Ashford", "Northgate")}
    assert found == {"Ashford": [], "Northgate": [uid]}


def test_saving_leaves_the_segments_to_be_merged_between_saves(store: Store, put: Any) -> None:
    for number in range(20):
        put("site", name=f"Ashford {number}")
    with store.read() as reading:
        before = projection.digest(reading)
    assert segments(store) == 20
    store.tidy()
    assert segments(store) < 4
    with store.read() as reading:
        assert projection.digest(reading) == before
    assert len(finding.find(store, "ashford")) == 20
