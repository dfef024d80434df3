"""What today asks for: visits to prepare and to write up, commitments, reviews, drafts; and how that is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from isp_desktop.db import lists, settings
from isp_desktop.db import today as table
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import naming

if TYPE_CHECKING:
    from isp_desktop.services.taking_back import Undo

AHEAD = 14
"""How many days Today looks ahead."""
SHOWN = 7
_WORDS_SHOWN = 4


class Brief(Struct, frozen=True):
    """What to know of a site before a visit.

    Attributes:
        last: the day of the last visit held there, None for a first one.
        told: the first sentences of what was noted then.
        waiting: the first open commitments of the site.
        open: how many there are.
        changes: what changed since that visit, latest first; empty before a first one.
        support: the key of the support status that holds.
    """

    last: dt.date | None = None
    told: str = ""
    waiting: tuple[str, ...] = ()
    open: int = 0
    changes: tuple[str, ...] = ()
    support: str = ""


class Visit(Struct, frozen=True):
    """A visit that is to come, or that waits to be written up; times "HH:MM" or "", `mode` a key or "".

    `place` is the uid of the site, "" for none.
    """

    uid: str
    day: dt.date
    starts: str
    ends: str
    site: str
    purpose: str
    mode: str
    people: tuple[str, ...]
    private: bool
    in_conflict: bool
    brief: Brief = field(default_factory=Brief)
    place: str = ""


class Visits(Struct, frozen=True):
    """The first of the visits ahead and how many there are; the same of those to be written up."""

    ahead: tuple[Visit, ...] = ()
    count: int = 0
    unwritten: tuple[Visit, ...] = ()
    unwritten_count: int = 0


class Promise(Struct, frozen=True):
    """An open commitment; `days` to its day, below 0 for a late one."""

    uid: str
    what: str
    owner: str
    site: str
    due: dt.date
    days: int
    private: bool
    in_conflict: bool


class Promises(Struct, frozen=True):
    """The first ones, first due first; how many there are, how many of them late, and due today."""

    shown: tuple[Promise, ...] = ()
    count: int = 0
    late: int = 0
    today: int = 0


class Commitments(Struct, frozen=True):
    """What the practitioner promised, what others did, and what was promised without saying by whom."""

    mine: Promises = field(default_factory=Promises)
    theirs: Promises = field(default_factory=Promises)
    unnamed: Promises = field(default_factory=Promises)


class Review(Struct, frozen=True):
    """Something to look at together; `days` to its day, below 0 for a late one.

    Attributes:
        kind: "integrity" where it is core elements of the site `uid` that are to be looked at, `count` of them.
    """

    uid: str
    kind: str
    name: str
    day: dt.date
    days: int
    private: bool
    count: int = 0

    @property
    def key(self) -> str:
        """What tells it from what else is due of the same record."""
        return f"{self.uid} {self.kind}" if self.kind == "integrity" else self.uid


class Begun(Struct, frozen=True):
    """Which of the first steps are done: a visit is planned or recorded, somebody beside oneself is known.

    `anything`: one of them is, or a commitment is noted, so that there is something to show.
    """

    visit: bool
    person: bool
    anything: bool


def visits(store: Store, today: dt.date) -> Visits:
    """The visits of today and the coming days that are neither held nor called off, and those left to write up."""
    end = today + dt.timedelta(days=AHEAD + 1)
    with store.read() as reading:
        coming = table.standing(reading, "visit", "stage", (None, "planned"), today.isoformat(), end.isoformat())
        left = table.standing(reading, "visit", "stage", ("planned",), "", today.isoformat())[::-1]
        ahead, past = _first(reading, "visit", coming), _first(reading, "visit", left)
        names = _names(reading, [*ahead, *past])
        briefs = _briefs(reading, [str(item.fields.get("site") or "") for item in ahead], today)
    return Visits(
        tuple(_visit(item, names, briefs.get(item.fields.get("site") or "", Brief())) for item in ahead),
        len(coming),
        tuple(_visit(item, names, Brief()) for item in past),
        len(left),
    )


def commitments(store: Store, today: dt.date) -> Commitments:
    """The open commitments that are late or due within the coming days."""
    end = today + dt.timedelta(days=AHEAD + 1)
    with store.read() as reading:
        me = str(settings.read(reading, "me") or "")
        return Commitments(*(_promises(reading, due, today) for due in table.promised(reading, me, today, end, SHOWN)))


def reviews(store: Store, today: dt.date) -> list[Review]:
    """The reviews that are late or due within the coming days, first due first."""
    # The window opens without it, as without all that is read for Today.
    from isp_desktop.services.integrity import due

    end = today + dt.timedelta(days=AHEAD + 1)
    with store.read() as reading:
        own = table.reviews(reading, end)
        found = due.within(reading, today, end)
    found += [due.Due(one.uid, one.kind, one.name, dt.date.fromisoformat(one.day), one.private) for one in own]
    told = [
        Review(one.uid, one.kind, one.name, one.day, (one.day - today).days, one.private, one.count) for one in found
    ]
    return sorted(told, key=lambda review: (review.day, review.name, review.uid))


def set_review(store: Store, kind: str, uid: str, day: dt.date) -> Undo:
    """Sets the next review of a site or an initiative.

    Raises:
        BadInput: the day of the next review is in conflict.
        NotFound: there is no such record.
    """
    from isp_desktop.services.taking_back import change

    return change(store, kind, uid, {"review_on": day.isoformat()})


def begun(store: Store) -> Begun:
    """How far a new notebook is."""
    with store.glance() as reading:
        person = not lists.is_empty(reading, "person", but=str(settings.read(reading, "me", "")))
        visit = not lists.is_empty(reading, "visit")
        return Begun(visit, person, visit or person or not lists.is_empty(reading, "commitment"))


def due_words(days: int) -> str:
    """How far off a day is: "2 days late", "Due today", "Due tomorrow", "In 3 days"."""
    if days < 0:
        return counted("{n} day late", "{n} days late", -days)
    return [_("Due today"), _("Due tomorrow")][days] if days < 2 else counted("In {n} day", "In {n} days", days)


def ahead_words(days: int) -> str:
    """When a visit is: "today", "tomorrow", "in 3 days"."""
    return [_("today"), _("tomorrow")][days] if days < 2 else counted("in {n} day", "in {n} days", days)


def brief_words(brief: Brief, today: dt.date) -> str:
    """A brief in one line: "27 days since the last visit, 3 open commitments, 1 change since"."""
    if brief.last is None:
        parts = [_("first visit there")]
    else:
        days = (today - brief.last).days
        parts = [counted("{n} day since the last visit", "{n} days since the last visit", days)]
    if brief.open:
        parts.append(counted("{n} open commitment", "{n} open commitments", brief.open))
    if brief.changes:
        parts.append(counted("{n} change since", "{n} changes since", len(brief.changes)))
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def headline(
    found: Visits,
    promised: Commitments,
    reviews_due: Sequence[Review],
    quiet: int,
    loops: int,
    today: dt.date,
    steps: int = 0,
    talks: int = 0,
    changes: int = 0,
) -> str:
    """One sentence on what matters most today.

    Args:
        quiet, loops: how many people and loops wait; steps: how many steps of the plan; talks: leaders and champions;
            changes: steps of leadership changes.
    """
    now = sum(visit.day == today for visit in found.ahead)
    tomorrow = sum((visit.day - today).days == 1 for visit in found.ahead)
    promises = (promised.mine, promised.theirs, promised.unnamed)
    late, due = sum(some.late for some in promises), sum(some.today for some in promises)
    review_count = sum(review.days <= 0 for review in reviews_due)
    parts = [
        counted("{n} visit today", "{n} visits today", now) if now else "",
        counted("{n} visit tomorrow to prepare", "{n} visits tomorrow to prepare", tomorrow)
        if tomorrow and not now
        else "",
        counted("{n} visit to write up", "{n} visits to write up", found.unwritten_count)
        if found.unwritten_count
        else "",
        counted("{n} commitment late", "{n} commitments late", late) if late else "",
        counted("{n} due today", "{n} due today", due) if due else "",
        counted("{n} step of the plan due", "{n} steps of the plan due", steps) if steps else "",
        counted(
            "{n} leader or champion to talk with or look at", "{n} leaders or champions to talk with or look at", talks
        )
        if talks
        else "",
        counted("{n} step of a leadership change due", "{n} steps of leadership changes due", changes)
        if changes
        else "",
        counted("{n} loop to close", "{n} loops to close", loops) if loops else "",
        counted("{n} review due", "{n} reviews due", review_count) if review_count else "",
        counted("{n} person to get back in touch with", "{n} people to get back in touch with", quiet) if quiet else "",
    ]
    told = [part for part in parts if part][:3]
    return _("{parts}.").format(parts=", ".join(told)) if told else _("Nothing waits for today.")


def _briefs(reading: Reading, sites: Sequence[str], today: dt.date) -> dict[str, Brief]:
    known = [site for site in dict.fromkeys(sites) if site]
    waiting = table.waiting(reading, known, _WORDS_SHOWN)
    return {site: _brief(reading, site, waiting.get(site, ([], 0)), today) for site in known}


def _brief(reading: Reading, site: str, waiting: tuple[list[str], int], today: dt.date) -> Brief:
    words, count = waiting
    support = table.support(reading, site, today) or ""
    uid = table.last_held(reading, site, today)
    found = lists.items(reading, "visit", [uid]) if uid else []
    if not found:
        return Brief(waiting=tuple(words), open=count, support=support)
    own = found[0].fields
    last = dt.date.fromisoformat(own["date"])
    # The window opens without it, before the first visit is read.
    from isp_desktop.services.visiting import first_sentences

    told = first_sentences(str(own.get("discussion") or ""))
    return Brief(last, told, tuple(words), count, tuple(table.changes(reading, site, last, today)), support)


def _promises(reading: Reading, due: table.Due, today: dt.date) -> Promises:
    items = lists.items(reading, "commitment", due.uids)
    names = _names(reading, items)
    return Promises(tuple(_promise(item, names, today) for item in items), due.count, due.late, due.today)


def _first(reading: Reading, kind: str, found: Sequence[tuple[str, str]]) -> list[Item]:
    return lists.items(reading, kind, [uid for _sort, uid in found[:SHOWN]])


def _promise(item: Item, names: dict[str, str], today: dt.date) -> Promise:
    own = item.fields
    day = dt.date.fromisoformat(own["due"])
    return Promise(
        uid=item.uid,
        what=str(own.get("what") or ""),
        owner=names.get(own.get("owner") or "", ""),
        site=names.get(own.get("site") or "", ""),
        due=day,
        days=(day - today).days,
        private=item.private,
        in_conflict=item.in_conflict,
    )


def _visit(item: Item, names: dict[str, str], brief: Brief) -> Visit:
    own = item.fields
    return Visit(
        uid=item.uid,
        day=dt.date.fromisoformat(own["date"]),
        starts=str(own.get("starts") or ""),
        ends=str(own.get("ends") or ""),
        site=names.get(own.get("site") or "", "") or _("Visit without a site"),
        purpose=str(own.get("purpose") or ""),
        mode=str(own.get("mode") or ""),
        people=tuple(name for uid in own.get("attended") or () if (name := names.get(uid))),
        private=item.private,
        in_conflict=item.in_conflict,
        brief=brief,
        place=str(own.get("site") or ""),
    )


def _names(reading: Reading, items: Sequence[Item]) -> dict[str, str]:
    """What the records are called that these link to and that Today names."""
    wanted = {uid for item in items for name in ("site", "owner") if (uid := item.fields.get(name))}
    wanted.update(uid for item in items for uid in item.fields.get("attended") or ())
    return naming.titles(reading, wanted)
