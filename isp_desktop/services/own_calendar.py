"""The user's own calendar, shown beside the visits: an .ics file that another program writes.

It is only ever read. The notebook keeps nothing of it but the place of the file, as a setting of this computer; so
nothing of it can leave with a summary, a bundle or a calendar file.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.services import settings
from isp_desktop.services.contacts.encodings import decode, without_bom
from isp_desktop.services.outputs import read_file
from isp_desktop.services.planning import Occasion, in_order

if TYPE_CHECKING:
    from icalendar import Calendar, Component
    from recurring_ical_events.query import CalendarQuery  # type: ignore[import-untyped]

SETTING = "own_calendar"
_LARGEST = 64 * 2**20
_MOST = 2_000
"""Entries shown in one range; more than anybody could see on a page."""
_LONGEST_TITLE = 200
_WITHIN_A_DAY = ("SECONDLY", "MINUTELY", "HOURLY")
_DAY = dt.timedelta(days=1)
# What the calendar library raises over files that break the rules; the errors of somebody's file, not of this program.
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, AssertionError)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the file has in a range.

    Attributes:
        events: in order of time; one that runs over several days once for each.
        trouble: a sentence on what could not be read, or "".
    """

    events: tuple[Occasion, ...] = ()
    trouble: str = ""


class OwnCalendar:
    """One .ics file; read again when it changed. May be asked from any thread.

    Args:
        zone: the zone of the clock on the wall; None for that of this computer.
    """

    def __init__(self, path: Path, zone: dt.tzinfo | None = None) -> None:
        self.path = path
        self._zone = zone
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._series: list[CalendarQuery] = []
        self._left_out = 0

    def between(self, start: dt.date, end: dt.date) -> Seen:
        """What is on from `start` up to, not with, `end`; with a trouble, as far as it was read before."""
        with self._lock:
            try:
                self._read_if_changed()
            except NotebookError as error:
                return Seen(self._events(start, end), str(error))
            return Seen(self._events(start, end), self._what_is_missing())

    def read(self) -> None:
        """Reads the file.

        Raises:
            NotebookError: it cannot be read, or it is no calendar.
        """
        with self._lock:
            self._read_if_changed()

    def _read_if_changed(self) -> None:
        stamp = _stamp(self.path)
        if stamp is not None and stamp == self._stamp:
            return
        content = read_file(self.path)
        if len(content) > _LARGEST:
            raise BadInput(_("“{name}” is too large for a calendar. Choose another file.").format(name=self.path.name))
        self._series, self._left_out = _read(content, self.path.name)
        self._stamp = stamp

    def _what_is_missing(self) -> str:
        if not self._left_out:
            return ""
        return counted(
            "{n} entry of your own calendar breaks the rules of calendar files and is left out.",
            "{n} entries of your own calendar break the rules of calendar files and are left out.",
            self._left_out,
        )

    def _events(self, start: dt.date, end: dt.date) -> tuple[Occasion, ...]:
        found: list[Occasion] = []
        for series in self._series:
            try:
                # A day more at each end: elsewhere it is another day.
                on = series.between(start - _DAY, end + _DAY)
                found += [piece for event in on for piece in self._pieces(event, start, end)]
            except _UNREADABLE:
                continue
            if len(found) >= _MOST:
                break
        return tuple(in_order(found[:_MOST]))

    def _pieces(self, event: Component, start: dt.date, end: dt.date) -> Iterator[Occasion]:
        """An event, day by day."""
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            return
        begins, ends = event.start, event.end  # type: ignore[attr-defined]
        whole = not isinstance(begins, dt.datetime)
        first, last = self._on_the_wall(begins), self._on_the_wall(ends)
        title = _one_line(event.get("SUMMARY")) or _("Busy")
        day = max(first.date(), start)
        while day < end and (day == first.date() or dt.datetime.combine(day, dt.time.min) < last):
            at, until = ("", "") if whole else _times(day, first, last)
            yield Occasion(f"own {event.get('UID', '')} {first} {day}", "own", title, day, "own", at, until)
            day += _DAY

    def _on_the_wall(self, moment: dt.date) -> dt.datetime:
        """What a clock on the wall here shows."""
        if not isinstance(moment, dt.datetime):
            return dt.datetime.combine(moment, dt.time.min)
        return moment if moment.tzinfo is None else moment.astimezone(self._zone).replace(tzinfo=None)


