"""The short lists of a team's page: what it met for, learned and disputes, and what leadership agreed to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from isp_desktop.db import teams as table
from isp_desktop.db.store import Reading
from isp_desktop.db.teams import Row
from isp_desktop.domain.language import _
from isp_desktop.domain.loops import tension_state
from isp_desktop.domain.teams import SupportState, support_state, support_words
from isp_desktop.domain.vocabulary import LEARNING_WAYS, TENSION_STATES, VISIT_STAGES
from isp_desktop.services import meetings as waiting
from isp_desktop.services import naming

_SHORT = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a short list: a meeting, something learned, a tension.

    Attributes:
        state: its key; `said` the same in words.
        second: what else is told of it.
    """

    uid: str
    title: str
    day: str
    second: str = ""
    state: str = ""
    said: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """What a sponsor agreed to give, and how long ago that was confirmed, in words."""

    uid: str
    what: str
    sponsor: str
    state: SupportState
    said: str
    private: bool


def meetings(reading: Reading, team: str) -> tuple[Entry, ...]:
    """Those planned and those of before; `second` says when and where."""
    return _entries(reading, team, "meeting", ("date", "starts", "heading", "stage", "place"), _meeting)


def parked(reading: Reading, team: str, today: dt.date) -> tuple[Entry, ...]:
    """What was parked at its meetings and waits to be taken up; `second` says who leads it."""
    found = waiting.parked(reading, team, today)
    names = naming.titles(reading, {str(one.fields["lead"]) for one, _day in found if one.fields.get("lead")})
    return tuple(
        Entry(
            one.uid,
            str(one.fields["what"]),
            day,
            names.get(str(one.fields.get("lead") or ""), ""),
            private=one.private,
        )
        for one, day in found
    )


def learning(reading: Reading, team: str) -> tuple[Entry, ...]:
    """What members were given to learn; `second` says how, and who."""
    return _entries(reading, team, "learning", ("date", "what", "people", "way"), _learned)


def tensions(reading: Reading, team: str) -> tuple[Entry, ...]:
    """What is or was in dispute among the members."""
    return _entries(reading, team, "tension", ("date", "what", "state", "settled_on"), _tension)


def _entries(
    reading: Reading,
    team: str,
    kind: str,
    fields: Sequence[str],
    made: Callable[[Row, Mapping[str, str]], Entry],
) -> tuple[Entry, ...]:
    """The records of `kind` that point to the team, the latest first."""
    rows = table.latest(reading, kind, "team", team, fields, _SHORT)
    names = naming.titles(reading, {uid for row in rows for uid in row.get("people") or ()})
    return tuple(made(row, names) for row in rows)


def _meeting(row: Row, _names: Mapping[str, str]) -> Entry:
    stage = str(row["stage"] or "")
    second = ", ".join(str(row[field]) for field in ("starts", "place") if row[field])
    title = str(row["heading"] or "") or _("Meeting")
    said = _(VISIT_STAGES[stage]) if stage in VISIT_STAGES else ""
    return Entry(row["uid"], title, str(row["date"] or ""), second, stage, said, bool(row["private"]))


def _learned(row: Row, names: Mapping[str, str]) -> Entry:
    way = str(row["way"] or "")
    people = [names[uid] for uid in row["people"] or () if uid in names]
    second = ", ".join(filter(None, (_(LEARNING_WAYS[way]) if way in LEARNING_WAYS else "", *people)))
    return Entry(row["uid"], str(row["what"]), str(row["date"]), second, private=bool(row["private"]))


def _tension(row: Row, _names: Mapping[str, str]) -> Entry:
    state = tension_state(row)
    said = _(TENSION_STATES.get(state, state))
    return Entry(row["uid"], str(row["what"]), str(row["date"]), "", state, said, bool(row["private"]))


def support(reading: Reading, team: str, today: dt.date) -> tuple[Support, ...]:
    """What leadership agreed to give a team: what holds, not confirmed for long first; then what has ended."""
    fields = ("what", "sponsor", "agreed_on", "confirmed_on", "until")
    rows = table.latest(reading, "leadership_support", "team", team, fields, _SHORT)
    names = naming.titles(reading, {row["sponsor"] for row in rows if row["sponsor"]})
    found = []
    for row in rows:
        agreed, confirmed, until = (str(row[field] or "") for field in ("agreed_on", "confirmed_on", "until"))
        found.append(
            Support(
                uid=row["uid"],
                what=str(row["what"]),
                sponsor=names.get(str(row["sponsor"] or ""), ""),
                state=support_state(confirmed, agreed, until, today),
                said=support_words(confirmed, agreed, today),
                private=bool(row["private"]),
            )
        )
    return tuple(sorted(found, key=lambda one: ("stale", "holds", "ended").index(one.state)))
