"""A visit's summary, gathered from what may be shared and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from isp_desktop.db import shared
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import BadInput, NotebookError, NotFound
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.summary import Built, ChangeSeen, DoneOtherwise, ElementSeen, Picture, Section, VisitSummary
from isp_desktop.domain.vocabulary import (
    CHANGE_PLACES,
    CONSISTENCY,
    EVIDENCE_SOURCES,
    INTEGRITY_MARKS,
    MODES,
    PLANNED,
    STEP_WAYS,
)
from isp_desktop.services import outputs, photos, planning
from isp_desktop.services import shared_words as told
from isp_desktop.services.summary import Format, render

_WRITTEN = ("image/jpeg", "image/png")
_SHOWN = (*_WRITTEN, "image/webp")
_SECTIONS = ("agenda", "discussion", "challenges", "next_steps", "materials", "unplanned_support")


def gather(store: Store, uid: str) -> VisitSummary:
    """All that the summary of the visit `uid` says, made from shared revisions alone.

    Raises:
        NotFound: there is no such visit, or nothing of it may be shared.
        BadInput: the record is no visit.
    """
    with store.read() as reading:
        visit = _visit(reading, uid)
        people = shared.records(reading, [*visit.fields.get("led_by", ()), *visit.fields.get("attended", ())])
        site = told.linked(reading, visit.fields.get("site"))
        initiatives = shared.records(reading, site.fields.get("initiatives", ()) if site else ())
        promises = shared.pointing(reading, uid, "commitment", "visit")
        owners = shared.records(reading, {str(promise.fields.get("owner", "")) for promise in promises})
        changes = shared.pointing(reading, uid, "change", "visit")
        logs = shared.pointing(reading, uid, "step_log", "visit")
        named = {str(log.fields.get("step", "")) for log in logs} | {
            one for log in logs for one in log.fields.get("people", ())
        }
        looks = shared.pointing(reading, uid, "integrity_mark", "visit")
        adapted = shared.pointing(reading, uid, "adaptation", "visit")
        touched = {one for item in adapted for one in item.fields.get("elements", ())}
        known = shared.records(reading, named | touched | {str(look.fields.get("element", "")) for look in looks})
        own = visit.fields
        return VisitSummary(
            site=told.name(site),
            date=dt.date.fromisoformat(own["date"]),
            starts=told.time(own.get("starts")),
            ends=told.time(own.get("ends")),
            mode=_(MODES.get(own.get("mode", ""), "")),
            purpose=own.get("purpose", ""),
            led_by=tuple(sorted(told.name(people.get(person)) for person in own.get("led_by", ()) if person in people)),
            attended=told.attendees(own.get("attended", ()), people),
            activities=told.activities(own.get("activities", ())),
            sections=_sections(own),
            promises=tuple(told.promise(promise, owners) for promise in promises),
            changes=tuple(_change(change) for change in changes),
            built=tuple(_built(log, known) for log in sorted(logs, key=lambda log: log.uid)),
            elements=tuple(_seen(look, known) for look in sorted(looks, key=lambda look: look.uid)),
            adaptations=tuple(_otherwise(one, known) for one in sorted(adapted, key=lambda one: one.uid)),
            author=told.author(visit),
            initiatives=tuple(sorted(told.name(initiative) for initiative in initiatives.values())),
            conflict_note=told.conflict_note(visit),
            pictures=tuple(_picture(store, photo) for photo in _photos(reading, uid)),
            planned=planning.stage(own, dt.date.today()) == "planned",
        )


def write(store: Store, uid: str, form: Format, template: Path | None = None) -> bytes:
    """The summary of the visit `uid` as a file's content; raises as `gather` and `render` do.

    Markdown only names its photos; `beside` has them.
    """
    return render(gather(store, uid), form, template)


def save(store: Store, uid: str, form: Format, path: Path, template: Path | None = None) -> None:
    """Puts the summary of the visit `uid` into the file `path`, and the photos that Markdown names beside it.

    Raises as `write` does, and:
        StoreUnusable: the disk or the folder does not allow it.
    """
    content = write(store, uid, form, template)
    for name, photo in beside(store, uid, form).items():
        place = path.parent / name
        if path.parent.is_dir():
            with plain_errors():
                place.parent.mkdir(exist_ok=True)
        outputs.save_file(place, photo)
    outputs.save_file(path, content)


def beside(store: Store, uid: str, form: Format) -> dict[str, bytes]:
    """The files that belong beside the summary, by folder and name: the photos that Markdown names."""
    if form != "md":
        return {}
    from isp_desktop.services.summary.as_markdown import photo_folder
    from isp_desktop.services.summary.outline import outline

    content = outline(gather(store, uid))
    return {f"{photo_folder(content)}/{photo.name}": photo.content for photo in content.photos}


def addresses(store: Store, uid: str) -> list[tuple[str, str]]:
    """Name and e-mail address of those who attended the visit `uid` and have one; the first, where there are more."""
    with store.read() as reading:
        return told.addresses(reading, _visit(reading, uid).fields.get("attended", ()))


def _photos(reading: Reading, visit: str) -> list[Record]:
    found = shared.pointing(reading, visit, "attachment", "visit")
    return [one for one in found if one.fields.get("in_summary") and one.fields.get("media") in _SHOWN]


def _picture(store: Store, photo: Record) -> Picture:
    """A photo as it goes into a file; empty where a colleague's record came without it, or it is damaged."""
    own = photo.fields
    name, caption, media = (str(own.get(field) or "") for field in ("name", "caption", "media"))
    try:
        content = store.attachments.read(str(own.get("content") or ""))
        if media not in _WRITTEN:
            # Word knows no WebP.
            content, media = photos.thumbnail(content, photos.LONGEST_EDGE), "image/png"
    except NotebookError:
        return Picture(name, caption, b"")
    return Picture(name, caption, content, media)


