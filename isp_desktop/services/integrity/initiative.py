"""What the page of an initiative tells: its vision, how its core elements hold, who answers for it, problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db import integrity as table
from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain import integrity
from isp_desktop.domain.accountability import Answers, one_sided
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.integrity import Stand
from isp_desktop.domain.language import _
from isp_desktop.services import naming
from isp_desktop.services.integrity import elements
from isp_desktop.services.integrity.elements import Element

KINDS = frozenset(
    (
        *("initiative", "core_element", "integrity_mark", "site", "accountability", "problem", "resource", "support"),
        *("person", "team", "organization"),
    )
)
"""The kinds from which the page is told."""

_MOST, _MOST_SITES = 200, 120
_SETTLED = ("solved", "given_up")


class Head(Struct, frozen=True):
    """The initiative itself."""

    uid: str
    name: str
    life: str
    programme: str
    vision: str
    review_on: str
    in_conflict: bool


class SiteRow(Struct, frozen=True):
    """A site, and how each core element stands there, in their order."""

    uid: str
    name: str
    stands: tuple[Stand, ...]


class Account(Struct, frozen=True):
    """That somebody answers to somebody for something; `who` and `to` by name, days "YYYY-MM-DD" or ""."""

    uid: str
    what: str
    who: str
    to: str
    shown_by: str
    until: str
    private: bool
    in_conflict: bool
    ended: bool


class Problem(Struct, frozen=True):
    """A problem and what was tried; `state` is a key of `PROBLEM_STATES`."""

    uid: str
    what: str
    state: str
    site: str
    cause: str
    tried: str
    result: str
    private: bool
    in_conflict: bool

    @property
    def is_open(self) -> bool:
        """Whether it is neither solved nor given up."""
        return self.state not in _SETTLED


class Resource(Struct, frozen=True):
    """Something others can use too; `useful_to` by name."""

    uid: str
    what: str
    where: str
    useful_to: tuple[str, ...]
    private: bool
    in_conflict: bool


class InitiativeView(Struct, frozen=True):
    """All of it.

    Attributes:
        named: core elements that are no more than named yet.
        one_sided: sentences on who answers to whom while nothing goes the other way.
        more_sites: how many sites are not shown.
    """

    head: Head
    elements: tuple[Element, ...] = ()
    named: tuple[str, ...] = ()
    sites: tuple[SiteRow, ...] = ()
    more_sites: int = 0
    accounts: tuple[Account, ...] = ()
    one_sided: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    resources: tuple[Resource, ...] = ()


def head(store: Store, uid: str) -> Head:
    """The head of the page of the initiative `uid`.

    Raises:
        NotFound: there is no such initiative.
    """
    with store.read() as reading:
        return _head(_initiative(reading, uid))


def view(store: Store, uid: str, today: dt.date) -> InitiativeView:
    """All that the page of the initiative `uid` tells; raises as `head` does."""
    with store.read() as reading:
        item = _initiative(reading, uid)
        described = elements.of(reading, [uid])
        sites, more = _sites(reading, uid, described, today)
        accounts = _pointing(reading, "accountability", "initiative", uid)
        problems = _pointing(reading, "problem", "initiative", uid)
        resources = _pointing(reading, "resource", "initiatives", uid)
        names = naming.titles(reading, _linked(accounts, problems, resources))
    return InitiativeView(
        head=_head(item),
        elements=tuple(described),
        named=elements.named(item, described),
        sites=sites,
        more_sites=more,
        accounts=tuple(sorted((_account(one, names, today) for one in accounts), key=_place_of_account)),
        one_sided=tuple(_one_sided(accounts, names, today)),
        problems=tuple(sorted((_problem(one, names) for one in problems), key=lambda one: not one.is_open)),
        resources=tuple(sorted((_resource(one, names) for one in resources), key=lambda one: one.what.casefold())),
    )


def site_words(row: SiteRow) -> str:
    """How the core elements stand at a site, in a sentence of facts."""
    return integrity.facts(row.stands)


def _initiative(reading: Reading, uid: str) -> Item:
    found = lists.items(reading, "initiative", [uid])
    if not found:
        raise NotFound(_("This initiative is not in the notebook. Look it up by search."))
    return found[0]


def _head(item: Item) -> Head:
    own = item.fields
    return Head(
        uid=item.uid,
        name=str(own["name"] or ""),
        life=item.life,
        programme=str(own["programme"] or ""),
        vision=str(own["shared_vision"] or ""),
        review_on=str(own["review_on"] or ""),
        in_conflict=item.in_conflict,
    )


def _sites(reading: Reading, uid: str, described: Sequence[Element], today: dt.date) -> tuple[tuple[SiteRow, ...], int]:
    uids = lists.pointing(reading, uid, "site", "initiatives")
    names = naming.titles(reading, uids)
    order = sorted(names, key=lambda site: (names[site].casefold(), site))
    shown = order[:_MOST_SITES]
    marks = table.latest(reading, [one.uid for one in described], shown, today)
    now = integrity.latest(marks, today)
    rows = (
        SiteRow(
            site,
            names[site],
            tuple(integrity.stand(now.get((one.uid, site)), one.review_days, today) for one in described),
        )
        for site in shown
    )
    return tuple(rows), len(order) - len(shown)


def _pointing(reading: Reading, kind: str, field: str, uid: str) -> list[Item]:
    return lists.items(reading, kind, lists.pointing(reading, uid, kind, field, _MOST))


def _linked(*found: Iterable[Item]) -> set[str]:
    uids: set[str] = set()
    for item in (item for items in found for item in items):
        for name in ("who", "to", "site", "useful_to"):
            value = item.fields.get(name)
            uids |= set(value) if isinstance(value, list) else {value} if value else set()
    return uids


def _one_sided(items: Iterable[Item], names: Mapping[str, str], today: dt.date) -> Iterable[str]:
    answers = [Answers(*(str(item.fields[name] or "") for name in ("who", "to", "since", "until"))) for item in items]
    told = _("{who} answers to {to}; nothing goes the other way.")
    for who, to in one_sided(answers, today):
        if who in names and to in names:
            yield told.format(who=names[who], to=names[to])


def _account(item: Item, names: Mapping[str, str], today: dt.date) -> Account:
    own = item.fields
    until = str(own["until"] or "")
    return Account(
        uid=item.uid,
        who=names.get(str(own["who"] or ""), ""),
        to=names.get(str(own["to"] or ""), ""),
        until=until,
        ended=bool(until) and until < today.isoformat(),
        private=item.private,
        in_conflict=item.in_conflict,
        **_texts(own, "what", "shown_by"),
    )


def _place_of_account(one: Account) -> tuple[bool, str, str]:
    return one.ended, one.who.casefold(), one.uid


def _problem(item: Item, names: Mapping[str, str]) -> Problem:
    own = item.fields
    return Problem(
        uid=item.uid,
        state=str(own["state"] or "open"),
        site=names.get(str(own["site"] or ""), ""),
        private=item.private,
        in_conflict=item.in_conflict,
        **_texts(own, "what", "cause", "tried", "result"),
    )


def _resource(item: Item, names: Mapping[str, str]) -> Resource:
    own = item.fields
    useful = (names[uid] for uid in own["useful_to"] or () if uid in names)
    return Resource(
        uid=item.uid,
        useful_to=tuple(sorted(useful)),
        private=item.private,
        in_conflict=item.in_conflict,
        **_texts(own, "what", "where"),
    )


def _texts(own: Mapping[str, Any], *fields: str) -> dict[str, str]:
    return {name: str(own[name] or "") for name in fields}
