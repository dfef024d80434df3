"""Assessments as they are read: what was asked, what was voted, what the group came to, and the scores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.answers import Votes, read_votes
from isp_desktop.domain.instrument import NOT_APPLICABLE
from isp_desktop.domain.scoring import Profile, Rated, profile, spread
from isp_desktop.services import records
from isp_desktop.services.capacity import instruments
from isp_desktop.services.capacity.instruments import Kept

KINDS = frozenset({"assessment", "answer", "instrument", "capacity_target"})
"""The kinds of records that assessments are read from."""


class Answered(Struct, frozen=True):
    """What an item was answered.

    Attributes:
        value: what the group came to, or was answered alone; "" for nothing yet.
        conflicts: whether some of it waits to be settled.
    """

    uid: str
    value: str = ""
    votes: Votes = Votes()
    dissent: str = ""
    evidence: str = ""
    conflicts: bool = False


class Run(Struct, frozen=True, dict=True):
    """One assessment.

    Attributes:
        kind: of what was assessed: "site", "team", "organization" or "person".
        fields: its own, as a record has them.
        kept: the instrument; None where its record is not here (yet).
        answers: by the path of the item.
    """

    uid: str
    subject: str
    kind: str
    day: dt.date
    state: str
    way: str
    fields: Mapping[str, Any]
    kept: Kept | None
    answers: Mapping[str, Answered]
    private: bool

    @cached_property
    def is_as_asked(self) -> bool:
        """Whether the questions are those that were asked; else nothing is scored or compared."""
        if self.kept is None:
            return False
        asked = self.fields.get("questions")
        return not asked or asked == self.kept.digest

    @cached_property
    def items(self) -> tuple[Rated, ...]:
        """The items that have a scale; none where the questions are not here as they were asked.

        Raises:
            BadInput: this version of the program cannot read them.
        """
        return self.kept.rated if self.kept is not None and self.is_as_asked else ()

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What was answered, by path."""
        return {path: one.value for path, one in self.answers.items() if one.value}

    @cached_property
    def profile(self) -> Profile:
        """The scores."""
        kept = self.kept
        return profile(self.items, self.values, kept.method if kept else "mean", kept.least_answered if kept else 0)

    @cached_property
    def agreement(self) -> tuple[tuple[Rated, ...], int]:
        """The items on which first votes lie apart, and on how many there were two votes or more."""
        found = [(one, spread(self.votes(one.path), one.scale)) for one in self.items]
        return tuple(one for one, how in found if how == "apart"), sum(1 for _one, how in found if how)

    @cached_property
    def seats(self) -> tuple[str, ...]:
        """The seats that voted on anything."""
        return tuple(sorted({seat for one in self.answers.values() for seat in one.votes.voted}))

    def votes(self, path: str) -> Votes:
        """The first votes on an item."""
        found = self.answers.get(path)
        return found.votes if found else Votes()

    def is_answered(self, path: str) -> bool:
        """Whether the group came to something there, if only that it does not apply."""
        return bool(self.values.get(path))

    def score_of(self, one: Rated) -> float | None:
        """What an item came to, in its scale's own units; None for nothing or not applicable."""
        value = self.values.get(one.path, "")
        return None if value == NOT_APPLICABLE else one.scale.score(value)


def one(store: Store, uid: str) -> Run:
    """The assessment `uid`.

    Raises:
        NotFound: there is none.
    """
    with store.read() as reading:
        found = of(reading, [uid])
    if not found:
        raise records.no_record(uid)
    return found[0]


def of(reading: Reading, uids: Iterable[str]) -> list[Run]:
    """The assessments `uids` that are here, in this order."""
    return [_with_answers(run, _answers(reading, run.uid)) for run in _headed(reading, uids)]


def headed(reading: Reading, uid: str) -> Run | None:
    """The assessment `uid` without its answers; None where there is none."""
    return next(iter(_headed(reading, [uid])), None)


def _headed(reading: Reading, uids: Iterable[str]) -> list[Run]:
    found = lists.items(reading, "assessment", uids)
    kept = instruments.read(reading, {str(item.fields.get("instrument") or "") for item in found} - {""})
    kinds = lists.names(reading, {str(item.fields.get("subject") or "") for item in found} - {""})
    runs = []
    for item in found:
        subject = str(item.fields.get("subject") or "")
        about = kinds.get(subject)
        runs.append(_run(item, about.kind if about else "", kept.get(str(item.fields.get("instrument") or ""))))
    return runs


def _with_answers(run: Run, answers: Mapping[str, Answered]) -> Run:
    return msgspec.structs.replace(run, answers=answers)


def of_subject(reading: Reading, subject: str) -> list[Run]:
    """The assessments of a subject that are under way or done, oldest first."""
    found = of(reading, lists.pointing(reading, subject, "assessment", "subject", _MOST))
    return sorted((run for run in found if run.state != "planned"), key=lambda run: (run.day, run.uid))


_MOST = 200


def _answers(reading: Reading, assessment: str) -> dict[str, Answered]:
    uids = lists.pointing(reading, assessment, "answer", "assessment", None)
    found: dict[str, Answered] = {}
    for item in lists.items(reading, "answer", uids):
        found[str(item.fields.get("item") or "")] = _answered(item)
    return found


def _answered(item: Item) -> Answered:
    own = item.fields
    entries: Sequence[str] = own.get("votes") or ()
    return Answered(
        item.uid,
        str(own.get("value") or ""),
        read_votes(entries),
        str(own.get("dissent") or ""),
        str(own.get("evidence") or ""),
        bool(item.conflicts),
    )


def _run(item: Item, kind: str, kept: Kept | None) -> Run:
    own = item.fields
    return Run(
        uid=item.uid,
        subject=str(own.get("subject") or ""),
        kind=kind,
        day=dt.date.fromisoformat(own["date"]) if own.get("date") else dt.date.min,
        state=str(own.get("state") or "planned"),
        way=str(own.get("way") or "alone"),
        fields=own,
        kept=kept,
        answers={},
        private=item.private,
    )
