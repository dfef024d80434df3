"""What the page of the conflicts says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QDateTime

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.services.conflicts import Conflict, Contested, Version
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.kit.nouns import listed, noun
from isp_desktop.ui.pages.conflicts.reading import Item

REASONS = (
    marked("Agreed by phone"),
    marked("Newer information"),
    marked("Closer to the site"),
    marked("A slip of the pen"),
)
_CUT = 60
# Of a name or a reason, which somebody else's program may have made of any length.
_LONGEST = 200
# A clock may be anybody's: the last moment that computers can say the day of, in any time zone.
_LAST_MS = 253_402_214_400_000


def label(item: Item) -> str:
    """What waits: a field, or the record itself."""
    if isinstance(item, Conflict):
        return item.label
    spec = spec_of(item)
    return _("The whole {kind}").format(kind=noun(spec.label)) if spec else _("The whole record")


def spec_of(item: Item) -> KindSpec | None:
    """The declaration of its kind; None for a newer program's."""
    return kinds().get(item.kind)


def where(item: Item) -> str:
    """The record, with its kind: "Visit: Alder Road Primary, 24 September 2026"."""
    spec = spec_of(item)
    return _("{kind}: {title}").format(kind=_(spec.label) if spec else item.kind, title=item.title)


def happened(item: Item) -> str:
    """In few words who did what: "Both changed it", "Deleted by you"."""
    if isinstance(item, Contested):
        if any(one.mine for one in item.deletions):
            return _("Deleted by you")
        return _("Changed by you") if any(one.mine for one in item.changes) else _("Deleted and changed")
    if len(item.versions) == len(_names(item.versions)) == 2:
        return _("Both changed it")
    return counted("{n} version", "{n} versions", len(item.versions))


def headline(items: Sequence[Item]) -> str:
    """One sentence on all that waits: "You and Sam Whitlock changed the same things between … and …"."""
    versions = [one for item in items for one in _versions(item)]
    people = _names(versions)
    days = sorted(_day(one.at_ms) for one in versions)
    first, last = (day_in_words(day) for day in (days[0], days[-1]))
    who = listed(people) if len(people) > 1 else _("Two notebooks of {person}").format(person=versions[0].author)
    if first == last:
        return _("{people} changed the same things on {day}.").format(people=who, day=first)
    return _("{people} changed the same things between {first} and {last}.").format(people=who, first=first, last=last)


def side_title(version: Version, versions: Sequence[Version]) -> str:
    """The name of a column: "Yours" and "Theirs" where there are two, else whose it is."""
    mine = sum(one.mine for one in versions)
    if version.mine:
        return _("Yours")
    return _("Theirs") if mine and len(versions) == 2 else version.author[:_LONGEST]


def signed(version: Version) -> str:
    """Who and when, and where it only brings back what somebody else had, that: "You, 29 Sep, 16:05"."""
    who = _("You") if version.mine else version.author
    when = moment(min(max(version.at_ms, 0), _LAST_MS), dt.date.today())
    return ", ".join(part[:_LONGEST] for part in (who, when, version.reason) if part)


def kept(words: str) -> str:
    """What became of a field that is settled: "Kept: 30 October"."""
    flat = " ".join(words.split())
    if not flat:
        return _("Left empty")
    short = flat if len(flat) <= _CUT else f"{flat[:_CUT].rsplit(' ', 1)[0]} …"
    return _("Kept: {words}").format(words=short)


def goes_to(item: Item) -> str:
    """Who will read the reason."""
    if isinstance(item, Conflict) and item.private:
        return _("Stays on this computer")
    others = _names(_versions(item), you=False)
    return _("Goes to {people} with the choice").format(people=listed(others)) if others else _("Kept with the choice")


def _versions(item: Item) -> tuple[Version, ...]:
    return item.heads if isinstance(item, Conflict) else (*item.deletions, *item.changes)


def _names(versions: Iterable[Version], you: bool = True) -> list[str]:
    """Who wrote them, "You" first."""
    mine = [_("You")] if you and any(one.mine for one in versions) else []
    return mine + list(dict.fromkeys(one.author[:_LONGEST] for one in versions if not one.mine))


def _day(ms: int) -> str:
    return QDateTime.fromMSecsSinceEpoch(min(max(ms, 0), _LAST_MS)).date().toString("yyyy-MM-dd")
