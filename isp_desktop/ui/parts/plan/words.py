"""How a step of the plan is told in a chip and in a row."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from isp_desktop.domain.language import _
from isp_desktop.services.capacity_plan import Step
from isp_desktop.services.today import ahead_words, due_words
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.dates import short_date

Tone = Literal["", "warn", "bad", "good"]


def step_chip(step: Step, today: dt.date) -> ChipSpec:
    """ "Train a second analyst, 20 Oct"; what is late, done or dropped says so."""
    if not step.is_open:
        day = short_date(step.settled_on, today) if step.settled_on else ""
        done = step.state == "done"
        said = _("{what}, done {day}") if done else _("{what}, dropped {day}")
        return ChipSpec(
            said.format(what=step.what, day=day).strip(), "good" if done else "outline", _settled_sign(done)
        )
    if not step.due:
        return ChipSpec(step.what, "plain", "circle")
    days = days_to(step.due, today)
    late = days < 0
    day = _by_when(days) if days <= 0 else short_date(step.due, today)
    words = _("{what}, {day}").format(what=step.what, day=day)
    return ChipSpec(words, "bad" if late else "plain", "circle-alert" if late else "calendar")


def when(step: Step, today: dt.date) -> tuple[str, str, Tone]:
    """What is said at the end of a step's row, its sign and its tone: when it is to be done or followed up."""
    if step.is_open and step.due and step.due == step.next_day:
        return _dated(due_words(days_to(step.due, today)), days_to(step.due, today))
    if step.follow_up_on:
        days = days_to(step.follow_up_on, today)
        return _dated(follow_up_words(days), days)
    if step.is_open:
        return _("No day yet"), "circle-dashed", ""
    day = short_date(step.settled_on, today) if step.settled_on else ""
    done = step.state == "done"
    said = (_("Done {day}") if done else _("Dropped {day}")).format(day=day).strip()
    return said, _settled_sign(done), ""


def follow_up_words(days: int) -> str:
    """How far off a follow-up is: "Follow-up: 2 days late"."""
    return _("Follow-up: {when}").format(when=_by_when(days))


def to_do_words(days: int) -> str:
    """How far off the day is by which a step is to be done: "To be done: in 6 days"."""
    return _("To be done: {when}").format(when=_by_when(days))


def _by_when(days: int) -> str:
    """As `due_words`, inside a sentence."""
    if days < 0:
        return due_words(days)
    return [_("due today"), _("due tomorrow")][days] if days < 2 else ahead_words(days)


def days_to(day: str, today: dt.date) -> int:
    """How many days it is to `day`, "YYYY-MM-DD"; below 0 for one that is past."""
    return (dt.date.fromisoformat(day) - today).days


def _dated(words: str, days: int) -> tuple[str, str, Tone]:
    if days < 0:
        return words, "circle-alert", "bad"
    return (words, "clock", "warn") if days == 0 else (words, "calendar", "")


def _settled_sign(done: bool) -> str:
    return "circle-check" if done else "x"
