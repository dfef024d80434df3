"""A practitioner's own reflection on the four competencies over time. It is hers alone: see `competency_reflection`."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.domain.vocabulary import COMPETENCIES, OWN_STEPS

KIND = "competency_reflection"
HALF_YEAR = 183
"""After so many days without a look at a competency the page says so, once, and nowhere else."""
_MOST = 400


class Look(Struct, frozen=True):
    """A look at oneself in a competency, on a day "YYYY-MM-DD"; `step` is a key of `OWN_STEPS` or ""."""

    uid: str
    day: str
    step: str
    went_well: str
    hard: str
    next: str


class Course(Struct, frozen=True):
    """All looks at a competency, earliest first; `days` since the last one, None where there is none."""

    competency: str
    looks: tuple[Look, ...]
    days: int | None

    @property
    def last(self) -> Look | None:
        """The latest look."""
        return self.looks[-1] if self.looks else None

    @property
    def step(self) -> str:
        """Where she saw herself last, a key of `OWN_STEPS` or ""."""
        return next((look.step for look in reversed(self.looks) if look.step), "")

    @property
    def is_due(self) -> bool:
        """Whether the last look is half a year ago."""
        return self.days is not None and self.days >= HALF_YEAR


def courses(store: Store, today: dt.date) -> tuple[Course, ...]:
    """The looks at each competency, in the order of the competencies."""
    with store.read() as reading:
        found = lists.page(reading, KIND, limit=_MOST)
    looks: dict[str, list[Look]] = {key: [] for key in COMPETENCIES}
    for item in reversed(found):
        own = {name: str(value or "") for name, value in item.fields.items()}
        if own["competency"] in looks:
            step = own["step"] if own["step"] in OWN_STEPS else ""
            look = Look(item.uid, own["date"], step, own["went_well"], own["hard"], own["next"])
            looks[own["competency"]].append(look)
    return tuple(Course(key, tuple(own), _days(own, today)) for key, own in looks.items())


def _days(looks: list[Look], today: dt.date) -> int | None:
    last = max((look.day for look in looks if look.day), default="")
    return max(0, (today - dt.date.fromisoformat(last)).days) if last else None
