"""When a relationship has gone quiet: days since the last contact, against how often contact is wanted.

Reminders count from the last contact, with a wanted and a longest gap; calendar reminders are ignored
(docs/practice.md, "What field research says").
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from isp_desktop.domain.words import fold

State = Literal["ok", "due", "overdue", "never"]
_PRESSING: Mapping[State, int] = {"overdue": 0, "due": 1, "never": 2, "ok": 3}


class Rhythm(Struct, frozen=True):
    """How often to be in touch.

    Attributes:
        wanted: days; above 0.
        longest: days that must never be passed, not below `wanted`; None where nobody said.
    """

    wanted: float
    longest: float | None = None


class Contact(Struct, frozen=True):
    """How it stands with one person: days since the last contact, None where there never was one."""

    days: int | None
    rhythm: Rhythm

    @property
    def state(self) -> State:
        """In time, past the wanted gap, past the longest, or never in touch."""
        if self.days is None:
            return "never"
        if self.rhythm.longest is not None and self.days > self.rhythm.longest:
            return "overdue"
        return "due" if self.days > self.rhythm.wanted else "ok"

    @property
    def press(self) -> tuple[int, float, float]:
        """What comes first when sorted: past the longest gap, past the wanted one, never in touch, in time.

        Among equals whoever waits for most times the wanted gap; never in touch, whoever was wanted most often.
        """
        times = 0.0 if self.days is None else self.days / self.rhythm.wanted
        return _PRESSING[self.state], -times, self.rhythm.wanted


def rhythm(wanted: float | None, longest: float | None) -> Rhythm | None:
    """The rhythm that two fields say, None for none; with one alone, that one is wanted.

    A longest gap below the wanted one is the stricter word, and so is the wanted gap too.
    """
    given = [days for days in (wanted, longest) if days is not None and math.isfinite(days) and days > 0]
    if not given:
        return None
    return Rhythm(min(given), longest if longest in given else None)


def role_key(role: str | None) -> str:
    """A role without case, accents and doubled spaces: what makes two of them one."""
    return fold(" ".join((role or "").split()))


def by_role(rhythms: Iterable[tuple[str | None, float | None, float | None]]) -> dict[str, Rhythm]:
    """From role, wanted and longest days of each the rhythm by `role_key`; of two for one role the stricter."""
    found: dict[str, Rhythm] = {}
    for role, wanted, longest in rhythms:
        key, said = role_key(role), rhythm(wanted, longest)
        if key and said is not None and (key not in found or said.wanted < found[key].wanted):
            found[key] = said
    return found


def rhythm_of(
    wanted: float | None, longest: float | None, role: str | None, roles: Mapping[str, Rhythm]
) -> Rhythm | None:
    """The person's own rhythm, else that of her role, else None."""
    return rhythm(wanted, longest) or roles.get(role_key(role))


def days_since(last: dt.date | None, today: dt.date) -> int | None:
    """Days from the last contact to today, never below 0; None without one."""
    return None if last is None else max(0, (today - last).days)
