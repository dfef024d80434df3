"""A brief on somebody, or on a site before a visit: to prepare with, whole and private, or of what is shared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from isp_desktop.db.store import Store
from isp_desktop.services import outputs
from isp_desktop.services.brief.before_visit import KINDS as BEFORE_A_VISIT
from isp_desktop.services.brief.gathering import gather
from isp_desktop.services.summary import Format, written

__all__ = ["BEFORE_A_VISIT", "gather", "save", "write"]


def write(store: Store, uid: str, private: bool, form: Format, today: dt.date | None = None) -> bytes:
    """The brief on the person or site `uid` as a file's content; raises as `gather` does."""
    from isp_desktop.services.summary.brief_outline import brief_outline

    return written(brief_outline(gather(store, uid, private, today)), form)


def save(store: Store, uid: str, private: bool, form: Format, path: Path) -> None:
    """Puts the brief on `uid` into the file `path`. Raises as `write` does, and:

    StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, write(store, uid, private, form))
