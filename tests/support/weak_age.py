"""An age file that is quick to open: the real format, with a scrypt cost that no notebook should have.

Lets tests go through the program's own unlocking without seconds of key stretching a command. Format: age v1 (C2SP).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LOG_N = 2


def encrypt(content: bytes, passphrase: str) -> bytes:
    """`content` (under 64 KiB) as an age file for `passphrase`."""
    file_key, salt, nonce = (secrets.token_bytes(16) for _ in range(3))
    label = b"age-encryption.org/v1/scrypt"
    wrapping = hashlib.scrypt(passphrase.encode(), salt=label + salt, n=2**_LOG_N, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    stanza = f"-> scrypt {_b64(salt)} {_LOG_N}\n{_b64(wrapped)}\n"
    header = f"age-encryption.org/v1\n{stanza}---".encode()
    mac = hmac.new(_derive(file_key, b"", b"header"), header, "sha256").digest()
    payload = ChaCha20Poly1305(_derive(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\x01", content, None)
    return header + b" " + _b64(mac).encode() + b"\n" + nonce + payload


def _derive(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode().rstrip("=")
