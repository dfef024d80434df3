"""Two people with notebooks of their own who give each other what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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


def both_change(mine: Store, theirs: Store, uid: str, change_each: Callable[[Store, str], None]) -> None:
    """Both have the record, each changes it before hearing of the other, and then they exchange."""
    exchange(mine, theirs)
    for store, who in ((mine, "mine"), (theirs, "theirs")):
        change_each(store, who)
    exchange(mine, theirs)
