"""Summaries to render, and readers that give back the words of each format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, time
from html.parser import HTMLParser

import pypdf
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt

from isp_desktop.domain.summary import Activity, Attendee, Built, ChangeSeen, Promise, Section, VisitSummary

NOTES = """Opened with its **own agenda**, *for the second time*. ~~Old plan~~
Second line, `fixed words`.

## What was tried

1. Shorter warm-up
2. Word cards
   - sorted by sound

> They asked for the timer.

| Group | Finished |
|:------|---------:|
| Oak   | 9 of 10  |

```
as typed
```

See [the page](https://example.org/a_b) and ![a picture](photo.png).
"""

FULL = VisitSummary(
    site="Alder Road Primary",
    date=date(2026, 10, 15),
    starts=time(9, 30),
    ends=time(11, 0),
    mode="In person",
    purpose="Implementation team meeting",
    led_by=("Maren Oduya", "Priya Raman"),
    attended=(Attendee("Tomas Lind", "chair"), Attendee("Grace Tembo")),
    activities=(
        Activity("C5", "Coach daily work", "Capacity"),
        Activity("T4", "Effective meetings", "Teams"),
        Activity("C2", "Assess strengths", "Capacity"),
    ),
    sections=(Section("Discussion", NOTES), Section("Challenges", " \n"), Section("Next steps", "Keep the rhythm.")),
    promises=(
        Promise("Second adult on Mondays", "Priya Raman", date(2026, 10, 19), "Open"),
        Promise("Shorter form", "Tomas Lind", None, "Kept late"),
    ),
    changes=(ChangeSeen("Grant paused", "Wider system", "Hours end *in July*.", "Ask the county."),),
    built=(
        Built(
            "Shadowed a session", "Coaching", 60, ("Hana Sato",), "Train a second analyst", "She *led* it.", "Alone."
        ),
    ),
    author="Maren Oduya",
    initiatives=("Reading Together",),
    conflict_note="Two versions of the challenges differ.",
)

# Everything that FULL says, in the order in which it is read.
FULL_WORDS = (
    "Visit to Alder Road Primary", "Thursday 15 October 2026, 09:30 to 11:00 · In person",
    "Purpose", "Implementation team meeting", "Led by", "Maren Oduya, Priya Raman",
    "Attended", "Tomas Lind (chair), Grace Tembo", "Initiative", "Reading Together", "Written by", "Maren Oduya",
    "Two versions of the challenges differ.",
    "Discussion", "Opened with its own agenda, for the second time. Old plan", "Second line, fixed words.",
    "What was tried", "Shorter warm-up", "Word cards", "sorted by sound", "They asked for the timer.",
    "Group", "Finished", "Oak", "9 of 10", "as typed",
    "See the page (https://example.org/a_b) and a picture (photo.png).",
    "Next steps", "Keep the rhythm.",
    "Commitments", "What", "Who", "By when", "State",
    "Second adult on Mondays", "Priya Raman", "19 Oct 2026", "Open", "Shorter form", "Tomas Lind", "Kept late",
    "Changes seen", "Grant paused", "Where: Wider system", "What it means: Hours end in July.",
    "Response: Ask the county.",
    "Capacity built", "Shadowed a session", "How: Coaching, 60 minutes", "With: Hana Sato",
    "Step of the plan: Train a second analyst", "Seen in real work: She led it.", "Agreed for next time: Alone.",
    "Practice activities", "Capacity: Coach daily work (C5); Assess strengths (C2)", "Teams: Effective meetings (T4)",
)  # fmt: skip

MINIMAL = VisitSummary(site="", date=date(2026, 10, 15))


def with_notes(text: str) -> VisitSummary:
    """A summary whose only part is the discussion `text`."""
    return VisitSummary(site="", date=date(2026, 10, 15), sections=(Section("Discussion", text),))


def squeezed(text: str) -> str:
    """`text` without white space and the invisible places where a long word may break."""
    return "".join("".join(text.split()).replace("\u200b", "").split("\u00ad"))


def words_of(content: bytes, format: str) -> str:
    """Everything a reader of the file reads, squeezed."""
    return squeezed(" ".join(_READERS[format](content)))


def _pdf(content: bytes) -> Iterator[str]:
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        yield page.extract_text().replace("•", "")


def _docx(content: bytes) -> Iterator[str]:
    for block in Document(io.BytesIO(content)).iter_inner_content():
        yield from _docx_block(block)


def _docx_block(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
        return
    for row in block.rows:
        for cell in row.cells:
            yield cell.text


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._body = self._body or tag == "body"

    def handle_data(self, data: str) -> None:
        if self._body:
            self.words.append(data)


def _html(content: bytes) -> Iterator[str]:
    parser = _Words()
    parser.feed(content.decode())
    parser.close()
    yield from parser.words


def _md(content: bytes) -> Iterator[str]:
    # A reader of its own settings: what is HTML to others must not be HTML in our file.
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    yield from _html(b"<body>" + reader.render(content.decode()).encode())


_READERS = {"pdf": _pdf, "docx": _docx, "html": _html, "md": _md}
