"""Integrity in words: a look, how an element stands, an adaptation; and all that the chart of a site shows."""

from __future__ import annotations

from collections.abc import Iterator

from isp_desktop.domain.integrity import Stand
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import (
    CHANGE_PLACES,
    CONSISTENCY,
    EVIDENCE_SOURCES,
    INTEGRITY_MARKS,
    PLANNED,
    SUPPORT_STATES,
)
from isp_desktop.services.integrity.site import Adaptation, Changed, Lane, Look, SiteIntegrity
from isp_desktop.services.naming import day_in_words


def mark_word(mark: str) -> str:
    """ "Holds in part"; "Never looked at" for ""."""
    return _(INTEGRITY_MARKS.get(mark, mark)) if mark else _("Never looked at")


def age_words(stand: Stand) -> str:
    """How long ago it was looked at: "today", "12 days ago", "" for never."""
    if not stand.mark:
        return ""
    return counted("{n} day ago", "{n} days ago", stand.days) if stand.days else _("today")


def days_words(stand: Stand) -> str:
    """The same in as few words as fit a cell: "12 days"."""
    return counted("{n} day", "{n} days", stand.days) if stand.mark and stand.days else age_words(stand)


def stand_words(stand: Stand) -> str:
    """ "Holds, 112 days ago, longer than it should be"."""
    old = _("longer ago than it should be") if stand.is_old else ""
    return ", ".join(filter(None, (mark_word(stand.mark), age_words(stand), old)))


def look_words(look: Look) -> str:
    """A look: its day, how it was, on what that is based, and by whom it was seen."""
    sources = ", ".join(_(EVIDENCE_SOURCES.get(one, one)) for one in look.sources)
    told = [
        _("{day}: {mark}").format(day=day_in_words(look.day), mark=mark_word(look.mark)),
        _("Based on: {sources}").format(sources=sources) if sources else _("Nobody said what it is based on"),
        " ".join(look.evidence.split()),
        _("Seen by {people}").format(people=", ".join(look.seen_by)) if look.seen_by else "",
        _("Private") if look.private else "",
        _("In conflict") if look.in_conflict else "",
    ]
    return ". ".join(part.rstrip(".") for part in told if part) + "."


def adaptation_words(one: Adaptation) -> str:
    """An adaptation: what, since when and until when, planned or not, and what of integrity."""
    since = _("Since {day}").format(day=day_in_words(one.since)) if one.since else ""
    until = _("until {day}").format(day=day_in_words(one.until)) if one.until else ""
    told = [one.what, ", ".join(filter(None, (since, until))), judged_words(one)]
    return ". ".join(part.rstrip(".") for part in told if part) + "."


def judged_words(one: Adaptation) -> str:
    """Planned or not, and consistent with integrity or not."""
    planned, consistent = PLANNED.get(one.planned), CONSISTENCY.get(one.consistent)
    unknown = _("Nobody said whether integrity is kept")
    return ", ".join(filter(None, (_(planned) if planned else "", _(consistent) if consistent else unknown)))


def change_words(one: Changed) -> str:
    """A change, its day, and where it was."""
    place = CHANGE_PLACES.get(one.place)
    told = [_("{day}: {what}").format(day=day_in_words(one.day), what=one.what), _(place) if place else ""]
    return ". ".join(part.rstrip(".") for part in told if part) + "."


def support_word(status: str) -> str:
    """ "Tapering"."""
    return _(SUPPORT_STATES.get(status, status))


def told(found: SiteIntegrity) -> str:
    """All of a site's integrity in sentences, a line for each thing; what the chart shows."""
    return "\n".join(_lines(found))


def _lines(found: SiteIntegrity) -> Iterator[str]:
    support = [
        _("{status} since {day}").format(status=support_word(one.status), day=day_in_words(one.since))
        for one in found.support
    ]
    if support:
        yield _("Support: {parts}.").format(parts=", ".join(support))
    for lane in found.lanes:
        yield from _lane(lane)
    for adapted in found.adaptations:
        yield _("Adaptation: {words}").format(words=adaptation_words(adapted))
    for change in found.changes:
        yield _("Change: {words}").format(words=change_words(change))


def _lane(lane: Lane) -> Iterator[str]:
    yield _("{element}: {stand}.").format(element=lane.element.name, stand=stand_words(lane.stand))
    for look in lane.looks:
        yield f"- {look_words(look)}"
    for what in lane.bearing:
        yield f"- {bearing_words(what)}"


def bearing(found: SiteIntegrity) -> str:
    """Which adaptations bear on which elements, a line for each; "" for none."""
    told = _("{element}: {words}")
    return "\n".join(
        told.format(element=lane.element.name, words=bearing_words(what))
        for lane in found.lanes
        for what in lane.bearing
    )


def bearing_words(what: str) -> str:
    """That an adaptation bears on an element."""
    return _("An adaptation bears on it: {what}").format(what=what)
