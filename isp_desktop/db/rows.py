"""What one record puts into the tables: worked out from the record alone, without looking at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring_ascii
from typing import Any

from msgspec import Struct

from isp_desktop.db.served import ServedRow, names
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.merge import Life
from isp_desktop.domain.record import Record
from isp_desktop.domain.served import served
from isp_desktop.domain.words import fold, indexable

_TITLE_LENGTH = 80
_LAST = "\U0010ffff"
NOTHING = "-"
"""Stands in a record's title where one of several links or choices is empty."""


class Rows(Struct, frozen=True):
    """What one record puts into the tables, as the database takes it.

    Attributes:
        day: the day that it is about, if it has one.
        record: its row in `record`, without its number: the columns `RECORD`.
        own: its row in its kind's table, the columns `own_columns`; () for an unknown kind.
        links: the fields that point to others, and to whom.
        words: kind, title and body for the full-text index.
        served: its rows in `served`: which activities it served.
    """

    uid: str
    kind: str
    life: Life
    day: str | None
    record: tuple[Any, ...]
    own: tuple[Any, ...]
    links: list[tuple[str, str]]
    words: tuple[str, str, str]
    served: Sequence[ServedRow] = ()


RECORD = ("uid", "kind", "life", "private", "conflicts", "title", "title_link", "day", "changed_ms")
"""The columns of `Rows.record`."""


def own_columns(spec: KindSpec) -> tuple[str, ...]:
    """The columns of `Rows.own`."""
    return ("uid", "life", "private", "conflicts", "sort", *spec.by_name)


def rows_of(seen: Record, spec: KindSpec | None) -> Rows:
    """What a record puts into the tables; of a kind not known here, only what names it."""
    uid, kind, life, fields = seen.uid, seen.kind, seen.life, seen.fields
    private, conflicts = seen.is_private, len(seen.conflicts)
    if spec is None:
        named = (uid, kind, life, private, conflicts, "", None, None, seen.changed_ms)
        return Rows(uid, kind, life, None, named, (), [], (kind, "", ""))
    day = fields.get(spec.day) if spec.day else None
    title, title_link = _title(fields, spec), _held(fields, spec.title_links) or None
    values = list(map(fields.get, spec.by_name))
    for at, field in spec.unlike_words:
        values[at] = _as_stored(field, values[at])
    return Rows(
        uid=uid,
        kind=kind,
        life=life,
        day=day,
        record=(uid, kind, life, private, conflicts, title, title_link, day, seen.changed_ms),
        own=(uid, life, private, conflicts, _sort(fields, spec), *values),
        links=_links(fields, spec),
        words=(kind, _words(fields, spec.searched["title"]), _words(fields, spec.searched["body"])),
        served=[] if life == "deleted" else _served(seen),
    )


def _served(seen: Record) -> list[ServedRow]:
    uid, kind, private = seen.uid, seen.kind, seen.is_private
    return [
        (uid, kind, one.code, one.day, one.place, one.seconds, names(one.who), private)
        for one in served(kind, uid, seen.fields, seen.authors[0])
    ]


def _as_stored(field: FieldSpec, value: Any) -> Any:
    """The value of one of `KindSpec.unlike_words`."""
    if field.is_set:
        # As `json.dumps` writes a list, which makes a new encoder each time.
        return "null" if value is None else f"[{', '.join(map(encode_basestring_ascii, value))}]"
    # A number without a point may be larger than the database's whole ones.
    return None if value is None else float(value)


def _title(fields: Mapping[str, Any], spec: KindSpec) -> str:
    """The record's own part of its name: its title line, or the keys of its choices, else how its first text begins."""
    for name in spec.title_lines:
        if name in fields:
            return str(fields[name])
    if chosen := _held(fields, spec.title_choices):
        return chosen
    if spec.title_links:
        return ""
    texts = (fields[field.name] for field in spec.fields if field.type == "text" and field.name in fields)
    flat = " ".join(next(texts, "").split())
    return flat if len(flat) <= _TITLE_LENGTH else flat[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _held(fields: Mapping[str, Any], names: Sequence[str]) -> str:
    """What fields of a title hold, in their order, with a space between; "" where all are empty."""
    held = [str(fields.get(name) or NOTHING) for name in names]
    return " ".join(held) if any(one != NOTHING for one in held) else ""


def _sort(fields: Mapping[str, Any], spec: KindSpec) -> str:
    """Where the record stands in its kind's list; what has no date or name comes last."""
    if spec.order[0] not in fields:
        return "" if spec.latest_first else _LAST
    return " ".join([fold(str(fields.get(name, ""))) for name in spec.order])


def _links(fields: Mapping[str, Any], spec: KindSpec) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for field in spec.links:
        value = fields.get(field.name)
        if isinstance(value, list):
            # What another program logged as one value may name somebody twice.
            found += [(field.name, target) for target in dict.fromkeys(value)]
        elif value is not None:
            found.append((field.name, value))
    return found


def _words(fields: Mapping[str, Any], names: Sequence[str]) -> str:
    values = [fields[name] for name in names if name in fields]
    return indexable(" ".join([" ".join(value) if isinstance(value, list) else str(value) for value in values]))
