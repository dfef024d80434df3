"""How what is strong, at risk and not known looks: a word, a shape, and then a colour."""

from __future__ import annotations

from collections.abc import Mapping

from isp_desktop.domain.outlook import State
from isp_desktop.ui.kit.columns import Tone

MARKS: Mapping[State, tuple[str, Tone]] = {
    "strong": ("circle-check", "good"),
    "at_risk": ("triangle-alert", "warn"),
    "not_known": ("circle-dashed", ""),
}
