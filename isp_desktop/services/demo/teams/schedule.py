"""The days of a team's meetings, by a rule as calendars write it (RFC 5545)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

_SEARCHED = timedelta(days=130)


def rule_days(rule: str, first: date, until: date) -> list[date]:
    """The days of a rule from its first one on, up to another day."""
    from dateutil.rrule import rrulestr

    start, end = (datetime.combine(day, time()) for day in (first, until))
    return [moment.date() for moment in rrulestr(rule, dtstart=start).between(start, end, inc=True)]


def first_meeting(rule: str, since: date) -> date:
    """The first day of a rule after another."""
    return rule_days(rule, since + timedelta(days=1), since + _SEARCHED)[0]
