"""Scores of capacity: from answers to items, to sections, to the grid of types and levels, and from run to run.

Rules, checked by hand-computed tables in tests/domain/test_scoring.py:
- An item has a score where its answer has a number: of a choice its score, of a range the number itself. A
  reverse-worded item counts from the other end of its scale.
- *Not applicable* counts for nothing, neither as answered nor as missing. An answer without a number, such as "don't
  know", is missing.
- Where fewer items are answered than the instrument asks for, there is no score.
- Items of different scales have no mean or sum in common: what they have is percent.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from isp_desktop.domain.answers import Votes
from isp_desktop.domain.instrument import NOT_APPLICABLE, Instrument, Item, walk
from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS

Method = Literal["mean", "sum", "percent"]
Cell = tuple[str, str]
"""A capacity type and a level, by their keys."""

CELLS: tuple[Cell, ...] = tuple((kind, level) for kind in CAPACITY_TYPES for level in LEVELS)

_STEPS_APART = 2


class Scale(Struct, frozen=True):
    """What an item's answers count.

    Attributes:
        scores: by the answer as it is kept, lowest first; of a range that has more steps than `MOST_STEPS` none.
        reverse: a high answer means little capacity.
    """

    least: float
    most: float
    scores: Mapping[str, float] = {}
    reverse: bool = False

    @property
    def steps(self) -> tuple[float, ...]:
        """The different scores, lowest first."""
        return tuple(sorted(set(self.scores.values())))

    def score(self, answer: str) -> float | None:
        """What `answer` counts, in the scale's own units; None for nothing."""
        found = self.given(answer)
        return self.least + self.most - found if self.reverse and found is not None else found

    def given(self, answer: str) -> float | None:
        """The number of `answer` as it was given, by which it is shown: a reverse-worded item's is not turned round."""
        found = self.scores.get(answer)
        if found is None and not self.scores:
            found = _number(answer)
            if found is not None and not self.least <= found <= self.most:
                return None
        return found

    def share(self, score: float) -> float:
        """Where a score stands between least and most, 0 to 1."""
        return (score - self.least) / (self.most - self.least)

    def at(self, percent: float) -> float:
        """The score at so many percent of the scale."""
        return self.least + (self.most - self.least) * percent / 100


MOST_STEPS = 101


class Rated(Struct, frozen=True):
    """An item that has a scale, and where it stands.

    Attributes:
        path: its names joined by "/", as an answer names it.
        section: the name of the top group it stands in, "" for none.
    """

    path: str
    section: str
    item: Item
    scale: Scale

    @property
    def cell(self) -> Cell | None:
        """Its place in the grid, where its tags name one."""
        return (self.item.capacity_type, self.item.level) if self.item.capacity_type and self.item.level else None


