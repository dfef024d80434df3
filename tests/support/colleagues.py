"""Two people with notebooks of their own who give each other what they share."""

from __future__ import annotations

from collections.abc import Iterable

from isp_desktop.db import log
from isp_desktop.db.store import Store
from isp_desktop.domain.revision import Revision
from isp_desktop.services import records


def shared_log(store: Store) -> list[Revision]:
    """All that may leave a notebook."""
    with store.read() as reading:
        return [one for _uid, own in log.every_record(reading) for one in own if one.scope == "shared"]


def give(store: Store, revisions: Iterable[Revision]) -> None:
    """Brings revisions in, as an import does."""
    with store.write() as transaction:
        for revision in revisions:
            transaction.take(revision)


def exchange(one: Store, other: Store) -> None:
    """Each gives the other all it has."""
    for revisions, to in ((shared_log(one), other), (shared_log(other), one)):
        give(to, revisions)


def change(store: Store, uid: str, **fields: object) -> None:
    """Somebody changes a record."""
    with store.write() as transaction:
        records.put(transaction, transaction.kind_of(uid), fields, uid)


def change_at_once(store: Store, uid: str, name: str, *values: object) -> None:
    """Several change one field of a record, none having seen the others' values."""
    with store.write() as transaction:
        seen = transaction.look(uid)
        assert seen is not None
        for value in values:
            records.put(transaction, seen.kind, {name: value}, uid, seen.heads)
