"""How a communication protocol stands: its messages say whether it is on time, late, waiting, or never closes.

docs/practice.md, activity T6: teams that are linked tell one another, and hear what became of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from isp_desktop.domain.language import _, counted

NEVER = 3
"""A loop never closes where none of the last so many messages was answered in the time agreed."""

State = Literal["ahead", "on_time", "waiting", "late", "never", "ended"]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed.

    Attributes:
        every_days: days between two messages; None where none is due by a rhythm.
        answer_days: days until an answer; None where none is expected.
        since, until: the first and the last day on which it holds; None for an open end.
    """

    every_days: int | None = None
    answer_days: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """When something was sent, and when it was answered, if it was."""

    sent: dt.date
    answered: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Loop:
    """How a protocol stands on a day.

    Attributes:
        state: what to say of it first: "ahead" has not begun, "never" was never answered lately, "late" is a message
            that is due, "waiting" an answer that is.
        last: the day of the last message.
        next_due: when the next one is to be sent; None without a rhythm, or where it ends before.
        days_late: how many days that is past.
        waits_since: the day of the first message after the last one answered; None where no answer is awaited.
        answer_late: how many days their answer is past its time.
    """

    state: State
    last: dt.date | None = None
    next_due: dt.date | None = None
    days_late: int = 0
    waits_since: dt.date | None = None
    answer_late: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.state != "ended" and (self.state in ("late", "never") or self.answer_late > 0)


def loop(agreed: Agreed, messages: Iterable[Message], today: dt.date) -> Loop:
    """How a protocol stands `today`; messages sent later count for nothing, and so do answers given later.

    Args:
        messages: the latest ones, in any order: `NEVER` of them at least, and back to the last one answered.
    """
    told = sorted(
        (one for one in messages if one.sent <= today), key=lambda one: (one.sent, not _is_answered(one, today))
    )
    last = told[-1].sent if told else None
    next_due = _next_due(agreed, last)
    waiting = _unanswered(agreed, told, today)
    waits_since = waiting[0].sent if waiting else None
    days_late = max(0, (today - next_due).days) if next_due else 0
    answer_late = max(0, (today - waits_since).days - (agreed.answer_days or 0)) if waits_since else 0
    return Loop(
        state=_state(agreed, told, today, bool(days_late), bool(waiting)),
        last=last,
        next_due=next_due,
        days_late=days_late,
        waits_since=waits_since,
        answer_late=answer_late,
    )


def words(found: Loop, today: dt.date) -> str:
    """How it stands, in a few words: "8 days late", "waiting 12 days for an answer"."""
    if found.state == "ended":
        return _("ended")
    if found.state == "ahead":
        return _("not begun")
    if found.state == "never":
        return counted("not answered the last {n} time", "not answered the last {n} times", NEVER)
    if found.state == "late":
        return counted("{n} day late", "{n} days late", found.days_late)
    if found.state == "waiting" and found.waits_since is not None:
        days = (today - found.waits_since).days
        if not days:
            return _("waiting for an answer since today")
        return counted("waiting {n} day for an answer", "waiting {n} days for an answer", days)
    return _("on time")


def due_words(found: Loop, today: dt.date) -> str:
    """When the next message is due: "due in 5 days", "due today"; "" where none is, or where it is late."""
    if found.next_due is None or found.days_late or found.state in ("ended", "ahead"):
        return ""
    days = (found.next_due - today).days
    return counted("due in {n} day", "due in {n} days", days) if days else _("due today")


def _next_due(agreed: Agreed, last: dt.date | None) -> dt.date | None:
    begun = max(filter(None, (last, agreed.since)), default=None)
    if agreed.every_days is None or begun is None:
        return None
    due = begun + dt.timedelta(days=agreed.every_days)
    return None if agreed.until is not None and due > agreed.until else due


def _unanswered(agreed: Agreed, told: list[Message], today: dt.date) -> list[Message]:
    """The messages after the last one that was answered, where an answer is expected; oldest first."""
    if agreed.answer_days is None:
        return []
    closed = max((at for at, one in enumerate(told, 1) if _is_answered(one, today)), default=0)
    return told[closed:]


def _state(agreed: Agreed, told: list[Message], today: dt.date, is_late: bool, waits: bool) -> State:
    if agreed.until is not None and agreed.until < today:
        return "ended"
    if not told and (agreed.since is None or agreed.since > today):
        return "ahead"
    if _never_closes(agreed, told, today):
        return "never"
    if is_late:
        return "late"
    return "waiting" if waits else "on_time"


def _never_closes(agreed: Agreed, told: list[Message], today: dt.date) -> bool:
    if agreed.answer_days is None:
        return False
    in_time = dt.timedelta(days=agreed.answer_days)
    ripe = [one for one in told if one.sent + in_time < today][-NEVER:]
    waits = _unanswered(agreed, told, today)
    return len(ripe) == NEVER and all(one in waits for one in ripe)


def _is_answered(message: Message, today: dt.date) -> bool:
    return message.answered is not None and message.answered <= today
