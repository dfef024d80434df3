"""Decides what a summary says and in which order, once for all formats. Every word the program adds stands here."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import msgspec
from babel import Locale
from msgspec.structs import replace

from isp_desktop.domain.language import _, counted, marked, spoken
from isp_desktop.domain.summary import (
    Activity,
    Attendee,
    Built,
    ChangeSeen,
    DoneOtherwise,
    ElementSeen,
    Picture,
    Promise,
    VisitSummary,
)
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, long_date, plain_date, short_date, span
from isp_desktop.services.summary.notes import read
from isp_desktop.services.summary.tree import (
    Block,
    Heading,
    Paragraph,
    Photo,
    Strong,
    Table,
    Text,
    items,
    paragraph,
    plain,
)

# The columns of the commitments, with their shares of the page.
_COMMITMENT_COLUMNS = (
    (marked("What"), 9),
    (marked("Who"), 4),
    (marked("By when"), 3),
    (marked("State"), 3),
)


class Fact(msgspec.Struct, frozen=True):
    """A line of the summary's head, e.g. "Led by" and the names."""

    label: str
    value: Paragraph

    @property
    def text(self) -> str:
        """The value as plain words."""
        return "".join(inline.text for inline in self.value.inlines if isinstance(inline, Text))


class Part(msgspec.Struct, frozen=True):
    """A heading of level 1 with what stands below it."""

    heading: str
    blocks: tuple[Block, ...]


class PhotoFile(msgspec.Struct, frozen=True):
    """A photo's content, and the name of its file: "photo-1.jpg"."""

    name: str
    media: str
    content: bytes

    @property
    def data_uri(self) -> str:
        """The photo inside an address, for files that stand alone."""
        return f"data:{self.media};base64,{base64.b64encode(self.content).decode()}"


class Outline(msgspec.Struct, frozen=True):
    """The whole summary as it will be read, from top to bottom.

    Attributes:
        language: language tag as in HTML, e.g. "en-GB".
        day: the visit's date as "YYYY-MM-DD"; `date` is the same in words.
        when: weekday, date, times and mode in words.
        notice: what the reader must know first, or "".
        mark: what stands on every page, such as that it is private; or "".
        compact: it is meant to fit on one page.
    """

    title: str
    language: str
    author: str
    site: str
    day: str
    date: str
    when: str
    facts: tuple[Fact, ...]
    notice: str
    parts: tuple[Part, ...]
    photos: tuple[PhotoFile, ...] = ()
    mark: str = ""
    compact: bool = False


def outline(summary: VisitSummary, locale: str = "") -> Outline:
    """What `summary` says in the language that holds, with the days of `locale`; whatever is empty is left out."""
    place = locale_of(locale or spoken())
    times = span(summary.starts, summary.ends, place)
    when = ", ".join(part for part in (long_date(summary.date, place), times) if part)
    return Outline(
        title=one_line(summary.title),
        language=str(place).replace("_", "-"),
        author=one_line(summary.author),
        site=one_line(summary.site),
        day=summary.date.isoformat(),
        date=plain_date(summary.date, place),
        when=joined(" · ", (when, summary.mode)),
        facts=tuple(_facts(summary)),
        notice=one_line(summary.conflict_note),
        parts=tuple(_parts(summary, place)),
        photos=tuple(_photo_file(at, picture) for at, picture in enumerate(_here(summary), 1)),
    )


def placed(outline: Outline, place: Callable[[PhotoFile], str]) -> Outline:
    """`outline` with each photo at the place that `place` gives it."""

    def at_place(block: Block) -> Block:
        return replace(block, place=place(outline.photos[block.number - 1])) if isinstance(block, Photo) else block

    parts = tuple(Part(part.heading, tuple(map(at_place, part.blocks))) for part in outline.parts)
    return replace(outline, parts=parts)


def due_words(due: date | None, locale: Locale) -> str:
    """E.g. "19 Oct 2026", or "" where no day was agreed."""
    return short_date(due, locale) if due else ""


def joined(separator: str, parts: tuple[str, ...]) -> str:
    """Each of `parts` on one line, the empty ones left out."""
    return separator.join(words for part in parts if (words := one_line(part)))


def _facts(summary: VisitSummary) -> Iterator[Fact]:
    lines = {
        _("Purpose"): one_line(summary.purpose),
        _("Led by"): joined(", ", summary.led_by),
        _("Expected") if summary.planned else _("Attended"): joined(
            ", ", tuple(attendee(one) for one in summary.attended)
        ),
        _("Initiative") if len(summary.initiatives) == 1 else _("Initiatives"): joined(", ", summary.initiatives),
        _("Written by"): one_line(summary.author),
    }
    yield from (Fact(label, plain(value)) for label, value in lines.items() if value)


def attendee(one: Attendee) -> str:
    """E.g. "Priya Raman (coordinator)"."""
    name, role = one_line(one.name), one_line(one.role)
    return f"{name} ({role})" if name and role else name or role


