"""The minutes of a meeting, gathered from what may be shared and nothing else; of one to come, its agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from isp_desktop.db import lists, shared
from isp_desktop.db import teams as table
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.minutes import Decided, ItemSaid, Minutes, NextMeeting
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import AGENDA_AIMS, DECISION_RULES, DECISION_STATES, MODES
from isp_desktop.services import agenda, outputs, planning
from isp_desktop.services import shared_words as told
from isp_desktop.services.mail_draft import Enclosed, mail_draft
from isp_desktop.services.meetings import in_place, stands
from isp_desktop.services.summary import Format, written

_ENCLOSED: Mapping[Format, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
}
_BY: Mapping[str, str] = {
    "practitioner": marked("The practitioner"),
    "together": marked("The practitioner and the team together"),
    "local": marked("The team itself"),
}


def gather(store: Store, uid: str, today: dt.date | None = None) -> Minutes:
    """All that the minutes of the meeting `uid` say, made from shared revisions alone.

    Raises:
        NotFound: there is no such meeting, or nothing of it may be shared.
        BadInput: the record is no meeting, or has no date.
    """
    now = today or dt.date.today()
    with store.read() as reading:
        meeting = _meeting(reading, uid)
        own = meeting.fields
        team, site = told.linked(reading, own.get("team")), told.linked(reading, own.get("site"))
        items = shared.pointing(reading, uid, "agenda_item", "meeting")
        decisions = shared.pointing(reading, uid, "decision", "meeting")
        promises = shared.pointing(reading, uid, "commitment", "meeting")
        people = shared.records(reading, _people(own, items, promises))
        return Minutes(
            date=dt.date.fromisoformat(own["date"]),
            team=told.name(team),
            site=told.name(site),
            heading=own.get("heading", ""),
            starts=told.time(own.get("starts")),
            ends=told.time(own.get("ends")),
            mode=_(MODES.get(own.get("mode", ""), "")),
            place=own.get("place", ""),
            facilitated=_facilitated(own, people),
            kept_by=told.name(people.get(own.get("minutes_by", ""))),
            present=told.attendees(own.get("present", ()), people),
            excused=told.attendees(own.get("excused", ()), people),
            items=tuple(_item(one, people) for one in sorted(items, key=lambda one: in_place(one.uid, one.fields))),
            decisions=tuple(_decision(one) for one in decisions),
            promises=tuple(told.promise(one, people) for one in promises),
            activities=told.activities(own.get("activities", ())),
            notes=own.get("minutes", ""),
            following=_following(reading, meeting, now),
            author=told.author(meeting),
            conflict_note=told.conflict_note(meeting),
            planned=planning.stage(own, now) == "planned",
        )


def is_planned(store: Store, uid: str, today: dt.date | None = None) -> bool:
    """Whether there is a meeting `uid` that is still to come, of which there is an agenda in place of minutes."""
    with store.read() as reading:
        found = lists.items(reading, "meeting", [uid])
    return any(planning.stage(one.fields, today or dt.date.today()) == "planned" for one in found)


def write(store: Store, uid: str, form: Format, template: Path | None = None, today: dt.date | None = None) -> bytes:
    """The minutes of the meeting `uid` as a file's content; raises as `gather` and `summary.written` do."""
    # Babel and what makes the files take a while to load; the window opens without them.
    from isp_desktop.services.summary.minutes_outline import minutes_outline

    return written(minutes_outline(gather(store, uid, today)), form, template)


