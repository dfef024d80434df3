"""Making sure that a notebook is whole: its file, its log, the tables made from the log, and its photos and files."""

from __future__ import annotations

from dataclasses import dataclass

from isp_desktop.db import log, projection
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Progress
from isp_desktop.services import attaching


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        faults: plain sentences on the file and the log: damage, for which there are backups.
        files: plain sentences on photos and files that are damaged or not here; each says what to do.
        gaps: plain sentences on tables that were not what the log says; nothing is lost, they can be made again.
        tables_before, tables_after: SHA-256 of the tables before and after making them again, "" when not asked for.
    """

    revisions: int
    faults: tuple[str, ...]
    gaps: tuple[str, ...]
    tables_before: str = ""
    tables_after: str = ""
    files: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing was wrong, the tables and the files included."""
        return not (self.faults or self.gaps or self.files) and self.tables_before == self.tables_after


def check(store: Store, *, rebuild: bool = False, progress: Progress = lambda done, total: None) -> Checked:
    """Reads all of the notebook and tells what is wrong; with `rebuild` also makes the tables again from the log.

    `progress` counts the parts of the database first, then the photos and files, which are left out where that is
    damaged.

    Raises:
        Cancelled: `progress` raised it; nothing was changed.
    """
    faults = tuple(store.faults(progress))
    with store.read() as reading:
        revisions = log.count(reading)
        gaps = tuple(projection.gaps(reading))
        before = projection.digest(reading) if rebuild and not faults else ""
    files = () if faults else tuple(attaching.faults(store, progress))
    if faults or not rebuild:
        return Checked(revisions, faults, gaps, files=files)
    store.rebuild(progress)
    with store.read() as reading:
        return Checked(revisions, faults, gaps, before, projection.digest(reading), files)
