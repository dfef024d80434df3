"""A summary of one's practice to bring to supervision: of what is shared, and of what is picked by hand.

Counts and hours are those of shared records alone. Of what is private there is nothing in it but the words of those
reflections and conversations that the practitioner picked, each marked. Her own looks at the competencies
(`competency_reflection`) cannot be picked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db import lists, shared
from isp_desktop.db import practice_picture as table
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.practice_picture import Whose
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, counted, number, spoken
from isp_desktop.domain.practice import Practice, load_practice
from isp_desktop.domain.practice_picture import Done, Picture, between
from isp_desktop.services import outputs, shared_words
from isp_desktop.services.practice_picture import hours_words, of, owner
from isp_desktop.services.summary import Format, written
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, long_date, plain_date, short_date
from isp_desktop.services.summary.outline import Fact, Outline, Part, labelled
from isp_desktop.services.summary.tree import Block, Heading, Table, items, plain

PartKey = Literal["hours", "done", "never"]
PARTS: tuple[PartKey, ...] = ("hours", "done", "never")

BROUGHT = ("conversation", "reflection")
"""The kinds whose records can be brought, one by one."""

_TEXTS = {
    "conversation": ("aim", "their_view", "opening", "went", "learned", "follow_up"),
    "reflection": ("answer",),
}
_HEADINGS = {"conversation": "what", "reflection": "question"}
_MOST_OFFERED = 100


class Picked(Struct, frozen=True):
    """What goes into a summary.

    Attributes:
        first, last: days of the first and the last month.
        sites: uids; () for all.
        parts: which of `PARTS`.
        brought: the uids of what was picked by hand, shared or private.
    """

    first: dt.date
    last: dt.date
    sites: tuple[str, ...] = ()
    parts: tuple[PartKey, ...] = PARTS
    brought: tuple[str, ...] = ()


class Offer(Struct, frozen=True):
    """A reflection or conversation that can be brought."""

    uid: str
    kind: str
    title: str
    day: str
    private: bool


class Brought(Struct, frozen=True):
    """What was picked by hand: its heading, and the label and text of each of its fields."""

    heading: str
    day: str
    private: bool
    texts: tuple[tuple[str, str], ...]


class Supervision(Struct, frozen=True):
    """What a summary says.

    Attributes:
        picture: of what is shared.
        silent: the codes of activities that were served by private records alone: they are not said to be missing.
        sites: the names of those it is about; () for all.
    """

    author: str
    day: dt.date
    picked: Picked
    picture: Picture
    silent: frozenset[str]
    sites: tuple[str, ...]
    brought: tuple[Brought, ...]


def offered(store: Store, picked: Picked, today: dt.date) -> list[Offer]:
    """What can be brought of the time that was picked, latest first; at most 100 of each kind."""
    first, end = _first_and_end(picked)
    found: list[Offer] = []
    with store.read() as reading:
        for kind in BROUGHT:
            fields = ("date", _HEADINGS[kind])
            for item in lists.coming(reading, kind, first, min(end, _after(today)), fields=fields)[-_MOST_OFFERED:]:
                title, day = (str(item.fields[name] or "") for name in (_HEADINGS[kind], "date"))
                found.append(Offer(item.uid, kind, title, day, item.private))
    return sorted(found, key=lambda one: (one.day, one.uid), reverse=True)


def gather(store: Store, picked: Picked, today: dt.date) -> Supervision:
    """All that the summary says."""
    looked_at = between(picked.first, picked.last, "month")
    with store.read() as reading:
        whose = Whose(owner(reading, store.author), _places(reading, picked.sites), shared=True)
        found = of(reading, whose, looked_at, today)
        every = of(reading, whose._replace(shared=False), looked_at, today)
        sites = shared.records(reading, picked.sites)
        brought = tuple(_brought(reading, picked.brought))
    served = {one.code for one in every.done}
    silent = frozenset(served - {one.code for one in found.done})
    names = tuple(sorted(shared_words.name(sites[uid]) for uid in picked.sites if uid in sites))
    return Supervision(store.author, today, picked, found, silent, names, brought)


def write(store: Store, picked: Picked, form: Format, today: dt.date) -> bytes:
    """The summary as a file's content."""
    return written(outline(gather(store, picked, today)), form)


