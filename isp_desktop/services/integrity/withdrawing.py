"""The plan by which support is withdrawn from a site: what must stand by when, and since when it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec import Struct

from isp_desktop.db import integrity as table
from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services import naming, records
from isp_desktop.services.taking_back import Undo, change

_MOST = 200


class Condition(Struct, frozen=True):
    """Something that must stand; days "YYYY-MM-DD" or "", `area` a key of `OUTLOOK_AREAS` or "", `owner` by name."""

    uid: str
    what: str
    area: str
    owner: str
    due: str
    stands_since: str
    evidence: str
    given_up: str
    private: bool
    in_conflict: bool

    @property
    def is_open(self) -> bool:
        """Whether it neither stands nor was given up."""
        return not self.stands_since and not self.given_up


class Withdrawal(Struct, frozen=True):
    """A plan and its conditions, those that do not stand yet first."""

    uid: str
    initiative: str
    begins_on: str
    ends_on: str
    agreed_on: str
    agreed_with: tuple[str, ...]
    how: str
    after: str
    private: bool
    in_conflict: bool
    conditions: tuple[Condition, ...]


def of(reading: Reading, site: str) -> list[Withdrawal]:
    """The plans for `site`; the one that ends last comes first."""
    plans = lists.items(reading, "withdrawal", lists.pointing(reading, site, "withdrawal", "site", _MOST))
    uids = table.pointing(reading, "withdrawal_condition", "withdrawal", [one.uid for one in plans], _MOST)
    conditions = lists.items(reading, "withdrawal_condition", uids)
    linked = {str(one.fields["owner"]) for one in conditions if one.fields["owner"]}
    linked |= {uid for one in plans for uid in one.fields["agreed_with"] or ()}
    names = naming.titles(reading, linked | {str(one.fields["initiative"] or "") for one in plans})
    told = [_plan(one, conditions, names) for one in plans]
    return sorted(told, key=lambda one: (one.ends_on, one.uid), reverse=True)


def judge(store: Store, uid: str, stands: bool, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Says that a condition stands since today, or not yet; `seen` as for `taking_back.change`.

    Raises:
        BadInput: since when it stands is in conflict.
        NotFound: there is no such record.
    """
    day = records.get(store, uid).fields.get("stands_since")
    since = (day or today.isoformat()) if stands else None
    return change(store, "withdrawal_condition", uid, {"stands_since": since, "given_up": None}, seen)


def move(store: Store, uid: str, day: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Gives a condition another day; raises as `judge` does."""
    return change(store, "withdrawal_condition", uid, {"due": day.isoformat()}, seen)


def words(found: Withdrawal, today: dt.date) -> str:
    """How far a plan has come: "2 of 5 conditions stand, 1 is late."."""
    counting = [one for one in found.conditions if not one.given_up]
    if not counting:
        return _("No condition is noted yet.")
    standing = sum(bool(one.stands_since) for one in counting)
    late = sum(one.is_open and bool(one.due) and one.due < today.isoformat() for one in counting)
    told = counted(
        "{n} of {all} conditions stands", "{n} of {all} conditions stand", standing, all=number(len(counting))
    )
    behind = counted("{n} is late", "{n} are late", late) if late else ""
    return _("{parts}.").format(parts=", ".join(filter(None, (told, behind))))


def _plan(item: Item, conditions: Iterable[Item], names: dict[str, str]) -> Withdrawal:
    own = item.fields
    kept = [_condition(one, names) for one in conditions if one.fields["withdrawal"] == item.uid]
    return Withdrawal(
        uid=item.uid,
        initiative=names.get(str(own["initiative"] or ""), ""),
        agreed_with=tuple(names[uid] for uid in own["agreed_with"] or () if uid in names),
        private=item.private,
        in_conflict=item.in_conflict,
        conditions=tuple(sorted(kept, key=_press)),
        **{name: str(own[name] or "") for name in ("begins_on", "ends_on", "agreed_on", "how", "after")},
    )


def _condition(item: Item, names: dict[str, str]) -> Condition:
    own = item.fields
    plain = ("what", "area", "due", "stands_since", "evidence", "given_up")
    return Condition(
        uid=item.uid,
        owner=names.get(str(own["owner"] or ""), ""),
        private=item.private,
        in_conflict=item.in_conflict,
        **{name: str(own[name] or "") for name in plain},
    )


def _press(one: Condition) -> tuple[bool, str, str]:
    return not one.is_open, one.due or "9999", one.uid
