"""Who a brief is on, what is made of the relationship, and what its owner noted for herself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from isp_desktop.db import contact
from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.brief import BriefPart
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM, STRENGTHS
from isp_desktop.services.brief.seen import Seen, text
from isp_desktop.services.brief.shortening import Room, briefly, first, joined, more
from isp_desktop.services.naming import day_in_words


def facts(seen: Seen, room: Room) -> Iterator[tuple[str, str]]:
    """Label and words of each line of the head."""
    own = seen.about.fields
    part, level = (
        _(labels.get(str(own.get(name)), "")) if own.get(name) else ""
        for name, labels in (("part", PARTS_OF_SYSTEM), ("level", LEVELS))
    )
    sites = sorted(seen.names(own.get("sites") or ()).values())
    yield _("Role"), briefly(joined(text(seen.about, "role"), text(seen.about, "organization")), room.longest)
    yield _("Sites"), joined(*first(sites, room.sites))
    yield _("In the system"), joined(part, level)
    if seen.private:
        last = contact.last_contacts(seen.reading, [seen.uid], seen.today).get(seen.uid)
        yield _("Last contact"), day_in_words(last.isoformat()) if last else ""


def relationship(seen: Seen, room: Room) -> BriefPart:
    """What the practitioner makes of it; where she made nothing, what another does, under that one's name."""
    holds = [one for one in seen.pointing("relationship", "stakeholder") if _holds(seen, one)]
    mine = [one for one in holds if seen.me and text(one, "practitioner") == seen.me]
    texts = [told for one in mine[:1] for told in _told_of(seen, room, one)]
    for one in [] if mine else holds[:1]:
        texts = [(_("Practitioner"), _practitioner(seen, text(one, "practitioner"))), *_told_of(seen, room, one)]
    return BriefPart(_("The relationship"), tuple(texts), tuple(more(len(holds) - 1)))


def own_notes(seen: Seen, room: Room) -> BriefPart:
    """What was noted of them for oneself alone; told by the private brief only."""
    notes = [one for one in seen.pointing("note", "people") if one.is_private]
    words = (joined(day_in_words(text(one, "date")), text(one, "heading"), text(one, "text")) for one in notes)
    told = [briefly(one, room.longest) for one in islice(words, room.notes)]
    label = _(kind_named("person").field("private_notes").label)
    return BriefPart(
        _("Only for you"),
        ((label, briefly(text(seen.about, "private_notes"), room.longest)),),
        (*told, *more(len(notes) - len(told))),
    )


def _practitioner(seen: Seen, uid: str) -> str:
    if not uid:
        return _("Practitioner not named")
    return seen.names([uid]).get(uid) or _("Practitioner not in this notebook")


def _holds(seen: Seen, one: Record) -> bool:
    return not text(one, "until") or text(one, "until") >= seen.today.isoformat()


def _told_of(seen: Seen, room: Room, one: Record) -> Iterator[tuple[str, str]]:
    strength = _(STRENGTHS[text(one, "strength")]) if text(one, "strength") in STRENGTHS else ""
    since = _("since {day}").format(day=day_in_words(text(one, "since"))) if text(one, "since") else ""
    labels = kind_named("relationship").by_name
    yield _(labels["strength"].label), joined(strength, since)
    for name in ("aims", "strengths", "strains", *(("private_notes",) if seen.private else ())):
        yield _(labels[name].label), briefly(text(one, name), room.longest)
