"""What a summary, a brief, minutes or a team check will look like on paper, before it is written to a file."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import brief, minutes, visit_summary
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.summary import letters_not_shown, not_shown, render, written

if TYPE_CHECKING:
    import datetime as dt

    from isp_desktop.services.summary.outline import Outline
    from isp_desktop.services.supervision import Picked

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
        remark: what is said beside it, such as when it was given last; or "".
    """

    title: str
    file_name: str
    pages: tuple[bytes, ...]
    text: str
    conflict_note: str = ""
    not_shown: str = ""
    remark: str = ""


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


def brief_preview(store: Store, uid: str, private: bool, ppi: float = 144.0) -> Preview:
    """The brief on the person or site `uid` as pictures of `ppi` pixels an inch; raises as `brief.gather` does."""
    from isp_desktop.services.summary.brief_outline import brief_outline

    made = brief.gather(store, uid, private)
    kept = _("private") if private else ""
    name = " ".join(part for part in (made.day.isoformat(), made.title, kept) if part)
    return _of(brief_outline(made), name, ppi)


def leader_brief_preview(store: Store, person: str, ppi: float = 144.0, today: dt.date | None = None) -> Preview:
    """The leader brief for `person` as pictures of `ppi` pixels an inch; raises as `leader_brief.gather` does."""
    from isp_desktop.services import leader_brief
    from isp_desktop.services.summary.brief_outline import brief_outline

    made = leader_brief.gather(store, person, today)
    day = leader_brief.last_given(store, person)
    given = _("Last given on {day}").format(day=day_in_words(day)) if day else _("Not given yet")
    return replace(_of(brief_outline(made), f"{made.day.isoformat()} {made.title}", ppi), remark=given)


def minutes_preview(store: Store, uid: str, ppi: float = 144.0) -> Preview:
    """The minutes of the meeting `uid` as pictures of `ppi` pixels an inch; raises as `minutes.gather` does."""
    from isp_desktop.services.summary.minutes_outline import minutes_outline

    made = minutes.gather(store, uid)
    return _of(minutes_outline(made), f"{made.date.isoformat()} {made.title}", ppi, made.conflict_note)


def _of(content: Outline, name: str, ppi: float, conflict_note: str = "") -> Preview:
    from isp_desktop.services.summary.as_pages import as_pages

    pages, text = as_pages(content, ppi), written(content, "md").decode()
    return Preview(content.title, file_name(name), tuple(pages), text, conflict_note, letters_not_shown(content))


def check_preview(store: Store, uid: str, ppi: float = 144.0) -> Preview:
    """The result of the team check `uid` as pictures; raises as `team_check_report.outline` does."""
    from isp_desktop.services import team_check_report

    content = team_check_report.outline(store, uid)
    return _of(content, f"{content.day} {content.title}", ppi)


def check_form_preview(store: Store, ppi: float = 144.0) -> Preview:
    """The empty form of a team check as pictures, with the questions that the next one asks."""
    from isp_desktop.services import team_check_form, team_check_questions

    instrument = team_check_questions.chosen(store)
    pages = team_check_form.pages(instrument, ppi)
    return Preview(instrument.label, file_name(instrument.label), tuple(pages), team_check_form.text(instrument))


def supervision_preview(store: Store, picked: Picked, today: dt.date, ppi: float = 144.0) -> Preview:
    """The summary of one's practice for supervision as pictures."""
    from isp_desktop.services import supervision

    content = supervision.outline(supervision.gather(store, picked, today))
    return _of(content, f"{content.day} {content.title}", ppi)


def instrument_preview(store: Store, uid: str, ppi: float = 144.0) -> Preview:
    """The form of an instrument, or of that of an assessment, as pictures; raises as `form_on_paper.form` does."""
    from isp_desktop.services.capacity import form_on_paper

    told = form_on_paper.form(store, uid)
    return Preview(told.title, file_name(told.title), tuple(form_on_paper.pages(told, ppi)), told.text)


def file_name(words: str) -> str:
    """`words` as the name of a file on any system: without signs that some system forbids, at most 120 characters."""
    return " ".join(_NOT_IN_NAMES.sub(" ", words).split())[:120].rstrip(" .")
