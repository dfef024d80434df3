"""The history of a record in words: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.merge import Life, values_before
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.record import look
from isp_desktop.domain.revision import Revision, is_change
from isp_desktop.services import naming, records


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
        did: what its author did: "made it", "changed it", "deleted it", "brought it back", "shared it".
        private: it stays on this computer.
        here: it was written in this notebook.
    """

    revision: str
    ms: int
    author: str
    did: str
    private: bool
    here: bool
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A record's whole history, newest first."""

    kind: str
    title: str
    life: Life
    steps: tuple[Step, ...]


def story(store: Store, uid: str) -> Story:
    """The history of the record `uid`.

    Raises:
        NotFound: there is no such record.
    """
    revisions = records.history(store, uid)
    spec = kinds().get(revisions[0].kind)
    with store.read() as reading:
        names = naming.titles(reading, {uid, *_linked(revisions, spec)})
    teller = _Teller(revisions, spec, names, store.device)
    steps = tuple(teller.step(at) for at in reversed(range(len(revisions))))
    return Story(revisions[0].kind, names.get(uid, ""), look(revisions, spec).life, steps)


def _linked(revisions: Iterable[Revision], spec: KindSpec | None) -> set[str]:
    found: set[str] = set()
    for revision in revisions:
        for name, value in revision.fields.items():
            field = spec.by_name.get(name) if spec else None
            if field is not None and field.to:
                found.update(_elements(value))
    return found


def _elements(value: Any) -> list[str]:
    if is_change(value):
        return [*value.get("add", ()), *value.get("remove", ())]
    return [value] if isinstance(value, str) else []


class _Teller:
    def __init__(
        self, revisions: Sequence[Revision], spec: KindSpec | None, names: Mapping[str, str], device: str
    ) -> None:
        self._revisions = revisions
        self._spec = spec
        self._names = names
        self._device = device
        self._order = {name: place for place, name in enumerate(spec.by_name if spec else ())}
        self._first_shared = next((at for at, one in enumerate(revisions) if one.scope == "shared"), -1)
        self._before = {
            revision: values
            for scope in ("shared", "private")
            for revision, values in values_before(one for one in revisions if one.scope == scope).items()
        }

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
        )

    def _did(self, at: int) -> str:
        revision = self._revisions[at]
        if revision.action != "edit":
            return _("deleted it") if revision.action == "delete" else _("brought it back")
        if at == 0:
            return _("made it")
        return _("shared it") if at == self._first_shared else _("changed it")

    def _changes(self, revision: Revision) -> tuple[Changed, ...]:
        fields = self._spec.by_name if self._spec else {}
        before = self._before[revision.id]
        told = sorted(revision.fields, key=lambda name: self._order.get(name, len(self._order)))
        return tuple(self._changed(fields.get(name), name, before.get(name), revision.fields[name]) for name in told)

    def _changed(self, field: FieldSpec | None, name: str, was: Any, value: Any) -> Changed:
        label = _(field.label) if field else _("{kind} (from a newer version)").format(kind=name)
        if is_change(value):
            out, came = (self._words(field, value.get(key, ())) for key in ("remove", "add"))
            return Changed(label, out, came, is_set=True)
        return Changed(label, self._words(field, was), self._words(field, value), bool(field and field.type == "text"))

    def _words(self, field: FieldSpec | None, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, list | tuple):
            return ", ".join(self._words(field, element) for element in value)
        if field is None:
            return str(value)
        if field.to:
            return self._names.get(value, _("a record that is not in this notebook"))
        if field.type == "date":
            return naming.day_in_words(str(value))
        if field.type == "yes_no":
            return _("Yes") if value else _("No")
        if field.name == "activities":
            return _activity(str(value))
        return _(field.choices[str(value)]) if str(value) in field.choices else str(value)


def _activity(code: str) -> str:
    return next((one.label for one in load_practice().activities if one.code == code), code)
