"""Structure typed into the text of a visit: what a sentence promises, by whom and by when; an activity by its words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from isp_desktop.domain import language
from isp_desktop.domain.by_when import by_when
from isp_desktop.domain.language import _
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.words import fold

_I = re.compile(r"(?:i|i['\u2019]ll)(?=\s)", re.IGNORECASE)
# After these, a name belongs to what is promised: "send the form to Priya".
_LEADS_ON = re.compile(r"(?:^|\s)(?:to|for|from|with|about|of|and)\s+$", re.IGNORECASE)
_AROUND = " \t,;:.-\u2013"


@dataclass(frozen=True, slots=True)
class Heard:
    """A commitment as a sentence says it.

    Attributes:
        what: what is promised, without the day and without a name at its beginning or end.
        owner: the uid of who promised it, or "".
        due: "YYYY-MM-DD", or "".
    """

    what: str
    owner: str
    due: str


def commitment(sentence: str, people: Mapping[str, str], me: str, today: dt.date) -> Heard:
    """What `sentence` promises.

    Args:
        people: names by uid of those who may be meant.
        me: the uid of whoever writes, for "I send it".
    """
    said = " ".join(sentence.split())
    when = by_when(said, today)
    rest = said[: when.lead].strip(_AROUND) if when else said.rstrip(_AROUND)
    owner, what = _owner(rest, people, me)
    what = what.strip(_AROUND) or rest
    return Heard(what[:1].upper() + what[1:], owner, when.day.isoformat() if when else "")


def in_words(heard: Heard, who: str, today: dt.date) -> str:
    """What stands for a commitment in a text that others read: "Send the form: Priya Raman, by Friday 20 November".

    Args:
        who: the name of its owner, or "".
    """
    owner = "" if who in heard.what else who
    day = day_in_full(dt.date.fromisoformat(heard.due), today) if heard.due else ""
    if owner and day:
        return _("{what}: {who}, by {day}").format(what=heard.what, who=owner, day=day)
    if owner:
        return _("{what}: {who}").format(what=heard.what, who=owner)
    return _("{what}, by {day}").format(what=heard.what, day=day) if day else heard.what


def day_in_full(day: dt.date, today: dt.date) -> str:
    """ "Friday 20 November", with the year where it is not this one."""
    from babel.dates import format_date

    pattern = "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y"
    return str(format_date(day, pattern, locale=language.spoken()))


def _owner(said: str, people: Mapping[str, str], me: str) -> tuple[str, str]:
    """Who is named, and the sentence without the name where it begins or ends with it."""
    if me and (own := _I.match(said)):
        return me, said[own.end() :]
    for uid, name in sorted(people.items(), key=lambda one: -len(one[1])):
        if name and (found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said, re.IGNORECASE)):
            return uid, _without(said, found)
    first = said.split(" ", 1)[0].strip(_AROUND).casefold()
    called = [uid for uid, name in people.items() if name and name.split()[0].casefold() == first]
    return (called[0], said[len(first) :]) if first and len(called) == 1 else ("", said)


def _without(said: str, name: re.Match[str]) -> str:
    if name.start() == 0:
        return said[name.end() :]
    before = said[: name.start()]
    ends = not said[name.end() :].strip(_AROUND)
    return before if ends and not _LEADS_ON.search(before) else said


def activities_like(words: str, limit: int) -> list[tuple[str, str]]:
    """Code and label of the practice's activities that `words` mean: by the code, or by beginnings of its words."""
    asked = fold(words).split()
    found = []
    for one in load_practice().activities:
        own = fold(f"{one.label} {one.text}").split()
        if one.code.casefold() == words.strip().casefold():
            found.append((0, one))
        elif asked and all(any(word.startswith(part) for word in fold(one.label).split()) for part in asked):
            found.append((1, one))
        elif asked and all(any(word.startswith(part) for word in own) for part in asked):
            found.append((2, one))
        elif one.code.casefold().startswith(words.strip().casefold()):
            found.append((3, one))
    return [(one.code, one.label) for _rank, one in sorted(found, key=lambda each: each[0])[:limit]]
