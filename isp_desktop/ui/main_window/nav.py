"""What the sidebar and the search offer: the places there are, and what can be begun."""

from __future__ import annotations

from collections.abc import Sequence

from isp_desktop.db.models import kinds
from isp_desktop.ui.kit.nav import NavItem
from isp_desktop.ui.pages.search import Result, Target

_GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    ("", ("visit", "commitment", "note", "change")),
    ("Who and where", ("site", "person", "initiative")),
)
_KEYS = {"visit": "Ctrl N", "note": "Ctrl Shift N"}


def groups(drafts: int) -> list[tuple[str, list[NavItem]]]:
    """The sidebar's places; drafts only while there are some."""
    specs = kinds()
    made = [
        (heading, [NavItem(kind, specs[kind].plural, specs[kind].icon) for kind in members if kind in specs])
        for heading, members in _GROUPS
    ]
    waiting = [NavItem("drafts", "1 draft" if drafts == 1 else f"{drafts:,} drafts", "clock")] if drafts else []
    return [*made, ("This notebook", [*waiting, NavItem("notebook", "Notebook settings", "settings")])]


def ways() -> list[Result]:
    """What the search offers beside what is in the notebook."""
    specs = kinds()
    order = [kind for _, members in _GROUPS for kind in members]
    known = [*(specs[kind] for kind in order), *(spec for kind, spec in specs.items() if kind not in order)]
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
