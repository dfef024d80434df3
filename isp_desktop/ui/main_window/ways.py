"""What the search offers beside what is in the notebook."""

from __future__ import annotations

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.nouns import noun
from isp_desktop.ui.main_window import nav
from isp_desktop.ui.main_window.actions import MENUS, Entry
from isp_desktop.ui.pages.search import Result, Target

_KEYS = {"visit": "Ctrl N", "note": "Ctrl Shift N"}
_ALSO_BEGUN = frozenset({"trust", "team_check"})
# Where beginning is more than opening a form.
_BEGUN_AS = {"team_check": marked("Begin a team check")}
# Reached another way in the search, or of no use from there.
_NOT_OFFERED = frozenset({"new_visit", "new_note", "search", "next_part", "settings", "today", "calendar"})


def ways() -> list[Result]:
    """What can be jumped to or done: places to go to, records to begin, things to do."""
    go_to, begin, do = _("Go to"), _("Begin"), _("Do")
    found = [*nav.places(), *nav.elsewhere()]
    lists = [Result(Target("place", item.key), item.label, go_to, item.icon) for item in found]
    new = [
        Result(Target("new", spec.kind), _begun_as(spec), begin, "plus", keys=keys)
        for spec in kinds().values()
        if not spec.within or spec.kind in _ALSO_BEGUN
        for keys in (_KEYS.get(spec.kind, ""),)
    ]
    entries = [entry for own in MENUS.values() for entry in own if entry is not None and entry.name not in _NOT_OFFERED]
    return [*lists, *sorted(new, key=lambda way: not way.keys), *(_doing(entry, do) for entry in entries)]


def _begun_as(spec: KindSpec) -> str:
    own = _BEGUN_AS.get(spec.kind)
    return _(own) if own else _("New {kind}").format(kind=noun(spec.label))


def _doing(entry: Entry, section: str) -> Result:
    keys = entry.keys[0].replace("+", " ") if entry.keys else ""
    return Result(Target("do", entry.name), _(entry.text).replace("&", ""), section, "play", keys=keys)
