"""Taking a published network into the notebook: its people, and the ties among them, all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from isp_desktop.db import network as table
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import Scope
from isp_desktop.domain.vocabulary import TIES, TIES_BOTH_WAYS
from isp_desktop.domain.words import fold
from isp_desktop.services import records
from isp_desktop.services.contacts import NotTaken
from isp_desktop.services.network.tables import FilePerson, FileTie, read_people, read_ties
from isp_desktop.services.records import Saved

Progress = Callable[[int, int, str], None]
USUAL_TYPE = "works_with"
"""The type of ties of which neither the file nor anybody else says another."""


@dataclass(frozen=True, slots=True)
class NewTie:
    """A tie to be made: the uids of its ends, and a key of `vocabulary.TIES` or the uid of a type of one's own."""

    source: str
    target: str
    type: str = ""
    named: str = ""


@dataclass(frozen=True)
class Found:
    """What the files hold.

    Attributes:
        people: those to be made, by the uids they get.
        types: the names of types of tie to be made, by the uids they get.
        ties: those to be made.
        already: how many ties of the file are in the notebook.
        known: how many people of the file are.
        not_taken: what was left out, and why.
    """

    people: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[NewTie, ...] = ()
    already: int = 0
    known: int = 0
    not_taken: tuple[NotTaken, ...] = ()


def look(
    store: Store,
    ties: bytes,
    ties_name: str,
    people: bytes | None = None,
    people_name: str = "",
    type: str = "",
) -> Found:
    """What would be taken; nothing is yet. Somebody of a name that one person in the notebook has is that person.

    Args:
        people: the file of people; without one, whoever a tie names is somebody.
        type: of ties of which the file says none: a key or label of `vocabulary.TIES`, or a name of one's own.

    Raises:
        BadInput: a file cannot be read at all.
    """
    file_people, left = read_people(people, people_name) if people is not None else ([], [])
    file_ties, more = read_ties(ties, ties_name)
    left += more
    look_up = _Known(store)
    ends = _ends(look_up, file_people, file_ties, left, made_up=people is None)
    found, already = _new_ties(look_up, file_ties, ends, type, left)
    known = len(set(ends.values()) - look_up.new_people.keys())
    return Found(look_up.new_people, look_up.new_types, tuple(found), already, known, tuple(left))


def add(
    store: Store, found: Found, progress: Progress = lambda done, total, what: None, *, shared: bool = False
) -> list[Saved]:
    """Makes what is new in one go; `taking_back.take_out` takes it out again.

    Args:
        shared: the ties are, too; else they stay on this computer.

    Raises:
        Cancelled: `progress` asked to stop; nothing was made.
    """
    of_ties: Scope = "shared" if shared else "private"
    wanted: list[tuple[str, str, Mapping[str, Any], Scope | None]] = [
        *(("person", uid, fields, None) for uid, fields in found.people.items()),
        *(("tie_type", uid, {"name": name, "both_ways": False}, None) for uid, name in found.types.items()),
        *(("tie", "", _fields(tie), of_ties) for tie in found.ties),
    ]
    saved = []
    with store.write() as transaction:
        for at, (kind, uid, fields, scope) in enumerate(wanted):
            progress(at, len(wanted), _("Adding the network"))
            saved.append(records.put(transaction, kind, fields, uid, scope=scope))
    # The ties first, when they are taken out again.
    return saved[::-1]


def _fields(tie: NewTie) -> dict[str, Any]:
    own = {"source": tie.source, "target": tie.target}
    return own | ({"named": tie.named} if tie.named else {"type": tie.type})


