"""Making, opening and closing a notebook."""

from __future__ import annotations

import base64
import contextlib
import shutil
import uuid
from pathlib import Path

from msgspec import Struct

from isp_desktop.db import keys
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.errors import BadInput, StoreDamaged, StoreInUse
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.values import clean

_KEYCHAIN = "ISP Desktop"
_AUTHOR = FieldSpec(name="name", label=marked("Your name"), type="line")


class NewNotebook(Struct, frozen=True):
    """A notebook just made and open, and the recovery code that is shown once, to be printed."""

    store: Store
    recovery_code: str


def exists(folder: Path) -> bool:
    """Whether there is a notebook in `folder`."""
    return Folder(folder).is_store


def synced_folder_warning(folder: Path) -> str:
    """A sentence for whoever keeps a notebook in a cloud folder, or ""."""
    service = Folder(folder.absolute()).synced_by
    if not service:
        return ""
    return _(
        "“{folder}” looks like a synced folder. Two computers writing there can ruin a notebook; keep it elsewhere."
    ).format(folder=service)


def create(folder: Path, passphrase: str, author: str = "") -> NewNotebook:
    """Makes an encrypted notebook in `folder` and opens it.

    Raises:
        BadInput: the passphrase is too short.
        StoreUnusable: the folder holds a notebook already, or cannot be written to; nothing is left behind there.
    """
    place = Folder(folder.absolute())
    name = clean(_AUTHOR, author) or clean(_AUTHOR, _login_name())
    with plain_errors():
        was_there = place.path.exists()
        made = keys.make_keys(str(uuid.uuid4()), passphrase)
        try:
            place.make()
            place.being_made.touch()
            store = _make(place, made, name)
        except BaseException:
            _remove_beginnings(place, whole=not was_there)
            raise
    return NewNotebook(store, made.recovery_code)


def _make(place: Folder, made: keys.NewKeys, author: str) -> Store:
    store = Store.create(place, made.data_key, made.keys.notebook, author)
    try:
        keys.write_keys(place.keys, made.keys)
        place.being_made.unlink()
    except BaseException:
        store.close()
        raise
    return store


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
        with contextlib.suppress(ValueError):
            key = base64.b64decode(remembered or "", validate=True)
            return key if len(key) == keys.KEY_BYTES else None
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
        refusal = _("This computer offers no keychain to keep the key in. Go on using the passphrase.")
        raise BadInput(refusal) from error


def forget_in_keychain(folder: Path) -> None:
    """Takes the key out of this computer's keychain, if it is there.

    Raises:
        BadInput: the keychain does not let go of it.
    """
    import keyring
    import keyring.errors

    notebook = keys.read_keys(Folder(folder).keys).notebook
    try:
        if keyring.get_password(_KEYCHAIN, notebook) is not None:
            keyring.delete_password(_KEYCHAIN, notebook)
    except keyring.errors.NoKeyringError:
        return
    except keyring.errors.KeyringError as error:
        raise BadInput(
            _("The keychain is locked, so the key is still in it. Unlock the keychain and try again.")
        ) from error


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


def renew_recovery(folder: Path, data_key: bytes) -> str:
    """A new recovery code for the notebook in `folder`; the earlier sheet opens nothing more.

    Backups made before open with the earlier one.
    """
    place = Folder(folder)
    with plain_errors():
        renewed, code = keys.with_recovery(keys.read_keys(place.keys), data_key)
        keys.write_keys(place.keys, renewed)
    return code


def read_passphrase_file(path: Path) -> str:
    """The passphrase in the first line of a file.

    Raises:
        BadInput: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(_("The passphrase file cannot be read. Check its name, and that it is UTF-8 text.")) from error
    return text.removesuffix("\n").removesuffix("\r")


def _require(folder: Path) -> Folder:
    place = Folder(folder.absolute())
    if place.is_store and not place.keys.exists():
        refusal = _("The file keys.json is missing from “{folder}”. Restore it from a backup of the notebook.")
        raise StoreDamaged(refusal.format(folder=folder))
    return place


def _login_name() -> str:
    with contextlib.suppress(OSError, KeyError, ImportError):
        import getpass

        return getpass.getuser()
    return _("Practitioner")


def _remove_beginnings(place: Folder, *, whole: bool) -> None:
    if not place.being_made.exists():
        return
    try:
        place.remove_beginnings()
    except StoreInUse:
        # They are those of another program.
        return
    if whole:
        shutil.rmtree(place.path, ignore_errors=True)
        return
    (place.path / "notebook.lock").unlink(missing_ok=True)
    for folder in (place.attachments, place.backups):
        with contextlib.suppress(OSError):
            folder.rmdir()
