"""The summary is shown as it will look, without anything private, and written to the files that are asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import attaching, records, settings, taking_back
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.summary import SummaryPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]


@pytest.fixture
def visit(put: Put) -> str:
    site = put("site", name="Alder Road / Primary")
    return put("visit", date="2026-10-15", site=site, discussion="The review ran well.", private_notes="Tomas quiet.")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, visit: str) -> SummaryPage:
    made = SummaryPage(theme, jobs, store, visit)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(made.buttons["pdf"].isEnabled)
    return made


def outcome(page: SummaryPage) -> str:
    found = [notice for notice in page.findChildren(Notice, "outcome") if notice.isVisible()]
    return found[-1].accessibleName() if found else ""


def test_the_pages_are_shown_and_told_in_words(page: SummaryPage):
    paper = page.findChild(type(page._pages.itemAt(0).widget()), "page-1")
    assert paper is not None
    assert paper.accessibleName() == "Page 1 of 1"
    assert "The review ran well." in paper.accessibleDescription()
    assert "Tomas quiet" not in paper.accessibleDescription()
    assert page.minimumSizeHint().width() <= 800


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_each_form_is_written_without_private_notes(qtbot: QtBot, page: SummaryPage, tmp_path: Path, form: str):
    path = tmp_path / page.proposed(form).name
    assert path.name == f"2026-10-15 Alder Road Primary.{form}"
    job = page.write_to(form, path)
    qtbot.waitSignal(job.ended).wait()
    assert path.stat().st_size > 100
    assert b"Tomas quiet" not in path.read_bytes()
    assert outcome(page).startswith(f"{path.name} is saved")
    assert page.proposed(form).parent == tmp_path


def test_a_folder_that_is_gone_is_told(qtbot: QtBot, page: SummaryPage, tmp_path: Path):
    job = page.write_to("md", tmp_path / "stick" / "visit.md")
    qtbot.waitSignal(job.ended).wait()
    assert outcome(page).startswith("No file was written. There is no folder")


def test_an_own_template_is_remembered(qtbot: QtBot, page: SummaryPage, store: Store, tmp_path: Path):
    own = tmp_path / "ours.docx"
    document = Document()
    document.add_paragraph("From the Lowland Schools Network: {{ site }}")
    document.save(str(own))
    page.template.use(own)
    assert settings.read(store, "word_template") == str(own)
    job = page.write_to("docx", tmp_path / "visit.docx")
    qtbot.waitSignal(job.ended).wait()
    written = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "visit.docx")).paragraphs)
    assert "From the Lowland Schools Network" in written
    page.template.use(None)
    assert settings.read(store, "word_template") == ""


def test_a_visit_that_is_gone_is_told(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store):
    made = SummaryPage(theme, jobs, store, records.new_uid())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: outcome(made).startswith("There is no summary to show"))


def test_back_leads_to_the_visit(qtbot: QtBot, page: SummaryPage, visit: str):
    with qtbot.waitSignal(page.record_asked) as asked:
        page.back_button.click()
    assert asked.args == ["visit", visit]


def test_letters_that_the_pdf_cannot_show_are_told(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put, page: SummaryPage
):
    assert page.findChild(Notice, "letters") is None
    # A letter of no script: no font has it.
    odd = put("visit", date="2026-10-15", discussion="Strange: \U00013430\U0001e6c0\U00016ea0")
    made = SummaryPage(theme, jobs, store, odd)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.buttons["pdf"].isEnabled)
    told = made.findChild(Notice, "letters")
    assert told is not None
    assert "No font on this computer has" in told.accessibleName()


def test_an_e_mail_with_the_pdf_is_written(qtbot: QtBot, page: SummaryPage, tmp_path: Path):
    path = tmp_path / "visit.eml"
    job = page.write_mail(path)
    qtbot.waitSignal(job.ended).wait()
    content = path.read_bytes()
    assert b"X-Unsent: 1" in content
    assert b'filename="2026-10-15 Alder Road Primary.pdf"' in content
    assert outcome(page).startswith("visit.eml is saved")


def test_markdown_brings_its_photos_along(qtbot: QtBot, page: SummaryPage, store: Store, visit: str, tmp_path: Path):
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "JPEG")
    photo = attaching.add(store, content.getvalue(), "wall.jpg", ("visit", visit))
    taking_back.change(store, "attachment", photo, {"in_summary": True})
    job = page.write_to("md", tmp_path / "visit.md")
    qtbot.waitSignal(job.ended).wait()
    assert "photos-2026-10-15/photo-1.jpg" in (tmp_path / "visit.md").read_text("utf-8")
    assert (tmp_path / "photos-2026-10-15" / "photo-1.jpg").read_bytes().startswith(b"\xff\xd8")


def test_minutes_have_a_word_template_of_their_own(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, page: SummaryPage, put: Put, tmp_path: Path
):
    letter = Document()
    letter.add_paragraph("Purpose: {{ purpose }}")
    letter.save(str(tmp_path / "letter.docx"))
    page.template.use(tmp_path / "letter.docx")
    made = SummaryPage(theme, jobs, store, put("meeting", date="2026-10-15", heading="Data day"), "meeting")
    qtbot.addWidget(made)
    assert made.template.path() is None
    made.template.use(tmp_path / "letter.docx")
    made.show()
    qtbot.waitUntil(made.buttons["docx"].isEnabled)
    qtbot.waitSignal(made.write_to("docx", tmp_path / "minutes.docx").ended).wait()
    assert "asks for “purpose”, which this paper does not have" in outcome(made)


@pytest.mark.parametrize(("stage", "name"), [("held", "Minutes"), ("planned", "Agenda")])
def test_the_minutes_of_a_meeting_are_handed_out_alike(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put, tmp_path: Path, stage: str, name: str
):
    team = put("team", name="Alder Road team")
    met = put("meeting", date="2026-10-15", team=team, stage=stage, minutes="We met.", private_notes="Tomas quiet.")
    made = SummaryPage(theme, jobs, store, met, "meeting")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.buttons["pdf"].isEnabled)
    for form in ("pdf", "docx", "md"):
        path = tmp_path / made.proposed(form).name
        assert path.name == f"2026-10-15 {name} Alder Road team.{form}"
        qtbot.waitSignal(made.write_to(form, path).ended).wait()
        assert b"Tomas quiet" not in path.read_bytes()
    qtbot.waitSignal(made.write_mail(tmp_path / "minutes.eml").ended).wait()
    assert b"X-Unsent: 1" in (tmp_path / "minutes.eml").read_bytes()
    with qtbot.waitSignal(made.record_asked) as asked:
        made.back_button.click()
    assert asked.args == ["meeting", met]
