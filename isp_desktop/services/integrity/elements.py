"""The core elements of initiatives: those that are described, and those that are no more than named yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

from msgspec import Struct

from isp_desktop.db import integrity as table
from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.integrity import folded
from isp_desktop.services import records
from isp_desktop.services.taking_back import Changed, Undo, change, change_within, delete, take_back, take_out

_MOST = 200


class Element(Struct, frozen=True):
    """A core element; `review_days` 0 where it is not said how often it is to be looked at."""

    uid: str
    name: str
    initiative: str
    place: float | None = None
    good: str = ""
    least: str = ""
    review_days: int = 0
    private: bool = False
    in_conflict: bool = False


def of(reading: Reading, initiatives: Iterable[str]) -> list[Element]:
    """The core elements of `initiatives`, in their order; those without a place come last, by name."""
    wanted = list(initiatives)
    uids = table.pointing(reading, "core_element", "initiative", wanted, _MOST)
    found = [_element(item) for item in lists.items(reading, "core_element", uids)]
    return sorted(found, key=lambda one: (wanted.index(one.initiative), *_place(one)))


def named(initiative: Item, described: Sequence[Element]) -> tuple[str, ...]:
    """The core elements that are named of `initiative` and have no record yet, as an older program had them typed."""
    uids = {one.uid for one in described}
    names = {folded(one.name) for one in described}
    bare = {
        name
        for name in initiative.fields.get("core_elements") or ()
        if folded(name) not in names and uid_of_element(initiative.uid, name) not in uids
    }
    return tuple(sorted(bare, key=lambda name: (folded(name), name)))


def uid_of_element(initiative: str, name: str) -> str:
    """The uid of the core element that is made of a name: the same for two colleagues who make it of the same one."""
    return uid_of(initiative, f"core element {folded(name)}")


def describe(store: Store, initiative: str, name: str) -> Undo:
    """Makes a record of a core element that was only named; the name stays where it was typed.

    Raises:
        BadInput: there is no such initiative, or the name is no single line.
    """
    uid = uid_of_element(initiative, name)
    with store.write() as transaction:
        now = transaction.look(uid)
        if now is None:
            scope = records.scope_from(transaction, [initiative])
            saved = records.put(transaction, "core_element", {"name": name, "initiative": initiative}, uid, scope=scope)
            return partial(take_out, store, [saved])
        if now.life == "deleted":
            records.restore(transaction, uid)
    return partial(_delete, store, uid)


def take_name_out(store: Store, initiative: str, name: str, seen: Sequence[str] | None = None) -> Undo:
    """Takes a name out of those that are no more than named.

    Raises:
        NotFound: there is no such initiative.
    """
    names = records.get(store, initiative).fields.get("core_elements") or ()
    return change(store, "initiative", initiative, {"core_elements": [one for one in names if one != name]}, seen)


def move(store: Store, uid: str, step: Literal[-1, 1]) -> Undo:
    """Puts a core element before the one above it (-1), or after the one below it (1), in its initiative's order.

    Raises:
        BadInput: a place is in conflict.
        NotFound: there is no such record.
    """
    initiative = str(records.get(store, uid).fields.get("initiative") or "")
    with store.read() as reading:
        order = [one.uid for one in of(reading, [initiative])]
        places = {one.uid: one.place for one in of(reading, [initiative])}
    at = order.index(uid)
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    with store.write() as transaction:
        changed = [
            _put_at(transaction, one, place) for place, one in enumerate(order, 1) if to != at and places[one] != place
        ]
    return partial(take_back, store, changed)


def _put_at(transaction: Transaction, uid: str, place: int) -> Changed:
    return change_within(transaction, "core_element", uid, {"place": place})


def _delete(store: Store, uid: str) -> None:
    delete(store, uid)


def _place(one: Element) -> tuple[bool, float, str, str]:
    return one.place is None, one.place or 0, folded(one.name), one.uid


def _element(item: Item) -> Element:
    own = item.fields
    return Element(
        uid=item.uid,
        initiative=str(own["initiative"] or ""),
        place=own["place"],
        review_days=int(own["review_days"] or 0),
        private=item.private,
        in_conflict=item.in_conflict,
        **{name: str(own[name] or "") for name in ("name", "good", "least")},
    )
