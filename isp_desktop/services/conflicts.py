"""What two people changed at the same time, in words: all versions of a field, and who deleted what others changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from isp_desktop.db import conflicts as table
from isp_desktop.db import lists, log
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.canonical import canonical
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.merge import common_ground, seen_by
from isp_desktop.domain.record import Record, kind_of, look
from isp_desktop.domain.revision import Revision
from isp_desktop.domain.values import fits
from isp_desktop.services import naming, wording

if TYPE_CHECKING:
    from isp_desktop.services.joined_text import Offered

_MOST_JOINED = 12
"""Of more versions than this nobody reads what they make together."""


class Version(Struct, frozen=True):
    """What one revision says.

    Attributes:
        value: as logged; None where the field was cleared.
        words: the value as people read it, "" for none. Of a deletion or a change to several fields: their labels.
        at_ms: its clock, in milliseconds since 1970.
        mine: it was written in this notebook, or by its owner in another one.
        reason: what its author gave as the reason, or "".
        understood: whether the value fits its field; one of somebody else's program may not, and cannot be taken.
    """

    revision: str
    value: Any
    words: str
    author: str
    at_ms: int
    device: str
    mine: bool
    reason: str = ""
    understood: bool = True


class Conflict(Struct, frozen=True):
    """One field that was changed twice at once.

    Attributes:
        heads: all that hold a version, one's own first, then latest first; `settle` takes any of them.
        versions: the heads without those that say what another says.
        before: the version that all of them began with; None where there was none.
        is_text: long text, whose versions may be joined.
        private: it is kept on this computer alone.
        seen: the heads of the record, to be given to `settle` once this was on screen.
    """

    uid: str
    kind: str
    title: str
    field: str
    label: str
    heads: tuple[Version, ...]
    versions: tuple[Version, ...]
    before: Version | None
    is_text: bool
    private: bool
    seen: tuple[str, ...]


class Contested(Struct, frozen=True):
    """A record that somebody deleted while somebody else changed it.

    Attributes:
        deletions, changes: who did, latest first; the words of a change name its fields.
        seen: the heads of the record, to be given to `keep` and `delete` once this was on screen.
    """

    uid: str
    kind: str
    title: str
    deletions: tuple[Version, ...]
    changes: tuple[Version, ...]
    seen: tuple[str, ...]


class Waiting(Struct, frozen=True):
    """All that waits to be settled, the record changed latest first."""

    conflicts: tuple[Conflict, ...] = ()
    contested: tuple[Contested, ...] = ()


def waiting(store: Store) -> Waiting:
    """All that waits to be settled. Private fields are among it; they never leave this computer."""
    with store.read() as reading:
        return _Reader(store, reading, table.waiting(reading)).waiting()


def conflicts(store: Store) -> list[Conflict]:
    """Every field in conflict, of the record changed latest first."""
    return list(waiting(store).conflicts)


def contested(store: Store) -> list[Contested]:
    """Every record deleted here and changed there, the one changed latest first."""
    return list(waiting(store).contested)


def count(store: Store) -> int:
    """How many fields and contested records wait, without reading them."""
    with store.glance() as reading:
        return table.count(reading)


def offered(conflict: Conflict) -> Offered | None:
    """The versions of a long text, or of an instrument's questions, joined.

    None for other fields, and where joining says no more than one of them.
    """
    if is_questions(conflict.kind, conflict.field):
        return _questions_joined(conflict)
    if not conflict.is_text or not 1 < len(conflict.versions) <= _MOST_JOINED:
        return None
    versions = [head.value if head.understood else "" for head in conflict.versions]
    if not all(text and text.strip() for text in versions):
        return None
    before = conflict.before.value or "" if conflict.before and conflict.before.understood else ""
    # The window opens without it.
    from isp_desktop.services import joined_text

    joined = joined_text.join(before, versions)
    return joined if joined_text.worth_offering(joined, versions) else None


def is_questions(kind: str, field: str) -> bool:
    """Whether a field holds an instrument's questions, which are told item by item."""
    return (kind, field) == ("instrument", "content")


def _questions_joined(conflict: Conflict) -> Offered | None:
    from isp_desktop.services.capacity import instrument_told
    from isp_desktop.services.joined_text import Offered

    versions, before = conflict.versions, conflict.before
    known = [str(one.value) for one in versions if one.understood and one.value]
    if before is None or not before.value or not 1 < len(known) == len(versions) <= _MOST_JOINED:
        return None
    text = instrument_told.joined(str(before.value), known)
    if text is None or text in known:
        return None
    return Offered(text, overlaps=False, words=instrument_told.changes(str(before.value), text))


def rest(store: Store, uid: str, but: str = "") -> list[tuple[str, str]]:
    """What else the record says, field by field: label and words, in the order of its form; `but` is left out.

    Raises:
        NotFound: there is no such record.
    """
    from isp_desktop.services import records

    record = records.get(store, uid)
    spec = kinds().get(record.kind)
    fields = {name: record.fields[name] for name in _in_order(record.fields, spec) if name != but}
    with store.read() as reading:
        names = naming.titles(reading, _uids(spec, fields))
    return [
        (wording.label_of(_field(spec, name), name), " ".join(words.split()))
        for name, value in fields.items()
        if (words := wording.in_words(_field(spec, name), value, names)) and not _is_by_program(spec, name)
    ]


def _uids(spec: KindSpec | None, fields: Mapping[str, Any]) -> set[str]:
    values = ((_field(spec, name), value) for name, value in fields.items())
    return {
        uid
        for field, value in values
        for one in (value if isinstance(value, list) else [value])
        for uid in wording.linked(field, one)
    }


