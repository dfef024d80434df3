"""The chip that says where an instrument stands."""

from __future__ import annotations

from collections.abc import Mapping

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import INSTRUMENT_STATES
from isp_desktop.ui.kit.chips import ChipKind, ChipSpec

_LOOKS: Mapping[str, ChipKind] = {"in_use": "good", "draft": "draft"}


def state_chip(state: str) -> ChipSpec:
    """A draft, in use, or retired."""
    return ChipSpec(_(INSTRUMENT_STATES.get(state, INSTRUMENT_STATES["draft"])), _LOOKS.get(state, "plain"))
