"""Gathers what a leader brief says, part by part: as much of it as its one page has room for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isp_desktop.db.store import Store
from isp_desktop.domain.brief import Brief, BriefPart
from isp_desktop.domain.language import _
from isp_desktop.domain.network import held_on
from isp_desktop.domain.promises import is_open
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import SUPPORT_STATES
from isp_desktop.services.brief.seen import Seen, text
from isp_desktop.services.brief.shortening import briefly, first, fits, joined, more
from isp_desktop.services.leader_brief.places import Places, Room
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.visiting import plain_words

# From where there is little to tell to where there is much; with the last one a page always has room.
_ROOMS = tuple(
    Room(each, letters)
    for each, letters in (
        *((10, 160), (6, 130), (5, 90), (4, 80), (4, 55), (3, 80), (3, 55)),
        *((2, 80), (2, 55), (1, 60), (1, 40)),
    )
)
_SINCE_DAYS = 90
_MOST_SITES = 3


@dataclass(frozen=True, slots=True)
class LeaderBrief(Brief):
    """A page for a leader; `site` and `role` are the uids of where they lead, or ""."""

    site: str = ""
    role: str = ""


def gather(store: Store, person: str, today: dt.date | None = None) -> LeaderBrief:
    """What the leader brief for `person` says, of shared records and fields alone.

    Raises:
        NotFound: there is no such person, or nothing of them is shared.
    """
    with store.read() as reading:
        seen = Seen(reading, False, person, store.author, today or dt.date.today())
        leader = _Leader(seen)
        tries = (leader.told(room) for room in _ROOMS[:-1])
        return next((made for made in tries if fits(made)), None) or leader.told(_ROOMS[-1])


class _Leader:
    """A leader, the roles that they have today, and where these are."""

    def __init__(self, seen: Seen) -> None:
        self._seen, self._today = seen, seen.today.isoformat()
        roles = [
            one
            for one in seen.pointing("leadership_role", "person")
            if held_on(text(one, "since"), text(one, "until"), seen.today)
        ]
        self._roles = sorted(roles, key=lambda one: (not text(one, "decides"), one.uid))
        sites = dict.fromkeys([*(text(one, "site") for one in self._roles), *(seen.about.fields.get("sites") or ())])
        there = seen.records(uid for uid in sites if uid)
        self._sites = [there[uid] for uid in sites if uid in there and there[uid].life != "deleted"]
        self._places = Places(seen, self._sites[:_MOST_SITES])

    def told(self, room: Room) -> LeaderBrief:
        """The brief, with so much of each."""
        parts = (
            self._decides(room),
            self._places.integrity(room),
            self._places.capacity(room),
            self._places.teams(room),
            self._promises(room),
            self._places.challenges(room),
            self._places.changes(room, self._since()),
            self._places.dates(room, self._dates()),
        )
        name = text(self._seen.about, "name")
        return LeaderBrief(
            name=name,
            title=_("Leader brief: {name}").format(name=name),
            day=self._seen.today,
            author=self._seen.author,
            private=False,
            facts=tuple(self._facts(room)),
            parts=parts,
            site=self._sites[0].uid if self._sites else "",
            role=self._roles[0].uid if self._roles else "",
        )

    def _facts(self, room: Room) -> Iterator[tuple[str, str]]:
        roles = [text(one, "role") for one in self._roles] or [text(self._seen.about, "role")]
        yield _("Role"), briefly(joined(*first(roles, room.each)), room.letters)
        for site in self._sites[:_MOST_SITES]:
            yield text(site, "name"), self._support(site)
        if len(self._sites) > _MOST_SITES:
            yield _("Sites"), joined(*first([text(site, "name") for site in self._sites], _MOST_SITES))
        yield _("Last brief"), day_in_words(self._last()) if self._last() else _("none before")

    def _support(self, site: Record) -> str:
        known = [one for one in self._seen.leading_to(site.uid, "support", "site") if text(one, "since") <= self._today]
        holds = max(known, key=lambda one: (text(one, "since"), one.uid), default=None)
        if holds is None:
            return _("Support status not noted")
        status = _(SUPPORT_STATES.get(text(holds, "status"), ""))
        return _("{status} since {day}").format(status=status, day=day_in_words(text(holds, "since")))

    def _decides(self, room: Room) -> BriefPart:
        labels = (_("To decide"), "decides"), (_("To know"), "needs_to_know")
        texts = [
            (label, _whole(text(role, field), room.letters * 2))
            for role in self._roles[: room.each]
            for label, field in labels
            if text(role, field)
        ]
        return BriefPart(_("Yours to decide"), tuple(texts))

    def _promises(self, room: Room) -> BriefPart:
        """Theirs that wait, then what others promised where they were, as many of each, the first due first."""
        seen = self._seen
        theirs = _waiting(seen.pointing("commitment", "owner"))
        met = [
            (one, kind)
            for kind, by in (("visit", "attended"), ("meeting", "present"))
            for one in seen.pointing(kind, by)
        ]
        found = {one.uid: one for there, kind in met for one in seen.leading_to(there.uid, "commitment", kind)}
        others = _waiting([one for one in found.values() if text(one, "owner") not in ("", seen.uid)])
        names = seen.names(text(one, "owner") for one in others)
        named = [one for one in others if text(one, "owner") in names]
        lines = [self._promise(one, _("You"), room) for one in theirs[: room.each]]
        lines += [self._promise(one, names[text(one, "owner")], room) for one in named[: room.each]]
        return BriefPart(_("Open commitments"), (), (*lines, *more(len(theirs) + len(named) - len(lines))))

    def _promise(self, one: Record, owner: str, room: Room) -> str:
        due = text(one, "due")
        when = _("by {day}").format(day=day_in_words(due)) if due else ""
        late = _("late") if due and due < self._today else ""
        return joined(f"{owner}: {briefly(text(one, 'what'), room.letters)}", when, late)

    def _last(self) -> str:
        """The day of the last brief before today, or ""."""
        days = [text(one, "date") for one in self._seen.pointing("leader_brief", "person")]
        return max((day for day in days if day < self._today), default="")

    def _since(self) -> str:
        return self._last() or (self._seen.today - dt.timedelta(days=_SINCE_DAYS)).isoformat()

    def _dates(self) -> Sequence[tuple[str, str]]:
        reviews = [(text(one, "review_on"), _("Your role is looked at again")) for one in self._roles]
        leaving = [
            (text(one, "leaves_on"), _("Leadership change: {role}").format(role=text(one, "role")))
            for by in ("leaves", "comes")
            for one in self._seen.pointing("transition", by)
        ]
        return [*reviews, *leaving]


def _whole(markdown: str, longest: int) -> str:
    """All of a text in a line, its paragraphs and items one behind the other; only its beginning where that is long."""
    flat = "; ".join(filter(None, (plain_words(line).rstrip(".;") for line in markdown.splitlines())))
    return flat if len(flat) <= longest else briefly(markdown, longest)


def _waiting(made: Sequence[Record]) -> list[Record]:
    waiting = [one for one in made if is_open(one.fields.get("status"))]
    return sorted(waiting, key=lambda one: (text(one, "due") or "9999", one.uid))
