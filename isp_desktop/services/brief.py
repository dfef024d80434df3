"""A brief on the relationship with somebody: to prepare with, whole and private, or to hand on, of what is shared.

Which of the two is decided by the `View` that reads everything. The brief to hand on is not made from the private one
by leaving out: what is private is never read for it, and so neither told nor counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from isp_desktop.db import contact, lists, settings
from isp_desktop.db.met import CONTACTS
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.whole import View
from isp_desktop.domain.brief import Brief, BriefPart
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.loops import FEEDBACK_STAGES, feedback_stage, is_closed, tension_state
from isp_desktop.domain.promises import is_open
from isp_desktop.domain.record import Record
from isp_desktop.domain.trust import INDICATORS, Course, Level, Rating, Type, courses, of_type
from isp_desktop.domain.vocabulary import (
    INTERPERSONAL,
    INTRAPERSONAL,
    LEVELS,
    PARTS_OF_SYSTEM,
    STRENGTHS,
    TENSION_STATES,
)
from isp_desktop.services import outputs
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.planning import stage
from isp_desktop.services.summary import Format, written
from isp_desktop.services.trust import since_words, way_words
from isp_desktop.services.visiting import first_sentences

# As much as one page has room for.
_CONTACTS, _SHOWN, _RATINGS, _OPEN, _NOTES = 3, 3, 3, 4, 2
_MOST, _CHUNK = 1_000, 500
_LONGEST, _BRIEFLY, _WHAT = 170, 110, 70


def gather(store: Store, person: str, private: bool, today: dt.date | None = None) -> Brief:
    """All that the brief on `person` says; only shared records and fields unless `private`.

    Raises:
        NotFound: there is no such person, or nothing of them is shared.
    """
    with store.read() as reading:
        return _Gathered(reading, View(private), person, store.author, today or dt.date.today()).brief()


def write(store: Store, person: str, private: bool, form: Format, today: dt.date | None = None) -> bytes:
    """The brief on `person` as a file's content; raises as `gather` does."""
    from isp_desktop.services.summary.brief_outline import brief_outline

    return written(brief_outline(gather(store, person, private, today)), form)


