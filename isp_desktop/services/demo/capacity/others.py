"""The one assessment that some of the other sites have made, so that there is something to compare across sites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from isp_desktop.services.demo.capacity.rating import Rating
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.prose import Pool
from isp_desktop.services.demo.teams.telling import Telling
from isp_desktop.services.demo.world import World

_MOST = 8  # other sites that are assessed, however many there are
_LATELY = (20, 420)  # days before the end of the notebook on which they are
_FEWEST, _VOTERS = 3, 6
_LEAST, _STRONGEST = 1, 4
# How strong a site is by level, before it differs from others: what is far from it is hardest to build.
_USUAL = {"individual": 2.7, "organization": 2.5, "network": 2.1, "system": 1.9}
_SITE_BY, _ITEM_BY = 0.7, 1.0
_NEEDS = 0.4  # share of these sites at which a need is kept


def elsewhere(telling: Telling, rating: Rating, worlds: Sequence[World], told: set[str]) -> None:
    """Plans the assessments of the first of `worlds`.

    Args:
        told: uids of the sites whose capacity is told in full by the time that these come.
    """
    talked = {way: Pool.of(texts) for way, texts in telling.material.capacity["others"]["talked"].items()}
    for world in worlds[: _MOST + 1]:
        day = telling.until - timedelta(days=telling.rng.randint(*_LATELY))
        telling.on(day, partial(_assessed, telling, rating, world, told, talked))


def _assessed(
    telling: Telling, rating: Rating, world: World, told: set[str], talked: Mapping[str, Pool]
) -> Iterator[Entry]:
    present: list[JSON] = [*(who.uid for who in [*telling.seated(world).values()][:_VOTERS])]
    if world.uid in told or len(present) < _FEWEST:
        return
    yield from rating.instrument()
    way = telling.teller.pick([*talked])
    fields: dict[str, JSON] = {"subject": world.uid, "site": world.uid, "way": way}
    fields |= {"facilitator": world.main.uid, "present": present} if way != "alone" else {}
    entry = rating.begun(fields)
    yield entry
    strengths = _strengths(telling, rating)
    values = {path: _rated(rating, path, strength) for path, strength in strengths.items()}
    yield from rating.answered(entry.uid, values, len(present) if way == "facilitated" else 0, {})
    said: dict[str, JSON] = {"state": "done", "talked": telling.teller.tell(talked[way], {})}
    yield telling.write("assessment", said, uid=entry.uid)
    if telling.teller.chance(_NEEDS):
        yield _need(telling, rating, world, entry.uid, min(strengths, key=lambda item: strengths[item]))


def _strengths(telling: Telling, rating: Rating) -> dict[str, float]:
    """How strong the site is by each item, about from 1 to 4."""
    rng = telling.rng
    site = rng.uniform(-_SITE_BY, _SITE_BY)
    return {path: _USUAL[item.level] + site + rng.uniform(-_ITEM_BY, _ITEM_BY) for path, item in rating.items.items()}


def _rated(rating: Rating, path: str, strength: float) -> int:
    """What is answered to an item; where a high answer means little capacity, from the other end."""
    value = min(_STRONGEST, max(_LEAST, round(strength)))
    return _LEAST + _STRONGEST - value if rating.items[path].reverse else value


def _need(telling: Telling, rating: Rating, world: World, assessment: str, path: str) -> Entry:
    item, lacks = rating.items[path], telling.material.capacity["others"]["lacks"]
    today = telling.desk.now.date().isoformat()
    fields: dict[str, Any] = {"what": lacks[path], "subject": world.uid, "site": world.uid, "seen_on": today}
    fields |= {"capacity_type": item.capacity_type, "level": item.level, "form": item.form}
    return telling.write("need", fields | {"assessment": assessment, "item": path, "state": "open"})
