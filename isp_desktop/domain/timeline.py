"""What a timeline says, before anyone decides how it looks: entries, pages of them, and what is asked for."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from isp_desktop.domain.days import end_number

ENTRIES = ("feedback", "tension", "conversation", "value", "learned")
"""The kinds of entries that trust is built on."""

PLAN = ("plan_step", "step_log")
"""The kinds that tell how capacity is built."""

LEADING = ("debrief", "engagement", "champion_review", "shared_responsibility")
"""The kinds that tell what was done with leaders and champions."""
INTEGRITY = ("integrity_mark", "adaptation")
"""The kinds that tell how what is implemented is delivered."""
CHANGING = ("transition", "leader_brief")
"""The kinds that tell of leaders who come and go, and of what they were given to know."""

KINDS = (
    *("visit", "meeting", "decision", "commitment", "note", "change", "support", "attachment", "trust"),
    *ENTRIES,
    *PLAN,
    *LEADING,
    *INTEGRITY,
    *CHANGING,
)
"""The kinds whose records are things that happened."""


class Sieve(Struct, frozen=True):
    """Which entries are wanted; empty fields let all through.

    Attributes:
        person: the uid of somebody who was there or is named by a link.
        activity: a code of the guide, of visits only.
        start, end: the first and the last day, "YYYY-MM-DD".
        words: all must stand in the entry's own text, at least as a part of a word.
    """

    kinds: tuple[str, ...] = KINDS
    person: str = ""
    activity: str = ""
    start: str = ""
    end: str = ""
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether all is let through."""
        return self == Sieve()


class Mark(Struct, frozen=True):
    """Something told in a word under an entry; what its tone says is in the words too.

    Attributes:
        tone: "", "good", "bad", "private" or "outline".
    """

    text: str
    icon: str = ""
    tone: str = ""


class Entry(Struct, frozen=True):
    """One thing that happened.

    Attributes:
        n: its number, by which the next page is asked for.
        who: the people most concerned, or the site where the timeline is a person's.
        time: "HH:MM", or "".
        private: the whole record stays on this computer.
    """

    n: int
    uid: str
    kind: str
    title: str
    day: str = ""
    time: str = ""
    text: str = ""
    who: str = ""
    icon: str = ""
    marks: tuple[Mark, ...] = ()
    private: bool = False
    in_conflict: bool = False
    faded: bool = False


class Stretch(Struct, frozen=True):
    """A page of a timeline; `before` is what the next one is asked with, None after the last."""

    entries: tuple[Entry, ...] = ()
    before: int | None = None


def end_of_year(year: int) -> int:
    """The `before` of a page that begins with the last entry of `year`."""
    return end_number(dt.date(year, 12, 31))