def save(store: Store, picked: Picked, form: Format, path: Path, today: dt.date) -> None:
    """Puts the summary into the file `path`.

    Raises:
        StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, write(store, picked, form, today))


def outline(told: Supervision, locale: str = "") -> Outline:
    """What the summary says in the language that holds, with the days of `locale`."""
    place = locale_of(locale or spoken())
    first, last = told.picture.periods[0].first, min(told.picture.periods[-1].last, told.day)
    is_private = any(one.private for one in told.brought)
    made = Outline(
        title=_("My practice, for supervision"),
        language=str(place).replace("_", "-"),
        author=one_line(told.author),
        site=", ".join(map(one_line, told.sites)),
        day=told.day.isoformat(),
        date=plain_date(told.day, place),
        when=_("{first} to {last}").format(first=plain_date(first, place), last=plain_date(last, place)),
        facts=(),
        notice=_(
            "Counted from what is shared. What is kept private is not counted, and of it nothing is told but what "
            "was picked by hand."
        ),
        parts=(),
        mark=_("Holds private notes: for supervision only") if is_private else "",
    )
    parts = tuple(part for part in _parts(told, load_practice(), locale or spoken()) if part.blocks)
    return replace(made, facts=tuple(_facts(told, long_date(told.day, place))), parts=parts)


def _facts(told: Supervision, day: str) -> Iterator[Fact]:
    lines = {
        _("Practitioner"): one_line(told.author),
        _("Sites"): ", ".join(map(one_line, told.sites)) or _("All sites"),
        _("Made on"): day,
    }
    yield from (Fact(label, plain(words)) for label, words in lines.items() if words)


def _parts(told: Supervision, practice: Practice, locale: str) -> Iterator[Part]:
    if "hours" in told.picked.parts:
        yield Part(_("Hours by competency"), tuple(_hours(told.picture, practice)))
    if "done" in told.picked.parts:
        yield Part(_("Activities done"), tuple(_done(told.picture, practice, locale)))
    if "never" in told.picked.parts:
        yield Part(_("Not done in this time"), tuple(_missing(told, practice, locale)))
    yield Part(_("What I bring"), tuple(block for one in told.brought for block in _bring(one, locale)))


def _hours(picture: Picture, practice: Practice) -> Iterator[Block]:
    labels = {one.key: one.label for one in practice.competencies}
    rows = [
        (labels[one.competency], _hours_cell(one.seconds), number(one.times), number(one.untimed))
        for one in picture.hours
    ]
    heads = (_("Competency"), _("Time"), _("How often"), _("Without a time"))
    yield Table(
        header=tuple(map(plain, heads)),
        rows=tuple(tuple(map(plain, row)) for row in rows),
        align=("", "right", "right", "right"),
        weights=(5, 3, 3, 3),
    )
    yield plain(
        _("{hours} in all; the time of a record is divided evenly among its activities.").format(
            hours=_hours_cell(picture.seconds)
        )
    )


def _hours_cell(seconds: int) -> str:
    return hours_words(seconds) if seconds else _("none")


def _done(picture: Picture, practice: Practice, locale: str) -> Iterator[Block]:
    for competency in practice.competencies:
        lines = [_done_line(one, practice, locale) for one in picture.of(competency.key) if one.times]
        if lines:
            yield Heading(2, plain(competency.label))
            yield items((plain(line),) for line in lines)


def _done_line(one: Done, practice: Practice, locale: str) -> str:
    times = counted("once", "{n} times", one.times)
    last = _("last on {day}").format(day=_day(one.last, locale))
    took = hours_words(one.seconds) if one.seconds else ""
    told = ", ".join(filter(None, (times, took, last)))
    return _("{code} {activity}: {told}").format(code=one.code, activity=practice.activity(one.code).label, told=told)


def _missing(told: Supervision, practice: Practice, locale: str) -> Iterator[Block]:
    for competency in practice.competencies:
        own = [one for one in told.picture.of(competency.key) if not one.times and one.code not in told.silent]
        if own:
            yield Heading(2, plain(competency.label))
            yield items((plain(_missing_line(one, practice, locale)),) for one in own)


def _missing_line(one: Done, practice: Practice, locale: str) -> str:
    label = practice.activity(one.code).label
    last = _("last on {day}").format(day=_day(one.last, locale)) if one.last else _("never")
    return _("{code} {activity}: {told}").format(code=one.code, activity=label, told=last)


def _bring(one: Brought, locale: str) -> Iterator[Block]:
    yield Heading(2, plain(one_line(one.heading)))
    private = _("private, picked by hand") if one.private else ""
    yield plain(", ".join(filter(None, (_day(one.day, locale), private))))
    for label, text in one.texts:
        yield from labelled(label, text)


def _day(day: str, locale: str) -> str:
    return short_date(dt.date.fromisoformat(day), locale_of(locale)) if day else ""


def _brought(reading: Reading, uids: Sequence[str]) -> Iterator[Brought]:
    names = lists.names(reading, uids)
    for kind in BROUGHT:
        own = [uid for uid in uids if uid in names and names[uid].kind == kind]
        labels = kind_named(kind).by_name
        for item in lists.items(reading, kind, own):
            if item.life != "deleted":
                texts = ((_(labels[name].label), str(item.fields[name] or "")) for name in _TEXTS[kind])
                heading, day = (str(item.fields[name] or "") for name in (_HEADINGS[kind], "date"))
                yield Brought(heading, day, item.private, tuple(one for one in texts if one[1]))


def _places(reading: Reading, sites: Sequence[str]) -> tuple[str, ...] | None:
    return tuple({place for uid in sites for place in table.places_of(reading, uid)}) if sites else None


def _first_and_end(picked: Picked) -> tuple[str, str]:
    """The first day, and the day after the last."""
    looked_at = between(picked.first, picked.last, "month")
    return looked_at[0].first.isoformat(), _after(looked_at[-1].last)


def _after(day: dt.date) -> str:
    return (day + dt.timedelta(days=1)).isoformat()
