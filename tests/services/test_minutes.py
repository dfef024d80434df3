"""Minutes say what was decided, promised and said, in every form, and nothing that is private."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pypdf
import pytest
import zstandard
from icalendar import Calendar

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.services import agenda, decisions, finding, lines, minutes, records
from isp_desktop.services.preview import minutes_preview
from isp_desktop.services.summary import FORMATS

Put = Callable[..., str]
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "notes.jsonl.zst"
SECRET = "Xyloph"
TODAY = dt.date(2026, 11, 18)


@pytest.fixture
def meeting(put: Put) -> str:
    """A meeting with something private at every place where it may stand."""
    team, site = put("team", name="Alder Road team"), put("site", name="Alder Road")
    priya = put("person", name="Priya Raman", role="coach", emails=["priya@example.org"], private_notes=SECRET)
    tomas = put("person", name="Tomas Lind", emails=["tomas@example.org"])
    met = put(
        "meeting",
        date="2026-11-10",
        starts="15:00",
        ends="16:30",
        team=team,
        site=site,
        place="Room 2",
        stage="held",
        present=[priya],
        excused=[tomas],
        facilitators=[priya],
        minutes="We began late.",
        private_notes=SECRET,
    )
    put("agenda_item", meeting=met, what="Data", place=2.0, state="done", said="- Attendance **rose**.", minutes=20)
    put("agenda_item", meeting=met, what="Welcome", place=1.0, state="done")
    put("agenda_item", meeting=met, what="Rooms", state="parked")
    put("agenda_item", meeting=met, what=SECRET, state="open", scope="private")
    put("decision", meeting=met, team=team, date="2026-11-10", what="Observe in pairs", why="It is fairer.")
    put("decision", meeting=met, team=team, date="2026-11-10", what=SECRET, scope="private")
    put("commitment", meeting=met, team=team, what="Send the form", owner=tomas, due="2026-11-20", status="open")
    put("commitment", meeting=met, team=team, what=SECRET, scope="private")
    put("meeting", team=team, date="2026-11-24", starts="15:00", stage="planned", heading=SECRET, scope="private")
    put("meeting", team=team, date="2026-12-01", starts="15:00", stage="called_off")
    put("meeting", team=team, date="2026-12-08", starts="15:00", stage="planned", place="Library")
    return met


def test_the_minutes_say_what_matters_first(store: Store, meeting: str):
    told = minutes.write(store, meeting, "md", today=TODAY).decode()
    headings = [line for line in told.splitlines() if line.startswith("#")]
    assert headings == [
        "# Minutes: Alder Road team",
        "## Decisions",
        "### Observe in pairs",
        "## Commitments",
        "## What was said",
        "### Welcome",
        "### Data",
        "## Other notes",
        "## Parked for a later meeting",
        "### Rooms",
        "## Next meeting",
    ]
    for words in ("Priya Raman (coach)", "Tomas Lind", "It is fairer.", "Send the form", "20 Nov 2026", "Library"):
        assert words in told


def test_a_meeting_to_come_has_an_agenda_in_its_place(store: Store, put: Put):
    team = put("team", name="Alder Road team")
    met = put("meeting", date="2026-12-08", team=team, stage="planned")
    priya = put("person", name="Priya Raman")
    put("agenda_item", meeting=met, what="Data", place=1.0, minutes=20, aim="decide", lead=priya)
    told = minutes.write(store, met, "md").decode()
    assert told.startswith("# Agenda: Alder Road team")
    assert "1. Data (20 minutes, decide, led by Priya Raman)" in told


def test_of_an_empty_agenda_and_of_a_meeting_without_a_word_the_paper_says_so(store: Store, put: Put):
    team = put("team", name="Alder Road team")
    planned = put("meeting", date="2026-12-08", team=team, stage="planned")
    held = put("meeting", date="2026-11-10", team=team, stage="held")
    assert "## Agenda\n\nNothing is on the agenda yet." in minutes.write(store, planned, "md", today=TODAY).decode()
    assert "## What was said\n\nNothing was noted." in minutes.write(store, held, "md", today=TODAY).decode()
    put("decision", meeting=held, team=team, date="2026-11-10", what="Observe in pairs")
    assert "Nothing was noted." not in minutes.write(store, held, "md", today=TODAY).decode()


def test_the_labels_of_the_head_stand_on_a_line_each(store: Store, meeting: str, put: Put):
    put("meeting", meeting, minutes_by=put("person", name="Ruth Calloway"))
    [first, *_] = pypdf.PdfReader(io.BytesIO(minutes.write(store, meeting, "pdf"))).pages
    assert "Minutes kept by" in first.extract_text()


@pytest.mark.parametrize("form", FORMATS)
def test_no_private_word_is_in_any_form(store: Store, meeting: str, form: Any):
    content = minutes.write(store, meeting, form)
    assert SECRET not in _words(form, content)
    assert "Attendance" in _words(form, content)


def _words(form: str, content: bytes) -> str:
    if form == "pdf":
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if form == "docx":
        from docx import Document

        document = Document(io.BytesIO(content))
        return "\n".join(paragraph.text for paragraph in document.paragraphs)
    return content.decode()


def test_the_pdf_is_accessible_and_looked_at_before_it_leaves(store: Store, meeting: str):
    root = pypdf.PdfReader(io.BytesIO(minutes.write(store, meeting, "pdf"))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    seen = minutes_preview(store, meeting, 30)
    assert (seen.title, seen.file_name) == ("Minutes: Alder Road team", "2026-11-10 Minutes Alder Road team")
    assert len(seen.pages) == 1
    assert SECRET not in seen.text


def test_the_e_mail_brings_the_minutes_and_the_next_meeting(store: Store, meeting: str):
    mail = message_from_bytes(minutes.mail(store, meeting, "Minutes", today=TODAY), policy=default)
    assert sorted(one.addr_spec for one in mail["To"].addresses) == ["priya@example.org", "tomas@example.org"]
    files = {one.get_filename(): one.get_content() for one in mail.iter_attachments()}
    assert list(files) == ["Minutes.pdf", "Minutes.docx", "Minutes.md", "Next meeting 2026-12-08.ics"]
    [event] = Calendar.from_ical(files["Next meeting 2026-12-08.ics"]).walk("VEVENT")
    assert (event["SUMMARY"], event["LOCATION"]) == ("Meeting: Alder Road team", "Library")
    assert event.start == dt.datetime(2026, 12, 8, 15, 0)
    body = mail.get_body()
    assert body is not None
    assert "enclosed are the minutes" in body.get_content()


def test_old_minutes_invite_to_what_is_still_to_come(store: Store, meeting: str):
    def following(today: dt.date) -> dt.date | None:
        told = minutes.gather(store, meeting, today).following
        return told.date if told else None

    assert following(dt.date(2026, 12, 8)) == dt.date(2026, 12, 8)
    assert following(dt.date(2026, 12, 9)) is None
    mail = message_from_bytes(minutes.mail(store, meeting, "Minutes", today=dt.date(2026, 12, 9)), policy=default)
    assert [one.get_filename() for one in mail.iter_attachments()] == ["Minutes.pdf", "Minutes.docx", "Minutes.md"]


def test_meetings_that_were_held_are_not_the_next_one_however_many_private_ones_there_are(store: Store, put: Put):
    team = put("team", name="Alder Road team")
    met = put("meeting", date="2026-11-10", team=team, stage="held")
    put("meeting", date="2026-11-24", team=team, stage="held")
    put("meeting", date="2026-12-08", team=team, stage="planned")
    for at in range(61):
        day = dt.date(2027, 1, 1) + dt.timedelta(days=at)
        put("meeting", date=day.isoformat(), team=team, stage="planned", scope="private")
    told = minutes.gather(store, met, TODAY).following
    assert told is not None
    assert told.date == dt.date(2026, 12, 8)


def test_the_calendar_file_holds_meetings_too(store: Store, meeting: str):
    made = agenda.made(store)
    assert (made.meetings, made.visits) == (3, 0)
    assert made.in_words() == "0 visits, 3 meetings and 1 open commitment"
    assert SECRET.encode() not in made.content


def test_what_has_no_minutes_is_told(store: Store, put: Put):
    with pytest.raises(NotFound):
        minutes.gather(store, records.new_uid())
    with pytest.raises(NotFound):
        minutes.gather(store, put("meeting", date="2026-11-10", scope="private"))
    deleted = put("meeting", date="2026-11-10")
    with store.write() as transaction:
        records.delete(transaction, deleted)
    with pytest.raises(NotFound):
        minutes.gather(store, deleted)
    with pytest.raises(BadInput, match="made of meetings"):
        minutes.gather(store, put("site", name="Alder Road"))


@pytest.fixture
def real_minutes() -> list[Mapping[str, Any]]:
    """500 notes that people took at real meetings."""
    if not SAMPLES.exists():
        pytest.skip(f"The sample notes are not here: {SAMPLES}")
    found = []
    with SAMPLES.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        for line in io.TextIOWrapper(stream, "utf-8"):
            found.append(json.loads(line))
            if len(found) == 500:
                break
    return found


def test_real_minutes_are_listed_searched_and_told(store: Store, put: Put, real_minutes: list[Mapping[str, Any]]):
    team = put("team", name="A long-lived team")
    with store.write() as transaction:
        for at, note in enumerate(real_minutes):
            day = note.get("date") or (dt.date(2020, 1, 1) + dt.timedelta(days=at)).isoformat()
            told = {"heading": " ".join(note["title"].split())[:200], "minutes": note["text"], "stage": "held"}
            saved = records.put(transaction, "meeting", {"date": day, "team": team} | told)
            made = {
                "meeting": saved.uid,
                "team": team,
                "date": day,
                "what": f"Decision {at} of {told['heading']}"[:200],
            }
            records.put(transaction, "decision", made)
    assert len(finding.every(store, "meeting", [("team", team)])) == 500
    assert all(line.title == "A long-lived team" for line in lines.page(store, "meeting"))
    assert len(decisions.register(store, team, limit=50)) == 50
    [found] = [one for one in decisions.register(store, team, "decision 499") if one.what.startswith("Decision 499")]
    heading = found.what.removeprefix("Decision 499 of ").split()[0]
    assert finding.find(store, heading, "meeting")
    latest = lines.page(store, "meeting", limit=1)[0]
    assert minutes.write(store, latest.uid, "pdf").startswith(b"%PDF")
