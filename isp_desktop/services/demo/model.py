"""What the made-up notebook consists of: writings, in the order in which they were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TypeAlias

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"


_LOW = (1 << 62) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One writing. A uid seen before is a later edit, which carries only what changed (sets: the whole list).

    Attributes:
        kind: the record kind, e.g. "visit".
        uid: UUIDv7 in its canonical form of 36 lower-case characters.
        fields: what is shared with colleagues.
        private: what stays on this computer.
        at: the moment of writing, UTC.
        author: name of the practitioner who wrote it.
    """

    kind: str
    uid: str
    fields: dict[str, JSON]
    private: dict[str, JSON]
    at: datetime
    author: str


def uuid7(at: datetime, rng: Random) -> str:
    """A UUIDv7 (RFC 9562) of that moment, its random bits taken from `rng`, so that equal seeds give equal uids."""
    bits = rng.getrandbits(74)
    number = int(at.timestamp() * 1000) << 80 | 7 << 76 | bits >> 62 << 64 | 2 << 62 | bits & _LOW
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
