"""Filling a notebook with made-up content: to look around in, to teach with, to measure on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from isp_desktop.db import lists, settings
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import SCHEMA, Revision, Scope
from isp_desktop.services import garbage
from isp_desktop.services.demo import Entry, notebook

_STEP = 1_000


def fill(
    store: Store,
    sites: int,
    visits: int,
    seed: int,
    until: dt.date,
    progress: Progress = lambda done, total: None,
) -> int:
    """Writes years of made-up visits up to the day `until`, all or none; returns how many revisions.

    Raises:
        BadInput: the notebook is not empty, or the numbers make no sense.
    """
    if sites < 1 or visits < 1:
        raise BadInput(_("A demo notebook needs at least one site and one visit."))
    with store.read() as reading:
        if any(not lists.is_empty(reading, kind) for kind in kinds()):
            raise BadInput(_("This notebook holds records already. Make a new one for the demo."))
    lines = _Lines(store.device)
    entries = notebook(sites=sites, visits=visits, seed=seed, until=until)
    written = 0
    # About how many entries there are to a visit; only the progress bar depends on it.
    expected = visits * 5
    with store.write() as transaction, garbage.not_looked_for():
        for revision in lines.revisions(entries):
            if not written:
                # The story is told by her with whom it begins.
                settings.write(transaction.connection, "me", revision.uid)
            transaction.take(revision)
            written += 1
            if written % _STEP == 0:
                progress(min(written, expected), 2 * expected)
        transaction.flush(lambda done, total: progress(expected + expected * done // total, 2 * expected))
    return written


@dataclass(slots=True)
class _Line:
    """Where the history of one record stands in one scope: its head, and what its set fields hold."""

    heads: tuple[str, ...] = ()
    members: dict[str, set[Any]] = field(default_factory=dict)


class _Lines:
    """Turns the generator's entries into revisions, each following the record's one before."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._lines: dict[tuple[str, Scope], _Line] = {}

    def revisions(self, entries: Iterable[Entry]) -> Iterator[Revision]:
        for entry in entries:
            parts: tuple[tuple[Scope, Mapping[str, Any]], ...] = (("shared", entry.fields), ("private", entry.private))
            for scope, values in parts:
                if values:
                    yield self._revision(entry, scope, values)

    def _revision(self, entry: Entry, scope: Scope, values: Mapping[str, Any]) -> Revision:
        line = self._lines.setdefault((entry.uid, scope), _Line())
        revision = Revision(
            uid=entry.uid,
            kind=entry.kind,
            scope=scope,
            parents=line.heads,
            author=entry.author,
            device=self._device,
            clock=(int(entry.at.timestamp() * 1000), 0),
            action="edit",
            schema=SCHEMA,
            fields={name: self._logged(entry.kind, line, name, value) for name, value in values.items()},
        )
        line.heads = (revision.id,)
        return revision

    def _logged(self, kind: str, line: _Line, name: str, value: Any) -> Any:
        if not kind_named(kind).field(name).is_set:
            return value
        before, after = line.members.get(name, set()), set(value)
        line.members[name] = after
        change = {"add": sorted(after - before), "remove": sorted(before - after)}
        return {key: elements for key, elements in change.items() if elements} or {"add": []}
