"""Leaders and champions in one bounded reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from isp_desktop.db import leaders as table
from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain import champions as rules
from isp_desktop.domain import debriefs, standings
from isp_desktop.domain.champions import Review, Seat
from isp_desktop.domain.standings import Position
from isp_desktop.services import naming
from isp_desktop.services.leaders.told import NOBODY, Champion, Gap, Named, Overview, Place, Role, Shared, states

KINDS = frozenset(
    {
        *("leadership_role", "champion", "champion_review", "debrief", "engagement", "standing"),
        *("shared_responsibility", "person", "site", "initiative"),
    }
)
"""The kinds from which the page is told."""

MOST = 150
"""How many champions, roles and shared responsibilities are shown at most, of each.

Of more, what is read has no room in SQLite's cache, and is read anew each time.
"""
_CHOOSABLE = 300
PLACED = 60
"""How many stand in the grid at most: the leaders and champions, and who was placed last."""
_TIMES_LOOKED = 400


def overview(
    store: Store, today: dt.date, site: str = "", initiative: str = "", earlier: dt.date | None = None
) -> Overview:
    """Who leads and champions at a site and in an initiative, each "" for all; `earlier`: the day to compare with."""
    with store.read() as reading:
        found = champions_of(reading, table.of(reading, "champion", site, initiative, MOST), today)
        roles = roles_of(reading, table.of(reading, "leadership_role", site, initiative, MOST), today)
        leading = [
            *dict.fromkeys(who for who in (*(one.person for one in found), *(one.person for one in roles)) if who[0])
        ]
        people = [uid for uid, _name in leading] if site or initiative else None
        shared = _shared(reading, table.shared_by(reading, site, people, MOST))
        places = _places(reading, found, leading, (site, initiative), today, earlier or today)
        sites = _named(reading, [*table.sites(reading, _CHOOSABLE), *([site] if site else [])])
        initiatives = _named(reading, [item.uid for item in lists.page(reading, "initiative", limit=200)])
        gaps = _gaps(reading, found, [site] if site else [])
    placed = {place.uid for place in places}
    missing = tuple(one for one in leading if one[0] not in placed)
    return Overview(tuple(found), tuple(roles), tuple(shared), tuple(places), missing, gaps, sites, initiatives)


class Held(NamedTuple):
    """How it stands with a champion: the review that holds, the state, and the rhythm, None with whoever is lost."""

    review: Review | None
    state: str
    rhythm: debriefs.Rhythm | None


def held(reading: Reading, champions: Sequence[Item], today: dt.date) -> dict[str, Held]:
    """How it stands with each of `champions`, whose items need the fields `COUNTING`."""
    uids = [item.uid for item in champions]
    reviews = _reviews(reading, uids, today)
    talks = table.last_talks(reading, "debrief", people_of(champions), today)
    engaged = table.last_talks(reading, "engagement", uids, today)

    def told(item: Item) -> Held:
        own, review = item.fields, rules.latest(reviews.get(item.uid, ()), today)
        state = rules.state(review)
        last = max(filter(None, (talks.get(str(own["person"])), engaged.get(item.uid))), default=None)
        every = rules.every_days(state, _whole(own["debrief_days"]))
        return Held(review, state, debriefs.rhythm(every, last, _day(own["since"]), today) if every else None)

    return {item.uid: told(item) for item in champions}


COUNTING = ("person", "since", "debrief_days")
"""The fields by which it is counted when a talk with a champion, or with whoever has a role, is due."""


def people_of(items: Iterable[Item]) -> set[str]:
    """The uids of the people whose champions or roles they are."""
    return {str(item.fields["person"]) for item in items if item.fields["person"]}


def champions_of(reading: Reading, uids: Sequence[str], today: dt.date) -> list[Champion]:
    """The champions with these uids, in the order in which they ask for something."""
    items = lists.items(reading, "champion", uids)
    stands = held(reading, items, today)
    since = debriefs.first_day(today)
    debriefed_on = table.talks_since(reading, "debrief", people_of(items), since, today)
    engaged_on = table.talks_since(reading, "engagement", uids, since, today)
    names = _names(reading, items, ("person", "site", "initiative"))

    def told(item: Item) -> Champion:
        own, (review, state, rhythm) = item.fields, stands[item.uid]
        return Champion(
            uid=item.uid,
            person=_named_in(names, own["person"]),
            site=_named_in(names, own["site"]),
            initiative=_named_in(names, own["initiative"]),
            side=str(own["side"] or ""),
            level=str(own["level"] or ""),
            state=state,
            review=review,
            review_on=rules.next_review(_day(own["review_on"]), review),
            rhythm=rhythm,
            debriefed=debriefs.held_in(debriefed_on.get(str(own["person"]), ()), today),
            engaged=debriefs.held_in(engaged_on.get(item.uid, ()), today),
            strategy=str(own["strategy"] or ""),
            private=item.private,
            in_conflict=item.in_conflict,
        )

    return sorted(map(told, items), key=_press)


def role_rhythms(reading: Reading, roles: Sequence[Item], today: dt.date) -> dict[str, debriefs.Rhythm]:
    """How it stands with debriefs for each of `roles` that somebody has.

    Their items need the fields `COUNTING`, and `until`.
    """
    talks = table.last_talks(reading, "debrief", people_of(roles), today)
    return {
        item.uid: debriefs.rhythm(
            _whole(own["debrief_days"]) or debriefs.USUAL, talks.get(str(own["person"])), _day(own["since"]), today
        )
        for item in roles
        for own in (item.fields,)
        if own["person"] and not _is_over(own["until"], today)
    }


def roles_of(reading: Reading, uids: Sequence[str], today: dt.date) -> list[Role]:
    """The roles with these uids: those that hold by name, then those that are over."""
    items = lists.items(reading, "leadership_role", uids)
    names = _names(reading, items, ("person", "site", "initiative"))
    rhythms = role_rhythms(reading, items, today)

    def told(item: Item) -> Role:
        own = item.fields
        return Role(
            uid=item.uid,
            person=_named_in(names, own["person"]),
            site=_named_in(names, own["site"]),
            initiative=_named_in(names, own["initiative"]),
            since=_day(own["since"]),
            until=_day(own["until"]),
            is_past=_is_over(own["until"], today),
            agreed_on=_day(own["agreed_on"]),
            review_on=_day(own["review_on"]),
            rhythm=rhythms.get(item.uid),
            private=item.private,
            in_conflict=item.in_conflict,
            **{name: str(own[name] or "") for name in _TEXTS},
        )

    return sorted(map(told, items), key=lambda role: (role.is_past, role.role.casefold(), role.uid))


_TEXTS = ("role", "standing", "level", "part", "decides", "needs_to_know")


def _shared(reading: Reading, uids: Sequence[str]) -> list[Shared]:
    """Open ones first, what is to be handed over next first among them; then those handed over, the latest first."""
    items = lists.items(reading, "shared_responsibility", uids)
    names = _names(reading, items, ("person", "team", "site", "shared_with"))
    found = [
        Shared(
            uid=item.uid,
            what=str(own["what"] or ""),
            way=str(own["way"] or ""),
            person=_named_in(names, own["person"]),
            together=tuple(names[uid] for uid in own["shared_with"] or () if uid in names),
            team=_named_in(names, own["team"]),
            site=_named_in(names, own["site"]),
            since=_day(own["since"]),
            hand_over_on=_day(own["hand_over_on"]),
            handed_over_on=_day(own["handed_over_on"]),
            went=str(own["went"] or ""),
            private=item.private,
            in_conflict=item.in_conflict,
        )
        for item in items
        for own in (item.fields,)
    ]
    still = sorted((one for one in found if not one.handed_over_on), key=lambda one: one.hand_over_on or dt.date.max)
    done = [(one.handed_over_on, one) for one in found if one.handed_over_on]
    return [*still, *(one for _on, one in sorted(done, key=lambda pair: pair[0], reverse=True))]


def _places(
    reading: Reading,
    champions: Sequence[Champion],
    leading: Sequence[Named],
    among: tuple[str, str],
    today: dt.date,
    earlier: dt.date,
) -> list[Place]:
    site, initiative = among
    first = [uid for uid, _name in leading]
    more = (
        table.people_at(reading, site, _CHOOSABLE) if site else table.placed_lately(reading, initiative, _TIMES_LOOKED)
    )
    people = [*dict.fromkeys([*first, *more])]
    # What holds in one initiative may be of an earlier day than what was said last.
    stood = table.positions if initiative else table.last_positions
    now: dict[str, Position] = {}
    for start in range(0, len(people), PLACED):
        if len(now) < PLACED:
            now |= _standing(stood(reading, people[start : start + PLACED], today), initiative)
    shown = [uid for uid in people if uid in now][:PLACED]
    before = _standing(stood(reading, shown, earlier), initiative)
    names, state = lists.names(reading, shown), states(champions)
    called = naming.titles_of(reading, names)
    return [
        Place(uid, called[uid], state.get(uid, ""), now[uid], before.get(uid))
        for uid in shown
        if uid in names and names[uid].life != "deleted"
    ]


def _standing(found: Iterable[Position], initiative: str) -> Mapping[str, Position]:
    """Where each person stands in `initiative`, or in the one that was looked at last for ""."""
    own = [one for one in found if not initiative or one.initiative in (initiative, "")]
    named = {one.person for one in own if one.initiative == initiative}
    # What was said of the one initiative goes before what was said of all.
    return standings.by_person(one for one in own if not initiative or one.initiative or one.person not in named)


def _reviews(reading: Reading, champions: Sequence[str], today: dt.date) -> dict[str, list[Review]]:
    found: dict[str, list[Review]] = {}
    for item in lists.items(reading, "champion_review", table.latest_reviews(reading, champions, today)):
        own = item.fields
        review = Review(
            item.uid,
            dt.date.fromisoformat(own["date"]),
            str(own["state"] or ""),
            str(own["cause"] or ""),
            str(own["response"] or ""),
        )
        found.setdefault(str(own["champion"]), []).append(review)
    return found


def _gaps(reading: Reading, found: Sequence[Champion], sites: Sequence[str]) -> tuple[Gap, ...]:
    seats = [Seat(one.person[0], one.state, one.site[0], one.initiative[0], one.level) for one in found]
    alarms = rules.alarms(seats, sites)
    names = lists.names(reading, {uid for alarm in alarms for uid in (alarm.where, alarm.person) if uid})
    called = naming.titles_of(reading, names)
    told = (
        Gap(_named_in(called, alarm.where), names[alarm.where].kind, alarm.level, _named_in(called, alarm.person))
        for alarm in alarms
        if alarm.where in names
    )
    return tuple(sorted(told, key=lambda gap: (bool(gap.person[0]), gap.where[1].casefold())))


def _press(one: Champion) -> tuple[int, dt.date, str, str]:
    """Whose turn is next comes first; those with whom nothing is due last."""
    return one.rhythm is None, one.rhythm.next_on if one.rhythm else dt.date.max, one.person[1].casefold(), one.uid


def _names(reading: Reading, items: Iterable[Item], fields: Sequence[str]) -> dict[str, str]:
    wanted: set[str] = set()
    for item in items:
        for name in fields:
            value = item.fields[name]
            wanted.update(value if isinstance(value, list) else [value] if value else [])
    return naming.titles(reading, wanted)


def _named(reading: Reading, uids: Iterable[str]) -> tuple[Named, ...]:
    return tuple(sorted(naming.titles(reading, uids).items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _named_in(names: Mapping[str, str], uid: Any) -> Named:
    return (str(uid), names[str(uid)]) if uid and str(uid) in names else NOBODY


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _is_over(until: Any, today: dt.date) -> bool:
    return bool(until) and str(until) < today.isoformat()


def _whole(value: Any) -> int | None:
    return int(value) if value else None
