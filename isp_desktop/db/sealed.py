"""One small file beside the database, encrypted with the notebook's key, that leaves no trace of how it came to be.

For what must not be told apart from what it was a moment ago. In the database every change would stand in the journal,
in the next backup beside the last one, and in the log with its minute. Here there is the latest content and no other,
of a size that says nothing, dated 1970, and no backup or bundle takes it along. Form: a nonce of 12 bytes, then
ChaCha20-Poly1305 over the content's length, the content and padding, with the file's name as associated data.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from isp_desktop.db.files import write_durably
from isp_desktop.domain.errors import StoreDamaged
from isp_desktop.domain.language import _

_NONCE, _LENGTH = 12, 4
# So much that a check of two hundred answers fits in.
_BLOCK = 32 * 1024


class SealedFile:
    """The file at `path`, under a key made from the store's 32 bytes of `data_key`."""

    def __init__(self, path: Path, data_key: bytes) -> None:
        self._path = path
        self._cipher = ChaCha20Poly1305(HKDF(SHA256(), 32, salt=None, info=b"isp-desktop sealed file").derive(data_key))

    def read(self) -> bytes | None:
        """The content; None where there is no file.

        Raises:
            StoreDamaged: what is there is not what was written.
        """
        try:
            kept = self._path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            padded = self._cipher.decrypt(kept[:_NONCE], kept[_NONCE:], self._path.name.encode())
        except (InvalidTag, ValueError) as error:
            sentence = _("What was entered so far cannot be read: the file is damaged. Begin anew.")
            raise StoreDamaged(sentence) from error
        return padded[_LENGTH : _LENGTH + int.from_bytes(padded[:_LENGTH])]

    def write(self, content: bytes) -> None:
        """Puts `content` in the place of what was there.

        Raises:
            OSError: the disk does not allow it; what was there stays.
        """
        folder = self._path.parent
        folder.mkdir(mode=0o700, exist_ok=True)
        whole = len(content).to_bytes(_LENGTH) + content
        padded = whole.ljust(-(-len(whole) // _BLOCK) * _BLOCK, b"\0")
        nonce = secrets.token_bytes(_NONCE)
        write_durably(self._path, nonce + self._cipher.encrypt(nonce, padded, self._path.name.encode()))
        for written in (self._path, folder):
            os.utime(written, (0, 0))

    def remove(self) -> None:
        """Takes the file away."""
        self._path.unlink(missing_ok=True)
