"""Photos are in all four formats, with words for those who cannot see them; private ones in none."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pypdf
import pytest
from docx import Document
from PIL import Image
from summary_samples import MINIMAL

from isp_desktop.db.store import Store
from isp_desktop.domain.summary import Picture
from isp_desktop.services import attaching, records, taking_back, visit_summary
from isp_desktop.services.summary import render
from isp_desktop.services.summary_mail import summary_mail

Put = Callable[..., str]


def picture(color: str = "teal", form: str = "JPEG", size: tuple[int, int] = (320, 200)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, form)
    return buffer.getvalue()


WITH_PHOTOS = replace(
    MINIMAL,
    pictures=(
        Picture("wall.jpg", "The {wall} chart <of> October", picture()),
        Picture("plan.png", "", picture("navy", "PNG", (200, 900)), "image/png"),
        Picture("lost.jpg", "Not here", b""),
    ),
)


def test_the_pdf_holds_them_and_stays_accessible() -> None:
    content = render(WITH_PHOTOS, "pdf")
    read = pypdf.PdfReader(io.BytesIO(content))
    assert b"pdfuaid" in content or "pdfuaid" in str(read.metadata) or read.xmp_metadata is not None
    assert b"/Alt" in content or "chart" in read.pages[0].extract_text()
    words = " ".join(page.extract_text() for page in read.pages)
    assert "The {wall} chart <of> October" in words
    assert "Not here (this photo is not" in words
    assert sum(len(page.images) for page in read.pages) == 2


def test_word_holds_them_in_the_line_with_their_words() -> None:
    document = Document(io.BytesIO(render(WITH_PHOTOS, "docx")))
    assert len(document.inline_shapes) == 2
    said = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert said == ["The {wall} chart <of> October", "plan.png"]
    assert len({shape._inline.docPr.get("id") for shape in document.inline_shapes}) == 2
    assert max(shape.height.mm for shape in document.inline_shapes) <= 111


def test_the_web_page_carries_them_inside() -> None:
    page = render(WITH_PHOTOS, "html").decode()
    assert page.count('<img src="data:image/') == 2
    assert 'alt="The {wall} chart &lt;of&gt; October"' in page
    assert "img-src data:;" in page


def test_markdown_names_files() -> None:
    text = render(WITH_PHOTOS, "md").decode()
    assert "](photos-2026-10-15/photo-1.jpg)" in text
    assert "](photos-2026-10-15/photo-2.png)" in text


@pytest.fixture
def visit(put: Put) -> str:
    priya = put("person", name="Priya Raman", emails=["priya@alder.example"])
    dele = put("person", name="Dele Adebayo")
    return put("visit", date="2026-10-15", attended=[priya, dele])


def test_only_what_is_shared_and_asked_for_goes_in(store: Store, visit: str) -> None:
    shown = attaching.add(store, picture(), "wall.jpg", ("visit", visit))
    attaching.add(store, picture("red"), "board.jpg", ("visit", visit))
    webp = attaching.add(store, picture("green", "WEBP"), "window.webp", ("visit", visit))
    taking_back.change(store, "attachment", shown, {"in_summary": True})
    taking_back.change(store, "attachment", webp, {"caption": "By the window", "in_summary": True})
    attaching.add(store, b"minutes", "minutes.txt", ("visit", visit))
    with store.write() as transaction:
        private = {"name": "secret.jpg", "content": "ab" * 32, "media": "image/jpeg", "in_summary": True}
        records.put(transaction, "attachment", private | {"visit": visit}, scope="private")
    found = visit_summary.gather(store, visit).pictures
    assert [(one.name, one.caption, one.media) for one in found] == [
        ("wall.jpg", "", "image/jpeg"),
        ("window.webp", "By the window", "image/png"),
    ]
    assert records.get(store, shown).fields["in_summary"] is True
    assert [name for name in visit_summary.beside(store, visit, "md")] == [
        "photos-2026-10-15/photo-1.jpg",
        "photos-2026-10-15/photo-2.png",
    ]
    assert visit_summary.beside(store, visit, "pdf") == {}


def test_the_mail_goes_to_those_who_were_there(store: Store, visit: str) -> None:
    mail = message_from_bytes(summary_mail(store, visit, "2026-10-15 Visit"), policy=default)
    assert str(mail["To"]) == "Priya Raman <priya@alder.example>"
    [enclosed] = mail.iter_attachments()
    assert enclosed.get_filename() == "2026-10-15 Visit.pdf"
    assert enclosed.get_content().startswith(b"%PDF")