def chosen(store: Store) -> OwnCalendar | None:
    """The user's own calendar, if one was chosen; nothing is read yet."""
    path = settings.read(store, SETTING)
    return OwnCalendar(Path(path)) if isinstance(path, str) and path else None


def choose(store: Store, path: Path) -> OwnCalendar:
    """Reads a calendar file and remembers its place.

    Raises:
        NotebookError: it cannot be read, or it is no calendar; the one chosen before stays.
    """
    calendar = OwnCalendar(path)
    calendar.read()
    settings.write(store, SETTING, str(path))
    return calendar


def leave_out(store: Store) -> None:
    """Shows no calendar beside the visits from now on."""
    settings.write(store, SETTING, None)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _read(content: bytes, name: str) -> tuple[list[CalendarQuery], int]:
    """A query for each event of the file, with all its exceptions; and how many events cannot be understood."""
    from icalendar import Calendar

    data, is_utf8 = without_bom(content)
    text = data.decode("utf-8", "replace") if is_utf8 else decode(data, "", "utf-8")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except _UNREADABLE:
        calendars = []
    if not calendars or any(one.name != "VCALENDAR" for one in calendars):
        raise BadInput(
            _(
                "“{name}” is not a calendar file that can be read. Export your calendar again as an .ics file, "
                "then choose that."
            ).format(name=name)
        )
    found: list[CalendarQuery] = []
    left_out = 0
    for calendar in calendars:
        for events in _by_uid(calendar):
            query = _query(calendar, events)
            found += [query] if query is not None else []
            left_out += query is None
    return found, left_out


def _by_uid(calendar: Any) -> list[list[Any]]:
    """The events, those of one UID together: a series and its exceptions."""
    grouped: dict[str, list[Any]] = defaultdict(list)
    for number, event in enumerate(calendar.walk("VEVENT")):
        grouped[str(event.get("UID", number))].append(event)
    return list(grouped.values())


def _query(calendar: Calendar, events: list[Any]) -> CalendarQuery | None:
    """None where the events cannot be understood. One by one, so that a broken one takes no other with it."""
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar as Made

    alone = Made()
    for name in ("VERSION", "PRODID", "CALSCALE", "X-WR-TIMEZONE"):
        if name in calendar:
            alone[name] = calendar[name]
    for event in events:
        if "DTSTART" not in event or event.errors:
            return None
        # Every second of ten years is more than can be counted, or looked at: such a one is shown once.
        if _repeats_within_a_day(event):
            del event["RRULE"]
        alone.add_component(event)
    try:
        query = recurring_ical_events.of(alone)
        query.between(events[0].start, _DAY)
    except _UNREADABLE:
        return None
    return query


def _repeats_within_a_day(event: Any) -> bool:
    rules = event.get("RRULE", [])
    return any(
        str(frequency).upper() in _WITHIN_A_DAY
        for rule in (rules if isinstance(rules, list) else [rules])
        for frequency in rule.get("FREQ", [])
    )


def _times(day: dt.date, first: dt.datetime, last: dt.datetime) -> tuple[str, str]:
    """From when to when of `day`, "HH:MM"."""
    at = f"{first:%H:%M}" if day == first.date() else "00:00"
    return at, f"{last:%H:%M}" if last.date() <= day else "24:00"


def _one_line(words: object) -> str:
    flat = " ".join(str(words or "").split())
    return flat if len(flat) <= _LONGEST_TITLE else f"{flat[: _LONGEST_TITLE - 1]}…"
