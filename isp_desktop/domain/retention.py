"""Which backups to keep: all of two days, then one a day, one a week, one a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

_STEPS: Sequence[tuple[dt.timedelta, Callable[[dt.datetime], object]]] = (
    (dt.timedelta(days=2), lambda moment: moment),
    (dt.timedelta(days=14), lambda moment: moment.date()),
    (dt.timedelta(days=70), lambda moment: moment.isocalendar()[:2]),
)


def superfluous(moments: Iterable[dt.datetime], now: dt.datetime) -> list[dt.datetime]:
    """Those of `moments` that may go at `now`: of each period the latest stays, and the latest of all always."""
    kept: set[object] = set()
    gone: list[dt.datetime] = []
    for moment in sorted(moments, reverse=True):
        period = _period(moment, now)
        if period in kept:
            gone.append(moment)
        kept.add(period)
    return gone


def _period(moment: dt.datetime, now: dt.datetime) -> object:
    for age, of in _STEPS:
        if now - moment <= age:
            return (age, of(moment))
    return (moment.year, moment.month)
