"""What a view shows of a person or a site: the only way by which a brief reads anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from isp_desktop.db import lists, settings
from isp_desktop.db.store import Reading
from isp_desktop.db.whole import View
from isp_desktop.domain.days import first_number
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record

BRIEFED = ("person", "site")
"""The kinds on which there are briefs."""

_MOST, _CHUNK = 1_000, 500


class Seen:
    """The person or site that a brief is on and what points to it, as one view shows it.

    What is private is never read by a view of what is shared, and so neither told nor counted.

    Attributes:
        about: whom or what the brief is on.
        me: the uid of the practitioner's own record, or "".
        author: what the practitioner is called on this computer.

    Raises:
        NotFound: there is no such person or site, or nothing of it is shared.
    """

    def __init__(self, reading: Reading, private: bool, uid: str, author: str, today: dt.date) -> None:
        self.reading, self.private, self.uid, self.author, self.today = reading, private, uid, author, today
        self._view = View(private)
        self._read: dict[tuple[str, str, str], list[Record]] = {}
        self.me = str(settings.read(reading, "me") or "")
        seen = self._view.records(reading, [uid]).get(uid)
        if seen is None or seen.kind not in BRIEFED or seen.life == "deleted":
            raise NotFound(_("There is no such person or site to make a brief on. Look it up by search."))
        self.about = seen

    def pointing(self, kind: str, field: str) -> list[Record]:
        """The records of a kind whose `field` points to whom or what the brief is on, latest first."""
        there = self.leading_to(self.uid, kind, field)
        return sorted(there, key=lambda one: (lists.name_of(one).day or "", one.uid), reverse=True)

    def leading_to(self, target: str, kind: str, field: str) -> list[Record]:
        """The records of a kind whose `field` points to `target`; read once, however often a brief is tried."""
        asked = (target, kind, field)
        if asked not in self._read:
            self._read[asked] = self._read_leading_to(target, kind, field)
        return self._read[asked]

    def coming(self, target: str, kind: str, field: str) -> list[Record]:
        """The same of today and later days alone; of somebody met for years most are past."""
        uids = lists.pointing(self.reading, target, kind, field, None, first_number(self.today))
        return [one for one in self.records(uids).values() if one.life != "deleted" and target in many(one, field)]

    def _read_leading_to(self, target: str, kind: str, field: str) -> list[Record]:
        # The tables show what their owner sees: that a private word points here is nobody else's business, and neither
        # which records are among her latest.
        limit = _MOST if self.private else None
        seen = self.records(lists.pointing(self.reading, target, kind, field, limit))
        return [one for one in seen.values() if one.life != "deleted" and target in many(one, field)]

    def names(self, uids: Iterable[str]) -> dict[str, str]:
        """What the records with these uids are called, those that are shown."""
        return {uid: text(one, "name") for uid, one in self.records({uid for uid in uids if uid}).items()}

    def records(self, uids: Iterable[str]) -> dict[str, Record]:
        """The records with these uids that are shown, deleted ones too."""
        wanted = list(uids)
        found: dict[str, Record] = {}
        for start in range(0, len(wanted), _CHUNK):
            found |= self._view.records(self.reading, wanted[start : start + _CHUNK])
        return found


def text(one: Record, name: str) -> str:
    """What a field of text holds, "" for nothing."""
    value: Any = one.fields.get(name)
    return value if isinstance(value, str) else ""


def many(one: Record, name: str) -> list[str]:
    """What a field of links holds, also one link."""
    value: Any = one.fields.get(name) or ()
    return [value] if isinstance(value, str) else list(value)
