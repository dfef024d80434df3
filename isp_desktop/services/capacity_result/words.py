"""A result in words: for screen readers, for the files, and wherever a chart stands."""

from __future__ import annotations

from collections.abc import Sequence

from isp_desktop.domain.capacity_result import PERCENT, Cell, Item, Measured, Unit, apart
from isp_desktop.domain.language import _, counted, marked, number
from isp_desktop.domain.scoring import Score
from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS
from isp_desktop.services.capacity.questions import Questions
from isp_desktop.services.capacity_result.model import Course, NeedLine, Result, RunLine
from isp_desktop.services.naming import day_in_words

_NAMED = 2
# Whole, since not every language writes a word within a sentence with a small letter.
_AT_LEVEL = {
    "individual": marked("{type}, individual"),
    "organization": marked("{type}, organization"),
    "network": marked("{type}, network"),
    "system": marked("{type}, system"),
}


def place_words(capacity_type: str, level: str) -> str:
    """Which cell of the map: "Analytic, organization"."""
    one = _(CAPACITY_TYPES.get(capacity_type, ""))
    if one and level in _AT_LEVEL:
        return _(_AT_LEVEL[level]).format(type=one)
    return one or _(LEVELS.get(level, ""))


def instrument_name(questions: Questions) -> str:
    """What an instrument is called, with its version."""
    if not questions.name:
        return _("An instrument that is not in this notebook")
    return _("{name}, version {n}").format(name=questions.name, n=number(questions.version))


def value_words(value: float | None) -> str:
    """A value with one place at the most; "" for none."""
    return "" if value is None else number(round(value, 1) if value % 1 else int(value))


def unit_words(unit: Unit) -> str:
    """From where to where: "1 to 4", "in percent"."""
    if unit == PERCENT:
        return _("in percent")
    return _("{least} to {most}").format(least=value_words(unit.least), most=value_words(unit.most))


def asked(score: Score) -> int:
    """How many items a score is of, answered or not."""
    return score.counted + score.missing + score.not_applicable


def change_words(one: Measured, since: RunLine | None) -> str:
    """How it changed; "" where nothing can be compared."""
    if one.change is None or since is None:
        return ""
    day, by = day_in_words(since.day.isoformat()), value_words(abs(one.change))
    if not one.change:
        return _("as on {day}").format(day=day)
    told = _("up {n} since {day}") if one.change > 0 else _("down {n} since {day}")
    return told.format(n=by, day=day)


def way_words(change: float) -> str:
    """The same where the day stands over it."""
    if not change:
        return _("as before")
    return (_("up {n}") if change > 0 else _("down {n}")).format(n=value_words(abs(change)))


def missing_words(score: Score) -> str:
    """Which answers a score stands on, where these are not all: "2 of 5 answers missing, 1 not applicable"."""
    parts = []
    if score.missing:
        all_asked = number(asked(score))
        parts.append(counted("{n} of {of} answers missing", "{n} of {of} answers missing", score.missing, of=all_asked))
    if score.not_applicable:
        parts.append(counted("{n} not applicable", "{n} not applicable", score.not_applicable))
    return ", ".join(parts)


def unrated_words(score: Score) -> str:
    """Why there is no score."""
    if not asked(score):
        return _("Not asked")
    if not score.counted and not score.missing:
        return _("Not applicable")
    return _("Too few answers") if score.counted else _("Not rated")


def measured_words(one: Measured, since: RunLine | None) -> str:
    """A score with all that is known of it: "1, Little; 2 needed, short; down 1 since 3 June 2026"."""
    parts = (scored_words(one), _needed(one), change_words(one, since), missing_words(one.score))
    return "; ".join(filter(None, parts))


def brief_words(one: Measured) -> str:
    """The same in a cell of a table over which stands since when."""
    change = "" if one.change is None else way_words(one.change)
    parts = (scored_words(one), _needed(one), change, missing_words(one.score) if one.score.counted else "")
    return "; ".join(filter(None, parts))


def scored_words(one: Measured) -> str:
    """A score with its word, "1, Little", or why there is none."""
    if one.value is None:
        return unrated_words(one.score)
    return ", ".join(filter(None, (value_words(one.value), one.unit.word(one.value))))


def _needed(one: Measured) -> str:
    if one.needed_value is None:
        return ""
    needed = _("{n} needed").format(n=value_words(one.needed_value))
    return _("{needed}, short").format(needed=needed) if one.is_short else needed


def cell_words(cell: Cell, since: RunLine | None) -> str:
    """A cell of the map, with its name."""
    return f"{place_words(cell.capacity_type, cell.level)}: {measured_words(cell, since)}"


def course_words(course: Course, runs: Sequence[RunLine]) -> str:
    """A course: the value on each day, and what is needed."""
    told = [
        f"{day_in_words(run.day.isoformat())}: {_('not rated') if value is None else value_words(value)}"
        for run, value in zip(runs, course.values, strict=True)
    ]
    if course.needed is not None:
        needed = _("{n} needed").format(n=value_words(course.needed))
        told.append(_("{needed}, short").format(needed=needed) if course.is_short else needed)
    return f"{_(CAPACITY_TYPES[course.capacity_type])}. {'; '.join(told)}"


