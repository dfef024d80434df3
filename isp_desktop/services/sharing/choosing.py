"""Which records leave with a bundle, and what of them may: the shared scope, and nothing else is ever read for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from isp_desktop.db import colleagues, exchange, shared
from isp_desktop.db.exchange import Entry
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.language import _, counted, in_sentence
from isp_desktop.domain.record import Record, look
from isp_desktop.domain.revision import Revision
from isp_desktop.domain.spans import Spans
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.services.sharing import shared_titles
from isp_desktop.services.sharing.persons_own import OF_A_SUBJECT, held_back

_MOST_NAMED, _LONGEST_NAME = 10, 100
_NOT_IN_THE_LOG = 0
_BROUGHT_BY_A_SITE = frozenset(
    {"person", "initiative", "team", "organization", "tie_type", "instrument", "core_element"}
)
_BROUGHT_ALONE = frozenset({"person", "instrument"})
_THEIRS = ("person", "team")
_LEADING = (
    *("leadership_role", "champion", "debrief", "leader_brief", "standing", "shared_responsibility", "transition"),
    "accountability",
)
_ABOUT_THEM = ("relationship", "trust", *ENTRIES, *_LEADING)
_OF_A_TEAM = (
    "membership",
    "leadership_support",
    "learning",
    "team_check",
    "charter",
    "meeting",
    "decision",
    "protocol",
    *OF_A_SUBJECT,
)
# By what these point to the team whose they are; a protocol is of both ends, since either way closes the other's loop.
_AS_THEIRS = ("team", "source", "target", "subject")
_OF_THESE = ("sign_off", "agenda_item", "message")
# What says nothing without the record that it belongs to, and leaves with it.
_PARTS_OF: Mapping[str, tuple[str, ...]] = {
    "transition": ("continuity_item",),
    "champion": ("engagement", "champion_review"),
    "withdrawal": ("withdrawal_condition",),
    "initiative": ("core_element",),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to leave. What is named together narrows: a site's visits since a day that a colleague lacks.

    Attributes:
        sites, initiatives, people: uids; each brings what belongs to it, as `leaving` says.
        kinds: these kinds only, or () for all.
        since: only records that somebody changed on this day or later, by their own clock.
        everything: all shared records; with `kinds`, `since` or `lacking` alone it goes without saying.
        lacking: the signing key of a colleague: only the revisions that they lack, or "".
    """

    sites: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: dt.date | None = None
    everything: bool = False
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Along:
    """Revisions that leave with a bundle and become part of the log when it is in its place, and not before.

    Attributes:
        revisions: in the order in which they were made.
        seen: the ids of all that their records had when they were made.
    """

    revisions: tuple[Revision, ...] = ()
    seen: frozenset[str] = frozenset()

    @property
    def shared(self) -> tuple[Revision, ...]:
        """Those that leave."""
        return tuple(one for one in self.revisions if one.scope == "shared")


