"""Problems, solved and open again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isp_desktop.db.store import Store
from isp_desktop.services.taking_back import Undo, change


def settle(store: Store, uid: str, solved: bool, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Says that a problem is solved since today, or open again; `seen` as for `taking_back.change`.

    Raises:
        BadInput: how it stands is in conflict.
        NotFound: there is no such record.
    """
    values = {"state": "solved", "solved_on": today.isoformat()} if solved else {"state": "open", "solved_on": None}
    return change(store, "problem", uid, values, seen)
