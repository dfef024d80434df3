"""What a leader has to know on one page, of what is shared alone, and that it was given: activity L4."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.services import outputs, records
from isp_desktop.services.leader_brief.gathering import LeaderBrief, gather
from isp_desktop.services.summary import Format, written
from isp_desktop.services.taking_back import Undo, take_out

__all__ = ["LeaderBrief", "gather", "give", "last_given", "save", "write"]


def write(store: Store, person: str, form: Format, today: dt.date | None = None) -> bytes:
    """The leader brief for `person` as a file's content; raises as `gather` does."""
    from isp_desktop.services.summary.brief_outline import brief_outline

    return written(brief_outline(gather(store, person, today)), form)


def save(store: Store, person: str, form: Format, path: Path) -> None:
    """Puts the leader brief for `person` into the file `path`. Raises as `write` does, and:

    StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, write(store, person, form))


def give(store: Store, person: str, today: dt.date) -> Undo:
    """Notes that the leader brief was given to `person` today; raises as `gather` does."""
    made = gather(store, person, today)
    fields = {
        "date": today.isoformat(),
        "person": person,
        "site": made.site or None,
        "role": made.role or None,
        "what": ", ".join(part.heading for part in made.parts if not part.is_empty),
    }
    with store.write() as transaction:
        saved = records.put(transaction, "leader_brief", fields)
    return partial(take_out, store, [saved])


def last_given(store: Store, person: str) -> str:
    """The day on which `person` was given a leader brief last, "YYYY-MM-DD"; "" for never."""
    with store.read() as reading:
        latest = lists.pointing(reading, person, "leader_brief", "person", 1)
        found = lists.items(reading, "leader_brief", latest)
    return str(found[0].fields["date"] or "") if found else ""
