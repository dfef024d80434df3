"""What the pages of a handover tell of leaders: who leads, who speaks up, which leadership changes are under way.

All of it comes from the shared records that leave; a name that does not leave is told nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from isp_desktop.domain.hangs_on import champion_states, is_change_open, is_item_open
from isp_desktop.domain.language import _
from isp_desktop.domain.network import held_on
from isp_desktop.domain.vocabulary import CHAMPION_STATES, LEADER_STANDINGS, LEVELS
from isp_desktop.services import naming
from isp_desktop.services.sharing.handover_blocks import listed, table
from isp_desktop.services.sharing.handover_noted import ByKind, sound
from isp_desktop.services.summary.tree import Block, Heading, plain

_KINDS = ("leadership_role", "champion", "champion_review", "transition", "continuity_item")

Own = Mapping[str, Any]


def leader_parts(by_kind: ByKind, today: dt.date) -> Iterator[tuple[str, list[Block]]]:
    """Headings and what stands below them, also where that is nothing."""
    told = _Told(by_kind, today)
    yield _("Leadership roles"), told.roles()
    yield _("Champions"), told.champions()
    yield _("Leadership changes"), told.changes()


class _Told:
    def __init__(self, by_kind: ByKind, today: dt.date) -> None:
        self._today = today
        self._names = {one.uid: str(one.fields.get("name") or "") for one in by_kind.get("person", ())}
        self._by_kind: dict[str, list[Own]] = {
            kind: [{**sound(one), "uid": one.uid} for one in by_kind.get(kind, ())] for kind in _KINDS
        }

    def roles(self) -> list[Block]:
        """Those that somebody has, or that are empty, today."""
        found = [own for own in self._by_kind["leadership_role"] if self._holds(own)]
        found.sort(key=lambda own: (str(own.get("role") or ""), own["uid"]))
        rows = [
            (
                str(own.get("role") or ""),
                self._name(own, "person"),
                _(LEADER_STANDINGS.get(str(own.get("standing") or ""), "")),
                str(own.get("decides") or ""),
            )
            for own in found
        ]
        return table((_("Role"), _("Who"), _("Standing"), _("What they decide")), rows)

    def champions(self) -> list[Block]:
        """All of them, each as its last review says."""
        states = champion_states(self._by_kind["champion_review"], self._today)
        rows = [
            (
                self._name(own, "person"),
                _(LEVELS.get(str(own.get("level") or ""), "")),
                _(CHAMPION_STATES.get(states.get(own["uid"], ""), "")),
                str(own.get("strategy") or ""),
            )
            for own in self._by_kind["champion"]
            if self._name(own, "person")
        ]
        return table((_("Who"), _("Level"), _("State"), _("How to engage them")), sorted(rows))

    def changes(self) -> list[Block]:
        """Those under way, each with what of its checklist waits."""
        blocks: list[Block] = []
        found = [own for own in self._by_kind["transition"] if is_change_open(own)]
        for own in sorted(found, key=lambda own: (str(own.get("leaves_on") or "9999"), own["uid"])):
            who = " → ".join(filter(None, (self._name(own, "leaves"), self._name(own, "comes"))))
            blocks.append(Heading(2, plain(", ".join(filter(None, (str(own.get("role") or ""), who))))))
            if own.get("leaves_on"):
                blocks.append(plain(_("Leaves on {day}").format(day=naming.day_in_words(str(own["leaves_on"])))))
            items = [one for one in self._by_kind["continuity_item"] if one.get("transition") == own["uid"]]
            waiting = sorted(filter(is_item_open, items), key=lambda one: (str(one.get("due") or "9999"), one["uid"]))
            blocks += listed([self._item(one) for one in waiting])
        return blocks

    def _item(self, own: Own) -> str:
        due = _("by {day}").format(day=naming.day_in_words(str(own["due"]))) if own.get("due") else ""
        return ", ".join(filter(None, (str(own.get("what") or ""), self._name(own, "owner"), due)))

    def _holds(self, own: Own) -> bool:
        return held_on(own.get("since"), own.get("until"), self._today)

    def _name(self, own: Own, field: str) -> str:
        return self._names.get(str(own.get(field) or ""), "")
