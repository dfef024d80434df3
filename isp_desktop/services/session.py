"""Making, opening and closing a notebook."""

from __future__ import annotations

import base64
import contextlib
import getpass
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

import appdirs

from isp_desktop.db import keys
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Progress, Store
from isp_desktop.domain.errors import BadInput, StoreDamaged

_KEYCHAIN = "ISP Desktop"


@dataclass(frozen=True, slots=True)
class NewNotebook:
    """A notebook just made and open, and the recovery code that is shown once, to be printed."""

    store: Store
    recovery_code: str


def default_folder() -> Path:
    """Where a notebook lies unless the user says otherwise."""
    return Path(appdirs.user_data_dir("ISP Desktop", appauthor=False)) / "notebook"


def exists(folder: Path) -> bool:
    """Whether there is a notebook in `folder`."""
    return Folder(folder).is_store


def synced_folder_warning(folder: Path) -> str:
    """A sentence for whoever keeps a notebook in a cloud folder, or ""."""
    service = Folder(folder.absolute()).synced_by
    if not service:
        return ""
    return (
        f"“{service}” looks like a synced folder. Two computers writing there can ruin a notebook; keep it elsewhere."
    )


def create(folder: Path, passphrase: str, author: str = "") -> NewNotebook:
    """Makes an encrypted notebook in `folder` and opens it.

    Raises:
        BadInput: the passphrase is too short.
        StoreUnusable: the folder holds a notebook already, or cannot be written to; nothing is left behind there.
    """
    place = Folder(folder.absolute())
    notebook = str(uuid.uuid4())
    with plain_errors():
        was_there = place.path.exists()
        place.make()
        try:
            made = keys.make_keys(notebook, passphrase)
            store = Store.create(place, made.data_key, notebook, author.strip() or _login_name())
            keys.write_keys(place.keys, made.keys)
        except BaseException:
            _remove_beginnings(place, whole=not was_there)
            raise
    return NewNotebook(store, made.recovery_code)


def unlock(folder: Path, passphrase: str) -> bytes:
    """The key to the notebook in `folder`; takes about a second, by design.

    Raises:
        WrongPassphrase, StoreUnusable, StoreDamaged, StoreNewer: it does not open, and why.
    """
    return keys.unwrap(keys.read_keys(_require(folder).keys), passphrase)


def unlock_by_recovery(folder: Path, code: str) -> bytes:
    """The key to the notebook in `folder`, by the code of its recovery sheet; raises as `unlock` does."""
    return keys.unwrap_by_recovery(keys.read_keys(_require(folder).keys), code)


def unlock_by_keychain(folder: Path) -> bytes | None:
    """The key that this computer's keychain remembers for the notebook in `folder`, or None."""
    import keyring
    import keyring.errors

    notebook = keys.read_keys(_require(folder).keys).notebook
    with contextlib.suppress(keyring.errors.KeyringError):
        remembered = keyring.get_password(_KEYCHAIN, notebook)
        return base64.b64decode(remembered) if remembered else None
    return None


def remember_in_keychain(folder: Path, data_key: bytes) -> None:
    """Keeps the key in this computer's keychain, so that the notebook opens without its passphrase.

    Raises:
        BadInput: this computer has no keychain that works.
    """
    import keyring
    import keyring.errors

    try:
        keyring.set_password(
            _KEYCHAIN, keys.read_keys(Folder(folder).keys).notebook, base64.b64encode(data_key).decode()
        )
    except keyring.errors.KeyringError as error:
        raise BadInput("This computer offers no keychain to keep the key in. Go on using the passphrase.") from error


def forget_in_keychain(folder: Path) -> None:
    """Takes the key out of this computer's keychain, if it is there."""
    import keyring
    import keyring.errors

    with contextlib.suppress(keyring.errors.KeyringError):
        keyring.delete_password(_KEYCHAIN, keys.read_keys(Folder(folder).keys).notebook)


def open_store(folder: Path, data_key: bytes, progress: Progress = lambda done, total: None) -> Store:
    """Opens the notebook in `folder`; raises as `Store.open` does."""
    return Store.open(_require(folder), data_key, progress)


def change_passphrase(folder: Path, data_key: bytes, new: str) -> None:
    """Wraps the data key with another passphrase. Backups made before keep the old one.

    Raises:
        BadInput: the new passphrase is too short; the old one stays.
    """
    place = Folder(folder)
    with plain_errors():
        keys.write_keys(place.keys, keys.with_passphrase(keys.read_keys(place.keys), data_key, new))


def _require(folder: Path) -> Folder:
    place = Folder(folder.absolute())
    if place.database.exists() and not place.keys.exists():
        raise StoreDamaged(f"The file keys.json is missing from “{folder}”. Restore it from a backup of the notebook.")
    return place


def _login_name() -> str:
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "Practitioner"


def _remove_beginnings(place: Folder, *, whole: bool) -> None:
    if whole:
        shutil.rmtree(place.path, ignore_errors=True)
        return
    for file in place.path.glob("notebook.*"):
        file.unlink(missing_ok=True)
    for folder in (place.attachments, place.backups):
        with contextlib.suppress(OSError):
            folder.rmdir()
