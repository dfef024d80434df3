"""Photos and files beside the database: each under a name made from its content, encrypted, and never changed.

A file is known by the SHA-256 of its content. On the disk its name is that hash keyed, so that nobody can find out by
the name alone whether a notebook holds a file that he has too. Form: 5 bytes "ISPA1", a nonce of 12 bytes, then
ChaCha20-Poly1305 with these 5 bytes and the SHA-256 as associated data.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from isp_desktop.db.files import write_durably
from isp_desktop.domain.errors import BadInput, NotFound, StoreDamaged
from isp_desktop.domain.language import _

MOST_BYTES = 50 * 2**20
"""The largest file that is taken: it is in memory whole while it is encrypted, and bundles carry it on sticks."""

_MAGIC, _NONCE, _TAG = b"ISPA1", 12, 16
_HEAD = len(_MAGIC) + _NONCE
# With ChaCha20-Poly1305 the content begins at the cipher's second block, number 1 (RFC 8439, 2.8).
_FIRST_BLOCK = (1).to_bytes(4, "little")


class Attachments:
    """The files in `folder`, under keys made from the store's 32 bytes of `data_key`."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self._folder = folder
        self._name_key = _derived(data_key, b"isp-desktop attachment name")
        self._content_key = _derived(data_key, b"isp-desktop attachment content")
        self._cipher = ChaCha20Poly1305(self._content_key)

    def keep(self, content: bytes) -> str:
        """Puts `content` on the disk, if it is not there whole yet; gives its SHA-256 in hexadecimal.

        Raises:
            BadInput: it is larger than `MOST_BYTES`.
            OSError: the disk does not allow it; nothing of it stays.
        """
        if len(content) > MOST_BYTES:
            refusal = _("The file has {size} MB; up to {most} MB are taken. Shrink it first.")
            raise BadInput(refusal.format(size=f"{len(content) / 2**20:,.0f}", most=MOST_BYTES // 2**20))
        digest = hashlib.sha256(content)
        path = self._path(digest.hexdigest())
        if not self.is_sound(path):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            nonce = secrets.token_bytes(_NONCE)
            write_durably(path, _MAGIC + nonce + self._cipher.encrypt(nonce, content, _MAGIC + digest.digest()))
        return digest.hexdigest()

    def discard(self, sha256: str) -> None:
        """Takes a file away that no record came to name."""
        self._path(sha256).unlink(missing_ok=True)

    def has(self, sha256: str) -> bool:
        """Whether the file is here; a colleague's record may come without it."""
        return self._path(sha256).is_file()

    def is_sound(self, path: Path) -> bool:
        """Whether the file at `path`, here or in a backup, is there and is what was kept under its name."""
        try:
            kept = path.read_bytes()
        except OSError:
            return False
        if len(kept) < _HEAD + _TAG:
            return False
        # Its hash, which it was sealed with, is nowhere to be read: the cipher alone gives the content that has it.
        stream = Cipher(ChaCha20(self._content_key, _FIRST_BLOCK + kept[len(_MAGIC) : _HEAD]), None).decryptor()
        digest = hashlib.sha256(stream.update(kept[_HEAD:-_TAG])).digest()
        return self._path(digest.hex()).name == path.name and self._opened(kept, digest) is not None

    def read(self, sha256: str) -> bytes:
        """The content of the file with this SHA-256.

        Raises:
            NotFound: it is not here.
            StoreDamaged: what is here is not what was kept.
        """
        try:
            kept = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            refusal = _("The file itself is not in this notebook. Ask whoever shared the record for it.")
            raise NotFound(refusal) from error
        content = self._opened(kept, bytes.fromhex(sha256))
        if content is None:
            refusal = _(
                "A photo or file of this notebook is damaged. "
                "Add it again from where it came from, or restore a backup kept elsewhere."
            )
            raise StoreDamaged(refusal)
        return content

    def _opened(self, kept: bytes, digest: bytes) -> bytes | None:
        """The content of a file, or None where it was not sealed with this hash or is damaged."""
        try:
            return self._cipher.decrypt(kept[len(_MAGIC) : _HEAD], kept[_HEAD:], kept[: len(_MAGIC)] + digest)
        except (InvalidTag, ValueError):
            return None

    def _path(self, sha256: str) -> Path:
        return self._folder / hmac.digest(self._name_key, bytes.fromhex(sha256), "sha256").hex()


def _derived(data_key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(data_key)
