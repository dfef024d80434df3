"""The register of what a team decided: what stands, what was replaced by what, what was withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from isp_desktop.db import lists, search
from isp_desktop.db.lists import After
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.domain.record import Record
from isp_desktop.services import lines, records
from isp_desktop.services.taking_back import Undo, change, change_within, take_back

_SEARCHED = 1_000


def register(
    store: Store, team: str, words: str = "", after: After | None = None, limit: int = 100, today: dt.date | None = None
) -> list[Line]:
    """A page of the decisions of `team`, latest first; with `words` those that hold all of them.

    Args:
        after: the last line of the page before, as its sort and uid.
    """
    if not words.strip():
        return lines.page(store, "decision", [("team", team)], after, limit, today)
    with store.read() as reading:
        found = search.find(reading, words, "decision", _SEARCHED)
        own = [one.uid for one in lists.items(reading, "decision", found) if one.fields.get("team") == team]
    return lines.of(store, "decision", own[:limit], today)


def replace(store: Store, uid: str, by: str, seen: Sequence[str] | None = None) -> Undo:
    """Says that the decision `by` holds in place of `uid`; `seen` as for `taking_back.change`.

    Raises:
        BadInput: a decision cannot replace itself, nor one that replaced it.
        NotFound: there is no such decision.
    """
    with store.write() as transaction:
        at, passed = by, {uid}
        while at:
            if at in passed:
                refusal = _("A decision cannot be replaced by itself. Choose the one that holds now.")
                raise BadInput(refusal, "replaced_by")
            passed.add(at)
            at = str(_decision(transaction, at).fields.get("replaced_by") or "")
        values = {"state": "replaced", "replaced_by": by}
        return partial(take_back, store, [change_within(transaction, "decision", uid, values, seen)])


def _decision(transaction: Transaction, uid: str) -> Record:
    found = transaction.look(uid)
    if found is None:
        raise records.no_record(uid)
    return found


def withdraw(store: Store, uid: str, seen: Sequence[str] | None = None) -> Undo:
    """Says that the decision holds no more, and that nothing came in its place; arguments and errors as above."""
    return change(store, "decision", uid, {"state": "withdrawn", "replaced_by": None}, seen)


def uphold(store: Store, uid: str, again_on: dt.date | None, seen: Sequence[str] | None = None) -> Undo:
    """Says that the decision stands, and when it is looked at again, None for never; arguments and errors as above."""
    day = again_on.isoformat() if again_on else None
    return change(store, "decision", uid, {"state": "stands", "replaced_by": None, "review_on": day}, seen)
