"""Who answers to whom, and where that goes one way only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct


class Answers(Struct, frozen=True):
    """That `who` answers to `to`, both uids, from `since` until `until`, "YYYY-MM-DD" or ""."""

    who: str
    to: str
    since: str = ""
    until: str = ""

    def is_in_force(self, today: dt.date) -> bool:
        """Whether it holds today."""
        return self.since <= today.isoformat() and (not self.until or self.until >= today.isoformat())


def one_sided(answers: Iterable[Answers], today: dt.date) -> list[tuple[str, str]]:
    """Who answers to whom while nothing goes the other way, each pair once, in the order given."""
    pairs = dict.fromkeys((one.who, one.to) for one in answers if one.is_in_force(today))
    return [(who, to) for who, to in pairs if (to, who) not in pairs and who != to]
