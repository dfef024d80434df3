"""All that the page of a charter shows, in one reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isp_desktop.db import lists, log
from isp_desktop.db import teams as table
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.whole import View
from isp_desktop.domain import schedule
from isp_desktop.domain.charter import (
    HOLDS,
    SECTIONS,
    SIGNED,
    Answer,
    Section,
    digest,
    is_written,
    latest,
    section_states,
    signing,
    state_of,
)
from isp_desktop.domain.charter_drift import WEEKS, Around, Member, drift
from isp_desktop.domain.charter_text import Passage
from isp_desktop.domain.merge import seen_by
from isp_desktop.domain.record import Record, look
from isp_desktop.domain.word_diff import compare
from isp_desktop.services import naming, planning
from isp_desktop.services.charters.passages import day_of, linked, passages
from isp_desktop.services.charters.seen import Seen, SeenSection, Signer, Told, Version

CHANGING = frozenset({"charter", "sign_off", "team", "membership", "leadership_support", "meeting", "person", "site"})
"""The kinds whose records the page tells of."""

_EVERYTHING = View(private=True)
_VERSIONS, _MEMBERS, _SUPPORTS, _ANSWERS, _TEMPLATES = 30, 300, 100, 500, 50


def read(
    store: Store,
    uid: str,
    own: Mapping[str, Any],
    today: dt.date,
    compared: str | None = None,
    conflicts: Iterable[str] = (),
) -> Seen:
    """What the page of the charter `uid` shows while these are its values, saved or not.

    Args:
        compared: the uid of the version to compare with, "" for none; None for what it began with.
        conflicts: the fields that wait to be settled.
    """
    with store.read() as reading:
        return _Reading(reading, uid, own, today).seen(compared, frozenset(conflicts))


def members_of(reading: Reading, team: str) -> list[Member]:
    """Everyone who sits in a team or did, by name."""
    found = lists.items(reading, "membership", lists.pointing(reading, team, "membership", "team", _MEMBERS))
    names = naming.titles(reading, {str(one.fields.get("person") or "") for one in found})
    members = [
        Member(
            person=str(one.fields.get("person") or ""),
            name=names.get(str(one.fields.get("person") or ""), ""),
            role=str(one.fields.get("role") or ""),
            joined=str(one.fields.get("joined") or ""),
            left=str(one.fields.get("left") or ""),
        )
        for one in found
    ]
    return sorted(members, key=lambda one: (one.name, one.person))


def agreed_text(reading: Reading, uid: str) -> Mapping[str, Any] | None:
    """What a charter said when it was agreed last; None where it never was."""
    history = log.of_record(reading, uid)
    agreed = [one for one in history if one.fields.get("state") == "agreed"]
    if not agreed:
        return None
    moment = max(agreed, key=lambda one: (one.stamp, one.id))
    return look(seen_by(history, [moment.id]), kind_named("charter")).fields


def answers_to(reading: Reading, charter: str) -> dict[str, Answer]:
    """The last answer of each member to a charter, by the person's uid."""
    found = lists.items(reading, "sign_off", lists.pointing(reading, charter, "sign_off", "charter", _ANSWERS))
    said = [{name: str(one.fields.get(name) or "") for name in _ANSWER} | {"uid": one.uid} for one in found]
    return latest(Answer(**one) for one in said)


_ANSWER = ("person", "answer", "date", "read", "remark")


