"""What served which activity, and how often in each month: told by record and by sums, with the record itself.

`served` has a row for each activity that a record served (domain/served.py). `served_month` has the sums of these rows
by month, so that a picture of years is read without them: one row for all, and one for each of those who did it. It is
kept by adding and taking away what a change makes more or less, and never made of all rows but in a rebuild.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from isp_desktop.db.sql import Connection

EVERYBODY = ""
"""Whose sums those of all are."""

COLUMNS = ("uid", "kind", "code", "day", "place", "seconds", "who", "private")
ServedRow = tuple[str, str, str, str, str, int | None, str, bool]
"""A row of `served`; `who` is what `names` writes."""

_MONTH = 7
# So many sums wait at the most; bounds memory in bulk work.
_MOST_WAITING = 20_000
_ADD = (
    "INSERT INTO served_month (who, month, code, private, times, timed, seconds) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (who, month, code, private) DO UPDATE SET times = times + excluded.times, "
    "timed = timed + excluded.timed, seconds = seconds + excluded.seconds"
)
_END = "DELETE FROM served_month WHERE who = ? AND month = ? AND code = ? AND private = ? AND times = 0"
_INSERT = f"INSERT INTO served ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_BREAK = "\n"

_Key = tuple[str, str, str, bool]


def names(who: Iterable[str]) -> str:
    """Those who did something, so that one of them is found by `named`."""
    return f"{_BREAK}{_BREAK.join(who)}{_BREAK}"


def named(who: str) -> str:
    """What stands in a row of `served` where `who` is one of those who did it."""
    return f"{_BREAK}{who}{_BREAK}"


class Tallies:
    """What a change makes more or less; to be written at its end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sums: dict[_Key, list[int]] = defaultdict(lambda: [0, 0, 0])

    def put(self, rows: Sequence[ServedRow]) -> None:
        """Writes rows of `served`."""
        if rows:
            self._connection.exec_driver_sql(_INSERT, list(rows))
            for row in rows:
                self._count(row, 1)
        if len(self._sums) > _MOST_WAITING:
            self.write()

    def take_out(self, uids: Sequence[str]) -> None:
        """Takes out the rows of the records `uids`, some hundreds at the most."""
        holes = ", ".join("?" * len(uids))
        found = f"FROM served WHERE uid IN ({holes})"
        gone = self._connection.exec_driver_sql(f"SELECT {', '.join(COLUMNS)} {found}", tuple(uids)).all()
        if gone:
            self._connection.exec_driver_sql(f"DELETE {found}", tuple(uids))
        for row in gone:
            self._count(tuple(row), -1)

    def write(self) -> None:
        """Adds to the sums what came, and takes from them what went."""
        changed = {key: sums for key, sums in self._sums.items() if any(sums)}
        if changed:
            self._connection.exec_driver_sql(_ADD, [(*key, *sums) for key, sums in changed.items()])
        ended = [key for key, sums in changed.items() if sums[0] < 0]
        if ended:
            self._connection.exec_driver_sql(_END, ended)
        self._sums.clear()

    def _count(self, row: ServedRow, sign: int) -> None:
        _uid, _kind, code, day, _place, seconds, who, private = row
        # What nobody put a name to is everybody's alone.
        for one in (EVERYBODY, *filter(None, who.split(_BREAK))):
            sums = self._sums[one, day[:_MONTH], code, bool(private)]
            sums[0] += sign
            if seconds is not None:
                sums[1] += sign
                sums[2] += sign * seconds
