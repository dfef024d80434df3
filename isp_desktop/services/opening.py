"""The ways into a notebook, as work that says what it is doing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from isp_desktop.domain.errors import StoreDamaged, WrongPassphrase
from isp_desktop.domain.language import _, marked

if TYPE_CHECKING:
    from isp_desktop.db.store import Store

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
Held = Callable[[Path], "Store | None"]
"""Gives the store of a notebook that is still open, which is then opened by itself."""

CHECKING = marked("Checking the passphrase. It takes a moment, to make guessing slow.")
ASKING = marked("Asking this computer's keychain for the key")


def by_passphrase(folder: Path, passphrase: str, held: Held) -> Callable[[Progress], Store]:
    """Opens the notebook in `folder` with `passphrase`; raises as `session.unlock` and `session.open_store` do."""

    def work(progress: Progress) -> Store:
        from isp_desktop.services import session

        progress(0, 0, _(CHECKING))
        return _open(folder, session.unlock(folder, passphrase), held, progress)

    return work


def by_keychain(folder: Path, held: Held) -> Callable[[Progress], Store]:
    """Opens the notebook in `folder` with the key that this computer's keychain remembers, if it still does."""

    def work(progress: Progress) -> Store:
        from isp_desktop.services import session

        key = session.unlock_by_keychain(folder)
        if key is None:
            raise WrongPassphrase(_("This computer's keychain no longer has the key. Type the passphrase."))
        return _open(folder, key, held, progress)

    return work


def telling_damage(work: Callable[[Progress], T]) -> Callable[[Progress], T | StoreDamaged]:
    """`work`, with damage as its result, so that a backup can be offered and not only a sentence."""

    def told(progress: Progress) -> T | StoreDamaged:
        try:
            return work(progress)
        except StoreDamaged as error:
            return error

    return told


def _open(folder: Path, key: bytes, held: Held, progress: Progress) -> Store:
    from isp_desktop.services import session

    return held(folder) or session.open_store(
        folder, key, lambda done, total: progress(done, total, _("Making lists anew"))
    )
