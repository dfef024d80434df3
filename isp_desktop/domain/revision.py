"""One entry of the log: what somebody changed in one record, and what they had before them when they did."""

from __future__ import annotations

import functools
from typing import Any, Literal

import msgspec

from isp_desktop.domain.canonical import canonical, content_id
from isp_desktop.domain.clock import Stamp

Scope = Literal["shared", "private"]
Action = Literal["edit", "delete", "restore"]

SCHEMA = 1
"""The version of the kinds' declarations that this program writes."""

_PARTS, _STRINGS = frozenset({"add", "remove"}), frozenset({str})


class Revision(msgspec.Struct, frozen=True, kw_only=True, dict=True, omit_defaults=True):
    """A change to one record in one scope. Its id is the SHA-256 of its canonical JSON.

    Attributes:
        uid: the record's uid (UUIDv7, 36 characters).
        parents: ids of the heads of this record and scope that were on screen when editing began, sorted.
        author: the name of the person who wrote it.
        device: the uid of the notebook it was written in.
        clock: the hybrid clock's milliseconds and count.
        fields: only what changed. A value field holds a JSON scalar; a set field holds {"add": [...], "remove": [...]}.
        reason: why a conflict was settled this way; "" is not written.
    """

    uid: str
    kind: str
    scope: Scope
    parents: tuple[str, ...]
    author: str
    device: str
    clock: tuple[int, int]
    action: Action
    schema: int
    fields: dict[str, Any]
    reason: str = ""

    @functools.cached_property
    def body(self) -> bytes:
        """The canonical JSON, which is what the log keeps."""
        return canonical(msgspec.to_builtins(self))

    @functools.cached_property
    def id(self) -> str:
        """64 hexadecimal digits, computed from the content and never believed from outside."""
        return content_id(self.body)

    @property
    def stamp(self) -> Stamp:
        """The clock as a comparable moment."""
        return Stamp(*self.clock)


_decoder = msgspec.json.Decoder(Revision)


def decode(body: bytes) -> Revision:
    """The revision that `body`, canonical JSON from the log, says.

    Raises:
        msgspec.DecodeError: `body` is no revision.
    """
    revision = _decoder.decode(body)
    # What was canonical when it was written need not be made so again: this is half the cost of reading a log.
    revision.__dict__["body"] = body
    return revision


def is_change(value: object) -> bool:
    """Whether a field's logged value is a set field's change.

    It shows in the value itself, so that a program that does not know the field (a newer one's) merges it rightly.
    """
    if not isinstance(value, dict) or not value or not value.keys() <= _PARTS:
        return False
    # By types, and not an element at a time: it is asked for every set in every revision that is taken in.
    return all([isinstance(part, list) and _STRINGS.issuperset(map(type, part)) for part in value.values()])
