"""The user's own calendar, shown beside the visits: an .ics file that another program writes.

It is only ever read. The notebook keeps nothing of it but the place of the file, as a setting of this computer; so
nothing of it can leave with a summary, a bundle or a calendar file.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from math import prod
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
_TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_A_FEW = 12
"""How often a day something may repeat; medicines and bells do so a few times."""
_MOST_TURNS = 500_000
"""Turns of one series counted up to the range shown, which takes about a second."""
_MOST_DATES = 5_000
_MOST_EXCEPTIONS = 1_000
_PATIENCE = 20.0
_DAY = dt.timedelta(days=1)
_YEAR = 366 * _DAY
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


@dataclass(frozen=True, slots=True)
class _Series:
    """An event of the file with all its repetitions and exceptions; at most `a_day` a day since the day `begins`."""

    query: CalendarQuery
    begins: dt.date
    a_day: int

    def turns(self, end: dt.date) -> int:
        """How many repetitions there are at most before `end`; all of them are gone through, however early."""
        return max(0, (end - self.begins).days) * self.a_day


class OwnCalendar:
    """One .ics file; read again when it changed. May be asked from any thread.

    Args:
        zone: the zone of the clock on the wall; None for that of this computer.
        patience: after how many seconds of work, in each answer, the entries that are left go unread. A rule for a
            day that never comes, such as 30 February, takes seconds by itself.
    """

    def __init__(self, path: Path, zone: dt.tzinfo | None = None, patience: float = _PATIENCE) -> None:
        self.path = path
        self._zone = zone
        self._patience = patience
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._series: list[_Series] = []
        self._left_out = 0
        self._unread = 0

    def between(self, start: dt.date, end: dt.date) -> Seen:
        """What is on from `start` up to, not with, `end`; with a trouble, as far as it was read before."""
        with self._lock:
            try:
                self._read_if_changed()
            except NotebookError as error:
                return Seen(self._events(start, end)[0], str(error))
            events, passed_over = self._events(start, end)
            return Seen(events, self._what_is_missing(passed_over))

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
        parts = _parts(content, self.path.name)
        until = time.monotonic() + self._patience
        read = [_series(*part) for part in takewhile(lambda _part: time.monotonic() < until, parts)]
        self._series = [series for series in read if series is not None]
        self._left_out = len(read) - len(self._series)
        self._unread = len(parts) - len(read)
        self._stamp = stamp

    def _what_is_missing(self, passed_over: int) -> str:
        if self._left_out:
            return counted(
                "{n} entry of your own calendar breaks the rules of calendar files and is left out.",
                "{n} entries of your own calendar break the rules of calendar files and are left out.",
                self._left_out,
            )
        if missing := self._unread + passed_over:
            return counted(
                "{n} entry of your own calendar is left out: it would take too long to read.",
                "{n} entries of your own calendar are left out: they would take too long to read.",
                missing,
            )
        return ""

    def _events(self, start: dt.date, end: dt.date) -> tuple[tuple[Occasion, ...], int]:
        """What is on, and how many series were passed over since they take too long."""
        found: list[Occasion] = []
        passed_over = 0
        until = time.monotonic() + self._patience
        for series in self._series:
            if series.turns(end) > _MOST_TURNS or time.monotonic() >= until:
                passed_over += 1
                continue
            # A day more at each end: elsewhere it is another day.
            with suppress(*_UNREADABLE):
                on = series.query.between(start - _DAY, end + _DAY)
                found += [piece for event in on for piece in self._pieces(event, start, end)]
            if len(found) >= _MOST:
                break
        return tuple(in_order(found[:_MOST])), passed_over

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


def _parts(content: bytes, name: str) -> list[tuple[Calendar, list[Any]]]:
    """Each event of the file with all its exceptions, and the calendar that it is of."""
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
    return [(calendar, events) for calendar in calendars for events in _by_uid(calendar)]


def _by_uid(calendar: Any) -> list[list[Any]]:
    """The events, those of one UID together: a series and its exceptions."""
    grouped: dict[str, list[Any]] = defaultdict(list)
    for number, event in enumerate(calendar.walk("VEVENT")):
        grouped[str(event.get("UID", number))].append(event)
    return list(grouped.values())


def _series(calendar: Calendar, events: list[Any]) -> _Series | None:
    """None where the events cannot be understood. One by one, so that a broken one takes no other with it."""
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar as Made

    if len(events) > _MOST_EXCEPTIONS or any("DTSTART" not in event or event.errors for event in events):
        return None
    alone = Made()
    for name in ("VERSION", "PRODID", "CALSCALE", "X-WR-TIMEZONE"):
        if name in calendar:
            alone[name] = calendar[name]
    try:
        for event in events:
            _tame(event)
            alone.add_component(event)
        begins = min(_day(event.start) for event in events)
        series = _Series(recurring_ical_events.of(alone), begins, max(map(_a_day, events)))
        series.query.between(begins, _DAY)
    except _UNREADABLE:
        return None
    return series


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _tame(event: Any) -> None:
    """Has an event stand only once that would repeat more often than can be counted, or looked at."""
    too_long = _repeats(event) and event.end - event.start > _YEAR
    if too_long or _a_day(event) > _A_FEW or len(_rules(event)) > 2 or _dates(event) > _MOST_DATES:
        for name in ("RRULE", "RDATE"):
            event.pop(name, None)


def _repeats(event: Any) -> bool:
    return "RRULE" in event or "RDATE" in event


def _rules(event: Any) -> list[Any]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _dates(event: Any) -> int:
    dates = event.get("RDATE", [])
    return sum(len(part.dts) for part in (dates if isinstance(dates, list) else [dates]))


def _a_day(event: Any) -> int:
    """How often an event repeats on one day at most; 0 for one that does not repeat by a rule."""
    return sum(_times_a_day(rule) for rule in _rules(event))


def _times_a_day(rule: Any) -> int:
    if any(str(frequency).upper() in _WITHIN_A_DAY for frequency in rule.get("FREQ", [])):
        return _A_FEW + 1
    return prod(max(1, len(rule.get(part, []))) for part in _TIMES_OF_DAY)


def _times(day: dt.date, first: dt.datetime, last: dt.datetime) -> tuple[str, str]:
    """From when to when of `day`, "HH:MM"."""
    at = f"{first:%H:%M}" if day == first.date() else "00:00"
    return at, f"{last:%H:%M}" if last.date() <= day else "24:00"


def _one_line(words: object) -> str:
    flat = " ".join(str(words or "").split())
    return flat if len(flat) <= _LONGEST_TITLE else f"{flat[: _LONGEST_TITLE - 1]}…"
