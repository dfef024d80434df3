"""How the state of a champion looks: as a chip, and as a shape."""

from __future__ import annotations

from collections.abc import Mapping

from isp_desktop.services.leaders.words import state_words
from isp_desktop.ui.kit.chips import ChipKind, ChipSpec
from isp_desktop.ui.kit.plane_node import Look

SHAPES: Mapping[str, Look] = {
    "cultivating": "double",
    "active": "filled",
    "waning": "dashed",
    "lost": "square",
    "": "plain",
}
"""By the state of a champion; "" is no champion."""

_CHIPS: Mapping[str, tuple[ChipKind, str]] = {
    "cultivating": ("info", "sprout"),
    "active": ("good", "flag"),
    "waning": ("warn", "trending-down"),
    "lost": ("bad", "flag-off"),
}


def shape(state: str) -> Look:
    """The shape of somebody whose state as a champion this is."""
    return SHAPES.get(state, "plain")


def state_chip(state: str) -> ChipSpec:
    """The chip of a state."""
    kind, icon = _CHIPS.get(state, ("plain", ""))
    return ChipSpec(state_words(state), kind, icon)
