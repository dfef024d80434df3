"""Small changes that can be taken back at once: each gives the function that undoes it.

What was changed since is never written over. A field is put back only while it holds what the change wrote, a record
is taken out again only while nobody else wrote in it, a draft comes back only where there is none. An undo that leaves
something as it is raises BadInput, whose sentence says what, after it took the rest back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from isp_desktop.db import drafts
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.record import Record
from isp_desktop.services import naming, records
from isp_desktop.services.records import Saved

Progress = Callable[[int, int], None]
Undo = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Changed:
    """A record as it was before some of its fields were changed, and what these were made."""

    before: Record
    wrote: Mapping[str, Any]


def kept_state(due: str | None, kept: bool, today: dt.date) -> dict[str, str | None]:
    """The values of a commitment that is kept today (late, where its day is past), or that is open again."""
    if not kept:
        return {"status": "open", "settled_on": None}
    late = bool(due) and today.isoformat() > str(due)
    return {"status": "late" if late else "kept", "settled_on": today.isoformat()}


def on_screen(act: Callable[..., Undo], store: Store, uid: str, *args: Any) -> Callable[[], Undo]:
    """`act` on the record `uid` as it stands now, however long that waits for its turn.

    What a colleague's bundle brings meanwhile was not seen: it is not overwritten, but stands beside.
    """
    return partial(act, store, uid, *args, seen=records.heads(store, uid))


def settle(store: Store, uid: str, kept: bool, today: dt.date | None = None, seen: Sequence[str] | None = None) -> Undo:
    """Marks a commitment as kept (late, where its day is past) or as open again.

    Args:
        seen: the heads that were on screen, as for `records.put`; so for all that follow.

    Raises:
        NotFound: there is no such record.
    """
    due = records.get(store, uid).fields.get("due")
    return change(store, "commitment", uid, kept_state(due, kept, today or dt.date.today()), seen)


def move(store: Store, uid: str, day: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Gives a commitment another day.

    Raises:
        NotFound: there is no such record.
    """
    return change(store, "commitment", uid, {"due": day.isoformat()}, seen)


def drop(store: Store, uid: str, reason: str, today: dt.date | None = None, seen: Sequence[str] | None = None) -> Undo:
    """Marks a commitment as dropped, with the reason.

    Raises:
        BadInput: there is no reason, or it is no single line.
        NotFound: there is no such record.
    """
    if not reason.strip():
        raise BadInput(_("Say in a few words why it is dropped, then drop it."), "reason")
    settled = (today or dt.date.today()).isoformat()
    values = {"status": "dropped", "settled_on": settled, "reason": reason.strip()}
    return change(store, "commitment", uid, values, seen)


def change(store: Store, kind: str, uid: str, values: Mapping[str, Any], seen: Sequence[str] | None = None) -> Undo:
    """Changes some fields of a record; what is undone are these fields and no other. What is private stays private.

    Raises:
        BadInput: a value is not right, or one of these fields is in conflict; nothing is written.
        NotFound: there is no such record.
    """
    with store.write() as transaction:
        made = change_within(transaction, kind, uid, values, seen)
    return partial(take_back, store, [made])


def change_within(
    transaction: Transaction, kind: str, uid: str, values: Mapping[str, Any], seen: Sequence[str] | None = None
) -> Changed:
    """As `change`, as a part of something greater, for `take_back`."""
    before = transaction.look(uid)
    if before is None:
        raise records.no_record(uid)
    _refuse_conflict(transaction, before, values)
    records.put(transaction, kind, values, uid, seen)
    wrote = transaction.look(uid) or before
    return Changed(before, {name: wrote.fields.get(name) for name in values})


def _refuse_conflict(transaction: Transaction, now: Record, values: Mapping[str, Any]) -> None:
    """Settling a conflict needs both values on screen, which no quick change has."""
    if now.conflicts.keys() & values.keys():
        told = _("“{title}” is in conflict. Open it and settle that first.")
        raise BadInput(told.format(title=_title(transaction, now.uid)))