class _Reading:
    """One reading of the charter `uid` with the values `own`."""

    def __init__(self, reading: Reading, uid: str, own: Mapping[str, Any], today: dt.date) -> None:
        self._reading, self._uid, self._own, self._today = reading, uid, own, today
        self._team = str(own.get("team") or "")
        self._members = members_of(reading, self._team) if self._team else []
        self._records = self._all_versions()
        self._agreed = {other: agreed_text(reading, other) for other in {uid, str(own.get("follows") or "")} - {""}}

    def seen(self, compared: str | None, conflicts: frozenset[str]) -> Seen:
        """What is shown."""
        versions = {uid: self._version(record) for uid, record in self._records.items()}
        base, before = self._base()
        if compared is None:
            against, then = base, before
        else:
            against, then = compared, self._text(compared) if compared else None
        teams = naming.titles(self._reading, filter(None, [self._team]))
        sites = self._sites()
        text = digest(self._own)
        return Seen(
            team=(self._team, teams.get(self._team, "")),
            sites=tuple(sorted(sites.items(), key=lambda pair: pair[1])),
            name=str(self._own.get("name") or ""),
            number=int(self._own.get("version") or 1),
            state=state_of(self._own),
            agreed_on=str(self._own.get("agreed_on") or ""),
            sections=self._sections(before, then, conflicts),
            base=versions.get(base),
            against=versions.get(against) if then is not None else None,
            following=self._following(),
            versions=tuple(sorted(versions.values(), key=lambda one: (-one.number, one.uid))),
            signers=tuple(self._signers(text)),
            text=text,
            drift=drift(self._own, self._around()),
            review_on=day_of(self._own, "review_on"),
            meetings=tuple(schedule.next_days(*self._schedule(), self._today)),
            lacks_first_day=schedule.lacks_first_day(*self._schedule()),
            templates=self._templates(),
        )

    def _all_versions(self) -> dict[str, Record]:
        """The versions of the team's charter, this one among them once it is saved."""
        there = lists.pointing(self._reading, self._team, "charter", "team", _VERSIONS) if self._team else []
        found = _EVERYTHING.records(self._reading, {*there, self._uid})
        return {uid: one for uid, one in found.items() if one.life != "deleted"}

    def _base(self) -> tuple[str, Mapping[str, Any] | None]:
        """The version whose agreed text this one is told against, and that text."""
        own = self._agreed.get(self._uid)
        if own is not None and state_of(self._own) in HOLDS | {"superseded"}:
            return self._uid, own
        before = str(self._own.get("follows") or "")
        return (before, self._text(before)) if before in self._records else ("", None)

    def _text(self, uid: str) -> Mapping[str, Any] | None:
        """What a version said when it was agreed, or says while it is not."""
        if uid not in self._agreed:
            self._agreed[uid] = agreed_text(self._reading, uid)
        agreed = self._agreed[uid]
        record = self._records.get(uid)
        return agreed if agreed is not None else record.fields if record else None

    def _version(self, record: Record) -> Version:
        own = record.fields
        day = str(own.get("agreed_on") or self._today.isoformat())
        there = {one.person for one in self._members if one.is_there(day)}
        answers = answers_to(self._reading, record.uid)
        return Version(
            uid=record.uid,
            number=int(own.get("version") or 1),
            state=state_of(own),
            agreed_on=str(own.get("agreed_on") or ""),
            changed_ms=record.changed_ms,
            authors=record.authors,
            signed=sum(person in there and one.answer in SIGNED for person, one in answers.items()),
            members=len(there),
        )

    def _sites(self) -> dict[str, str]:
        teams = lists.items(self._reading, "team", [self._team])
        return naming.titles(self._reading, [uid for one in teams for uid in one.fields.get("sites") or ()])

    def _sections(
        self, before: Mapping[str, Any] | None, then: Mapping[str, Any] | None, conflicts: frozenset[str]
    ) -> tuple[SeenSection, ...]:
        states = section_states(self._own, before)
        names = self._names(self._own, then or {})
        return tuple(
            SeenSection(
                section=section,
                state=states[section.key],
                told=_told(section, self._own, then, names),
                conflicts=tuple(name for name in section.fields if name in conflicts),
            )
            for section in SECTIONS
        )

    def _names(self, *texts: Mapping[str, Any]) -> dict[str, str]:
        return naming.titles(self._reading, {uid for text in texts for uid in linked(text)})

    def _signers(self, text: str) -> Iterable[Signer]:
        answers = answers_to(self._reading, self._uid)
        day = self._today.isoformat()
        for one in {member.person: member for member in self._members if member.is_there(day)}.values():
            said = answers.get(one.person)
            yield Signer(
                person=one.person,
                name=one.name,
                role=one.role,
                signing=signing(said, text),
                uid=said.uid if said else "",
                date=said.date if said else "",
                remark=said.remark if said else "",
            )

    def _following(self) -> str:
        later = [one for one in self._records.values() if one.fields.get("follows") == self._uid]
        return max((one.uid for one in later), default="")

    def _around(self) -> Around:
        return Around(
            today=self._today,
            names=self._names(self._own),
            members=self._members,
            held=self._held(),
            confirmed=self._confirmed(),
            agreed=self._agreed.get(self._uid),
        )

    def _held(self) -> list[dt.date]:
        """The days on which the team met, as far back as they are set against the schedule."""
        since = self._today - dt.timedelta(weeks=WEEKS)
        there = table.meetings_between(self._reading, self._team, since, self._today)
        held = [one.fields for one in lists.items(self._reading, "meeting", there)]
        days = [day_of(own, "date") for own in held if planning.stage(own, self._today) == "held"]
        return [day for day in days if day is not None]

    def _confirmed(self) -> list[dt.date]:
        """The days on which the sponsor agreed to something that still holds, or confirmed it."""
        there = lists.pointing(self._reading, self._team, "leadership_support", "team", _SUPPORTS)
        day = self._today.isoformat()
        given = [one.fields for one in lists.items(self._reading, "leadership_support", there)]
        own = [one for one in given if one.get("sponsor") == self._own.get("sponsor")]
        holding = [one for one in own if not one.get("until") or str(one["until"]) >= day]
        days = [day_of(one, name) for one in holding for name in ("agreed_on", "confirmed_on")]
        return [day for day in days if day is not None]

    def _schedule(self) -> tuple[str, dt.date | None]:
        return str(self._own.get("schedule") or ""), day_of(self._own, "first_meeting")

    def _templates(self) -> tuple[tuple[str, str], ...]:
        if any(is_written(section, self._own) for section in SECTIONS):
            return ()
        found: Sequence[lists.Item] = lists.page(self._reading, "charter", [("team", None)], limit=_TEMPLATES)
        named = [(one.uid, str(one.fields.get("name") or "")) for one in found if one.uid != self._uid]
        return tuple(sorted(named, key=lambda pair: pair[1]))


def _told(
    section: Section, own: Mapping[str, Any], then: Mapping[str, Any] | None, names: Mapping[str, str]
) -> tuple[Told, ...]:
    """What a section says and, beside what it says otherwise than `then`, both word by word."""
    now = {one.name: one for one in passages(section, own, names)}
    if then is None:
        return tuple(Told(one) for one in now.values())
    before = {one.name: one for one in passages(section, then, names)}
    order = [name for name in section.fields if name in now or name in before]
    return tuple(_compared(now.get(name), before.get(name)) for name in order)


def _compared(now: Passage | None, before: Passage | None) -> Told:
    was, reads = before.words if before else "", now.words if now else ""
    shown = now or before
    assert shown is not None, "one of the two holds the passage"
    return Told(shown, tuple(compare(was, reads, whole=True)) if was != reads else ())
