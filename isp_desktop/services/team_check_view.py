"""A team check that was closed, as it is looked at: what was rated how, and the course over the checks before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from isp_desktop.db import lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.lines import Line
from isp_desktop.domain.team_check import APART_DAYS, Finding, Instrument, Question, Rated, load_starter, too_close
from isp_desktop.services import lines, naming, team_checks
from isp_desktop.services.team_checks import Result

Stretch = tuple[tuple[dt.date, Rated], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How one question was rated from check to check; a new stretch begins behind one in which too few rated it."""

    question: Question
    stretches: tuple[Stretch, ...]

    @property
    def points(self) -> Stretch:
        """All of its points, earliest first."""
        return tuple(point for stretch in self.stretches for point in stretch)


@dataclass(frozen=True, slots=True)
class Closed:
    """A check with all that its page tells.

    Attributes:
        team, team_name: its uid, and what it is called.
        courses: of each question over the checks that may stand beside each other; none with one check alone.
        apart_from: the day of another check that is too close to be shown beside this one; None for none.
        improve: what was promised because of it.
    """

    result: Result
    team: str
    team_name: str
    life: str
    in_conflict: bool
    courses: tuple[Course, ...] = ()
    apart_from: dt.date | None = None
    improve: tuple[Line, ...] = ()


def closed(store: Store, uid: str, today: dt.date | None = None) -> Closed:
    """The check `uid`.

    Raises:
        NotFound: there is no such check.
        BadInput: its ratings cannot be read.
    """
    with store.read() as reading:
        found = lists.items(reading, "team_check", [uid])
        if not found:
            raise NotFound(_("This team check is not in the notebook. Look it up by search."))
        item = found[0]
        team = str(item.fields.get("team") or "")
        name = team_name(reading, team)
    own = team_checks.result_of(uid, item.fields)
    others = team_checks.results(store, team)
    promises = lines.pointing(store, uid, "commitment", "team_check", today=today)
    return Closed(
        result=own,
        team=team,
        team_name=name,
        life=item.life,
        in_conflict=item.in_conflict,
        courses=tuple(courses(others, own)),
        apart_from=not_beside(others, own),
        improve=tuple(sorted(promises, key=lambda one: (bool(one.settled), one.day or "9999", one.uid))),
    )


def team_name(reading: Reading, team: str) -> str:
    """What a team is called, also one that is not here."""
    return naming.titles(reading, [team]).get(team) or _("A team that is not in this notebook")


@dataclass(frozen=True, slots=True)
class Asking:
    """A check that is open on this computer: uid and name of its team, and how many answered."""

    team: str
    name: str
    answers: int


def asking(store: Store) -> list[Asking]:
    """The checks that are open on this computer."""
    found = team_checks.open_here(store)
    if not found:
        return []
    with store.read() as reading:
        return [Asking(one.team, team_name(reading, one.team), one.answers) for one in found]


def beside(results: Iterable[Result]) -> list[Result]:
    """Those that may be looked at side by side, oldest first: of two that are too close only the earlier one."""
    kept: list[Result] = []
    for one in team_checks.in_order(results):
        if too_close(one.day, (other.day for other in kept)) is None:
            kept.append(one)
    return kept


def not_beside(results: Sequence[Result], own: Result) -> dt.date | None:
    """The day of the check beside which `own` is not shown; None where it is."""
    kept = beside(results)
    if own.uid in {one.uid for one in kept}:
        return None
    return too_close(own.day, (one.day for one in kept))


def courses(results: Sequence[Result], own: Result) -> Iterator[Course]:
    """The course of each question of `own` over the checks with its questions, up to and with its day."""
    kept = [one for one in beside(results) if one.instrument == own.instrument and one.day <= own.day]
    if len(kept) < 2 or own.uid not in {one.uid for one in kept}:
        return
    asked = {one.question.code: one.question for result in kept for one in result.rated}
    asked |= {one.question.code: one.question for one in own.rated}
    for code, question in asked.items():
        yield Course(question, tuple(_stretches(code, kept)))


def _stretches(code: str, kept: Iterable[Result]) -> Iterator[Stretch]:
    stretch: list[tuple[dt.date, Rated]] = []
    for result in kept:
        rated = next((one for one in result.rated if one.question.code == code), None)
        if rated is not None:
            stretch.append((result.day, rated))
        elif stretch:
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)


def not_shown(result: Result) -> list[Question]:
    """The questions that fewer than three rated, as far as it is known which were asked."""
    asked = _instrument(result)
    rated = {one.question.code for one in result.rated}
    return [question for question in asked.questions if question.code not in rated] if asked else []


def scale(result: Result) -> tuple[str, ...]:
    """What each rating means, from 1 to 5; "" where that is not known."""
    asked = _instrument(result)
    return asked.scale if asked else ("",) * 5


def _instrument(result: Result) -> Instrument | None:
    starter = load_starter()
    return starter if starter.key == result.instrument else None


def found(rated: Iterable[Rated], *findings: Finding) -> list[Rated]:
    """Those of `rated` that show one of `findings`, the clearest first."""
    return sorted((one for one in rated if one.finding in findings), key=lambda one: -abs(one.mean - 3))


def mean_words(rated: Rated) -> str:
    """The mean, and beside it what it is the mean of: "3.8, from 2 to 5, 4 answers"."""
    return f"{number(round(rated.mean, 1))}, {spread_words(rated)}"


def spread_words(rated: Rated) -> str:
    """From where to where the ratings go, and how many they are: "from 2 to 5, 4 answers"."""
    return f"{from_to_words(rated)}, {answers_words(rated.answers)}"


def from_to_words(rated: Rated) -> str:
    """From where to where the ratings go."""
    least, most = rated.spread
    if least == most:
        return _("all gave {rating}").format(rating=number(least))
    return _("from {least} to {most}").format(least=number(least), most=number(most))


def answers_words(answers: int) -> str:
    """How many answered."""
    return counted("{n} answer", "{n} answers", answers)


def finding_words(rated: Rated) -> str:
    """What stands out in the ratings of a question; "" where nothing does."""
    match rated.finding:
        case "strength":
            return _("{n} of {all} rated it 4 or 5").format(n=number(rated.high), all=number(rated.answers))
        case "work":
            return _("{n} of {all} rated it 1 or 2").format(n=number(rated.low), all=number(rated.answers))
        case "apart":
            least, most = map(number, rated.spread)
            return _("seen differently: from {least} to {most}").format(least=least, most=most)
    return ""


def course_words(course: Course) -> str:
    """The course of a question in a sentence: "Purpose: 3.3 (from 2 to 4, 3 answers) on 2 March 2026; 4 (…"."""
    told = (
        _("{mean} ({spread}) on {day}").format(
            mean=number(round(rated.mean, 1)),
            spread=spread_words(rated),
            day=naming.day_in_words(day.isoformat()),
        )
        for day, rated in course.points
    )
    return f"{course.question.label}: {'; '.join(told)}"


def too_few_words() -> str:
    """What is said of a question that fewer than three rated."""
    return _("fewer than three answers: not shown")


def apart_words(other: dt.date) -> str:
    """Why a check is not set beside another."""
    sentence = _(
        "Another check of this team is of {day}, less than {days} days away. The two are not shown side by side: their "
        "difference could be what a single member answered."
    )
    return sentence.format(day=naming.day_in_words(other.isoformat()), days=APART_DAYS)
