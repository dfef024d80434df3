"""What a summary, a brief or a team check will look like on paper, before it is written to a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.team_check import load_starter
from isp_desktop.services import brief, visit_summary
from isp_desktop.services.summary import letters_not_shown, not_shown, render, written

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Preview:
    """Something printed to look at.

    Attributes:
        title: "Visit to Alder Road Primary".
        file_name: a name for its file, without an ending: "2026-10-15 Alder Road Primary".
        pages: each page as a PNG.
        text: the same in words, as Markdown, for those who cannot see the pictures.
        conflict_note: a sentence on what is not settled yet, or "".
        not_shown: a sentence on letters that the PDF cannot show, or "".
    """

    title: str
    file_name: str
    pages: tuple[bytes, ...]
    text: str
    conflict_note: str = ""
    not_shown: str = ""


def preview(store: Store, uid: str, ppi: float = 144.0) -> Preview:
    """The summary of the visit `uid` as pictures of `ppi` pixels an inch; raises as `visit_summary.gather` does."""
    # Typst takes a while to load; the window opens without it.
    from isp_desktop.services.summary.as_pages import as_pages
    from isp_desktop.services.summary.outline import outline

    summary = visit_summary.gather(store, uid)
    name = f"{summary.date.isoformat()} {summary.site or 'Visit'}"
    pages = as_pages(outline(summary, "en"), ppi)
    text = render(summary, "md").decode()
    boxes = not_shown(summary)
    return Preview(summary.title, file_name(name), tuple(pages), text, summary.conflict_note, boxes)


def brief_preview(store: Store, person: str, private: bool, ppi: float = 144.0) -> Preview:
    """The brief on `person` as pictures of `ppi` pixels an inch; raises as `brief.gather` does."""
    from isp_desktop.services.summary.as_pages import as_pages
    from isp_desktop.services.summary.brief_outline import brief_outline

    made = brief.gather(store, person, private)
    content = brief_outline(made)
    kept = _("private") if private else ""
    name = " ".join(part for part in (made.day.isoformat(), made.title, kept) if part)
    pages, boxes = as_pages(content, ppi), letters_not_shown(content)
    return Preview(made.title, file_name(name), tuple(pages), written(content, "md").decode(), not_shown=boxes)


def check_preview(store: Store, uid: str, ppi: float = 144.0) -> Preview:
    """The result of the team check `uid` as pictures; raises as `team_check_report.outline` does."""
    from isp_desktop.services import team_check_report
    from isp_desktop.services.summary.as_pages import as_pages

    content = team_check_report.outline(store, uid)
    pages, boxes = as_pages(content, ppi), letters_not_shown(content)
    name = file_name(f"{content.day} {content.title}")
    return Preview(content.title, name, tuple(pages), written(content, "md").decode(), not_shown=boxes)


def check_form_preview(ppi: float = 144.0) -> Preview:
    """The empty form of a team check as pictures."""
    from isp_desktop.services import team_check_form

    instrument = load_starter()
    pages = team_check_form.pages(instrument, ppi)
    return Preview(instrument.label, file_name(instrument.label), tuple(pages), team_check_form.text(instrument))


def file_name(words: str) -> str:
    """`words` as the name of a file on any system: without signs that some system forbids, at most 120 characters."""
    return " ".join(_NOT_IN_NAMES.sub(" ", words).split())[:120].rstrip(" .")
