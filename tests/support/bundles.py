"""Making bundles by hand, right and wrong: the format of docs/bundle-format.md, without the program's own writer."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pyrage
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

TAG = b"ISP Desktop bundle, format 1\n"
Member = tuple[str, bytes]


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def signer(seed: int) -> Ed25519PrivateKey:
    """A signing key that is always the same for one number."""
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def public(key: Ed25519PrivateKey) -> str:
    """Its public half, as manifests have it."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


@dataclass
class Draft:
    """A bundle under way; every part of it can be made wrong.

    Attributes:
        recipients: whom the manifest names; it is encrypted to `to`.
        changes: what the manifest says otherwise than it should.
    """

    parts: dict[str, bytes]
    to: Sequence[pyrage.x25519.Recipient]
    recipients: Sequence[str] | None = None
    key: Ed25519PrivateKey = field(default_factory=lambda: signer(1))
    signed_by: Ed25519PrivateKey | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)

    def manifest(self) -> bytes:
        """The manifest's bytes."""
        sender = {"name": "Maren", "device": "d", "public_key": str(self.to[0]), "signing_key": public(self.key)}
        told = {
            "format": 1,
            "id": "b-1",
            "made_at": "2026-11-20T10:00:00+00:00",
            "sender": sender,
            "recipients": sorted(self.recipients if self.recipients is not None else map(str, self.to)),
            "chosen": "All",
            "remark": "",
            "schema": 1,
            "counts": {"records": 0, "revisions": 0, "attachments": 0, "missing": 0},
            "parts": {name: {"size": len(part), "sha256": digest(part)} for name, part in self.parts.items()},
            "received": [],
        }
        return msgspec.json.encode(told | dict(self.changes), order="sorted")

    def members(self) -> list[Member]:
        """The files of the tar, in their order."""
        manifest = self.manifest()
        signature = (self.signed_by or self.key).sign(TAG + manifest)
        rest = sorted(self.parts.items(), key=lambda part: (part[0] != "revisions.jsonl", part[0]))
        return [("manifest.json", manifest), ("signature", signature), *rest]

    def bundle(self) -> bytes:
        """The whole file."""
        return lock(tar(self.members()), self.to)


def tar(members: Iterable[Member | tarfile.TarInfo]) -> bytes:
    """A plain tar; of a TarInfo only the header is written."""
    made = io.BytesIO()
    for member in members:
        about = member if isinstance(member, tarfile.TarInfo) else tarfile.TarInfo(member[0])
        content = b"" if isinstance(member, tarfile.TarInfo) else member[1]
        if content:
            about.size = len(content)
        about.mode = 0o600
        made.write(about.tobuf(tarfile.USTAR_FORMAT) + content + bytes(-len(content) % 512))
    return made.getvalue() + bytes(1024)


def lock(content: bytes, to: Sequence[pyrage.x25519.Recipient], *, level: int = 1) -> bytes:
    """`content` compressed and encrypted."""
    return bytes(pyrage.encrypt(zstandard.compress(content, level), list(to)))