def take_back(store: Store, changed: Sequence[Changed], made: Sequence[Saved] = ()) -> None:
    """Puts back what was changed and deletes what was made, in one transaction.

    Raises:
        BadInput: some of it was changed since and stays as it is; the rest was taken back.
    """
    with store.write() as transaction:
        left = [_put_back(transaction, one) for one in reversed(changed)]
        left += [_title(transaction, saved.uid) for saved in reversed(made) if not _is_out(transaction, saved)]
    for told in filter(None, left):
        raise _changed(told)


def _put_back(transaction: Transaction, changed: Changed) -> str:
    """Puts back the fields that hold what was written; what is left as it is, in words."""
    before, wrote = changed.before, changed.wrote
    was = {name: before.fields.get(name) for name, value in wrote.items() if value != before.fields.get(name)}
    now = transaction.look(before.uid) or before
    if now.life == "deleted":
        return _title(transaction, now.uid)
    ours = {
        name: value for name, value in was.items() if now.fields.get(name) == wrote[name] and name not in now.conflicts
    }
    records.put(transaction, before.kind, ours, before.uid)
    spec = kind_named(before.kind)
    return ", ".join(_(spec.field(name).label) for name in was if name not in ours)


def _changed(title: str) -> BadInput:
    return BadInput(_("“{title}” was changed since; it stays as it is.").format(title=title))


def _title(transaction: Transaction, uid: str) -> str:
    return naming.titles(transaction.connection, [uid])[uid]


def delete(store: Store, uid: str, seen: Sequence[str] | None = None) -> Undo:
    """Deletes a record.

    Raises:
        NotFound: there is no such record.
    """
    with store.write() as transaction:
        records.delete(transaction, uid, seen=seen)
    return partial(_bring_back, store, uid)


def _bring_back(store: Store, uid: str) -> None:
    """Restores what was deleted, unless somebody did so since."""
    with store.write() as transaction:
        now = transaction.look(uid)
        if now is None or now.life != "live":
            records.restore(transaction, uid)


def restore(store: Store, uid: str) -> None:
    """Brings a deleted or contested record back.

    Raises:
        NotFound: there is no such record.
    """
    with store.write() as transaction:
        records.restore(transaction, uid)


def take_out(store: Store, made: Sequence[Saved], progress: Progress = lambda done, total: None) -> None:
    """Deletes the records that `made` tells of, each only while it is as it was made.

    Raises:
        BadInput: some were changed since; these stay, the others are deleted.
        Cancelled: `progress` asked to stop; nothing was deleted.
    """
    with store.write() as transaction:
        left = []
        for at, saved in enumerate(made, 1):
            if not _is_out(transaction, saved):
                left.append(saved.uid)
            progress(at, len(made))
        titles = [_title(transaction, uid) for uid in left[:1]]
    if len(left) > 1:
        raise BadInput(
            counted(
                "{n} record was changed since; it stays as it is.",
                "{n} records were changed since; they stay as they are.",
                len(left),
            )
        )
    for title in titles:
        raise _changed(title)


def _is_out(transaction: Transaction, saved: Saved) -> bool:
    """Deletes what is as it was made; whether it is deleted now."""
    now = transaction.look(saved.uid)
    if now is not None and set(now.heads) == set(saved.revisions):
        records.delete(transaction, saved.uid)
        return True
    return now is None or now.life == "deleted"


def discard_draft(store: Store, uid: str) -> Undo:
    """Forgets the draft of the record `uid`, if there is one."""
    with store.write() as transaction:
        draft = drafts.of(transaction.connection, uid)
        drafts.drop(transaction.connection, uid)
    return partial(_keep_again, store, draft)


def _keep_again(store: Store, draft: drafts.Draft | None) -> None:
    if draft is None:
        return
    with store.write() as transaction:
        if drafts.of(transaction.connection, draft.uid) is not None:
            raise BadInput(_("There is a newer draft of this. It stays, and the discarded one is not brought back."))
        drafts.keep(transaction.connection, draft)
