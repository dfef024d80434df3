"""What the map says in words: of a node, of a tie, of how strong it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from isp_desktop.db.models import kinds
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.network import MEMBER, OWN_TYPE, RELATIONSHIP, Edge, Node
from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM, TIES
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.pages.relationships.map.picture import shown_name


def type_words(edge: Edge) -> str:
    """What is between the two: "Reports to", "Member of", or the organization's own word."""
    return type_label(edge.type, edge.label)


def type_label(kind: str, label: str = "") -> str:
    """A type of edge in words."""
    if kind == MEMBER:
        return _("Member of")
    if kind == RELATIONSHIP:
        return _("Practitioner with")
    if kind == OWN_TYPE or kind not in TIES:
        return label or _("Tied to")
    return _(TIES[kind])


def strength_words(edge: Edge) -> str:
    """How strong, and by what that is known; "" where nobody said."""
    trust = {"weak": _("Low trust"), "building": _("Trust building"), "strong": _("Strong trust")}
    strength = {"weak": _("Weak"), "building": _("Building"), "strong": _("Strong")}
    return trust[edge.trust] if edge.trust else strength[edge.strength] if edge.strength else ""


def part_words(part: str) -> str:
    """A part of the system, or that nobody said which."""
    return _(PARTS_OF_SYSTEM[part]) if part in PARTS_OF_SYSTEM else _("Part not said")


def level_words(level: str) -> str:
    """A level of the system, or that nobody said which."""
    return _(LEVELS[level]) if level in LEVELS else _("Level not said")


def kind_words(node: Node) -> str:
    """Person, team, organization or site."""
    return _(kinds()[node.kind].label)


def node_words(node: Node, edges: Sequence[Edge]) -> str:
    """A node in one sentence, as a screen reader says it."""
    parts = [
        shown_name(node) if not node.me else _("You"),
        "" if node.kind == "person" else kind_words(node),
        node.about,
    ]
    if node.kind != "site" and not node.me:
        parts += [part_words(node.part), level_words(node.level) if node.level else ""]
    parts += [_("gone quiet") if node.quiet else "", counted("{n} tie", "{n} ties", len(edges))]
    return ", ".join(part for part in parts if part)


def day_words(day: dt.date | None) -> str:
    """How it was when: "Today", or "At 31 October 2025"."""
    return _("Today") if day is None else _("At {day}").format(day=day_in_words(day.isoformat()))
