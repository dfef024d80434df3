"""Assessments as runs: what each came to, and what can be compared of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db.capacity import Answered
from isp_desktop.db.lists import Item as Row
from isp_desktop.db.store import Reading
from isp_desktop.domain.scoring import Comparison, Profile, Rated, compare, profile
from isp_desktop.services.capacity.questions import Questions, asked
from isp_desktop.services.capacity.reading import day_of
from isp_desktop.services.capacity.relevance import left_out

_NOTHING = Answered({}, 0)


class Run(Struct, frozen=True):
    """One assessment with its scores.

    Attributes:
        items: those with a scale that apply in it.
        answers: all of them by path, as text.
        unsettled: how many answers were given twice, or deleted and changed at once; what is shown of them is the
            latest.
        in_conflict: something else of the assessment waits to be settled.
    """

    uid: str
    subject: str
    site: str
    day: dt.date
    state: str
    questions: Questions
    items: tuple[Rated, ...]
    answers: Mapping[str, str]
    profile: Profile
    private: bool
    unsettled: int
    in_conflict: bool

    @property
    def can_be_compared(self) -> bool:
        """Whether it is known what was asked."""
        return not self.questions.are_others and self.questions.content is not None


def runs(reading: Reading, uids: Sequence[str]) -> list[Run]:
    """The assessments `uids` in this order, without those that are only planned."""
    rows = lists.items(reading, "assessment", uids)
    keys = {row.uid: (str(row.fields["instrument"] or ""), str(row.fields["questions"] or "")) for row in rows}
    questions = asked(reading, keys.values())
    given = table.answered(reading, keys)
    told = (_run(row, questions[keys[row.uid]], given.get(row.uid, _NOTHING)) for row in rows)
    return [run for run in told if run.answers or run.state != "planned"]


def _run(row: Row, questions: Questions, given: Answered) -> Run:
    own, answers = row.fields, given.values
    day = day_of(own["date"])
    gone = left_out(questions, answers, day)
    items = tuple(one for one in questions.rated if one.path not in gone) if gone else questions.rated
    return Run(
        uid=row.uid,
        subject=str(own["subject"] or ""),
        site=str(own["site"] or ""),
        day=day,
        state=str(own["state"] or "planned"),
        questions=questions,
        items=items,
        answers=answers,
        profile=profile(items, answers, questions.method, questions.least_answered),
        private=row.private,
        unsettled=given.unsettled,
        in_conflict=bool(row.conflicts) or row.life == "contested",
    )


def change(before: Run, after: Run) -> Comparison | None:
    """Two runs over the items that both have, by the rules of the later one; None where there is nothing in common."""
    if not (before.can_be_compared and after.can_be_compared):
        return None
    rules = after.questions
    found = compare(before.items, after.items, before.answers, after.answers, rules.method, rules.least_answered)
    return found if found.over else None


def course(all_runs: Iterable[Run], reference: Run) -> tuple[Comparison | None, ...]:
    """Each run beside `reference`, over the items that it has in common with that."""
    return tuple(change(run, reference) for run in all_runs)
