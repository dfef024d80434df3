"""The places of the map's nodes, as the notebook keeps them: the look of this notebook alone, in no record."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from isp_desktop.db import settings as table
from isp_desktop.db.store import Store
from isp_desktop.domain.spacing import Spot
from isp_desktop.services import settings

_NAME = "map_places"


@dataclass(frozen=True, slots=True)
class Kept:
    """Where nodes stand, by uid.

    Attributes:
        pins: those that were put there by hand.
        alone: those that were tied to nobody when they got their place; once they are, another suits them better.
        close: where nodes stand in the part that is shown first of a large network, which has places of its own.
    """

    spots: Mapping[str, Spot]
    pins: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    close: Mapping[str, Spot] = field(default_factory=dict)

    def settled(self, tied: Collection[str]) -> dict[str, Spot]:
        """The places that are to be kept now that those in `tied` are tied to somebody."""
        leaving = (self.alone & frozenset(tied)) - self.pins
        return {uid: spot for uid, spot in self.spots.items() if uid not in leaving}


def kept(store: Store) -> Kept:
    """What is kept so far."""
    return _read(settings.read(store, _NAME, {}))


def keep(
    store: Store,
    spots: Mapping[str, Spot],
    pins: Collection[str] | None = None,
    alone: Collection[str] | None = None,
    close: Mapping[str, Spot] | None = None,
) -> None:
    """Keeps the places of these nodes beside those kept before.

    Args:
        pins: where given, in place of the pins before.
        alone: where given, those of `spots` that are tied to nobody.
        close: where given, the places of the part that is shown first, in place of those before.
    """
    with store.write() as transaction:
        before = _read(table.read(transaction.connection, _NAME, {}))
        by_itself = before.alone if alone is None else (before.alone - spots.keys()) | frozenset(alone)
        pinned = before.pins if pins is None else frozenset(pins)
        value = _written(Kept({**before.spots, **spots}, pinned, by_itself, before.close if close is None else close))
        table.write(transaction.connection, _NAME, value)


def forget(store: Store, but: Collection[str] = ()) -> Kept:
    """Forgets all places but those of `but` on the whole map; gives what was kept."""
    with store.write() as transaction:
        before = _read(table.read(transaction.connection, _NAME, {}))
        spots = {uid: spot for uid, spot in before.spots.items() if uid in set(but)}
        table.write(
            transaction.connection,
            _NAME,
            _written(Kept(spots, before.pins & spots.keys(), before.alone & spots.keys())),
        )
    return before


def put_back(store: Store, before: Kept) -> None:
    """Keeps exactly `before`."""
    settings.write(store, _NAME, _written(before))


def _written(kept: Kept) -> dict[str, Any]:
    return {
        "spots": _rounded(kept.spots),
        "pins": sorted(kept.pins),
        "alone": sorted(kept.alone),
        "close": _rounded(kept.close),
    }


def _rounded(spots: Mapping[str, Spot]) -> dict[str, list[float]]:
    return {uid: [round(x, 1), round(y, 1)] for uid, (x, y) in spots.items()}


def _read(value: Any) -> Kept:
    """What is no place is left out: the setting may have been written by another version."""
    found = value if isinstance(value, dict) else {}
    return Kept(
        _spots(found.get("spots")), _uids(found.get("pins")), _uids(found.get("alone")), _spots(found.get("close"))
    )


def _spots(value: Any) -> dict[str, Spot]:
    return {
        str(uid): (float(spot[0]), float(spot[1]))
        for uid, spot in (value.items() if isinstance(value, dict) else ())
        if isinstance(spot, list) and len(spot) == 2 and all(_is_finite(number) for number in spot)
    }


def _uids(value: Any) -> frozenset[str]:
    return frozenset(str(uid) for uid in value) if isinstance(value, list) else frozenset()


def _is_finite(number: Any) -> bool:
    return isinstance(number, int | float) and math.isfinite(number)
