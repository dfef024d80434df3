"""The people of a site: who plays which part, who comes and who goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from random import Random
from typing import Any, Self

# The parts a site is cast with. "funder" is outside, "parent" speaks for the focus population.
PARTS = ("lead", "coord", "data", "champ", "s1", "s2", "s3", "parent", "funder")
_STAFF = ("champ", "s1", "s2", "s3")
# How likely a part is played by somebody new when a site starts another initiative.
_TURNOVER = {
    "lead": 0.3,
    "coord": 0.4,
    "data": 0.3,
    "champ": 1.0,
    "s1": 0.5,
    "s2": 0.4,
    "s3": 0.6,
    "parent": 0.6,
    "funder": 0.4,
}
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "'": "", " ": "-"})


class Person(str):
    """Somebody in the story. In a template `{x}` is the given name, `{x.full}`, `{x.role}`, `{x.she}` … the rest.

    It is a string, its own given name, because templates are filled with names some two million times in a large
    notebook, and a `__format__` written in Python takes twice as long.

    Attributes:
        uid: of the record, or "" as long as nobody has noted it.
    """

    __slots__ = ("She", "full", "her", "hers", "herself", "him", "level", "part", "role", "she", "uid")

    def __new__(cls, given: str, *_: object) -> Self:
        return super().__new__(cls, given)

    def __init__(self, given: str, family: str, woman: bool, role: str, part: str, level: str) -> None:
        self.full = f"{given} {family}"
        self.role, self.part, self.level = role, part, level
        self.she, self.She, self.her, self.him = ("she", "She", "her", "her") if woman else ("he", "He", "his", "him")
        self.hers, self.herself = ("hers", "herself") if woman else ("his", "himself")
        self.uid = ""


class Cast:
    """Who plays which part at one site; `titles` are those of the staff hired from now on."""

    def __init__(self, names: dict[str, Any], setting: dict[str, Any], titles: Sequence[str], rng: Random) -> None:
        self._names, self._rng = names, rng
        self.titles = titles
        self._roles: dict[str, Any] = setting["roles"]
        self._given: list[tuple[str, bool]] = []
        self.playing: dict[str, Person] = {}
        for part in PARTS:
            self.hire(part)

    def hire(self, part: str) -> Person:
        """Somebody new for the part, of a given name not yet heard at this site."""
        given, woman = self._next_given()
        role, system_part, level = self._role(part)
        person = Person(given, self._rng.choice(self._names["family"]), woman, role, system_part, level)
        self.playing[part] = person
        return person

    def turnover(self) -> list[Person]:
        """Replaces some of the people, as years do. Returns those who have gone."""
        leaving = [part for part in PARTS if self._rng.random() < _TURNOVER[part]]
        return [self.replace(part) for part in leaving]

    def replace(self, part: str) -> Person:
        """Gives the part to somebody new. Returns who played it before."""
        before = self.playing[part]
        self.hire(part)
        return before

    def _next_given(self) -> tuple[str, bool]:
        if not self._given:
            self._given = [(name, True) for name in self._names["she"]] + [(name, False) for name in self._names["he"]]
            self._rng.shuffle(self._given)
        return self._given.pop()

    def _role(self, part: str) -> Sequence[str]:
        found: Any = self._roles.get(part)
        if part in _STAFF:
            options: Any = [(title, "practice", "individual") for title in self.titles]
        else:
            options = [found] if isinstance(found[0], str) else found
        taken = {person.role for person in self.playing.values()}
        free = [option for option in options if option[0] not in taken]
        chosen: Sequence[str] = self._rng.choice(free or options)
        return chosen


def mail_name(text: str) -> str:
    """The text as it may stand in an e-mail address: "Sinéad O'Callaghan" → "sinead.ocallaghan"."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", ".", plain.replace("-", ".")).strip(".")
