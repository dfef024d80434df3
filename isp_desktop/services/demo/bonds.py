"""What is known of the people of one site and what is between them, as its story goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isp_desktop.services.demo.visits import Draft


@dataclass(slots=True)
class Kept:
    """A record that is written on later: where its words stand, in the shared or in the private scope."""

    uid: str
    shared: bool


@dataclass(slots=True)
class Bonds:
    """The records between people, as far as they are still of use to the story.

    Attributes:
        body: uid of the organization that the site belongs to.
        finds: whether somebody is found here who was missing.
        ties: those that hold, by source, type and target.
        relationships: those that hold, by the stakeholder.
        seats: uid of the membership of each member of the team.
        rated: when each person was rated last; `levels`: how much trust there is, 1 to 5, of both types.
        feedback: what was said and is not told back yet.
        before: the visit before.
        search: uid of the promise to find somebody, while it is open.
    """

    body: str = ""
    finds: bool = False
    team: str = ""
    seats: dict[str, str] = field(default_factory=dict)
    ties: dict[tuple[str, str, str], str] = field(default_factory=dict)
    relationships: dict[str, Kept] = field(default_factory=dict)
    rated: dict[str, date] = field(default_factory=dict)
    levels: dict[str, list[float]] = field(default_factory=dict)
    feedback: list[Kept] = field(default_factory=list)
    broken: Kept | None = None
    tension: Kept | None = None
    search: str = ""
    before: Draft | None = None
