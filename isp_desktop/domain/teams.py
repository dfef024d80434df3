"""What a team needs against what it has: voices, core functions, a charter that holds, support that was confirmed.

docs/practice.md, activities T1 (who is missing), T3 (who carries the core functions) and T5 (leadership support).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from isp_desktop.domain.charter import HOLDS
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.domain.network import held_on
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS, PERSPECTIVES

ALWAYS_NEEDED = frozenset({"focus_population"})
"""Those for whom the work is done are asked for in every team, whether its record says so or not."""

STALE_AFTER = 6
"""Leadership support that was not confirmed for so many months is asked about again."""

SHORT_FUNCTIONS: Mapping[str, str] = {
    "tailor": marked("Select and tailor"),
    "competency": marked("Staff competency"),
    "data": marked("Data"),
    "improvement": marked("Improvement"),
    "sustainment": marked("Sustainment"),
    "collaboration": marked("Collaboration"),
}
"""The core functions in a word or two, for columns."""

_IN_WRITING = frozenset({"draft", "proposed", ""})


@dataclass(frozen=True, slots=True)
class Seat:
    """That a person sits in a team, for whom, and from when to when ("YYYY-MM-DD", "" for an open end)."""

    person: str
    speaks_for: tuple[str, ...] = ()
    joined: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """A perspective, and the uids of those who speak for it in a team today."""

    perspective: str
    people: tuple[str, ...]
    is_needed: bool

    @property
    def is_missing(self) -> bool:
        """Whether it is needed and nobody speaks for it."""
        return self.is_needed and not self.people


@dataclass(frozen=True, slots=True)
class Function:
    """A core function, the uids of the people and teams that carry it, and of the people who did and have left."""

    key: str
    carriers: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether nobody carries it."""
        return not self.carriers


@dataclass(frozen=True, slots=True)
class Charter:
    """A version of a charter in brief; days as "YYYY-MM-DD" or ""."""

    uid: str
    version: int
    state: str
    agreed_on: str = ""
    review_on: str = ""

    @property
    def holds(self) -> bool:
        """Whether the team works by it."""
        return self.state in HOLDS

    def is_overdue(self, today: dt.date) -> bool:
        """Whether it holds and the day of its review is past."""
        return self.holds and bool(self.review_on) and self.review_on < today.isoformat()


def sitting(seats: Iterable[Seat], today: dt.date) -> list[Seat]:
    """The seats that are taken today."""
    return [seat for seat in seats if held_on(seat.joined, seat.left, today)]


def gone(seats: Iterable[Seat], today: dt.date) -> set[str]:
    """The uids of those who sat in the team, and do no more."""
    every = list(seats)
    ended = {seat.person for seat in every if seat.left and seat.left < today.isoformat()}
    return ended - {seat.person for seat in sitting(every, today)}


def voices(needed: Collection[str], seats: Iterable[Seat], today: dt.date) -> tuple[Voice, ...]:
    """The perspectives that are needed in a team or spoken for, in the order of the vocabulary.

    Args:
        needed: their keys, as the team's record has them; keys of a newer program are passed over.
    """
    here = sitting(seats, today)
    asked_for = ALWAYS_NEEDED | set(needed)
    found = (
        Voice(key, tuple(dict.fromkeys(seat.person for seat in here if key in seat.speaks_for)), key in asked_for)
        for key in PERSPECTIVES
    )
    return tuple(voice for voice in found if voice.is_needed or voice.people)


def functions(carried: Mapping[str, Iterable[str]], left: Collection[str]) -> tuple[Function, ...]:
    """The six core functions, as a charter says who carries them.

    Args:
        carried: the uids by the function's key.
        left: the uids of those who are not in the team any more: what they carried, nobody carries.
    """
    return tuple(
        Function(
            key,
            tuple(uid for uid in carried.get(key, ()) if uid not in left),
            tuple(uid for uid in carried.get(key, ()) if uid in left),
        )
        for key in CORE_FUNCTIONS
    )


def carried_nowhere(teams: Iterable[Sequence[Function]]) -> list[str]:
    """The keys of the core functions that none of the teams carries; none of them where there is no team."""
    every = list(teams)
    carried = {function.key for found in every for function in found if not function.is_gap}
    return [key for key in CORE_FUNCTIONS if every and key not in carried]


def current(charters: Iterable[Charter]) -> Charter | None:
    """The version that the team works by: the latest agreed one; before there is any, the latest in writing."""
    every = sorted(charters, key=lambda one: (one.version, one.uid))
    holding = [one for one in every if one.holds]
    writing = [one for one in every if one.state in _IN_WRITING]
    return next(reversed(holding or writing), None)


def in_writing(charters: Iterable[Charter]) -> Charter | None:
    """The draft of a version after the one that holds; None without one, or where no version holds yet."""
    every = list(charters)
    now = current(every)
    if now is None or not now.holds:
        return None
    later = [one for one in every if one.state in _IN_WRITING and one.version > now.version]
    return max(later, key=lambda one: (one.version, one.uid), default=None)


SupportState = Literal["holds", "stale", "ended"]


def support_state(confirmed_on: str, agreed_on: str, until: str, today: dt.date) -> SupportState:
    """How what a sponsor agreed to stands; "stale" where nobody confirmed it for `STALE_AFTER` months, or ever.

    Args:
        confirmed_on, agreed_on, until: "YYYY-MM-DD" or ""; to agree is to confirm for the first time.
    """
    if until and until < today.isoformat():
        return "ended"
    last = max(confirmed_on, agreed_on)
    if not last or months_between(dt.date.fromisoformat(last), today) >= STALE_AFTER:
        return "stale"
    return "holds"


def support_words(confirmed_on: str, agreed_on: str, today: dt.date) -> str:
    """How long ago it was confirmed: "confirmed 7 months ago"."""
    last = max(confirmed_on, agreed_on)
    if not last:
        return _("never confirmed")
    months = months_between(dt.date.fromisoformat(last), today)
    if months < 1:
        return _("confirmed this month")
    return counted("confirmed {n} month ago", "confirmed {n} months ago", months)


def months_between(day: dt.date, today: dt.date) -> int:
    """How many whole months have gone by since `day`; 0 for one that is to come."""
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return max(0, months)


def voice_words(perspective: str) -> str:
    """The gap in a sentence."""
    return _("Nobody speaks for “{voice}” yet.").format(voice=_(PERSPECTIVES[perspective]))


def function_words(function: Function, names: Mapping[str, str]) -> str:
    """The gap in a sentence.

    Args:
        names: of those who carried it and have left.
    """
    label = _(CORE_FUNCTIONS[function.key])
    left = ", ".join(names[uid] for uid in function.gone if uid in names)
    if left:
        return _("“{function}” was carried by {names}, who left the team.").format(function=label, names=left)
    return _("Nobody carries “{function}” yet.").format(function=label)
