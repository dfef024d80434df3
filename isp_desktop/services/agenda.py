"""Visits, meetings and open commitments as an iCalendar file, for the calendar that somebody already uses.

Made from shared revisions alone, so that no private word is in it (see `db/shared.py`). Whoever takes the file in again
later finds each of them once: its uid stays, and the greater SEQUENCE replaces what was there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from isp_desktop.db import lists, shared
from isp_desktop.db.lists import After
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import now_ms
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.promises import is_open
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import MODES
from isp_desktop.services.records import no_record

if TYPE_CHECKING:
    from icalendar import Component

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # what iCalendar forbids in text
_CHUNK = 500

Progress = Callable[[int, int, str], None]
"""Told how much is done, of how much (0: nobody knows), and what is being done; may raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The content of an .ics file, and how many visits, meetings and commitments are in it."""

    content: bytes
    visits: int
    commitments: int
    meetings: int = 0

    def in_words(self) -> str:
        """ "12 visits and 1 open commitment", with the meetings between them where there are some."""
        told = counted("{n} visit", "{n} visits", self.visits)
        if self.meetings:
            meetings = counted("{n} meeting", "{n} meetings", self.meetings)
            told = _("{visits}, {meetings}").format(visits=told, meetings=meetings)
        commitments = counted("{n} open commitment", "{n} open commitments", self.commitments)
        return _("{visits} and {commitments}").format(visits=told, commitments=commitments)


def calendar(store: Store) -> bytes:
    """The content of an .ics file with every shared visit, meeting and open commitment; see `made`."""
    return made(store).content


def made(store: Store, since: dt.date | None = None, progress: Progress = lambda done, total, what: None) -> Agenda:
    """Shared visits and meetings, those called off too, as events; open commitments with a day as to-dos.

    Times have no zone: they are what the clock on the wall shows at the site.

    Args:
        since: leaves out the visits and meetings before this day; commitments that still wait are all in it.
    """
    whole = _empty()
    counts = {"visit": 0, "meeting": 0, "commitment": 0}
    with store.read() as reading:
        for kind, component in _components(reading, since):
            whole.add_component(component)
            counts[kind] += 1
            done = sum(counts.values())
            if done % _CHUNK == 0:
                progress(done, 0, _("Writing the calendar file"))
    return Agenda(bytes(whole.to_ical()), counts["visit"], counts["commitment"], counts["meeting"])


def one(store: Store, uid: str) -> bytes:
    """The content of an .ics file with the shared visit or meeting `uid`, which has a date, alone.

    Raises:
        NotFound: there is no such record, or nothing of it is shared.
    """
    whole = _empty()
    with store.read() as reading:
        for record in _shared(reading, [uid]):
            whole.add_component(_EVENTS[record.kind](record, _Names(reading)))
            return bytes(whole.to_ical())
    raise no_record(uid)


def _empty() -> Component:
    from icalendar import Calendar

    whole = Calendar()
    whole.add("prodid", "-//ISP Desktop//EN")
    whole.add("version", "2.0")
    return whole


def _components(reading: Reading, since: dt.date | None) -> Iterator[tuple[str, Component]]:
    names = _Names(reading)
    for kind, event in _EVENTS.items():
        for record in _dated(reading, kind, since):
            if "date" in record.fields and (since is None or record.fields["date"] >= since.isoformat()):
                yield kind, event(record, names)
    for status in ("open", None):
        for commitment in _commitments(reading, status):
            if "due" in commitment.fields and is_open(commitment.fields.get("status")):
                yield "commitment", _to_do(commitment)


def _dated(reading: Reading, kind: str, since: dt.date | None) -> Iterator[Record]:
    """The visits or meetings from the day `since` on."""
    if since is None:
        yield from shared.of_kind(reading, kind)
        return
    after: After | None = None
    while found := lists.page(reading, kind, (), after, _CHUNK):
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


class _Names:
    """The shared names of sites and teams, each looked up once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[str, str] = {"": ""}

    def of(self, uid: str) -> str:
        """What one is called, or ""."""
        if uid not in self._known:
            named = shared.records(self._reading, [uid]).get(uid)
            self._known[uid] = str(named.fields.get("name", "")) if named else ""
        return self._known[uid]


def _visit(visit: Record, names: _Names) -> Component:
    own = visit.fields
    site = names.of(own.get("site", ""))
    title = _("Visit to {site}").format(site=site) if site else _("Visit")
    return _event(visit, title, site, (own.get("purpose", ""), _mode(own), own.get("agenda", "")))


def _meeting(meeting: Record, names: _Names) -> Component:
    own = meeting.fields
    team = names.of(own.get("team", ""))
    title = _("Meeting: {team}").format(team=team) if team else own.get("heading", "") or _("Meeting")
    place = ", ".join(filter(None, (own.get("place", ""), names.of(own.get("site", "")))))
    return _event(meeting, title, place, (own.get("heading", "") if team else "", _mode(own)))


_EVENTS: Mapping[str, Callable[[Record, _Names], Component]] = {"visit": _visit, "meeting": _meeting}


def _mode(own: Mapping[str, Any]) -> str:
    return _(MODES.get(own.get("mode", ""), ""))


def _event(record: Record, title: str, place: str, told: Iterable[str]) -> Component:
    from icalendar import Event

    own = record.fields
    event = Event()
    _identify(event, record, title)
    day = dt.date.fromisoformat(own["date"])
    if "starts" in own:
        starts = dt.datetime.combine(day, dt.time.fromisoformat(own["starts"]))
        ends = dt.datetime.combine(day, dt.time.fromisoformat(own.get("ends", own["starts"])))
        event.add("dtstart", starts)
        event.add("dtend", max(starts, ends))
    else:
        event.add("dtstart", day)
    event.add("status", "CANCELLED" if own.get("stage") == "called_off" else "CONFIRMED")
    if place:
        event.add("location", _plain(place))
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
