"""Small changes that can be taken back at once: each gives the function that undoes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, records

Undo = Callable[[], None]


def kept_state(due: str | None, kept: bool, today: dt.date) -> dict[str, str | None]:
    """The values of a commitment that is kept today (late, where its day is past), or that is open again."""
    if not kept:
        return {"status": "open", "settled_on": None}
    late = bool(due) and today.isoformat() > str(due)
    return {"status": "late" if late else "kept", "settled_on": today.isoformat()}


def settle(store: Store, uid: str, kept: bool, today: dt.date | None = None) -> Undo:
    """Marks a commitment as kept (late, where its day is past) or as open again.

    Raises:
        NotFound: there is no such record.
    """
    now = today or dt.date.today()
    before = records.get(store, uid).fields
    with store.write() as transaction:
        records.put(transaction, "commitment", kept_state(before.get("due"), kept, now), uid)

    def undo() -> None:
        with store.write() as transaction:
            was = {name: before.get(name) for name in ("status", "settled_on")}
            records.put(transaction, "commitment", was, uid)

    return undo


def delete(store: Store, uid: str) -> Undo:
    """Deletes a record.

    Raises:
        NotFound: there is no such record.
    """
    with store.write() as transaction:
        records.delete(transaction, uid)
    return lambda: restore(store, uid)


def restore(store: Store, uid: str) -> None:
    """Brings a deleted or contested record back.

    Raises:
        NotFound: there is no such record.
    """
    with store.write() as transaction:
        records.restore(transaction, uid)


def discard_draft(store: Store, uid: str) -> Undo:
    """Forgets the draft of the record `uid`, if there is one."""
    draft = drafts.of(store, uid)
    drafts.discard(store, uid)
    return lambda: _keep_again(store, draft)


def _keep_again(store: Store, draft: drafts.Draft | None) -> None:
    if draft is not None:
        drafts.keep(store, draft.uid, draft.kind, draft.values, draft.seen, draft.extra)