def save(store: Store, uid: str, form: Format, path: Path, template: Path | None = None) -> None:
    """Puts the minutes of the meeting `uid` into the file `path`. Raises as `write` does, and:

    StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, write(store, uid, form, template))


def mail(store: Store, uid: str, file_name: str, today: dt.date | None = None) -> bytes:
    """An .eml file to those who were there or excused, with the minutes as PDF, Word and Markdown files called
    `file_name`, and the next meeting for their calendars; raises as its parts do.
    """
    from isp_desktop.services.summary.minutes_outline import minutes_outline

    now = today or dt.date.today()
    gathered = gather(store, uid, now)
    content = minutes_outline(gathered)
    files = [Enclosed(f"{file_name}.{form}", media, written(content, form)) for form, media in _ENCLOSED.items()]
    with store.read() as reading:
        meeting = _meeting(reading, uid)
        asked = [*meeting.fields.get("present", ()), *meeting.fields.get("excused", ())]
        to = told.addresses(reading, asked)
        following = _next_of(reading, meeting, now)
    if following is not None:
        name = _("Next meeting {day}").format(day=following.fields["date"])
        files.append(Enclosed(f"{name}.ics", "text/calendar", agenda.one(store, following.uid)))
    body = (
        _("Hello,\n\nenclosed is the agenda of our meeting. Please tell me what is missing.\n")
        if gathered.planned
        else _("Hello,\n\nenclosed are the minutes of our meeting. Please tell me if something is not right.\n")
    )
    signed = f"{body}\n{gathered.author}\n" if gathered.author else body
    return mail_draft(to, gathered.title, signed, files)


def _meeting(reading: Reading, uid: str) -> Record:
    meeting = shared.records(reading, [uid]).get(uid)
    if meeting is None or meeting.life == "deleted":
        raise NotFound(_("There is no meeting with the uid “{uid}”. Look it up with list or search.").format(uid=uid))
    if meeting.kind != "meeting":
        refusal = _("The record {uid} is of the kind “{kind}”. Minutes are made of meetings.")
        raise BadInput(refusal.format(uid=uid, kind=meeting.kind))
    if "date" not in meeting.fields:
        raise BadInput(_("This meeting has no date yet. Give it one, then make its minutes."), "date")
    return meeting


def _people(own: Mapping[str, Any], items: list[Record], promises: list[Record]) -> set[str]:
    """All who are named."""
    there = (uid for field in ("present", "excused", "facilitators") for uid in own.get(field, ()))
    others = (one.fields.get(field, "") for one, field in _pairs(items, promises))
    return {str(uid) for uid in (*there, own.get("minutes_by", ""), *others) if uid}


def _pairs(items: list[Record], promises: list[Record]) -> list[tuple[Record, str]]:
    return [*((one, "lead") for one in items), *((one, "owner") for one in promises)]


def _facilitated(own: Mapping[str, Any], people: Mapping[str, Record]) -> tuple[str, ...]:
    named = sorted(told.name(people.get(uid)) for uid in own.get("facilitators", ()) if uid in people)
    return tuple(named) or tuple(filter(None, (_(_BY.get(own.get("facilitation", ""), "")),)))


def _item(one: Record, people: Mapping[str, Record]) -> ItemSaid:
    own = one.fields
    return ItemSaid(
        what=own.get("what", ""),
        minutes=own.get("minutes"),
        aim=_(AGENDA_AIMS.get(own.get("aim", ""), "")),
        lead=told.name(people.get(own.get("lead", ""))),
        state=own.get("state", "open"),
        said=own.get("said", ""),
    )


def _decision(one: Record) -> Decided:
    own = one.fields
    return Decided(
        what=own.get("what", ""),
        state="" if stands(own) else _(DECISION_STATES.get(own.get("state", ""), "")),
        why=own.get("why", ""),
        rule=_(DECISION_RULES.get(own.get("rule", ""), "")),
        dissent=own.get("dissent", ""),
        again=dt.date.fromisoformat(own["review_on"]) if "review_on" in own else None,
    )


def _following(reading: Reading, meeting: Record, today: dt.date) -> NextMeeting | None:
    found = _next_of(reading, meeting, today)
    if found is None:
        return None
    own = found.fields
    starts, ends = told.time(own.get("starts")), told.time(own.get("ends"))
    return NextMeeting(dt.date.fromisoformat(own["date"]), starts, ends, own.get("place", ""))


def _next_of(reading: Reading, meeting: Record, today: dt.date) -> Record | None:
    """The next meeting of the same team that is planned and shared, after this one and not before `today`."""
    team, day = meeting.fields.get("team"), dt.date.fromisoformat(meeting.fields["date"])
    if not team or day == dt.date.max:
        return None
    first = max(day + dt.timedelta(days=1), today)
    coming = shared.records(reading, table.meetings_between(reading, team, first, dt.date.max)).values()
    ours = (one for one in coming if one.life != "deleted" and one.fields.get("team") == team)
    planned = [one for one in ours if "date" in one.fields and planning.stage(one.fields, today) == "planned"]
    return min(planned, key=lambda one: (one.fields["date"], one.fields.get("starts", "")), default=None)
