"""What the sidebar offers: the places there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.ui.kit.nav import NavItem
from isp_desktop.ui.main_window.places import Place

_PAGES: Mapping[str, tuple[str, str]] = {
    "today": (marked("Today"), "sun"),
    "calendar": (marked("Calendar"), "calendar-days"),
    "relationships": (marked("Relationships"), "waypoints"),
    "teams": (marked("Teams & charters"), "users"),
    "capacity": (marked("Capacity"), "grid-3x3"),
    "leaders": (marked("Leaders & champions"), "flag"),
    "outlook": (marked("Outlook"), "sunrise"),
    "practice": (marked("Practice"), "compass"),
    "exchange": (marked("Exchange"), "arrow-left-right"),
    "conflicts": (marked("Conflicts"), "git-compare"),
    "drafts": (marked("Drafts"), "clock"),
    "notebook": (marked("Notebook settings"), "settings"),
}
_GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    ("", ("today", "visit", "calendar", "commitment")),
    (marked("Who and where"), ("site", "person", "organization", "initiative")),
    (marked("Sustaining change"), ("relationships", "teams", "capacity", "leaders", "outlook")),
    (marked("Written down"), ("note", "change", "practice")),
    (marked("Working together"), ("exchange", "conflicts")),
)

_ELSEWHERE = (
    "team",
    "meeting",
    "feedback",
    "tension",
    "conversation",
    "value",
    "learned",
    "reflection",
    "decision",
    "assessment",
    "instrument",
    "need",
    "plan_step",
    "challenge",
    "leadership_role",
    "champion",
    "debrief",
    "transition",
    "problem",
    "resource",
)


def place_of(key: str) -> Place:
    """The place that a key of the sidebar stands for: a page of its own, or the list of a kind."""
    return Place(key) if key in _PAGES else Place("list", key)  # type: ignore[arg-type]


def groups(drafts: int, specs: Mapping[str, KindSpec] | None = None) -> list[tuple[str, list[NavItem]]]:
    """The sidebar's places; drafts only while there are some.

    Args:
        specs: the kinds there are, by name; those of this program for None.
    """
    known = kinds() if specs is None else specs
    made = [(_(heading) if heading else "", items) for heading, items in _grouped(known)]
    waiting = [NavItem("drafts", counted("{n} draft", "{n} drafts", drafts), "clock")] if drafts else []
    return [*made, (_("This notebook"), [*waiting, _page_item("notebook")])]


def places() -> list[NavItem]:
    """All there are, drafts too."""
    return [*(item for _heading, own in _grouped(kinds()) for item in own), *map(_page_item, ("drafts", "notebook"))]


def elsewhere() -> list[NavItem]:
    """The lists that have no entry of their own, and are asked for now and then all the same."""
    return [_kind_item(kinds()[kind]) for kind in _ELSEWHERE]


def _grouped(specs: Mapping[str, KindSpec]) -> list[tuple[str, list[NavItem]]]:
    """The places under their headings; kinds that no group names stand under one of their own."""
    named = [
        (
            heading,
            [_page_item(key) if key in _PAGES else _kind_item(specs[key]) for key in keys if _is_there(key, specs)],
        )
        for heading, keys in _GROUPS
    ]
    placed = {*_ELSEWHERE, *(key for _heading, keys in _GROUPS for key in keys)}
    rest = [_kind_item(spec) for kind, spec in specs.items() if kind not in placed and not spec.within]
    return [*named, (marked("More"), rest)] if rest else named


def _is_there(key: str, specs: Mapping[str, KindSpec]) -> bool:
    return key in _PAGES or key in specs


def _page_item(key: str) -> NavItem:
    label, icon = _PAGES[key]
    return NavItem(key, _(label), icon)


def _kind_item(spec: KindSpec) -> NavItem:
    return NavItem(spec.kind, _(spec.plural), spec.icon)
