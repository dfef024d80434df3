"""All that happened at a site or with a person, latest first: visits, promises, notes, changes, support, photos."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.days import day_of_number, end_number, first_number
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.timeline import KINDS, Entry, Sieve, Stretch
from isp_desktop.domain.words import fold
from isp_desktop.services.naming import titles
from isp_desktop.services.timeline_words import Teller, as_list

PAGE = 100
_SCANNED = 400
_CHAMPIONS = 20
_OF_CHAMPIONS = ("engagement", "champion_review")
_NAMED = ("person", "site", "team", "champion", "core_element")


def page(
    store: Store,
    target: str,
    sieve: Sieve,
    before: int | None = None,
    limit: int = PAGE,
    today: dt.date | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Stretch:
    """A page of what points to the site or person `target`, latest first.

    A sieve that lets little through reads on until the page is full or the period ends; `progress` may stop it.

    Args:
        before: the `before` of the page before; None for the first.
    """
    now = today or dt.date.today()
    at = _earlier(before, _number_after(sieve.end))
    least = _number_of(sieve.start)
    chosen: list[tuple[int, Item]] = []
    with store.read() as reading:
        champions = _champions(reading, target)
        while len(chosen) < limit:
            progress(len(chosen), limit)
            found = _latest(reading, target, champions, sieve.kinds, at, _SCANNED if _reads(sieve) else limit)
            near = [row for row in found if row[0] >= least]
            chosen += [pair for pair in _items(reading, near) if _lets_through(sieve, pair[1])]
            at = found[-1][0] if found and len(near) == len(found) else None
            if at is None:
                break
        shown = chosen[:limit]
        entries = tuple(_entries(reading, shown, target, now))
    if len(chosen) > limit:
        return Stretch(entries, shown[-1][0])
    return Stretch(entries, at)


def years(store: Store, target: str, sieve: Sieve) -> list[int]:
    """The years in which something happened, latest first; of the sieve only kinds and period count."""
    found: list[int] = []
    at, least = _number_after(sieve.end), _number_of(sieve.start)
    with store.read() as reading:
        champions = _champions(reading, target)
        while latest := _latest(reading, target, champions, sieve.kinds, at, 1):
            if latest[0][0] < least:
                break
            found.append(day_of_number(latest[0][0]).year)
            at = first_number(dt.date(found[-1], 1, 1))
    return found


def people_in(store: Store, target: str, limit: int = 300) -> list[tuple[str, str]]:
    """Uid and name of the people in the latest `limit` entries, most often first."""
    seen: dict[str, int] = {}
    with store.read() as reading:
        for _n, item in _items(reading, _latest(reading, target, _champions(reading, target), KINDS, None, limit)):
            for uid in _linked(item, "person"):
                seen[uid] = seen.get(uid, 0) + 1
        seen.pop(target, None)
        names = titles(reading, seen)
    ordered = sorted(names, key=lambda uid: (-seen[uid], names[uid]))
    return [(uid, names[uid]) for uid in ordered]


def _champions(reading: Reading, target: str) -> list[str]:
    """The champions that a person is: what was done with them and how it stood names them, not the person."""
    return lists.pointing(reading, target, "champion", "person", _CHAMPIONS)


def _latest(
    reading: Reading,
    target: str,
    champions: Sequence[str],
    wanted: Sequence[str],
    before: int | None,
    limit: int,
) -> list[tuple[int, str, str]]:
    """Number, uid and kind of what points to `target` or to one of `champions`, latest first."""
    found = lists.timeline(reading, target, wanted, before, limit)
    if not champions:
        return found
    theirs = [kind for kind in wanted if kind in _OF_CHAMPIONS]
    more = (row for champion in champions for row in lists.timeline(reading, champion, theirs, before, limit))
    return sorted({*found, *more}, reverse=True)[:limit]


def _reads(sieve: Sieve) -> bool:
    """Whether the records themselves say which are let through."""
    return bool(sieve.person or sieve.activity or sieve.words)


def _number_of(day: str) -> int:
    return first_number(dt.date.fromisoformat(day)) if day else 0


def _number_after(day: str) -> int | None:
    return end_number(dt.date.fromisoformat(day)) if day else None


def _earlier(one: int | None, other: int | None) -> int | None:
    given = [number for number in (one, other) if number is not None]
    return min(given, default=None)


def _items(reading: Reading, found: Sequence[tuple[int, str, str]]) -> list[tuple[int, Item]]:
    """The records found, with their numbers, in the order found."""
    by_kind: dict[str, list[str]] = {}
    for _n, uid, kind in found:
        by_kind.setdefault(kind, []).append(uid)
    items = {item.uid: item for kind, uids in by_kind.items() for item in lists.items(reading, kind, uids)}
    return [(n, items[uid]) for n, uid, _kind in found if uid in items]


def _lets_through(sieve: Sieve, item: Item) -> bool:
    if sieve.activity and sieve.activity not in (item.fields.get("activities") or ()):
        return False
    if sieve.person and sieve.person not in _linked(item, "person"):
        return False
    if not sieve.words:
        return True
    text = fold(" ".join(_texts(kinds()[item.kind], item)))
    return all(fold(word) in text for word in sieve.words.split())


def _texts(spec: KindSpec, item: Item) -> Iterable[str]:
    """What was written in it, its choices in words included; private words too, since this is their owner's screen."""
    for field in spec.fields:
        value = item.fields.get(field.name)
        if value and field.type in ("line", "text", "tags", "choice"):
            yield from (field.choices.get(str(one), str(one)) for one in as_list(value))


def _linked(item: Item, to: str) -> list[str]:
    fields: list[FieldSpec] = [field for field in kinds()[item.kind].fields if to in field.targets]
    return list(dict.fromkeys(uid for field in fields for uid in as_list(item.fields.get(field.name))))


def _entries(reading: Reading, chosen: Sequence[tuple[int, Item]], target: str, today: dt.date) -> Iterable[Entry]:
    uids = {uid for _n, item in chosen for to in _NAMED for uid in _linked(item, to)} - {target}
    teller = Teller(titles(reading, uids), today)
    for n, item in chosen:
        day = str(item.fields.get(kinds()[item.kind].day) or "") or day_of_number(n).isoformat()
        yield teller.entry(n, day, item, _linked(item, "site"))
