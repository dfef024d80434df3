"""The PDF is tagged, the same each time, and holds any script and any length."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from summary_samples import FULL, MINIMAL, squeezed, with_notes, words_of

from isp_desktop.services.summary import not_shown, render

NOBODYS = "\U0010abcd"
"""A letter of the private use area, which no font has."""


def _reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def _tags(node: Any) -> list[str]:
    """The structure tags from top to bottom."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for kid in node for tag in _tags(kid)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (_tags(node["/K"]) if "/K" in node else [])


def _claims_ua(content: bytes) -> bool:
    metadata = _reader(content).trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    return "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_is_accessible() -> None:
    pdf = render(FULL, "pdf")
    root = _reader(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert _claims_ua(pdf)


def test_tags_follow_the_reading_order() -> None:
    tags = _tags(_reader(render(FULL, "pdf")).trailer["/Root"]["/StructTreeRoot"]["/K"])
    headings = [tag for tag in tags if tag in ("/Title", "/H1", "/H2", "/H3")]
    assert headings[1:] == ["/H1", "/H2", "/H1", "/H1", "/H1", "/H2", "/H1", "/H2", "/H1"]
    assert tags.count("/Table") == 2
    assert tags.count("/TH") == 2 + 4
    assert tags.count("/TD") == 2 + 8
    assert {"/L", "/LI", "/BlockQuote", "/Code"} <= set(tags)


def test_carries_title_author_and_date() -> None:
    about = _reader(render(FULL, "pdf")).metadata
    assert about is not None
    assert (about.title, about.author) == ("Visit to Alder Road Primary", "Maren Oduya")
    assert about.creation_date is not None
    assert about.creation_date.date() == FULL.date


def test_is_the_same_each_time() -> None:
    assert render(FULL, "pdf") == render(replace(FULL), "pdf")


def test_is_printed_in_the_shipped_faces() -> None:
    fonts = {
        str(font["/BaseFont"]).split("+")[-1]
        for page in _reader(render(FULL, "pdf")).pages
        for font in (found.get_object() for found in page["/Resources"]["/Font"].values())
    }
    assert any(name.startswith("Inter") for name in fonts)
    assert any(name.startswith("SourceSerif") for name in fonts)


def test_every_page_names_site_and_date() -> None:
    pdf = render(replace(FULL, sections=with_notes("A line of notes.\n\n" * 300).sections), "pdf")
    pages = [squeezed(page.extract_text()) for page in _reader(pdf).pages]
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"AlderRoadPrimary·15October2026Page{number}of{len(pages)}")


def test_no_heading_is_left_alone_at_the_foot_of_a_page() -> None:
    for lines in range(28, 44):
        notes = "Line of notes.\n\n" * lines + "## Heading\n\nWords below it."
        first = squeezed(_reader(render(with_notes(notes), "pdf")).pages[0].extract_text())
        assert ("Heading" in first) == ("Wordsbelowit." in first)


def test_200_kb_of_notes() -> None:
    text = "Priya asked whether the observation form could be shorter than it is today. " * 2700
    assert len(text) > 200_000
    words = words_of(render(with_notes(text), "pdf"), "pdf")
    assert words.count("observationform") > 2600


def test_other_scripts_keep_their_words() -> None:
    words = words_of(render(with_notes("Привет, Αθήνα, Łódź, naïve “quoted” → €5"), "pdf"), "pdf")
    assert "Привет,Αθήνα,Łódź,naïve“quoted”→€5" in words


@pytest.mark.parametrize(
    "text", ["مدرسة طريق الحور", "学校的会议很好", "שלום", "👍🎉👩\u200d👧", "\U0010abcd \ufeff\ufffe"]
)
def test_text_that_no_font_may_have_still_makes_a_tagged_pdf(text: str) -> None:
    pdf = render(replace(with_notes(f"Before {text} after."), site=text), "pdf")
    assert _reader(pdf).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Before" in words_of(pdf, "pdf")
    assert "after." in words_of(pdf, "pdf")


@pytest.mark.parametrize(
    "text", ["Łódź → €5", "مدرسة طريق", "学校的会议很好", "학교 회의", "ไทย", "👍 👩\u200d👧 1\ufe0f\u20e3", NOBODYS]
)
def test_a_pdf_is_accessible_or_the_letters_it_cannot_show_are_told(text: str) -> None:
    """Which letters these are is for the fonts of the computer to say."""
    summary = replace(with_notes(f"Before **{text}** after."), site=text)
    told = not_shown(summary)
    assert _claims_ua(render(summary, "pdf")) == (told == "")
    assert told == "" or (told.startswith("No font on this computer has ") and "\n" not in told)


def test_the_letters_that_no_font_has_are_named_and_no_others() -> None:
    assert not_shown(FULL) == ""
    told = not_shown(with_notes(f"Zoë {NOBODYS} → {NOBODYS} \U0010abce"))
    assert told == (
        "No font on this computer has U+10ABCD, U+10ABCE, so the PDF shows empty boxes there and cannot be marked as "
        "accessible: install a font that has them and make it again, or choose Word."
    )


def test_of_very_many_letters_some_are_named() -> None:
    told = not_shown(with_notes("".join(chr(0x10A000 + at) for at in range(3_000))))
    assert told.count("U+10A") == 12
    assert " and others, so" in told


def test_long_words_stay_on_the_page() -> None:
    pdf = render(with_notes("x" * 500 + "\n\n|a|b|\n|-|-|\n|" + "y" * 90 + "|c|\n"), "pdf")
    words = words_of(pdf, "pdf")
    assert "x" * 500 in words
    assert "y" * 90 in words


def test_nothing_can_be_clicked_or_run() -> None:
    pdf = render(with_notes("[page](https://example.org) <https://example.org>"), "pdf")
    assert not [page for page in _reader(pdf).pages if "/Annots" in page]
    assert not {"/OpenAction", "/AA", "/JavaScript"} & set(_reader(pdf).trailer["/Root"])


def test_the_visit_without_a_site_has_a_title_too() -> None:
    about = _reader(render(MINIMAL, "pdf")).metadata
    assert about is not None
    assert about.title == "Visit"