def needed_words(course: Course) -> str:
    """How much of a type is needed, under its values: "2.3, short"; "" where nobody said so."""
    needed = value_words(course.needed)
    return _("{needed}, short").format(needed=needed) if course.is_short else needed


def votes_words(item: Item) -> str:
    """The first votes on an item: "First votes: 1, 2, 2, 4; apart"; "" where two did not vote."""
    told = votes_told(item)
    return _("First votes: {votes}").format(votes=told) if told else ""


def votes_told(item: Item) -> str:
    """The same without its beginning."""
    return "; ".join(filter(None, (_given(item), _("apart") if item.is_apart else "", _twice(item))))


def given_words(item: Item) -> str:
    """The same without saying how far they lie from each other, where all that stands there lay apart."""
    return "; ".join(filter(None, (_given(item), _twice(item))))


def _given(item: Item) -> str:
    votes = [value_words(vote) for vote in item.votes] if item.was_voted else []
    if item.other_votes and item.was_voted:
        votes.append(counted("{n} without a number", "{n} without a number", item.other_votes))
    return ", ".join(votes)


def _twice(item: Item) -> str:
    if not (item.twice and item.was_voted):
        return ""
    return _("more than one vote from seat {seats}, which count nowhere").format(seats=", ".join(item.twice))


def state_words(item: Item) -> str:
    """What was answered, or that nothing was."""
    if item.state == "missing":
        return _("Missing")
    return _("Not applicable") if item.state == "not_applicable" else item.answer


def answer_words(item: Item) -> str:
    """What was answered, as a number with its word where it is rated: "3, Good"."""
    if item.value is None or item.unit is None:
        return state_words(item)
    return ", ".join(filter(None, (value_words(item.value), item.unit.word(item.value))))


def agreed_words(items: Sequence[Item]) -> tuple[str, str]:
    """On how many items the raters were within a step from the first, and where not; two "" where nobody voted."""
    far, voted = apart(items)
    if not voted:
        return "", ""
    near = voted - len(far)
    told = counted(
        "Raters near each other on {n} of {of}", "Raters near each other on {n} of {of}", near, of=number(voted)
    )
    places = list(dict.fromkeys(place_words(item.capacity_type, item.level) or item.label for item in far))
    where = ""
    if places:
        more = len(places) - _NAMED
        where = _("Apart on: {places}").format(places="; ".join(places[:_NAMED]))
        where += f" {counted('and {n} more', 'and {n} more', more)}" if more > 0 else ""
    return told, where


def comparing_words(result: Result) -> str:
    """What is compared with what; "" where there is nothing before."""
    since = result.since
    if since is None:
        return _no_comparison(result)
    day = day_in_words(since.day.isoformat())
    if since.compares == "same":
        return _("Compared with {day}, by the same questions.").format(day=day)
    return counted(
        "Compared with {day} over the {n} item that both have: the questions are of another version.",
        "Compared with {day} over the {n} items that both have: the questions are of another version.",
        since.mapped,
        day=day,
    )


def _no_comparison(result: Result) -> str:
    if len(result.runs) < 2 or result.number == 1:
        return _("This is the first one. The next one shows what changed.")
    return _("Nothing before it can be compared: no item was asked in the same way.")


def run_words(result: Result) -> str:
    """Which of the runs it is: "Assessment 4 of 4"."""
    return _("Assessment {n} of {all}").format(n=number(result.number), all=number(len(result.runs) or 1))


def runs_words(result: Result) -> str:
    """What of the runs is not told by the same questions; "" where all of it is."""
    told = []
    if any(run.compares == "apart" for run in result.so_far):
        told.append(_("Rings: by other questions, not to be compared with the rest."))
    if result.over:
        sentence = counted(
            "Of several versions: told over the {n} item that all of them have.",
            "Of several versions: told over the {n} items that all of them have.",
            result.over,
        )
        told.append(sentence)
    return " ".join(told)


def need_words(need: NeedLine) -> str:
    """What is needed, or which cell is short."""
    return need.what or _("Less than needed: {place}").format(place=place_words(need.capacity_type, need.level))


def rated_with_words(result: Result, day: str) -> str:
    """Who was there, on a day in words: "Rated with Isaac Bello, Ruth Calloway and 3 others on 22 September"."""
    names = result.present
    if not names:
        return _("Rated on {day}").format(day=day)
    more = len(names) - _NAMED
    if more > 0:
        first = ", ".join(names[:_NAMED])
        return counted(
            "Rated with {names} and {n} other on {day}",
            "Rated with {names} and {n} others on {day}",
            more,
            names=first,
            day=day,
        )
    shown = _("{one} and {other}").format(one=names[0], other=names[1]) if len(names) > 1 else names[0]
    return _("Rated with {names} on {day}").format(names=shown, day=day)
