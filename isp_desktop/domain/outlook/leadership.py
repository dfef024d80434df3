"""Rules L1 to L6: whether somebody leads it, speaks up for it, and is followed by others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from isp_desktop.domain.network import held_on
from isp_desktop.domain.outlook.fact import HALF_YEAR, QUARTER, Fact, State, days_from
from isp_desktop.domain.outlook.ground import Champion, Ground, Item, Review, Role, Transition
from isp_desktop.domain.words import fold

AREA = "leadership"
_FEWEST_LEVELS = 2
"""Champions are to be found at several levels of the system."""


def facts(ground: Ground, day: str) -> Iterator[Fact]:
    """What is to say of leaders and champions on `day`."""
    roles = _held(ground.roles, day)
    champions = [one for one in ground.champions if one.since <= day]
    latest = {one.uid: _latest(ground.reviews, one.uid, day) for one in champions}
    active = [one for one in champions if _is_active(latest[one.uid], day)]
    yield from _roles(ground, roles, day)
    people = {role.person for role in roles} | {champion.person for champion in active}
    yield from _resting(ground.site, people - {""})
    for champion in champions:
        yield from _champion(champion, latest[champion.uid], day, bool(active))
    yield from _levels(ground.site, champions, active)
    for transition in ground.transitions:
        yield from _transition(transition, day)
    still = [one for one in champions if not _is_lost(latest[one.uid])]
    yield from _debriefs(ground, roles, still, day)


def _held(roles: Iterable[Role], day: str) -> list[Role]:
    on = dt.date.fromisoformat(day)
    return [role for role in roles if held_on(role.since, role.until, on)]


def _roles(ground: Ground, held: list[Role], day: str) -> Iterator[Fact]:
    """Rule L1: roles that nobody has: noted so, or left without anybody noted after."""
    filled = [role for role in held if role.person]
    names = {fold(role.name) for role in filled}
    begun = [role for role in ground.roles if role.since <= day and role.standing != "emerging"]
    ended = [role for role in begun if role.until and role.until < day]
    known = {fold(role.name) for role in held}
    left: dict[str, Role] = {}
    for role in sorted(ended, key=lambda role: (role.until, role.uid)):
        if fold(role.name) not in known:
            left[fold(role.name)] = role
    for role in held:
        if not role.person and fold(role.name) not in names:
            yield Fact(AREA, "L1", "at_risk", "vacant", role.since, "leadership_role", role.uid, text=role.name)
    for role in left.values():
        yield Fact(AREA, "L1", "at_risk", "left", role.until, "leadership_role", role.uid, text=role.name)
    if filled:
        last = max(filled, key=lambda role: (role.since, role.uid))
        yield Fact(AREA, "L1", "strong", "roles_filled", last.since, "leadership_role", last.uid, n=len(filled))
    if not held and not left:
        yield Fact(AREA, "L1", "not_known", "no_roles", kind="site", uid=ground.site)


def _resting(site: str, people: set[str]) -> Iterator[Fact]:
    """Rule L2: on how many people it rests."""
    if len(people) == 1:
        (person,) = people
        yield Fact(AREA, "L2", "at_risk", "on_one", kind="person", uid=person, about=(person,))
    elif people:
        yield Fact(AREA, "L2", "strong", "on_several", kind="site", uid=site, n=len(people))


def _latest(reviews: Iterable[Review], champion: str, day: str) -> Review | None:
    own = (one for one in reviews if one.champion == champion and one.date <= day)
    return max(own, key=lambda one: (one.date, one.uid), default=None)


def _is_active(review: Review | None, day: str) -> bool:
    return review is not None and review.state == "active" and days_from(review.date, day) <= HALF_YEAR


def _is_lost(review: Review | None) -> bool:
    return review is not None and review.state == "lost"


def _champion(champion: Champion, review: Review | None, day: str, others_active: bool) -> Iterator[Fact]:
    """Rule L3: a champion by the latest review of the role."""
    about = (champion.person,)
    if review is None:
        yield Fact(AREA, "L3", "not_known", "never_reviewed", champion.since, "champion", champion.uid, about)
        return
    told = _of_review(review, days_from(review.date, day) > HALF_YEAR, others_active)
    if told is not None:
        state, says = told
        yield Fact(AREA, "L3", state, says, review.date, "champion", champion.uid, about, key=review.state)


def _of_review(review: Review, is_old: bool, others_active: bool) -> tuple[State, str] | None:
    """What a review says; a loss that was responded to is over, and told where others are active in its place."""
    if review.state in ("waning", "lost") and not review.has_response:
        return "at_risk", review.state
    if review.state == "lost":
        return ("strong", "lost_and_recovered") if others_active else None
    if is_old:
        return "not_known", "reviewed_long_ago"
    if review.state == "active":
        return "strong", "active"
    return "not_known", "waning_seen_to" if review.state == "waning" else "cultivating"


def _levels(site: str, champions: list[Champion], active: list[Champion]) -> Iterator[Fact]:
    """Rule L4: at how many levels of the system somebody speaks up for it."""
    levels = {one.level for one in active if one.level}
    if not champions:
        yield Fact(AREA, "L4", "not_known", "no_champions", kind="site", uid=site)
    elif len(levels) >= _FEWEST_LEVELS:
        yield Fact(AREA, "L4", "strong", "at_levels", kind="site", uid=site, n=len(levels))
    elif levels:
        yield Fact(AREA, "L4", "at_risk", "at_one_level", kind="site", uid=site, key=levels.pop())
    elif not active:
        yield Fact(AREA, "L4", "at_risk", "none_active", kind="site", uid=site)


def _transition(one: Transition, day: str) -> Iterator[Fact]:
    """Rule L5: a leadership change that is open: what of its checklist is, and whether it is known who comes."""
    if one.told_on > day or one.state not in ("foreseen", "under_way"):
        return
    wanted = [item for item in one.items if not item.is_not_needed]
    open_items = [item for item in wanted if _is_undone(item, day)]
    told = (one.leaves_on or one.told_on, "transition", one.uid, (one.uid,))
    is_named = one.comes and one.named_on <= day
    if one.leaves_on and not is_named and days_from(day, one.leaves_on) <= QUARTER:
        yield Fact(AREA, "L5", "at_risk", "no_successor", *told)
    if not wanted:
        yield Fact(AREA, "L5", "at_risk", "no_checklist", *told)
    elif open_items:
        late = sum(bool(item.due) and item.due < day for item in open_items)
        says = "items_late" if late else "items_open"
        yield Fact(AREA, "L5", "at_risk", says, *told, n=late or len(open_items), of=len(wanted))
    else:
        yield Fact(AREA, "L5", "strong", "items_done", *told, n=len(wanted))


def _is_undone(item: Item, day: str) -> bool:
    return not item.done_on or item.done_on > day


def _debriefs(ground: Ground, roles: list[Role], champions: list[Champion], day: str) -> Iterator[Fact]:
    """Rule L6: whether leaders and champions are talked with as often as was agreed."""
    both: list[Role | Champion] = [*roles, *champions]
    agreed = [(one.person, one.debrief_days, one.since) for one in both if one.debrief_days]
    rhythms: dict[str, tuple[int, str]] = {}
    for person, days, since in agreed:
        if person and (person not in rhythms or (days, since) < rhythms[person]):
            rhythms[person] = days, since
    last = {talk.person: talk for talk in sorted(ground.talks, key=lambda one: (one.date, one.uid)) if talk.date <= day}
    in_time: list[str] = []
    for person, (days, since) in sorted(rhythms.items()):
        talk = last.get(person)
        begun = talk.date if talk is not None else since
        if begun and days_from(begun, day) <= days:
            in_time.append(begun)
        elif talk is not None:
            yield Fact(AREA, "L6", "at_risk", "debrief_late", talk.date, talk.kind, talk.uid, (person,), n=days)
        else:
            yield Fact(AREA, "L6", "at_risk", "never_debriefed", "", "person", person, (person,), n=days)
    if in_time:
        yield Fact(
            AREA, "L6", "strong", "debriefs_in_time", max(in_time), "site", ground.site, n=len(in_time), of=len(rhythms)
        )
    if (roles or champions) and not rhythms:
        yield Fact(AREA, "L6", "not_known", "no_rhythm", kind="site", uid=ground.site)
