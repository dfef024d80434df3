"""How much capacity a site or an initiative needs, by type and level, in percent of the scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db.lists import Item as Row
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.scoring import Cell
from isp_desktop.services import records
from isp_desktop.services.capacity.instruments import family
from isp_desktop.services.taking_back import Undo, change_within, delete, take_back, take_out


class Target(Struct, frozen=True):
    """How much of one type at one level is needed, in percent; of a site, an initiative, or (both "") of all."""

    uid: str
    needed: int
    site: str
    initiative: str
    private: bool
    in_conflict: bool


def targets(store: Store, instrument: str, site: str = "", initiative: str = "") -> dict[Cell, Target]:
    """What is needed at `site`: what is said of it, else of the initiative, or of those it is part of, else of all.

    What was said by another version of the instrument holds where this one says nothing.
    """
    with store.read() as reading:
        initiatives = [initiative] if initiative else _initiatives(reading, site)
        return holding(said(reading, instrument), site, initiatives)


class Needed:
    """How much is needed by several instruments at several places, in percent; of each instrument it is read once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._said: dict[str, list[Row]] = {}

    def at(self, instrument: str, site: str) -> dict[Cell, int]:
        """What is needed at a site, as `targets` says."""
        if instrument not in self._said:
            self._said[instrument] = said(self._reading, instrument)
        rows = self._said[instrument]
        return percents(holding(rows, site, _initiatives(self._reading, site))) if rows else {}


def said(reading: Reading, instrument: str) -> list[Row]:
    """All that is said of what is needed by `instrument` and its other versions, these last."""
    known = list(dict.fromkeys([instrument, *family(reading, instrument)]))
    rows = lists.items(reading, "capacity_target", table.targets(reading, known))
    return sorted(rows, key=lambda row: (known.index(row.fields["instrument"]), row.uid))


def holding(rows: Iterable[Row], site: str, initiatives: Iterable[str]) -> dict[Cell, Target]:
    """What of `rows` holds at `site`, that is part of `initiatives`."""
    places = {"": 2, **dict.fromkeys(initiatives, 1), **({site: 0} if site else {})}
    found: dict[Cell, Target] = {}
    for row in sorted((row for row in rows if _of(row) in places), key=lambda row: places[_of(row)]):
        found.setdefault((str(row.fields["capacity_type"] or ""), str(row.fields["level"] or "")), _target(row))
    return found


def set_target(
    store: Store, instrument: str, cell: Cell, needed: int | None, *, site: str = "", initiative: str = ""
) -> Undo:
    """Says how much is needed, 0 to 100; None for no longer anything. Two who say so at once meet in one record.

    Raises:
        BadInput: it is no such number, it is in conflict, or there is no such instrument, site or initiative.
    """
    uid = uid_of(instrument, f"needed {site or initiative} {cell[0]} {cell[1]}")
    fields = {"instrument": instrument, "site": site or None, "initiative": initiative or None}
    with store.write() as transaction:
        now = transaction.look(uid)
        if now is None:
            if needed is None:
                return lambda: None
            told = {**fields, "capacity_type": cell[0], "level": cell[1], "needed": needed}
            scope = records.scope_from(transaction, filter(None, (instrument, site, initiative)))
            saved = records.put(transaction, "capacity_target", told, uid, scope=scope)
            return partial(take_out, store, [saved])
        if needed is not None:
            was_deleted = now.life == "deleted"
            if was_deleted:
                records.restore(transaction, uid)
            changed = change_within(transaction, "capacity_target", uid, {"needed": needed})
            return partial(_delete, store, uid) if was_deleted else partial(take_back, store, [changed])
    return delete(store, uid)


def _delete(store: Store, uid: str) -> None:
    delete(store, uid)


def _initiatives(reading: Reading, site: str) -> list[str]:
    found = lists.items(reading, "site", [site]) if site else []
    return [uid for row in found for uid in row.fields["initiatives"] or ()]


def _of(row: Row) -> str:
    return str(row.fields["site"] or row.fields["initiative"] or "")


def _target(row: Row) -> Target:
    own = row.fields
    return Target(
        uid=row.uid,
        needed=round(own["needed"] or 0),
        site=str(own["site"] or ""),
        initiative=str(own["initiative"] or ""),
        private=row.private,
        in_conflict=row.in_conflict,
    )


def percents(found: Mapping[Cell, Target]) -> dict[Cell, int]:
    """What is needed, in percent alone."""
    return {cell: target.needed for cell, target in found.items()}
