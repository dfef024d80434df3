"""What is done about leadership changes at once and can be taken back: items, steps, states; and sharing one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from isp_desktop.db import lists
from isp_desktop.db import transitions as table
from isp_desktop.db.lists import Item as Row
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import Scope
from isp_desktop.services import records
from isp_desktop.services.taking_back import Undo, change, take_out


def tick_item(store: Store, uid: str, done: bool, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Says that an item is done today, or waits again; `seen` as for `taking_back.change`, here and below.

    Raises:
        BadInput: what it changes is in conflict; so for all that follow.
        NotFound: there is no such record; so for all that follow.
    """
    values = {"done_on": today.isoformat() if done else None, "not_needed": None}
    return change(store, "continuity_item", uid, values, seen)


def leave_out(store: Store, uid: str, reason: str, seen: Sequence[str] | None = None) -> Undo:
    """Says that an item is not needed, and why.

    Raises:
        BadInput: there is no reason.
    """
    if not reason.strip():
        raise BadInput(_("Say in a few words why it is not needed."), "not_needed")
    return change(store, "continuity_item", uid, {"not_needed": reason.strip(), "done_on": None}, seen)


def move_item(store: Store, uid: str, day: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Gives an item another day."""
    return change(store, "continuity_item", uid, {"due": day.isoformat()}, seen)


def add_item(store: Store, transition: str, what: str, due: str = "", owner: str = "") -> Undo:
    """Puts an item on the checklist, as private as the change itself; `due` "YYYY-MM-DD" or "", `owner` a uid or "".

    Raises:
        BadInput: it is not said what.
        NotFound: there is no such change.
    """
    with store.write() as transaction:
        now = transaction.look(transition)
        if now is None:
            raise records.no_record(transition)
        values = {"transition": transition, "what": what, "due": due or None, "owner": owner or None}
        scope: Scope = "private" if now.is_private else "shared"
        made = records.put(transaction, "continuity_item", values, scope=scope)
    return partial(take_out, store, [made])


def tick_step(store: Store, uid: str, step: str, done: bool, seen: Sequence[str] | None = None) -> Undo:
    """Says that a step that somebody has to do was done, or waits again."""
    had = set(records.get(store, uid).fields.get("steps_done") or ())
    return change(store, "transition", uid, {"steps_done": sorted(had | {step} if done else had - {step})}, seen)


def move_step(store: Store, uid: str, step: str, day: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Gives a step another day."""
    return change(store, "transition", uid, {f"{step}_on": day.isoformat()}, seen)


def judge(store: Store, uid: str, state: str, seen: Sequence[str] | None = None) -> Undo:
    """Says how far a leadership change is."""
    return change(store, "transition", uid, {"state": state}, seen)


def share(store: Store, uid: str) -> int:
    """Shares a leadership change and what of its checklist tells of nothing private; gives how many items that is.

    An item about something that stays on this computer stays too, as do all private notes.

    Raises:
        NotFound: there is no such record.
    """
    with store.write() as transaction:
        if transaction.look(uid) is None:
            raise records.no_record(uid)
        records.put(transaction, "transition", {}, uid, scope="shared")
        found = lists.items(transaction.connection, "continuity_item", table.items_of(transaction.connection, [uid]))
        private = [item for item in found if item.private]
        shared = [item for item in private if _may_leave(transaction.connection, item)]
        for item in shared:
            records.put(transaction, "continuity_item", {}, item.uid, scope="shared")
    return len(shared)


def _may_leave(reading: Reading, item: Row) -> bool:
    about = str(item.fields["about"] or "")
    named = lists.names(reading, [about]) if about else {}
    return about not in named or not named[about].private
