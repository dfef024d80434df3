"""Gathers what a brief says, part by part: as much of it as its one page has room for."""

from __future__ import annotations

import datetime as dt

from isp_desktop.db.store import Store
from isp_desktop.domain.brief import Brief
from isp_desktop.services.brief.relating import facts, own_notes, relationship
from isp_desktop.services.brief.seen import Seen, text
from isp_desktop.services.brief.shortening import ROOMS, Room, fits
from isp_desktop.services.brief.trusting import evidence, trust
from isp_desktop.services.brief.working import contacts, promises, still_open


def gather(store: Store, person: str, private: bool, today: dt.date | None = None) -> Brief:
    """What the brief on `person` says; only shared records and fields unless `private`.

    The brief to hand on is not made from the private one by leaving out: another view reads it.

    Raises:
        NotFound: there is no such person, or nothing of them is shared.
    """
    with store.read() as reading:
        seen = Seen(reading, private, person, store.author, today or dt.date.today())
        tries = (_told(seen, room) for room in ROOMS[:-1])
        return next((made for made in tries if fits(made)), None) or _told(seen, ROOMS[-1])


def _told(seen: Seen, room: Room) -> Brief:
    parts = (
        relationship(seen, room),
        *trust(seen, room),
        *([evidence(seen, room)] if seen.private else []),
        promises(seen, room),
        contacts(seen, room),
        still_open(seen, room),
    )
    return Brief(
        name=text(seen.person, "name"),
        day=seen.today,
        author=seen.author,
        private=seen.private,
        facts=tuple(facts(seen, room)),
        parts=(*parts, *([own_notes(seen, room)] if seen.private else [])),
    )
