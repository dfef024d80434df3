"""Values of a record replaced by the program itself: whether it lives, and what waits to be settled, stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isp_desktop.db import log
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.db.transaction import Progress, Transaction
from isp_desktop.domain.merge import State
from isp_desktop.domain.record import Record, kind_of, scope_of
from isp_desktop.domain.revision import Action, Revision, Scope


@dataclass(frozen=True, slots=True)
class Change:
    """A revision to be written."""

    uid: str
    kind: str
    scope: Scope
    parents: tuple[str, ...]
    action: Action
    fields: Mapping[str, Any]

    def write(self, transaction: Transaction) -> None:
        """Appends it to the log."""
        transaction.revise(self.uid, self.kind, self.scope, self.parents, self.action, self.fields)


@dataclass(frozen=True, slots=True)
class Steps:
    """What to write into one record, and whether it shows there."""

    changes: Sequence[Change]
    is_shown: bool


class Plan:
    """What to write into many records: worked out from a reading, so that others may write meanwhile."""

    def __init__(self, reading: Reading, work_out: Callable[[Sequence[Revision]], Steps]) -> None:
        self._work_out = work_out
        self._number = log.newest(reading)
        self._steps: dict[str, Steps] = {}

    def read(self, reading: Reading, uids: Sequence[str], progress: Progress = lambda done, total: None) -> None:
        """Works out the changes of the records `uids`, in place of what was worked out for them before."""
        for start in range(0, len(uids), log.CHUNK):
            progress(start, len(uids))
            for uid, history in log.of_records(reading, uids[start : start + log.CHUNK]):
                if kind_of(history) in kinds():
                    self._steps[uid] = self._work_out(history)

    def write(self, transaction: Transaction, besides: str = "") -> int:
        """Writes all changes, but none to the record `besides`; how many records show them.

        What was written by others since the reading is worked out again.
        """
        self.read(transaction.connection, log.changed_since(transaction.connection, self._number))
        steps = [own for uid, own in self._steps.items() if uid != besides]
        for one in steps:
            for change in one.changes:
                change.write(transaction)
        return sum(one.is_shown for one in steps)


def rewritten(
    now: Record, history: Sequence[Revision], wanted: Mapping[str, Any], of_heads: Mapping[str, Mapping[str, Any]]
) -> list[Change]:
    """What to write so that a record holds other values.

    A deleted record stays deleted: a deletion follows the deletion, and carries the values.

    Args:
        now: the record as `history` makes it, of a kind known here.
        wanted: the whole new value of each field to replace; none of them in conflict.
        of_heads: by their revisions' ids the new values of versions in conflict; those not given stand
            beside them as before.
    """
    deletions = {one.id for one in history if one.action == "delete"}
    states: tuple[tuple[Scope, State], ...] = (("shared", now.shared), ("private", now.private))
    scopes = {one.id: one.scope for one in history}
    changes: list[Change] = []
    for scope, state in states:
        changes += _of_shown(now, scope, state, deletions, wanted)
        ended = set(state.heads) & deletions
        changes += [
            Change(
                now.uid, now.kind, scope, (head,), "delete" if state.life == "deleted" or head in ended else "edit", own
            )
            for head, own in of_heads.items()
            if scopes[head] == scope
        ]
    return changes


def _of_shown(
    now: Record, scope: Scope, state: State, deletions: set[str], wanted: Mapping[str, Any]
) -> Iterator[Change]:
    changed = dict(_changed(now, scope, wanted))
    ended = tuple(head for head in state.heads if head in deletions)
    others = tuple(head for head in state.heads if head not in deletions)
    if changed and (others or not ended):
        yield Change(now.uid, now.kind, scope, others, "edit", changed)
    if changed and ended:
        yield Change(now.uid, now.kind, scope, ended, "delete", changed)


def _changed(now: Record, scope: Scope, wanted: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What differs from what the record holds, of the fields of a scope, as the log has it."""
    for name, value in wanted.items():
        field = kinds()[now.kind].field(name)
        before = now.fields.get(name)
        if scope_of(field, is_shared=not now.is_private) != scope:
            continue
        if field.is_set:
            if change := _of_set(set(before or ()), set(value or ())):
                yield name, change
        elif value != before:
            yield name, value


def _of_set(before: set[str], after: set[str]) -> dict[str, list[str]]:
    change = {"add": sorted(after - before), "remove": sorted(before - after)}
    return {key: elements for key, elements in change.items() if elements}
