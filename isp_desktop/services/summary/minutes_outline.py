"""Decides what minutes look like, once for all formats: what was decided and promised first, then what was said."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from isp_desktop.domain.language import _, counted, in_sentence, spoken
from isp_desktop.domain.minutes import Decided, ItemSaid, Minutes
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, long_date, plain_date, span
from isp_desktop.services.summary.notes import read
from isp_desktop.services.summary.outline import (
    Fact,
    Outline,
    Part,
    activity_lines,
    attendee,
    commitments,
    joined,
    labelled,
)
from isp_desktop.services.summary.tree import Block, Heading, items, plain


def minutes_outline(minutes: Minutes, locale: str = "") -> Outline:
    """What `minutes` say in the language that holds, with the days of `locale`; whatever is empty is left out."""
    place = locale_of(locale or spoken())
    times = span(minutes.starts, minutes.ends, place)
    return Outline(
        title=one_line(minutes.title),
        language=str(place).replace("_", "-"),
        author=one_line(minutes.author),
        site=one_line(minutes.team or minutes.site),
        day=minutes.date.isoformat(),
        date=plain_date(minutes.date, place),
        when=joined(" · ", (joined(", ", (long_date(minutes.date, place), times)), minutes.mode)),
        facts=tuple(_facts(minutes)),
        notice=one_line(minutes.conflict_note),
        parts=tuple(_parts(minutes, place)),
    )


def _facts(minutes: Minutes) -> Iterator[Fact]:
    lines = {
        _("Heading"): one_line(minutes.heading),
        _("Where"): joined(", ", (minutes.place, minutes.site)),
        _("Present"): joined(", ", tuple(attendee(one) for one in minutes.present)),
        _("Excused"): joined(", ", tuple(attendee(one) for one in minutes.excused)),
        _("Facilitated by"): joined(", ", minutes.facilitated),
        _("Minutes kept by"): one_line(minutes.kept_by),
        _("Written by"): one_line(minutes.author),
    }
    yield from (Fact(label, plain(value)) for label, value in lines.items() if value)


def _parts(minutes: Minutes, place: Locale) -> Iterator[Part]:
    told = tuple(_told(minutes, place))
    if minutes.planned and not minutes.items:
        yield Part(_("Agenda"), (plain(_("Nothing is on the agenda yet.")),))
    elif not told:
        yield Part(_("What was said"), (plain(_("Nothing was noted.")),))
    yield from told
    if lines := tuple(activity_lines(minutes.activities)):
        yield Part(_("Practice activities"), (items((line,) for line in lines),))
    if minutes.following is not None:
        following = minutes.following
        times = span(following.starts, following.ends, place)
        when = joined(", ", (long_date(following.date, place), times, following.place))
        yield Part(_("Next meeting"), (plain(when),))


def _told(minutes: Minutes, place: Locale) -> Iterator[Part]:
    """What was decided, promised, said and parked."""
    if blocks := tuple(block for one in minutes.decisions for block in _decision(one, place)):
        yield Part(_("Decisions"), blocks)
    if table := commitments(minutes.promises, place):
        yield Part(_("Commitments"), (table,))
    taken = [one for one in minutes.items if one.state != "parked"]
    if minutes.planned and taken:
        yield Part(_("Agenda"), (items(((plain(_planned(one)),) for one in taken), start=1),))
    elif blocks := tuple(block for one in taken for block in _said(one)):
        yield Part(_("What was said"), blocks)
    if blocks := read(minutes.notes):
        yield Part(_("Other notes"), blocks)
    if parked := [one for one in minutes.items if one.state == "parked"]:
        yield Part(_("Parked for a later meeting"), tuple(block for one in parked for block in _said(one)))


def _decision(one: Decided, place: Locale) -> Iterator[Block]:
    if what := one_line(one.what):
        yield Heading(2, plain(joined(", ", (what, in_sentence(one.state)))))
    yield from labelled(_("Why"), one.why)
    yield from labelled(_("Decided by"), one.rule)
    yield from labelled(_("Who saw it otherwise"), one.dissent)
    if one.again is not None:
        yield from labelled(_("Look at it again on"), plain_date(one.again, place))


def _said(one: ItemSaid) -> Iterator[Block]:
    if what := one_line(one.what):
        yield Heading(2, plain(what))
    yield from read(one.said)


def _planned(one: ItemSaid) -> str:
    """ "Look at the data (20 minutes, decide, led by Priya Raman)"."""
    minutes = counted("{n} minute", "{n} minutes", one.minutes) if one.minutes else ""
    lead = _("led by {name}").format(name=one_line(one.lead)) if one.lead else ""
    told = joined(", ", (minutes, in_sentence(one.aim), lead))
    return f"{one_line(one.what)} ({told})" if told else one_line(one.what)
