"""The days of a team's meetings."""

from __future__ import annotations

from datetime import date, timedelta

from isp_desktop.domain.schedule import days_between, next_days


def rule_days(rule: str, first: date, until: date) -> list[date]:
    """The days of a rule from its first one on, up to another day."""
    return days_between(rule, first, first, until)


def first_meeting(rule: str, since: date) -> date:
    """The first day of a rule after another."""
    morrow = since + timedelta(days=1)
    return next_days(rule, morrow, morrow, 1)[0]
