"""Finding records by words, and paging through lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db import lists, search
from isp_desktop.db.lists import After, Item
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.values import clean
from isp_desktop.domain.words import holds, snippet
from isp_desktop.services.naming import titles_of

SHOWN = 30
"""How many are shown while one types."""


class Hit(Struct, frozen=True):
    """A record that was found.

    Attributes:
        snippet: the words about the first hit, on one line; private ones only where nothing else holds the words.
        private: the record, or what the snippet shows, is private.
    """

    uid: str
    kind: str
    title: str
    snippet: str
    private: bool


def find(store: Store, words: str, kind: str = "", limit: int = SHOWN) -> list[Hit]:
    """The records that hold all of `words` (the last may be a beginning), best or newest first.

    Raises:
        BadInput: there is no such kind.
    """
    if kind:
        kind_named(kind)
    with store.read() as reading:
        return _hits(reading, search.find(reading, words, kind, limit), words)


def page(
    store: Store, kind: str, where: Sequence[tuple[str, Any]] = (), after: After | None = None, limit: int = 100
) -> list[Item]:
    """A page of a kind's list, in its order; `where` pairs a field's name with the JSON value it must have.

    Raises:
        BadInput: no such kind or field, or a value that the field cannot have.
    """
    spec = kind_named(kind)
    asked = [(name, clean(_one_of(spec.field(name)), value)) for name, value in where]
    with store.read() as reading:
        return lists.page(reading, kind, asked, after, limit)


def every(store: Store, kind: str, where: Sequence[tuple[str, Any]] = (), limit: int | None = None) -> list[Item]:
    """A kind's whole list, or its first `limit` records; raises as `page` does."""
    found: list[Item] = []
    while limit is None or len(found) < limit:
        size = 1_000 if limit is None else min(1_000, limit - len(found))
        after = After(found[-1].sort, found[-1].uid) if found else None
        got = page(store, kind, where, after, size)
        found += got
        if len(got) < size:
            break
    return found


def where_value(kind: str, name: str, text: str) -> Any:
    """`text`, as given to a script, as the JSON value of a field: yes_no and number are read, the rest stays text."""
    field = kind_named(kind).field(name)
    if not text:
        return None
    if field.type == "yes_no":
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    if field.type == "number":
        try:
            return float(text)
        except ValueError as error:
            refusal = _("“{label}” ({name}) takes a number, not “{text}”.")
            raise BadInput(refusal.format(label=_(field.label), name=name, text=text), name) from error
    return text


def linked(store: Store, target: str, kind: str, field: str, limit: int = 1_000) -> list[Item]:
    """The records of `kind` whose `field` points to `target`, latest first."""
    with store.read() as reading:
        return lists.items(reading, kind, lists.pointing(reading, target, kind, field, limit))


def _hits(reading: Reading, uids: list[str], words: str) -> list[Hit]:
    names = lists.names(reading, uids)
    called = titles_of(reading, names)
    texts = search.texts(reading, ((uid, name.kind) for uid, name in names.items()))
    return [_hit(names[uid], called[uid], texts.get(uid, _NO_TEXTS), words) for uid in uids]


_NO_TEXTS = search.Texts("", "")


def _hit(name: lists.Name, title: str, texts: search.Texts, words: str) -> Hit:
    """Private words are shown only where they are what was asked for, and then marked as such."""
    from_private = bool(texts.private) and not holds(texts.open, words) and holds(texts.private, words)
    shown = snippet(texts.private if from_private else texts.open, words)
    return Hit(name.uid, name.kind, title, shown, name.private or from_private)


def _one_of(field: FieldSpec) -> FieldSpec:
    """A field that holds many links is asked for one of them."""
    return replace(field, type="link") if field.type == "links" else field
