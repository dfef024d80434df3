"""Which node comes next in a direction: how the arrow keys lead over the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from isp_desktop.domain.spacing import Spot

Way = Literal["left", "right", "up", "down"]
_AHEAD: Mapping[Way, Spot] = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
# Aside counts for more than ahead, or a key would lead round corners.
_ASIDE = 2.0


def next_in(spots: Mapping[str, Spot], uid: str, way: Way) -> str:
    """The nearest node that lies that way from `uid`; "" where none does."""
    x, y = spots[uid]
    dx, dy = _AHEAD[way]
    best = ("", float("inf"))
    for other, (ox, oy) in spots.items():
        ahead, aside = (ox - x) * dx + (oy - y) * dy, abs((ox - x) * dy) + abs((oy - y) * dx)
        if other == uid or ahead <= 0 or aside > ahead * 2:
            continue
        far = ahead + aside * _ASIDE
        if far < best[1]:
            best = (other, far)
    return best[0]


def first_in(spots: Mapping[str, Spot], preferred: str = "") -> str:
    """Where the keys begin: at `preferred`, or at the top left; "" for an empty map."""
    if preferred in spots:
        return preferred
    return min(spots, key=lambda uid: (spots[uid][0] + spots[uid][1], uid), default="")
