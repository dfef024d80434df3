"""The history of a record in words: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from isp_desktop.db import lists
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.db.whole import View
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.merge import Life, settlings, values_before
from isp_desktop.domain.record import Record, kind_of, look
from isp_desktop.domain.revision import Revision, is_change
from isp_desktop.services import conflicts, naming, records, wording
from isp_desktop.services.answer_words import AnswerWords, answer_words


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of one change, in words; `long` for texts that are to be compared word by word.

    Of a set `before` is what was taken out and `after` what was put in.
    """

    label: str
    before: str
    after: str
    long: bool = False
    is_set: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One revision.

    Attributes:
        ms: its clock, in milliseconds since 1970.
        did: what its author did: "made it", "changed it", "deleted it", "brought it back", "shared it", "settled it".
        private: it stays on this computer.
        here: it was written in this notebook.
        reason: why a conflict was settled so, as its author said it; or "".
    """

    revision: str
    ms: int
    author: str
    did: str
    private: bool
    here: bool
    changes: tuple[Changed, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A record's whole history, newest first."""

    kind: str
    title: str
    life: Life
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Whose history it is."""

    kind: str
    title: str
    life: str


def head(store: Store, uid: str) -> Head:
    """Whose history that of the record `uid` is, read without it.

    Raises:
        NotFound: there is no such record.
    """
    with store.read() as reading:
        name = lists.names(reading, [uid]).get(uid)
        if name is None:
            raise records.no_record(uid)
        return Head(name.kind, naming.titles_of(reading, {uid: name})[uid], name.life)


def story(store: Store, uid: str) -> Story:
    """The history of the record `uid`.

    Raises:
        NotFound: there is no such record.
    """
    revisions = records.history(store, uid)
    spec = kinds().get(kind_of(revisions))
    with store.read() as reading:
        names = naming.titles(reading, {uid, *_linked(revisions, spec)})
        answer = answer_words(partial(View(private=True).records, reading), lists.names(reading, [uid]).values()).get(
            uid
        )
    now = look(revisions, spec)
    teller = _Teller(revisions, spec, names, store.device, now, answer)
    steps = tuple(teller.step(at) for at in reversed(range(len(revisions))))
    return Story(kind_of(revisions), names.get(uid, ""), now.life, steps)


def _linked(revisions: Iterable[Revision], spec: KindSpec | None) -> set[str]:
    known = spec.by_name if spec else {}
    return {
        uid
        for revision in revisions
        for name, value in revision.fields.items()
        for uid in wording.linked(known.get(name), value)
    }


class _Teller:
    def __init__(
        self,
        revisions: Sequence[Revision],
        spec: KindSpec | None,
        names: Mapping[str, str],
        device: str,
        now: Record,
        answer: AnswerWords | None,
    ) -> None:
        self._revisions = revisions
        self._spec = spec
        self._names = names
        self._device = device
        self._now = now
        self._answer = answer
        self._order = {name: place for place, name in enumerate(spec.by_name if spec else ())}
        self._first_shared = next((at for at, one in enumerate(revisions) if one.scope == "shared"), -1)
        scopes = [[one for one in revisions if one.scope == scope] for scope in ("shared", "private")]
        self._before = {revision: values for own in scopes for revision, values in values_before(own).items()}
        self._settlings = frozenset[str]().union(*(settlings(own) for own in scopes))

    def step(self, at: int) -> Step:
        revision = self._revisions[at]
        return Step(
            revision=revision.id,
            ms=revision.clock[0],
            author=revision.author,
            did=self._did(at),
            private=revision.scope == "private",
            here=revision.device == self._device,
            changes=self._changes(revision),
            reason=revision.reason,
        )

    def _did(self, at: int) -> str:
        revision = self._revisions[at]
        if revision.action != "edit":
            return _("deleted it") if revision.action == "delete" else _("brought it back")
        if at == 0:
            return _("made it")
        if at == self._first_shared:
            return _("shared it")
        return _("settled it") if revision.id in self._settlings else _("changed it")

    def _changes(self, revision: Revision) -> tuple[Changed, ...]:
        fields = self._spec.by_name if self._spec else {}
        before = self._before[revision.id]
        told = sorted(revision.fields, key=lambda name: self._order.get(name, len(self._order)))
        return tuple(self._changed(fields.get(name), name, before.get(name), revision.fields[name]) for name in told)

    def _changed(self, field: FieldSpec | None, name: str, was: Any, value: Any) -> Changed:
        label = wording.label_of(field, name)
        if conflicts.is_questions(self._now.kind, name) and value:
            return Changed(label, "", _questions(str(was or ""), str(value)))
        if is_change(value):
            out, came = (self._words(field, value.get(key)) for key in ("remove", "add"))
            return Changed(label, out, came, is_set=True)
        is_chosen = bool(self._answer and self._answer.choices) and name == "value"
        is_long = bool(field and field.type == "text") and not is_chosen
        return Changed(label, self._words(field, was), self._words(field, value), is_long)

    def _words(self, field: FieldSpec | None, value: Any) -> str:
        own = self._answer.told(field.name, value, self._now) if self._answer and field else None
        return wording.in_words(field, value, self._names) if own is None else own


def _questions(was: str, now: str) -> str:
    """What an edit changed of an instrument's questions, or how many there were at first."""
    # Only their history needs it.
    from isp_desktop.services.capacity import instrument_told

    return instrument_told.changes(was, now) if was else instrument_told.extent(now)
