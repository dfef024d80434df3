"""What summaries and minutes tell of shared records: names, who was there, what was promised, who wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from isp_desktop.db import shared
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading
from isp_desktop.domain.language import _
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.record import Record
from isp_desktop.domain.summary import Activity, Attendee, Promise
from isp_desktop.domain.vocabulary import COMMITMENT_STATES


def linked(reading: Reading, uid: str | None) -> Record | None:
    """The shared part of the record `uid`; None for none."""
    return shared.records(reading, [uid]).get(uid) if uid else None


def name(record: Record | None) -> str:
    """What a site, a team or a person is called, or ""."""
    return str(record.fields.get("name", "")) if record else ""


def time(text: str | None) -> dt.time | None:
    """A time of the day, "HH:MM"."""
    return dt.time.fromisoformat(text) if text else None


def attendees(uids: Iterable[str], people: Mapping[str, Record]) -> tuple[Attendee, ...]:
    """Those of `uids` who are among `people`, by name."""
    there = (people[uid].fields for uid in uids if uid in people)
    found = (Attendee(own.get("name", ""), own.get("role", "")) for own in there)
    return tuple(sorted(found, key=lambda attendee: attendee.name))


def activities(codes: Iterable[str]) -> tuple[Activity, ...]:
    """The practice's activities with these codes, in the order of the practice."""
    practice = load_practice()
    served = (activity for activity in practice.activities if activity.code in set(codes))
    labels = {competency.key: competency.label for competency in practice.competencies}
    return tuple(Activity(one.code, one.label, labels[one.competency]) for one in served)


def promise(commitment: Record, owners: Mapping[str, Record]) -> Promise:
    """A commitment, with the name of its owner out of `owners`."""
    own = commitment.fields
    due = dt.date.fromisoformat(own["due"]) if "due" in own else None
    status = _(COMMITMENT_STATES.get(own.get("status", "open"), ""))
    return Promise(own.get("what", ""), name(owners.get(own.get("owner", ""))), due, status)


def author(record: Record) -> str:
    """Who wrote in it."""
    return ", ".join(record.authors)


def conflict_note(record: Record) -> str:
    """A sentence on the fields of which colleagues wrote different versions; "" for none."""
    labels = kind_named(record.kind).by_name
    waiting = [_(labels[field].label) for field in record.conflicts if field in labels]
    if not waiting:
        return ""
    told = _("Colleagues wrote different versions of: {fields}. The latest is shown; it is not settled yet.")
    return told.format(fields=", ".join(waiting))


def addresses(reading: Reading, people: Iterable[str]) -> list[tuple[str, str]]:
    """Name and e-mail address of those of `people` who have one; the first, where there are more."""
    there = shared.records(reading, people)
    found = [(name(person), sorted(person.fields.get("emails") or ())) for person in there.values()]
    return sorted((called, emails[0]) for called, emails in found if emails)
