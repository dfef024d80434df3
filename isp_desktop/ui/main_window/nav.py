"""What the sidebar and the search offer: the places there are, and what can be begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.ui.kit.nav import NavItem
from isp_desktop.ui.pages.search import Result, Target

_GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    ("", ("visit", "commitment", "note", "change")),
    ("Who and where", ("site", "person", "initiative")),
)
_KEYS = {"visit": "Ctrl N", "note": "Ctrl Shift N"}


def groups(drafts: int, specs: Mapping[str, KindSpec] | None = None) -> list[tuple[str, list[NavItem]]]:
    """The sidebar's places; drafts only while there are some.

    Args:
        specs: the kinds there are, by name; those of this program for None.
    """
    known = kinds() if specs is None else specs
    made = [(heading, [NavItem(spec.kind, spec.plural, spec.icon) for spec in own]) for heading, own in _grouped(known)]
    waiting = [NavItem("drafts", "1 draft" if drafts == 1 else f"{drafts:,} drafts", "clock")] if drafts else []
    return [*made, ("This notebook", [*waiting, NavItem("notebook", "Notebook settings", "settings")])]


def _grouped(specs: Mapping[str, KindSpec]) -> list[tuple[str, list[KindSpec]]]:
    """The kinds under their headings; those that no group names stand under one of their own."""
    named = [(heading, [specs[kind] for kind in members if kind in specs]) for heading, members in _GROUPS]
    placed = {spec.kind for _, own in named for spec in own}
    rest = [spec for kind, spec in specs.items() if kind not in placed]
    return [*named, ("More", rest)] if rest else named


def ways() -> list[Result]:
    """What the search offers beside what is in the notebook."""
    known = [spec for _, own in _grouped(kinds()) for spec in own]
    new = [
        Result(Target("new", spec.kind), f"New {spec.label.lower()}", "Do", "plus", keys=_KEYS.get(spec.kind, ""))
        for spec in known
    ]
    lists = [Result(Target("place", spec.kind), spec.plural, "Go to", spec.icon) for spec in known]
    own = [
        Result(Target("place", "drafts"), "Drafts", "Go to", "clock"),
        Result(Target("place", "notebook"), "Notebook settings", "Go to", "settings"),
    ]
    return [*lists, *own, *sorted(new, key=lambda way: not way.keys)]
