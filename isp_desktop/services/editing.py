"""An edit under way: what was on screen when it began, what was changed since, and how it is kept and saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Self

from isp_desktop.db.drafts import drop as drop_draft
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.record import Record
from isp_desktop.domain.revision import Scope
from isp_desktop.services import drafts, records

_SEEN = "seen_by_field"
_SOURCES = "sources"


@dataclass(slots=True)
class Edit:
    """What was changed of one record since it came on the screen.

    Attributes:
        base: the record as it is on screen, apart from `fields`; None for one that was never saved.
        fields: the JSON values that the user changed.
        seen: for each of them the record's heads when its change began, which become the parents of the revision.
            So a field that somebody else changed meanwhile ends in a conflict, never in a silent overwrite.
        extra: what else the editor keeps in the draft; JSON.
        resumed_ms: when the draft was kept that this edit goes on from, 0 for none; milliseconds since 1970.
        has_draft: it is kept as the record's draft, which ends with it. (A row of a visit is kept in the visit's draft;
            the record may have a draft of its own, which must stay.)
        wrote: the ids of the revisions that were written when it was saved last.
    """

    kind: str
    uid: str
    base: Record | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    resumed_ms: int = 0
    has_draft: bool = False
    wrote: tuple[str, ...] = ()

    @classmethod
    def begin(cls, store: Store, kind: str, uid: str = "", preset: Mapping[str, Any] | None = None) -> Self:
        """The edit of the record `uid`, gone on with from its draft if there is one; "" begins a new record.

        A new one begins with `preset`; the draft of one takes the day from it that its kind needs and it lacks, as one
        does that an older program kept.
        """
        edit = cls(kind, uid or records.new_uid(), _record(store, uid), has_draft=True)
        if edit.base is None:
            edit.fields = {name: value for name, value in (preset or {}).items() if value}
        edit._resume(drafts.of(store, uid) if uid else None)
        return edit

    @classmethod
    def new(cls, store: Store, kind: str, uid: str, fields: Mapping[str, Any]) -> Self:
        """Fields to be written over whatever the record `uid` is now, if it is there."""
        edit = cls(kind, uid, _record(store, uid))
        for name, value in fields.items():
            edit.touch(name, value)
        return edit

    def _resume(self, draft: drafts.Draft | None) -> None:
        if draft is None:
            return
        extra = dict(draft.extra)
        by_field = extra.pop(_SEEN, {})
        self.fields = self._needed_day() | dict(draft.values)
        self.seen = {name: tuple(by_field.get(name, draft.seen)) for name in self.fields}
        self.extra = extra
        self.resumed_ms = draft.saved_ms

    def _needed_day(self) -> dict[str, Any]:
        """The day that a new record began with, if one of its kind cannot be saved without."""
        day = kind_named(self.kind).by_name.get(kind_named(self.kind).day)
        return {day.name: self.fields[day.name]} if day and day.required and day.name in self.fields else {}

    @property
    def is_new(self) -> bool:
        """Whether the record was never saved."""
        return self.base is None

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of what is on screen."""
        return self.base.heads if self.base else ()

    def value(self, name: str) -> Any:
        """What stands in a field now, changed or not; None for nothing."""
        return self.fields[name] if name in self.fields else self.saved(name)

    def saved(self, name: str) -> Any:
        """What a field holds without this edit."""
        return self.base.fields.get(name) if self.base else None

    def values(self) -> dict[str, Any]:
        """What stands in every field of the kind."""
        return {spec.name: self.value(spec.name) for spec in kind_named(self.kind).fields}

    def touch(self, name: str, value: Any) -> None:
        """The user made a field `value`; back to what was there is no change."""
        if _same(value, self.saved(name)) and self.seen.get(name, self.heads) == self.heads:
            self.fields.pop(name, None)
            self.seen.pop(name, None)
            return
        self.fields[name] = value
        self.seen.setdefault(name, self.heads)

    def take_from(self, source: str) -> None:
        """It takes words of the record `source`: where that is private, a new record is saved as private."""
        self.extra[_SOURCES] = [*self.extra.get(_SOURCES, ()), source]

    def as_json(self) -> dict[str, Any]:
        """What was changed, as JSON for the draft of another record."""
        seen = {name: list(heads) for name, heads in self.seen.items()}
        return {"kind": self.kind, "uid": self.uid, "fields": dict(self.fields), "seen": seen}

    @classmethod
    def of_json(cls, store: Store, kept: Mapping[str, Any]) -> Self:
        """The edit that `as_json` gave, over what the record is now."""
        seen = {name: tuple(heads) for name, heads in kept["seen"].items()}
        return cls(kept["kind"], kept["uid"], _record(store, kept["uid"]), dict(kept["fields"]), seen)

    def refresh(self, store: Store) -> list[str]:
        """Takes in what was saved meanwhile; returns the changed fields that somebody else changed too."""
        before = self.base
        self.base = _record(store, self.uid)
        if before is None or self.base is None or before.heads == self.base.heads:
            return []
        return [name for name in self.fields if not _same(before.fields.get(name), self.base.fields.get(name))]

    def draft(self) -> tuple[str, str, dict[str, Any], list[str], dict[str, Any]]:
        """The edit as `drafts.keep` takes it: uid, kind, values, seen, extra."""
        first = next(iter(self.seen.values()), self.heads)
        others = {name: list(heads) for name, heads in self.seen.items() if heads != first}
        extra = {**self.extra, _SEEN: others} if others else dict(self.extra)
        return self.uid, self.kind, dict(self.fields), list(first), extra


def forget_draft(store: Store, uid: str) -> int:
    """Forgets the draft of an edit that was undone by hand; returns 0, for "nothing is kept"."""
    drafts.discard(store, uid)
    return 0


def save(store: Store, edits: Sequence[Edit], gone: Iterable[str] = (), scope: Scope | None = None) -> None:
    """Saves all of `edits` and deletes the records `gone`, in one transaction; then each goes on from what it wrote.

    Args:
        scope: "shared" shares the records of `edits` that are private so far.

    Raises:
        BadInput: a value is not right; nothing was written.
    """
    with store.write() as transaction:
        for edit in edits:
            edit.wrote = _write(transaction, edit, scope)
            if edit.has_draft:
                drop_draft(transaction.connection, edit.uid)
        for uid in gone:
            records.delete(transaction, uid)
    for edit in edits:
        edit.fields, edit.seen, edit.extra, edit.resumed_ms = {}, {}, {}, 0
        edit.base = _record(store, edit.uid)


def _write(transaction: Transaction, edit: Edit, scope: Scope | None) -> tuple[str, ...]:
    groups: dict[tuple[str, ...], dict[str, Any]] = {}
    for name, value in edit.fields.items():
        groups.setdefault(edit.seen.get(name, edit.heads), {})[name] = value
    if edit.base is None:
        groups = {(): dict(edit.fields)}
        scope = scope or records.scope_from(transaction, edit.extra.get(_SOURCES, ()))
    saved = [
        # What came to be while it was typed was not seen; None would stand for all that there is by now.
        records.put(transaction, edit.kind, fields, edit.uid, None if edit.base is None else seen, scope)
        for seen, fields in groups.items() or [(edit.heads, {})]
    ]
    return tuple(chain.from_iterable(one.revisions for one in saved))


def _record(store: Store, uid: str) -> Record | None:
    if not uid:
        return None
    try:
        return records.get(store, uid)
    except NotFound:
        return None


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) or isinstance(other, list):
        return sorted(one or ()) == sorted(other or ())
    return (one or None) == (other or None) if not isinstance(one, bool | int | float) else one == other
