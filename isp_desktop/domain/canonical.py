"""Canonical JSON (RFC 8785) and the SHA-256 ids made from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import rfc8785

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""A JSON value as this program holds it."""


def canonical(value: Json) -> bytes:
    """The one byte string that RFC 8785 gives for `value`.

    Raises:
        rfc8785.CanonicalizationError: `value` holds what JSON cannot, such as NaN or a lone surrogate.
    """
    return rfc8785.dumps(value)


def content_id(body: bytes) -> str:
    """The id of a revision whose canonical JSON is `body`: 64 hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()
