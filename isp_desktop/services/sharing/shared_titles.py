"""What records are called for those who receive them: by their shared fields, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from isp_desktop.db import exchange, shared
from isp_desktop.db.lists import name_of
from isp_desktop.db.store import Reading
from isp_desktop.domain.record import Record
from isp_desktop.services.answer_words import answer_words
from isp_desktop.services.naming import title_among, told_of


def titles_of(reading: Reading, uids: Iterable[str]) -> dict[str, str]:
    """What each of `uids` that was shared is called, by its shared fields."""
    named: dict[str, str] = {}
    for chunk in exchange.chunks(uids):
        named |= titles_of_records(reading, shared.records(reading, chunk))
    return named


def titles_of_records(reading: Reading, records: Mapping[str, Record]) -> dict[str, str]:
    """What `records`, as `shared.records` gives them, are called."""
    own = {uid: name_of(seen) for uid, seen in records.items()}
    linked = {
        uid: name_of(seen)
        for chunk in exchange.chunks(told_of(own.values()))
        for uid, seen in shared.records(reading, chunk).items()
    }
    titles = {uid: title_among(name, linked) for uid, name in own.items()}
    return titles | {
        uid: one.title for uid, one in answer_words(partial(shared.records, reading), own.values()).items()
    }