def _parts(summary: VisitSummary, locale: Locale) -> Iterator[Part]:
    for section in summary.sections:
        if blocks := read(section.markdown):
            yield Part(one_line(section.heading) or _("Notes"), blocks)
    if table := commitments(summary.promises, locale):
        yield Part(_("Commitments"), (table,))
    if blocks := tuple(block for change in summary.changes for block in _change(change)):
        yield Part(_("Changes seen"), blocks)
    if blocks := tuple(block for one in summary.built for block in _built(one)):
        yield Part(_("Capacity built"), blocks)
    if blocks := tuple(block for one in summary.elements for block in _seen(one)):
        yield Part(_("Core elements seen"), blocks)
    if blocks := tuple(block for one in summary.adaptations for block in _otherwise(one)):
        yield Part(_("Done otherwise"), blocks)
    if lines := tuple(activity_lines(summary.activities)):
        yield Part(_("Practice activities"), (items((line,) for line in lines),))
    if blocks := tuple(_photos(summary)):
        yield Part(_("Photos"), blocks)


def _here(summary: VisitSummary) -> list[Picture]:
    return [picture for picture in summary.pictures if picture.content]


def _photos(summary: VisitSummary) -> Iterator[Block]:
    here = {id(picture): at for at, picture in enumerate(_here(summary), 1)}
    for picture in summary.pictures:
        if number := here.get(id(picture)):
            yield Photo(number, one_line(picture.words), one_line(picture.caption))
        else:
            yield plain(f"{one_line(picture.words)} (this photo is not in the notebook that made the summary)")


def _photo_file(number: int, picture: Picture) -> PhotoFile:
    ending = "png" if picture.media == "image/png" else "jpg"
    return PhotoFile(f"photo-{number}.{ending}", picture.media, picture.content)


def _commitment(promise: Promise, locale: Locale, nobody: str) -> tuple[str, ...]:
    who = one_line(promise.who) or nobody
    return one_line(promise.what), who, due_words(promise.due, locale), one_line(promise.status)


def commitments(promises: Sequence[Promise], locale: Locale) -> Table | None:
    """A table of `promises`, without the columns in which nobody wrote anything; None without any."""
    # Beside those that name somebody; where none does there is no such column.
    nobody = _("Nobody named") if any(one_line(promise.who) for promise in promises) else ""
    rows = [_commitment(promise, locale, nobody) for promise in promises]
    if not rows:
        return None
    kept = [index for index in range(len(_COMMITMENT_COLUMNS)) if any(row[index] for row in rows)] or [0]
    return Table(
        header=tuple(plain(_(_COMMITMENT_COLUMNS[index][0])) for index in kept),
        rows=tuple(tuple(plain(row[index]) for index in kept) for row in rows),
        align=("",) * len(kept),
        weights=tuple(_COMMITMENT_COLUMNS[index][1] for index in kept),
    )


def _change(change: ChangeSeen) -> Iterator[Block]:
    if what := one_line(change.what):
        yield Heading(2, plain(what))
    if place := one_line(change.place):
        yield paragraph((*lead(_("Where")), Text(place)))
    yield from labelled(_("What it means"), change.meaning)
    yield from labelled(_("Response"), change.response)


def _built(one: Built) -> Iterator[Block]:
    if what := one_line(one.what):
        yield Heading(2, plain(what))
    minutes = counted("{n} minute", "{n} minutes", one.minutes) if one.minutes else ""
    if how := ", ".join(filter(None, (one_line(one.way), minutes))):
        yield paragraph((*lead(_("How")), Text(how)))
    if people := ", ".join(filter(None, map(one_line, one.people))):
        yield paragraph((*lead(_("With")), Text(people)))
    if step := one_line(one.step):
        yield paragraph((*lead(_("Step of the plan")), Text(step)))
    yield from labelled(_("Seen in real work"), one.seen)
    yield from labelled(_("Agreed for next time"), one.next)


def _seen(one: ElementSeen) -> Iterator[Block]:
    yield Heading(2, plain(one_line(one.name) or _("Core element")))
    if mark := one_line(one.mark):
        yield paragraph((*lead(_("How it is")), Text(mark)))
    if sources := joined(", ", one.sources):
        yield paragraph((*lead(_("Based on")), Text(sources)))
    yield from labelled(_("Evidence"), one.evidence)


def _otherwise(one: DoneOtherwise) -> Iterator[Block]:
    if what := one_line(one.what):
        yield Heading(2, plain(what))
    if elements := joined(", ", one.elements):
        yield paragraph((*lead(_("Core elements touched")), Text(elements)))
    if judged := joined(", ", one.judged):
        yield paragraph((*lead(_("Integrity")), Text(judged)))
    yield from labelled(_("Why"), one.why)


def lead(words: str) -> tuple[Strong, Text]:
    """`words` as they stand before what they name, and the space behind them."""
    return Strong((Text(f"{words}:"),)), Text(" ")


def labelled(label: str, markdown: str) -> Iterator[Block]:
    """The blocks of `markdown`, the first one behind its label; "" has none."""
    blocks = read(markdown)
    if not blocks:
        return
    first, *rest = blocks
    if isinstance(first, Paragraph):
        yield paragraph((*lead(label), *first.inlines))
        yield from rest
    else:
        yield paragraph(lead(label)[:1])
        yield from blocks


def activity_lines(activities: tuple[Activity, ...]) -> Iterator[Paragraph]:
    """One line a competency, in the order in which the competencies first appear."""
    groups: dict[str, list[str]] = {}
    for activity in activities:
        label, code = one_line(activity.label), one_line(activity.code)
        words = f"{label} ({code})" if label and code else label or code
        groups.setdefault(one_line(activity.competency), []).append(words)
    for competency, labels in groups.items():
        if words := "; ".join(label for label in labels if label):
            yield paragraph((*(lead(competency) if competency else ()), Text(words)))
