"""Where a result is read from: the notebook as its owner sees it, or what of it is shared and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists, shared
from isp_desktop.db.store import Reading
from isp_desktop.domain.scoring import Cell
from isp_desktop.services import naming
from isp_desktop.services.capacity import runs
from isp_desktop.services.capacity.questions import Questions, asked
from isp_desktop.services.capacity.runs import Run, run_of
from isp_desktop.services.capacity.targets import Needed, holding, percents, said


class Seen(Struct, frozen=True):
    """A record: its fields, unset ones as None or missing."""

    uid: str
    kind: str
    life: str
    in_conflict: bool
    fields: Mapping[str, Any]
    private: bool = False

    def text(self, name: str) -> str:
        """A field as text; "" for none."""
        return str(self.fields.get(name) or "")


class Source(Protocol):
    """Deleted records come by uid alone."""

    def records(self, kind: str, uids: Iterable[str]) -> dict[str, Seen]:
        """The records of a kind with these uids, by uid; those that are not there are left out."""
        ...

    def pointing(self, target: str, kind: str, field: str) -> list[Seen]:
        """The records of a kind whose `field` points to `target`."""
        ...

    def names(self, uids: Iterable[str]) -> dict[str, str]:
        """What records are called."""
        ...

    def questions(self, uid: str, digest: str) -> Questions:
        """The questions of an instrument with this digest; of this moment for ""."""
        ...

    def runs_of(self, subject: str) -> list[Run]:
        """The assessments of a subject that are done."""
        ...

    def targets(self, instrument: str, site: str) -> dict[Cell, int]:
        """How much of each cell is needed at a site, in percent of the scale."""
        ...


class Own:
    """All that is in the notebook."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def records(self, kind: str, uids: Iterable[str]) -> dict[str, Seen]:
        """As `Source` says."""
        found = lists.items(self._reading, kind, uids)
        return {one.uid: Seen(one.uid, kind, one.life, one.in_conflict, one.fields, one.private) for one in found}

    def pointing(self, target: str, kind: str, field: str) -> list[Seen]:
        """Likewise."""
        return list(self.records(kind, lists.pointing(self._reading, target, kind, field, limit=None)).values())

    def names(self, uids: Iterable[str]) -> dict[str, str]:
        """Likewise."""
        return naming.titles(self._reading, uids)

    def questions(self, uid: str, digest: str) -> Questions:
        """Likewise."""
        return asked(self._reading, [(uid, digest)])[uid, digest]

    def runs_of(self, subject: str) -> list[Run]:
        """Likewise."""
        return runs.runs(self._reading, table.of(self._reading, subject))

    def targets(self, instrument: str, site: str) -> dict[Cell, int]:
        """Likewise."""
        return Needed(self._reading).at(instrument, site)


class Shared:
    """What may leave this computer: private words cannot come along, because they are never read."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def records(self, kind: str, uids: Iterable[str]) -> dict[str, Seen]:
        """As `Source` says."""
        return {
            uid: Seen(uid, kind, str(one.life), bool(one.conflicts) or one.life == "contested", one.fields)
            for uid, one in shared.records(self._reading, uids).items()
            if one.kind == kind
        }

    def pointing(self, target: str, kind: str, field: str) -> list[Seen]:
        """Likewise."""
        uids = lists.pointing(self._reading, target, kind, field, limit=None)
        found = self.records(kind, uids).values()
        # It may point there by what is private of it alone.
        return [one for one in found if one.life != "deleted" and _points(one.fields.get(field), target)]

    def names(self, uids: Iterable[str]) -> dict[str, str]:
        """Likewise."""
        found = shared.records(self._reading, uids)
        return {uid: str(name) for uid, one in found.items() if (name := one.fields.get("name"))}

    def questions(self, uid: str, digest: str) -> Questions:
        """Likewise; of an instrument that is not shared there are none."""
        found = asked(self._reading, [(uid, digest)])[uid, digest]
        return found if self.records("instrument", [uid]) else Questions(uid, digest=digest, are_others=True)

    def runs_of(self, subject: str) -> list[Run]:
        """Likewise."""
        found = self.pointing(subject, "assessment", "subject")
        return [run_seen(self, one) for one in found if runs.is_done(one.fields)]

    def targets(self, instrument: str, site: str) -> dict[Cell, int]:
        """Likewise."""
        rows = [row for row in said(self._reading, instrument) if not row.private]
        place = self.records("site", [site]).get(site) if site else None
        return percents(holding(rows, site, (place.fields.get("initiatives") or ()) if place is not None else ()))


def run_seen(source: Source, record: Seen, answers: Iterable[Seen] | None = None) -> Run:
    """An assessment as a run, from what `source` shows of it; of its `answers`, if they are read already."""
    given = source.pointing(record.uid, "answer", "assessment") if answers is None else answers
    values = {one.text("item"): value for one in given if (value := one.text("value"))}
    questions = source.questions(record.text("instrument"), record.text("questions"))
    return run_of(record.uid, record.fields, questions, values)


def _points(value: Any, target: str) -> bool:
    return target in value if isinstance(value, list) else value == target
