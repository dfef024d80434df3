"""Visits and open commitments as an iCalendar file, for the calendar that somebody already uses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from isp_desktop.db import shared
from isp_desktop.db.store import Reading, Store, now_ms
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import MODES

if TYPE_CHECKING:
    from icalendar import Component


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # what iCalendar forbids in text


def calendar(store: Store) -> bytes:
    """The content of an .ics file: every shared visit an event, every open commitment with a date a to-do.

    Times have no zone: they are what the clock on the wall shows at the site.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//ISP Desktop//EN")
    made.add("version", "2.0")
    with store.read() as reading:
        for component in _components(reading):
            made.add_component(component)
    return bytes(made.to_ical())


def _components(reading: Reading) -> Iterator[Component]:
    for visit in shared.of_kind(reading, "visit"):
        if "date" in visit.fields:
            yield _event(visit, _site_name(reading, visit))
    for commitment in shared.of_kind(reading, "commitment"):
        if "due" in commitment.fields and commitment.fields.get("status", "open") == "open":
            yield _to_do(commitment)


def _event(visit: Record, site: str) -> Component:
    from icalendar import Event

    own = visit.fields
    event = Event()
    _identify(event, visit, f"Visit to {site}" if site else "Visit")
    day = dt.date.fromisoformat(own["date"])
    if "starts" in own:
        starts = dt.datetime.combine(day, dt.time.fromisoformat(own["starts"]))
        ends = dt.datetime.combine(day, dt.time.fromisoformat(own.get("ends", own["starts"])))
        event.add("dtstart", starts)
        event.add("dtend", max(starts, ends))
    else:
        event.add("dtstart", day)
    if site:
        event.add("location", site)
    told = [own.get("purpose", ""), MODES.get(own.get("mode", ""), ""), own.get("agenda", "")]
    event.add("description", _CONTROL.sub("", "\n".join(part for part in told if part)))
    return event


def _to_do(commitment: Record) -> Component:
    from icalendar import Todo

    to_do = Todo()
    _identify(to_do, commitment, commitment.fields.get("what", ""))
    to_do.add("due", dt.date.fromisoformat(commitment.fields["due"]))
    return to_do


def _identify(component: Component, record: Record, title: str) -> None:
    component.add("uid", f"{record.uid}@isp-desktop")
    component.add("dtstamp", dt.datetime.fromtimestamp(min(record.changed_ms, now_ms()) / 1000, dt.UTC))
    component.add("summary", title)


def _site_name(reading: Reading, visit: Record) -> str:
    uid = visit.fields.get("site", "")
    site = shared.records(reading, [uid]).get(uid)
    return str(site.fields.get("name", "")) if site else ""
