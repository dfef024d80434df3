"""The data key that encrypts a notebook, and its wrappings by passphrase and recovery code (`keys.json`).

The key is random and never changes; a new passphrase wraps it anew. The wrapping is age's scrypt recipient, whose cost
(about a second) is the guard against guessing.
"""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec
import pyrage
from msgspec import Struct

from isp_desktop.db.files import write_durably
from isp_desktop.domain.errors import BadInput, StoreDamaged, StoreNewer, StoreUnusable, WrongPassphrase
from isp_desktop.domain.language import _, counted

FORMAT = 1
"""The format of the store's folder that this program writes; a higher one is a newer program's."""

SHORTEST_PASSPHRASE = 8
KEY_BYTES = 32
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_GROUPS, _GROUP = 5, 5


class Keys(msgspec.Struct, frozen=True):
    """What `keys.json` says: the notebook's uid and the data key, wrapped twice, in base64."""

    format: int
    notebook: str
    passphrase: str
    recovery: str


class NewKeys(Struct, frozen=True):
    """Fresh keys, the data key (32 bytes) they wrap, and the recovery code to print."""

    keys: Keys
    data_key: bytes
    recovery_code: str


def make_keys(notebook: str, passphrase: str) -> NewKeys:
    """Keys for a new notebook.

    Raises:
        BadInput: the passphrase is too short.
    """
    _require_length(passphrase)
    import secrets

    data_key, code = secrets.token_bytes(KEY_BYTES), _new_code()
    keys = Keys(FORMAT, notebook, _wrap(data_key, passphrase), _wrap(data_key, _plain_code(code)))
    return NewKeys(keys, data_key, code)


def read_keys(path: Path) -> Keys:
    """The keys in `path`.

    Raises:
        StoreUnusable, StoreDamaged, StoreNewer: there are none, they are damaged, or a newer program wrote them.
    """
    if not path.is_file():
        refusal = _("There is no notebook in “{folder}”. Make a new one there, or choose another folder.")
        raise StoreUnusable(refusal.format(folder=path.parent))
    try:
        content = path.read_bytes()
        if msgspec.json.decode(content, type=_FormatOnly).format > FORMAT:
            refusal = _("A newer version of ISP Desktop made this notebook. Install that version to open it.")
            raise StoreNewer(refusal)
        return msgspec.json.decode(content, type=Keys)
    except msgspec.DecodeError as error:
        raise StoreDamaged(_("The notebook's file keys.json is damaged. Restore it from a backup.")) from error


def are_readable(path: Path) -> bool:
    """Whether `path` holds keys that this program can read."""
    try:
        read_keys(path)
    except (StoreUnusable, StoreDamaged):
        return False
    return True


def write_keys(path: Path, keys: Keys) -> None:
    """Puts `keys` in the place of those in `path`, wholly or not at all."""
    write_durably(path, msgspec.json.format(msgspec.json.encode(keys), indent=2))


def unwrap(keys: Keys, passphrase: str) -> bytes:
    """The data key.

    Raises:
        WrongPassphrase: `passphrase` is not the one.
    """
    refusal = _("That is not the passphrase of this notebook. Check it and try again.")
    return _unwrap(keys.passphrase, passphrase, refusal)


def unwrap_by_recovery(keys: Keys, code: str) -> bytes:
    """The data key, by the code of the recovery sheet, however it was typed.

    Raises:
        WrongPassphrase: the code is another notebook's, or mistyped.
    """
    refusal = _("That is not this notebook's recovery code. Compare it with the sheet.")
    return _unwrap(keys.recovery, _plain_code(code), refusal)


def with_recovery(keys: Keys, data_key: bytes) -> tuple[Keys, str]:
    """`keys` with the data key wrapped by a fresh recovery code, and that code; the earlier one opens nothing more."""
    code = _new_code()
    return msgspec.structs.replace(keys, recovery=_wrap(data_key, _plain_code(code))), code


def with_passphrase(keys: Keys, data_key: bytes, passphrase: str) -> Keys:
    """`keys` with the data key wrapped by another passphrase.

    Raises:
        BadInput: the passphrase is too short.
    """
    _require_length(passphrase)
    return msgspec.structs.replace(keys, passphrase=_wrap(data_key, passphrase))


class _FormatOnly(msgspec.Struct):
    format: int


def _require_length(passphrase: str) -> None:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        refusal = counted(
            "A passphrase needs at least {n} character. Four unrelated words work well.",
            "A passphrase needs at least {n} characters. Four unrelated words work well.",
            SHORTEST_PASSPHRASE,
        )
        raise BadInput(refusal)


def _new_code() -> str:
    import secrets

    return "-".join("".join(secrets.choice(_ALPHABET) for _at in range(_GROUP)) for _group in range(_GROUPS))


def _plain_code(code: str) -> str:
    return "".join(character for character in code.upper().translate(_MISREAD) if character in _ALPHABET)


def _wrap(data_key: bytes, secret: str) -> str:
    return base64.b64encode(pyrage.passphrase.encrypt(data_key, secret)).decode()


def _unwrap(wrapped: str, secret: str, refusal: str) -> bytes:
    try:
        return bytes(pyrage.passphrase.decrypt(base64.b64decode(wrapped), secret))
    except pyrage.DecryptError as error:
        raise WrongPassphrase(refusal) from error
    except ValueError as error:
        raise StoreDamaged(_("The notebook's file keys.json is damaged. Restore it from a backup.")) from error
