"""How it is said how it stands with leaders and champions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from isp_desktop.domain.debriefs import CULTIVATING, USUAL, Rhythm, days_since
from isp_desktop.domain.language import _, counted, in_sentence, marked, number
from isp_desktop.domain.standings import Field, Position
from isp_desktop.domain.vocabulary import CHAMPION_STATES, LEVELS
from isp_desktop.services.leaders.reading import MOST
from isp_desktop.services.leaders.told import Champion, Gap, Overview, Place

FIELDS: Mapping[Field, str] = {
    "satisfied": marked("Keep satisfied"),
    "closely": marked("Work closely"),
    "watched": marked("Keep an eye on"),
    "informed": marked("Keep informed"),
}
"""What to do with those in each field of the grid: the upper row first, the less interested first."""

_NAMED = 4


def headline(found: Overview) -> str:
    """One sentence on how many champions there are by state, and which roles nobody has."""
    states = [one.state for one in found.champions]
    active, winning = states.count("active"), states.count("cultivating")
    waning, lost = states.count("waning"), states.count("lost")
    vacant = sum(role.is_vacant and not role.is_past for role in found.roles)
    parts = [
        counted("{n} active champion", "{n} active champions", active) if active else "",
        counted("{n} being cultivated", "{n} being cultivated", winning) if winning else "",
        counted("{n} waning", "{n} waning", waning) if waning else "",
        counted("{n} lost", "{n} lost", lost) if lost else "",
        counted("{n} role of leadership is vacant", "{n} roles of leadership are vacant", vacant) if vacant else "",
    ]
    told = ", ".join(filter(None, parts))
    return _("{parts}.").format(parts=told) if told else ""


def gap_words(gap: Gap) -> str:
    """ "Northgate Clinic rests on Hana Sato alone", "No active champion at the network level of Alder Road"."""
    where = gap.where[1]
    if gap.level in LEVELS:
        level = in_sentence(_(LEVELS[gap.level]))
        if gap.person[1]:
            told = _("{where}: the {level} level rests on {person} alone")
            return told.format(where=where, level=level, person=gap.person[1])
        return _("{where}: no active champion at the {level} level").format(where=where, level=level)
    if gap.person[1]:
        return _("{where} rests on {person} alone").format(where=where, person=gap.person[1])
    return _("{where} has no active champion").format(where=where)


def gaps_words(gaps: Sequence[Gap]) -> tuple[str, str]:
    """What is told of all of them: a heading, and the first ones."""
    none, alone = [gap for gap in gaps if not gap.person[0]], [gap for gap in gaps if gap.person[0]]
    parts = [
        counted("{n} place has no active champion", "{n} places have no active champion", len(none)) if none else "",
        counted("{n} rests on one person", "{n} rest on one person", len(alone)) if alone else "",
    ]
    lines = [_("{sentence}.").format(sentence=gap_words(gap)) for gap in gaps[:_NAMED]]
    more = len(gaps) - _NAMED
    if more > 0:
        lines.append(counted("And {n} more.", "And {n} more.", more))
    return ", ".join(filter(None, parts)), "\n".join(lines)


def state_words(state: str) -> str:
    """The state of a champion; "not a champion" for none."""
    return _(CHAMPION_STATES[state]) if state in CHAMPION_STATES else _("Not a champion")


def last_words(rhythm: Rhythm, today: dt.date) -> str:
    """ "30 days since the last talk, wanted every 28"."""
    days = days_since(rhythm.last, today)
    wanted = counted("wanted every day", "wanted every {n} days", rhythm.every)
    if days is None:
        return _("no talk noted yet, {wanted}").format(wanted=wanted)
    since = counted("{n} day since the last talk", "{n} days since the last talk", days)
    return _("{since}, {wanted}").format(since=since, wanted=wanted)


def rhythm_words(champions: Sequence[Champion], today: dt.date) -> tuple[str, str]:
    """What is usual, and how many talks are late and due today."""
    usual = _("A talk every {usual} days, every {winning} while cultivating")
    left = [one.rhythm.days_left(today) for one in champions if one.rhythm]
    late, now = sum(days < 0 for days in left), sum(days == 0 for days in left)
    parts = [
        counted("{n} is late", "{n} are late", late) if late else "",
        counted("{n} is due today", "{n} are due today", now) if now else "",
    ]
    told = ", ".join(filter(None, parts)) or _("None is late")
    if len(champions) >= MOST:
        told = _("{told}. Only the first {n} are shown: choose a site to see others").format(told=told, n=number(MOST))
    return usual.format(usual=number(USUAL), winning=number(CULTIVATING)), told


def place_words(place: Place) -> str:
    """Where somebody stands, in a sentence: "Ruth Calloway, waning, power 82, interest 38, keep satisfied"."""
    state = state_words(place.state).lower()
    return ", ".join((place.name, state, position_words(place.now)))


def position_words(at: Position) -> str:
    """ "power 82, interest 38, keep satisfied"."""
    told = _("power {power}, interest {interest}").format(power=number(at.power), interest=number(at.interest))
    return f"{told}, {in_sentence(_(FIELDS[at.field]))}"
