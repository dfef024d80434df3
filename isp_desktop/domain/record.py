"""A record as its owner sees it: the shared and the private scope side by side, each merged by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.merge import Life, State, in_order, merge_in_order
from isp_desktop.domain.revision import Revision, Scope
from isp_desktop.domain.values import fits


class Record(Struct, frozen=True):
    """What a record holds on this computer.

    Attributes:
        kind: its kind's name; a newer program's kinds are kept under theirs.
        fields: every field that has a value, known here or not; set fields as sorted lists. A value of a known field
            always fits it (`domain/values.fits`), whoever wrote it.
        not_understood: the values that do not fit their fields, as logged; somebody else's program wrote them.
        conflicts: the fields that wait to be settled, and the revisions that hold their values, latest first.
        heads: the revisions on screen, of both scopes: the parents of the next edit.
        authors: who wrote in it, in the order in which they began.
        changed_ms: the latest revision's clock, in milliseconds since 1970.
    """

    uid: str
    kind: str
    life: Life
    shared: State
    private: State
    fields: Mapping[str, Any]
    not_understood: Mapping[str, Any]
    conflicts: Mapping[str, tuple[Revision, ...]]
    changed_ms: int
    authors: tuple[str, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        return self.shared.heads + self.private.heads

    @property
    def everything(self) -> Mapping[str, Any]:
        """All values, those not understood too, for who passes them on as they came."""
        return {**self.fields, **self.not_understood} if self.not_understood else self.fields

    @property
    def is_private(self) -> bool:
        """Whether nothing of it was ever shared."""
        return not self.shared.heads


def kind_of(revisions: Sequence[Revision]) -> str:
    """The kind of the record that `revisions` (one or more) make: the earliest one's, in whatever order they came.

    A later one of another kind, which no notebook writes, is kept and changes nothing of that.
    """
    return in_order(revisions)[0].kind


def look_by_kind(revisions: Iterable[Revision], kinds: Mapping[str, KindSpec]) -> Record:
    """As `look`, for one who does not know which of `kinds` the record is of, if of any of them."""
    known = in_order(revisions)
    return _look(known, kinds.get(known[0].kind))


def look(revisions: Iterable[Revision], spec: KindSpec | None) -> Record:
    """The record that `revisions` (one or more, all of one record) amount to; `spec` is None for an unknown kind."""
    return _look(in_order(revisions), spec)


def _look(known: list[Revision], spec: KindSpec | None) -> Record:
    first = known[0]
    own = [revision for revision in known if revision.scope == "private"]
    shared = merge_in_order([revision for revision in known if revision.scope == "shared"] if own else known)
    private = merge_in_order(own)
    said, said_privately = _said(shared), _said(private) if own else {}
    fields: dict[str, Any] = {}
    unfit: dict[str, Any] = {}
    is_shared = bool(shared.heads)
    by_name = spec.by_name if spec else {}
    for name in sorted({**said, **said_privately} if own else said):
        field = by_name.get(name)
        if field is None:
            value = said[name] if name in said else said_privately[name]
        else:
            value = (said_privately if scope_of(field, is_shared=is_shared) == "private" else said).get(name)
        if value is not None:
            (fields if field is None or fits(field, value) else unfit)[name] = value
    return Record(
        uid=first.uid,
        kind=first.kind,
        life=_life(shared, private),
        shared=shared,
        private=private,
        fields=fields,
        not_understood=unfit,
        conflicts=_conflicts(shared, private, by_name) if shared.conflicts or private.conflicts else {},
        changed_ms=known[-1].clock[0],
        authors=tuple(dict.fromkeys([revision.author for revision in known])),
    )


def _said(state: State) -> dict[str, Any]:
    """Every field ever written, and its value or elements; None where there are none."""
    if not state.members:
        return {**state.values}
    return {**state.values, **{name: list(members) or None for name, members in state.members.items()}}


def _conflicts(shared: State, private: State, by_name: Mapping[str, FieldSpec]) -> dict[str, tuple[Revision, ...]]:
    found: dict[str, tuple[Revision, ...]] = {}
    for name in sorted({**shared.conflicts, **private.conflicts}):
        state = _state_of(name, by_name.get(name), shared, private)
        if name in state.conflicts:
            found[name] = state.conflicts[name]
    return found


def scope_of(field: FieldSpec, *, is_shared: bool) -> Scope:
    """Where a known field's value lives: the private scope if it is declared so, or while its record was never shared.

    A private field is never read from the shared scope, whatever a colleague's file may claim.
    """
    return "private" if field.private or not is_shared else "shared"


def _state_of(name: str, field: FieldSpec | None, shared: State, private: State) -> State:
    if field is not None:
        return private if scope_of(field, is_shared=bool(shared.heads)) == "private" else shared
    return shared if name in shared.values or name in shared.members else private


def _life(shared: State, private: State) -> Life:
    """Deleted only if every head is a deletion. A colleague's deletion does not take private words out of sight."""
    if not shared.heads:
        return private.life
    if shared.life == "deleted" and private.heads and private.life != "deleted":
        return "contested"
    return shared.life