def _visit(reading: Reading, uid: str) -> Record:
    visit = shared.records(reading, [uid]).get(uid)
    if visit is None:
        raise NotFound(_("There is no visit with the uid “{uid}”. Look it up with list or search.").format(uid=uid))
    if visit.kind != "visit":
        raise BadInput(
            _("The record {uid} is of the kind “{kind}”. Summaries are made of visits.").format(
                uid=uid, kind=visit.kind
            )
        )
    if "date" not in visit.fields:
        raise BadInput(_("This visit has no date yet. Give it one, then make its summary."), "date")
    return visit


def _sections(own: Mapping[str, Any]) -> tuple[Section, ...]:
    labels = kind_named("visit").by_name
    return tuple(Section(_(labels[name].label), own[name]) for name in _SECTIONS if own.get(name))


def _built(log: Record, known: Mapping[str, Record]) -> Built:
    own = log.fields
    step = known.get(str(own.get("step", "")))
    return Built(
        what=own.get("what", ""),
        way=_(STEP_WAYS.get(own.get("way", ""), "")),
        minutes=int(own.get("minutes") or 0),
        people=tuple(sorted(told.name(known.get(one)) for one in own.get("people", ()) if one in known)),
        step=str(step.fields.get("what", "")) if step else "",
        seen=own.get("seen", ""),
        next=own.get("next", ""),
    )


def _change(change: Record) -> ChangeSeen:
    own = change.fields
    place = _(CHANGE_PLACES.get(own.get("place", ""), ""))
    return ChangeSeen(own.get("what", ""), place, own.get("meaning", ""), own.get("response", ""))


def _seen(look: Record, known: Mapping[str, Record]) -> ElementSeen:
    own = look.fields
    return ElementSeen(
        name=told.name(known.get(str(own.get("element", "")))),
        mark=_(INTEGRITY_MARKS.get(own.get("mark", ""), "")),
        sources=tuple(_(EVIDENCE_SOURCES[key]) for key in EVIDENCE_SOURCES if key in own.get("sources", ())),
        evidence=own.get("evidence", ""),
    )


def _otherwise(one: Record, known: Mapping[str, Record]) -> DoneOtherwise:
    own = one.fields
    labels = (PLANNED.get(own.get("planned", "")), CONSISTENCY.get(own.get("consistent", "")))
    return DoneOtherwise(
        what=own.get("what", ""),
        judged=tuple(_(label) for label in labels if label),
        elements=tuple(sorted(told.name(known[uid]) for uid in own.get("elements", ()) if uid in known)),
        why=own.get("why", ""),
    )
