"""Reading, proving and signing what a bundle says of itself."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from isp_desktop.domain.bundle import (
    DOMAIN_TAG,
    FORMAT,
    MOST_PARTS,
    REVISIONS,
    Manifest,
    Part,
    attachment_of,
    is_part_name,
)
from isp_desktop.domain.canonical import canonical
from isp_desktop.domain.errors import BundleRefused
from isp_desktop.domain.language import _
from isp_desktop.services.sharing.refusals import damaged, not_as_told, too_large

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNATURE_BYTES = 64
# A small bundle may hold long dull text; a large one that unpacks a thousandfold is made to fill a disk.
_ALWAYS_TAKEN, _MOST_RATIO = 64 * 2**20, 1_000
LONGEST_REMARK = 20_000
_LONGEST_LINE, _MOST_NAMED, _MOST_COUNTED = 1_000, 10_000, 2**48
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HASH = re.compile(r"[0-9a-f]{64}")


class _Format(msgspec.Struct):
    format: int


def signed(manifest: Manifest, key: Ed25519PrivateKey) -> tuple[bytes, bytes]:
    """The manifest's bytes, and the signature over them."""
    content = canonical(msgspec.to_builtins(manifest))
    return content, key.sign(DOMAIN_TAG + content)


def proved(content: bytes, signature: bytes, file_size: int) -> Manifest:
    """The manifest that `content` is, once its signature and its parts' names and sizes proved right.

    Args:
        file_size: the whole file's length in bytes.

    Raises:
        BundleRefused: it is a newer program's, was not signed by the one it names, or tells what cannot be.
    """
    manifest = _decoded(content)
    _require_signature(manifest, content, signature)
    if not _is_sensible(manifest):
        raise damaged()
    _require_parts(manifest.parts, file_size)
    return manifest


def require_for(manifest: Manifest, own_key: str) -> None:
    """Refuses a bundle that opened although its maker did not make it for `own_key`, or "" for a passphrase."""
    meant = own_key in manifest.recipients if own_key else not manifest.recipients
    if not meant:
        refusal = _(
            "{name} made this bundle for somebody else, and another person passed it on. "
            "Ask {name} to share it with you."
        )
        raise BundleRefused(refusal.format(name=manifest.sender.name))


def _decoded(content: bytes) -> Manifest:
    try:
        made_by = msgspec.json.decode(content, type=_Format).format
        if made_by > FORMAT:
            refusal = _("A newer version of ISP Desktop made this bundle. Install that version to take it in.")
            raise BundleRefused(refusal)
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise damaged() from error


def _require_signature(manifest: Manifest, content: bytes, signature: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(manifest.sender.signing_key, validate=True))
        key.verify(signature, DOMAIN_TAG + content)
    except (InvalidSignature, ValueError, binascii.Error) as error:
        refusal = _("The signature is not by the one the bundle names as its sender. Ask that person to share anew.")
        raise BundleRefused(refusal) from error


def _is_sensible(manifest: Manifest) -> bool:
    """Whether its words are as long as words are, and its lines are lines."""
    sender = manifest.sender
    lines = (sender.name, sender.device, sender.public_key, sender.signing_key, manifest.id, manifest.made_at)
    named = (*manifest.recipients, *manifest.received)
    return (
        manifest.format == FORMAT
        and all(len(line) <= _LONGEST_LINE and not _CONTROL.search(line) for line in (*lines, *named, *manifest.counts))
        and all(len(text) <= LONGEST_REMARK for text in (manifest.chosen, manifest.remark))
        and len(named) + len(manifest.counts) <= _MOST_NAMED
        and all(0 <= count < _MOST_COUNTED for count in (*manifest.counts.values(), manifest.undone))
        and bool(sender.name.strip() and manifest.id)
    )


def _require_parts(parts: Mapping[str, Part], file_size: int) -> None:
    # Read where it is used: its ciphers take time that the start has not.
    from isp_desktop.db.attachments import MOST_BYTES

    if REVISIONS not in parts or not all(_is_possible(name, part) for name, part in parts.items()):
        raise not_as_told()
    total = sum(part.size for part in parts.values())
    if len(parts) > MOST_PARTS or total > _ALWAYS_TAKEN + _MOST_RATIO * file_size:
        raise too_large()
    if any(part.size > MOST_BYTES for name, part in parts.items() if name != REVISIONS):
        raise too_large()


def _is_possible(name: str, part: Part) -> bool:
    named_by = attachment_of(name)
    return (
        is_part_name(name)
        and part.size >= 0
        and bool(_HASH.fullmatch(part.sha256))
        and (not named_by or named_by == part.sha256)
    )
