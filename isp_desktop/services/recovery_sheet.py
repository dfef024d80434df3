"""Whether the owner has said that the recovery sheet is put away; its code is shown only once."""

from __future__ import annotations

from isp_desktop.db.store import Store
from isp_desktop.services import settings

_WAITS = "recovery_sheet_waits"


def note_made(store: Store) -> None:
    """A code was made, and nobody has said yet that its sheet is put away.

    Raises:
        StoreUnusable: the disk does not allow it.
    """
    settings.write(store, _WAITS, True)


def note_put_away(store: Store) -> None:
    """The owner says that the sheet is put away; raises as `note_made` does."""
    settings.write(store, _WAITS, False)


def waits(store: Store) -> bool:
    """Whether a sheet was made of which nobody said that it is put away; of a script's notebook nobody is asked."""
    return settings.read(store, _WAITS, False) is True
