"""Canonical JSON (RFC 8785) and the SHA-256 ids made from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

import rfc8785

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""A JSON value as this program holds it."""

_SAFE_INT = 2**53 - 1


def canonical(value: Json) -> bytes:
    """The one byte string that RFC 8785 gives for `value`.

    Raises:
        rfc8785.CanonicalizationError: `value` holds what JSON cannot, such as NaN or a lone surrogate.
    """
    if not _is_plain(value):
        return _by_the_standard(value)
    # Without floats, large integers and names beyond ASCII, Python's encoder writes the same bytes five times as fast,
    # which halves the time of taking in a colleague's bundle. A test holds the two equal.
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _by_the_standard(value)


def _by_the_standard(value: Json) -> bytes:
    try:
        return rfc8785.dumps(value)
    except UnicodeEncodeError as error:
        # How the library fails on a lone surrogate in a name, rather than in a value.
        raise rfc8785.CanonicalizationError("a name holds a lone surrogate") from error


def content_id(body: bytes) -> str:
    """The id of a revision whose canonical JSON is `body`: 64 hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def _is_plain(value: Json) -> bool:
    of = type(value)
    if of is str or value is None or of is bool:
        return True
    if of is int:
        return -_SAFE_INT <= value <= _SAFE_INT  # type: ignore[operator]
    if of is dict:
        return all(type(name) is str and name.isascii() and _is_plain(part) for name, part in value.items())  # type: ignore[union-attr]
    return of in (list, tuple) and all(map(_is_plain, value))  # type: ignore[arg-type]
