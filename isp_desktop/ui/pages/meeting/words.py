"""What the page of a meeting says about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.editing import Edit
from isp_desktop.services.linking import Linker
from isp_desktop.services.meetings import TeamLook
from isp_desktop.ui.parts.words import full_day

_NAMED = 15


def title(team: str, heading: str, is_new: bool) -> str:
    """ "Meeting: Alder Road team"."""
    named = team or heading
    return _("Meeting: {team}").format(team=named) if named else _("New meeting") if is_new else _("Meeting")


def whole_title(edit: Edit, linker: Linker) -> str:
    """Title and day, for messages about the meeting when it is out of sight."""
    team = str(edit.value("team") or "")
    named = title(linker.title(team) if team else "", str(edit.value("heading") or ""), edit.is_new)
    return ", ".join(filter(None, (named, full_day(str(edit.value("date") or "")))))


def length(starts: str | None, ends: str | None) -> int:
    """How many minutes there are from "HH:MM" to "HH:MM"; 0 where one of them is not known."""
    if not starts or not ends:
        return 0
    first, last = (dt.datetime.combine(dt.date.min, dt.time.fromisoformat(time)) for time in (starts, ends))
    return max(0, int((last - first).total_seconds()) // 60)


def total(minutes: int, there: int) -> str:
    """How long the agenda is, against the minutes that there are; "" where it says no minutes."""
    if not minutes:
        return ""
    if not there:
        return counted("{n} minute in all", "{n} minutes in all", minutes)
    told = _("{n} of {all} minutes").format(n=number(minutes), all=number(there))
    if minutes > there:
        over = counted("{n} more than there is", "{n} more than there are", minutes - there)
        return _("{told}, {rest}").format(told=told, rest=over)
    left = counted("{n} left", "{n} left", there - minutes) if there > minutes else ""
    return _("{told}, {rest}").format(told=told, rest=left) if left else told


def is_undated(edit: Edit, look: TeamLook | None) -> bool:
    """Whether a new meeting has no day because its charter names no first one."""
    return look is not None and look.lacks_first_day and edit.is_new and not edit.value("date")


def undated() -> tuple[str, str]:
    """Why it has none, and where one is set."""
    told = _("The charter says how often this team meets, but not from which day on. Set its first meeting there.")
    return _("No day is proposed"), told


def names(found: Sequence[str]) -> str:
    """Who sits in the team, in a sentence; of a large one the first."""
    if not found:
        return _("Nobody is noted as a member of this team on that day.")
    more = len(found) - _NAMED
    told = ", ".join(found[:_NAMED])
    return _("{names} and {more}").format(names=told, more=counted("{n} more", "{n} more", more)) if more > 0 else told
