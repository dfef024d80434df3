"""What to have in mind before a visit to a site: one page of all that the notebook knows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain import champions, debriefs, integrity, plan_steps
from isp_desktop.domain.brief import BriefPart
from isp_desktop.domain.champions import Review
from isp_desktop.domain.integrity import Adapted, Mark
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import CHAMPION_STATES, INTEGRITY_MARKS, SUPPORT_STATES
from isp_desktop.services.brief.seen import Seen, many, text
from isp_desktop.services.brief.shortening import Room, briefly, first, joined, more
from isp_desktop.services.brief.working import ahead, loop_state, promise_line, waiting_first
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.planning import stage

KINDS = frozenset(
    {
        *("support", "visit", "commitment", "core_element", "integrity_mark", "adaptation", "transition"),
        *("continuity_item", "champion", "champion_review", "leadership_role", "debrief", "plan_step", "need"),
        *("change", "challenge", "withdrawal", "withdrawal_condition", "initiative"),
    }
)
"""The kinds from which it is told, beside the entries that trust is built on."""

# What asks for attention before what is well.
_WORST_FIRST: Mapping[str, int] = {"not_held": 0, "partly": 1, "": 2, "holds": 3}
_ASKS = ("waning", "lost")
_OVER = ("done", "called_off")
_A_YEAR = dt.timedelta(days=365)


def facts(seen: Seen, room: Room) -> Iterator[tuple[str, str]]:
    """Label and words of each line of the head."""
    initiatives = sorted(seen.names(many(seen.about, "initiatives")).values())
    yield _("Initiatives"), joined(*first(initiatives, room.sites))
    held = [one for one in seen.pointing("support", "site") if text(one, "since") <= seen.today.isoformat()]
    yield _("Support"), _supported(held[0]) if held else ""
    planned = [one for one in seen.pointing("visit", "site") if _is_to_come(seen, one)]
    if planned:
        one = min(planned, key=lambda one: (text(one, "date"), text(one, "starts")))
        yield _("Next visit"), joined(_day(one, "date"), text(one, "starts"), briefly(text(one, "purpose"), room.what))
        yield _("Expected"), joined(*first(sorted(seen.names(many(one, "attended")).values()), room.waiting))


def parts(seen: Seen, room: Room) -> Iterator[BriefPart]:
    """All parts; those that say nothing are empty."""
    yield _last_time(seen, room)
    yield _promises(seen, room)
    yield _elements(seen, room)
    yield _leaders(seen, room)
    yield _plan(seen, room)
    yield _around(seen, room)
    yield _withdrawal(seen, room)
    yield _between(seen, room)
    if seen.private:
        yield _own_notes(seen, room)


def _last_time(seen: Seen, room: Room) -> BriefPart:
    last = _last_visit(seen)
    if last is None:
        return BriefPart(_("Last time"))
    said = ((_day(last, "date"), "discussion"), (_("Next steps"), "next_steps"), (_("Challenges"), "challenges"))
    return BriefPart(_("Last time"), tuple((label, briefly(text(last, name), room.longest)) for label, name in said))


def _promises(seen: Seen, room: Room) -> BriefPart:
    """What waits, the first due first: the practitioner's own, then what others promised."""
    waiting = waiting_first(seen.pointing("commitment", "site"))
    owners = seen.names(text(one, "owner") for one in waiting)
    mine = [one for one in waiting if seen.me and text(one, "owner") == seen.me]
    others = [one for one in waiting if one not in mine]
    shown = [*mine[: room.promises], *others[: room.promises]]
    lines = [promise_line(seen, one, owners.get(text(one, "owner"), _("Nobody named")), room.what) for one in shown]
    return BriefPart(_("Commitments"), (), (*lines, *more(len(waiting) - len(shown))))


def _elements(seen: Seen, room: Room) -> BriefPart:
    """How each core element stands, what does not hold first, and what is done otherwise and bears on it."""
    marks = {one.uid: one for one in seen.pointing("integrity_mark", "site")}
    latest = integrity.latest((_mark(one) for one in marks.values()), seen.today)
    described = [
        one for initiative in many(seen.about, "initiatives")
        for one in seen.leading_to(initiative, "core_element", "initiative")
    ]  # fmt: skip
    stands = {one.uid: latest.get((one.uid, seen.uid)) for one in described}
    order = sorted(described, key=lambda one: (_WORST_FIRST[_said(stands[one.uid])], text(one, "name")))
    lines = [_element(one, stands[one.uid], marks, room) for one in order]
    bearing = [one for one in seen.pointing("adaptation", "site") if _bears(one, seen.today)]
    lines += [_("Done otherwise: {what}").format(what=briefly(text(one, "what"), room.what)) for one in bearing]
    told = integrity.facts(integrity.stand(mark, 0, seen.today) for mark in stands.values())
    return BriefPart(_("Core elements"), ((_("At the last look"), told),), tuple(first(lines, room.waiting)))


