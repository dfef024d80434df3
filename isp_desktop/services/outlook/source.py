"""Where the outlook is read from: the notebook as its owner sees it, or what of it is shared and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct

from isp_desktop.db import contact, lists, settings, shared
from isp_desktop.db import outlook as table
from isp_desktop.db.exchange import chunks
from isp_desktop.db.outlook import Row
from isp_desktop.db.store import Reading
from isp_desktop.domain.contact import by_role, rhythm_of
from isp_desktop.domain.coverage import empty_parts
from isp_desktop.domain.record import Record
from isp_desktop.services import coverage, naming
from isp_desktop.services.capacity.runs import runs
from isp_desktop.services.capacity.targets import holding, percents, said
from isp_desktop.services.capacity_result import overview
from isp_desktop.services.capacity_result import source as capacity_source
from isp_desktop.services.capacity_result.overview import Standing
from isp_desktop.services.contact import contacts_elsewhere
from isp_desktop.services.sharing.shared_titles import titles_of


class Silence(Struct, frozen=True):
    """Somebody with whom contact is wanted every so many days, and when that last was; "" for never."""

    person: str
    wanted: float
    longest: float
    last: str


class Source(Protocol):
    """What is deleted comes nowhere."""

    def around(
        self,
        kind: str,
        field: str,
        targets: Iterable[str],
        fields: Sequence[str],
        has: Sequence[str] = (),
        since: str = "",
    ) -> list[Row]:
        """As `db.outlook.around` says."""
        ...

    def rows(self, kind: str, uids: Iterable[str], fields: Sequence[str], has: Sequence[str] = ()) -> list[Row]:
        """The records of `kind` with these uids."""
        ...

    def waiting(self, sites: Iterable[str], before: str) -> list[str]:
        """As `db.outlook.waiting` says."""
        ...

    def held(self, sites: Iterable[str], since: str, today: dt.date) -> list[tuple[str, str]]:
        """As `db.outlook.held` says."""
        ...

    def people(self, uids: Iterable[str]) -> set[str]:
        """Which of `uids` are people."""
        ...

    def names(self, uids: Iterable[str]) -> dict[str, str]:
        """What records are called."""
        ...

    def standings(self, assessments: Mapping[str, tuple[str, Sequence[str]]]) -> dict[str, Standing]:
        """What assessments came to, each for the site and the initiatives by whose targets it is told."""
        ...

    def silences(self, people: Iterable[str], today: dt.date) -> list[Silence] | None:
        """With whom of `people` contact is wanted; None where that is not told."""
        ...

    def gaps(self, initiative: str) -> tuple[int, int]:
        """In how many parts of the system nobody is known, and of how many; 0 of 0 where that is not told."""
        ...


class Own:
    """All that is in the notebook."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def around(
        self,
        kind: str,
        field: str,
        targets: Iterable[str],
        fields: Sequence[str],
        has: Sequence[str] = (),
        since: str = "",
    ) -> list[Row]:
        """As `Source` says."""
        return table.around(self._reading, kind, field, targets, fields, has, since)

    def rows(self, kind: str, uids: Iterable[str], fields: Sequence[str], has: Sequence[str] = ()) -> list[Row]:
        """Likewise."""
        return table.rows(self._reading, kind, uids, fields, has)

    def waiting(self, sites: Iterable[str], before: str) -> list[str]:
        """Likewise."""
        return table.waiting(self._reading, sites, before)

    def held(self, sites: Iterable[str], since: str, today: dt.date) -> list[tuple[str, str]]:
        """Likewise."""
        return table.held(self._reading, sites, since, today)

    def people(self, uids: Iterable[str]) -> set[str]:
        """Likewise."""
        return {uid for uid, name in lists.names(self._reading, uids).items() if name.kind == "person"}

    def names(self, uids: Iterable[str]) -> dict[str, str]:
        """Likewise."""
        return naming.titles(self._reading, uids)

    def standings(self, assessments: Mapping[str, tuple[str, Sequence[str]]]) -> dict[str, Standing]:
        """Likewise."""
        found = runs(self._reading, list(assessments))
        said_of = {uid: said(self._reading, uid) for uid in {run.instrument for run in found}}
        told = {}
        for run in found:
            targets = percents(holding(said_of[run.instrument], *assessments[run.uid]))
            told[run.uid] = overview.against(run.profile().cells, targets)
        return told

    def silences(self, people: Iterable[str], today: dt.date) -> list[Silence] | None:
        """Likewise."""
        fields = ("role", "wanted_days", "longest_days", "merged_into")
        roles, me = by_role(contact.rhythms(self._reading)), str(settings.read(self._reading, "me") or "")
        rhythms = {
            row["uid"]: rhythm
            for row in self.rows("person", people, fields)
            if not row["merged_into"]
            and row["uid"] != me
            and (rhythm := rhythm_of(row["wanted_days"], row["longest_days"], row["role"], roles)) is not None
        }
        last = contact.last_contacts(self._reading, rhythms, today)
        elsewhere = contacts_elsewhere(self._reading, today)
        return [
            Silence(uid, rhythm.wanted, rhythm.longest or 0, _later(last.get(uid), elsewhere.get(uid, 0)))
            for uid, rhythm in rhythms.items()
        ]

    def gaps(self, initiative: str) -> tuple[int, int]:
        """Likewise."""
        return empty_parts(coverage.known(self._reading, initiative))


