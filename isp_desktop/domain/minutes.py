"""What the minutes of a meeting say, as plain data, before anyone decides how they look.

Labels are already words, never keys; texts called Markdown are the users' own. Nothing private belongs in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from isp_desktop.domain.language import _
from isp_desktop.domain.summary import Activity, Attendee, Promise


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """An item of the agenda; `aim` is its label, `state` is "open", "done" or "parked", `said` is Markdown."""

    what: str
    minutes: int | None = None
    aim: str = ""
    lead: str = ""
    state: str = "open"
    said: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision; `state` is its label where it stands no more, `why` and `dissent` are Markdown, `rule` is a label."""

    what: str
    state: str = ""
    why: str = ""
    rule: str = ""
    dissent: str = ""
    again: date | None = None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When the team meets next."""

    date: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that the minutes of a meeting say; of one still `planned`, its agenda.

    Attributes:
        team, site, heading: "" where there is none.
        facilitated: the label of who did, and the names.
        conflict_note: a sentence on what is not settled yet, or "".
    """

    date: date
    team: str = ""
    site: str = ""
    heading: str = ""
    starts: time | None = None
    ends: time | None = None
    mode: str = ""
    place: str = ""
    facilitated: tuple[str, ...] = ()
    kept_by: str = ""
    present: tuple[Attendee, ...] = ()
    excused: tuple[Attendee, ...] = ()
    items: tuple[ItemSaid, ...] = ()
    decisions: tuple[Decided, ...] = ()
    promises: tuple[Promise, ...] = ()
    activities: tuple[Activity, ...] = ()
    notes: str = ""
    following: NextMeeting | None = None
    author: str = ""
    conflict_note: str = ""
    planned: bool = False

    @property
    def title(self) -> str:
        """ "Minutes: Alder Road team", or "Agenda: …" of a meeting still to come."""
        named = " ".join((self.team or self.heading or self.site).split())
        if not named:
            return _("Agenda") if self.planned else _("Minutes")
        return (_("Agenda: {team}") if self.planned else _("Minutes: {team}")).format(team=named)
