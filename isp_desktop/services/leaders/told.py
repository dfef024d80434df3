"""What the page of leaders and champions shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from isp_desktop.domain.champions import Review, strongest
from isp_desktop.domain.debriefs import Rhythm
from isp_desktop.domain.standings import Position

Named = tuple[str, str]
"""The uid of a record and what it is called; both "" for none."""
NOBODY: Named = ("", "")


class Champion(Struct, frozen=True):
    """A champion; side and level are keys or "".

    Attributes:
        review: the one that holds, None before the first.
        review_on: when the role is looked at again.
        rhythm: how it stands with being in touch; None with whoever is lost.
        debriefed, engaged: for each of the last months whether there was one; this month is the last.
    """

    uid: str
    person: Named
    site: Named
    initiative: Named
    side: str
    level: str
    state: str
    review: Review | None
    review_on: dt.date | None
    rhythm: Rhythm | None
    debriefed: tuple[bool, ...]
    engaged: tuple[bool, ...]
    strategy: str
    private: bool
    in_conflict: bool


class Role(Struct, frozen=True):
    """A role of leadership; standing and level are keys or "", days None where they are not said.

    Attributes:
        person: whose it is; nobody while it is vacant.
        rhythm: how it stands with debriefs; None while it is vacant, or over.
        is_past: its last day is over.
    """

    uid: str
    role: str
    person: Named
    standing: str
    level: str
    site: Named
    initiative: Named
    since: dt.date | None
    until: dt.date | None
    is_past: bool
    part: str
    agreed_on: dt.date | None
    decides: str
    needs_to_know: str
    review_on: dt.date | None
    rhythm: Rhythm | None
    private: bool
    in_conflict: bool

    @property
    def is_vacant(self) -> bool:
        """Whether nobody has it."""
        return not self.person[0]


class Shared(Struct, frozen=True):
    """Something that somebody grows into; `way` is a key or "", `together` are the names of those it is shared with."""

    uid: str
    what: str
    way: str
    person: Named
    together: tuple[str, ...]
    team: Named
    site: Named
    since: dt.date | None
    hand_over_on: dt.date | None
    handed_over_on: dt.date | None
    went: str
    private: bool
    in_conflict: bool


class Place(Struct, frozen=True):
    """Somebody in the grid.

    Attributes:
        state: of the champion that she is, "" for none.
        now: where she stands; before: where she stood on the earlier day, None where nobody said.
    """

    uid: str
    name: str
    state: str
    now: Position
    before: Position | None


class Gap(Struct, frozen=True):
    """A place where nobody is an active champion, or one person alone is; `level` "" for the whole place."""

    where: Named
    kind: str
    level: str
    person: Named


class Overview(Struct, frozen=True):
    """All that the page shows.

    Attributes:
        places: those in the grid, placed last first.
        missing: leaders and champions who are not in it, champions first.
        sites, initiatives: what can be chosen, by name.
        is_empty: there is nothing of all this in the notebook.
    """

    champions: tuple[Champion, ...] = ()
    roles: tuple[Role, ...] = ()
    shared: tuple[Shared, ...] = ()
    places: tuple[Place, ...] = ()
    missing: tuple[Named, ...] = ()
    gaps: tuple[Gap, ...] = ()
    sites: tuple[Named, ...] = ()
    initiatives: tuple[Named, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.champions or self.roles or self.shared or self.places)


def states(champions: Sequence[Champion]) -> dict[str, str]:
    """The state of each person who is a champion; what is best of all places where she is."""
    people = dict.fromkeys(one.person[0] for one in champions)
    return {person: strongest(one.state for one in champions if one.person[0] == person) for person in people}
