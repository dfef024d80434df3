"""Visits and open commitments as an iCalendar file, for the calendar that somebody already uses.

Made from shared revisions alone, so that no private word is in it (see `db/shared.py`). Whoever takes the file in again
later finds each visit once: its uid stays, and the greater SEQUENCE replaces what was there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from isp_desktop.db import lists, shared
from isp_desktop.db.lists import After
from isp_desktop.db.store import Reading, Store, now_ms
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.promises import is_open
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import MODES

if TYPE_CHECKING:
    from icalendar import Component

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # what iCalendar forbids in text
_CHUNK = 500

Progress = Callable[[int, int, str], None]
"""Told how much is done, of how much (0: nobody knows), and what is being done; may raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The content of an .ics file, and how many visits and commitments are in it."""

    content: bytes
    visits: int
    commitments: int

    def in_words(self) -> str:
        """ "12 visits and 1 open commitment"."""
        visits = counted("{n} visit", "{n} visits", self.visits)
        commitments = counted("{n} open commitment", "{n} open commitments", self.commitments)
        return _("{visits} and {commitments}").format(visits=visits, commitments=commitments)


def calendar(store: Store) -> bytes:
    """The content of an .ics file with every shared visit and open commitment; see `made`."""
    return made(store).content


def made(store: Store, since: dt.date | None = None, progress: Progress = lambda done, total, what: None) -> Agenda:
    """Shared visits, those called off too, as events; open commitments with a day as to-dos.

    Times have no zone: they are what the clock on the wall shows at the site.

    Args:
        since: leaves out the visits before this day; commitments that still wait are all in it.
    """
    from icalendar import Calendar

    whole = Calendar()
    whole.add("prodid", "-//ISP Desktop//EN")
    whole.add("version", "2.0")
    counts = {"VEVENT": 0, "VTODO": 0}
    with store.read() as reading:
        for component in _components(reading, since):
            whole.add_component(component)
            counts[str(component.name)] += 1
            done = sum(counts.values())
            if done % _CHUNK == 0:
                progress(done, 0, _("Writing the calendar file"))
    return Agenda(bytes(whole.to_ical()), counts["VEVENT"], counts["VTODO"])


def _components(reading: Reading, since: dt.date | None) -> Iterator[Component]:
    sites = _Sites(reading)
    for visit in _visits(reading, since):
        if "date" in visit.fields and (since is None or visit.fields["date"] >= since.isoformat()):
            yield _event(visit, sites.name(visit.fields.get("site", "")))
    for status in ("open", None):
        for commitment in _commitments(reading, status):
            if "due" in commitment.fields and is_open(commitment.fields.get("status")):
                yield _to_do(commitment)


def _visits(reading: Reading, since: dt.date | None) -> Iterator[Record]:
    if since is None:
        yield from shared.of_kind(reading, "visit")
        return
    after: After | None = None
    while found := lists.page(reading, "visit", (), after, _CHUNK):
        yield from _shared(reading, [item.uid for item in found])
        if found[-1].sort < since.isoformat():
            return
        after = After(found[-1].sort, found[-1].uid)


def _commitments(reading: Reading, status: str | None) -> Iterator[Record]:
    after: After | None = None
    while found := lists.page(reading, "commitment", [("status", status)], after, _CHUNK):
        yield from _shared(reading, [item.uid for item in found])
        after = After(found[-1].sort, found[-1].uid)


def _shared(reading: Reading, uids: list[str]) -> Iterator[Record]:
    there = shared.records(reading, uids)
    yield from (there[uid] for uid in uids if uid in there and there[uid].life != "deleted")


class _Sites:
    """The shared names of sites, each looked up once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[str, str] = {"": ""}

    def name(self, uid: str) -> str:
        if uid not in self._known:
            site = shared.records(self._reading, [uid]).get(uid)
            self._known[uid] = str(site.fields.get("name", "")) if site else ""
        return self._known[uid]


def _event(visit: Record, site: str) -> Component:
    from icalendar import Event

    own = visit.fields
    event = Event()
    _identify(event, visit, _("Visit to {site}").format(site=site) if site else _("Visit"))
    day = dt.date.fromisoformat(own["date"])
    if "starts" in own:
        starts = dt.datetime.combine(day, dt.time.fromisoformat(own["starts"]))
        ends = dt.datetime.combine(day, dt.time.fromisoformat(own.get("ends", own["starts"])))
        event.add("dtstart", starts)
        event.add("dtend", max(starts, ends))
    else:
        event.add("dtstart", day)
    event.add("status", "CANCELLED" if own.get("stage") == "called_off" else "CONFIRMED")
    if site:
        event.add("location", _plain(site))
    mode = MODES.get(own.get("mode", ""), "")
    told = [own.get("purpose", ""), _(mode) if mode else "", own.get("agenda", "")]
    event.add("description", _plain("\n".join(part for part in told if part)))
    return event


def _to_do(commitment: Record) -> Component:
    from icalendar import Todo

    to_do = Todo()
    _identify(to_do, commitment, commitment.fields.get("what", ""))
    to_do.add("due", dt.date.fromisoformat(commitment.fields["due"]))
    to_do.add("status", "NEEDS-ACTION")
    return to_do


def _identify(component: Any, record: Record, title: str) -> None:
    changed = min(record.changed_ms, now_ms())
    component.add("uid", f"{record.uid}@isp-desktop")
    component.add("dtstamp", dt.datetime.fromtimestamp(changed / 1000, dt.UTC))
    # It must grow with each change, and the notebook counts none: the minutes since 1970 do.
    component.add("sequence", changed // 60_000)
    component.add("summary", _plain(title))


def _plain(words: str) -> str:
    return _CONTROL.sub("", words)
