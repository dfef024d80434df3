"""Finding records by words, newest first; ranked only where the hits are few, since ranking reads every hit.

What a key costs does not grow with the notebook: of a common word only the newest hits are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db.models import kinds
from isp_desktop.db.sql import Connection, bindparam, func, select, text
from isp_desktop.db.tables import record, table_of, words
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.words import asked_for, beginning, fold, is_single_letter, question

RANKED = 200
"""Up to this many hits are put in order of how well they fit."""

COMMON = 1_000
"""A word that more records hold than this tells nothing of how well one fits, and is left out of the ranking, for which
every record that holds it would be read."""

# The index has lists of its own for the beginnings of two and of three letters.
_LONGEST_LISTED = 3
# The newest hits of a beginning in more words than these are rarely far: most records hold one of them.
_MOST_WORDS = 200
# Behind a word and before each that begins with it, and behind all of these, whatever the letters.
_NEXT, _END = "\x01", "\U0010ffff"
_WORDS_BY_LETTER = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.written USING fts5vocab(main, words, instance)"
# From each word straight to the next one, past all the places where it stands.
_WRITTEN = """
WITH RECURSIVE found(term) AS (
    SELECT (SELECT term FROM temp.written WHERE term >= :start)
    UNION ALL SELECT (SELECT term FROM temp.written WHERE term >= found.term || :next) FROM found WHERE term < :end
)
SELECT term FROM found WHERE term < :end LIMIT :most
"""


def find(connection: Connection, typed: str, kind: str = "", limit: int = 50) -> list[str]:
    """The uids of up to `limit` records that hold all words of `typed`, deleted ones left out.

    A single letter finds the names that begin with it: nearly every note holds a word that does.
    """
    if is_single_letter(typed):
        return _named(connection, fold(typed.strip()), kind, limit)
    phrases = asked_for(typed)
    if not phrases:
        return []
    spelled = [_spelled_out(connection, phrase) for phrase in phrases]
    numbers = _matching(connection, question(spelled, kind), "rowid DESC", max(limit, RANKED) + 1)
    if len(numbers) <= RANKED:
        numbers = _ranked(connection, phrases, spelled, kind, numbers)
    return _uids(connection, numbers[:limit])


class Texts(Struct, frozen=True):
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


def _spelled_out(connection: Connection, phrase: str) -> str:
    """A phrase that finds the same, newest hit first, without reading every hit: each word that a beginning may mean.

    For a beginning itself the index first collects all the records that hold any such word.
    """
    start = beginning(phrase)
    if len(start) <= _LONGEST_LISTED:
        return phrase
    connection.exec_driver_sql(_WORDS_BY_LETTER)
    asked = {"start": start, "next": _NEXT, "end": start + _END, "most": _MOST_WORDS + 1}
    written = list(connection.execute(text(_WRITTEN), asked).scalars())
    if not written or len(written) > _MOST_WORDS:
        return phrase
    return "(" + " OR ".join(f'"{word}"' for word in written) + ")"


def _ranked(
    connection: Connection, phrases: Sequence[str], spelled: Sequence[str], kind: str, numbers: list[int]
) -> list[int]:
    """All the hits, best first, newest first among equals: by those of `phrases` that are not common."""
    telling = phrases
    if len(phrases) > 1:
        telling = [one for one, same in zip(phrases, spelled, strict=True) if not _is_common(connection, same)]
    if not telling:
        return numbers
    hits = set(numbers)
    best = _matching(connection, question(telling, kind), "bm25(words, 0, 10, 1), rowid DESC", COMMON)
    return [number for number in best if number in hits]


def _is_common(connection: Connection, phrase: str) -> bool:
    holding = select(words.c.rowid).where(text("words MATCH :asked")).limit(COMMON + 1).subquery()
    asked = {"asked": question([phrase])}
    return connection.execute(select(func.count()).select_from(holding), asked).scalar_one() > COMMON


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
