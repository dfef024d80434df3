"""The next meeting of a team: when by its charter's schedule, and what belongs on its agenda.

docs/practice.md, activity T4. What is read is bounded by the days round the team's last meeting, however long it has
met.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db import teams as table
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain import schedule
from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.domain.meetings import handing_over, meeting_rhythm, rhythm_words
from isp_desktop.domain.network import held_on
from isp_desktop.domain.standing_agenda import read_agenda
from isp_desktop.domain.teams import current
from isp_desktop.services import lines
from isp_desktop.services.editing import Edit
from isp_desktop.services.naming import day_in_words, titles
from isp_desktop.services.planning import stage
from isp_desktop.services.teams import version_of
from isp_desktop.services.visiting import first_sentences

_DAYS = 730
"""The meetings looked at are those of so many days up to the last one that was held, and of as many that come."""

_SEATS, _DECISIONS, _CHARTERS = 500, 200, 50
_TOLD = 40
"""Of so many decisions is told; those to look at again are among them."""

# Not what was said: years of it would be read to find what is parked, or when the team met.
_OF_MEETINGS = ("date", "starts", "stage", "facilitation")
_OF_ITEMS = ("meeting", "what", "minutes", "aim", "lead", "taken_up")
_OF_DECISIONS = ("what", "state", "meeting", "review_on")
_RHYTHM_DAYS = 365


class Proposed(Struct, frozen=True):
    """An item that belongs on an agenda.

    Attributes:
        took: the uid of the matter that was parked earlier and is taken up with it, or "".
    """

    what: str
    minutes: int | None = None
    aim: str = ""
    lead: str = ""
    standing: bool = False
    took: str = ""

    def values(self) -> dict[str, Any]:
        """The fields of its record, without those that are empty."""
        own = {"what": self.what, "minutes": self.minutes, "aim": self.aim, "lead": self.lead}
        own |= {"standing": self.standing, "from_item": self.took}
        return {name: value for name, value in own.items() if value}


class TeamLook(Struct, frozen=True):
    """What is to be known of a team before it meets.

    Attributes:
        plan: what its next meeting begins with, by field.
        members: the uids of those who sit in it on that day, and what they are called.
        agenda: what belongs on the agenda.
        rule: by what rule it decides: a key of `DECISION_RULES`, or "".
        last, told: the meeting before, and the first sentences of what was said there.
        actions: its commitments that still wait, by their day.
        decisions: those to look at again by then, and those that were made last, a few dozen of those that `stand`;
            `again`: the uids of the former.
        facilitation, rhythm: a sentence each on who facilitated, and on how often it met.
        lacks_first_day: its charter says how often it meets, and not from which day on, so that no day is planned.
    """

    plan: Mapping[str, Any]
    members: Mapping[str, str]
    agenda: tuple[Proposed, ...] = ()
    rule: str = ""
    last: Line | None = None
    told: str = ""
    actions: tuple[Line, ...] = ()
    decisions: tuple[Line, ...] = ()
    again: frozenset[str] = frozenset()
    stand: int = 0
    facilitation: str = ""
    rhythm: str = ""
    lacks_first_day: bool = False


def look(store: Store, team: str, day: str, uid: str, today: dt.date) -> TeamLook:
    """What is to be known of `team` at its meeting `uid` of `day` ("YYYY-MM-DD", "" for its next one)."""
    with store.read() as reading:
        met = _Team(reading, team, uid, today)
        plan = met.plan()
        on = dt.date.fromisoformat(day or plan.get("date") or today.isoformat())
        before = met.last_before(on)
        due = met.decisions(on)
        proposed = tuple(met.agenda(on, due))
        names = titles(reading, met.members(on))
        told = _said(reading, before.uid) if before else ""
        here = set(lists.pointing(reading, uid, "commitment", "meeting"))
    waiting = lines.open_commitments(store, where=[("team", team)], today=today)
    last = lines.of(store, "meeting", [before.uid], today) if before else []
    return TeamLook(
        plan=plan,
        members=names,
        agenda=proposed,
        rule=str(met.charter.get("decision_rule") or ""),
        last=last[0] if last else None,
        told=told,
        actions=tuple(sorted((line for line in waiting if line.uid not in here), key=lambda one: one.day or "9")),
        decisions=tuple(lines.of(store, "decision", [one.uid for one in due[:_TOLD]], today)),
        stand=len(due),
        again=frozenset(one.uid for one in due if _is_due(one, "review_on", on)),
        facilitation=handing_over([str(one.fields.get("facilitation") or "") for one in met.held]),
        rhythm=met.rhythm(),
        lacks_first_day=schedule.lacks_first_day(*_schedule(met.charter)),
    )


def parked(reading: Reading, team: str, today: dt.date) -> list[tuple[Item, str]]:
    """What waits to be taken up by `team`, parked latest first, each with the day on which it was parked, or ""."""
    met = _Team(reading, team, "", today)
    found = [(one, met.day_of(str(one.fields.get("meeting") or ""))) for one in met.parked()]
    return sorted(found, key=lambda pair: (pair[1], pair[0].uid), reverse=True)


class _Team:
    """A team as it stands at its meeting `uid`: its charter, and its last meetings, earliest first.

    `held` has this one too, once it was; `charter` is that of those that may leave.
    """

    def __init__(self, reading: Reading, team: str, uid: str, today: dt.date) -> None:
        self._reading, self._team, self._uid, self._today = reading, team, uid, today
        charters = _pointing(reading, team, "charter", _CHARTERS)
        self._agreed = _holding(charters)
        # What a meeting begins with leaves with it, and so do its minutes: nothing of it comes from private words.
        self.charter = _holding(filter(_is_shared, charters))
        found = _meetings(reading, team, today)
        dated = (one for one in found if one.fields.get("date"))
        in_order = sorted(dated, key=lambda one: (one.fields["date"], one.fields.get("starts") or ""))
        past = (one for one in in_order if one.fields["date"] <= today.isoformat())
        self.held = [one for one in past if stage(one.fields, today) == "held"]
        self._others = [one for one in in_order if one.uid != uid]

    def plan(self) -> dict[str, Any]:
        """When and where the next meeting is, by the charter."""
        own, day = self.charter, self._next_day()
        sites = self._sites()
        plan = {"date": day.isoformat() if day else None, "site": sites[0] if len(sites) == 1 else None}
        plan |= {name: own.get(name) for name in ("starts", "ends", "place")}
        return {name: value for name, value in plan.items() if value}

    def _next_day(self) -> dt.date | None:
        """The first day of the schedule, from today on, on which no meeting is planned, was held or was called off."""
        known = {dt.date.fromisoformat(one.fields["date"]) for one in self._others}
        rule, first = _schedule(self.charter)
        days = schedule.next_days(rule, first, self._today, len(known) + 1)
        return next((day for day in days if day not in known), None)

    def _sites(self) -> list[str]:
        team = lists.items(self._reading, "team", [self._team])
        return list(team[0].fields.get("sites") or ()) if team else []

    def members(self, day: dt.date) -> list[str]:
        """Who sits in the team on `day`."""
        seats = _pointing(self._reading, self._team, "membership", _SEATS)
        there = (one.fields for one in seats if held_on(one.fields.get("joined"), one.fields.get("left"), day))
        return list(dict.fromkeys(str(own["person"]) for own in there if own.get("person")))

    def day_of(self, meeting: str) -> str:
        """The day of one of its meetings, "" for one that is not among them."""
        return next((str(one.fields["date"]) for one in self._others if one.uid == meeting), "")

    def last_before(self, day: dt.date) -> Item | None:
        """The meeting that was held last, not after `day`."""
        earlier = [one for one in self.held if one.fields["date"] <= day.isoformat() and one.uid != self._uid]
        return earlier[-1] if earlier else None

    def decisions(self, day: dt.date) -> list[Item]:
        """The decisions that stand: those to look at again by `day` first, then the latest."""
        found = _pointing(self._reading, self._team, "decision", _DECISIONS, _OF_DECISIONS)
        stand = [one for one in found if stands(one.fields) and one.fields.get("meeting") != self._uid]
        again = [one for one in stand if _is_due(one, "review_on", day)]
        return [*again, *(one for one in stand if one not in again)]

    def agenda(self, day: dt.date, decisions: Iterable[Item]) -> Iterator[Proposed]:
        """Commitments that are due, what stands on every agenda, what was parked, what of `decisions` to look at again.

        Nothing of it is private: from an agenda it comes into the minutes that the team gets.
        """
        if any(_is_due(one, "due", day) for one in self._actions()):
            yield Proposed(_("Commitments that are due"), aim="inform")
        for item in read_agenda(str(self.charter.get("agenda") or "")):
            yield Proposed(item.what, item.minutes, standing=True)
        for parked in filter(_is_shared, self.parked()):
            own = parked.fields
            lead = str(own.get("lead") or "")
            yield Proposed(str(own["what"]), own.get("minutes"), str(own.get("aim") or ""), lead, took=parked.uid)
        for one in filter(_is_shared, decisions):
            if _is_due(one, "review_on", day):
                again = _("Look at it again: {decision}").format(decision=one.fields.get("what") or "")
                yield Proposed(again, aim="decide")

    def _actions(self) -> list[Item]:
        """The commitments of the team that still wait."""
        return lists.open_commitments(self._reading, [("team", self._team)])

    def parked(self) -> list[Item]:
        """What was parked and not taken up since, or only at a meeting that was called off, as it was parked."""
        met = [one.uid for one in self._others]
        found = lists.items(self._reading, "agenda_item", table.parked(self._reading, met), _OF_ITEMS)
        waits = [one for one in found if one.fields.get("what")]
        meetings = lists.items(self._reading, "meeting", {str(one.fields.get("taken_up") or "") for one in waits})
        taken = {one.uid for one in meetings if one.life != "deleted" and one.fields.get("stage") != "called_off"}
        taken.add(self._uid)
        return sorted((one for one in waits if one.fields.get("taken_up") not in taken), key=lambda one: one.uid)

    def rhythm(self) -> str:
        """A sentence on how often the team met within a year, against its schedule."""
        rule, first = _schedule(self._agreed)
        since = self._today - dt.timedelta(days=_RHYTHM_DAYS)
        since = max(since, first) if first else since
        held = [dt.date.fromisoformat(one.fields["date"]) for one in self.held]
        is_agreed = first is not None and schedule.read_rule(rule) is not None
        due = schedule.days_between(rule, first, since, self._today) if is_agreed else None
        found = meeting_rhythm(since, due, held)
        last = day_in_words(found.last.isoformat()) if found.last else ""
        return rhythm_words(found, day_in_words(since.isoformat()), last)


def _holding(charters: Iterable[Item]) -> Mapping[str, Any]:
    """What the charter says that holds for a team, or that it is writing; nothing without one."""
    found = {one.uid: one for one in charters}
    holding = current(version_of({"uid": one.uid, **one.fields}) for one in found.values())
    return found[holding.uid].fields if holding else {}


def _schedule(charter: Mapping[str, Any]) -> tuple[str, dt.date | None]:
    """The rule that the team meets by, and the day on which it did so first."""
    first = charter.get("first_meeting")
    return str(charter.get("schedule") or ""), dt.date.fromisoformat(first) if first else None


def _meetings(reading: Reading, team: str, today: dt.date) -> list[Item]:
    """The meetings of a team round its last one and those that come."""
    last = table.meetings(reading, [team], today)[team].last or today
    start = dt.date.fromordinal(max(1, last.toordinal() - _DAYS))
    uids = table.meetings_between(reading, team, start, today + dt.timedelta(days=_DAYS))
    return lists.items(reading, "meeting", uids, _OF_MEETINGS)


def stands(decision: Mapping[str, Any]) -> bool:
    """Whether a decision still holds; one without a word on it does."""
    return decision.get("state") in (None, "", "stands")


def taking_up(store: Store, meeting: str, took: Iterable[str], gone: Iterable[str]) -> list[Edit]:
    """What says of parked matters that the meeting takes them up, to be saved with its agenda.

    Args:
        took: the parked matters that stand on the agenda now.
        gone: the items that were taken off it, whose matters are parked again.
    """
    with store.read() as reading:
        off = {str(one.fields.get("from_item") or "") for one in lists.items(reading, "agenda_item", gone)}
        given = lists.items(reading, "agenda_item", off)
    back = [one.uid for one in given if one.fields.get("taken_up") == meeting]
    taken = [Edit.new(store, "agenda_item", uid, {"taken_up": meeting}) for uid in took]
    return [*taken, *(Edit.new(store, "agenda_item", uid, {"taken_up": None}) for uid in back)]


def said_at(reading: Reading, meeting: str) -> list[Item]:
    """The agenda of a meeting in its order; what was parked on the spot has no place on it and comes last."""
    uids = lists.pointing(reading, meeting, "agenda_item", "meeting")
    found = lists.items(reading, "agenda_item", uids)
    return sorted(found, key=lambda one: in_place(one.uid, one.fields))


def in_place(uid: str, fields: Mapping[str, Any]) -> tuple[bool, float, str]:
    """What the items of an agenda are ordered by."""
    place = fields.get("place")
    return place is None, float(place or 0), uid


def _said(reading: Reading, uid: str) -> str:
    minutes = (one.fields.get("minutes") for one in lists.items(reading, "meeting", [uid], ("minutes",)))
    texts = [*minutes, *(one.fields.get("said") for one in said_at(reading, uid))]
    return first_sentences("\n\n".join(str(text) for text in texts if text))


def _pointing(reading: Reading, team: str, kind: str, limit: int, fields: Sequence[str] = ()) -> list[Item]:
    return lists.items(reading, kind, lists.pointing(reading, team, kind, "team", limit), fields)


def _is_shared(item: Item) -> bool:
    return not item.private


def _is_due(item: Item, field: str, day: dt.date) -> bool:
    said = str(item.fields.get(field) or "")
    return bool(said) and said <= day.isoformat()
