"""What the outlook says: facts, each with its day and the record it rests on. No score, and no verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from isp_desktop.domain.vocabulary import OUTLOOK_AREAS

State = Literal["strong", "at_risk", "not_known"]
STATES: tuple[State, ...] = ("strong", "at_risk", "not_known")

YEAR = 365
"""What nobody looked at for so many days is not known any more, where no shorter time was agreed."""
HALF_YEAR = 183
QUARTER = 92

_AREAS = tuple(OUTLOOK_AREAS)


class Fact(Struct, frozen=True):
    """A sentence as data; `services.outlook.words` says it.

    Attributes:
        rule: its number in docs/outlook.md.
        says: which of the rule's sentences it is.
        day: of what it rests on, "YYYY-MM-DD", or "" where that has no day.
        kind, uid: the record it rests on; "" for none, as where something is missing.
        about: the uids of those whom the sentence names.
        other: a second day, as that on which something was due.
        n, of: how many, and of how many.
        key: of the vocabulary, where the sentence has such a word.
        text: what people wrote that the sentence has.
    """

    area: str
    rule: str
    state: State
    says: str
    day: str = ""
    kind: str = ""
    uid: str = ""
    about: tuple[str, ...] = ()
    other: str = ""
    n: int = 0
    of: int = 0
    key: str = ""
    text: str = ""

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands among others: by area and rule, those at risk before the others, the latest first."""
        order = ("at_risk", "strong", "not_known").index(self.state)
        newest = -int(self.day.replace("-", "") or 0)
        rest = (self.says, self.uid, self.about, self.other, self.n, self.of, self.key, self.text)
        return _AREAS.index(self.area), self.rule, order, newest, *rest


class Count(Struct, frozen=True):
    """How many facts are strong, at risk and not known."""

    strong: int = 0
    at_risk: int = 0
    not_known: int = 0

    def of(self, state: State) -> int:
        """How many are so."""
        return int(getattr(self, state))

    @property
    def told(self) -> int:
        """How many there are."""
        return self.strong + self.at_risk + self.not_known


def count(facts: Iterable[Fact], area: str = "") -> Count:
    """How many of `facts` are what, in an area; in all of them for ""."""
    states = [fact.state for fact in facts if not area or fact.area == area]
    return Count(*(states.count(state) for state in STATES))


def before(day: str, days: int) -> str:
    """The day so many days before `day`."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()


def after(day: str, days: int) -> str:
    """The day so many days after `day`."""
    return before(day, -days)


def days_from(one: str, other: str) -> int:
    """How many days lie from `one` to `other`."""
    return (dt.date.fromisoformat(other) - dt.date.fromisoformat(one)).days
