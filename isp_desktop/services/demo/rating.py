"""How much trust there is with those who matter most at a site, rated now and then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from isp_desktop.domain.vocabulary import INTERPERSONAL, INTRAPERSONAL
from isp_desktop.services.demo.beside import SHARED, move, own, tell, with_somebody, write
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.visits import Draft
from isp_desktop.services.demo.world import World

_LATE = timedelta(days=760)
_EACH = timedelta(days=100)
_BEFORE_AND_AFTER = timedelta(days=400)  # of a loss of trust, in which those concerned are rated
_GROWTH, _UNRATED = 0.35, 0.12


def ratings(world: World, draft: Draft) -> Iterator[Entry]:
    """The ratings after a visit: of the last two years, and around a loss of trust."""
    on, playing = draft.stop.on, world.cast.playing
    losses = [stop.on for stop in world.brief.stops if stop.scene.key in ("trust_lost", "trust_back")]
    near = any(abs(on - day) < _BEFORE_AND_AFTER for day in losses)
    late = world.until - on < _LATE
    parts = [*(("lead", "coord") if late else ()), *(("coord", "s2") if near else ())]
    at_once = draft.stop.scene.key in ("trust_lost", "trust_back")
    for part in dict.fromkeys(parts):
        who = playing[part]
        pause = timedelta(days=10) if at_once and part != "lead" else _EACH
        if who.uid and on - world.bonds.rated.get(who.uid, date.min) >= pause:
            world.bonds.rated[who.uid] = on
            yield _rating(world, draft, who)


def _rating(world: World, draft: Draft, who: Person) -> Entry:
    move(world, who, _GROWTH * world.beside.rng.random())
    levels = world.bonds.levels[who.uid]
    fields: dict[str, JSON] = {"stakeholder": who.uid, "date": draft.stop.on.isoformat(), "rater": draft.me.uid}
    fields |= {"way": "diagnostic" if world.beside.chance(0.1) else "self", "visit": draft.uid}
    for level, names in zip(levels, (INTRAPERSONAL, INTERPERSONAL), strict=True):
        for name in names:
            if not world.beside.chance(_UNRATED):
                fields[name] = min(5, max(1, round(level + world.beside.rng.uniform(-0.6, 0.6))))
    said = "low" if min(levels) < 2.4 else "high" if min(levels) > 3.8 else "middle"
    seen: dict[str, JSON] = {"evidence": tell(world, f"rating.{said}", with_somebody(draft.slots, who))}
    return write(world, "trust", fields, seen) if world.beside.chance(SHARED) else own(world, "trust", fields | seen)