NOTHING_ALONG = Along()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a choice amounts to at one moment.

    Attributes:
        uids: the records, sorted.
        had: the numbers of the log's entries that stay here, since the colleague has them.
        around: the records that the sites, initiatives and people named stand for, private ones too, to count what
            stays; None where all records are meant.
        along: what leaves of them besides, and is not in the log yet; it stands under the number 0.
    """

    uids: Sequence[str]
    had: Spans = field(default_factory=Spans)
    around: frozenset[str] | None = None
    along: tuple[Revision, ...] = ()

    def entries(self, reading: Reading) -> Iterable[tuple[str, list[Entry]]]:
        """What leaves of each record, by uid in order, a chunk in memory at a time."""
        along: dict[str, list[Entry]] = {}
        for one in self.along:
            along.setdefault(one.uid, []).append(Entry(_NOT_IN_THE_LOG, one.kind, one.body))
        for chunk in exchange.chunks(self.uids):
            here = dict(exchange.entries(reading, chunk))
            for uid in chunk:
                kept = [entry for entry in here.get(uid, ()) if entry.number not in self.had]
                if leaving := kept + along.get(uid, []):
                    yield uid, leaving


def leaving(reading: Reading, choice: Choice) -> Chosen:
    """The records that leave.

    A site brings itself, all that points to it or to a visit of it, and the people, teams, organizations and
    initiatives that these point to. With its people and teams come the relationships, trust ratings and entries that
    are about them and belong to no other site, the ties among them and to organizations, and the work of the teams:
    what they agreed on, did and decided, who sits there, and what they tell and are told. An initiative brings itself,
    its sites as above, and all that points to it. A person brings themself, all that points to them, and what these
    point to.

    So do who leads and speaks up there, what was talked about with them, and their changes, and with whatever is taken
    that has them its own parts: the checklist of a leadership change, reviews and engagements of a champion, conditions
    of a withdrawal, core elements of an initiative.

    With the assessments of a site, of its teams or of a person come their answers, the needs that were seen in them,
    the steps for these and what was logged of them, the instruments with their earlier versions, and how much is
    needed by these, as far as it is said of the site, of its initiatives or of all. With an initiative come its core
    elements, with a withdrawal plan its conditions. What was assessed and planned of a
    person leaves with that person, or with everything, never with a site or with whoever was there.

    Raises:
        BadInput: nothing was chosen, or a kind or a colleague is not known.
        NotFound: a site, initiative or person is not here, or was never shared.
    """
    had = _had_by(reading, choice.lacking)
    for name in choice.kinds:
        kind_named(name)
    around = None
    if choice.sites or choice.initiatives or choice.people:
        gathered = _Gathered(reading, choice.people)
        gathered.take_all(choice)
        around = frozenset(gathered.around)
        uids = set(gathered.uids)
    else:
        _require_some(choice)
        uids = exchange.shared_uids(reading)
    if choice.kinds:
        uids &= exchange.shared_uids(reading, choice.kinds)
    if choice.since:
        uids &= exchange.shared_uids(reading, since_ms=_begins(choice.since))
    if choice.lacking:
        uids &= exchange.shared_outside(reading, had)
    return Chosen(sorted(uids), had, around)


def with_along(reading: Reading, chosen: Chosen, along: Along) -> Chosen:
    """`chosen` with what goes along, and the people and initiatives that this points to, as a site brings them."""
    if not along.shared:
        return chosen
    targets = set(chain.from_iterable(_targets(look([one], kinds().get(one.kind))) for one in along.shared))
    brought = {uid for uid, kind in exchange.shared_among(reading, targets).items() if kind in _BROUGHT_BY_A_SITE}
    uids = sorted({*chosen.uids, *brought, *(one.uid for one in along.shared)})
    return replace(chosen, uids=uids, along=along.shared)


def told(reading: Reading, choice: Choice) -> str:
    """The choice in words, by shared names only, for those who receive it."""
    chosen = [*choice.sites, *choice.initiatives, *choice.people]
    titles = shared_titles.titles_of(reading, chosen[:_MOST_NAMED])
    names = [titles[uid][:_LONGEST_NAME] for uid in chosen[:_MOST_NAMED] if uid in titles]
    if len(chosen) > _MOST_NAMED:
        names.append(counted("{n} more", "{n} more", len(chosen) - _MOST_NAMED))
    what = ", ".join(names) or _("All shared records")
    if choice.kinds:
        what = _("{what}: {kinds}").format(what=what, kinds=", ".join(_(kind_named(k).plural) for k in choice.kinds))
    if choice.since:
        from isp_desktop.services.naming import day_in_words

        what = _("{what}, changed since {day}").format(what=what, day=day_in_words(choice.since.isoformat()))
    if choice.lacking:
        what = _("{what}, as far as not known to have arrived").format(what=what)
    return what


class _Gathered:
    """The records around what was chosen, found by the tables, then looked at in their shared scope."""

    def __init__(self, reading: Reading, people: Sequence[str]) -> None:
        self._reading = reading
        self._people = frozenset(people)
        # A deletion leaves with what belongs to a site, or the site's colleagues would go on without it.
        self._deleted = self._links(exchange.deleted(reading))
        self.uids: set[str] = set()
        self.around: set[str] = set()

    def take_all(self, choice: Choice) -> None:
        """Takes all that the choice names."""
        for kind, named in (("site", choice.sites), ("initiative", choice.initiatives), ("person", choice.people)):
            self._require(kind, named)
        sites = {*choice.sites, *self._of_kind("site", self._pointing(choice.initiatives))}
        visits = self._visits(sites)
        self._take({*sites, *choice.initiatives}, by={*sites, *visits}, bring=_BROUGHT_BY_A_SITE)
        self._take_between(sites, visits)
        self._take(set(choice.initiatives), by=set(choice.initiatives), bring=_BROUGHT_ALONE)
        self._take(set(choice.people), by=set(choice.people), bring=None)
        self._take_capacity(sites | set(choice.people))
        self._take_parts()

    def _take(self, itself: set[str], by: set[str], bring: frozenset[str] | None) -> None:
        """Takes `itself`, what points to `by`, and what these point to, of the kinds `bring` or (None) of all."""
        around = self._pointing(by)
        self.around |= around.keys() | itself
        self.uids |= itself | around.keys()
        self._bring(chain(around.values(), self._links(itself).values()), bring)

    def _bring(self, links: Iterable[set[str]], bring: frozenset[str] | None) -> None:
        """Takes what `links` lead to, of the kinds `bring` or (None) of all."""
        kinds_of = exchange.shared_among(self._reading, set(chain.from_iterable(links)) - self.uids)
        found = {uid for uid, kind in kinds_of.items() if bring is None or kind in bring}
        about = {uid for uid in found if kinds_of[uid] in OF_A_SUBJECT}
        self.uids |= (found - about) | self._links(about).keys()

    def _take_between(self, sites: set[str], visits: set[str]) -> None:
        """Takes what is about the people and teams of `sites` and no other site's, and the ties among them."""
        theirs = set().union(*(self._of_kind(kind, self._pointing(sites, _THEIRS)) for kind in _THEIRS))
        about = self._within(_ABOUT_THEM, theirs, sites | visits, ("site", "visit"))
        ties = self._within(("tie",), theirs, sites | theirs, ("site", *_THEIRS))
        self.uids |= about.keys() | ties.keys()
        self._bring(chain(about.values(), ties.values()), _BROUGHT_BY_A_SITE)
        self._take_work_of(self._of_kind("team", theirs))

    def _take_work_of(self, teams: set[str]) -> None:
        """Takes what `teams` agreed on, did and decided, who sits there, and whom they tell and are told by."""
        work = {
            uid
            for uid, seen in self._shared(exchange.pointing_to(self._reading, teams, _OF_A_TEAM)).items()
            if any(str(seen.fields.get(name)) in teams for name in _AS_THEIRS)
        }
        steps = self._pointing(work, _OF_THESE)
        self.uids |= work | steps.keys()
        self._bring(chain(self._links(work).values(), steps.values()), _BROUGHT_BY_A_SITE)

    def _take_capacity(self, whose: set[str]) -> None:
        """Takes what follows from the assessments and plans of `whose` and of teams, and the instruments."""
        whose = whose | self._of_kind("team", self.uids)
        about = chain.from_iterable(self._of_kind(kind, self.uids) for kind in OF_A_SUBJECT)
        own = {uid for uid, seen in self._shared(about).items() if str(seen.fields.get("subject")) in whose}
        for kind in ("need", "plan_step", "step_log"):
            following = self._pointing(own, (kind,))
            own |= following.keys()
            self.uids |= following.keys()
            self._bring(following.values(), _BROUGHT_BY_A_SITE)
        self.uids |= self._pointing(self._of_kind("assessment", self.uids), ("answer",)).keys()
        self._take_instruments()

    def _take_integrity(self) -> None:
        """Takes the core elements of the initiatives that are taken, and what must stand before support goes."""
        elements = self._pointing(self._of_kind("initiative", self.uids), ("core_element",))
        conditions = self._pointing(self._of_kind("withdrawal", self.uids), ("withdrawal_condition",))
        kinds = {"core_element": elements, "withdrawal_condition": conditions}
        # Whatever is deleted comes from there, of any kind.
        own = {uid: links[uid] for kind, links in kinds.items() for uid in self._of_kind(kind, links)}
        self.uids |= own.keys()
        self._bring(own.values(), _BROUGHT_ALONE)

    def _take_instruments(self) -> None:
        """Takes the versions before the instruments that are taken, and what is needed by all of them."""
        versions = newer = self._of_kind("instrument", self.uids)
        while newer:
            newer = set().union(*self._links(newer).values()) - versions
            versions = versions | newer
        needed = self._pointing(versions, ("capacity_target",))
        # Whatever is deleted comes from there, such as assessments of anybody by these instruments.
        needed = {uid: needed[uid] for uid in self._of_kind("capacity_target", needed)}
        kinds_of = exchange.shared_among(self._reading, set(chain.from_iterable(needed.values())) - self.uids)
        elsewhere = {uid for uid, kind in kinds_of.items() if kind in ("site", "initiative")}
        self.uids |= versions | {uid for uid, links in needed.items() if not links & elsewhere}

    def _take_parts(self) -> None:
        """Takes what belongs to leadership changes, champions, withdrawal plans and initiatives that are taken."""
        kinds_of = exchange.shared_among(self._reading, self.uids)
        for kind, parts in _PARTS_OF.items():
            belonging = self._pointing((uid for uid, of in kinds_of.items() if of == kind), parts)
            self.uids |= belonging.keys()
            self._bring(belonging.values(), _BROUGHT_BY_A_SITE)

    def _within(self, kinds: Sequence[str], about: set[str], here: set[str], but: Sequence[str]) -> dict[str, set[str]]:
        """What of `kinds` points to one of `about`, and to nothing of the kinds `but` that is not `here`."""
        pointing = self._pointing(about, kinds)
        found = {uid: pointing[uid] for kind in kinds for uid in self._of_kind(kind, pointing)}
        kinds_of = exchange.shared_among(self._reading, set(chain.from_iterable(found.values())) - here)
        return {uid: links for uid, links in found.items() if not any(kinds_of.get(one) in but for one in links)}

    def _visits(self, sites: set[str]) -> set[str]:
        return self._of_kind("visit", self._pointing(sites))

    def _of_kind(self, kind: str, uids: Iterable[str]) -> set[str]:
        return {uid for uid, of in exchange.shared_among(self._reading, uids).items() if of == kind}

    def _pointing(self, targets: Iterable[str], kinds: Sequence[str] = ()) -> dict[str, set[str]]:
        """What the shared records that point to `targets` point to, by their uids; of `kinds` alone, if given.

        Deleted ones may be of any kind.
        """
        wanted = set(targets)
        candidates = exchange.pointing_to(self._reading, wanted, kinds)
        self.around |= candidates
        # The tables show what the owner sees; that a private word points somewhere is nobody else's business.
        found = self._deleted | self._links(candidates)
        return {uid: links for uid, links in found.items() if links & wanted}

    def _links(self, uids: Iterable[str]) -> dict[str, set[str]]:
        """What `uids` point to, without those that tell of the capacity of somebody who was not chosen."""
        found = self._shared(uids)
        held = held_back(self._reading, self._shared, found, self._people)
        return {uid: _targets(seen) for uid, seen in found.items() if uid not in held}

    def _shared(self, uids: Iterable[str]) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for chunk in exchange.chunks(uids):
            found |= shared.records(self._reading, chunk)
        return found

    def _require(self, kind: str, uids: Sequence[str]) -> None:
        known = exchange.shared_among(self._reading, uids)
        for uid in uids:
            if known.get(uid) != kind:
                refusal = _("There is no shared {kind} with the uid “{uid}”. Look it up with list or search.")
                raise NotFound(refusal.format(kind=in_sentence(_(kind_named(kind).label)), uid=uid))


def _targets(seen: Record) -> set[str]:
    spec = kinds().get(seen.kind)
    linked = [one.name for one in spec.fields if one.to and one.name in seen.fields] if spec else []
    values = (seen.fields[name] for name in linked)
    return set(chain.from_iterable(value if isinstance(value, list) else [str(value)] for value in values))


def _had_by(reading: Reading, signing_key: str) -> Spans:
    if not signing_key:
        return Spans()
    row = colleagues.by_key(reading, signing_key)
    if row is None:
        raise BadInput(_("There is no such colleague here. Add their contact card first."))
    return colleagues.has(reading, row)


def _require_some(choice: Choice) -> None:
    if not (choice.everything or choice.kinds or choice.since or choice.lacking):
        raise BadInput(_("Nothing is chosen yet. Choose sites, initiatives, people, kinds, a day, or everything."))


def _begins(day: dt.date) -> int:
    midnight = dt.datetime.combine(day, dt.time())
    try:
        return int(midnight.timestamp() * 1000)
    except (OverflowError, OSError, ValueError):
        # Before the clocks of computers begin: all is later.
        return 0
