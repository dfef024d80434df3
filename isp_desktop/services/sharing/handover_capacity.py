"""What the pages of a handover tell of capacity: what was assessed, what is needed, what is being done, what may come.

All of it comes from the shared records that leave; a name that does not leave is told nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from isp_desktop.domain.language import _
from isp_desktop.domain.plan_steps import is_open
from isp_desktop.domain.vocabulary import (
    CAPACITY_TYPES,
    CHALLENGE_AREAS,
    CHALLENGE_STATES,
    LEVELS,
    STEP_STATES,
    STEP_WAYS,
)
from isp_desktop.services import naming
from isp_desktop.services.sharing.handover_blocks import table
from isp_desktop.services.sharing.handover_noted import ByKind, sound
from isp_desktop.services.summary.outline import labelled
from isp_desktop.services.summary.tree import Block, items, plain

_NAMED = ("person", "team", "organization", "site", "instrument")


def capacity_parts(by_kind: ByKind) -> Iterator[tuple[str, list[Block]]]:
    """Headings and what stands below them, also where that is nothing."""
    told = _Told(by_kind)
    yield _("Capacity assessments"), told.assessments()
    yield _("Capacity that is needed"), told.needs()
    yield _("Steps of the capacity plan"), told.steps()
    yield _("Challenges ahead"), told.challenges()


class _Told:
    def __init__(self, by_kind: ByKind) -> None:
        self._names = {one.uid: str(one.fields.get("name") or "") for kind in _NAMED for one in by_kind.get(kind, ())}
        self._by_kind = {
            kind: [{**sound(one), "uid": one.uid} for one in by_kind.get(kind, ())]
            for kind in ("assessment", "need", "plan_step", "challenge")
        }

    def assessments(self) -> list[Block]:
        """The latest first."""
        found = sorted(self._by_kind["assessment"], key=lambda own: _key(own, "date"), reverse=True)
        told: list[Sequence[Block]] = []
        for own in found:
            parts = (_day(own, "date"), self._name(own, "subject"), self._name(own, "instrument"), own.get("purpose"))
            line = " ".join(", ".join(str(part) for part in parts if part).split())
            told.append([plain(line), *labelled(_("What was said of the result"), str(own.get("talked") or ""))])
        return [items(told)] if told else []

    def needs(self) -> list[Block]:
        """The open ones, what was seen first first."""
        found = [own for own in self._by_kind["need"] if own.get("state") in (None, "open")]
        found.sort(key=lambda own: _key(own, "seen_on"))
        rows = [
            (
                str(own.get("what") or ""),
                _words(own, capacity_type=CAPACITY_TYPES, level=LEVELS),
                self._name(own, "subject"),
                _day(own, "seen_on"),
            )
            for own in found
        ]
        return table((_("What is needed"), _("Type and level"), _("Whose capacity"), _("Seen on")), rows)

    def steps(self) -> list[Block]:
        """Those with which something is still to be done, what is due first first."""
        found = [own for own in self._by_kind["plan_step"] if _waits(own)]
        found.sort(key=lambda own: _key(own, "follow_up_on", "due"))
        rows = [
            (
                str(own.get("what") or ""),
                _words(own, way=STEP_WAYS, state=STEP_STATES),
                ", ".join(filter(None, (self._names.get(uid) for uid in own.get("built") or ()))),
                _day(own, "due"),
                _day(own, "follow_up_on"),
            )
            for own in found
        ]
        return table((_("What"), _("How"), _("Who is built up"), _("Until"), _("Next follow-up")), rows)

    def challenges(self) -> list[Block]:
        """Those that have not passed, what is looked at again first first."""
        found = [own for own in self._by_kind["challenge"] if own.get("state") != "passed"]
        found.sort(key=lambda own: _key(own, "review_on"))
        rows = [
            (
                str(own.get("what") or ""),
                _words(own, area=CHALLENGE_AREAS, state=CHALLENGE_STATES),
                str(own.get("early_sign") or ""),
                self._name(own, "owner"),
                _day(own, "review_on"),
            )
            for own in found
        ]
        heads = (_("What may happen"), _("Area"), _("Early sign"), _("Who watches it"), _("Looked at again on"))
        return table(heads, rows)

    def _name(self, own: dict[str, Any], field: str) -> str:
        return self._names.get(str(own.get(field) or ""), "")


def _waits(step: dict[str, Any]) -> bool:
    """Whether it is to be done, or is done and to be followed up; what was dropped is not followed up."""
    return is_open(step.get("state")) or (step.get("state") == "done" and bool(step.get("follow_up_on")))


def _words(own: dict[str, Any], **choices: Any) -> str:
    """What the fields named say, by their choices."""
    return ", ".join(_(words[own[name]]) for name, words in choices.items() if own.get(name) in words)


def _day(own: dict[str, Any], field: str) -> str:
    return naming.day_in_words(str(own[field])) if own.get(field) else ""


def _key(own: dict[str, Any], *days: str) -> tuple[str, str]:
    """By the first of `days` that is there; what has none comes last."""
    return next((str(own[day]) for day in days if own.get(day)), "9999"), str(own["uid"])
