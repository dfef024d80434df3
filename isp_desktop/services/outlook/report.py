"""The outlook as a file for the team: made from what is shared and nothing else, each fact with its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, in_sentence, number, spoken
from isp_desktop.domain.outlook import Count, State
from isp_desktop.domain.vocabulary import OUTLOOK_AREAS, SUPPORT_STATES
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.outlook import reading
from isp_desktop.services.outlook.reading import Line, Moment, Overview, SiteOutlook, SiteRow
from isp_desktop.services.outlook.words import SHORT_AREAS
from isp_desktop.services.summary import Format, written
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, long_date, plain_date, short_date
from isp_desktop.services.summary.outline import Fact, Outline, Part
from isp_desktop.services.summary.tree import Block, Heading, Paragraph, Table, items, plain

_MOMENTS = 6
_SPACE = "\N{NO-BREAK SPACE}"
_BESIDE = f"{_SPACE}/{_SPACE}"


def of_site(store: Store, uid: str, today: dt.date, form: Format) -> bytes:
    """The file on one site.

    Raises:
        NotFound: there is no such site, or nothing of it is shared.
    """
    return written(outline(reading.shared_of_site(store, uid, today)), form)


def of_all(store: Store, today: dt.date, form: Format, initiative: str = "") -> bytes:
    """The file on all sites, or those of an initiative."""
    return written(outline_of_all(reading.shared_of_all_sites(store, today, initiative), today), form)


def outline(found: SiteOutlook, locale: str = "") -> Outline:
    """What it says of a site, in the language that holds, with the days of `locale`."""
    parts = (
        Part(_("At risk, and why"), tuple(_facts(found, "at_risk"))),
        Part(_("Strong"), tuple(_facts(found, "strong"))),
        Part(_("Not known"), tuple(_facts(found, "not_known"))),
        Part(_("Over time"), tuple(_course(found.course))),
    )
    title = _("Will it last here? {name}").format(name=one_line(found.name))
    return _outline(title, one_line(found.name), found.day, found.headline, parts, locale)


def outline_of_all(found: Overview, today: dt.date, locale: str = "") -> Outline:
    """What it says of all sites, likewise."""
    parts = (
        Part(_("The sites beside each other"), tuple(_sites(found.rows))),
        Part(_("Area by area"), tuple(_areas(found.rows))),
        Part(_("Core elements, site by site"), tuple(_elements(found.rows))),
    )
    return _outline(_("Will it last here? All sites"), "", today, found.headline, parts, locale)


def _outline(title: str, site: str, day: dt.date, told: str, parts: Sequence[Part], locale: str) -> Outline:
    place = locale_of(locale or spoken())
    return Outline(
        title=title,
        language=str(place).replace("_", "-"),
        author="",
        site=site,
        day=day.isoformat(),
        date=plain_date(day, place),
        when=long_date(day, place),
        facts=(
            Fact(_("In short"), plain(told)),
            Fact(_("Made from"), plain(_("what is shared; who was last in touch, and what is private, is not in it"))),
        ),
        notice="",
        parts=tuple(part for part in parts if part.blocks),
    )


def _facts(found: SiteOutlook, state: State) -> Iterator[Block]:
    for area, label in OUTLOOK_AREAS.items():
        lines = found.in_area(area, state)
        if lines:
            yield Heading(2, plain(_(label)))
            yield items((plain(_told(line)),) for line in lines)


def _told(line: Line) -> str:
    """A fact with the day of what it rests on, which stays on one line."""
    told = one_line(line.told)
    if not line.day:
        return told
    day = day_in_words(line.day).replace(" ", _SPACE)
    return _("{told} ({day}).").format(told=told.rstrip("."), day=day)


def _course(course: Sequence[Moment]) -> Iterator[Block]:
    """Of each area how many facts were strong, at risk and not known at the end of the latest half-years."""
    shown = course[-_MOMENTS:]
    if len(shown) < 2:
        return
    yield plain(_("Strong / at risk / not known, at the end of each half-year, and on the day of this report."))
    header = ("", *(_day(moment) for moment in shown))
    rows = [(_(label), *(_numbers(moment.counts[area]) for moment in shown)) for area, label in OUTLOOK_AREAS.items()]
    yield Table(
        header=tuple(map(plain, header)),
        rows=tuple(tuple(map(plain, row)) for row in rows),
        align=("", *("" for _moment in shown)),
        weights=(5, *(3 for _moment in shown)),
    )


def _day(moment: Moment) -> str:
    return short_date(moment.day, locale_of(spoken()))


def _numbers(count: Count) -> str:
    return _BESIDE.join(map(number, (count.strong, count.at_risk, count.not_known)))


def _sites(rows: Sequence[SiteRow]) -> Iterator[Block]:
    """Of each site how many facts of each area are strong, at risk and not known."""
    if not rows:
        return
    yield plain(_("How many facts are strong / at risk / not known."))
    header = (_("Site"), *(_(label) for label in SHORT_AREAS.values()))
    yield Table(
        header=tuple(map(plain, header)),
        rows=tuple(_site(row) for row in rows),
        align=("",) * len(header),
        weights=(10, *(5 for _area in SHORT_AREAS)),
    )


def _site(row: SiteRow) -> tuple[Paragraph, ...]:
    return plain(_named(row)), *(plain(_numbers(row.counts[area])) for area in OUTLOOK_AREAS)


def _named(row: SiteRow) -> str:
    support = in_sentence(_(SUPPORT_STATES[row.support])) if row.support in SUPPORT_STATES else ""
    return ", ".join(filter(None, (one_line(row.name), support)))


def _areas(rows: Sequence[SiteRow]) -> Iterator[Block]:
    """Of each area at how many sites something is at risk."""
    lines = []
    for area, label in OUTLOOK_AREAS.items():
        risk = sum(bool(row.counts[area].at_risk) for row in rows)
        told = counted("at risk at {n} of {of} sites", "at risk at {n} of {of} sites", risk, of=number(len(rows)))
        lines.append((plain(f"{_(label)}: {told}."),))
    if rows:
        yield items(lines)


def _elements(rows: Sequence[SiteRow]) -> Iterator[Block]:
    if rows:
        yield items((plain(f"{one_line(row.name)}: {row.elements}"),) for row in rows)
