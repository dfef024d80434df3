"""Finding records by words, newest first; ranked only where the hits are few, since ranking reads every hit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from isp_desktop.db.models import kinds
from isp_desktop.db.sql import Connection, bindparam, select, text
from isp_desktop.db.tables import record, table_of, words
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.words import fold, is_single_letter, question

RANKED = 200
"""Up to this many hits are put in order of how well they fit."""


def find(connection: Connection, typed: str, kind: str = "", limit: int = 50) -> list[str]:
    """The uids of up to `limit` records that hold all words of `typed`, deleted ones left out.

    A single letter finds the names that begin with it: nearly every note holds a word that does.
    """
    if is_single_letter(typed):
        return _named(connection, fold(typed.strip()), kind, limit)
    asked = question(typed, kind)
    if not asked:
        return []
    numbers = _matching(connection, asked, "rowid DESC", max(limit, RANKED) + 1)
    if len(numbers) <= RANKED:
        numbers = _matching(connection, asked, "bm25(words, 0, 10, 1), rowid DESC", RANKED)
    return _uids(connection, numbers[:limit])


@dataclass(frozen=True, slots=True)
class Texts:
    """The searchable words of a record, those of its private fields apart."""

    open: str
    private: str


def texts(connection: Connection, hits: Iterable[tuple[str, str]]) -> dict[str, Texts]:
    """The searchable text of each of `hits` (uid and kind), for showing where a word stands."""
    by_kind: dict[str, list[str]] = {}
    for uid, kind in hits:
        by_kind.setdefault(kind, []).append(uid)
    found: dict[str, Texts] = {}
    for kind, uids in by_kind.items():
        if kind in kinds():
            found |= _texts_of_kind(connection, kinds()[kind], uids)
    return found


def _named(connection: Connection, letter: str, kind: str, limit: int) -> list[str]:
    by_name = [spec.kind for spec in kinds().values() if spec.order == spec.title and kind in ("", spec.kind)]
    found: list[str] = []
    for name in by_name:
        own = table_of(name)
        query = select(own.c.uid).where(
            own.c.sort >= letter, own.c.sort < chr(ord(letter) + 1), own.c.life != "deleted"
        )
        found += connection.execute(query.order_by(own.c.sort).limit(limit - len(found))).scalars()
    return found


def _matching(connection: Connection, asked: str, order: str, limit: int) -> list[int]:
    query = select(words.c.rowid).where(text("words MATCH :asked")).order_by(text(order)).limit(bindparam("most"))
    return list(connection.execute(query, {"asked": asked, "most": limit}).scalars())


def _uids(connection: Connection, numbers: list[int]) -> list[str]:
    rows = connection.execute(select(record.c.n, record.c.uid).where(record.c.n.in_(numbers)))
    by_number = {n: uid for n, uid in rows}
    return [by_number[n] for n in numbers]


def _texts_of_kind(connection: Connection, spec: KindSpec, uids: list[str]) -> dict[str, Texts]:
    own = table_of(spec.kind)
    fields = [field for field in spec.fields if field.weight]
    rows = connection.execute(select(own.c.uid, *(own.c[field.name] for field in fields)).where(own.c.uid.in_(uids)))
    found: dict[str, Texts] = {}
    for uid, *values in rows:
        told = [(field.private, _plain(value)) for field, value in zip(fields, values, strict=True) if value]
        apart = (" · ".join(own for private, own in told if private is wanted) for wanted in (False, True))
        found[uid] = Texts(*apart)
    return found


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
