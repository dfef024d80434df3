"""How what is told beside the visits is written: in which words, in which scope, and how trust moves by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from isp_desktop.services.demo.bonds import Kept
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.prose import Slots
from isp_desktop.services.demo.visits import Draft
from isp_desktop.services.demo.world import World

SHARED = 0.15
"""The share of what is private unless it is shared that is shared."""

_AT_FIRST, _HIGHEST = 2.6, 4.7


def move(world: World, who: Person, by: float) -> None:
    """How much trust there is with somebody becomes more or less, of both types and not by the same."""
    levels = world.bonds.levels.setdefault(who.uid, [_AT_FIRST, _AT_FIRST + world.beside.rng.uniform(-0.5, 0.5)])
    for at, share in enumerate((1.0, 0.8)):
        levels[at] = min(_HIGHEST, max(1.0, levels[at] + by * share))


def about(world: World, on: date, draft: Draft | None = None) -> dict[str, JSON]:
    """The day and the place of an entry, and the visit at which it was noted."""
    where: dict[str, JSON] = {"date": on.isoformat(), "site": world.uid}
    return where | {"visit": draft.uid} if draft is not None else where


def with_somebody(slots: Slots, who: Person) -> Slots:
    """The slots, with somebody as "she" and "him"."""
    made = Slots(slots)
    made.later = slots.later
    made.update(she=who.she, She=who.She, him=who.him)
    return made


def tell(world: World, pool: str, slots: Mapping[str, object]) -> str:
    """The next piece of a pool, in its own turn."""
    return world.beside.tell(world.material.pools[pool], slots)


def write(
    world: World, kind: str, fields: dict[str, JSON], private: dict[str, JSON] | None = None, uid: str = ""
) -> Entry:
    """A writing with luck of its own; with an empty `uid` a new record."""
    return world.desk.write(kind, uid, fields, private, rng=world.beside.rng)


def own(world: World, kind: str, fields: dict[str, JSON], shared: bool = False) -> Entry:
    """A new record that stays on this computer unless it is shared."""
    return write(world, kind, fields) if shared else write(world, kind, {}, fields)


def write_on(world: World, kind: str, kept: Kept, fields: dict[str, JSON]) -> Entry:
    """A later writing on a record, where its words stand."""
    return write(world, kind, fields, uid=kept.uid) if kept.shared else write(world, kind, {}, fields, uid=kept.uid)
