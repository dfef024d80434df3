"""The runs of a subject: what each asked, what was answered, and which may be compared with which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from isp_desktop.domain import scoring
from isp_desktop.domain.capacity_result import Compares
from isp_desktop.domain.instrument import UNASKED, Instrument, Item
from isp_desktop.domain.language import _, number
from isp_desktop.domain.scoring import Comparison, Method, Profile, Rated
from isp_desktop.services.capacity.questions import Questions
from isp_desktop.services.capacity.relevance import left_out
from isp_desktop.services.capacity_result.source import Seen, Source


class RunRead(Struct, frozen=True):
    """A run with its answers.

    Attributes:
        answers: the answer records, by the path of their item; `values` what was answered, where there is something.
        left_out: the paths of what an answer made irrelevant.
    """

    record: Seen
    day: dt.date
    questions: Questions
    answers: Mapping[str, Seen]
    values: Mapping[str, str]
    left_out: frozenset[str]

    @property
    def form(self) -> Instrument | None:
        """What was asked; None where that is not here, or cannot be read."""
        return self.questions.content

    @property
    def rated(self) -> tuple[Rated, ...]:
        """The items with a scale that were to be answered."""
        return tuple(one for one in self.questions.rated if one.path not in self.left_out)

    @property
    def is_as_asked(self) -> bool:
        """Whether it is known what was asked."""
        return self.form is not None and not self.questions.are_others

    @property
    def rules(self) -> tuple[Method, int]:
        """How it is scored."""
        return self.questions.method, self.questions.least_answered

    @property
    def instrument_name(self) -> str:
        """What its instrument is called, with its version."""
        if not self.questions.name:
            return _("An instrument that is not in this notebook")
        return _("{name}, version {n}").format(name=self.questions.name, n=number(self.questions.version))

    def profile(self, paths: Iterable[str] | None = None) -> Profile:
        """Its scores, over the items with these paths alone if they are given."""
        wanted = None if paths is None else set(paths)
        chosen = [one for one in self.rated if wanted is None or one.path in wanted]
        return scoring.profile(chosen, self.values, *self.rules)


def read(source: Source, record: Seen) -> RunRead:
    """A run with its answers."""
    questions = source.questions(record.text("instrument"), record.text("questions"))
    answers = {one.text("item"): one for one in source.pointing(record.uid, "answer", "assessment")}
    values = {path: value for path, one in answers.items() if (value := one.text("value"))}
    day = day_of(record)
    return RunRead(record, day, questions, answers, values, left_out(questions, values, day))


def day_of(record: Seen) -> dt.date:
    """The day of an assessment; the first of all where it has none."""
    day = record.text("date")
    return dt.date.fromisoformat(day) if day else dt.date.min


def compares(run: RunRead, own: RunRead) -> tuple[Compares, int]:
    """How a run compares with `own`, and of how many items both have where these alone are compared.

    Where it is not known any more what was asked, nothing is compared.
    """
    if run is own:
        return "same", 0
    if not run.is_as_asked or not own.is_as_asked:
        return "apart", 0
    if run.questions.digest == own.questions.digest:
        return "same", 0
    pairs = scoring.in_common(run.rated, own.rated)
    # Over fewer than half of its items it would be another instrument that is compared.
    return ("mapped", len(pairs)) if 2 * len(pairs) >= len(own.rated) > 0 else ("apart", 0)


def comparison(before: RunRead, own: RunRead) -> Comparison:
    """Two runs that compare, over what they have in common."""
    return scoring.compare(before.rated, own.rated, before.values, own.values, *own.rules)


def in_common(runs: Sequence[RunRead], own: Sequence[Rated]) -> list[str]:
    """The paths of the items of `own` that all of `runs` have, too; a run that has none of them asks for nothing."""
    paths = [one.path for one in own]
    for run in runs:
        there = {mine.path for _other, mine in scoring.in_common(run.rated, own)}
        paths = [path for path in paths if path in there] if there else paths
    return paths


def over(run: RunRead, own: RunRead, paths: Sequence[str]) -> Profile:
    """The scores of a run over the items of `own` with these paths, by the tags and weights of `own`."""
    if run.record.uid == own.record.uid:
        return own.profile(paths)
    wanted = set(paths)
    kept = own_items(own, wanted)
    return scoring.compare(run.rated, kept, run.values, own.values, *own.rules).before


def own_items(own: RunRead, wanted: set[str]) -> list[Rated]:
    """The rated items of a run with these paths."""
    return [one for one in own.rated if one.path in wanted]


def asked_items(run: RunRead) -> list[tuple[str, str, Item]]:
    """Path, section and item of all that was to be answered, in the order of the form; of repeats nothing."""
    found = []
    repeats = tuple(f"{path}/" for path, item in run.questions.items.items() if item.kind == "repeat")
    for path, item in run.questions.items.items():
        if item.kind not in UNASKED and not path.startswith(repeats) and path not in run.left_out:
            found.append((path, path.partition("/")[0] if "/" in path else "", item))
    return found
