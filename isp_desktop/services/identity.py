"""Who this notebook is to colleagues: a key they encrypt to, and a key it signs with.

The secret halves stay in the encrypted store; the public halves are what a colleague is given.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

import pyrage
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from isp_desktop.db import settings
from isp_desktop.db.store import Store

_GROUP = 5
_GROUPS = 6
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"


@dataclass(frozen=True, slots=True)
class Identity:
    """The public half.

    Attributes:
        public_key: the age recipient that bundles for this notebook are encrypted to, "age1...".
        signing_key: the Ed25519 public key, base64.
    """

    public_key: str
    signing_key: str

    @property
    def fingerprint(self) -> str:
        """Both keys in six groups of five characters, to be compared letter by letter."""
        text = base64.b32encode(self._digest).decode()
        return " ".join(text[at : at + _GROUP] for at in range(0, _GROUP * _GROUPS, _GROUP))

    @property
    def words(self) -> str:
        """Both keys in six words that can be said and heard in any language, to be compared by telephone: 96 bits."""
        return " ".join(_said(self._digest[at : at + 2]) for at in range(0, 2 * _GROUPS, 2))

    @property
    def _digest(self) -> bytes:
        return hashlib.sha256(f"{self.public_key} {self.signing_key}".encode()).digest()


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKeys:
    """The secret half, which never leaves the notebook.

    Attributes:
        age: the age identity, "AGE-SECRET-KEY-1...".
        signing: the Ed25519 private key.
    """

    age: str
    signing: Ed25519PrivateKey

    @property
    def public(self) -> Identity:
        """The public half."""
        recipient = pyrage.x25519.Identity.from_str(self.age).to_public()
        signing_key = self.signing.public_key().public_bytes_raw()
        return Identity(str(recipient), base64.b64encode(signing_key).decode())


def _said(two: bytes) -> str:
    """Sixteen bits as a proquint: consonants of four bits and vowels of two by turns (arXiv:0901.4016)."""
    bits = int.from_bytes(two, "big")
    consonants = [_CONSONANTS[bits >> place & 15] for place in (12, 6, 0)]
    vowels = [_VOWELS[bits >> place & 3] for place in (10, 4)]
    return "".join((consonants[0], vowels[0], consonants[1], vowels[1], consonants[2]))


def identity(store: Store) -> Identity:
    """This notebook's identity, made when it is first asked for."""
    return private_keys(store).public


def private_keys(store: Store) -> PrivateKeys:
    """What opens bundles for this notebook and signs those that it makes; made when first asked for."""
    with store.read() as reading:
        secret = settings.read(reading, "identity")
    if secret is None:
        secret = _made(store)
    return PrivateKeys(secret["age"], Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret["ed25519"])))


def _made(store: Store) -> dict[str, str]:
    with store.write() as transaction:
        secret: dict[str, str] | None = settings.read(transaction.connection, "identity")
        if secret is None:
            secret = _new_secret()
            settings.write(transaction.connection, "identity", secret)
    return secret


def _new_secret() -> dict[str, str]:
    raw = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
    return {"age": str(pyrage.x25519.Identity.generate()), "ed25519": base64.b64encode(raw).decode()}
