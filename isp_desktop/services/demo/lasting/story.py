"""Which sites are told of, and how a row of the file becomes a record on its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from isp_desktop.db.models import kind as kind_named
from isp_desktop.services.demo.material import PHASES, Initiative
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.plot import Stop
from isp_desktop.services.demo.prose import Slots, capital
from isp_desktop.services.demo.teams.telling import Telling, words_of
from isp_desktop.services.demo.world import World

_LATER = timedelta(days=14)
_ABOUT_A_ROW = frozenset({"kind", "on", "key", "edit", "private", "needs"})
_MARKS = {"h": "holds", "p": "partly", "n": "not_held"}
_LOOKED_EACH = 365  # days after which a core element is to be looked at again

Row = Mapping[str, Any]


@dataclass(slots=True)
class Days:
    """The days of a site's story that rows are told by.

    Attributes:
        begins: the first day of each phase, and under "end" that of the notebook's end.
        loss: the day on which the champion had left, None where nobody does.
    """

    begins: Mapping[str, date]
    loss: date | None

    def day(self, on: str) -> date:
        """The day that a row names: "support 0.4" or "loss 20"."""
        name, by = on.split()
        if name == "loss":
            return (self.loss or self.begins["tapering"]) + timedelta(days=int(by))
        follows = [*PHASES, "end"][PHASES.index(name) + 1]
        start, end = self.begins[name], self.begins[follows]
        return start + timedelta(days=round(float(by) * (end - start).days))


class Noted(NamedTuple):
    """A record that later rows name."""

    kind: str
    uid: str
    person: str


@dataclass(slots=True)
class Fate:
    """What becomes of the work at one site, as far as it has come.

    Attributes:
        elements: the uids of the core elements of each initiative, shared by all sites.
        noted: the records that later rows name, by their keys in the file.
    """

    telling: Telling
    world: World
    days: Days
    elements: dict[str, list[str]]
    noted: dict[str, Noted] = field(default_factory=dict)

    @property
    def initiative(self) -> Initiative:
        """What the site works on at the end."""
        return self.world.brief.initiatives[-1]

    @property
    def initiative_uid(self) -> str:
        """Its record."""
        return self.world.initiatives[self.initiative.name]

    def slots(self) -> Slots:
        """What the words are filled with."""
        slots = words_of(self.world, self.initiative, {})
        slots.update(old=self.world.old_champion, peer=self.world.peer)
        return slots

    def read(self, value: Any) -> JSON:
        """What a value of the file stands for; "" for somebody whom the notebook does not know yet."""
        if isinstance(value, list):
            return [one for one in map(self.read, value) if one]
        if not isinstance(value, str) or not value:
            return value
        sign, rest = value[0], value[1:]
        if sign == "@":
            who = self.world.cast.playing[rest]
            return who.uid if self.telling.knows(who.uid) else ""
        if sign == "#":
            key, _, part = rest.partition(".")
            noted = self.noted.get(key)
            return "" if noted is None else noted.person if part else noted.uid
        if sign == "%":
            return self.elements[self.initiative.name][int(rest)]
        return self._day(rest).isoformat() if sign == "=" else value.format_map(self.slots())

    def _day(self, named: str) -> date:
        today = self.telling.desk.now.date()
        if named == ".":
            return today
        return today + timedelta(days=int(named)) if named[0] == "+" else self.days.day(named)


def lasting(telling: Telling, worlds: Mapping[str, World]) -> None:
    """Plans what becomes of the work at these `worlds`, by how it ends there; see `ends_of`."""
    words, elements = telling.material.lasting, dict[str, list[str]]()
    for key, world in worlds.items():
        fate = Fate(telling, world, _days(world.brief.stops, telling.until), elements)
        telling.on(fate.days.day("exploration 0.3"), partial(_core, fate))
        for row in words[key]["row"]:
            telling.on(fate.days.day(row["on"]), partial(_row, fate, row))
        for row in words[key]["marks"]:
            telling.on(fate.days.day(row["on"]), partial(_marked, fate, row))


def ends_of(worlds: Sequence[World]) -> dict[str, World]:
    """Of the sites that are told to their end one of which the work lasts, one that recovers, and one that drifts."""
    ended = [world for world in worlds if _is_whole(world.brief.stops)]
    drifts = [world for world in ended if world.brief.drifts]
    lost = [world for world in ended if _loss(world.brief.stops) is not None and world not in drifts]
    others = [world for world in ended if world not in drifts and world not in lost[:1]]
    found = {"recovers": lost, "lasts": others, "drifts": drifts}
    return {key: among[0] for key, among in found.items() if among}


def _is_whole(stops: Sequence[Stop]) -> bool:
    last = [stop.phase for stop in stops if stop.cycle == stops[-1].cycle]
    return set(last) == set(PHASES)


def _loss(stops: Sequence[Stop]) -> date | None:
    last = stops[-1].cycle
    return next((stop.on for stop in stops if stop.cycle == last and stop.scene.before == "champion_leaves"), None)


def _days(stops: Sequence[Stop], until: date) -> Days:
    last = [stop for stop in stops if stop.cycle == stops[-1].cycle]
    begins = {phase: min(stop.on for stop in last if stop.phase == phase) for phase in PHASES}
    return Days(begins | {"end": until}, _loss(stops))


def _core(fate: Fate) -> Iterator[Entry]:
    """The core elements of the initiative, described once."""
    if fate.initiative.name in fate.elements:
        return
    uids = fate.elements[fate.initiative.name] = []
    for place, element in enumerate(fate.initiative.elements, start=1):
        fields: dict[str, JSON] = {"name": capital(element.name), "initiative": fate.initiative_uid, "place": place}
        fields["good"] = f"At least eight of ten {element.measure}."
        fields["least"] = f"Fewer than four of ten {element.measure}."
        entry = fate.telling.write("core_element", fields | {"review_days": _LOOKED_EACH})
        uids.append(entry.uid)
        yield entry


def _row(fate: Fate, row: Row) -> Iterator[Entry]:
    """A record, or a later writing on one; put off while what it cannot do without is not noted yet."""
    if not all(fate.read(f"@{part}") for part in row.get("needs", ())):
        _put_off(fate, row)
        return
    before = fate.noted.get(row.get("edit", ""))
    values = {name: fate.read(value) for name, value in row.items() if name not in _ABOUT_A_ROW}
    if "edit" in row:
        if before is None:
            _put_off(fate, row)
        else:
            yield fate.telling.write(before.kind, values, uid=before.uid)
        return
    spec = kind_named(row["kind"])
    today = fate.telling.desk.now.date().isoformat()
    here: dict[str, JSON] = {"site": fate.world.uid, "initiative": fate.initiative_uid, spec.day: today}
    values = {name: value for name, value in here.items() if name in spec.by_name} | values
    if any(one.required and values.get(one.name) in ("", []) for one in spec.fields):
        _put_off(fate, row)
        return
    fields = {name: value for name, value in values.items() if value not in ("", [])}
    entry = fate.telling.write(spec.kind, *(({}, fields) if row.get("private") else (fields, {})))
    if "key" in row:
        fate.noted[row["key"]] = Noted(spec.kind, entry.uid, str(fields.get("person", "")))
    yield entry


def _put_off(fate: Fate, row: Row) -> None:
    fate.telling.on(fate.telling.desk.now.date() + _LATER, partial(_row, fate, row))


def _marked(fate: Fate, row: Row) -> Iterator[Entry]:
    """How each core element was found on a day, and what was counted of it."""
    if not fate.telling.knows(fate.world.uid) or fate.initiative.name not in fate.elements:
        return
    uids = fate.elements[fate.initiative.name]
    for uid, element, mark, count in zip(uids, fate.initiative.elements, row["marks"], row["counts"], strict=True):
        if mark in _MARKS:
            fields: dict[str, JSON] = {"element": uid, "site": fate.world.uid, "mark": _MARKS[mark]}
            fields |= {"date": fate.telling.desk.now.date().isoformat(), "sources": [*row["sources"]]}
            yield fate.telling.write("integrity_mark", fields | {"evidence": f"{count} of 10 {element.measure}."})