class Shared:
    """What may leave this computer: private words cannot come along, because they are never read.

    Who was last in touch private notes tell, too, and so nothing is told of contacts and of whom one knows.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def around(
        self,
        kind: str,
        field: str,
        targets: Iterable[str],
        fields: Sequence[str],
        has: Sequence[str] = (),
        since: str = "",
    ) -> list[Row]:
        """As `Source` says."""
        wanted = set(targets)
        found = self._records(kind, table.uids_around(self._reading, kind, field, wanted, since))
        # It may point there by what is private of it alone.
        return [_row(one, fields, has) for one in found if wanted & _ends(one.fields.get(field))]

    def rows(self, kind: str, uids: Iterable[str], fields: Sequence[str], has: Sequence[str] = ()) -> list[Row]:
        """Likewise."""
        return [_row(one, fields, has) for one in self._records(kind, uids)]

    def waiting(self, sites: Iterable[str], before: str) -> list[str]:
        """Likewise."""
        return table.waiting(self._reading, sites, before)

    def held(self, sites: Iterable[str], since: str, today: dt.date) -> list[tuple[str, str]]:
        """Likewise."""
        there, day = set(sites), today.isoformat()
        rows = self.around("visit", "site", there, ("site", "date", "stage"), since=since)
        return [
            (str(row["site"]), str(row["date"]))
            for row in rows
            if row["date"]
            and (row["date"] <= day if row["stage"] == "held" else not row["stage"] and row["date"] < day)
        ]

    def people(self, uids: Iterable[str]) -> set[str]:
        """Likewise."""
        return {one.uid for one in self._records("person", uids)}

    def names(self, uids: Iterable[str]) -> dict[str, str]:
        """Likewise."""
        return titles_of(self._reading, uids)

    def standings(self, assessments: Mapping[str, tuple[str, Sequence[str]]]) -> dict[str, Standing]:
        """Likewise; one after the other, as the files of each result are made."""
        source, told = capacity_source.Shared(self._reading), {}
        for uid, record in source.records("assessment", assessments).items():
            run = capacity_source.run_seen(source, record)
            targets = source.targets(record.text("instrument"), assessments[uid][0])
            told[uid] = overview.against(run.profile().cells, targets)
        return told

    def silences(self, _people: Iterable[str], _today: dt.date) -> list[Silence] | None:
        """Likewise."""
        return None

    def gaps(self, _initiative: str) -> tuple[int, int]:
        """Likewise."""
        return 0, 0

    def _records(self, kind: str, uids: Iterable[str]) -> list[Record]:
        return [
            one
            for part in chunks(uids)
            for one in shared.records(self._reading, part).values()
            if one.kind == kind and one.life != "deleted"
        ]


def _ends(value: Any) -> set[str]:
    return set(value) if isinstance(value, list) else {value}


def _row(one: Record, fields: Sequence[str], has: Sequence[str]) -> Row:
    told = {name: one.fields.get(name) for name in fields}
    return {"uid": one.uid, **told, **{f"has_{name}": bool(one.fields.get(name)) for name in has}}


def _later(day: dt.date | None, ordinal: int) -> str:
    last = max(day.toordinal() if day else 0, ordinal)
    return dt.date.fromordinal(last).isoformat() if last else ""
