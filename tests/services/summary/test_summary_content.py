"""All formats say the same, in the same order, and nothing that people type does anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from summary_samples import FULL, FULL_WORDS, MINIMAL, squeezed, with_notes, words_of

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.summary import Activity, Attendee, ChangeSeen, Promise, Section, VisitSummary
from isp_desktop.services.summary import FORMATS, Format, render
from isp_desktop.services.summary.clean import clean, one_line

every_format = pytest.mark.parametrize("format", FORMATS)
typed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
PIECES = [*"ab 1.\n\t#*_~`->|:[]()!\\&;<\"'{}%=+$@é中ع", "\n\n", "\n- ", "\n1. ", "\n> ", "|-|", "```", "&amp;"]
marked = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

EVIL = (
    '#read("/etc/passwd")', '#eval("1+1")', "$x^2$", "@label <label>", "\\u{41} \\n \\", "]) }}", "// no /* comment",
    "{{ 7*7 }}", "{% for x in y %}", "{{p title }}", "{_{ a }_}", "{# gone #}",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onload="x', "</style></title>", "&lt;b&gt; &amp;",
    "# no heading", "- no item", "1. no number", "> no quote", "--- | ---", "a*b*c _d_ __e__ ~~f~~", "`code` ``",
    "| a | b |", "[a](javascript:alert(1))", "![a](http://example.org/a.png)", "<http://example.org>", "+ 1", "=====",
    "***", "\x01\x1b[31m",
)  # fmt: skip


def _all_fields(text: str) -> VisitSummary:
    return VisitSummary(
        site=text,
        date=date(2026, 10, 15),
        mode=text,
        purpose=text,
        led_by=(text,),
        attended=(Attendee(text, text),),
        activities=(Activity(text, text, text),),
        sections=(Section(text, "Notes."),),
        promises=(Promise(text, text, None, text),),
        changes=(ChangeSeen(text, text),),
        author=text,
        initiatives=(text,),
        conflict_note=text,
    )


@every_format
def test_says_everything_in_order(format: Format) -> None:
    words = words_of(render(FULL, format), format)
    place = 0
    for phrase in FULL_WORDS:
        found = words.find(squeezed(phrase), place)
        assert found >= 0, f"{phrase!r} is missing or out of order"
        place = found + len(squeezed(phrase))


@every_format
def test_leaves_out_what_is_empty(format: Format) -> None:
    words = words_of(render(MINIMAL, format), format)
    footer = "15October2026Page1of1" if format == "pdf" else ""
    assert words == "VisitThursday15October2026" + footer


@every_format
def test_leaves_out_empty_sections_columns_and_names(format: Format) -> None:
    sparse = replace(
        MINIMAL,
        led_by=("", " "),
        attended=(Attendee(""), Attendee("", "nurse")),
        sections=(Section("Challenges", "\n\n"), Section("", "Words.")),
        promises=(Promise("Call", "", None, "Open"),),
        changes=(ChangeSeen("", ""),),
        activities=(Activity("", "", "Teams"),),
    )
    words = words_of(render(sparse, format), format)
    words = words.replace("Attended:", "Attended")  # Markdown's facts have a colon
    assert words.startswith("VisitThursday15October2026AttendednurseNotesWords.CommitmentsWhatStateCallOpen")
    assert not [word for word in ("None", "Challenges", "Changes", "Practice", "Ledby") if word in words]


@every_format
def test_a_commitment_that_nobody_is_named_for_says_so_beside_those_that_name_somebody(format: Format) -> None:
    promises = (Promise("Call", "Priya", None, "Open"), Promise("Send the form", "", None, "Open"))
    words = words_of(render(replace(MINIMAL, promises=promises), format), format)
    assert "WhatWhoStateCallPriyaOpenSendtheformNobodynamedOpen" in words


@every_format
def test_the_summary_of_a_plan_says_who_is_expected(format: Format) -> None:
    plan = replace(MINIMAL, attended=(Attendee("Priya"),), planned=True)
    words = words_of(render(plan, format), format).replace("Expected:", "Expected")
    assert "ExpectedPriya" in words
    assert "Attended" not in words


@every_format
@pytest.mark.parametrize("text", EVIL)
def test_typed_text_is_inert_in_fields(format: Format, text: str) -> None:
    words = words_of(render(_all_fields(text), format), format)
    # Site (title and perhaps footer), mode, purpose, led by, attendee twice, activity three times, and so on.
    assert words.count(squeezed(one_line(text))) >= 14


@every_format
def test_typed_text_is_inert_in_notes(format: Format) -> None:
    text = '#read("/etc/passwd") $x$ @a {{ 7*7 }} {% raw %} <script>alert(1)</script> [a](javascript:alert(1)) <b>'
    assert squeezed(text) in words_of(render(with_notes(text), format), format)


@pytest.mark.parametrize("format", ["html", "md", "docx"])
@unhurried
@given(text=typed)
def test_any_field_comes_back_as_typed(format: Format, text: str) -> None:
    summary = replace(MINIMAL, purpose=text, promises=(Promise(f"x{text}", "", None, ""),))
    words = words_of(render(summary, format), format)
    assert squeezed(f"x{clean(text)}") in words
    assert squeezed(one_line(text)) in words


@pytest.mark.parametrize("format", ["md", "docx"])
@unhurried
@given(text=marked | typed)
def test_any_notes_say_the_same_in_all_formats(format: Format, text: str) -> None:
    summary = with_notes(text)
    assert words_of(render(summary, format), format) == words_of(render(summary, "html"), "html")


@settings(deadline=None, max_examples=25)
@given(text=typed)
def test_any_text_makes_a_pdf(text: str) -> None:
    assert render(_all_fields(text), "pdf").startswith(b"%PDF")
    assert render(with_notes(text), "pdf").startswith(b"%PDF")


@settings(deadline=None, max_examples=25)
@given(text=marked.map(lambda text: "".join(letter for letter in text if letter not in "中ع")))
def test_any_notes_say_the_same_in_the_pdf(text: str) -> None:
    summary = with_notes(f"Begin\n\n{text}\n\nEnd")
    said = words_of(render(summary, "html"), "html")
    printed = words_of(render(summary, "pdf"), "pdf")
    # List numbers are content of the page, and extraction may sort a table's cells: compare as collections of letters.
    assert all(printed.count(letter) >= said.count(letter) for letter in set(said) if letter.isalpha())


@pytest.mark.parametrize(
    ("starts", "ends", "locale", "words"),
    [
        (time(9, 30), time(11), "en", "Thursday 15 October 2026, 09:30 to 11:00"),
        (time(9, 30), None, "en", "Thursday 15 October 2026, from 09:30"),
        (None, time(0), "en", "Thursday 15 October 2026, until 00:00"),
        (time(9, 30), time(11), "en_US", "Thursday, October 15, 2026, 9:30 AM to 11:00 AM"),
        (time(9, 30), time(11), "de", "Donnerstag, 15. Oktober 2026, 09:30 – 11:00"),
        (None, None, "fr-CA", "jeudi 15 octobre 2026"),
    ],
)
def test_dates_in_words(starts: time | None, ends: time | None, locale: str, words: str) -> None:
    page = render(replace(MINIMAL, starts=starts, ends=ends), "md", locale=locale).decode()
    assert page.replace("\u202f", " ") == f"# Visit\n\n{words}\n"


def test_a_dictated_commitment_is_an_item_of_a_list() -> None:
    html = render(with_notes("We met.\n! Priya sends the rota\n! I book a room"), "html").decode()
    assert "<li>Priya sends the rota</li>" in "".join(html.split("\n")).replace("<p>", "").replace("</p>", "")
    assert "! " not in html.partition("We met.")[2].partition("</ul>")[0]


def test_a_template_is_for_word_only() -> None:
    with pytest.raises(BadInput, match=r"works only for Word; choose Word"):
        render(MINIMAL, "pdf", template=Path("letter.docx"))


def test_title() -> None:
    assert FULL.title == "Visit to Alder Road Primary"
    assert MINIMAL.title == "Visit"