def save(store: Store, person: str, private: bool, form: Format, path: Path) -> None:
    """Puts the brief on `person` into the file `path`. Raises as `write` does, and:

    StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, write(store, person, private, form))


class _Gathered:
    """What one view shows of a person."""

    def __init__(self, reading: Reading, view: View, person: str, author: str, today: dt.date) -> None:
        self._reading, self._view, self._uid, self._author, self._today = reading, view, person, author, today
        self._me = str(settings.read(reading, "me") or "")
        seen = view.records(reading, [person]).get(person)
        if seen is None or seen.kind != "person" or seen.life == "deleted":
            raise NotFound(_("There is no such person to make a brief on. Look them up by search."))
        self._person = seen
        self._visits = self._pointing("visit", "attended")

    def brief(self) -> Brief:
        """The whole of it."""
        parts = (self._relationship(), *self._trust(), self._promises(), self._contacts(), self._loops())
        return Brief(
            name=_text(self._person, "name"),
            day=self._today,
            author=self._author,
            private=self._view.private,
            facts=tuple(self._facts()),
            parts=(*parts, *([self._own_notes()] if self._view.private else [])),
        )

    def _pointing(self, kind: str, field: str) -> list[Record]:
        """The records of a kind whose `field`, as the view shows it, points to the person, latest first."""
        there = self._leading_to(self._uid, kind, field)
        return sorted(there, key=lambda one: (lists.name_of(one).day or "", one.uid), reverse=True)

    def _leading_to(self, target: str, kind: str, field: str) -> list[Record]:
        """The records of a kind whose `field`, as the view shows it, points to `target`."""
        # The tables show what their owner sees: that a private word points here is nobody else's business, and neither
        # which records are among her latest.
        limit = _MOST if self._view.private else None
        seen = self._records(lists.pointing(self._reading, target, kind, field, limit))
        return [one for one in seen.values() if one.life != "deleted" and target in _many(one, field)]

    def _records(self, uids: Iterable[str]) -> dict[str, Record]:
        wanted = list(uids)
        found: dict[str, Record] = {}
        for start in range(0, len(wanted), _CHUNK):
            found |= self._view.records(self._reading, wanted[start : start + _CHUNK])
        return found

    def _names(self, uids: Iterable[str]) -> dict[str, str]:
        return {uid: _text(one, "name") for uid, one in self._records({uid for uid in uids if uid}).items()}

    def _facts(self) -> Iterator[tuple[str, str]]:
        own = self._person.fields
        part, level = (
            _(labels.get(str(own.get(name)), "")) if own.get(name) else ""
            for name, labels in (("part", PARTS_OF_SYSTEM), ("level", LEVELS))
        )
        sites = self._names(own.get("sites") or ())
        yield _("Role"), ", ".join(filter(None, (own.get("role"), own.get("organization"))))
        yield _("Sites"), ", ".join(sorted(sites.values()))
        yield _("In the system"), ", ".join(filter(None, (part, level)))
        if self._view.private:
            last = contact.last_contacts(self._reading, [self._uid], self._today).get(self._uid)
            yield _("Last contact"), day_in_words(last.isoformat()) if last else ""

    def _relationship(self) -> BriefPart:
        """What the practitioner makes of it; where she made nothing, what another does, under that one's name."""
        holds = [one for one in self._pointing("relationship", "stakeholder") if self._holds(one)]
        mine = [one for one in holds if self._me and _text(one, "practitioner") == self._me]
        texts = [told for one in mine[:1] for told in self._told_of(one)]
        for one in [] if mine else holds[:1]:
            texts = [(_("Practitioner"), self._practitioner(_text(one, "practitioner"))), *self._told_of(one)]
        return BriefPart(_("The relationship"), tuple(texts))

    def _practitioner(self, uid: str) -> str:
        if not uid:
            return _("Practitioner not named")
        return self._names([uid]).get(uid) or _("Practitioner not in this notebook")

    def _holds(self, one: Record) -> bool:
        return not _text(one, "until") or _text(one, "until") >= self._today.isoformat()

    def _told_of(self, one: Record) -> Iterator[tuple[str, str]]:
        strength = _(STRENGTHS[_text(one, "strength")]) if _text(one, "strength") in STRENGTHS else ""
        since = _("since {day}").format(day=day_in_words(_text(one, "since"))) if _text(one, "since") else ""
        labels = kind_named("relationship").by_name
        yield _(labels["strength"].label), ", ".join(filter(None, (strength, since)))
        for name in ("aims", "strengths", "strains", *(("private_notes",) if self._view.private else ())):
            yield _(labels[name].label), first_sentences(_text(one, name), _LONGEST)

    def _trust(self) -> Iterator[BriefPart]:
        """The courses of each type, told by their ratings: never one number for all, nor what nobody rated.

        Each rater and way has a course of its own, under that one's name; the practitioner's come first. The first is
        told in full, of the others how they stand and where they went: more does not fit on a page.
        """
        ratings = (_rating(one) for one in self._pointing("trust", "stakeholder"))
        found = courses(one for one in ratings if one is not None and one.day <= self._today)
        found.sort(key=lambda course: not self._is_mine(course))
        raters = self._raters({course.rater for course in found})
        headings: dict[Type, str] = {
            "intrapersonal": _("Intrapersonal trust"),
            "interpersonal": _("Interpersonal trust"),
        }
        for of, heading in headings.items():
            told = of_type(found, of)
            named = [(_joined(raters[one.rater], way_words(one.way)), one) for one in told[:_RATINGS]]
            texts = tuple((_("Course ({rater})").format(rater=name), _went(one)) for name, one in named[:1])
            yield BriefPart(heading, texts, tuple(_last_levels(named, len(told) - len(named))))

    def _is_mine(self, course: Course) -> bool:
        return bool(self._me) and course.rater == self._me

    def _raters(self, uids: Collection[str]) -> dict[str, str]:
        """What these raters are called: the practitioner "You" by herself, and by name for others."""
        names, unknown = self._names(uids), _("Rater not in this notebook")
        told = {uid: names.get(uid) or unknown if uid else _("Rater not named") for uid in uids}
        if self._me in told and self._me:
            told[self._me] = _("You") if self._view.private else names.get(self._me) or self._author
        return told

    def _promises(self) -> BriefPart:
        theirs = self._pointing("commitment", "owner")
        ours = self._promised_to_them()
        them, us = _text(self._person, "name"), self._names([self._me]).get(self._me, self._author)
        promised = _("Promised by {name}")
        texts = ((promised.format(name=them), _kept(theirs)), (promised.format(name=us), _kept(ours)))
        waiting = [
            *(self._waiting(one, them) for one in _open_first(theirs)),
            *(self._waiting(one, us) for one in _open_first(ours)),
        ]
        return BriefPart(_("Commitments"), texts, tuple(waiting))

    def _promised_to_them(self) -> list[Record]:
        """What the practitioner promised at visits that the person attended."""
        if not self._me or self._me == self._uid:
            return []
        found = (one for visit in self._visits for one in self._leading_to(visit.uid, "commitment", "visit"))
        return sorted((one for one in found if _text(one, "owner") == self._me), key=lambda one: one.uid)

    def _waiting(self, one: Record, owner: str) -> str:
        due = _text(one, "due")
        when = _("by {day}").format(day=day_in_words(due)) if due else _("no day")
        late = _("late") if due and due < self._today.isoformat() else ""
        return ", ".join(filter(None, (f"{owner}: {first_sentences(_text(one, 'what'), _WHAT)}", when, late)))

    def _contacts(self) -> BriefPart:
        found = {
            one.uid: one
            for kind, fields in CONTACTS.items()
            for field in fields
            for one in self._pointing(kind, field)
            if kind != "visit" or stage(one.fields, self._today) == "held"
        }
        past = [one for one in found.values() if "" < _text(one, "date") <= self._today.isoformat()]
        # What was said at a visit is no meeting of its own.
        past = [one for one in past if _text(one, "visit") not in found]
        latest = sorted(past, key=lambda one: _text(one, "date"), reverse=True)[:_CONTACTS]
        sites = self._names(_text(one, "site") for one in latest)
        return BriefPart(_("Last contacts"), (), tuple(_contact(one, sites) for one in latest))

    def _loops(self) -> BriefPart:
        lines = []
        for kind in ("feedback", "tension", "conversation"):
            for one in self._pointing(kind, "people"):
                if state := self._state(one):
                    what = first_sentences(_text(one, "what"), _WHAT)
                    lines.append(f"{_(kind_named(kind).label)}: {what} ({state})")
        return BriefPart(_("Still open between you"), (), tuple(lines[:_OPEN]))

    def _state(self, one: Record) -> str:
        """How far something has come that still waits; "" where nothing does."""
        if one.kind == "conversation":
            ahead = not _text(one, "went") and _text(one, "date") >= self._today.isoformat()
            return _("planned for {day}").format(day=day_in_words(_text(one, "date"))) if ahead else ""
        if is_closed(one.kind, one.fields):
            return ""
        if one.kind == "feedback":
            return _(FEEDBACK_STAGES[feedback_stage(one.fields)]).lower()
        return _(TENSION_STATES.get(tension_state(one.fields), "")).lower()

    def _own_notes(self) -> BriefPart:
        own = _text(self._person, "private_notes")
        notes = [one for one in self._pointing("note", "people") if one.is_private][:_NOTES]
        told = (_joined(day_in_words(_text(one, "date")), _text(one, "heading"), _text(one, "text")) for one in notes)
        label = _(kind_named("person").field("private_notes").label)
        return BriefPart(
            _("Only for you"),
            ((label, first_sentences(own, _LONGEST)),),
            tuple(first_sentences(words, _LONGEST) for words in told),
        )


