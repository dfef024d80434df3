"""What the page reads off the main thread: all that waits, and one of it with its versions compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.word_diff import Piece, compare
from isp_desktop.services import conflicts, settings
from isp_desktop.services.conflicts import Conflict, Contested, Version
from isp_desktop.services.joined_text import Offered

TYPED = "settling"
"""The setting that keeps what is being typed on the page, by the key of what it settles."""
MOST_SIDES = 24
"""So many versions are compared, and shown at once."""
_MOST_FACTS = 12
_LONGEST_FACT = 300
# Beyond this a comparison would be of whole texts: what each says is enough then, the one before stands beside it.
_MOST_COMPARED = 40_000

Item = Conflict | Contested


def key_of(item: Item) -> str:
    """What tells it from all else that waits."""
    return f"{item.uid} {item.field}" if isinstance(item, Conflict) else f"{item.uid} "


@dataclass(frozen=True, slots=True)
class Found:
    """All that waits by its key, what belongs to one record side by side; and what was typed for it."""

    items: Mapping[str, Item]
    typed: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Side:
    """One version, marked where it differs from what all began with, or where nothing stood, from another one."""

    version: Version
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One of what waits, ready to be shown.

    Attributes:
        field: None for a contested record, and for a field that only a newer program knows.
        joined: all versions in one text; None where that is not offered.
        rest: what else the record says: labels and words.
    """

    item: Item
    field: FieldSpec | None
    sides: tuple[Side, ...]
    joined: Offered | None
    joined_pieces: tuple[Piece, ...]
    rest: tuple[tuple[str, str], ...]


def look(store: Store) -> Found:
    """All that waits."""
    waiting = conflicts.waiting(store)
    found: list[Item] = [*waiting.contested, *waiting.conflicts]
    by_record: dict[str, list[Item]] = {}
    for item in found:
        by_record.setdefault(item.uid, []).append(item)
    items = {key_of(item): item for own in by_record.values() for item in own}
    return Found(items, dict(settings.read(store, TYPED) or {}))


def shown(store: Store, item: Item) -> Shown:
    """One of what waits, its versions compared.

    Raises:
        NotFound: the record is gone.
    """
    but = item.field if isinstance(item, Conflict) else ""
    rest = tuple((name, told[:_LONGEST_FACT]) for name, told in conflicts.rest(store, item.uid, but)[:_MOST_FACTS])
    if isinstance(item, Contested):
        return Shown(item, None, (), None, (), rest)
    spec = kinds().get(item.kind)
    field = spec.by_name.get(item.field) if spec else None
    joined = conflicts.offered(item)
    told = _joined(item, field, joined.words or joined.text) if joined else ()
    sides = tuple(
        Side(
            version,
            _compared(item, field, version.words) if version.understood and at < MOST_SIDES else _plain(version.words),
        )
        for at, version in enumerate(item.versions)
    )
    return Shown(item, field, sides, joined, told, rest)


def _compared(conflict: Conflict, field: FieldSpec | None, words: str) -> tuple[Piece, ...]:
    if field is None or field.type not in ("text", "line") or not words:
        return _plain(words)
    if field.type == "text" and not conflict.is_text:
        # One of several choices: what they are called is not compared word by word.
        return _plain(words)
    before = conflict.before.words if conflict.before and conflict.before.understood else ""
    # Where nothing stood before, every word is new: what tells is where the versions differ.
    other = before or (_another(conflict, words) if began_empty(conflict) else "")
    if not other or len(other) + len(words) > _MOST_COMPARED:
        return _plain(words)
    pieces = compare(other, words, whole=True)
    return tuple(pieces if before else [one for one in pieces if one.kind != "out"])


def _joined(conflict: Conflict, field: FieldSpec | None, words: str) -> tuple[Piece, ...]:
    """All versions in one text, with what is new marked; what was taken out is marked beside it, in the versions."""
    if began_empty(conflict):
        return _plain(words)
    return tuple(one for one in _compared(conflict, field, words) if one.kind != "out")


def began_empty(conflict: Conflict) -> bool:
    """Whether nothing stood in the field when all began."""
    return conflict.before is None or (conflict.before.understood and not conflict.before.words)


def _another(conflict: Conflict, words: str) -> str:
    """The first version that says something else, or ""."""
    return next((one.words for one in conflict.versions if one.understood and one.words not in ("", words)), "")


def _plain(words: str) -> tuple[Piece, ...]:
    return (Piece("same", words),) if words else ()
