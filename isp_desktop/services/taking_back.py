"""Small changes that can be taken back at once: each gives the function that undoes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
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
    due = records.get(store, uid).fields.get("due")
    return change(store, "commitment", uid, kept_state(due, kept, today or dt.date.today()))


def move(store: Store, uid: str, day: dt.date) -> Undo:
    """Gives a commitment another day.

    Raises:
        NotFound: there is no such record.
    """
    return change(store, "commitment", uid, {"due": day.isoformat()})


def drop(store: Store, uid: str, reason: str, today: dt.date | None = None) -> Undo:
    """Marks a commitment as dropped, with the reason.

    Raises:
        BadInput: there is no reason, or it is no single line.
        NotFound: there is no such record.
    """
    if not reason.strip():
        raise BadInput(_("Say in a few words why it is dropped, then drop it."), "reason")
    settled = (today or dt.date.today()).isoformat()
    return change(store, "commitment", uid, {"status": "dropped", "settled_on": settled, "reason": reason.strip()})


def change(store: Store, kind: str, uid: str, values: Mapping[str, Any]) -> Undo:
    """Changes some fields of a record; what is undone are these fields and no other. What is private stays private.

    Raises:
        BadInput: a value is not right; nothing is written.
        NotFound: there is no such record.
    """
    before = records.get(store, uid).fields
    was = {name: before.get(name) for name in values}
    _put(store, kind, uid, values)
    return lambda: _put(store, kind, uid, was)


def _put(store: Store, kind: str, uid: str, values: Mapping[str, Any]) -> None:
    with store.write() as transaction:
        records.put(transaction, kind, values, uid)


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
