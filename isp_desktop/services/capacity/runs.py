"""Assessments as runs: what each asked, what was answered, what it came to, and which compare with which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db.store import Reading
from isp_desktop.domain import scoring
from isp_desktop.domain.capacity_result import Compares, enough_in_common
from isp_desktop.domain.days import day_of
from isp_desktop.domain.instrument import Instrument
from isp_desktop.domain.scoring import Comparison, Method, Profile, Rated
from isp_desktop.services.capacity.questions import Questions, asked
from isp_desktop.services.capacity.relevance import left_out


class Run(Struct, frozen=True):
    """One assessment.

    Attributes:
        rated: the items with a scale that apply in it.
        values: all answers by path, as text.
        left_out: the paths of what an answer made irrelevant.
    """

    uid: str
    subject: str
    site: str
    instrument: str
    day: dt.date
    state: str
    questions: Questions
    rated: tuple[Rated, ...]
    values: Mapping[str, str]
    left_out: frozenset[str] = frozenset()
    private: bool = False

    @property
    def place(self) -> str:
        """Where it is asked how much is needed: at its site, or where none is said at what was assessed itself."""
        return self.site or self.subject

    @property
    def form(self) -> Instrument | None:
        """What was asked; None where that is not here, or cannot be read."""
        return self.questions.content

    @property
    def is_as_asked(self) -> bool:
        """Whether it is known what was asked."""
        return self.form is not None and not self.questions.are_others

    @property
    def rules(self) -> tuple[Method, int]:
        """How it is scored."""
        return self.questions.method, self.questions.least_answered

    def profile(self, paths: Iterable[str] | None = None) -> Profile:
        """Its scores, over the items with these paths alone if they are given."""
        wanted = None if paths is None else set(paths)
        chosen = [one for one in self.rated if wanted is None or one.path in wanted]
        return scoring.profile(chosen, self.values, *self.rules)


def run_of(
    uid: str, fields: Mapping[str, Any], questions: Questions, values: Mapping[str, str], *, private: bool = False
) -> Run:
    """The run that an assessment with these fields and answers is."""
    day = day_of(fields.get("date"), uid)
    gone = left_out(questions, values, day)
    return Run(
        uid=uid,
        subject=str(fields.get("subject") or ""),
        site=str(fields.get("site") or ""),
        instrument=str(fields.get("instrument") or ""),
        day=day,
        state=str(fields.get("state") or "planned"),
        questions=questions,
        rated=tuple(one for one in questions.rated if one.path not in gone) if gone else questions.rated,
        values=values,
        left_out=gone,
        private=private,
    )


def runs(reading: Reading, uids: Sequence[str]) -> list[Run]:
    """Those of the assessments `uids` that are done, in this order; what is planned or under way is no run yet."""
    rows = [row for row in lists.items(reading, "assessment", uids) if is_done(row.fields)]
    keys = {row.uid: (str(row.fields["instrument"] or ""), str(row.fields["questions"] or "")) for row in rows}
    questions = asked(reading, keys.values())
    given = table.answered(reading, keys)
    return [
        run_of(row.uid, row.fields, questions[keys[row.uid]], given.get(row.uid, {}), private=row.private)
        for row in rows
    ]


def is_done(fields: Mapping[str, Any]) -> bool:
    """Whether an assessment with these fields was closed, and not opened again since."""
    return fields.get("state") == "done"


def compares(run: Run, own: Run) -> tuple[Compares, int]:
    """How a run compares with `own`, and of how many items both have where these alone are compared.

    Where it is not known any more what was asked, nothing is compared.
    """
    if run is own:
        return "same", 0
    if not run.is_as_asked or not own.is_as_asked:
        return "apart", 0
    if run.questions.digest == own.questions.digest:
        return "same", 0
    common = len(scoring.in_common(run.rated, own.rated))
    return ("mapped", common) if enough_in_common(common, len(own.rated)) else ("apart", 0)


def change(before: Run, own: Run) -> Comparison | None:
    """Two runs over the items that both have, by the rules of the later one; None where they do not compare."""
    if compares(before, own)[0] == "apart":
        return None
    return scoring.compare(before.rated, own.rated, before.values, own.values, *own.rules)
