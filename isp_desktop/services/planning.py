"""What stands on which day: visits and meetings as planned and held, commitments, reviews; and moving a visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from isp_desktop.db import drafts, lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.promises import days_late, is_open
from isp_desktop.domain.vocabulary import STAGED
from isp_desktop.services import finding, records
from isp_desktop.services.naming import titles
from isp_desktop.services.taking_back import Undo, change

State = Literal["planned", "unsaid", "held", "called_off", "draft", "due", "late", "review", "own"]
Stage = Literal["planned", "held", "called_off"]
_MOST = 5_000
"""Records of one kind in one range; more than anybody could see on a page."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something on one day.

    Attributes:
        uid: the record's; of an entry of the user's own calendar a name that is unique in what is shown.
        kind: the record's kind, or "own".
        state: "unsaid" is a visit or meeting still marked as planned although its day is past; "own" is from the user's
            calendar.
        starts, ends: "HH:MM", "24:00" for the end of the day, "" where nobody said or it fills the whole day.
        told: what it is about.
        days_late: how many days an open commitment, or a planned visit that nobody told about, is past its day.
    """

    uid: str
    kind: str
    title: str
    day: dt.date
    state: State
    starts: str = ""
    ends: str = ""
    told: str = ""
    days_late: int = 0
    private: bool = False
    in_conflict: bool = False


_TOLD: Mapping[str, tuple[str, str]] = {"visit": ("site", "purpose"), "meeting": ("team", "heading")}
"""What names a visit or a meeting, and what says what it is about."""

_WHEN = ("date", "starts", "ends", "stage")
_OF_COMMITMENT = ("what", "due", "status", "site", "owner")


def begun(today: dt.date) -> dict[str, str]:
    """What a visit that is planned on `today` begins with: tomorrow, which is then made another day."""
    return {"date": (today + dt.timedelta(days=1)).isoformat(), "stage": "planned"}


def stage(fields: Mapping[str, Any], today: dt.date) -> Stage:
    """How far a visit or a meeting is; one without a word on it is held once its day is past, and planned before."""
    said: Stage | None = fields.get("stage")
    if said is not None:
        return said
    return "held" if str(fields.get("date") or "") < today.isoformat() else "planned"


def between(store: Store, start: dt.date, end: dt.date, today: dt.date) -> list[Occasion]:
    """Visits and meetings, drafts of new ones too, and open commitments from `start` up to, not with, `end`, in order
    of time.
    """
    first, last = start.isoformat(), end.isoformat()
    with store.read() as reading:
        staged = [
            item
            for kind, told in _TOLD.items()
            for item in lists.coming(reading, kind, first, last, _MOST, (*_WHEN, *told))
        ]
        commitments = lists.coming(reading, "commitment", first, last, _MOST, _OF_COMMITMENT)
        drafted = (draft for kind in STAGED for draft in _new_drafts(reading, kind))
        begun = [draft for draft in drafted if first <= str(draft.fields.get("date") or "") < last]
        where = {str(item.fields.get("site") or "") for item in commitments}
        where |= {_named_by(item) for item in staged} | {_named_by(draft) for draft in begun}
        names = titles(reading, where - {""})
    waiting = (item for item in commitments if is_open(item.fields.get("status")))
    found = [
        *(_staged(item, names, today) for item in staged),
        *(_staged(draft, names | draft.made, today, "draft") for draft in begun),
        *(_commitment(item, names, today) for item in waiting),
    ]
    return in_order(found)


def reviews(store: Store) -> list[Occasion]:
    """The next review of every site and initiative that has one, whenever it is; reads all of them."""
    return in_order([review for kind in ("site", "initiative") for review in _reviews(store, kind)])


def in_order(found: Sequence[Occasion]) -> list[Occasion]:
    """By day; on a day what takes time, by its time, before what is due."""
    return sorted(found, key=place)


def place(one: Occasion) -> tuple[dt.date, bool, str, str, str, str]:
    """What occasions are ordered by: where a day has no room for all, what takes time is what must be seen."""
    return one.day, one.kind not in (*STAGED, "own"), one.starts, one.ends, one.title, one.uid


def move(
    store: Store, uid: str, day: dt.date, starts: str, ends: str, today: dt.date, seen: Sequence[str] | None = None
) -> Undo:
    """Puts a planned visit or meeting on another day, or at other times ("HH:MM", "" for none).

    Args:
        seen: the heads that were on screen, as for `records.put`.

    Raises:
        NotFound: there is no such record.
        BadInput: it was held or called off, the times make no sense, or what would be changed is in conflict.
    """
    now = records.get(store, uid)
    its_stage = stage(now.fields, today)
    if its_stage != "planned":
        raise BadInput(_(_NOT_MOVED[its_stage]))
    if ends and not starts:
        raise BadInput(_("Say when it starts, too, or leave out when it ends."), "starts")
    if ends and ends <= starts:
        raise BadInput(_("It ends before it starts. Put in a later end, or leave it out."), "ends")
    # Said outright, or one moved to a day that is past would count as held.
    values = {"date": day.isoformat(), "starts": starts or None, "ends": ends or None, "stage": "planned"}
    return change(store, now.kind, uid, values, now.heads if seen is None else seen)


def mark(store: Store, uid: str, its_stage: Stage, seen: Sequence[str] | None = None) -> Undo:
    """Says how far a visit or a meeting is: planned, held, or called off; `seen` as for `move`.

    Raises:
        BadInput: how far it is is in conflict.
        NotFound: there is no such record.
    """
    now = records.get(store, uid)
    return change(store, now.kind, uid, {"stage": its_stage}, now.heads if seen is None else seen)


_NOT_MOVED: Mapping[Stage, str] = {
    "held": marked("This was held. Open it to put its day right."),
    "called_off": marked("This is called off. Plan it again first, then move it."),
}


@dataclass(frozen=True, slots=True)
class _NewDraft:
    """A visit or meeting that was begun and never saved; `made` names what was made on the spot with it."""

    uid: str
    kind: str
    fields: Mapping[str, Any]
    made: dict[str, str]
    private: bool = False
    conflicts: int = 0


def _new_drafts(reading: Reading, kind: str) -> list[_NewDraft]:
    kept = drafts.every(reading, kind)
    saved = lists.names(reading, [draft.uid for draft in kept])
    return [
        _NewDraft(draft.uid, kind, draft.content.get("values", {}), _made(draft.content))
        for draft in kept
        if draft.uid not in saved and _is_day(draft.content.get("values", {}).get("date"))
    ]


def _is_day(value: Any) -> bool:
    """What is being typed is kept unchecked."""
    try:
        return bool(dt.date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _made(content: Mapping[str, Any]) -> dict[str, str]:
    return {one["uid"]: one["name"] for one in content.get("extra", {}).get("made", ())}


def _named_by(item: Item | _NewDraft) -> str:
    return str(item.fields.get(_TOLD[item.kind][0]) or "")


def _staged(
    item: Item | _NewDraft, names: Mapping[str, str], today: dt.date, state: Literal["", "draft"] = ""
) -> Occasion:
    own = item.fields
    day = dt.date.fromisoformat(own["date"])
    its_stage = stage(own, today)
    unsaid = its_stage == "planned" and day < today and not state
    named, about = names.get(_named_by(item), ""), str(own.get(_TOLD[item.kind][1]) or "")
    title = named or about
    return Occasion(
        item.uid,
        item.kind,
        _("Meeting: {team}").format(team=title) if title and item.kind == "meeting" else title,
        day,
        state or ("unsaid" if unsaid else its_stage),
        str(own.get("starts") or ""),
        str(own.get("ends") or ""),
        about if named else "",
        (today - day).days if unsaid else 0,
        item.private,
        bool(item.conflicts),
    )


def _commitment(item: Item, names: Mapping[str, str], today: dt.date) -> Occasion:
    own = item.fields
    late = days_late(own["due"], own.get("status"), today)
    return Occasion(
        item.uid,
        "commitment",
        str(own.get("what") or ""),
        dt.date.fromisoformat(own["due"]),
        "late" if late else "due",
        told=names.get(str(own.get("site") or ""), ""),
        days_late=late,
        private=item.private,
        in_conflict=bool(item.conflicts),
    )


def _reviews(store: Store, kind: str) -> Iterator[Occasion]:
    for item in finding.every(store, kind):
        if on := item.fields.get("review_on"):
            day = dt.date.fromisoformat(on)
            yield Occasion(item.uid, kind, str(item.fields.get("name") or ""), day, "review", private=item.private)
