"""What waits at the exchange: bundles that came, and one's own changes that nobody has yet."""

from __future__ import annotations

from dataclasses import dataclass

from isp_desktop.db import colleagues
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Progress
from isp_desktop.services.sharing import inbox, packing


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits.

    Attributes:
        not_shared: records with something of one's own that was never sent to anybody; 0 where nothing is exchanged.
        ready: bundles in the watched folder that can be taken.
    """

    not_shared: int = 0
    ready: int = 0


def waiting(store: Store, progress: Progress = lambda done, total: None) -> Waiting:
    """What waits; reads what is new in the log and in the watched folder.

    Raises:
        Cancelled: `progress` raised it.
    """
    with store.read() as reading:
        # Who works alone is not told that nothing was shared.
        is_exchanging = bool(colleagues.rows(reading) or colleagues.sent(reading))
    return Waiting(packing.not_shared(store) if is_exchanging else 0, inbox.look(store, progress).ready)
