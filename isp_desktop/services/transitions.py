"""Leadership changes with their steps and checklists, and what of them is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db import transitions as table
from isp_desktop.db.lists import Item as Row
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.transitions import STATES_OVER, Step, steps
from isp_desktop.domain.vocabulary import CONTINUITY_AREAS, TRANSITION_STEPS
from isp_desktop.services import naming

KINDS = frozenset({"transition", "continuity_item", "person", "site", "leadership_role"})
"""The kinds from which leadership changes are told."""

AHEAD = 14
"""How many days before its day a step or an item is due soon."""
SHOWN = 7
_MOST, _MOST_ITEMS = 200, 5_000
_AREAS = tuple(CONTINUITY_AREAS)
_RECORDED = ("told", "named")

Named = tuple[str, str]
"""A uid and a name; both "" for nobody."""


class Item(Struct, frozen=True):
    """A line of the checklist; days "YYYY-MM-DD" or "", `area` a key or "".

    Attributes:
        about: kind and uid of what it is about, both "" where that is not said.
        owner: who sees to it.
        not_needed: why it is not needed, "" where it is.
    """

    uid: str
    what: str
    area: str
    about: tuple[str, str]
    owner: Named
    due: str
    done_on: str
    not_needed: str
    private: bool
    in_conflict: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits."""
        return not self.done_on and not self.not_needed


class Transition(Struct, frozen=True):
    """A leadership change; `state` is a key.

    Attributes:
        steps: all of them, in their order.
        items: those that wait first, first due first, and those of no day by their area.
        to_share: how many items stay on this computer although the change does not.
    """

    uid: str
    life: str
    role: str
    state: str
    leaves: Named
    comes: Named
    site: Named
    initiative: Named
    why: str
    private_notes: str
    steps: tuple[Step, ...]
    items: tuple[Item, ...]
    to_share: int
    private: bool
    in_conflict: bool

    @property
    def is_open(self) -> bool:
        """Whether it is neither over nor called off."""
        return self.state not in STATES_OVER

    @property
    def needed(self) -> int:
        """How many items there are, without those that are not needed."""
        return sum(not one.not_needed for one in self.items)

    @property
    def done(self) -> int:
        """How many of these are done."""
        return sum(bool(one.done_on) and not one.not_needed for one in self.items)


class Due(Struct, frozen=True):
    """A step or an item (the other is None) that is due; `days` to its day, below 0 for a late one."""

    transition: Transition
    days: int
    step: Step | None = None
    item: Item | None = None

    @property
    def key(self) -> str:
        """What tells it from what else is due."""
        return self.item.uid if self.item is not None else f"{self.transition.uid} {self.step.key if self.step else ''}"


class DueChanges(Struct, frozen=True):
    """The first ones, first due first, and how many there are."""

    shown: tuple[Due, ...] = ()
    count: int = 0

    @property
    def due(self) -> int:
        """How many of those shown are late or due today."""
        return sum(one.days <= 0 for one in self.shown)


def under_way(store: Store, today: dt.date, site: str = "") -> list[Transition]:
    """The leadership changes that are neither over nor called off, first leaving first; of all sites for ""."""
    with store.read() as reading:
        return _transitions(reading, table.under_way(reading, site, _MOST), today)


def one(store: Store, uid: str, today: dt.date) -> Transition:
    """The leadership change `uid`, a deleted one too.

    Raises:
        NotFound: there is no such record.
    """
    with store.read() as reading:
        found = _transitions(reading, [uid], today)
    if not found:
        raise NotFound(_("This leadership change is not in the notebook. Look it up by search."))
    return found[0]


def due(store: Store, today: dt.date) -> DueChanges:
    """The steps and items that are late or due within the coming days; only of changes that are under way."""
    with store.read() as reading:
        open_ones = _transitions(reading, table.under_way(reading, "", _MOST), today)
    found = [
        *(Due(change, days, step=step) for change in open_ones for step, days in _waiting(change, today)),
        *(
            Due(change, (dt.date.fromisoformat(item.due) - today).days, item=item)
            for change in open_ones
            for item in change.items
            if item.is_open and item.due
        ),
    ]
    soon = sorted((one for one in found if one.days <= AHEAD), key=lambda one: (one.days, one.key))
    return DueChanges(tuple(soon[:SHOWN]), len(soon))


