"""When a commitment is late, and how that is said."""

from __future__ import annotations

import datetime as dt

from isp_desktop.domain.language import counted


def is_open(status: str | None) -> bool:
    """Whether a commitment still waits; one without a state does."""
    return status in (None, "", "open")


def days_late(due: str | None, status: str | None, today: dt.date) -> int:
    """How many days an open commitment is past its day ("YYYY-MM-DD"); 0 for one that is not late."""
    if not due or not is_open(status):
        return 0
    return max(0, (today - dt.date.fromisoformat(due)).days)


def late_words(days: int) -> str:
    """ "3 days late", "1 day late", or "" for none."""
    if days <= 0:
        return ""
    return counted("{n} day late", "{n} days late", days)
