"""Gathers what a brief says, part by part: as much of it as its one page has room for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from isp_desktop.db.store import Store
from isp_desktop.domain.brief import Brief, BriefPart
from isp_desktop.domain.language import _
from isp_desktop.services.brief import before_visit
from isp_desktop.services.brief.relating import facts, own_notes, relationship
from isp_desktop.services.brief.seen import Seen, text
from isp_desktop.services.brief.shortening import ROOMS, Room, fits
from isp_desktop.services.brief.trusting import evidence, trust
from isp_desktop.services.brief.working import contacts, promises, still_open


def gather(store: Store, uid: str, private: bool, today: dt.date | None = None) -> Brief:
    """What the brief on the person or site `uid` says; only shared records and fields unless `private`.

    The brief to hand on is not made from the private one by leaving out: another view reads it.

    Raises:
        NotFound: there is no such person or site, or nothing of it is shared.
    """
    with store.read() as reading:
        seen = Seen(reading, private, uid, store.author, today or dt.date.today())
        tries = (_told(seen, room) for room in ROOMS[:-1])
        return next((made for made in tries if fits(made)), None) or _told(seen, ROOMS[-1])


def _told(seen: Seen, room: Room) -> Brief:
    is_site = seen.about.kind == "site"
    name = text(seen.about, "name")
    title = _("Before the visit: {site}").format(site=name) if is_site else _("Brief on {name}").format(name=name)
    return Brief(
        name=name,
        title=title,
        day=seen.today,
        author=seen.author,
        private=seen.private,
        facts=tuple(before_visit.facts(seen, room) if is_site else facts(seen, room)),
        parts=tuple(before_visit.parts(seen, room) if is_site else _of_person(seen, room)),
    )


def _of_person(seen: Seen, room: Room) -> Iterator[BriefPart]:
    yield relationship(seen, room)
    yield from trust(seen, room)
    if seen.private:
        yield evidence(seen, room)
    yield promises(seen, room)
    yield contacts(seen, room)
    yield still_open(seen, room)
    if seen.private:
        yield own_notes(seen, room)