def headline(found: Sequence[Transition]) -> str:
    """One sentence on how many changes are under way, and where there is one only, where."""
    if not found:
        return ""
    if len(found) == 1 and found[0].site[1]:
        return _("One leadership change is under way, at {site}.").format(site=found[0].site[1])
    return counted("{n} leadership change is under way.", "{n} leadership changes are under way.", len(found))


def progress_words(found: Transition) -> str:
    """ "2 of 6 done", or that there is no checklist yet."""
    if not found.needed:
        return _("No checklist yet")
    return _("{n} of {all} done").format(n=found.done, all=found.needed)


def step_words(step: Step) -> str:
    """What a step is called."""
    return _(TRANSITION_STEPS[step.key])


def who_words(found: Transition) -> str:
    """Who leaves and who comes: "Ruth Calloway, then Eva Norell"; what is not known is left out."""
    if found.leaves[1] and found.comes[1]:
        return _("{leaves}, then {comes}").format(leaves=found.leaves[1], comes=found.comes[1])
    return found.leaves[1] or found.comes[1]


def _waiting(found: Transition, today: dt.date) -> Iterable[tuple[Step, int]]:
    for step in found.steps:
        days = step.days(today)
        if days is not None and step.key not in _RECORDED:
            yield step, days


def _transitions(reading: Reading, uids: Sequence[str], today: dt.date) -> list[Transition]:
    rows = lists.items(reading, "transition", uids)
    items = lists.items(reading, "continuity_item", table.items_of(reading, [row.uid for row in rows])[:_MOST_ITEMS])
    about = lists.names(reading, {str(item.fields["about"]) for item in items if item.fields["about"]})
    linked = {row.fields[name] for row in rows for name in ("leaves", "comes", "site", "initiative")}
    linked |= {item.fields["owner"] for item in items}
    names = naming.titles(reading, filter(None, linked))
    told: dict[str, list[tuple[Row, Item]]] = {}
    for item in items:
        told.setdefault(str(item.fields["transition"]), []).append((item, _item(item, names, about)))
    return [_transition(row, told.get(row.uid, ()), names, about, today) for row in rows]


def _transition(
    row: Row,
    items: Sequence[tuple[Row, Item]],
    names: Mapping[str, str],
    about: Mapping[str, lists.Name],
    today: dt.date,
) -> Transition:
    own = row.fields
    hidden = {item.uid for item, _told in items if _is_about_private(item, about)}
    return Transition(
        uid=row.uid,
        life=row.life,
        state=str(own["state"] or "foreseen"),
        steps=steps(own, today),
        items=tuple(sorted((told for _row, told in items), key=_place)),
        to_share=0 if row.private else sum(item.private and item.uid not in hidden for item, _told in items),
        private=row.private,
        in_conflict=row.in_conflict,
        role=str(own["role"] or ""),
        why=str(own["why"] or ""),
        private_notes=str(own["private_notes"] or ""),
        leaves=_named(own["leaves"], names),
        comes=_named(own["comes"], names),
        site=_named(own["site"], names),
        initiative=_named(own["initiative"], names),
    )


def _is_about_private(item: Row, about: Mapping[str, lists.Name]) -> bool:
    named = about.get(str(item.fields["about"] or ""))
    return named is not None and named.private


def _item(row: Row, names: Mapping[str, str], about: Mapping[str, lists.Name]) -> Item:
    own = row.fields
    named = about.get(str(own["about"] or ""))
    return Item(
        uid=row.uid,
        about=(named.kind, named.uid) if named is not None and named.life != "deleted" else ("", ""),
        owner=_named(own["owner"], names),
        private=row.private,
        in_conflict=row.in_conflict,
        **{name: str(own[name] or "") for name in ("what", "area", "due", "done_on", "not_needed")},
    )


def _place(item: Item) -> tuple[bool, str, int, str, str]:
    """Those that wait first, by their day; what is over by the day on which it was done."""
    area = _AREAS.index(item.area) if item.area in _AREAS else len(_AREAS)
    return not item.is_open, (item.due if item.is_open else item.done_on) or "9999", area, item.what, item.uid


def _named(uid: Any, names: Mapping[str, str]) -> Named:
    return (str(uid), names[str(uid)]) if uid and str(uid) in names else ("", "")