def _is_by_program(spec: KindSpec | None, name: str) -> bool:
    field = _field(spec, name)
    return field is not None and field.by_program


class _Reader:
    """Reads records that wait, and tells their versions in words."""

    def __init__(self, store: Store, reading: Reading, uids: Sequence[str]) -> None:
        # The window opens with the count of conflicts, and most notebooks have none.
        from isp_desktop.db.whole import View
        from isp_desktop.services.answer_words import answer_words

        self._device, self._author = store.device, store.author
        histories = dict(log.of_records(reading, uids))
        self._histories = {uid: histories[uid] for uid in uids if uid in histories}
        self._names = naming.titles(reading, {*self._histories, *self._linked()})
        whole = partial(View(private=True).records, reading)
        self._answers = answer_words(whole, lists.names(reading, self._histories).values())

    def waiting(self) -> Waiting:
        found: list[Conflict] = []
        ended: list[Contested] = []
        for history in self._histories.values():
            spec = kinds().get(kind_of(history))
            record = look(history, spec)
            if record.life == "contested":
                ended.append(self._contested(record, history, spec))
            found += [self._conflict(record, history, name, spec) for name in _in_order(record.conflicts, spec)]
        return Waiting(tuple(found), tuple(ended))

    def _linked(self) -> set[str]:
        return {
            uid
            for history in self._histories.values()
            for revision in history
            for name, value in revision.fields.items()
            for uid in wording.linked(_field(kinds().get(revision.kind), name), value)
        }

    def _conflict(self, record: Record, history: Sequence[Revision], name: str, spec: KindSpec | None) -> Conflict:
        field, heads = _field(spec, name), record.conflicts[name]
        own = [one for one in history if one.scope == heads[0].scope]
        before = _setter(common_ground(own, [head.id for head in heads]), name)
        begun = before.fields[name] if before else None
        told = sorted(
            (self._version(record, head, name, field, begun) for head in heads), key=lambda version: not version.mine
        )
        return Conflict(
            uid=record.uid,
            kind=record.kind,
            title=self._names.get(record.uid, ""),
            field=name,
            label=wording.label_of(field, name),
            heads=tuple(told),
            versions=tuple({canonical(head.value): head for head in reversed(told)}.values())[::-1],
            before=self._version(record, before, name, field) if before else None,
            is_text=bool(field and field.type == "text") and not self._is_told(record, name),
            private=heads[0].scope == "private",
            seen=record.heads,
        )

    def _contested(self, record: Record, history: Sequence[Revision], spec: KindSpec | None) -> Contested:
        known = {one.id: one for one in history}
        deletions = [known[head] for head in record.heads if known[head].action == "delete"]
        had = {one.id for one in seen_by(history, [one.id for one in deletions])}
        changes = [one for one in history if one.id not in had and one.action != "delete"]
        return Contested(
            uid=record.uid,
            kind=record.kind,
            title=self._names.get(record.uid, ""),
            deletions=tuple(self._act(one, spec) for one in _latest_first(deletions)),
            changes=tuple(self._act(one, spec) for one in _latest_first(changes)),
            seen=record.heads,
        )

    def _version(
        self, record: Record, revision: Revision, name: str, field: FieldSpec | None, begun: Any = None
    ) -> Version:
        """What a revision says; of an instrument's questions, what it changed of those that all `begun` with."""
        value = revision.fields[name]
        understood = field is None or fits(field, value)
        words = self._own_words(record, name, value, begun) if understood else None
        told = wording.in_words(field, value, self._names) if words is None else words
        return self._told(revision, value, told, understood)

    def _own_words(self, record: Record, name: str, value: Any, begun: Any) -> str | None:
        """The words of what is told in another way than by its field."""
        if is_questions(record.kind, name) and value and begun:
            from isp_desktop.services.capacity import instrument_told

            return instrument_told.changes(str(begun), str(value))
        answer = self._answers.get(record.uid)
        return answer.told(name, value, record) if answer else None

    def _is_told(self, record: Record, name: str) -> bool:
        """Whether the versions are told in words that nobody joins: those of a choice, or of questions."""
        if is_questions(record.kind, name):
            return True
        return name == "value" and record.uid in self._answers and bool(self._answers[record.uid].choices)

    def _act(self, revision: Revision, spec: KindSpec | None) -> Version:
        labels = [wording.label_of(_field(spec, name), name) for name in _in_order(revision.fields, spec)]
        return self._told(revision, None, ", ".join(labels))

    def _told(self, revision: Revision, value: Any, words: str, understood: bool = True) -> Version:
        mine = revision.device == self._device or revision.author == self._author
        at = revision.clock[0]
        told = (revision.author, at, revision.device, mine, revision.reason, understood)
        return Version(revision.id, value, words, *told)


def _field(spec: KindSpec | None, name: str) -> FieldSpec | None:
    return spec.by_name.get(name) if spec else None


def _in_order(names: Mapping[str, Any], spec: KindSpec | None) -> list[str]:
    """As the kind's form has them."""
    order = {name: at for at, name in enumerate(spec.by_name if spec else ())}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


def _setter(revisions: Iterable[Revision], name: str) -> Revision | None:
    """The revision whose value of a field shows once all `revisions` are known."""
    known = list(revisions)
    setters = [one for one in known if name in one.fields]
    if not setters:
        return None
    behind = {one.id for one in seen_by(known, {parent for setter in setters for parent in setter.parents})}
    return max((one for one in setters if one.id not in behind), key=lambda one: (one.stamp, one.id))


def _latest_first(revisions: Iterable[Revision]) -> list[Revision]:
    return sorted(revisions, key=lambda one: (one.stamp, one.id), reverse=True)
