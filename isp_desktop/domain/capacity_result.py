"""What an assessment of capacity shows: where it is strong and short, where raters lay apart, and how it went on.

docs/practice.md, activity C2; what may be compared with what: docs/decisions/0016-capacity.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS

Compares = Literal["same", "mapped", "apart"]
"""How a run compares with the one shown: by the same questions, over the items that both have, or not at all."""

Answering = Literal["answered", "missing", "not_applicable"]

PLACES: tuple[tuple[str, str], ...] = tuple((kind, level) for kind in CAPACITY_TYPES for level in LEVELS)
"""The cells of the map, row by row: the keys of capacity type and level."""

APART = 1 / 3
"""First votes that lie further from each other than this share of the scale are apart: two steps of four."""

STRONG = 0.75
"""An item rated at this share of its scale or above is a strength, if what is needed there is reached."""

_SHOWN_TO = 1


class Scale(Struct, frozen=True):
    """What answers are given on.

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
        return round(self.most - self.least) + (1 if self.least >= 1 else 0)

    def value(self, share: float) -> float:
        """The value at a share of the scale, 0 to 1."""
        return self.least + share * (self.most - self.least)

    def share(self, value: float) -> float:
        """The share of the scale, 0 to 1, at which a value stands."""
        return (value - self.least) / (self.most - self.least) if self.most > self.least else 0.0

    def filled(self, share: float) -> float:
        """How many of the steps are reached at a share."""
        return self.value(share) - self.least + (1 if self.least >= 1 else 0)

    def word(self, value: float) -> str:
        """What the nearest value is called; "" where it has no word."""
        if not self.words:
            return ""
        near, word = min(self.words, key=lambda one: abs(one[0] - value))
        return word if abs(near - value) <= 0.5 else ""


PERCENT = Scale(0, 100)
"""On which is told what was answered on scales that differ."""


class Score(Struct, frozen=True):
    """What some items come to.

    Attributes:
        share: of the scale, 0 to 1; None where too few are answered, or none applies.
        answered, missing, not_applicable: how many items.
    """

    share: float | None = None
    answered: int = 0
    missing: int = 0
    not_applicable: int = 0

    @property
    def asked(self) -> int:
        """How many items there are."""
        return self.answered + self.missing + self.not_applicable


NO_SCORE = Score()


class Measured(Struct, frozen=True):
    """A score with what it is compared with.

    Attributes:
        needed: the share that is needed; None where nobody said so.
        now, before: the shares to be compared with each other; of mapped items alone `now` may differ from the score.
    """

    score: Score = NO_SCORE
    scale: Scale = PERCENT
    needed: float | None = None
    now: float | None = None
    before: float | None = None

    @property
    def value(self) -> float | None:
        """On the scale, as it is shown."""
        return None if self.score.share is None else self._shown(self.score.share)

    @property
    def needed_value(self) -> float | None:
        """What is needed, likewise."""
        return None if self.needed is None else self._shown(self.needed)

    @property
    def is_short(self) -> bool:
        """Whether less is there than is needed, by the values that are shown."""
        return self.value is not None and self.needed_value is not None and self.value < self.needed_value

    @property
    def change(self) -> float | None:
        """By how much it went up since the run before; None where that cannot be said."""
        if self.now is None or self.before is None:
            return None
        return round(self._shown(self.now) - self._shown(self.before), _SHOWN_TO)

    def _shown(self, share: float) -> float:
        return round(self.scale.value(share), _SHOWN_TO)


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
        scale: None for one that is not rated on a scale, such as a text.
        votes: the first votes, ascending, those that say "not applicable" left out.
        not_applicable_votes: how many these are.
        value: what the group came to, on the scale.
        answer: the same in words, also of an item without a scale; "" for none.
        reverse: a high value means little capacity.
        before: the value of the run before.
    """

    name: str
    label: str
    section: str = ""
    capacity_type: str = ""
    level: str = ""
    scale: Scale | None = None
    votes: tuple[float, ...] = ()
    not_applicable_votes: int = 0
    value: float | None = None
    answer: str = ""
    state: Answering = "missing"
    reverse: bool = False
    dissent: str = ""
    evidence: str = ""
    before: float | None = None

    @property
    def share(self) -> float | None:
        """How much capacity the answer tells of, 0 to 1; None without an answer on a scale."""
        if self.value is None or self.scale is None:
            return None
        share = self.scale.share(self.value)
        return 1 - share if self.reverse else share

    @property
    def was_voted(self) -> bool:
        """Whether two or more voted on it first, so that it can be said how far they were from each other."""
        return len(self.votes) + self.not_applicable_votes > 1

    @property
    def is_apart(self) -> bool:
        """Whether first votes lay further apart than a third of the scale, or not all thought that it applies."""
        if not self.was_voted:
            return False
        if self.votes and self.not_applicable_votes:
            return True
        if self.scale is None or not self.votes:
            return False
        return self.scale.share(self.votes[-1]) - self.scale.share(self.votes[0]) > APART + 1e-9


def apart(items: Iterable[Item]) -> tuple[list[Item], int]:
    """The items on which raters lay apart, and on how many items two or more voted."""
    voted = [item for item in items if item.was_voted]
    return [item for item in voted if item.is_apart], len(voted)


def strengths(items: Iterable[Item], cells: Iterable[Cell]) -> list[Item]:
    """The items rated high, in cells that are not short; the highest first."""
    short = {(cell.capacity_type, cell.level) for cell in cells if cell.is_short}
    found = [
        (item.share, item)
        for item in items
        if item.share is not None and item.share >= STRONG and (item.capacity_type, item.level) not in short
    ]
    return [item for _share, item in sorted(found, key=lambda pair: -pair[0])]


def shortest(cells: Iterable[Cell]) -> list[Cell]:
    """The cells with less than is needed, those that lack most first."""
    lacking = [
        (cell.needed - cell.score.share, cell)
        for cell in cells
        if cell.is_short and cell.needed is not None and cell.score.share is not None
    ]
    return [cell for _gap, cell in sorted(lacking, key=lambda pair: -pair[0])]


def mean_of(shares: Iterable[float | None]) -> float | None:
    """The mean of those that are there; None without any."""
    there = [share for share in shares if share is not None]
    return sum(there) / len(there) if there else None


def common_scale(scales: Sequence[Scale]) -> Scale:
    """The scale of all of them, or percent where they differ."""
    return scales[0] if scales and all(scale == scales[0] for scale in scales) else PERCENT
