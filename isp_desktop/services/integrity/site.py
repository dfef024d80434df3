"""How the core elements hold at a site over time, with what was adapted, what changed and how it was supported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db import integrity as table
from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain import integrity
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.integrity import Adapted, Mark, Stand
from isp_desktop.domain.language import _
from isp_desktop.services import naming
from isp_desktop.services.integrity import elements, withdrawing
from isp_desktop.services.integrity.elements import Element
from isp_desktop.services.integrity.withdrawing import Withdrawal

KINDS = frozenset(
    (
        *("site", "initiative", "core_element", "integrity_mark", "adaptation", "support", "change"),
        *("withdrawal", "withdrawal_condition", "person", "visit"),
    )
)
"""The kinds from which the page is told."""

_MOST_MARKS, _MOST = 1_500, 200
_READ = (("integrity_mark", _MOST_MARKS), ("adaptation", _MOST), ("support", _MOST), ("change", _MOST))


class Look(Struct, frozen=True):
    """A mark as it is told: its element, its day, what it is based on and by whom; `sources` are keys."""

    uid: str
    element: str
    day: str
    mark: str
    sources: tuple[str, ...]
    evidence: str
    seen_by: tuple[str, ...]
    visit: str
    private: bool
    in_conflict: bool


class Adaptation(Struct, frozen=True):
    """Something done otherwise; `elements` by name, `planned` and `consistent` keys or ""."""

    uid: str
    what: str
    since: str
    until: str
    in_force: bool
    planned: str
    consistent: str
    elements: tuple[str, ...]
    private: bool
    in_conflict: bool


class Lane(Struct, frozen=True):
    """A core element at the site: how it stands, its looks earliest first, and the adaptations that bear on it."""

    element: Element
    stand: Stand
    looks: tuple[Look, ...]
    bearing: tuple[str, ...]


class Supported(Struct, frozen=True):
    """A support status, a key of `SUPPORT_STATES`, from a day on."""

    status: str
    since: str


class Changed(Struct, frozen=True):
    """What changed around the programme on a day; `place` is a key of `CHANGE_PLACES` or ""."""

    uid: str
    day: str
    what: str
    place: str
    private: bool


class SiteIntegrity(Struct, frozen=True):
    """All of it. `initiatives`: uid and name; `marks_left_out`: whether there are older marks than are read."""

    uid: str
    name: str
    life: str
    initiatives: tuple[tuple[str, str], ...]
    lanes: tuple[Lane, ...]
    adaptations: tuple[Adaptation, ...]
    support: tuple[Supported, ...]
    changes: tuple[Changed, ...]
    withdrawals: tuple[Withdrawal, ...]
    marks_left_out: bool

    @property
    def facts(self) -> str:
        """What is so, in a sentence."""
        return integrity.facts(lane.stand for lane in self.lanes)


def of_site(store: Store, uid: str, today: dt.date, private: bool = True) -> SiteIntegrity:
    """What there is of the site `uid`; with `private` False what of it may leave this computer.

    Raises:
        NotFound: there is no such site.
        BadInput: it may not leave.
    """
    with store.read() as reading:
        found = lists.items(reading, "site", [uid])
        if not found:
            raise NotFound(_("This site is not in the notebook. Look it up by search."))
        site = found[0]
        if site.private and not private:
            raise BadInput(_("This site is private. Share it first, then save its picture."))
        initiatives = naming.titles(reading, site.fields["initiatives"] or ())
        order = sorted(initiatives, key=lambda one: (initiatives[one].casefold(), one))
        marks, adapted, support, changes = (
            [item for item in _pointing(reading, kind, uid, most) if private or not item.private]
            for kind, most in _READ
        )
        described = [one for one in _described(reading, order, marks) if private or not one.private]
        plans = withdrawing.of(reading, uid)
        names = naming.titles(reading, {one for mark in marks for one in mark.fields["seen_by"] or ()})
        touched = {one for item in adapted for one in item.fields["elements"] or ()}
        names |= naming.titles(reading, touched)
    bears = [_adapted(item) for item in adapted]
    said = {item.uid: str(item.fields["what"] or "") for item in adapted}
    now = integrity.latest((_mark(one) for one in marks), today)
    looks = sorted((_look(one, names) for one in marks), key=lambda one: (one.day, one.uid))
    return SiteIntegrity(
        uid=uid,
        name=str(site.fields["name"] or ""),
        life=site.life,
        initiatives=tuple((one, initiatives[one]) for one in order),
        lanes=tuple(_lane(one, uid, now, looks, bears, said, today) for one in described),
        adaptations=tuple(_adaptation(item, names, today) for item in adapted),
        support=tuple(sorted((_supported(one) for one in support), key=lambda one: one.since)),
        changes=tuple(sorted((_changed(one) for one in changes), key=lambda one: (one.day, one.uid))),
        withdrawals=tuple(plans),
        marks_left_out=len(marks) == _MOST_MARKS,
    )


def elements_at(store: Store, site: str) -> list[Element]:
    """The core elements of the initiatives of `site`, in their order; none for ""."""
    with store.read() as reading:
        found = lists.items(reading, "site", [site]) if site else []
        initiatives = naming.titles(reading, found[0].fields["initiatives"] or ()) if found else {}
        order = sorted(initiatives, key=lambda one: (initiatives[one].casefold(), one))
        return elements.of(reading, order)


def facts_at(store: Store, site: str, today: dt.date) -> str:
    """How the core elements of `site` stand, in a sentence; "" where none is described."""
    described = elements_at(store, site)
    with store.read() as reading:
        now = integrity.latest(table.latest(reading, [one.uid for one in described], [site], today), today)
    return integrity.facts(integrity.stand(now.get((one.uid, site)), one.review_days, today) for one in described)


def _pointing(reading: Reading, kind: str, site: str, limit: int) -> list[Item]:
    return lists.items(reading, kind, lists.pointing(reading, site, kind, "site", limit))


def _described(reading: Reading, initiatives: Sequence[str], marks: Sequence[Item]) -> list[Element]:
    """The elements of the site's initiatives, and those of others that were looked at here all the same."""
    own = elements.of(reading, initiatives)
    others = {str(one.fields["element"]) for one in marks} - {one.uid for one in own}
    rows = lists.items(reading, "core_element", sorted(others))
    elsewhere = dict.fromkeys(str(row.fields["initiative"]) for row in rows if row.life != "deleted")
    return [*own, *(one for one in elements.of(reading, sorted(elsewhere)) if one.uid in others)]


