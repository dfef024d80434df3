"""The full-text index: how it is made, how words come into it and out of it, and how its segments are merged.

It lies on the disk in segments, and a word is looked for in each of them: a search is the slower the more there are.
"""

from __future__ import annotations

from collections.abc import Iterable

from isp_desktop.db.sql import Connection

# FTS5 gathers in memory what is written, three times as much as the words take, and makes a segment of so much.
_GATHERED = 32 * 2**20
# It makes one, too, when a number follows that is less than the one before. So words are held back until they have so
# many letters, and then written in the order of their numbers: a million records make some 45 segments. Written as
# they come, each few hundred would make one.
_HELD = 8 * 2**20
# Each save leaves a segment. They are merged between saves (`merge`), not in the middle of one, where it takes up to
# 400 ms. This is for whoever saves on and on without a pause: the index holds no more than 2,000 segments.
_MOST_SEGMENTS = 256
# About 400 KB, which take 10 ms: so long a save may have to wait.
_PAGES_A_MERGE = 100

_CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    kind, title, body, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 2"
)
"""


class WordsOnTheirWay:
    """Words on their way into the full-text index: what is held back is not found until `write` is called."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: dict[int, tuple[str, str, str]] = {}
        self._letters = 0

    def put(self, number: int, words: tuple[str, str, str]) -> None:
        """Takes the kind, title and body of the record with this number, of which nothing is there."""
        self._held[number] = words
        self._letters += sum(map(len, words))
        if self._letters > _HELD:
            self.write()

    def take_out(self, numbers: Iterable[int]) -> None:
        """Takes the words of these records out again, wherever they are."""
        gone = list(numbers)
        for number in gone:
            self._letters -= sum(map(len, self._held.pop(number, ())))
        self._connection.exec_driver_sql("DELETE FROM words WHERE rowid = ?", [(number,) for number in gone])

    def write(self) -> None:
        """Puts what was held back into the index."""
        if self._held:
            rows = [(number, *words) for number, words in sorted(self._held.items())]
            self._connection.exec_driver_sql("INSERT INTO words(rowid, kind, title, body) VALUES (?, ?, ?, ?)", rows)
            self._held.clear()
            self._letters = 0


def create(connection: Connection) -> None:
    """Makes the index, empty, where it is missing."""
    connection.exec_driver_sql(_CREATE)
    _tell(connection, "hashsize", _GATHERED)
    _tell(connection, "automerge", 0)
    _tell(connection, "crisismerge", _MOST_SEGMENTS)


def drop(connection: Connection) -> None:
    """Takes the index away."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS words")


def merge(connection: Connection) -> bool:
    """Merges a small part of the index; False when there was nothing left to merge."""
    before = _changes(connection)
    _tell(connection, "merge", _PAGES_A_MERGE)
    # SQLite's own sign of it: the command itself counts as one change.
    return _changes(connection) - before > 1


def _tell(connection: Connection, command: str, number: int) -> None:
    connection.exec_driver_sql("INSERT INTO words(words, rank) VALUES (?, ?)", (command, number))


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())
