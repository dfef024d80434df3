"""All whose capacity was assessed: the latest assessment of each, what it came to, and when the next one is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.domain import scoring
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.scoring import Cell as Place
from isp_desktop.domain.scoring import Score
from isp_desktop.services import naming
from isp_desktop.services.capacity_result import runs
from isp_desktop.services.capacity_result.runs import RunRead
from isp_desktop.services.capacity_result.source import Own

KINDS = frozenset(("assessment", "answer", "instrument", "capacity_target", "site", "team", "organization", "person"))
"""The kinds from which the list is told."""

_MOST = 2_000


class Subject(Struct, frozen=True):
    """Somebody whose capacity was assessed.

    Attributes:
        uid, kind, name: of the site, team, organization or person.
        assessment: the uid of the latest one; `day` is its day and `state` how far it is, as a key.
        runs: how many there are.
        next_on: the day on which the next one is agreed, "YYYY-MM-DD", or "".
    """

    uid: str
    kind: str
    name: str
    assessment: str
    day: str
    state: str
    instrument: str
    runs: int = 1
    next_on: str = ""
    private: bool = False
    in_conflict: bool = False


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
    return sorted(told, key=lambda one: (one.next_on or "9999", one.name.casefold(), one.uid))


def _subject(
    uid: str, own: Sequence[lists.Item], names: Mapping[str, lists.Name], titles: Mapping[str, str]
) -> Subject:
    latest = max(own, key=lambda one: (str(one.fields["date"] or ""), one.uid))
    return Subject(
        uid=uid,
        kind=names[uid].kind if uid in names else "site",
        name=titles.get(uid) or _("Somebody who is not in this notebook"),
        assessment=latest.uid,
        day=str(latest.fields["date"] or ""),
        state=str(latest.fields["state"] or ""),
        instrument=titles.get(str(latest.fields["instrument"] or ""), ""),
        runs=len(own),
        next_on=str(latest.fields["follow_up_on"] or ""),
        private=latest.private,
        in_conflict=bool(latest.conflicts) or latest.life == "contested",
    )


def standings(store: Store, assessments: Iterable[str]) -> dict[str, Standing]:
    """What each of `assessments` came to, by their uids."""
    with store.read() as reading:
        source, told = Own(reading), {}
        for uid, record in source.records("assessment", assessments).items():
            run = runs.read(source, record)
            site = record.text("site") or record.text("subject")
            told[uid] = standing(run, source.targets(record.text("instrument"), site))
    return told


def standing(run: RunRead, targets: Mapping[Place, int]) -> Standing:
    """What a run came to beside what is needed."""
    values = run.values
    strong = 0
    for one in run.rated:
        score = one.scale.score(values.get(one.path, ""))
        wanted = targets.get(one.cell) if one.cell else None
        if score is not None and scoring.stands(round(100 * one.scale.share(score)), wanted) == "strength":
            strong += 1
    return replace(against(run.profile().cells, targets), strengths=strong)


def against(cells: Mapping[Place, Score], targets: Mapping[Place, int]) -> Standing:
    """How many cells are short, of those that are rated; strengths, which are items, are not counted."""
    rated = {place: score for place, score in cells.items() if score.share is not None}
    short = sum(place in targets and scoring.is_short(score, targets[place]) for place, score in rated.items())
    return Standing(0, short, sum(place in targets for place in rated), len(rated))


def headline(found: Sequence[Subject], today: dt.date) -> str:
    """How many were assessed, and how many are due."""
    if not found:
        return ""
    day = today.isoformat()
    due = sum(bool(one.next_on) and one.next_on <= day for one in found)
    told = counted("{n} has been assessed", "{n} have been assessed", len(found))
    late = counted("the next one is due for {n}", "the next one is due for {n}", due) if due else ""
    return _("{parts}.").format(parts=", ".join(filter(None, (told, late))))


def standing_words(one: Standing) -> tuple[str, str]:
    """How many strengths, "" for none, and how many cells are short, "" where nobody said how much is needed."""
    strong = counted("{n} strength", "{n} strengths", one.strengths) if one.strengths else ""
    return strong, counted("{n} short", "{n} short", one.short) if one.needed else ""
