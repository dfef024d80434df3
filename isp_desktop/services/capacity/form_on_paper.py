"""An instrument as a form to be filled on paper: every question with its answers to tick, or a line to write on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import NUMBERS, short
from isp_desktop.domain.language import _, counted, spoken
from isp_desktop.services import outputs, records
from isp_desktop.services.capacity.asking import Asking, Question
from isp_desktop.services.capacity.questions import Questions, asked, of_row

if TYPE_CHECKING:
    from isp_desktop.services.summary.glyphs import Printable

_TEMPLATE = "instrument.typ"
# So many numbers of a range are offered to tick; of more, one is written.
_MOST_TICKED = 11


class Form(msgspec.Struct, frozen=True):
    """What is printed.

    Attributes:
        sections: each with its name and its items; an item has its number, words and hint, the answers to tick, or how
            many lines to write on.
        scales: what the words of answers mean, where more than a word says it; each said once.
    """

    title: str
    language: str
    lead: str
    head: tuple[str, ...]
    sections: tuple[dict[str, Any], ...]
    scales: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The same in words, for those who cannot see its picture."""
        lines = [self.title, self.lead, *(label for scale in self.scales for label in scale)]
        for section in self.sections:
            lines.append(str(section["name"]))
            for item in section["items"]:
                answers = ", ".join(item["choices"])
                lines += [f"{item['number']}. {item['text']}", str(item["hint"]), answers]
        return "\n".join(filter(None, lines))


def form(store: Store, uid: str, today: dt.date | None = None) -> Form:
    """The form of the instrument `uid`, or of that of the assessment `uid`, as it asks.

    Raises:
        BadInput: its questions cannot be read.
        NotFound: there is no such record.
    """
    with store.read() as reading:
        name = lists.names(reading, [uid]).get(uid)
        if name is None:
            raise records.no_record(uid)
        row = lists.items(reading, name.kind, [uid])[0]
        if name.kind == "assessment":
            key = (str(row.fields["instrument"] or ""), str(row.fields["questions"] or ""))
            questions = asked(reading, [key])[key]
        else:
            questions = of_row(row)
    return _form(questions, today or dt.date.today())


def pdf(store: Store, uid: str, today: dt.date | None = None) -> bytes:
    """The form as tagged PDF (PDF/UA-1); raises as `form` does."""
    # Typst takes a while to load; the window opens without it.
    from isp_desktop.services.summary.as_pdf import pdf_of

    return pdf_of(_printable(form(store, uid, today)), (today or dt.date.today()).isoformat())


def pages(told: Form, ppi: float) -> list[bytes]:
    """The form as pictures (PNG) of `ppi` pixels an inch."""
    from isp_desktop.services.summary.as_pages import pages_of

    return pages_of(_printable(told), ppi)


def save(store: Store, uid: str, path: Path) -> None:
    """Puts the form into the file `path`.

    Raises:
        StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, pdf(store, uid))


def _printable(told: Form) -> Printable:
    from isp_desktop.services.summary.glyphs import printable_data

    return printable_data(msgspec.json.encode(told).decode(), template=_TEMPLATE)


def _form(questions: Questions, today: dt.date) -> Form:
    if questions.content is None:
        raise BadInput(_("The questions of this instrument cannot be read. Import its form once more."))
    sections: list[dict[str, Any]] = []
    # What depends on an answer is on the paper, too: nobody is there to leave it out.
    every = Asking(questions, {}, today).all(relevant_only=False)
    for number, one in enumerate(every, 1):
        if not sections or sections[-1]["name"] != one.section:
            sections.append({"name": one.section, "items": []})
        sections[-1]["items"].append(_item(number, one))
    lead = counted(
        "{n} question. Tick one answer, or write.", "{n} questions. Tick one answer each, or write.", len(every)
    )
    told = (tuple(label for _name, label in one.offered if short(label) != label) for one in every)
    scales = tuple(dict.fromkeys(filter(None, told)))
    return Form(questions.name, spoken(), lead, (_("Whose capacity"), _("Date"), _("Seat")), tuple(sections), scales)


def _item(number: int, one: Question) -> dict[str, Any]:
    offered = [short(label) for _name, label in one.offered]
    if one.item.kind in NUMBERS and len(offered) > _MOST_TICKED:
        offered = []
    lines = 3 if one.item.kind == "text" else 1
    return {"number": number, "text": one.label, "hint": one.hint, "choices": offered, "lines": lines}
