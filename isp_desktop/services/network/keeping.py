"""The places of the map's nodes, as the notebook keeps them: the look of this notebook alone, in no record."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from isp_desktop.db import settings as table
from isp_desktop.db.store import Store
from isp_desktop.domain.spacing import Spot
from isp_desktop.services import settings

_NAME = "map_places"


@dataclass(frozen=True, slots=True)
class Kept:
    """Where nodes stand, by uid, and those that were put there by hand."""

    spots: Mapping[str, Spot]
    pins: frozenset[str] = frozenset()


def kept(store: Store) -> Kept:
    """What is kept so far."""
    return _read(settings.read(store, _NAME, {}))


def keep(store: Store, spots: Mapping[str, Spot], pins: Collection[str] | None = None) -> None:
    """Keeps the places of these nodes beside those kept before; `pins`, where given, in place of the pins before."""
    with store.write() as transaction:
        before = _read(table.read(transaction.connection, _NAME, {}))
        value = _written(Kept({**before.spots, **spots}, before.pins if pins is None else frozenset(pins)))
        table.write(transaction.connection, _NAME, value)


def forget(store: Store, but: Collection[str] = ()) -> Kept:
    """Forgets all places but those of `but`; gives what was kept."""
    with store.write() as transaction:
        before = _read(table.read(transaction.connection, _NAME, {}))
        spots = {uid: spot for uid, spot in before.spots.items() if uid in set(but)}
        table.write(transaction.connection, _NAME, _written(Kept(spots, before.pins & spots.keys())))
    return before


def put_back(store: Store, before: Kept) -> None:
    """Keeps exactly `before`."""
    settings.write(store, _NAME, _written(before))


def _written(kept: Kept) -> dict[str, Any]:
    spots = {uid: [round(x, 1), round(y, 1)] for uid, (x, y) in kept.spots.items()}
    return {"spots": spots, "pins": sorted(kept.pins)}


def _read(value: Any) -> Kept:
    """What is no place is left out: the setting may have been written by another version."""
    found = value if isinstance(value, dict) else {}
    spots = found.get("spots")
    pins = found.get("pins")
    return Kept(
        {
            str(uid): (float(spot[0]), float(spot[1]))
            for uid, spot in (spots.items() if isinstance(spots, dict) else ())
            if isinstance(spot, list) and len(spot) == 2 and all(_is_finite(number) for number in spot)
        },
        frozenset(str(uid) for uid in pins) if isinstance(pins, list) else frozenset(),
    )


def _is_finite(number: Any) -> bool:
    return isinstance(number, int | float) and math.isfinite(number)
