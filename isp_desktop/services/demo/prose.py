"""Templates and how they are told: `{name}` is filled in, `[this|that]` chooses.

A teller remembers what it has used at its site: no template comes back before all others of its pool have been used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

_T = TypeVar("_T")
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


class Slots(dict[str, object]):
    """The values templates are filled from; "x_cap" is the value of "x" with a capital first letter.

    Attributes:
        later: makes the values that are wanted only now and then; each is made once, when first asked for.
    """

    later: dict[str, Callable[[], object]]

    def __missing__(self, key: str) -> object:
        if key.endswith("_cap"):
            return capital(str(self[key.removesuffix("_cap")]))
        value = self[key] = self.later[key]()
        return value


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One piece of text.

    Attributes:
        plain: as written.
        parts: its alternating fixed strings and choices; () without choices.
        filled: whether it has slots.
    """

    plain: str
    filled: bool
    parts: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> Template:
        """The template written as `text`."""
        pieces = _CHOICE.split(text)
        parts = tuple(tuple(piece.split("|")) if n % 2 else (piece,) for n, piece in enumerate(pieces))
        return cls(text, "{" in text, parts if len(parts) > 1 else ())

    def fill(self, slots: Mapping[str, object], random: Callable[[], float]) -> str:
        """The text with its choices made and its slots filled."""
        if not self.parts:
            return self.plain.format_map(slots) if self.filled else self.plain
        return "".join(
            [part[int(random() * len(part))] if len(part) > 1 else part[0] for part in self.parts]
        ).format_map(slots)


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Templates of which one is taken at a time."""

    templates: tuple[Template, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Pool:
        """The pool of the templates written as `texts`."""
        return cls(tuple(Template.of(text) for text in texts))


class Teller:
    """Tells the pools of one site, each template in its turn."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._random = rng.random
        self._decks: dict[Pool, list[Template]] = {}

    def tell(self, pool: Pool, slots: Mapping[str, object]) -> str:
        """The next template of the pool, filled, with a capital first letter."""
        deck = self._decks.get(pool)
        if not deck:
            deck = self._decks[pool] = sorted(pool.templates, key=self._luck)
        template = deck.pop()
        text = template.fill(slots, self._random)
        return text if template.plain[0].isupper() else capital(text)

    def _luck(self, _: Template) -> float:
        return self._random()

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self._random() < share

    def pick(self, things: Sequence[_T]) -> _T:
        """One of the things; quicker than `Random.choice`, which matters with 100,000 visits."""
        return things[int(self._random() * len(things))]


def capital(text: str) -> str:
    """The text with a capital first letter and the rest as it is."""
    return text if text[:1].isupper() else text[:1].upper() + text[1:]


def listing(names: Sequence[str]) -> str:
    """The names as one says them: "Ana, Jun and Kofi"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
