"""What one line about a record says, before anyone decides how it looks."""

from __future__ import annotations

from msgspec import Struct


class Line(Struct, frozen=True):
    """A record in a list, in words.

    Attributes:
        sort: its place in the kind's list; with the uid, what the next page starts after.
        second: what tells it from others of that title.
        cells: further columns.
        icon: a Lucide name; "" for a person, whose initials stand there.
        day: "YYYY-MM-DD", or "" for a record without one.
        settled: of a commitment whether it is kept or dropped; None for every other kind.
        days_late: of an open commitment how many days it is past its day.
        status: of a commitment its state in a word of the language that holds, "" while it is open.
        kept: of a commitment whether it is kept, in time or late.
        draft_ms: when the draft of it was kept, in milliseconds since 1970; 0 where there is none.
    """

    uid: str
    kind: str
    title: str
    sort: str = ""
    second: str = ""
    cells: tuple[str, ...] = ()
    icon: str = ""
    day: str = ""
    settled: bool | None = None
    days_late: int = 0
    status: str = ""
    kept: bool = False
    private: bool = False
    in_conflict: bool = False
    draft_ms: int = 0
