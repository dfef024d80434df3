"""Settling what two people changed at the same time, by one revision more.

Settling is an edit like any other. Its parents are the heads that were on screen, so what came in meanwhile is not
passed over: it makes a new conflict. A deletion is never among its parents: what is said of one field does not decide
whether the record stays. It travels as every revision does, so that nobody settles the same thing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.canonical import canonical
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.merge import merge, seen_by
from isp_desktop.domain.record import kind_of, look
from isp_desktop.domain.revision import Action, Revision, Scope
from isp_desktop.domain.values import clean
from isp_desktop.services import naming, records
from isp_desktop.services.conflicts import Contested
from isp_desktop.services.records import Saved

_REASON = FieldSpec("reason", "Why", "line")
_SCOPES: tuple[Scope, ...] = ("shared", "private")
_BESIDE: tuple[Action, ...] = ("delete", "restore")


def settle(
    store: Store,
    uid: str,
    field: str,
    *,
    take: str = "",
    value: Any = None,
    reason: str = "",
    seen: Sequence[str] | None = None,
) -> Saved:
    """Ends the conflict in one field by one new revision.

    Args:
        take: the revision whose value holds from now on; "" for `value`, where None clears the field.
        reason: why; one line, it goes to colleagues with the choice.
        seen: the heads that were on screen; None for those of this moment.

    Raises:
        BadInput: `seen` is not right, the record was deleted, the field is not in conflict, `take` is none of its
            versions, or the value does not fit.
        NotFound: there is no such record.
    """
    why = str(clean(_REASON, reason) or "")
    records.history(store, uid)
    with store.write() as transaction:
        history = transaction.history(uid)
        spec = kinds().get(kind_of(history))
        on_screen = _alive(history, _on_screen(history, seen))
        heads = _heads(transaction, history, on_screen, field, spec)
        wanted = _taken(heads, take, field) if take else value
        if spec is not None and field in spec.by_name:
            return records.settle(transaction, uid, field, wanted, on_screen, why)
        if not take:
            raise BadInput(
                _("“{field}” is from a newer version. Take one of its versions as it is.").format(field=field)
            )
        return _write_unknown(transaction, heads[0], on_screen, field, wanted, why)


def reopen(store: Store, field: str, saved: Saved) -> None:
    """Takes a settling back: the versions stand beside each other again, each as a new revision.

    Raises:
        BadInput: the field was changed since; it stays as it is.
        NotFound: there is no such record.
    """
    records.history(store, saved.uid)
    with store.write() as transaction:
        history = transaction.history(saved.uid)
        (settling,) = (one for one in history if one.id in saved.revisions)
        own = [one for one in history if one.scope == settling.scope]
        behind = {one.id for one in seen_by(own, [settling.id])}
        if look(history, None).life == "deleted" or any(field in one.fields and one.id not in behind for one in own):
            raise _changed_since(transaction, saved.uid)
        parents = _alive(own, merge(own).heads)
        for head in _distinct(merge(seen_by(own, settling.parents)).conflicts[field], field):
            why = _("As {person} had it").format(person=head.author)
            value = {field: head.fields[field]}
            transaction.revise(saved.uid, settling.kind, settling.scope, parents, "edit", value, why)


def keep(store: Store, found: Contested, reason: str = "") -> Saved:
    """Keeps a contested record, with every change.

    Raises:
        BadInput: somebody changed it since it was on screen; nothing is written.
    """
    return _end(store, found, records.restore, reason)


def delete(store: Store, found: Contested, reason: str = "") -> Saved:
    """Deletes a contested record after all; its history stays, and it can be restored.

    Raises:
        BadInput: somebody changed it since it was on screen; nothing is written.
    """
    return _end(store, found, records.delete, reason)


def contest_again(store: Store, saved: Saved) -> None:
    """Takes back what `keep` or `delete` did: deleted and kept stand side by side again.

    Raises:
        BadInput: the record was changed since; it stays as it is.
    """
    with store.write() as transaction:
        now = transaction.look(saved.uid)
        if now is None or not set(saved.revisions) <= set(now.heads):
            raise _changed_since(transaction, saved.uid)
        for scope, state in zip(_SCOPES, (now.shared, now.private), strict=True):
            for action in _BESIDE if set(state.heads) & set(saved.revisions) else ():
                transaction.revise(saved.uid, now.kind, scope, state.heads, action, {})


def _end(store: Store, found: Contested, act: Callable[[Transaction, str, str], Saved], reason: str) -> Saved:
    why = str(clean(_REASON, reason) or "")
    with store.write() as transaction:
        now = transaction.look(found.uid)
        if now is None or set(now.heads) != set(found.seen):
            told = _("“{title}” was changed just now. Look at it again, then decide.")
            raise BadInput(told.format(title=found.title))
        return act(transaction, found.uid, why)


def _changed_since(transaction: Transaction, uid: str) -> BadInput:
    title = naming.titles(transaction.connection, [uid]).get(uid, uid)
    return BadInput(_("“{title}” was changed since; it stays as it is.").format(title=title))


def _on_screen(history: Sequence[Revision], seen: Sequence[str] | None) -> Sequence[str]:
    """`seen`, or the heads of this moment; all of them are there, and not all of them are deletions."""
    shown = look(history, None).heads if seen is None else seen
    known = {one.id: one for one in history}
    for revision in shown:
        if revision not in known:
            refusal = _("The record {uid} has no revision “{revision}”. Look at what waits again, then choose.")
            raise BadInput(refusal.format(uid=history[0].uid, revision=revision))
    if shown and all(known[revision].action == "delete" for revision in shown):
        refusal = _("The record {uid} is deleted. Restore it first, then settle what waits.")
        raise BadInput(refusal.format(uid=history[0].uid))
    return shown


def _alive(history: Sequence[Revision], heads: Iterable[str]) -> tuple[str, ...]:
    """`heads`, and in place of a deletion among them what it deleted: it stays a head beside what is written next."""
    had = {one.id: one for one in seen_by(history, heads)}
    while True:
        followed = {parent for one in had.values() for parent in one.parents}
        standing = [one for one in had.values() if one.id not in followed]
        if all(one.action != "delete" for one in standing):
            return tuple(sorted(one.id for one in standing))
        for one in standing:
            if one.action == "delete":
                del had[one.id]


def _heads(
    transaction: Transaction, history: Sequence[Revision], on_screen: Iterable[str], field: str, spec: KindSpec | None
) -> tuple[Revision, ...]:
    """The versions of `field` for one who saw `on_screen`."""
    had = seen_by(history, on_screen)
    found = look(had, spec).conflicts.get(field, ()) if had else ()
    if not found:
        title = naming.titles(transaction.connection, [history[0].uid]).get(history[0].uid, "")
        told = _("“{field}” of “{title}” is not in conflict. Look at what waits again, then choose.")
        raise BadInput(told.format(field=field, title=title), field)
    return found


def _taken(heads: Iterable[Revision], revision: str, field: str) -> Any:
    for head in heads:
        if head.id == revision:
            return head.fields[field]
    told = _("“{revision}” is none of the versions of “{field}”. Take one of those that are in conflict.")
    raise BadInput(told.format(revision=revision, field=field), field)


def _write_unknown(
    transaction: Transaction, head: Revision, on_screen: Iterable[str], field: str, value: Any, reason: str
) -> Saved:
    """What a newer program understands is passed on as it came."""
    scopes = {one.id: one.scope for one in transaction.history(head.uid)}
    parents = [one for one in on_screen if scopes[one] == head.scope]
    written = transaction.revise(head.uid, head.kind, head.scope, parents, "edit", {field: value}, reason)
    return Saved(head.uid, (written.id,))


def _distinct(heads: Iterable[Revision], field: str) -> list[Revision]:
    """One of those that say the same, the earliest first."""
    return list({canonical(head.fields[field]): head for head in heads}.values())[::-1]
