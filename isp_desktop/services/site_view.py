"""What the page of a site tells beside its timeline: how the support stands, who is there, what waits, what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from isp_desktop.db import contact, lists, settings
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.days import first_number
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.domain.vocabulary import CHANGE_PLACES, SETTINGS
from isp_desktop.services import attaching, lines, naming, records, taking_back
from isp_desktop.services.taking_back import Undo

_PEOPLE, _TEAMS, _CHANGES, _VISITS_WITH_FILES, _FILES, _VISITS_WITH_PEOPLE = 200, 40, 60, 40, 24, 40


@dataclass(frozen=True, slots=True)
class Support:
    """A support status of the site, from the day `since` ("YYYY-MM-DD") on."""

    uid: str
    status: str
    since: str
    why: str


@dataclass(frozen=True, slots=True)
class Visit:
    """The next visit."""

    uid: str
    date: str
    starts: str


@dataclass(frozen=True, slots=True)
class SiteHead:
    """The head of the page.

    Attributes:
        icon: a Lucide name that says the setting.
        initiatives: uid and name of each.
        support: what holds today, or None; `past` has all that were, latest first.
    """

    uid: str
    name: str
    life: str
    icon: str
    setting: str
    organization: str
    initiatives: tuple[tuple[str, str], ...]
    support: Support | None
    past: tuple[Support, ...]
    next_visit: Visit | None
    in_conflict: bool


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody of the site; `last` is the day of the last contact, "YYYY-MM-DD" or ""."""

    uid: str
    name: str
    role: str
    last: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the timeline; `changes` by the words for their place, `teams` as uid and name."""

    people: tuple[Here, ...] = ()
    teams: tuple[tuple[str, str], ...] = ()
    commitments: tuple[Line, ...] = ()
    changes: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    files: tuple[Item, ...] = ()


def head(store: Store, uid: str, today: dt.date) -> SiteHead:
    """The head of the page of the site `uid`.

    Raises:
        NotFound: there is no such site.
    """
    with store.read() as reading:
        found = lists.items(reading, "site", [uid])
        if not found:
            raise NotFound(_("This site is not in the notebook. Look it up by search."))
        site = found[0]
        past = _past(reading, uid)
        names = naming.titles(reading, site.fields.get("initiatives") or ())
        coming = _next_visit(reading, uid, today)
    setting = str(site.fields.get("setting") or "")
    return SiteHead(
        uid=uid,
        name=str(site.fields.get("name") or ""),
        life=site.life,
        icon=lines.SITE_ICONS.get(setting, "map-pin"),
        setting=_(SETTINGS.get(setting, setting)) if setting else "",
        organization=str(site.fields.get("organization") or ""),
        initiatives=tuple(sorted(names.items(), key=lambda pair: pair[1])),
        support=next((one for one in past if one.since <= today.isoformat()), None),
        past=past,
        next_visit=coming,
        in_conflict=site.in_conflict,
    )


def set_support(store: Store, site: str, status: str, since: str, why: str) -> Undo:
    """Gives the site another support status from a day on; what was before stays as it was.

    Raises:
        BadInput: a value is not right; nothing is written.
    """
    fields = {"site": site, "status": status, "since": since, "why": why}
    with store.write() as transaction:
        saved = records.put(transaction, "support", fields)
    return partial(taking_back.take_out, store, [saved])


def aside(store: Store, uid: str, today: dt.date) -> Aside:
    """What stands beside the timeline of the site `uid`."""
    with store.read() as reading:
        people = _people(reading, uid, today)
        files = _files(reading, uid)
        teams = naming.titles(reading, lists.pointing(reading, uid, "team", "sites", _TEAMS))
    waiting = lines.open_commitments(store, where=[("site", uid)], today=today)
    return Aside(
        people,
        tuple(sorted(teams.items(), key=lambda pair: pair[1])),
        tuple(sorted(waiting, key=lambda line: line.day or "9999")),
        _changes(store, uid, today),
        (*attaching.of(store, ("site", uid)), *files)[:_FILES],
    )


def _past(reading: Reading, uid: str) -> tuple[Support, ...]:
    """All that were, latest first; of one day the one made last comes first."""
    items = lists.items(reading, "support", lists.pointing(reading, uid, "support", "site", 100))
    made = [
        Support(item.uid, *(str(item.fields.get(name) or "") for name in ("status", "since", "why"))) for item in items
    ]
    return tuple(sorted(made, key=lambda one: (one.since, one.uid), reverse=True))


def _next_visit(reading: Reading, uid: str, today: dt.date) -> Visit | None:
    before: int | None = None
    found: list[dict[str, Any]] = []
    least = first_number(today)
    while page := [row for row in lists.timeline(reading, uid, ("visit",), before, 20) if row[0] >= least]:
        items = lists.items(reading, "visit", [source for _n, source, _kind in page])
        found += [{"uid": item.uid, **item.fields} for item in items if item.fields.get("stage") in (None, "planned")]
        before = page[-1][0]
    first = min(found, key=lambda visit: (visit["date"], visit.get("starts") or ""), default=None)
    return Visit(first["uid"], first["date"], first.get("starts") or "") if first else None


def _people(reading: Reading, uid: str, today: dt.date) -> tuple[Here, ...]:
    """Who belongs to the site, and who was met there lately; latest contact first, those never met after, by name."""
    belonging = lists.pointing(reading, uid, "person", "sites", _PEOPLE)
    wanted = dict.fromkeys([*belonging, *_met_here(reading, uid)])
    wanted.pop(str(settings.read(reading, "me", "")), None)
    items = [item for item in lists.items(reading, "person", wanted) if item.life != "deleted"]
    last = contact.last_contacts(reading, [item.uid for item in items], today)
    here = [_here(item, last.get(item.uid)) for item in items]
    return tuple(sorted(sorted(here, key=lambda one: one.name), key=lambda one: one.last, reverse=True))


def _met_here(reading: Reading, uid: str) -> list[str]:
    """The people of the latest visits."""
    page = lists.timeline(reading, uid, ("visit",), None, _VISITS_WITH_PEOPLE)
    visits = lists.items(reading, "visit", [source for _n, source, _kind in page])
    return [person for visit in visits for person in (visit.fields.get("attended") or ())][:_PEOPLE]


def _here(item: Item, last: dt.date | None) -> Here:
    name, role = (str(item.fields.get(field) or "") for field in ("name", "role"))
    return Here(item.uid, name, role, last.isoformat() if last else "")


def _changes(store: Store, uid: str, today: dt.date) -> dict[str, list[Line]]:
    found = lines.pointing(store, uid, "change", "site", _CHANGES, today)
    by_place: dict[str, list[Line]] = {}
    # The second line of a change is where it was.
    for line in found:
        by_place.setdefault(line.second, []).append(line)
    order = [_(place) for place in CHANGE_PLACES.values()]
    return dict(sorted(by_place.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)))


def _files(reading: Reading, uid: str) -> Iterable[Item]:
    """Those of the latest visits."""
    visits = [source for _n, source, _kind in lists.timeline(reading, uid, ("visit",), None, _VISITS_WITH_FILES)]
    uids = [one for visit in visits for one in lists.pointing(reading, visit, "attachment", "visit", _FILES)]
    return lists.items(reading, "attachment", dict.fromkeys(uids[:_FILES]))
