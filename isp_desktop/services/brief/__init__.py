"""A brief on the relationship with somebody: to prepare with, whole and private, or to hand on, of what is shared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from isp_desktop.db.store import Store
from isp_desktop.services import outputs
from isp_desktop.services.brief.gathering import gather
from isp_desktop.services.summary import Format, written

__all__ = ["gather", "save", "write"]


def write(store: Store, person: str, private: bool, form: Format, today: dt.date | None = None) -> bytes:
    """The brief on `person` as a file's content; raises as `gather` does."""
    from isp_desktop.services.summary.brief_outline import brief_outline

    return written(brief_outline(gather(store, person, private, today)), form)


def save(store: Store, person: str, private: bool, form: Format, path: Path) -> None:
    """Puts the brief on `person` into the file `path`. Raises as `write` does, and:

    StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, write(store, person, private, form))
