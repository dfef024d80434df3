"""The practice's activities as choices, by competency."""

from __future__ import annotations

from isp_desktop.domain.practice import load_practice
from isp_desktop.ui.kit.editors import Choice
from isp_desktop.ui.kit.picks import PickGroup


def activity_groups() -> list[PickGroup]:
    """All of them, under their competencies."""
    practice = load_practice()
    return [
        PickGroup(
            competency.label,
            tuple(Choice(one.code, one.label, one.text) for one in practice.serving(competency.key)),
        )
        for competency in practice.competencies
    ]