def _leaders(seen: Seen, room: Room) -> BriefPart:
    """Leadership changes under way, champions who wane or were lost, and with whom a debrief is due."""
    lines = [*_changes_of_leaders(seen, room), *_champions(seen, room), *_debriefs(seen, room)]
    return BriefPart(_("Leaders and champions"), (), tuple(first(lines, room.waiting)))


def _changes_of_leaders(seen: Seen, room: Room) -> Iterator[str]:
    for one in seen.pointing("transition", "site"):
        if text(one, "state") in _OVER:
            continue
        items = seen.leading_to(one.uid, "continuity_item", "transition")
        left = sum(not text(item, "done_on") and not text(item, "not_needed") for item in items)
        names = seen.names((text(one, "leaves"), text(one, "comes")))
        who = names.get(text(one, "leaves"), "")
        leaves = _("leaves on {day}").format(day=_day(one, "leaves_on")) if text(one, "leaves_on") else ""
        waits = counted("{n} thing to hand on", "{n} things to hand on", left) if left else ""
        yield joined(briefly(text(one, "role"), room.what), who, leaves, waits)


def _champions(seen: Seen, room: Room) -> Iterator[str]:
    """Those who wane or were lost; a loss that was answered is told for a year."""
    found = seen.pointing("champion", "site")
    names = seen.names(text(one, "person") for one in found)
    for one in found:
        reviews = [_review(made) for made in seen.leading_to(one.uid, "champion_review", "champion")]
        held = champions.latest(reviews, seen.today)
        if held is None or held.state not in _ASKS or (held.response and seen.today - held.day > _A_YEAR):
            continue
        state, day = _(CHAMPION_STATES[held.state]), day_in_words(held.day.isoformat())
        name = names.get(text(one, "person"), "")
        told = _("{name}: {state} since {day}").format(name=name, state=state, day=day)
        why = briefly(held.response or held.cause, room.told)
        yield f"{told}. {why}" if why else told


def _debriefs(seen: Seen, room: Room) -> Iterator[str]:
    roles = [one for one in seen.pointing("leadership_role", "site") if _is_held(one, seen.today)]
    names = seen.names(text(one, "person") for one in roles)
    for one in roles:
        person = text(one, "person")
        days = (text(made, "date") for made in seen.leading_to(person, "debrief", "people"))
        last = max((day for day in days if "" < day <= seen.today.isoformat()), default="")
        every = _whole(one, "debrief_days") or debriefs.USUAL
        held = dt.date.fromisoformat(last) if last else None
        if person in names and debriefs.rhythm(every, held, None, seen.today).days_left(seen.today) <= 0:
            when = _("last debrief {day}").format(day=day_in_words(last)) if last else _("no debrief yet")
            asked = _asked(seen, person, last, room)
            yield joined(names[person], briefly(text(one, "role"), room.what), when) + (f". {asked}" if asked else "")


def _asked(seen: Seen, person: str, day: str, room: Room) -> str:
    """What a leader asked the last time."""
    there = (one for one in seen.leading_to(person, "debrief", "people") if text(one, "date") == day)
    asked = next((text(one, "asked") for one in there if text(one, "asked")), "")
    return _("Asked: {what}").format(what=briefly(asked, room.told)) if asked else ""


def _plan(seen: Seen, room: Room) -> BriefPart:
    """Steps of the capacity plan that are under way or late, and needs that wait."""
    steps = [one for one in seen.pointing("plan_step", "site") if plan_steps.is_open(text(one, "state"))]
    steps.sort(key=lambda one: text(one, "follow_up_on") or text(one, "due") or "9999")
    needs = [one for one in seen.pointing("need", "site") if text(one, "state") in ("", "open")]
    lines = [
        joined(briefly(text(one, "what"), room.what), _by(one, "follow_up_on", "due")) for one in steps[: room.promises]
    ]
    lines += [_("Needed: {what}").format(what=briefly(text(one, "what"), room.what)) for one in needs[: room.promises]]
    left = len(steps) + len(needs) - len(lines)
    return BriefPart(_("Capacity"), (), (*lines, *more(left)))


def _around(seen: Seen, room: Room) -> BriefPart:
    """What changed since the last visit, and the challenges that have come or are to be looked at again."""
    last = _last_visit(seen)
    since = text(last, "date") if last is not None else ""
    changed = [one for one in seen.pointing("change", "site") if text(one, "date") > since] if since else []
    soon = (seen.today + dt.timedelta(days=30)).isoformat()
    come = [
        one
        for one in seen.pointing("challenge", "site")
        if text(one, "state") == "here"
        or (text(one, "state") != "passed" and "" < text(one, "review_on") <= soon)
    ]  # fmt: skip
    lines = [joined(_day(one, "date"), briefly(text(one, "what"), room.what)) for one in changed]
    lines += [_("Ahead: {what}").format(what=briefly(text(one, "what"), room.what)) for one in come]
    return BriefPart(_("Around it"), (), tuple(first(lines, room.waiting)))


