"""A printed charter is accessible, holds what is shared and nothing else, and can be signed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from docx import Document
from docx.shared import Mm, Pt

from isp_desktop.db.store import Store
from isp_desktop.domain.charter import digest
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.services import finding, records
from isp_desktop.services.charters import keeping, printing
from isp_desktop.services.summary import FORMATS

PLANTED = "Xylophonquartz"
TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


@pytest.fixture
def charter(store: Store, put: Put) -> str:
    """One with everything, and a private word wherever one can be."""
    team = put("team", name="Implementation team", sites=[put("site", name="Alder Road Primary")])
    tomas = put("person", name="Tomas Lind", private_notes=PLANTED)
    hidden = put("person", name=f"{PLANTED} Person", scope="private")
    put("membership", team=team, person=tomas, role="Chair", private_notes=PLANTED)
    put("membership", team=team, person=put("person", name="Priya Raman"), role="Coordinator")
    put("membership", team=team, person=put("person", name="Pat Vale"), role=PLANTED, scope="private")
    uid = put(
        "charter", team=team, version=2, state="agreed", agreed_on="2026-03-12", vision="Every child **reads**.",
        scope_in="Grades 1 to 3", function_data=[tomas, hidden], sponsor=hidden, governance="Decided by consent.",
        schedule="FREQ=WEEKLY;INTERVAL=2", first_meeting="2026-03-17", agenda="Look at the data, 20\nNext steps, 10",
    )  # fmt: skip
    keeping.answer(store, uid, tomas, "signed", digest(records.get(store, uid).fields), dt.date(2026, 3, 12))
    put("sign_off", charter=uid, person=tomas, answer="objects", date="2026-04-01", remark=PLANTED, scope="private")
    return uid


def words(content: bytes, form: str) -> str:
    if form == "pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return file.read("word/document.xml").decode()
    return content.decode()


@pytest.mark.parametrize("form", FORMATS)
def test_each_form_says_what_is_shared_and_no_private_word(store: Store, charter: str, form):
    told = words(printing.write(store, charter, form), form)
    for said in ("Implementation team", "Grades 1 to 3", "Decided by consent.", "Tomas Lind", "Coordinator"):
        assert said in told.replace("\n", " "), said
    assert PLANTED not in told
    assert "Pat Vale" not in told


def test_the_pdf_is_tagged_and_claims_to_be_accessible(store: Store, charter: str):
    root = pypdf.PdfReader(io.BytesIO(printing.write(store, charter, "pdf"))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()


def test_who_signed_stands_with_the_day_and_who_did_not_has_room(store: Store, charter: str, put: Put):
    assert printing.gather(store, charter).signatures == (
        ("Priya Raman", "", ""),
        ("Tomas Lind", "Signed", "12 March 2026"),
    )
    put("charter", charter, vision="Every child reads well.")
    assert printing.gather(store, charter).signatures[1] == ("Tomas Lind", "", "")


def test_what_it_says_by_section(store: Store, charter: str):
    made = printing.gather(store, charter, TODAY)
    assert (made.title, made.version, made.state) == ("Charter: Implementation team", 2, "Agreed on 12 March 2026")
    sections = {one.label: one for one in made.sections}
    assert list(sections) == [
        "Purpose and vision", "Scope", "Core functions", "Members and roles", "How we decide", "Meetings",
    ]  # fmt: skip
    carried = {one.label: one.words for one in sections["Core functions"].passages}
    assert carried["Collect, analyse and monitor data"] == "Tomas Lind"
    assert sections["Members and roles"].members == (("Priya Raman", "Coordinator"), ("Tomas Lind", "Chair"))
    agenda = sections["Meetings"].passages[-1]
    assert agenda.label == "On every agenda, 30 minutes in all"
    assert agenda.words == "Look at the data, 20 min\nNext steps, 10 min"


def test_it_is_laid_out_by_the_organizations_own_word_template(store: Store, charter: str, tmp_path: Path):
    own = Document()
    own.add_paragraph("OUR ORGANIZATION")
    own.add_paragraph("{{ title }}")
    own.add_paragraph("{%p for part in parts %}")
    own.add_paragraph("{{ part.heading }}")
    own.add_paragraph("{{p part.body }}")
    own.add_paragraph("{%p endfor %}")
    path = tmp_path / "ours.docx"
    own.save(str(path))
    told = [one.text for one in Document(io.BytesIO(printing.write(store, charter, "docx", path))).paragraphs]
    assert told[:3] == ["OUR ORGANIZATION", "Charter: Implementation team", "Purpose and vision"]
    assert "Every child reads." in told


def test_word_begins_no_empty_page_behind_its_last_table(store: Store, charter: str):
    last = Document(io.BytesIO(printing.write(store, charter, "docx"))).paragraphs[-1]
    assert (last.text, last.paragraph_format.line_spacing) == ("", Pt(1))


def test_there_is_room_to_sign_by_hand(store: Store, charter: str):
    written = Document(io.BytesIO(printing.write(store, charter, "docx")))
    members, signatures = written.tables
    assert [row.height for row in members.rows] == [None] * 3
    assert [row.height is not None and row.height >= Mm(9) for row in signatures.rows] == [False, True, True]
    # All sign on one page.
    kept = [cell.paragraphs[0].paragraph_format.keep_with_next for row in signatures.rows for cell in row.cells]
    assert kept[3:] == [True] * 3 + [None] * 3
    assert '<tr class="room">' in words(printing.write(store, charter, "html"), "html")


def test_a_template_says_that_it_is_one(store: Store, charter: str):
    keeping.keep_as_template(store, charter, "Our way")
    [template] = [one.uid for one in finding.every(store, "charter") if one.fields.get("name")]
    told = printing.write(store, template, "md").decode()
    assert told.startswith("# Template: Our way")
    for never in ("Version", "Draft", "Team", "Sign-off"):
        assert never not in told


def test_a_label_is_not_left_behind_by_its_list(store: Store, charter: str, put: Put):
    written = Document(io.BytesIO(printing.write(store, charter, "docx")))
    [label] = [one for one in written.paragraphs if one.text.startswith("On every agenda")]
    assert label.paragraph_format.keep_with_next
    for lines in range(8, 20):
        put("charter", charter, vision="A line of it.\n\n" * lines)
        first = words(printing.write(store, charter, "pdf"), "pdf").split("Page 1 of")[0]
        assert ("On every agenda" in first) == ("Look at the data" in first), lines


def test_what_is_not_settled_is_told(store: Store, charter: str, put: Put):
    heads = records.get(store, charter).heads
    put("charter", charter, heads, ways="We listen.")
    put("charter", charter, heads, ways="We talk.")
    assert "Ways of working" in printing.gather(store, charter).conflict_note


def test_what_is_private_or_no_charter_is_not_printed(store: Store, put: Put):
    with pytest.raises(NotFound, match="shared"):
        printing.gather(store, put("charter", name="Mine", scope="private"))
    deleted = put("charter", name="Before")
    with store.write() as transaction:
        records.delete(transaction, deleted)
    with pytest.raises(NotFound, match="shared"):
        printing.gather(store, deleted)
    with pytest.raises(BadInput, match="no charter"):
        printing.gather(store, put("site", name="Alder"))


def test_the_pages_are_shown_before_they_are_printed(store: Store, charter: str):
    made = printing.preview(store, charter, 40.0)
    assert made.file_name == "Charter Implementation team version 2"
    assert made.pages[0].startswith(b"\x89PNG")
    assert "Every child" in made.text
