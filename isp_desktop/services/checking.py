"""Making sure that a notebook is whole: its file, its log, and the tables made from the log."""

from __future__ import annotations

from dataclasses import dataclass

from isp_desktop.db import log, projection
from isp_desktop.db.store import Progress, Store


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        faults: plain sentences, none when the file and the log are whole.
        tables_before, tables_after: SHA-256 of the tables before and after making them again, "" when not asked for.
    """

    revisions: int
    faults: tuple[str, ...]
    tables_before: str = ""
    tables_after: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing was wrong, the tables included."""
        return not self.faults and self.tables_before == self.tables_after


def check(store: Store, *, rebuild: bool = False, progress: Progress = lambda done, total: None) -> Checked:
    """Reads all of the notebook and tells what is wrong; with `rebuild` also makes the tables again from the log."""
    faults = tuple(store.faults())
    with store.read() as reading:
        revisions = log.count(reading)
        before = projection.digest(reading) if rebuild else ""
    if not rebuild:
        return Checked(revisions, faults)
    store.rebuild(progress)
    with store.read() as reading:
        return Checked(revisions, faults, before, projection.digest(reading))
