"""Leadership changes: how far one is, and what of it is due. docs/practice.md, activity L7."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from isp_desktop.domain.vocabulary import TRANSITION_ACTS, TRANSITION_STEPS

STATES_OVER = ("done", "called_off")
"""The states in which nothing is to be done any more."""


class Step(Struct, frozen=True):
    """A step of a leadership change.

    Attributes:
        key: of `TRANSITION_STEPS`; day: "YYYY-MM-DD", or "" where none is set.
        done: it is over.
    """

    key: str
    day: str = ""
    done: bool = False

    @property
    def is_act(self) -> bool:
        """Whether somebody has to do it, and says so; the others are over with their day."""
        return self.key in TRANSITION_ACTS

    def days(self, today: dt.date) -> int | None:
        """How many days are left to it, below 0 for one that is late; None where it waits for no day."""
        return None if self.done or not self.day else (dt.date.fromisoformat(self.day) - today).days


def steps(own: Mapping[str, Any], today: dt.date) -> tuple[Step, ...]:
    """The steps of the leadership change with these fields."""
    return tuple(_step(key, own, today) for key in TRANSITION_STEPS)


def place_of(today: dt.date, found: tuple[Step, ...]) -> float | None:
    """Where today stands on the line of the steps: 1.5 is half-way between the second and the third.

    None where no step has a day. What has no day takes no part in it.
    """
    dated = [(at, dt.date.fromisoformat(step.day)) for at, step in enumerate(found) if step.day]
    if not dated:
        return None
    before = [(at, day) for at, day in dated if day <= today]
    after = [(at, day) for at, day in dated if day > today]
    if not before:
        return max(0.0, after[0][0] - 0.5)
    if not after:
        return min(len(found) - 1.0, before[-1][0] + 0.5)
    (at, day), (then, later) = before[-1], after[0]
    if then <= at:
        # The days do not follow the order of the steps; between the two, then.
        return (at + then) / 2
    return at + (then - at) * (today - day).days / (later - day).days


def _step(key: str, own: Mapping[str, Any], today: dt.date) -> Step:
    day = str(own.get(f"{key}_on") or "")
    is_past = bool(day) and day <= today.isoformat()
    return Step(key, day, key in (own.get("steps_done") or ()) if key in TRANSITION_ACTS else is_past)
