"""What a bundle says of itself: who made it, for whom, what is in it. docs/bundle-format.md tells it to strangers."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

FORMAT = 1
"""The format of bundles that this program writes; a higher one is a newer program's."""

SUFFIX = ".ispx"
MANIFEST, SIGNATURE, REVISIONS = "manifest.json", "signature", "revisions.jsonl"
DOMAIN_TAG = b"ISP Desktop bundle, format 1\n"
"""Stands before the manifest in what is signed, so that no signature made for something else passes for it."""

MOST_PARTS = 100_000
MOST_RECEIVED = 1_000
"""So many received bundles are named in the manifest of one's own, the latest."""

MOST_MANIFEST_BYTES = 32 * 2**20
MOST_LINE_BYTES = 64 * 2**20
"""The largest revision that is taken: 10 MB of text, escaped as unluckily as can be, in each of a few fields."""

_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{64})")
_READABLE = re.compile(r"readable/[A-Za-z0-9._-]{1,120}")


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Who made a bundle, as they say themselves; only the signing key is proved, by the signature.

    Attributes:
        device: the uid of their notebook on that computer.
        public_key: the age recipient to answer to, "age1...".
        signing_key: the Ed25519 public key, base64.
    """

    name: str
    device: str
    public_key: str
    signing_key: str


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a bundle: its length in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The first part of a bundle, which the signature covers, and through it all other parts.

    Attributes:
        id: a fresh UUID.
        made_at: ISO 8601 in UTC.
        recipients: the age recipients it was encrypted to, sorted; none where a passphrase opens it.
        chosen: what was chosen, in the sender's words.
        remark: a line for those who receive it.
        schema: the version of the kinds' declarations at the sender's.
        counts: "records", "revisions", "attachments", and "missing": files of these records that the sender lacks too.
        parts: by name; they follow in the order of `in_order`.
        received: ids of the bundles by these recipients that came to the sender; so they know what arrived.
        undone: how many imports the sender has undone by then: what they sent before the last one they may lack now.
    """

    format: int
    id: str
    made_at: str
    sender: Sender
    recipients: tuple[str, ...]
    chosen: str
    remark: str = ""
    schema: int
    counts: dict[str, int]
    parts: dict[str, Part]
    received: tuple[str, ...] = ()
    undone: int = 0


def attachment_of(part: str) -> str:
    """The SHA-256 that an attachment's part is named by; "" for any other part."""
    matched = _ATTACHMENT.fullmatch(part)
    return matched[1] if matched else ""


def in_order(parts: Iterable[str]) -> list[str]:
    """The names of parts as they follow the manifest and the signature: revisions, attachments, readable files."""
    return sorted(parts, key=lambda name: (name != REVISIONS, name))


def is_part_name(name: str) -> bool:
    """Whether a bundle may hold a part of this name beside its manifest and signature. None is ever used as a path."""
    return name == REVISIONS or bool(_ATTACHMENT.fullmatch(name)) or bool(_READABLE.fullmatch(name))