class Score(Struct, frozen=True):
    """What some items came to.

    Attributes:
        value: in the unit of the method; None where too few are answered.
        share: the same as a share of the scale, 0 to 1; None likewise.
        scale: least and most of `value`.
        counted, missing, not_applicable: how many items.
    """

    value: float | None
    share: float | None
    scale: tuple[float, float]
    counted: int
    missing: int
    not_applicable: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent."""
        return None if self.share is None else round(100 * self.share)


class Profile(Struct, frozen=True):
    """The scores of one run; only what its items are tagged with stands in each."""

    overall: Score
    sections: Mapping[str, Score]
    cells: Mapping[Cell, Score]
    types: Mapping[str, Score]
    levels: Mapping[str, Score]
    forms: Mapping[str, Score]
    dimensions: Mapping[str, Score]


class Comparison(Struct, frozen=True):
    """Two runs over what they have in common.

    Attributes:
        before, after: over these items alone.
        over: how many items; `whole`: they are all that either has.
    """

    before: Profile
    after: Profile
    over: int
    whole: bool


Spread = Literal["", "agreed", "near", "apart"]
"""How far first votes lie from each other: all the same, within one step, further; "" for fewer than two votes."""


def rated_items(instrument: Instrument) -> tuple[Rated, ...]:
    """The items that have a scale, in the order of the form. Those within repeats have none: their number varies."""
    repeats = {"/".join(path) for path, item in walk(instrument.items) if item.kind == "repeat"}
    found = []
    for path, item in walk(instrument.items):
        if any("/".join(path[:at]) in repeats for at in range(1, len(path))):
            continue
        scale = scale_of(instrument, item)
        if scale is not None:
            found.append(Rated("/".join(path), path[0] if len(path) > 1 else "", item, scale))
    return tuple(found)


def scale_of(instrument: Instrument, item: Item) -> Scale | None:
    """The scale of an item; None where its answers have no numbers, or only one."""
    if item.kind == "select_one":
        scores = {}
        for choice in instrument.lists.get(item.list, ()):
            number = choice.score if choice.score is not None else _number(choice.name)
            if number is not None and math.isfinite(number):
                scores[choice.name] = number
        ordered = dict(sorted(scores.items(), key=lambda pair: pair[1]))
        return _scale(ordered, item.reverse)
    if item.kind == "range":
        return _range(item)
    return None


def _range(item: Item) -> Scale | None:
    start, end, step = (_number(item.parameters.get(name, usual)) for name, usual in _RANGE)
    if start is None or end is None or not step or start == end:
        return None
    least, most = sorted((start, end))
    count = math.floor((most - least) / abs(step)) + 1
    scores = {}
    if count <= MOST_STEPS:
        whole = all(float(one).is_integer() for one in (least, step))
        numbers = (least + at * abs(step) for at in range(count))
        scores = {str(int(one)) if whole else str(round(one, 9)): one for one in numbers}
    return Scale(least, most, scores, item.reverse)


_RANGE = (("start", "1"), ("end", "10"), ("step", "1"))
"""What XLSForm takes where a range does not say."""


def _scale(scores: Mapping[str, float], reverse: bool) -> Scale | None:
    if len(set(scores.values())) < 2:
        return None
    return Scale(min(scores.values()), max(scores.values()), scores, reverse)


class _Sum:
    """Adds up items to a score; an item is looked at once and added to each field of a profile that it belongs to."""

    __slots__ = ("counted", "not_applicable", "scales", "shares", "weight", "whole")

    def __init__(self) -> None:
        self.scales: set[tuple[float, float]] = set()
        self.whole = self.counted = self.not_applicable = 0
        self.weight = self.shares = 0.0

    def score(self, method: Method, least_answered: int) -> Score:
        """What it came to."""
        applying = self.whole - self.not_applicable
        missing = applying - self.counted
        scale = self._scale(method)
        if not self.weight or 100 * self.counted < least_answered * applying:
            return Score(None, None, scale, self.counted, missing, self.not_applicable)
        share = self.shares / self.weight
        value = scale[0] + (scale[1] - scale[0]) * share
        return Score(value, share, scale, self.counted, missing, self.not_applicable)

    def _scale(self, method: Method) -> tuple[float, float]:
        """Least and most of what `method` gives; percent where the items have not one scale."""
        if method == "percent" or len(self.scales) != 1:
            return 0.0, 100.0
        ((least, most),) = self.scales
        return (least, most) if method == "mean" else (least * self.weight, most * self.weight)


def score(items: Iterable[Rated], answers: Mapping[str, str], method: Method, least_answered: int = 0) -> Score:
    """The score of `items`.

    Args:
        answers: by path; what is missing there is missing.
        least_answered: so many percent of the items that apply have to be answered, and one at least.
    """
    total = _Sum()
    for one in items:
        _add(one, answers.get(one.path, ""), (total,))
    return total.score(method, least_answered)


def _add(one: Rated, answer: str, sums: Iterable[_Sum]) -> None:
    """Adds an item to each of `sums`."""
    item, scale = one.item, one.scale
    ends = scale.least, scale.most
    is_out = item.not_applicable and answer == NOT_APPLICABLE
    found = None if is_out else scale.score(answer)
    weighted = 0.0 if found is None else item.weight * scale.share(found)
    for each in sums:
        each.whole += 1
        each.scales.add(ends)
        if is_out:
            each.not_applicable += 1
        elif found is not None:
            each.counted += 1
            each.weight += item.weight
            each.shares += weighted


def profile(items: Sequence[Rated], answers: Mapping[str, str], method: Method, least_answered: int = 0) -> Profile:
    """The scores of one run, each over the items that are tagged so."""
    overall = _Sum()
    sections, types, levels, forms, dimensions = (defaultdict[str, _Sum](_Sum) for _one in range(5))
    cells = defaultdict[Cell, _Sum](_Sum)
    for one in items:
        item = one.item
        sums = [overall, sections[one.section], types[item.capacity_type], levels[item.level]]
        sums += (forms[item.form], dimensions[item.dimension], cells[item.capacity_type, item.level])
        _add(one, answers.get(one.path, ""), sums)

    def of(sums: Mapping[str, _Sum]) -> dict[str, Score]:
        return {key: each.score(method, least_answered) for key, each in sums.items() if key}

    return Profile(
        overall.score(method, least_answered),
        of(sections),
        {cell: cells[cell].score(method, least_answered) for cell in CELLS if cell in cells},
        of(types),
        of(levels),
        of(forms),
        of(dimensions),
    )


def in_common(before: Sequence[Rated], after: Sequence[Rated]) -> list[tuple[Rated, Rated]]:
    """The items that both have, of one scale and direction: by their path, or else by a name that each has once."""
    by_path = {one.path: one for one in before}
    moved = any(one.path not in by_path for one in after)
    by_name, names_after = (_by_name(before), _by_name(after)) if moved else ({}, {})
    found = []
    for one in after:
        name = one.item.name
        other = by_path.get(one.path) or (by_name.get(name) if name in names_after else None)
        if other is not None and other.scale == one.scale:
            found.append((other, one))
    return found


def _by_name(items: Iterable[Rated]) -> dict[str, Rated]:
    """The items whose name no other has."""
    found: dict[str, list[Rated]] = {}
    for one in items:
        found.setdefault(one.item.name, []).append(one)
    return {name: own[0] for name, own in found.items() if len(own) == 1}


def compare(
    before: Sequence[Rated],
    after: Sequence[Rated],
    earlier: Mapping[str, str],
    later: Mapping[str, str],
    method: Method,
    least_answered: int = 0,
) -> Comparison:
    """Two runs over the items that both have, by the tags, weights and paths of the later one.

    Args:
        before, after: the items of each run's questions.
        earlier, later: the answers of each run, by the paths of its own questions.
    """
    pairs = in_common(before, after)
    items = [own for _other, own in pairs]
    return Comparison(
        over(pairs, earlier, method, least_answered),
        profile(items, later, method, least_answered),
        len(pairs),
        len(pairs) == len(before) == len(after),
    )


def over(
    pairs: Sequence[tuple[Rated, Rated]], earlier: Mapping[str, str], method: Method, least_answered: int = 0
) -> Profile:
    """The scores of an earlier run over what it has `in_common` with a later one, by the later one's tags."""
    mapped = {own.path: earlier[other.path] for other, own in pairs if other.path in earlier}
    return profile([own for _other, own in pairs], mapped, method, least_answered)


def spread(votes: Votes, scale: Scale) -> Spread:
    """How far the votes on an item lie from each other, by the steps of its scale, or quarters of a long one.

    They lie apart, too, where some hold that it does not apply or cannot say, and others rate it.
    """
    if votes.count < 2:
        return ""
    given = [score for value in votes.seats if (score := scale.score(value)) is not None]
    if len(votes.seats) == 1 or (len(given) == len(votes.seats) and len(set(given)) == 1):
        return "agreed"
    if len(given) < len(votes.seats):
        return "apart"
    steps = scale.steps
    if steps:
        apart = steps.index(_nearest(steps, max(given))) - steps.index(_nearest(steps, min(given)))
    else:
        apart = math.ceil(4 * (scale.share(max(given)) - scale.share(min(given))))
    return "apart" if apart >= _STEPS_APART else "near"


def _nearest(steps: Sequence[float], score: float) -> float:
    return min(steps, key=lambda step: abs(step - score))


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
