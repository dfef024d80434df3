"""Answers to the items of an assessment: their uids, and the first votes by seat."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from hashlib import sha256

from msgspec import Struct

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _

_SEAT = re.compile(r"[A-Za-z0-9-]{1,16}")
_LONGEST_VOTE = 200


class Votes(Struct, frozen=True):
    """The first votes on one item.

    Attributes:
        seats: who gave each value, the seats sorted.
        twice: the seats that gave more than one, as where two laptops typed for the same one; all of them count
            nowhere until somebody says which holds.
        unreadable: entries that are no votes, as from a program that somebody changed.
    """

    seats: Mapping[str, tuple[str, ...]] = {}
    twice: tuple[str, ...] = ()
    unreadable: int = 0

    @property
    def count(self) -> int:
        """How many seats gave one value."""
        return sum(map(len, self.seats.values()))

    @property
    def voted(self) -> frozenset[str]:
        """The seats that voted, whatever."""
        return frozenset(seat for seats in self.seats.values() for seat in seats) | frozenset(self.twice)

    def of(self, seat: str) -> str:
        """What a seat gave; "" for nothing, or for more than one value."""
        return next((value for value, seats in self.seats.items() if seat in seats), "")


def uid_of(assessment: str, item: str) -> str:
    """The uid of the answer to `item`, a path of names, in `assessment`: the same on every computer.

    It is a UUIDv7 with the time of the assessment's own uid and, for chance, SHA-256 of both.
    """
    time = uuid.UUID(assessment).int >> 80
    chance = int.from_bytes(sha256(f"{assessment}\n{item}".encode()).digest()[:10])
    bits = (time << 80) | chance
    bits = bits & ~(0xF << 76) | (0x7 << 76)
    bits = bits & ~(0b11 << 62) | (0b10 << 62)
    return str(uuid.UUID(int=bits))


def vote(seat: str, value: str) -> str:
    """A first vote as an answer's `votes` holds it.

    Raises:
        BadInput: the seat is not one of letters, figures and hyphens, or nothing or too much is voted.
    """
    if not _SEAT.fullmatch(seat):
        raise BadInput(_("A seat is called by up to 16 letters, figures and hyphens, such as A."))
    if not value or len(value) > _LONGEST_VOTE or "\n" in value:
        raise BadInput(_("A vote is one of the answers that the item offers."))
    return f"{seat}:{value}"


def seat_of(entry: str) -> str:
    """The seat of one entry of an answer's `votes`."""
    return entry.partition(":")[0]


def are_shown(*given: str | None) -> bool:
    """Whether votes may be told of an answer to which this was given: its value, its dissent and its evidence.

    They are given unseen (docs/practice.md, C2), so not before the group came to something, or words were written,
    which is done once they are shown; and not because the assessment was closed.
    """
    return any(given)


def read_votes(entries: Iterable[str]) -> Votes:
    """The votes that an answer's `votes` holds, whatever else stands there."""
    given: dict[str, set[str]] = {}
    unreadable = 0
    for entry in entries:
        seat, colon, value = entry.partition(":")
        if colon and value and _SEAT.fullmatch(seat):
            given.setdefault(seat, set()).add(value)
        else:
            unreadable += 1
    by_value: dict[str, list[str]] = {}
    for seat in sorted(given):
        if len(given[seat]) == 1:
            by_value.setdefault(next(iter(given[seat])), []).append(seat)
    twice = tuple(seat for seat in sorted(given) if len(given[seat]) > 1)
    return Votes({value: tuple(seats) for value, seats in sorted(by_value.items())}, twice, unreadable)
