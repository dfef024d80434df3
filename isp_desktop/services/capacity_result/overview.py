"""All whose capacity was assessed: the last assessment of each, what it came to, and which are due or begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.domain.capacity_result import is_short, is_strength
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.scoring import Cell as Place
from isp_desktop.domain.scoring import Score
from isp_desktop.services import naming
from isp_desktop.services.capacity import runs
from isp_desktop.services.capacity.runs import Run
from isp_desktop.services.capacity.targets import Needed

KINDS = frozenset(("assessment", "answer", "instrument", "capacity_target", "site", "team", "organization", "person"))
"""The kinds from which the list is told."""

_MOST = 2_000


class Told(Struct, frozen=True):
    """An assessment as a row tells it: its day is "YYYY-MM-DD", or "", and its state a key."""

    uid: str
    day: str
    state: str
    instrument: str
    follow_up_on: str = ""
    private: bool = False
    in_conflict: bool = False


class Subject(Struct, frozen=True):
    """Somebody whose capacity was or is to be assessed.

    Attributes:
        uid, kind, name: of the site, team, organization or person.
        last: the latest assessment that was closed; None where none was yet. `runs` is how many were.
        begun: those that are planned or under way, earliest first, whatever their days.
        next_on: the day on which the next one is agreed, "YYYY-MM-DD", or "", also where a later one is begun.
    """

    uid: str
    kind: str
    name: str
    last: Told | None
    runs: int
    begun: tuple[Told, ...] = ()
    next_on: str = ""


class Standing(Struct, frozen=True):
    """What an assessment came to: how many items are strengths, how many cells short, and of how many that is said."""

    strengths: int = 0
    short: int = 0
    needed: int = 0
    rated: int = 0


def subjects(store: Store, target: str = "") -> list[Subject]:
    """All whose capacity was assessed, those that are due first; of one subject or site for its uid."""
    with store.read() as reading:
        where = [("site", target)] if target else []
        found = lists.page(reading, "assessment", where, limit=_MOST)
        if target:
            own = lists.items(reading, "assessment", lists.pointing(reading, target, "assessment", "subject"))
            found = list({one.uid: one for one in (*found, *own)}.values())
        by_subject: dict[str, list[lists.Item]] = {}
        for one in found:
            by_subject.setdefault(str(one.fields["subject"] or ""), []).append(one)
        linked = {str(one.fields["instrument"] or "") for one in found}
        names = lists.names(reading, {*by_subject, *linked})
        titles = naming.titles_of(reading, names)
    told = [_subject(uid, own, names, titles) for uid, own in by_subject.items()]
    return sorted(told, key=lambda one: (_waits_for(one), one.name.casefold(), one.uid))


def _waits_for(one: Subject) -> str:
    return min(filter(None, (one.next_on, *(each.day for each in one.begun))), default="9999")


def _subject(
    uid: str, own: Sequence[lists.Item], names: Mapping[str, lists.Name], titles: Mapping[str, str]
) -> Subject:
    told = sorted((_told(one, titles) for one in own), key=lambda one: (one.day, one.uid))
    closed = [one for one in told if one.state == "done"]
    last, begun = closed[-1] if closed else None, tuple(one for one in told if one.state != "done")
    is_arranged = last is None or any(one.day > last.day for one in begun)
    return Subject(
        uid=uid,
        kind=names[uid].kind if uid in names else "site",
        name=titles.get(uid) or _("Somebody who is not in this notebook"),
        last=last,
        runs=len(closed),
        begun=begun,
        next_on="" if last is None or is_arranged else last.follow_up_on,
    )


def _told(one: lists.Item, titles: Mapping[str, str]) -> Told:
    own = one.fields
    return Told(
        uid=one.uid,
        day=str(own["date"] or ""),
        state=str(own["state"] or "planned"),
        instrument=titles.get(str(own["instrument"] or ""), ""),
        follow_up_on=str(own["follow_up_on"] or ""),
        private=one.private,
        in_conflict=one.in_conflict,
    )


def standings(store: Store, assessments: Iterable[str]) -> dict[str, Standing]:
    """What each of `assessments` came to, by their uids."""
    with store.read() as reading:
        needed = Needed(reading)
        return {
            run.uid: standing(run, needed.at(run.instrument, run.place))
            for run in runs.runs(reading, list(assessments))
        }


def standing(run: Run, targets: Mapping[Place, int]) -> Standing:
    """What a run came to beside what is needed."""
    strong = 0
    for one in run.rated:
        score = one.scale.score(run.values.get(one.path, ""))
        wanted = targets.get(one.cell) if one.cell else None
        strong += score is not None and is_strength(round(100 * one.scale.share(score)), wanted)
    return replace(against(run.profile().cells, targets), strengths=strong)


def against(cells: Mapping[Place, Score], targets: Mapping[Place, int]) -> Standing:
    """How many cells are short, of those that are rated; strengths, which are items, are not counted."""
    rated = {place: score for place, score in cells.items() if score.share is not None}
    short = sum(is_short(score, targets.get(place)) for place, score in rated.items())
    return Standing(0, short, sum(place in targets for place in rated), len(rated))


def headline(found: Sequence[Subject], today: dt.date) -> str:
    """How many were assessed, how many assessments are begun, and how many are due; "" where nothing is told."""
    day = today.isoformat()
    assessed = sum(one.last is not None for one in found)
    begun = sum(len(one.begun) for one in found)
    due = sum(bool(one.next_on) and one.next_on <= day for one in found)
    told = (
        counted("{n} has been assessed", "{n} have been assessed", assessed) if assessed else "",
        counted("{n} is planned or under way", "{n} are planned or under way", begun) if begun else "",
        counted("the next one is due for {n}", "the next one is due for {n}", due) if due else "",
    )
    parts = ", ".join(filter(None, told))
    return _("{parts}.").format(parts=parts) if parts else ""


def standing_words(one: Standing) -> tuple[str, str]:
    """How many strengths, "" for none, and how many cells are short, "" where nobody said how much is needed."""
    strong = counted("{n} strength", "{n} strengths", one.strengths) if one.strengths else ""
    return strong, counted("{n} short", "{n} short", one.short) if one.needed else ""
