"""Making sure that a notebook is whole: its file, its log, and the tables made from the log."""

from __future__ import annotations

from dataclasses import dataclass

from isp_desktop.db import log, projection
from isp_desktop.db.store import Progress, Store


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        faults: plain sentences on the file and the log: damage, for which there are backups.
        gaps: plain sentences on tables that were not what the log says; nothing is lost, they can be made again.
        tables_before, tables_after: SHA-256 of the tables before and after making them again, "" when not asked for.
    """

    revisions: int
    faults: tuple[str, ...]
    gaps: tuple[str, ...]
    tables_before: str = ""
    tables_after: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing was wrong, the tables included."""
        return not self.faults and not self.gaps and self.tables_before == self.tables_after


def check(store: Store, *, rebuild: bool = False, progress: Progress = lambda done, total: None) -> Checked:
    """Reads all of the notebook and tells what is wrong; with `rebuild` also makes the tables again from the log.

    Raises:
        Cancelled: `progress` raised it; nothing was changed.
    """
    faults = tuple(store.faults(progress))
    with store.read() as reading:
        revisions = log.count(reading)
        gaps = tuple(projection.gaps(reading))
        before = projection.digest(reading) if rebuild and not faults else ""
    if faults or not rebuild:
        return Checked(revisions, faults, gaps)
    store.rebuild(progress)
    with store.read() as reading:
        return Checked(revisions, faults, gaps, before, projection.digest(reading))
