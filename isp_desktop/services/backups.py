"""Backups: taking one, listing them, going back to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db import backup, keys
from isp_desktop.db.backup import Backup
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.errors import NotebookError, NotFound, StoreDamaged, StoreUnusable
from isp_desktop.domain.language import _, marked, spoken
from isp_desktop.services.naming import day_in_words

BY_ITSELF = marked("taken automatically")
"""The reason of the backups nobody asked for."""

_ASKED_FOR = marked("asked for")
_KNOWN = (BY_ITSELF, _ASKED_FOR, backup.NOT_DESCRIBED)


class Restored(Struct, frozen=True):
    """What is open after going back, and what became of what was there before.

    Attributes:
        backup: the one gone back to.
        aside: what was there before, now a backup as well; None where nothing was.
        skipped: how many later backups were damaged and passed over.
    """

    backup: Backup
    aside: Backup | None
    skipped: int = 0

    @property
    def can_be_taken_back(self) -> bool:
        """Whether what was there before was whole, so that one can go back to it."""
        return self.aside is not None and self.aside.manifest.revisions >= 0


def take(store: Store, reason: str = _ASKED_FOR, progress: Progress = lambda done, total: None) -> Backup:
    """A verified copy of the open notebook; raises as `db.backup.take` does."""
    return backup.take(store, reason, progress)


@contextmanager
def before(store: Store, reason: str, progress: Progress = lambda done, total: None) -> Iterator[Backup]:
    """A backup taken before something that may be refused. Where it is, nothing was changed, and the backup goes again:
    on a full disk each further try would leave one, until not a word could be saved any more."""
    kept = take(store, reason, progress)
    try:
        yield kept
    except StoreDamaged:
        # It was proved sound, and may be the last that ever is.
        raise
    except NotebookError:
        with suppress(NotebookError):
            backup.discard(store.folder, kept)
        raise


def every(folder: Path) -> list[Backup]:
    """The backups of the notebook in `folder`, latest first; none of them needs a passphrase to be listed."""
    return backup.every(Folder(folder.absolute()))


def is_due(store: Store) -> bool:
    """Whether anything was saved or typed since the latest backup."""
    latest = next(iter(backup.every(store.folder)), None)
    with store.read() as reading:
        return latest is None or latest.manifest.mark != backup.mark(reading)


def moment(kept: Backup) -> str:
    """When it was taken, by this computer's clock: "22 November 2026, 14:05"."""
    return _local(kept.manifest.at)


def reason(kept: Backup) -> str:
    """Why it was taken, in words, with moments as this computer's clock has them."""
    said = kept.manifest.reason
    if not said.startswith(backup.BEFORE_GOING_BACK):
        return _(said) if said in _KNOWN else said
    try:
        at = in_short(said.removeprefix(backup.BEFORE_GOING_BACK))
    except ValueError:
        return said
    return _("before going back to that of {moment}").format(moment=at)


def in_short(at: str) -> str:
    """A moment in ISO form by this computer's clock, for a narrow place: "22 Nov 2026, 14:05".

    Raises:
        ValueError: it is no moment.
    """
    from babel.dates import format_datetime

    return str(format_datetime(dt.datetime.fromisoformat(at).astimezone(), "d MMM y, HH:mm", locale=spoken()))


def _local(at: str) -> str:
    local = dt.datetime.fromisoformat(at).astimezone()
    return _("{day}, {time}").format(day=day_in_words(local.date().isoformat()), time=f"{local:%H:%M}")


def restore(folder: Path, backup_id: str, passphrase: str) -> Restored:
    """Goes back to a backup of the notebook in `folder`, which must not be open; what was there becomes a backup.

    Raises:
        NotFound: there is no such backup.
        WrongPassphrase: the passphrase is not the notebook's (where its keys are lost: not the backup's).
        StoreInUse, StoreDamaged, StoreUnusable: it could not be restored, and the notebook is as it was.
    """
    place = Folder(folder.absolute())
    chosen = backup.find(place, backup_id)
    wrapped = place.keys if keys.are_readable(place.keys) else chosen.path / "keys.json"
    if not (chosen.path / "notebook.db").is_file():
        raise StoreUnusable(_("That backup has lost its database. Choose another one; the notebook is as it was."))
    before = {kept.id for kept in backup.every(place)}
    backup.restore(place, chosen, keys.unwrap(keys.read_keys(wrapped), passphrase))
    return Restored(chosen, next((kept for kept in backup.every(place) if kept.id not in before), None))


def restore_latest_sound(
    folder: Path, passphrase: str, trying: Callable[[int, int, Backup], None] = lambda at, total, kept: None
) -> Restored:
    """Goes back to the latest backup, or where that is damaged as well to the one before it, and so on.

    Args:
        trying: told before each: how many were tried, how many there are, and which one comes now.

    Raises:
        NotFound: there is no backup at all.
        StoreDamaged: none of them is sound; otherwise as `restore`.
    """
    kept = [one for one in every(folder) if (one.path / "notebook.db").is_file()]
    for at, one in enumerate(kept):
        trying(at, len(kept), one)
        try:
            return replace(restore(folder, one.id, passphrase), skipped=at)
        except StoreDamaged:
            if one is kept[-1]:
                raise
    raise NotFound(_("This notebook has no backup in its folder. Copy one into its folder “backups”."))
