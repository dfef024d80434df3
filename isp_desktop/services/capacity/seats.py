"""The seats from which first votes are given: letters, with a mark where a second laptop takes votes, never names."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256

from isp_desktop.db import log
from isp_desktop.db.store import Reading, Store
from isp_desktop.services import settings

MOST_SEATS = 60
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mark(store: Store, assessment: str) -> str:
    """What this laptop puts before its letters: "" on the one that began the assessment.

    So no two laptops have a seat in common, though neither knows of the other.
    """
    with store.read() as reading:
        return mark_within(reading, store.device, assessment)


def mark_within(reading: Reading, device: str, assessment: str) -> str:
    """As `mark`, for what reads already."""
    first = min(log.of_record(reading, assessment), key=lambda one: (one.stamp, one.id), default=None)
    if first is None or first.device == device:
        return ""
    return b32encode(sha256(device.encode()).digest()).decode()[:4].lower()


def seats(count: int, mark: str = "") -> tuple[str, ...]:
    """The names of so many seats, up to `MOST_SEATS`: A, B, C…, or with a mark "k3xa-A"…"""
    return tuple(f"{mark}-{name}" if mark else name for name in map(_name, range(min(count, MOST_SEATS))))


def mark_of(seat: str) -> str:
    """What stands before the letter of a seat: "" for one of the laptop that began the assessment."""
    return seat.rpartition("-")[0]


def said_here(store: Store, assessment: str) -> int:
    """How many were said to vote at this laptop; 0 where nobody said so."""
    return int(settings.read(store, _setting(assessment), 0))


def say_here(store: Store, assessment: str, count: int) -> None:
    """Remembers how many vote at this laptop, which is of nobody else's concern."""
    settings.write(store, _setting(assessment), count)


def _setting(assessment: str) -> str:
    return f"seats {assessment}"


def _name(at: int) -> str:
    turn, letter = divmod(at, len(_LETTERS))
    return _LETTERS[letter] + (str(turn + 1) if turn else "")
