"""The check of a team's functioning: members' ratings without names, docs/practice.md, activities T7 and T9.

What is kept are counts: for each question how many gave each rating. Nothing says who gave which, in what order or
when, and from fewer than `FEWEST` answers nothing is kept at all, so that nobody can be told from the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, counted, spoken
from isp_desktop.domain.resources import resource

FEWEST = 3
"""From so many answers on a result is kept and shown."""

MOST = 200
"""So many answers a check takes."""

APART_DAYS = 14
"""So many days lie between two checks of a team: of two on one day, with three and with four answers, the difference
would be one member's answer."""

LEAST_RATING, MOST_RATING = 1, 5


Finding = Literal["strength", "work", "apart", ""]
"""A strength: two thirds rated it 4 or 5, and nobody 1 or 2. To be worked on: a third, and two at least, rated it 1 or
2; one alone is never pointed at. Apart: the ratings lie three steps or more from each other."""

_APART = 3


class Question(Struct, frozen=True):
    """What members rate.

    Attributes:
        code: by which a question is the same in the checks of one instrument.
        label: what it is about, in two or three words.
        text: the sentence that is rated.
    """

    code: str
    label: str
    text: str


class Instrument(Struct, frozen=True):
    """A set of questions; another `key` is another set, whose results are not compared.

    Attributes:
        scale: what each rating means, from 1 to 5.
    """

    key: str
    label: str
    scale: tuple[str, ...]
    questions: tuple[Question, ...]


class Entered(Struct, frozen=True):
    """What was entered into a check that is still open.

    Attributes:
        uid: of the record that will be made of it.
        instrument: the key of its questions.
        answers: how many members answered.
        is_out: somebody is answering, whose answer is nowhere yet.
        ratings: for each question's code its ratings, ascending: by no question can an answer be found in another.
    """

    uid: str
    team: str
    date: dt.date
    instrument: str
    answers: int = 0
    is_out: bool = False
    ratings: dict[str, tuple[int, ...]] = {}


class Rated(Struct, frozen=True):
    """The ratings of one question: how many gave 1 to 5. The question stands with them as it was asked."""

    question: Question
    counts: tuple[int, ...]

    @property
    def answers(self) -> int:
        """How many rated it."""
        return sum(self.counts)

    @property
    def mean(self) -> float:
        """The mean rating, 1 to 5."""
        return sum(rating * count for rating, count in enumerate(self.counts, LEAST_RATING)) / self.answers

    @property
    def spread(self) -> tuple[int, int]:
        """The lowest and the highest rating that was given."""
        given = [rating for rating, count in enumerate(self.counts, LEAST_RATING) if count]
        return given[0], given[-1]

    @property
    def low(self) -> int:
        """How many gave one of the two lowest ratings."""
        return sum(self.counts[:2])

    @property
    def high(self) -> int:
        """How many gave one of the two highest ratings."""
        return sum(self.counts[-2:])

    @property
    def finding(self) -> Finding:
        """What the distribution says: a fact about it, never a judgement of the team."""
        if not self.low and 3 * self.high >= 2 * self.answers:
            return "strength"
        if self.low >= 2 and 3 * self.low >= self.answers:
            return "work"
        return "apart" if self.spread[1] - self.spread[0] >= _APART else ""


def load_starter() -> Instrument:
    """The questions as shipped, in the language that holds."""
    return _load(spoken())


@cache
def _load(_tag: str) -> Instrument:
    import tomllib

    data: dict[str, Any] = tomllib.loads(resource("practice/team_check.toml").read_text("utf-8"))
    questions = tuple(Question(row["code"], _(row["label"]), _(row["text"])) for row in data["question"])
    return Instrument(data["key"], _(data["label"]), tuple(map(_, data["scale"])), questions)


def with_answer(entered: Entered, answer: Mapping[str, int]) -> Entered:
    """`entered` with the ratings of one more member, by the questions' codes; what she did not rate is left out.

    Raises:
        BadInput: nothing was rated, a rating is none from 1 to 5, or the check is full.
    """
    if entered.answers == MOST:
        raise BadInput(_("A team check takes up to {most} answers.").format(most=MOST))
    if not answer:
        raise BadInput(_("Nothing is rated yet. Rate at least one sentence, or pass the check on."))
    if any(rating not in range(LEAST_RATING, MOST_RATING + 1) for rating in answer.values()):
        raise BadInput(_("A rating is a whole number from 1 to 5."))
    codes = entered.ratings.keys() | answer.keys()
    ratings = {
        code: tuple(sorted((*entered.ratings.get(code, ()), *((answer[code],) if code in answer else ()))))
        for code in sorted(codes)
    }
    return msgspec.structs.replace(entered, answers=entered.answers + 1, is_out=False, ratings=ratings)


def too_close(day: dt.date, others: Iterable[dt.date]) -> dt.date | None:
    """The first of `others` within `APART_DAYS` of `day`, whose result beside that of `day` would tell too much."""
    return next((other for other in sorted(others) if abs((day - other).days) < APART_DAYS), None)


def missing(entered: Entered) -> int:
    """How many answers it takes until there may be a result."""
    return max(0, FEWEST - entered.answers)


def counts(entered: Entered, instrument: Instrument) -> tuple[Rated, ...]:
    """What is kept of a check that is closed: the questions that enough members rated, in their order.

    Raises:
        BadInput: there are too few answers, or too few to every question.
    """
    if few := missing(entered):
        more = counted("{n} more answer is needed", "{n} more answers are needed", few)
        sentence = _("{more}: fewer than {fewest} would show who rated what. Go on asking, or give the check up.")
        raise BadInput(sentence.format(more=more, fewest=FEWEST))
    kept = tuple(
        Rated(question, tuple(ratings.count(rating) for rating in range(LEAST_RATING, MOST_RATING + 1)))
        for question in instrument.questions
        if len(ratings := entered.ratings.get(question.code, ())) >= FEWEST
    )
    if not kept:
        sentence = _("No sentence was rated by {fewest} members or more: a result would show who rated what.")
        raise BadInput(sentence.format(fewest=FEWEST))
    return kept


def as_text(rated: Sequence[Rated]) -> str:
    """The counts as a record keeps them: JSON."""
    return msgspec.json.encode(rated).decode()


def from_text(text: str) -> tuple[Rated, ...]:
    """The counts that a record keeps; a question with fewer than `FEWEST` answers, which no check writes, is left out.

    Raises:
        BadInput: it is no such text.
    """
    try:
        found = msgspec.json.decode(text, type=tuple[Rated, ...])
    except msgspec.DecodeError as error:
        raise BadInput(_("The ratings of this check cannot be read. It may come from a newer version.")) from error
    width = MOST_RATING - LEAST_RATING + 1
    if any(len(one.counts) != width or min(one.counts) < 0 for one in found):
        raise BadInput(_("The ratings of this check cannot be read. It may come from a newer version."))
    return tuple(one for one in found if one.answers >= FEWEST)
