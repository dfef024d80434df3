"""What is done in the capacity plan at once and can be taken back: steps done, moved, followed up; needs met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any, Literal

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.plan_steps import next_follow_up
from isp_desktop.services import capacity_plan, records
from isp_desktop.services.taking_back import Undo, change, change_within, take_back

# What follows a step's state: the days and the reason that hold no more.
_OPEN = {"settled_on": None, "reason": None}


def settle(store: Store, uid: str, done: bool, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Marks a step as done today, or as under way again; `seen` as for `taking_back.change`, here and below.

    Raises:
        BadInput: what it changes is in conflict; so for all that follow.
        NotFound: there is no such record; so for all that follow.
    """
    values = {"state": "done", "settled_on": today.isoformat()} if done else {"state": "under_way", **_OPEN}
    return change(store, "plan_step", uid, values, seen)


def start(store: Store, uid: str, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Marks a step as under way, from today if it is not said since when."""
    values: dict[str, Any] = {"state": "under_way", **_OPEN}
    if not records.get(store, uid).fields.get("starts_on"):
        values["starts_on"] = today.isoformat()
    return change(store, "plan_step", uid, values, seen)


def drop(store: Store, uid: str, reason: str, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Marks a step as dropped, with the reason.

    Raises:
        BadInput: there is no reason.
    """
    if not reason.strip():
        raise BadInput(_("Say in a few words why it is dropped, then drop it."), "reason")
    values = {"state": "dropped", "settled_on": today.isoformat(), "reason": reason.strip()}
    return change(store, "plan_step", uid, values, seen)


def move(
    store: Store, uid: str, field: Literal["due", "follow_up_on"], day: dt.date, seen: Sequence[str] | None = None
) -> Undo:
    """Gives a step, or its follow-up, another day."""
    return change(store, "plan_step", uid, {field: day.isoformat()}, seen)


def follow_up(
    store: Store,
    uid: str,
    what: str,
    saw: str,
    next_day: dt.date | None,
    today: dt.date,
    seen: Sequence[str] | None = None,
) -> Undo:
    """Logs that a step was followed up today: what was done, what was seen in real work, and when the next one is.

    Raises:
        BadInput: it is not said what was done.
    """
    if not what.strip():
        raise BadInput(_("Say in a few words what was done."), "what")
    with store.write() as transaction:
        made = capacity_plan.log_of(transaction.connection, uid)
        values = {**made, "date": today.isoformat(), "what": what.strip(), "seen": saw.strip() or None}
        step = transaction.look(uid)
        is_private = step is not None and step.is_private
        log = records.put(transaction, "step_log", values, scope="private" if is_private else None)
        day = {"follow_up_on": next_day.isoformat() if next_day else None}
        changed = change_within(transaction, "plan_step", uid, day, seen)
    return partial(take_back, store, [changed], [log])


def usual_next(step: capacity_plan.Step, today: dt.date) -> dt.date | None:
    """When the follow-up after one of today would be, by the rhythm of the step."""
    return next_follow_up(step.every_days, today)


def judge_need(
    store: Store,
    uid: str,
    state: Literal["open", "met", "given_up"],
    today: dt.date,
    seen: Sequence[str] | None = None,
) -> Undo:
    """Says that a need is met or given up as of today, or open again, whatever an assessment showed."""
    values = {"state": state, "met_on": None if state == "open" else today.isoformat(), "met_by": None}
    return change(store, "need", uid, values, seen)