def _rating(one: Record) -> Rating | None:
    """What a record of a rating found; None for one without a day."""
    try:
        day = dt.date.fromisoformat(_text(one, "date"))
    except ValueError:
        return None
    marks = {name: one.fields.get(name) for name in (*INTRAPERSONAL, *INTERPERSONAL)}
    return Rating(one.uid, day, _text(one, "rater"), _text(one, "way"), marks)


def _last_levels(named: Sequence[tuple[str, Course]], more: int) -> Iterator[str]:
    """The last ratings of a single course, or the last one of each and where it went; `more` are only counted."""
    each = _RATINGS // max(len(named), 1)
    for at, (name, course) in enumerate(named):
        for level in course.levels[: -each - 1 : -1]:
            # The first course is told in full above.
            went = since_words(course) if at and level is course.last else ""
            yield _joined(name, _level(level, course.type), went)
    if more:
        yield counted("{n} more rater or way", "{n} more raters or ways", more)


def _level(level: Level, of: Type) -> str:
    """ "15 October 2026: reliability 4, competence 3 (2 of 3 indicators rated)"."""
    labels = kind_named("trust").by_name
    told = ", ".join(f"{_(labels[name].label).lower()} {number(int(mark))}" for name, mark in level.marks.items())
    count = _("{n} of {all} indicators rated").format(n=len(level.marks), all=len(INDICATORS[of]))
    return f"{day_in_words(level.day.isoformat())}: {told} ({count})"