def _withdrawal(seen: Seen, room: Room) -> BriefPart:
    """What must stand before the support may go, and does not yet."""
    plans = seen.pointing("withdrawal", "site")
    conditions = [one for plan in plans for one in seen.leading_to(plan.uid, "withdrawal_condition", "withdrawal")]
    waiting = [one for one in conditions if not text(one, "stands_since") and not text(one, "given_up")]
    waiting.sort(key=lambda one: text(one, "due") or "9999")
    lines = [joined(briefly(text(one, "what"), room.what), _by(one, "due")) for one in waiting]
    return BriefPart(_("Before the support ends"), (), tuple(first(lines, room.promises)))


def _between(seen: Seen, room: Room) -> BriefPart:
    """Difficult conversations to come, then feedback and tensions that wait."""
    talks = [(one, ahead(seen, one)) for one in reversed(seen.pointing("conversation", "site"))]
    waits = [(one, loop_state(one)) for kind in ("feedback", "tension") for one in seen.pointing(kind, "site")]
    lines = [
        f"{_(kind_named(one.kind).label)}: {briefly(text(one, 'what'), room.what)} ({state})"
        for one, state in (*talks, *waits)
        if state
    ]
    return BriefPart(_("Still open between you"), (), tuple(first(lines, room.waiting)))


def _own_notes(seen: Seen, room: Room) -> BriefPart:
    """What was noted of the site for oneself alone, and at the last visit."""
    notes = [one for one in seen.pointing("note", "sites") if one.is_private]
    told = [joined(_day(one, "date"), text(one, "heading"), text(one, "text")) for one in notes[: room.notes]]
    last = _last_visit(seen)
    label, own = _("At the last visit"), text(last, "private_notes") if last is not None else ""
    lines = [briefly(one, room.longest) for one in told]
    return BriefPart(_("Only for you"), ((label, briefly(own, room.longest)),), (*lines, *more(len(notes) - len(told))))


def _last_visit(seen: Seen) -> Record | None:
    held = [one for one in seen.pointing("visit", "site") if stage(one.fields, seen.today) == "held"]
    past = [one for one in held if "" < text(one, "date") <= seen.today.isoformat()]
    return max(past, key=lambda one: (text(one, "date"), text(one, "starts"), one.uid), default=None)


def _is_to_come(seen: Seen, one: Record) -> bool:
    return stage(one.fields, seen.today) == "planned" and text(one, "date") >= seen.today.isoformat()


def _supported(one: Record) -> str:
    status = _(SUPPORT_STATES.get(text(one, "status"), ""))
    return _("{status} since {day}").format(status=status, day=_day(one, "since")) if status else ""


def _element(one: Record, mark: Mark | None, marks: Mapping[str, Record], room: Room) -> str:
    name = briefly(text(one, "name"), room.what)
    if mark is None:
        return _("{element}: never looked at").format(element=name)
    label, day = _(INTEGRITY_MARKS.get(mark.mark, "")), day_in_words(mark.day)
    told = _("{element}: {mark}, {day}").format(element=name, mark=label, day=day)
    evidence = briefly(text(marks[mark.uid], "evidence"), room.told)
    return f"{told}. {evidence}" if evidence else told


def _said(mark: Mark | None) -> str:
    return mark.mark if mark is not None and mark.mark in _WORST_FIRST else ""


def _mark(one: Record) -> Mark:
    return Mark(one.uid, *(text(one, name) for name in ("element", "site", "date", "mark")))


def _bears(one: Record, today: dt.date) -> bool:
    own = Adapted(one.uid, text(one, "date"), text(one, "until"), frozenset(), text(one, "consistent"))
    return own.consistent in integrity.DOUBTED and own.is_in_force(today)


def _review(one: Record) -> Review:
    day = dt.date.fromisoformat(text(one, "date"))
    return Review(one.uid, day, text(one, "state"), text(one, "cause"), text(one, "response"))


def _is_held(one: Record, today: dt.date) -> bool:
    return bool(text(one, "person")) and (text(one, "until") or "9999") >= today.isoformat()


def _whole(one: Record, name: str) -> int:
    value = one.fields.get(name)
    return int(value) if isinstance(value, (int, float)) else 0


def _by(one: Record, *names: str) -> str:
    day = next((text(one, name) for name in names if text(one, name)), "")
    return _("by {day}").format(day=day_in_words(day)) if day else ""


def _day(one: Record, name: str) -> str:
    return day_in_words(text(one, name)) if text(one, name) else ""
