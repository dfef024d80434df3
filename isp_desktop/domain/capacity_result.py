"""What an assessment of capacity shows beside its scores: what is needed, what changed, and where raters lay apart.

Scores and what may be compared are worked out in `scoring`; docs/practice.md, activity C2, and
docs/decisions/0016-capacity.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from isp_desktop.domain.scoring import Score, Spread

Compares = Literal["same", "mapped", "apart"]
"""How a run compares with the one shown: by the same questions, over the items that both have, or not at all."""

Answering = Literal["answered", "missing", "not_applicable"]

_SHOWN_TO = 1
_STRONG = 75
"""From so many percent of its scale on something is a strength."""


def enough_in_common(common: int, own: int) -> bool:
    """Whether a run is told beside another by so many items in common, of those that are its own.

    Over fewer than half of them it would be another instrument that is compared.
    """
    return 2 * common >= own > 0


def is_short(found: Score, needed: int | None) -> bool:
    """Whether a score is below `needed` percent of its scale.

    What is not scored is not short, and nothing is where nobody said how much is needed: the program sets no mark of
    its own (docs/decisions/0016-capacity.md).
    """
    return needed is not None and found.percent is not None and found.percent < needed


def is_strength(percent: int, needed: int | None) -> bool:
    """Whether something at so many percent of its scale is a strength, beside what is needed if that is said."""
    return percent >= max(_STRONG, needed or 0)


def is_met(then: int, now: int, needed: int | None) -> bool:
    """Whether a need that was seen at `then` percent is met at `now`.

    As much as is needed is there; or, where nobody said how much that is, more than then, and a strength.
    """
    return now >= needed if needed is not None else now > then and is_strength(now, None)


class Unit(Struct, frozen=True):
    """On what values are told.

    Attributes:
        least, most: its ends.
        words: what some values are called, from the least on.
    """

    least: float
    most: float
    words: tuple[tuple[float, str], ...] = ()

    @property
    def steps(self) -> int:
        """Of how many steps it is when it is drawn; one that begins at 1 has a step for the 1, too."""
        return round(self.most - self.least) + self._first

    @property
    def _first(self) -> int:
        return 1 if self.least == 1 else 0

    def value(self, share: float) -> float:
        """The value at a share of the scale, 0 to 1, as it is shown."""
        return round(self.least + share * (self.most - self.least), _SHOWN_TO)

    def share(self, value: float) -> float:
        """The share of the scale, 0 to 1, at which a value stands."""
        return (value - self.least) / (self.most - self.least)

    def filled(self, share: float) -> float:
        """How many of the steps are reached at a share."""
        return share * (self.most - self.least) + self._first

    def word(self, value: float) -> str:
        """What the nearest value is called; "" where it has no word."""
        if not self.words:
            return ""
        near, word = min(self.words, key=lambda one: abs(one[0] - value))
        return word if abs(near - value) <= 0.5 else ""


PERCENT = Unit(0, 100)
"""In which is told what was answered on scales that differ."""

NO_SCORE = Score(None, None, (0, 100), 0, 0, 0)


class Measured(Struct, frozen=True):
    """A score with what it is compared with.

    Attributes:
        needed: so many percent of the scale; None where nobody said so.
        now, before: what is to be compared with each other; over mapped items alone `now` may differ from the score.
    """

    score: Score = NO_SCORE
    unit: Unit = PERCENT
    needed: int | None = None
    now: float | None = None
    before: float | None = None

    @property
    def value(self) -> float | None:
        """In the unit, as it is shown."""
        return None if self.score.share is None else self.unit.value(self.score.share)

    @property
    def needed_value(self) -> float | None:
        """What is needed, likewise."""
        return None if self.needed is None else self.unit.value(self.needed / 100)

    @property
    def is_short(self) -> bool:
        """Whether less is there than is needed."""
        return is_short(self.score, self.needed)

    @property
    def change(self) -> float | None:
        """By how much it went up since the run before, by the values shown; None where that cannot be said."""
        if self.now is None or self.before is None:
            return None
        return round(self.unit.value(self.now) - self.unit.value(self.before), _SHOWN_TO)


class Cell(Measured, frozen=True):
    """A capacity type at a level, by their keys."""

    capacity_type: str = ""
    level: str = ""


class Section(Measured, frozen=True):
    """A section of the instrument."""

    name: str = ""
    label: str = ""


class Item(Struct, frozen=True):
    """An item with what was answered to it.

    Attributes:
        path: its names joined by "/".
        unit: None for one that is not rated on a scale, such as a text.
        reverse: a high answer means little capacity.
        weight: how much its score counts in a mean.
        votes: the first votes on the scale, ascending.
        other_votes: how many first votes are none on the scale, such as "not applicable".
        twice: the seats that gave more than one.
        spread: how far the votes lie from each other.
        value: what the group came to, on the scale.
        share: how much capacity that tells of, 0 to 1; a reverse-worded item counts from the other end.
        answer: the same in words, also of an item without a scale; "" for none.
        before: the value of the run before.
    """

    path: str
    label: str
    section: str = ""
    capacity_type: str = ""
    level: str = ""
    unit: Unit | None = None
    reverse: bool = False
    weight: float = 1
    votes: tuple[float, ...] = ()
    other_votes: int = 0
    twice: tuple[str, ...] = ()
    spread: Spread = ""
    value: float | None = None
    share: float | None = None
    answer: str = ""
    state: Answering = "missing"
    dissent: str = ""
    evidence: str = ""
    before: float | None = None

    @property
    def was_voted(self) -> bool:
        """Whether two or more voted on it first, so that it can be said how far they were from each other."""
        return len(self.votes) + self.other_votes > 1

    @property
    def is_apart(self) -> bool:
        """Whether the first votes lay apart."""
        return self.spread == "apart"


def apart(items: Iterable[Item]) -> tuple[list[Item], int]:
    """The items on which raters lay apart, and on how many items two or more voted."""
    voted = [item for item in items if item.was_voted]
    return [item for item in voted if item.is_apart], len(voted)


def strengths(items: Iterable[Item], cells: Iterable[Cell]) -> list[Item]:
    """The items that are strengths beside what is needed in their cells; the highest first."""
    needed = {(cell.capacity_type, cell.level): cell.needed for cell in cells}
    found = [
        (item.share, item)
        for item in items
        if item.share is not None and is_strength(round(100 * item.share), needed.get((item.capacity_type, item.level)))
    ]
    return [item for _share, item in sorted(found, key=lambda pair: -pair[0])]


def shortest(cells: Iterable[Cell]) -> list[Cell]:
    """The cells with less than is needed, those that lack most first."""
    lacking = [
        (cell.needed - cell.score.percent, cell)
        for cell in cells
        if cell.is_short and cell.needed is not None and cell.score.percent is not None
    ]
    return [cell for _gap, cell in sorted(lacking, key=lambda pair: -pair[0])]


def mean_of(shares: Iterable[float | None]) -> float | None:
    """The mean of those that are there; None without any."""
    there = [share for share in shares if share is not None]
    return sum(there) / len(there) if there else None


def unit_in_common(units: Iterable[Unit]) -> Unit:
    """The unit of all of them, or percent where they differ; with words where those that have some have the same.

    What is asked in reverse has none: what it is called to answer it so says the contrary of its score.
    """
    found = list(dict.fromkeys(units))
    if len({(one.least, one.most) for one in found}) != 1:
        return PERCENT
    words = {one.words for one in found if one.words}
    return Unit(found[0].least, found[0].most, words.pop() if len(words) == 1 else ())
