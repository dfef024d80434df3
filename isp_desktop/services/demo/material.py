"""The prose and names of the made-up notebook, read from `resources/demo/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from isp_desktop.domain.resources import resource
from isp_desktop.services.demo.prose import Pool, Template

PHASES = ("exploration", "support", "tapering", "withdrawal")


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody may take on at a visit: `who` a part of the cast or "me"; `done` its participle.

    With `sure` ("me!" in the file) it is always made and always kept, since the story goes on from there.
    """

    who: str
    sure: bool
    what: Template
    done: Template


@dataclass(frozen=True, slots=True)
class ChangePool:
    """What may change at one of the three places, with what it means and the response."""

    place: str
    what: Pool
    meaning: Pool
    response: Pool


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What a visit is about.

    Attributes:
        thread: the story of several visits it is a step of, or "".
        who: the parts of the cast that must be there.
        before: what has happened at the site since the visit before, or "".
        needs: the scene that must come earlier; "champion": a champion must have been found; or "".
        mode: the mode it is bound to, or "".
        remote: whether it may be held by video.
        dip: whether the work has suffered since the visit before.
    """

    key: str
    thread: str
    codes: tuple[str, ...]
    who: tuple[str, ...]
    purpose: Pool
    agenda: Template
    situation: Pool
    observation: Pool
    said: Pool
    agreed: Pool
    promises: tuple[Promise, ...]
    memory: Template
    challenge: Pool | None
    materials: Pool | None
    private: Pool | None
    change: ChangePool | None
    before: str
    needs: str
    mode: str
    remote: bool
    dip: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Element:
    """A core element, what one sees of it done well and done poorly, and what is counted."""

    name: str
    well: Pool
    weak: Pool
    measure: str


@dataclass(frozen=True, slots=True)
class Initiative:
    """A programme the sites take on."""

    name: str
    short: str
    programme: str
    settings: tuple[str, ...]
    staff: tuple[str, ...]
    served: str
    workers: str
    session: str
    vision: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class NotePool:
    """Notes of one type."""

    type: str
    heading: Pool
    text: Pool


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the made-up notebook is told from.

    Attributes:
        scenes: by phase, in the order of the files.
        threads: stories of several scenes, by key.
        pools: short pieces by name, e.g. "review.kept".
        names, settings, between, capacity, lasting: as they stand in their files; what is told of `between` is among
            the pools too.
        teams: the words of the story of teams, with their charters and meetings under "charters" and "meetings".
    """

    scenes: dict[str, tuple[Scene, ...]]
    threads: dict[str, tuple[Scene, ...]]
    initiatives: tuple[Initiative, ...]
    pools: dict[str, Pool]
    notes: tuple[NotePool, ...]
    changes: tuple[ChangePool, ...]
    promises: tuple[Promise, ...]
    names: dict[str, Any]
    settings: dict[str, Any]
    between: dict[str, Any]
    teams: dict[str, Any]
    capacity: dict[str, Any]
    lasting: dict[str, Any]


@cache
def load_material() -> Material:
    """All of it; read once."""
    phrases = _read("phrases")
    threads = _read("scenes/threads")
    thread = {step: row["key"] for row in threads["thread"] for step in row["steps"]}
    told = {row["key"]: _scene(row, thread[row["key"]]) for row in threads["scene"]}
    between = _read("between")
    groups = {name: rows for name, rows in phrases.items() if isinstance(rows, dict) and name != "promise"} | between
    return Material(
        scenes={phase: tuple(_scene(row) for row in _read(f"scenes/{phase}")["scene"]) for phase in PHASES},
        threads={row["key"]: tuple(told[step] for step in row["steps"]) for row in threads["thread"]},
        initiatives=tuple(_initiative(row) for row in _read("initiatives")["initiative"]),
        pools={f"{name}.{key}": Pool.of(_texts(value)) for name, rows in groups.items() for key, value in rows.items()},
        notes=tuple(NotePool(row["type"], Pool.of(row["heading"]), Pool.of(row["text"])) for row in phrases["note"]),
        changes=tuple(_change(row) for row in phrases["change"]),
        promises=tuple(_promise(line) for line in phrases["promise"]["any"]),
        names=_read("names"),
        settings=_read("settings"),
        between=between,
        teams=_read("teams") | {name: _read(name) for name in ("charters", "meetings")},
        capacity=_read("capacity"),
        lasting=_read("lasting"),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"demo/{name}.toml").read_text("utf-8"))


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _scene(row: dict[str, Any], thread: str = "") -> Scene:
    return Scene(
        key=row["key"],
        thread=thread,
        codes=tuple(row["codes"]),
        who=tuple(row["who"]),
        purpose=Pool.of(row["purpose"]),
        agenda=Template.of("\n".join(f"- {text}" for text in row["agenda"])),
        situation=Pool.of(row["situation"]),
        observation=Pool.of(row["observation"]),
        said=Pool.of(row["said"]),
        agreed=Pool.of(row["agreed"]),
        promises=tuple(_promise(line) for line in row["promises"]),
        memory=Template.of(row["memory"]),
        challenge=_optional(row, "challenge"),
        materials=_optional(row, "materials"),
        private=_optional(row, "private"),
        change=_change(row["change"]) if "change" in row else None,
        before=row.get("before", ""),
        needs=row.get("needs", ""),
        mode=row.get("mode", ""),
        remote=row.get("remote", False),
        dip=row.get("dip", False),
        weight=row.get("weight", 1),
    )


def _optional(row: dict[str, Any], key: str) -> Pool | None:
    return Pool.of(row[key]) if key in row else None


def _promise(line: str) -> Promise:
    who, what, done = line.split(" | ")
    return Promise(who.removesuffix("!"), who.endswith("!"), Template.of(what), Template.of(done))


def _change(row: dict[str, Any]) -> ChangePool:
    return ChangePool(row["place"], *(Pool.of(_texts(row[key])) for key in ("what", "meaning", "response")))


def _initiative(row: dict[str, Any]) -> Initiative:
    elements = tuple(
        Element(each["name"], Pool.of(each["well"]), Pool.of(each["weak"]), each["measure"]) for each in row["element"]
    )
    plain = {key: value for key, value in row.items() if key not in ("element", "settings", "staff")}
    return Initiative(**plain, settings=tuple(row["settings"]), staff=tuple(row["staff"]), elements=elements)
