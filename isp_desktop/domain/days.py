"""Days as the program counts and orders them."""

from __future__ import annotations

import datetime as dt
import uuid

_EPOCH = dt.date(1970, 1, 1).toordinal()


def day_number(day: str | None, uid: str) -> int:
    """The ordinal (1 is 1 January of year 1) of `day`, or without one of the day that the uid was made on."""
    if day:
        return dt.date.fromisoformat(day).toordinal()
    made_ms = uuid.UUID(uid).int >> 80
    return _EPOCH + min(made_ms // 86_400_000, 3_000_000)
