"""The user's own calendar beside the visits: read as other programs write it, whatever state the file is in."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.services import agenda, own_calendar, settings
from isp_desktop.services.own_calendar import OwnCalendar

OCTOBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(*events: str, head: str = "", name: str = "work.ics") -> Path:
        inside = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n{head}{inside}END:VCALENDAR\n"
        path = tmp_path / name
        path.write_bytes(text.replace("\n", "\r\n").encode())
        return path

    return make


def told(path: Path, span: tuple[dt.date, dt.date] = OCTOBER) -> list[str]:
    seen = OwnCalendar(path, AMSTERDAM).between(*span)
    return [f"{one.day:%d} {one.starts}-{one.ends} {one.title}" for one in seen.events]


def test_times_are_those_of_the_clock_on_the_wall(write: Write):
    path = write(
        "UID:1\nSUMMARY:Utc\nDTSTART:20261005T070000Z\nDTEND:20261005T080000Z",
        "UID:2\nSUMMARY:New York\nDTSTART;TZID=America/New_York:20261005T190000\nDURATION:PT1H30M",
        "UID:3\nSUMMARY:Outlook\nDTSTART;TZID=Eastern Standard Time:20261006T090000\nDURATION:PT30M",
        "UID:4\nSUMMARY:Anywhere\nDTSTART:20261007T120000\nDTEND:20261007T130000",
    )
    assert told(path) == [
        "05 09:00-10:00 Utc",
        "06 01:00-02:30 New York",
        "06 15:00-15:30 Outlook",
        "07 12:00-13:00 Anywhere",
    ]


def test_whole_days_and_nights_stand_on_each_of_their_days(write: Write):
    path = write(
        "UID:1\nSUMMARY:Holiday\nDTSTART;VALUE=DATE:20261030\nDTEND;VALUE=DATE:20261103",
        "UID:2\nSUMMARY:Night train\nDTSTART:20261009T220000\nDTEND:20261010T063000",
        "UID:3\nSUMMARY:Birthday\nDTSTART;VALUE=DATE:20261012",
        "UID:4\nSUMMARY:Until midnight\nDTSTART:20261013T200000\nDTEND:20261014T000000",
    )
    assert told(path) == [
        "09 22:00-24:00 Night train",
        "10 00:00-06:30 Night train",
        "12 - Birthday",
        "13 20:00-24:00 Until midnight",
        "30 - Holiday",
        "31 - Holiday",
    ]


def test_what_repeats_is_spread_out_with_its_exceptions(write: Write):
    path = write(
        "UID:1\nSUMMARY:Staff\nDTSTART;TZID=Europe/Amsterdam:20260903T090000\nDTEND;TZID=Europe/Amsterdam:20260903T100000\n"
        "RRULE:FREQ=WEEKLY;BYDAY=TH\nEXDATE;TZID=Europe/Amsterdam:20261008T090000",
        "UID:1\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261015T090000\nSUMMARY:Staff, later\n"
        "DTSTART;TZID=Europe/Amsterdam:20261015T110000\nDTEND;TZID=Europe/Amsterdam:20261015T120000",
        "UID:1\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261022T090000\nSTATUS:CANCELLED\nSUMMARY:Staff\n"
        "DTSTART;TZID=Europe/Amsterdam:20261022T090000\nDTEND;TZID=Europe/Amsterdam:20261022T100000",
    )
    # On 25 October the clocks go back; the meeting stays at nine.
    assert told(path) == ["01 09:00-10:00 Staff", "15 11:00-12:00 Staff, later", "29 09:00-10:00 Staff"]


def test_called_off_ones_are_left_out_and_nameless_ones_are_busy(write: Write):
    path = write(
        "UID:1\nSTATUS:CANCELLED\nSUMMARY:Gone\nDTSTART:20261005T070000\nDTEND:20261005T080000",
        "UID:2\nDTSTART:20261006T070000\nDTEND:20261006T080000",
    )
    assert told(path) == ["06 07:00-08:00 Busy"]


def test_googles_zone_for_the_whole_calendar_holds(write: Write):
    path = write("UID:1\nSUMMARY:Call\nDTSTART:20261005T070000Z", head="X-WR-TIMEZONE:Europe/Amsterdam\n")
    assert told(path) == ["05 09:00-09:00 Call"]


def test_an_event_of_every_second_is_shown_once(write: Write):
    path = write(
        "UID:1\nSUMMARY:Tick\nDTSTART:20261005T070000\nRRULE:FREQ=SECONDLY",
        "UID:2\nSUMMARY:Pill\nDTSTART:19700101T070000\nRRULE:FREQ=HOURLY",
    )
    assert told(path) == ["05 07:00-07:00 Tick"]


def numbers(count: int) -> str:
    return ",".join(map(str, range(count)))


@pytest.mark.parametrize(
    "rule",
    [
        f"RRULE:FREQ=DAILY;BYHOUR={numbers(24)};BYMINUTE={numbers(60)};BYSECOND={numbers(60)}",
        f"RRULE:FREQ=YEARLY;BYMONTH={numbers(13)[2:]};BYHOUR={numbers(24)}",
        "RRULE:FREQ=MINUTELY;BYHOUR=7",
        "RRULE:FREQ=DAILY\n" * 40,
        "DURATION:P5000D\nRRULE:FREQ=DAILY",
        "RDATE:" + ",".join(f"202610{day:02}T{at // 60:02}{at % 60:02}00" for day in range(1, 32) for at in range(300)),
    ],
    ids=["every second", "every hour", "minutes", "many rules", "years long", "many dates"],
)
def test_what_repeats_more_than_can_be_looked_at_stands_once(write: Write, rule: str):
    path = write(
        f"UID:1\nSUMMARY:Tick\nDTSTART:20261031T070000\n{rule}", "UID:2\nSUMMARY:Fine\nDTSTART:20261006T070000"
    )
    assert told(path) == ["06 07:00-07:00 Fine", told(path)[-1]]
    assert told(path)[-1].startswith("31 07:00-")


def test_what_repeats_a_few_times_a_day_is_spread_out(write: Write):
    path = write("UID:1\nSUMMARY:Bell\nDTSTART:20261030T080000\nRRULE:FREQ=DAILY;BYHOUR=8,12;BYMINUTE=0,30")
    assert [line.split("-")[0] for line in told(path)] == [
        f"{day} {hour}:{minute}" for day in (30, 31) for hour in ("08", "12") for minute in ("00", "30")
    ]


def test_a_series_from_long_ago_is_left_out_and_counted(write: Write):
    path = write(
        "UID:1\nSUMMARY:Bell\nDTSTART:00010101T080000\nRRULE:FREQ=DAILY",
        "UID:2\nSUMMARY:Founded\nDTSTART;VALUE=DATE:18511012\nRRULE:FREQ=YEARLY",
    )
    seen = OwnCalendar(path, AMSTERDAM).between(*OCTOBER)
    assert [one.title for one in seen.events] == ["Founded"]
    assert seen.trouble == "1 entry of your own calendar is left out: it would take too long to read."


def test_reading_ends_when_patience_does(write: Write):
    path = write(*(f"UID:{at}\nSUMMARY:Call\nDTSTART:20261005T070000" for at in range(3)))
    seen = OwnCalendar(path, AMSTERDAM, patience=0).between(*OCTOBER)
    assert seen.events == ()
    assert seen.trouble == "3 entries of your own calendar are left out: they would take too long to read."


def test_a_series_with_more_exceptions_than_anybody_makes_is_left_out(write: Write):
    start = "DTSTART:20261005T070000"
    exceptions = (f"UID:1\nRECURRENCE-ID:20261005T07{at // 60:02}{at % 60:02}\n{start}" for at in range(1_001))
    seen = OwnCalendar(write(f"UID:1\n{start}\nRRULE:FREQ=DAILY", *exceptions)).between(*OCTOBER)
    assert seen.events == ()
    assert seen.trouble


def test_a_broken_entry_takes_no_other_with_it(write: Write):
    path = write(
        "UID:1\nSUMMARY:No start",
        "UID:2\nSUMMARY:Odd day\nDTSTART:20261399T000000",
        "UID:3\nSUMMARY:Ends first\nDTSTART:20261005T100000\nDTEND:20261005T090000\nRRULE:FREQ=WHENEVER",
        "UID:4\nSUMMARY:Fine\nDTSTART:20261006T070000\nDTEND:20261006T080000",
    )
    seen = OwnCalendar(path).between(*OCTOBER)
    assert [one.title for one in seen.events] == ["Fine"]
    assert seen.trouble == "3 entries of your own calendar break the rules of calendar files and are left out."


@pytest.mark.parametrize(
    "content",
    [b"", b"Dear Maren", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT"],
)
def test_what_is_no_calendar_is_refused_in_a_sentence_and_not_remembered(store: Store, tmp_path: Path, content: bytes):
    path = tmp_path / "letter.ics"
    path.write_bytes(content)
    with pytest.raises(NotebookError, match=r"“letter\.ics” is not a calendar file that can be read"):
        own_calendar.choose(store, path)
    assert own_calendar.chosen(store) is None


def test_the_place_is_remembered_and_the_file_never_written(store: Store, write: Write):
    path = write("UID:1\nSUMMARY:Dentist\nDTSTART:20261005T070000")
    before = path.read_bytes()
    own_calendar.choose(store, path)
    again = own_calendar.chosen(store)
    assert again is not None
    assert [one.title for one in again.between(*OCTOBER).events] == ["Dentist"]
    assert path.read_bytes() == before
    assert settings.read(store, own_calendar.SETTING) == str(path)
    assert b"Dentist" not in agenda.calendar(store)
    own_calendar.leave_out(store)
    assert own_calendar.chosen(store) is None


def test_a_change_is_read_and_a_bad_moment_loses_nothing(write: Write):
    path = write("UID:1\nSUMMARY:Dentist\nDTSTART:20261005T070000")
    calendar = OwnCalendar(path)
    assert [one.title for one in calendar.between(*OCTOBER).events] == ["Dentist"]
    path.write_bytes(b"BEGIN:VCAL")
    halfway = calendar.between(*OCTOBER)
    assert [one.title for one in halfway.events] == ["Dentist"]
    assert "is not a calendar file" in halfway.trouble
    write("UID:1\nSUMMARY:Dentist, later\nDTSTART:20261006T070000")
    os.utime(path, ns=(1, 1))
    assert [one.title for one in calendar.between(*OCTOBER).events] == ["Dentist, later"]
    path.unlink()
    gone = calendar.between(*OCTOBER)
    assert [one.title for one in gone.events] == ["Dentist, later"]
    assert gone.trouble.startswith("There is no file")


LINES = st.sampled_from(
    [
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:VALARM",
        "DTSTART:20261005T070000Z",
        "DTSTART;VALUE=DATE:20261005",
        "DTSTART;TZID=Nowhere/Here:20261005T070000",
        "DTEND:20261005",
        "DTEND;TZID=Europe/Paris:20261004T070000",
        "DURATION:-P1W",
        "DURATION:P99999999D",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=WEEKLY;UNTIL=20261031",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=DAILY;BYHOUR=0,6,12,18;BYMINUTE=0,5,10,15;BYSECOND=0,30",
        "RRULE:FREQ=DAILY;BYHOUR=9,x",
        "RRULE:COUNT=3",
        "RRULE:",
        "RDATE;VALUE=PERIOD:20261006T070000Z/PT1H",
        "RDATE:20261006",
        "EXDATE:20261005T070000Z",
        "RECURRENCE-ID:20261005T070000Z",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261005",
        "UID:1",
        "SUMMARY:x",
        "STATUS:CANCELLED",
        "X-WR-TIMEZONE:Europe/Amsterdam",
        "X-WR-TIMEZONE:nowhere",
        "TZID:Nowhere/Here",
        "CALSCALE:JULIAN",
    ]
)


@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES | st.text(max_size=30), max_size=14), wrapped=st.booleans())
def test_no_file_ends_in_anything_but_events_or_a_sentence(tmp_path: Path, lines: list[str], wrapped: bool):
    inside = ["BEGIN:VEVENT", *lines, "END:VEVENT"] if wrapped else lines
    path = tmp_path / "any.ics"
    path.write_bytes("\r\n".join(["BEGIN:VCALENDAR", *inside, "END:VCALENDAR"]).encode("utf-8", "replace"))
    seen = OwnCalendar(path, AMSTERDAM).between(*OCTOBER)
    assert all(OCTOBER[0] <= one.day < OCTOBER[1] for one in seen.events)


@given(content=st.binary(max_size=300))
@hypothesis_settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused_in_a_sentence(tmp_path: Path, content: bytes):
    path = tmp_path / "any.ics"
    path.write_bytes(content)
    assert OwnCalendar(path).between(*OCTOBER).trouble
