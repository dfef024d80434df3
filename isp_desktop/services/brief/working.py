"""What was promised both ways, when one last met, and what is still open, for a brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isp_desktop.db.met import CONTACTS
from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.brief import BriefPart
from isp_desktop.domain.language import _, number
from isp_desktop.domain.loops import FEEDBACK_STAGES, feedback_stage, is_closed, tension_state
from isp_desktop.domain.promises import is_open
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import STAGED, TENSION_STATES
from isp_desktop.services.brief.seen import Seen, text
from isp_desktop.services.brief.shortening import Room, briefly, first, joined, more
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.planning import stage

_TOLD = ("discussion", "text", "about", "talked")
_THERE: Mapping[str, str] = {"visit": "attended", "meeting": "present"}


def promises(seen: Seen, room: Room) -> BriefPart:
    """How many promises were kept, theirs and the practitioner's, and those that wait, the first due first."""
    theirs, ours = seen.pointing("commitment", "owner"), _promised_to_them(seen)
    them, us = text(seen.person, "name"), seen.names([seen.me]).get(seen.me, seen.author)
    promised = _("Promised by {name}")
    texts = ((promised.format(name=them), _kept(theirs)), (promised.format(name=us), _kept(ours)))
    waiting = [(_waiting(seen, made), owner) for made, owner in ((theirs, them), (ours, us))]
    lines = [_promise(seen, one, owner, room.what) for made, owner in waiting for one in made[: room.promises]]
    left_out = sum(max(len(made) - room.promises, 0) for made, _owner in waiting)
    return BriefPart(_("Commitments"), texts, (*lines, *more(left_out)))


def contacts(seen: Seen, room: Room) -> BriefPart:
    """The last contacts, latest first."""
    found = {
        one.uid: one
        for kind, fields in CONTACTS.items()
        for field in fields
        for one in seen.pointing(kind, field)
        if kind not in STAGED or stage(one.fields, seen.today) == "held"
    }
    past = [one for one in found.values() if "" < text(one, "date") <= seen.today.isoformat()]
    # What was said at a visit is no meeting of its own.
    past = [one for one in past if text(one, "visit") not in found]
    latest = sorted(past, key=lambda one: text(one, "date"), reverse=True)[: room.contacts]
    sites = seen.names(text(one, "site") for one in latest)
    told = (_contact(one, sites, room) for one in latest)
    return BriefPart(_("Last contacts"), (), (*told, *more(len(past) - len(latest))))


def still_open(seen: Seen, room: Room) -> BriefPart:
    """Difficult conversations to come, the next one first; then what waits, the latest first."""
    ahead = [(one, _ahead(seen, one)) for one in reversed(seen.pointing("conversation", "people"))]
    others = [(one, _state(one)) for kind in ("feedback", "tension") for one in seen.pointing(kind, "people")]
    others.sort(key=lambda pair: text(pair[0], "date"), reverse=True)
    lines = [
        f"{_(kind_named(one.kind).label)}: {briefly(text(one, 'what'), room.what)} ({state})"
        for one, state in (*ahead, *others)
        if state
    ]
    return BriefPart(_("Still open between you"), (), tuple(first(lines, room.waiting)))


def _promised_to_them(seen: Seen) -> list[Record]:
    """What the practitioner promised at visits and meetings that the person attended."""
    if not seen.me or seen.me == seen.uid:
        return []
    found = {
        one.uid: one
        for kind, field in _THERE.items()
        for met in seen.pointing(kind, field)
        for one in seen.leading_to(met.uid, "commitment", kind)
    }
    return sorted((one for one in found.values() if text(one, "owner") == seen.me), key=lambda one: one.uid)


def _kept(made: Iterable[Record]) -> str:
    """ "Kept 5 of 6, 1 of them late"; nothing where none is settled."""
    settled = [one for one in made if not is_open(one.fields.get("status"))]
    if not settled:
        return ""
    kept = sum(text(one, "status") in ("kept", "late") for one in settled)
    late = sum(text(one, "status") == "late" for one in settled)
    told = _("Kept {n} of {all}").format(n=number(kept), all=number(len(settled)))
    return joined(told, _("{n} of them late").format(n=number(late)) if late else "")


def _waiting(seen: Seen, made: Iterable[Record]) -> list[Record]:
    """Those that wait, first due first."""
    waiting = [one for one in made if is_open(one.fields.get("status"))]
    return sorted(waiting, key=lambda one: text(one, "due") or "9999")


def _promise(seen: Seen, one: Record, owner: str, longest: int) -> str:
    due = text(one, "due")
    when = _("by {day}").format(day=day_in_words(due)) if due else _("no day")
    late = _("late") if due and due < seen.today.isoformat() else ""
    return joined(f"{owner}: {briefly(text(one, 'what'), longest)}", when, late)


def _contact(one: Record, sites: Mapping[str, str], room: Room) -> str:
    what = text(one, "purpose") or text(one, "heading") or text(one, "what") or _(kind_named(one.kind).label)
    head = joined(day_in_words(text(one, "date")), briefly(what, room.what), sites.get(text(one, "site"), ""))
    if one.kind == "note" and one.is_private:
        # What it says stands among the notes for oneself.
        return head
    told = briefly(next(filter(None, (text(one, name) for name in _TOLD)), ""), room.told)
    return f"{head}. {told}" if told else head


def _ahead(seen: Seen, one: Record) -> str:
    """For when a conversation is planned; "" for one that was held."""
    is_ahead = not text(one, "went") and text(one, "date") >= seen.today.isoformat()
    return _("planned for {day}").format(day=day_in_words(text(one, "date"))) if is_ahead else ""


def _state(one: Record) -> str:
    """How far feedback or a tension has come that still waits; "" where nothing does."""
    if is_closed(one.kind, one.fields):
        return ""
    if one.kind == "feedback":
        return _(FEEDBACK_STAGES[feedback_stage(one.fields)]).lower()
    return _(TENSION_STATES.get(tension_state(one.fields), "")).lower()