class _Known:
    """The notebook's people, types and ties by what files call them, and what is to be made beside."""

    def __init__(self, store: Store) -> None:
        self.new_people: dict[str, dict[str, Any]] = {}
        self.new_types: dict[str, str] = {}
        with store.read() as reading:
            people = table.people(reading, ("name",))
            types = table.every(reading, "tie_type", ("name", "both_ways"))
            ties = table.every(reading, "tie", ("source", "target", "type", "named", "until"))
        self._how_many = Counter(fold(row["name"] or "") for row in people)
        self._people = {fold(row["name"] or ""): row["uid"] for row in people}
        self._types = {fold(row["name"] or ""): row["uid"] for row in types}
        self._both_ways = {row["uid"] for row in types if row["both_ways"]} | TIES_BOTH_WAYS
        self.ties = {
            self.key(row["source"], row["target"], row["named"] or row["type"] or "")
            for row in ties
            if not row["until"]
        }

    def key(self, source: str, target: str, kind: str) -> tuple[str, str, str]:
        """What two ties have in common that say the same."""
        one, other = sorted((source, target)) if kind in self._both_ways else (source, target)
        return one, other, kind

    def person(self, name: str) -> str | None:
        """The uid of whoever has this name, "" for nobody, None where several have it."""
        count = self._how_many[fold(name)]
        return self._people[fold(name)] if count == 1 else None if count else ""

    def make_person(self, fields: Mapping[str, Any]) -> str:
        """The uid that a new person gets."""
        uid = records.new_uid()
        self.new_people[uid] = {name: value for name, value in fields.items() if value}
        return uid

    def type(self, words: str) -> tuple[str, str]:
        """The key of a type of tie, or else the uid of one of one's own, made where it is new."""
        wanted = fold(words.replace("_", " "))
        for key, label in TIES.items():
            if wanted in (fold(key.replace("_", " ")), fold(label), fold(_(label))):
                return key, ""
        if wanted not in self._types:
            self._types[wanted] = records.new_uid()
            self.new_types[self._types[wanted]] = words
        return "", self._types[wanted]


def _ends(
    known: _Known, people: list[FilePerson], ties: list[FileTie], left: list[NotTaken], *, made_up: bool
) -> dict[str, str]:
    """The uid of each person by what ties call her, folded; of those who are unclear or unknown none."""
    ends: dict[str, str] = {}
    for one in people:
        if uid := _end(known, one.name, one.where, left, _of_file(one)):
            ends |= {fold(one.id): uid, fold(one.name): uid}
    asked: set[str] = set(ends)
    for tie in ties:
        for name in (tie.source, tie.target):
            if fold(name) not in asked:
                asked.add(fold(name))
                made = {"name": name} if made_up else None
                if uid := _end(known, name, tie.where, left, made):
                    ends[fold(name)] = uid
    return ends


def _of_file(one: FilePerson) -> dict[str, Any]:
    return {
        "name": one.name,
        "role": one.role,
        "organization": one.organization,
        "part": one.part,
        "level": one.level,
    }


def _end(known: _Known, name: str, where: str, left: list[NotTaken], made: Mapping[str, Any] | None) -> str:
    uid = known.person(name)
    if uid is None:
        told = _("Several people in the notebook have this name. Merge them, or give them names that differ.")
        left.append(NotTaken(where, name, told))
        return ""
    if uid or made is None:
        return uid
    return known.make_person(made)


def _new_ties(
    known: _Known, ties: list[FileTie], ends: Mapping[str, str], usual: str, left: list[NotTaken]
) -> tuple[list[NewTie], int]:
    """The ties to be made, and how many are in the notebook already."""
    found: list[NewTie] = []
    seen: dict[tuple[str, str, str], str] = {}
    already = 0
    for tie in ties:
        missing = [name for name in (tie.source, tie.target) if fold(name) not in ends]
        if missing:
            told = _("“{name}” is not among the people.").format(name=missing[0])
            left.append(NotTaken(tie.where, tie.ends, told))
            continue
        source, target = ends[fold(tie.source)], ends[fold(tie.target)]
        key, named = known.type(tie.type or usual or tie.hint or USUAL_TYPE)
        same = known.key(source, target, named or key)
        if source == target:
            left.append(NotTaken(tie.where, tie.ends, _("Both are the same person.")))
        elif same in known.ties:
            already += 1
        elif same in seen:
            told = _("This is in {where} already.").format(where=seen[same])
            left.append(NotTaken(tie.where, tie.ends, told))
        else:
            seen[same] = tie.where
            found.append(NewTie(source, target, key, named))
    return found, already