def _lane(
    element: Element,
    site: str,
    now: Mapping[tuple[str, str], Mark],
    looks: Sequence[Look],
    adapted: Sequence[Adapted],
    said: Mapping[str, str],
    today: dt.date,
) -> Lane:
    return Lane(
        element,
        integrity.stand(now.get((element.uid, site)), element.review_days, today),
        tuple(look for look in looks if look.element == element.uid),
        tuple(said[one.uid] for one in integrity.bearing(adapted, element.uid, today)),
    )


def _mark(item: Item) -> Mark:
    own = item.fields
    return Mark(item.uid, *(str(own[name] or "") for name in ("element", "site", "date", "mark")))


def _adapted(item: Item) -> Adapted:
    own = item.fields
    touched = frozenset(own["elements"] or ())
    return Adapted(item.uid, str(own["date"] or ""), str(own["until"] or ""), touched, str(own["consistent"] or ""))


def _look(item: Item, names: Mapping[str, str]) -> Look:
    own = item.fields
    return Look(
        uid=item.uid,
        day=str(own["date"] or ""),
        sources=tuple(own["sources"] or ()),
        seen_by=tuple(names[uid] for uid in own["seen_by"] or () if uid in names),
        private=item.private,
        in_conflict=item.in_conflict,
        **_texts(own, "element", "mark", "evidence", "visit"),
    )


def _adaptation(item: Item, names: Mapping[str, str], today: dt.date) -> Adaptation:
    own = item.fields
    return Adaptation(
        uid=item.uid,
        since=str(own["date"] or ""),
        in_force=_adapted(item).is_in_force(today),
        elements=tuple(sorted(names[uid] for uid in own["elements"] or () if uid in names)),
        private=item.private,
        in_conflict=item.in_conflict,
        **_texts(own, "what", "until", "planned", "consistent"),
    )


def _supported(item: Item) -> Supported:
    return Supported(str(item.fields["status"] or ""), str(item.fields["since"] or ""))


def _changed(item: Item) -> Changed:
    own = item.fields
    day, what, place = (str(own[name] or "") for name in ("date", "what", "place"))
    return Changed(item.uid, day, what, place, item.private)


def _texts(own: Mapping[str, Any], *fields: str) -> dict[str, str]:
    return {name: str(own[name] or "") for name in fields}
