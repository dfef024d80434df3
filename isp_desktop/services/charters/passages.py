"""A charter's fields as people read them, section by section; screen, comparison and print say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain import schedule
from isp_desktop.domain.charter import FUNCTIONS, Section
from isp_desktop.domain.charter_text import Passage
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.standing_agenda import AgendaLine, read_agenda, total_minutes
from isp_desktop.services import wording

Names = Mapping[str, str]
_Own = Mapping[str, Any]


def passages(section: Section, own: _Own, names: Names) -> tuple[Passage, ...]:
    """What a section says; none where nothing is written in it.

    Args:
        names: what each record is called that the charter links to.
    """
    if not any(own.get(name) for name in section.fields):
        return ()
    tell = _TOLD.get(section.key, partial(_prose, section.fields))
    return tuple(one for one in tell(own, names) if one.words or one.missing)


def linked(own: _Own) -> set[str]:
    """The uids of all that a charter links to in its text."""
    carriers = (uid for name in FUNCTIONS for uid in own.get(name) or ())
    return {*carriers, *filter(None, (own.get("sponsor"),))}


def _agenda(own: _Own) -> Passage:
    """The standing agenda, an item a line, and how long it takes as a whole where it says that of some."""
    items = read_agenda(str(own.get("agenda") or ""))
    minutes = total_minutes(items)
    label = _("On every agenda")
    if minutes:
        whole = counted("{n} minute in all", "{n} minutes in all", minutes)
        label = _("On every agenda, {minutes}").format(minutes=whole)
    return Passage("agenda", label, "\n".join(_agenda_line(one) for one in items), "agenda")


def meeting_words(own: _Own) -> str:
    """When a team meets: "Every 2 weeks on Tuesday, 15:00 to 16:30"."""
    first = day_of(own, "first_meeting")
    often = schedule.in_words(str(own.get("schedule") or ""), first) if own.get("schedule") else ""
    return ", ".join(filter(None, (often, times_words(own))))


def times_words(own: _Own) -> str:
    """From when to when: "15:00 to 16:30", "from 15:00", "until 16:30", or ""."""
    starts, ends = own.get("starts"), own.get("ends")
    if starts and ends:
        return _("{starts} to {ends}").format(starts=starts, ends=ends)
    if starts:
        return _("from {starts}").format(starts=starts)
    return _("until {ends}").format(ends=ends) if ends else ""


def day_of(own: _Own, name: str) -> dt.date | None:
    """The day in a field, None for none."""
    value = own.get(name)
    return dt.date.fromisoformat(str(value)) if value else None


def _agenda_line(item: AgendaLine) -> str:
    if item.minutes is None:
        return item.what
    return _("{what}, {n} min").format(what=item.what, n=number(item.minutes))


def _prose(fields: tuple[str, ...], own: _Own, _names: Names) -> list[Passage]:
    return [Passage(name, "", str(own.get(name) or "")) for name in fields]


def _line(name: str, label: str, own: _Own, names: Names, missing: str = "") -> Passage:
    words = wording.in_words(kind_named("charter").field(name), own.get(name), names)
    return Passage(name, label, words, "line", missing)


def _scope(own: _Own, _names: Names) -> list[Passage]:
    return [
        Passage("scope_in", _("In scope"), str(own.get("scope_in") or "")),
        Passage("scope_out", _("Out of scope"), str(own.get("scope_out") or "")),
    ]


def _functions(own: _Own, names: Names) -> list[Passage]:
    carried = [_line(name, _(label), own, names, _("Nobody yet")) for name, label in FUNCTIONS.items()]
    return [*carried, Passage("functions", "", str(own.get("functions") or ""))]


def _governance(own: _Own, names: Names) -> list[Passage]:
    rule = _line("decision_rule", _("Decisions are made by"), own, names)
    return [rule, Passage("governance", "", str(own.get("governance") or ""))]


def _authority(own: _Own, names: Names) -> list[Passage]:
    sponsor = _line("sponsor", _("Leadership sponsor"), own, names)
    return [sponsor, Passage("authority", "", str(own.get("authority") or ""))]


def _meetings(own: _Own, names: Names) -> list[Passage]:
    return [
        Passage("schedule", _("When"), meeting_words(own), "line"),
        _line("first_meeting", _("First meeting"), own, names),
        _line("place", _("Where"), own, names),
        _agenda(own),
    ]


def _review(own: _Own, names: Names) -> list[Passage]:
    return [_line("review_on", _("Reviewed on"), own, names)]


_TOLD: Mapping[str, Callable[[_Own, Names], list[Passage]]] = {
    "scope": _scope,
    "functions": _functions,
    "governance": _governance,
    "authority": _authority,
    "meetings": _meetings,
    "review": _review,
}
