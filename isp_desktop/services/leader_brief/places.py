"""What a leader brief says of the sites where somebody leads, as a view of what is shared shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from isp_desktop.domain import integrity
from isp_desktop.domain.brief import BriefPart
from isp_desktop.domain.capacity_result import shortest
from isp_desktop.domain.integrity import NEVER, Stand
from isp_desktop.domain.language import _, counted, in_sentence
from isp_desktop.domain.network import held_on
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import INTEGRITY_MARKS, LIKELIHOODS
from isp_desktop.services.brief.seen import Seen, text
from isp_desktop.services.brief.shortening import briefly, first, joined
from isp_desktop.services.capacity_result import reading as results
from isp_desktop.services.capacity_result.source import Shared
from isp_desktop.services.capacity_result.words import place_words
from isp_desktop.services.naming import day_in_words

_MARKS = ("not_held", "partly", "", "holds")
"""What is to be done something about comes first; "" stands for what nobody looked at."""


class Room(Struct, frozen=True):
    """How many of each are told, and in about how many letters."""

    each: int
    letters: int


class Places:
    """The sites `sites`, together."""

    def __init__(self, seen: Seen, sites: Sequence[Record]) -> None:
        self._seen, self._sites = seen, sites
        self._today = seen.today.isoformat()

    def integrity(self, room: Room) -> BriefPart:
        """How many core elements hold at each site, and how it stands with each, what does not hold first."""
        texts, lines = [], []
        for site in self._sites:
            elements = self._elements(site)
            if not elements:
                continue
            marks = [(one, self._mark(one, site)) for one in elements]
            told = integrity.facts(Stand(text(mark, "mark")) if mark is not None else NEVER for _one, mark in marks)
            texts.append((text(site, "name"), told))
            marks.sort(key=lambda pair: (_rank(pair[1]), pair[0].uid))
            lines += [self._mark_words(one, mark, room) for one, mark in marks]
        return BriefPart(_("Core elements"), tuple(texts), tuple(first(lines, room.each)))

    def capacity(self, room: Room) -> BriefPart:
        """The last result of each site in a sentence."""
        return BriefPart(_("Capacity"), tuple((text(site, "name"), self._capacity(site)) for site in self._sites))

    def teams(self, room: Room) -> BriefPart:
        """The teams with what they decided last."""
        lines = []
        for team in self._teams:
            name = text(team, "name")
            latest = sorted(
                (one for one in self._seen.leading_to(team.uid, "decision", "team") if _stands(one)),
                key=lambda one: (text(one, "date"), one.uid),
                reverse=True,
            )
            what = briefly(text(latest[0], "what"), room.letters) if latest else _("no decision noted")
            day = day_in_words(text(latest[0], "date")) if latest else ""
            lines.append(joined(f"{name}: {what}", day))
        return BriefPart(_("Teams and their last decisions"), (), tuple(first(lines, room.each)))

    def challenges(self, room: Room) -> BriefPart:
        """What may come, the heaviest first."""
        steps = list(LIKELIHOODS)
        ahead = [one for one in self._at("challenge") if text(one, "state") != "passed"]
        ahead.sort(
            key=lambda one: (
                -sum(steps.index(text(one, name)) for name in ("likelihood", "effect") if text(one, name) in steps),
                one.uid,
            )
        )
        lines = []
        for one in ahead:
            lines.append(_then(briefly(text(one, "what"), room.letters), briefly(text(one, "strategy"), room.letters)))
        return BriefPart(_("Challenges ahead"), (), tuple(first(lines, room.each)))

    def changes(self, room: Room, since: str) -> BriefPart:
        """What changed after the day `since`, latest first."""
        found = [one for one in self._at("change") if since < text(one, "date") <= self._today]
        found.sort(key=lambda one: (text(one, "date"), one.uid), reverse=True)
        lines = []
        for one in found:
            head = joined(day_in_words(text(one, "date")), briefly(text(one, "what"), room.letters))
            lines.append(_then(head, briefly(text(one, "meaning"), room.letters)))
        heading = _("What changed since {day}").format(day=day_in_words(since))
        return BriefPart(heading, (), tuple(first(lines, room.each)))

    def dates(self, room: Room, more: Iterable[tuple[str, str]]) -> BriefPart:
        """The next days: visits, meetings, reviews, and `more` of them."""
        found = [*more]
        for one in (one for site in self._sites for one in self._seen.coming(site.uid, "visit", "site")):
            if text(one, "stage") in ("", "planned"):
                purpose = briefly(text(one, "purpose"), room.letters)
                found.append((text(one, "date"), joined(_("Visit"), purpose)))
        for team in self._teams:
            for one in self._seen.coming(team.uid, "meeting", "team"):
                if text(one, "stage") in ("", "planned"):
                    found.append((text(one, "date"), _("Meeting: {team}").format(team=text(team, "name"))))
        found += [
            (text(site, "review_on"), _("Review: {name}").format(name=text(site, "name"))) for site in self._sites
        ]
        found += [(text(one, "ends_on"), _("Support ends")) for one in self._at("withdrawal")]
        coming = sorted({pair for pair in found if pair[0] >= self._today})
        return BriefPart(
            _("Next dates"), (), tuple(first([joined(day_in_words(day), w) for day, w in coming], room.each))
        )

    @cached_property
    def _teams(self) -> list[Record]:
        """The teams of the sites, and those where the leader sits, by name."""
        own = [
            text(seat, "team")
            for seat in self._seen.pointing("membership", "person")
            if held_on(text(seat, "joined"), text(seat, "left"), self._seen.today)
        ]
        found = {one.uid: one for site in self._sites for one in self._seen.leading_to(site.uid, "team", "sites")}
        found |= {uid: one for uid, one in self._seen.records(own).items() if one.life != "deleted"}
        return sorted(found.values(), key=lambda one: (text(one, "name").casefold(), one.uid))

    def _at(self, kind: str) -> list[Record]:
        found = {one.uid: one for site in self._sites for one in self._seen.leading_to(site.uid, kind, "site")}
        return list(found.values())

    def _elements(self, site: Record) -> list[Record]:
        initiatives = site.fields.get("initiatives") or ()
        return [one for uid in initiatives for one in self._seen.leading_to(uid, "core_element", "initiative")]

    def _mark(self, element: Record, site: Record) -> Record | None:
        """The latest mark of an element at a site that is not to come."""
        known = [
            one
            for one in self._seen.leading_to(element.uid, "integrity_mark", "element")
            if text(one, "site") == site.uid and text(one, "date") <= self._today
        ]
        return max(known, key=lambda one: (text(one, "date"), one.uid), default=None)

    def _mark_words(self, element: Record, mark: Record | None, room: Room) -> str:
        name = briefly(text(element, "name"), room.letters)
        if mark is None:
            return _("{name}: not looked at yet").format(name=name)
        state = in_sentence(_(INTEGRITY_MARKS.get(text(mark, "mark"), "")))
        head = joined(f"{name}: {state}", day_in_words(text(mark, "date")))
        return _then(head, briefly(text(mark, "evidence"), room.letters))

    def _capacity(self, site: Record) -> str:
        done = [
            one
            for one in self._seen.leading_to(site.uid, "assessment", "subject")
            if text(one, "state") == "done" and text(one, "date") <= self._today
        ]
        if not done:
            return ""
        last = max(done, key=lambda one: (text(one, "date"), one.uid))
        result = results.told(Shared(self._seen.reading), last.uid)
        rated = [cell for cell in result.cells if cell.score.percent is not None]
        short = shortest(result.cells)
        told = counted("{n} field of the map is rated", "{n} fields of the map are rated", len(rated))
        lacking = counted("{n} is short of what is needed", "{n} are short of what is needed", len(short))
        if short:
            worst = place_words(short[0].capacity_type, short[0].level)
            told = joined(told, _("{lacking} (most of all: {place})").format(lacking=lacking, place=in_sentence(worst)))
        opened = sum(need.is_open for need in result.needs)
        needs = counted("{n} need is open", "{n} needs are open", opened) if opened else ""
        day = day_in_words(result.day.isoformat())
        return _("Assessed on {day}: {told}").format(day=day, told=joined(told, needs))


def _rank(mark: Record | None) -> int:
    state = text(mark, "mark") if mark is not None else ""
    return _MARKS.index(state) if state in _MARKS else len(_MARKS)


def _then(head: str, more: str) -> str:
    """Two sentences, the second of which may be empty."""
    return f"{head}{'' if head.endswith(('.', '…')) else '.'} {more}" if more else head


def _stands(one: Record) -> bool:
    return text(one, "state") in ("", "stands")