def _went(course: Course) -> str:
    """What became of each indicator that was rated more than once: "reliability fell from 4 to 2 and is 4 now"."""
    labels = kind_named("trust").by_name
    told = []
    for name in INDICATORS[course.type]:
        values = [int(level.marks[name]) for level in course.levels if name in level.marks]
        if len(values) > 1:
            words = _moved(values).format(
                indicator=_(labels[name].label).lower(),
                before=number(values[0]),
                lowest=number(min(values)),
                now=number(values[-1]),
            )
            told.append(words)
    since = _("Since {day}").format(day=day_in_words(course.levels[0].day.isoformat()))
    return f"{since}: {'; '.join(told)}." if told else ""


def _moved(values: Sequence[int]) -> str:
    """How an indicator moved from rating to rating, in words still to be filled in."""
    before, lowest, now = values[0], min(values), values[-1]
    if lowest < min(before, now):
        return _("{indicator} fell from {before} to {lowest} and is {now} now")
    if before == now:
        return _("{indicator} is {now}, as before")
    if now > before:
        return _("{indicator} rose from {before} to {now}")
    return _("{indicator} fell from {before} to {now}")


def _kept(promises: Iterable[Record]) -> str:
    """ "Kept 5 of 6, 1 of them late"; nothing where none is settled."""
    settled = [one for one in promises if not is_open(one.fields.get("status"))]
    if not settled:
        return ""
    kept = sum(_text(one, "status") in ("kept", "late") for one in settled)
    late = sum(_text(one, "status") == "late" for one in settled)
    told = _("Kept {n} of {all}").format(n=number(kept), all=number(len(settled)))
    return _joined(told, _("{n} of them late").format(n=number(late)) if late else "")


def _open_first(promises: Iterable[Record]) -> list[Record]:
    """Those that wait, first due first, as many as are shown."""
    waiting = [one for one in promises if is_open(one.fields.get("status"))]
    return sorted(waiting, key=lambda one: _text(one, "due") or "9999")[:_SHOWN]


def _contact(one: Record, sites: Mapping[str, str]) -> str:
    what = _text(one, "purpose") or _text(one, "heading") or _text(one, "what") or _(kind_named(one.kind).label)
    head = _joined(day_in_words(_text(one, "date")), what, sites.get(_text(one, "site"), ""))
    told = first_sentences(_text(one, "discussion") or _text(one, "text") or _text(one, "about"), _BRIEFLY)
    return f"{head}. {told}" if told else head


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _text(one: Record, name: str) -> str:
    value: Any = one.fields.get(name)
    return value if isinstance(value, str) else ""


def _many(one: Record, name: str) -> list[str]:
    value: Any = one.fields.get(name) or ()
    return [value] if isinstance(value, str) else list(value)
