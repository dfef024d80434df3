"""Saving, reading, deleting and restoring records of any kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import uuid_utils
from msgspec import Struct

from isp_desktop.db import arrivals, log
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _, in_sentence
from isp_desktop.domain.merge import State, seen_by
from isp_desktop.domain.record import Record, kind_of, look, look_by_kind, scope_of
from isp_desktop.domain.revision import Action, Revision, Scope
from isp_desktop.domain.values import clean, is_uid


class Saved(Struct, frozen=True):
    """What a save wrote: the record's uid and the new revisions' ids, none when nothing had changed."""

    uid: str
    revisions: tuple[str, ...]


def new_uid() -> str:
    """A fresh uid (UUIDv7, so that uids sort by when they were made)."""
    return str(uuid_utils.uuid7())


def put(
    transaction: Transaction,
    kind: str,
    fields: Mapping[str, Any],
    uid: str = "",
    seen: Sequence[str] | None = None,
    scope: Scope | None = None,
) -> Saved:
    """Makes a record, or changes the given fields of one.

    Only what differs from what the editor had on screen is written, so that untouched fields never conflict.

    Args:
        fields: JSON values by field; None or "" clears one; a set field takes its whole new list.
        uid: the record to change; one that does not exist yet is made under this uid.
        seen: the heads that were on screen when editing began; None for those of this moment.
        scope: for a record that is private so far, "shared" shares it, its private fields excepted; with "private"
            nothing is written that would be shared.

    Raises:
        BadInput: a field, a value, a link or `seen` is not right, a required field is empty, or the scope cannot be
            had; nothing is written.
    """
    spec = kind_named(kind)
    if scope == "shared" and spec.never_shared:
        raise BadInput(_("A {kind} never leaves this computer. Save it without sharing it.").format(kind=spec.kind))
    uid = uid or new_uid()
    edit = _Edit(transaction, spec, uid, seen, scope)
    wanted = {name: clean(spec.field(name), value) for name, value in fields.items()}
    edit.require_complete(wanted)
    changes = {
        name: change
        for name, value in edit.to_write(wanted).items()
        if (change := edit.change(name, value)) is not None
    }
    parted = edit.by_scope(changes)
    if scope == "private" and "shared" in parted:
        refusal = _(
            "The record {uid} is shared, and so is what is written in it. Write it in a private field or a note."
        )
        raise BadInput(refusal.format(uid=uid))
    revisions = [
        transaction.revise(uid, kind, into, edit.parents(into), "edit", own).id for into, own in parted.items()
    ]
    return Saved(uid, tuple(revisions))


def settle(transaction: Transaction, uid: str, name: str, value: Any, seen: Sequence[str], reason: str = "") -> Saved:
    """Writes one value field of a record anew, also where it shows `value` already: all of `seen` is then behind it.

    Args:
        value, seen: as for `put`.
        reason: why it is settled so; one line.

    Raises:
        BadInput: the field, the value, a link or `seen` is not right, or a required field is empty.
    """
    spec = kind_named(transaction.kind_of(uid))
    edit = _Edit(transaction, spec, uid, seen, None)
    wanted = clean(spec.field(name), value)
    edit.require_complete({name: wanted})
    edit.require_once(spec.field(name), wanted)
    edit.require_until(spec.field(name), wanted)
    edit.require_target(spec.field(name), wanted)
    ((into, own),) = edit.by_scope({name: (wanted,)}).items()
    return Saved(uid, (transaction.revise(uid, spec.kind, into, edit.parents(into), "edit", own, reason).id,))


def delete(transaction: Transaction, uid: str, reason: str = "", seen: Sequence[str] | None = None) -> Saved:
    """Deletes a record: it leaves lists and search, its history stays, and it can be restored.

    Args:
        reason: why, where a conflict is settled by it; one line.
        seen: the heads that were on screen; None for those of this moment. What they had not seen keeps it in sight.

    Raises:
        NotFound: there is no such record.
    """
    return _end_or_revive(transaction, uid, "delete", reason, seen)


def restore(transaction: Transaction, uid: str, reason: str = "") -> Saved:
    """Brings a deleted or contested record back; `reason` as for `delete`.

    Raises:
        NotFound: there is no such record.
    """
    return _end_or_revive(transaction, uid, "restore", reason)


def scope_from(transaction: Transaction, sources: Iterable[str]) -> Scope | None:
    """The `scope` of `put` for a new record that takes words of `sources`, by uid: private where one of them is.

    None, for what is usual of its kind, where none is.
    """
    found = (transaction.look(uid) for uid in sources)
    return "private" if any(one is not None and one.is_private for one in found) else None


def get(store: Store, uid: str) -> Record:
    """The record `uid`.

    Raises:
        NotFound: there is no such record.
    """
    revisions = history(store, uid)
    return look_by_kind(revisions, kinds())


def heads(store: Store, uid: str) -> tuple[str, ...]:
    """The heads of a record at this moment, what is on screen; none where there is no such record."""
    with store.read() as connection:
        revisions = log.of_record(connection, uid)
    return look(revisions, None).heads if revisions else ()


def history(store: Store, uid: str) -> list[Revision]:
    """Every revision of a record, oldest first by their clocks.

    Raises:
        NotFound: there is no such record.
    """
    revisions = []
    if is_uid(uid):
        with store.read() as connection:
            revisions = log.of_record(connection, uid)
    if not revisions:
        raise no_record(uid)
    return sorted(revisions, key=lambda revision: (revision.stamp, revision.id))


class _Edit:
    """One edit under way: what the editor saw, and what that makes of the wanted values."""

    def __init__(
        self, transaction: Transaction, spec: KindSpec, uid: str, seen: Sequence[str] | None, scope: Scope | None
    ) -> None:
        if not is_uid(uid):
            raise BadInput(_("“{uid}” is no uid. Leave it out to make a new record.").format(uid=uid))
        self._transaction = transaction
        self._spec = spec
        revisions = transaction.history(uid)
        self._revisions = revisions
        self._now = look(revisions, spec) if revisions else None
        if self._now and self._now.kind != spec.kind:
            refusal = _("The record {uid} is of the kind “{kind}”, not “{wanted}”.")
            raise BadInput(refusal.format(uid=uid, kind=self._now.kind, wanted=spec.kind))
        self._scopes = {revision.id: revision.scope for revision in revisions}
        self._seen = self._still_here(uid, seen) if seen is not None else self._now.heads if self._now else ()
        had = seen_by(revisions, self._seen)
        self._base = look(had, spec) if had else None
        # Some that were on screen may stand behind others by now.
        self._seen = self._base.heads if self._base else ()
        if self._base and self._base.life == "deleted":
            raise BadInput(_("The record {uid} is deleted. Restore it first, then change it.").format(uid=uid))
        was_shared = bool(self._now and not self._now.is_private)
        self.is_shared = was_shared or (scope or _first_scope(spec, self._now)) == "shared"
        self._is_being_shared = bool(self._now) and self.is_shared and not was_shared

    def _still_here(self, uid: str, seen: Sequence[str]) -> tuple[str, ...]:
        """`seen`, with what went since with the undoing of an import stood for by what it was built on."""
        found: dict[str, None] = {}
        for head in seen:
            here = arrivals.survivors(self._transaction.connection, uid, head, self._scopes)
            if here is None:
                refusal = _("The record {uid} has no revision “{revision}”. Read it again and repeat the edit.")
                raise BadInput(refusal.format(uid=uid, revision=head))
            found |= dict.fromkeys(here)
        return tuple(found)

    def parents(self, scope: Scope) -> list[str]:
        """The heads on screen, of this scope."""
        return [head for head in self._seen if self._scopes[head] == scope]

    def require_complete(self, wanted: Mapping[str, Any]) -> None:
        """Refuses a new record without its required fields, and an edit that would empty one."""
        for field in self._spec.fields:
            asked_for = self._now is None or field.name in wanted
            # Zero and "no" are answers.
            if field.required and asked_for and wanted.get(field.name) in (None, "", []):
                refusal = _("“{label}” ({name}) is needed. Fill it in, then save.")
                raise BadInput(refusal.format(label=_(field.label), name=field.name), field.name)

    def to_write(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """`wanted`, and on sharing a private record all its other values that may be shared."""
        if not (self._is_being_shared and self._now):
            return dict(wanted)
        may_leave = {name: value for name, value in self._now.fields.items() if name in self._spec.by_name}
        return {name: value for name, value in may_leave.items() if not self._spec.field(name).private} | dict(wanted)

    def change(self, name: str, value: Any) -> Any:
        """What to log for a field: None when the editor left it as it was on screen, else a one-field change.

        A change is wrapped in a tuple, since clearing a field logs None.
        """
        field = self._spec.field(name)
        before = self._before(field)
        if field.is_set:
            added, removed = sorted(set(value) - set(before or ())), sorted(set(before or ()) - set(value))
            self._require_targets(field, added)
            change = {key: elements for key, elements in (("add", added), ("remove", removed)) if elements}
            return (change,) if change else None
        if value == before and type(value) is type(before):
            return None
        self.require_once(field, value)
        self.require_until(field, value)
        self.require_target(field, value)
        return (value,)

    def require_once(self, field: FieldSpec, value: Any) -> None:
        """Refuses to write a field anew that holds for good; one of several values that are there may be taken."""
        if not field.once:
            return
        kept = [one.fields[field.name] for one in self._revisions if field.name in one.fields]
        if kept and value not in kept:
            refusal = _("“{label}” ({name}) was written once, and stays as it is.")
            raise BadInput(refusal.format(label=_(field.label), name=field.name), field.name)

    def require_until(self, field: FieldSpec, value: Any) -> None:
        """Refuses another value of a field that stays by now; one of several in conflict may be taken."""
        own = self._now.fields if self._now else {}
        if not field.until or not own.get(field.until):
            return
        beside = [one.fields[field.name] for one in self._now.conflicts.get(field.name, ())] if self._now else []
        if value not in (own.get(field.name), *beside):
            refusal = _("“{label}” ({name}) stays as it is once this is begun. For another one, make a new {kind}.")
            kind = in_sentence(_(self._spec.label))
            raise BadInput(refusal.format(label=_(field.label), name=field.name, kind=kind), field.name)

    def require_target(self, field: FieldSpec, value: Any) -> None:
        """Refuses a value of a link field that is no record of its kind."""
        self._require_targets(field, [value] if value else [])

    def by_scope(self, changes: Mapping[str, Any]) -> dict[Scope, dict[str, Any]]:
        """The changed values, by the scope they belong to, the shared one first."""
        parted: dict[Scope, dict[str, Any]] = {"shared": {}, "private": {}}
        for name, (value,) in changes.items():
            parted[scope_of(self._spec.field(name), is_shared=self.is_shared)][name] = value
        return {scope: own for scope, own in parted.items() if own}

    def _before(self, field: FieldSpec) -> Any:
        """The value on screen in the scope to be written: nothing yet, for what is only now being shared."""
        if self._base is None or (self._is_being_shared and not field.private):
            return None
        return self._base.fields.get(field.name)

    def _require_targets(self, field: FieldSpec, targets: Iterable[str]) -> None:
        for target in targets if field.to else ():
            if self._transaction.kind_of(target) not in field.targets:
                refusal = _("“{label}” ({name}): there is no {kind} with the uid “{uid}”.")
                told = refusal.format(label=_(field.label), name=field.name, kind="/".join(field.targets), uid=target)
                raise BadInput(told, field.name)


def no_record(uid: str) -> NotFound:
    """What is raised where there is no record `uid`."""
    return NotFound(_("There is no record with the uid “{uid}”. Look it up with list or search.").format(uid=uid))


def _first_scope(spec: KindSpec, now: Record | None) -> Scope:
    return "private" if now is not None or spec.private_unless_shared else "shared"


def _end_or_revive(
    transaction: Transaction, uid: str, action: Action, reason: str, seen: Sequence[str] | None = None
) -> Saved:
    history = transaction.history(uid)
    if not history:
        raise no_record(uid)
    kind = kind_of(history)
    now = look(history if seen is None else seen_by(history, seen) or history, kinds().get(kind))
    done = "deleted" if action == "delete" else "live"
    if now.life == done:
        return Saved(uid, ())
    states: tuple[tuple[Scope, State], ...] = (("shared", now.shared), ("private", now.private))
    written = [
        transaction.revise(uid, kind, scope, state.heads, action, {}, reason).id
        for scope, state in states
        if state.heads and state.life != done
    ]
    return Saved(uid, tuple(written))
