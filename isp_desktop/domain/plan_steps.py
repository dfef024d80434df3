"""Steps of the capacity plan: how far one is, and when it is followed up next."""

from __future__ import annotations

import datetime as dt

SETTLED = ("done", "dropped")
"""The states of a step with which nothing is to be done any more; one that is done may still be followed up."""


def is_open(state: str | None) -> bool:
    """Whether a step still waits to be done; one without a state does."""
    return state not in SETTLED


def next_follow_up(every_days: float | None, day: dt.date) -> dt.date | None:
    """The day of the follow-up after one of the day `day`; None where there is no rhythm."""
    return day + dt.timedelta(days=int(every_days)) if every_days else None
