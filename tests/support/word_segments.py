"""In how many pieces a notebook's full-text index lies on the disk."""

from __future__ import annotations

from isp_desktop.db.store import Store


def segments(store: Store) -> int:
    """How many segments SQLite's FTS5 has made and not merged yet."""
    with store.read() as reading:
        return int(reading.exec_driver_sql("SELECT count(DISTINCT segid) FROM words_idx").scalar_one())
