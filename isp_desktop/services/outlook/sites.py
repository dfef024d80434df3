"""The sites that are looked at, and to which of them a record belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from isp_desktop.db.outlook import Row
from isp_desktop.services.outlook.source import Source


class Sites(Struct, frozen=True):
    """Sites by uid with their initiatives, and the day as of which all is told.

    Attributes:
        since: how far back is read, "YYYY-MM-DD"; "" for all that there is.
    """

    source: Source
    initiatives: Mapping[str, tuple[str, ...]]
    today: str
    since: str = ""

    @property
    def uids(self) -> list[str]:
        """Those of the sites."""
        return list(self.initiatives)

    @property
    def programmes(self) -> set[str]:
        """The uids of the initiatives of any of them."""
        return {uid for own in self.initiatives.values() for uid in own}

    def told(
        self,
        kind: str,
        fields: Sequence[str],
        has: Sequence[str] = (),
        *,
        by_initiative: bool = False,
        since: str = "",
    ) -> Iterator[tuple[str, Row]]:
        """The records of a kind, each with the site it is of.

        Args:
            by_initiative: what names an initiative and no site is of all sites of that.
            since: as `db.outlook.around` has it.
        """
        named = [*fields, "site", *(("initiative",) if by_initiative else ())]
        found = {row["uid"]: row for row in self.source.around(kind, "site", self.uids, named, has, since)}
        if by_initiative:
            others = self.source.around(kind, "initiative", self.programmes, named, has, since)
            found |= {row["uid"]: row for row in others if not row["site"]}
        for row in found.values():
            for site in self._of(row):
                yield site, row

    def _of(self, row: Row) -> Iterable[str]:
        if row["site"]:
            return [row["site"]] if row["site"] in self.initiatives else []
        return [site for site, own in self.initiatives.items() if row["initiative"] in own]


def text(row: Row, name: str) -> str:
    """A field as text; "" for none."""
    return str(row[name] or "")


def texts(row: Row, names: Iterable[str]) -> dict[str, str]:
    """Some fields as text by their names."""
    return {name: text(row, name) for name in names}


def days(row: Row, name: str) -> int:
    """A number of days, 0 for none."""
    value = row[name]
    return int(value) if isinstance(value, int | float) and value > 0 else 0


def members(row: Row, name: str) -> tuple[str, ...]:
    """A set."""
    value: Any = row[name]
    return tuple(value or ())


def noted(uid: str) -> str:
    """The day on which a record was written down, "" where its uid does not tell: it was made of others'."""
    # Of a UUIDv7 the first twelve digits tell when; taken as they stand, for there are thousands.
    return _day(int(uid[:8] + uid[9:13], 16) // _DAY_MS) if uid[14:15] == "7" else ""


@lru_cache(maxsize=8_192)
def _day(days_on: int) -> str:
    return (_EPOCH + dt.timedelta(days=min(days_on, _LAST))).isoformat()


_DAY_MS = 86_400_000
_EPOCH, _LAST = dt.date(1970, 1, 1), 2_900_000
