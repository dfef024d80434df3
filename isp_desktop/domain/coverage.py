"""Whether somebody is known in every part of the system at each of its levels, and where nobody is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM

State = Literal["known", "gap", "not_needed"]
Place = tuple[str, str]
"""A part of the system and a level, as their keys."""

PLACES: tuple[Place, ...] = tuple((part, level) for part in PARTS_OF_SYSTEM for level in LEVELS)
"""Every cell, part by part."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many people somebody's part and level are said of, and the days since one of them was last in touch.

    Attributes:
        part, level: as they stand in the people's records; "" or None where nothing is said.
        days: of the one who was in touch last; None where none of them ever was.
    """

    part: str | None
    level: str | None
    people: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody said of a cell: whether anyone is needed there, why, and for which initiative, "" for all."""

    place: Place
    initiative: str
    is_needed: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One part at one level; `why` nobody is needed there, if somebody said so."""

    place: Place
    state: State
    people: int = 0
    days: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """All cells by their place, and how many people have no part or no level yet."""

    cells: Mapping[Place, Cell]
    apart: int = 0

    @property
    def gaps(self) -> list[Place]:
        """The cells with nobody, where nobody said that nobody is needed."""
        return [place for place, cell in self.cells.items() if cell.state == "gap"]


def coverage(counts: Iterable[Count], needs: Iterable[Need], initiative: str = "") -> Coverage:
    """The cells of the system.

    What is said for the initiative goes before what is said for all. Where two people say different things, somebody is
    needed: a gap is not closed by one of them alone. A cell with people is told with them, whatever was said.

    Args:
        initiative: whose needs count; "" for what is said for all.
    """
    by_place: dict[Place, Count] = {}
    apart = 0
    for count in counts:
        place = (count.part or "", count.level or "")
        if place in PLACES:
            by_place[place] = _together(by_place.get(place), count)
        else:
            apart += count.people
    said = {place: _holds(list(needs_of), initiative) for place, needs_of in _by_place(needs).items()}
    return Coverage({place: _cell(place, by_place.get(place), said.get(place)) for place in PLACES}, apart)


def empty_parts(found: Coverage) -> tuple[int, int]:
    """In how many parts of the system nobody is known at any level, and in how many somebody is needed or known."""
    states = [{found.cells[part, level].state for level in LEVELS} for part in PARTS_OF_SYSTEM]
    wanted = [own for own in states if own != {"not_needed"}]
    return sum("known" not in own for own in wanted), len(wanted)


def heat(people: int) -> int:
    """How dark a cell is drawn: one, two, three people, and 4 for more, in every notebook alike."""
    return min(4, people)


def _together(one: Count | None, other: Count) -> Count:
    if one is None:
        return other
    days = [count.days for count in (one, other) if count.days is not None]
    return Count(other.part, other.level, one.people + other.people, min(days, default=None))


def _by_place(needs: Iterable[Need]) -> dict[Place, list[Need]]:
    found: dict[Place, list[Need]] = {}
    for need in needs:
        found.setdefault(need.place, []).append(need)
    return found


def _holds(said: list[Need], initiative: str) -> Need | None:
    own = [need for need in said if need.initiative == initiative]
    counting = own or [need for need in said if not need.initiative]
    return max(counting, key=lambda need: need.is_needed, default=None)


def _cell(place: Place, count: Count | None, need: Need | None) -> Cell:
    if count is not None and count.people:
        return Cell(place, "known", count.people, count.days)
    if need is not None and not need.is_needed:
        return Cell(place, "not_needed", why=need.why)
    return Cell(place, "gap")
