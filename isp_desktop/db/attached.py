"""Which photos and files anything in the notebook names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isp_desktop.db.models import kinds
from isp_desktop.db.sql import Connection, Text, cast, select
from isp_desktop.db.tables import draft
from isp_desktop.db.tables import revision as log


def named(connection: Connection, files: Iterable[str]) -> set[str]:
    """Those of `files`, by their SHA-256, that a revision or a draft names, now or earlier; reads the whole log."""
    wanted = [(sha256, sha256.encode()) for sha256 in files]
    found: set[str] = set()
    for text in _texts(connection):
        found.update(sha256 for sha256, written in wanted if written in text)
    return found


def _texts(connection: Connection) -> Iterator[bytes]:
    names_files = [kind for kind, spec in kinds().items() if any(field.type == "attachment" for field in spec.fields)]
    yield from connection.execute(select(log.c.body).where(log.c.kind.in_(names_files))).scalars()
    for content in connection.execute(select(cast(draft.c.content, Text))).scalars():
        yield content.encode()
