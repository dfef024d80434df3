"""What one record puts into the tables: worked out from the record alone, without looking at them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.record import Record
from isp_desktop.domain.words import fold, indexable

_TITLE_LENGTH = 80
_LAST = "\U0010ffff"


class Rows(Struct, frozen=True):
    """What one record puts into the tables, as the database takes it."""

    kind: str
    own: dict[str, Any]
    record: dict[str, Any]
    links: list[dict[str, str]]
    words: tuple[str, str, str]


def rows_of(seen: Record, spec: KindSpec | None) -> Rows:
    """What a record puts into the tables; of a kind not known here, only what names it."""
    shared_columns = {
        "uid": seen.uid,
        "life": seen.life,
        "private": seen.is_private,
        "conflicts": len(seen.conflicts),
    }
    named = {
        "kind": seen.kind,
        "title": _title(seen, spec),
        "title_link": _title_link(seen, spec),
        "day": seen.fields.get(spec.day) if spec and spec.day else None,
        "changed_ms": seen.changed_ms,
    }
    if spec is None:
        return Rows(seen.kind, {}, shared_columns | named, [], (seen.kind, "", ""))
    kept = seen.fields.get
    own = shared_columns | {"sort": _sort(seen, spec)}
    own |= {field.name: _as_stored(field, kept(field.name)) for field in spec.fields}
    return Rows(seen.kind, own, shared_columns | named, list(_links(seen, spec)), _words(seen, spec))


def _as_stored(field: FieldSpec, value: Any) -> Any:
    if field.is_set:
        return json.dumps(value)
    # A number without a point may be larger than the database's whole ones.
    return float(value) if field.type == "number" and value is not None else value


def _title(seen: Record, spec: KindSpec | None) -> str:
    """The record's own part of its name: its title line, else the beginning of its first text."""
    if spec is None:
        return ""
    for name in spec.title:
        if spec.by_name[name].type == "line" and name in seen.fields:
            return str(seen.fields[name])
    if any(spec.by_name[name].type == "link" for name in spec.title):
        return ""
    texts = (seen.fields[field.name] for field in spec.fields if field.type == "text" and field.name in seen.fields)
    flat = " ".join(next(texts, "").split())
    return flat if len(flat) <= _TITLE_LENGTH else flat[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _title_link(seen: Record, spec: KindSpec | None) -> str | None:
    if spec is None:
        return None
    return next((seen.fields.get(name) for name in spec.title if spec.by_name[name].type == "link"), None)


def _sort(seen: Record, spec: KindSpec) -> str:
    """Where the record stands in its kind's list; what has no date or name comes last."""
    if spec.order[0] not in seen.fields:
        return "" if spec.latest_first else _LAST
    return " ".join(fold(str(seen.fields.get(name, ""))) for name in spec.order)


def _links(seen: Record, spec: KindSpec) -> Iterator[dict[str, str]]:
    for field in spec.fields:
        if field.to and field.name in seen.fields:
            value = seen.fields[field.name]
            # What another program logged as one value may name somebody twice.
            for target in dict.fromkeys(value) if field.is_set else [value]:
                yield {"target": target, "source": seen.uid, "field": field.name}


def _words(seen: Record, spec: KindSpec) -> tuple[str, str, str]:
    title, body = (" ".join(_weighted(seen.fields, spec, weight)) for weight in ("title", "body"))
    return spec.kind, title, body


def _weighted(fields: Mapping[str, Any], spec: KindSpec, weight: str) -> Iterator[str]:
    for field in spec.fields:
        if field.weight == weight and field.name in fields:
            value = fields[field.name]
            yield indexable(" ".join(value) if field.is_set else str(value))
