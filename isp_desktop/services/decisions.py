"""The register of what a team decided: what stands, what was replaced by what, what was withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from isp_desktop.db import teams
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.teams import Row
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import DECISION_STATES
from isp_desktop.domain.words import begin_in, beginnings
from isp_desktop.services import records
from isp_desktop.services.naming import titles
from isp_desktop.services.taking_back import Undo, change, change_within, take_back

_FIELDS = ("date", "what", "state", "review_on", "replaced_by")
_TEXTS = ("what", "why", "dissent")
# Looked through at a time for words.
_AT_ONCE = 200


class Registered(Struct, frozen=True):
    """A decision as the register has it; its days as "YYYY-MM-DD", or "" where none is said.

    Attributes:
        number: its place in the register: the next page starts after it.
        state: its key; `said` the same in words.
        by: what it was replaced by, in words; "" where no decision is named.
        again: when to look at it again, of one that stands.
    """

    uid: str
    number: int
    what: str
    day: str
    state: str
    said: str
    by: str
    again: str
    private: bool


class Counted(Struct, frozen=True):
    """How many decisions a team made, and how many of them stand."""

    every: int
    standing: int


def register(
    store: Store,
    team: str,
    words: str = "",
    *,
    standing: bool = False,
    before: int | None = None,
    limit: int = 100,
) -> list[Registered]:
    """A page of the decisions of `team`, latest first; with `words` those in which each of them begins a word.

    Args:
        standing: only those that stand.
        before: the number of the last one of the page before.
    """
    with store.read() as reading:
        if wanted := beginnings(words):
            rows = _holding(reading, team, wanted, standing, before, limit)
        else:
            rows = teams.decisions(reading, team, _FIELDS, standing, before, limit)
        names = titles(reading, {row["replaced_by"] for row in rows if row["replaced_by"]})
    return [_registered(row, names) for row in rows]


def _holding(
    reading: Reading, team: str, wanted: Sequence[str], standing: bool, before: int | None, limit: int
) -> list[Row]:
    """Those whose texts hold the words: one team's decisions are soon looked through, the index is everybody's."""
    found: list[Row] = []
    while len(found) < limit:
        rows = teams.decisions(reading, team, (*_FIELDS, "why", "dissent"), standing, before, _AT_ONCE)
        found += [row for row in rows if begin_in(" ".join(row[name] or "" for name in _TEXTS), wanted)]
        if len(rows) < _AT_ONCE:
            break
        before = rows[-1]["n"]
    return found[:limit]


def count(reading: Reading, team: str) -> Counted:
    """How many there are to page through."""
    every, standing = (teams.count_decisions(reading, team, only) for only in (False, True))
    return Counted(every, standing)


def _registered(row: Mapping[str, Any], names: Mapping[str, str]) -> Registered:
    state, by = str(row["state"] or "stands"), names.get(row["replaced_by"] or "")
    return Registered(
        uid=row["uid"],
        number=row["n"],
        what=str(row["what"]),
        day=str(row["date"] or ""),
        state=state,
        said=_(DECISION_STATES.get(state, state)),
        by=_("Replaced by “{decision}”").format(decision=by) if by else "",
        again=str(row["review_on"] or "") if state == "stands" else "",
        private=bool(row["private"]),
    )


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
