"""Records as lines of a list: their words put together, the names of what they link to looked up page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from isp_desktop.db import drafts, lists, search
from isp_desktop.db.lists import After, Item
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.lines import Line
from isp_desktop.domain.loops import FEEDBACK_STAGES, feedback_stage, tension_state
from isp_desktop.domain.promises import days_late, is_open
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.domain.vocabulary import (
    ASSESSMENT_WAYS,
    CHANGE_PLACES,
    COMMITMENT_STATES,
    DECISION_STATES,
    INTERPERSONAL,
    INTRAPERSONAL,
    MODES,
    NOTE_TYPES,
    PARTS_OF_SYSTEM,
    REFLECTION_MOMENTS,
    SETTINGS,
    STRENGTHS,
    TENSION_STATES,
    TIES,
    VISIT_STAGES,
)
from isp_desktop.services.drafts import first_words, shortened
from isp_desktop.services.naming import between, day_in_words, titles

Names = Mapping[str, str]
SITE_ICONS = {"school": "school", "clinic": "hospital", "agency": "building", "network": "waypoints"}
"""The sign of each setting that a site can have."""

_NOTE_ICONS = {"conversation": "message-circle", "feedback": "message-square", "call": "phone", "observation": "eye"}


def page(
    store: Store,
    kind: str,
    where: Sequence[tuple[str, Any]] = (),
    after: After | None = None,
    limit: int = 100,
    today: dt.date | None = None,
) -> list[Line]:
    """A page of a kind's list; as `finding.page`, but in words. `where` takes cleaned values."""
    with store.read() as reading:
        return _lines(reading, kind, lists.page(reading, kind, where, after, limit), today)


def open_commitments(
    store: Store,
    after: After | None = None,
    limit: int = 100,
    overdue: bool = False,
    today: dt.date | None = None,
    where: Sequence[tuple[str, Any]] = (),
) -> list[Line]:
    """A page of the commitments that still wait, by their day; with `overdue` only those past it."""
    now = today or dt.date.today()
    with store.read() as reading:
        lines = _lines(reading, "commitment", lists.open_commitments(reading, where, after, limit), now)
    return [line for line in lines if line.days_late] if overdue else lines


def matching(store: Store, kind: str, words: str, limit: int = 200, today: dt.date | None = None) -> list[Line]:
    """The records of a kind that hold all of `words`, best or newest first."""
    with store.read() as reading:
        return _lines(reading, kind, lists.items(reading, kind, search.find(reading, words, kind, limit)), today)


def pointing(
    store: Store, target: str, kind: str, field: str, limit: int = 100, today: dt.date | None = None
) -> list[Line]:
    """The records of `kind` whose `field` points to `target`, latest first."""
    with store.read() as reading:
        uids = lists.pointing(reading, target, kind, field, limit)
        return _lines(reading, kind, lists.items(reading, kind, uids), today)


def of(store: Store, kind: str, uids: Iterable[str], today: dt.date | None = None) -> list[Line]:
    """The lines of the records of `kind` with these uids."""
    with store.read() as reading:
        return _lines(reading, kind, lists.items(reading, kind, uids), today)


def unsaved(store: Store, kind: str, today: dt.date | None = None) -> list[Line]:
    """The drafts of records that were never saved, latest first."""
    with store.read() as reading:
        kept = drafts.every(reading, kind)
        saved = lists.names(reading, [draft.uid for draft in kept])
        new = [draft for draft in kept if draft.uid not in saved]
        made = [made for draft in new for made in draft.content.get("extra", {}).get("made", ())]
        names = {one["uid"]: one["name"] for one in made}
        spec = kind_named(kind)
        items = [
            Item(draft.uid, kind, "live", False, 0, "", _every_field(spec, draft.content.get("values", {})))
            for draft in new
        ]
        lines = _lines(reading, kind, items, today, names)
    return [_begun(line, draft, spec) for line, draft in zip(lines, new, strict=True)]


def _begun(line: Line, draft: drafts.Draft, spec: KindSpec) -> Line:
    """The line of a draft; that of a visit without a site begins with its first words, or all would be called alike."""
    values = draft.content.get("values", {})
    if spec.kind != "visit" or values.get("site"):
        return replace(line, draft_ms=draft.saved_ms)
    words = shortened(first_words(spec, values))
    return replace(line, draft_ms=draft.saved_ms, title=words or _("New visit"), second="")


def _every_field(spec: KindSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: values.get(field.name) for field in spec.fields}


def _lines(
    reading: Reading, kind: str, items: Sequence[Item], today: dt.date | None, known: Names | None = None
) -> list[Line]:
    spec = kind_named(kind)
    linked = [field for field in spec.fields if field.to and _is_told(spec, field)]
    uids = {uid for item in items for field in linked for uid in _uids(field, item.fields.get(field.name))}
    names = {**titles(reading, uids), **(known or {})}
    drafted = drafts.marks(reading, kind)
    now = today or dt.date.today()
    return [_line(spec, item, names, drafted.get(item.uid, 0), now) for item in items]


def _is_told(spec: KindSpec, field: FieldSpec) -> bool:
    return field.listed or field.name in spec.title or (spec.kind, field.name) in _ALSO_SHOWN


_ALSO_SHOWN = {
    ("person", "sites"),
    ("commitment", "site"),
    ("commitment", "meeting"),
    ("decision", "replaced_by"),
    ("note", "people"),
    ("note", "sites"),
    ("change", "site"),
    *((kind, field) for kind in ENTRIES for field in ("people", "site")),
}


def _uids(field: FieldSpec, value: Any) -> list[str]:
    if not value:
        return []
    return list(value) if field.is_set else [value]


def _line(spec: KindSpec, item: Item, names: Names, draft_ms: int, today: dt.date) -> Line:
    own = item.fields
    said = words_of(spec, own, names)
    status = own.get("status") if spec.kind == "commitment" else None
    is_commitment = spec.kind == "commitment"
    return Line(
        uid=item.uid,
        kind=spec.kind,
        title=said[0] or _("{kind} without a name").format(kind=_(spec.label)),
        sort=item.sort,
        second=said[1],
        cells=said[2],
        icon=_icon(spec, own),
        day=str(own.get(spec.day) or "") if spec.day else "",
        settled=not is_open(status) if is_commitment else None,
        days_late=days_late(own.get("due"), status, today) if is_commitment else 0,
        status="" if is_open(status) else _(COMMITMENT_STATES.get(str(status), str(status))),
        kept=status in ("kept", "late"),
        private=item.private,
        in_conflict=item.in_conflict,
        draft_ms=draft_ms,
    )


def _icon(spec: KindSpec, own: Mapping[str, Any]) -> str:
    if spec.kind == "person":
        return ""
    if spec.kind == "site":
        return SITE_ICONS.get(str(own.get("setting")), spec.icon)
    return _NOTE_ICONS.get(str(own.get("type")), spec.icon) if spec.kind == "note" else spec.icon


Said = tuple[str, str, tuple[str, ...]]
"""Title, second line, cells."""


def words_of(spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    """A record's values in words; of a kind without words of its own the title fields, then what it lists."""
    return _WORDS.get(spec.kind, _any)(spec, own, names)


def _joined(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part)


def _named(names: Names, value: Any) -> str:
    uids = value if isinstance(value, list) else [value]
    return _joined(*(names.get(uid) for uid in uids if uid))


def _visit(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    return _named(names, own.get("site")) or _("Visit without a site"), str(own.get("purpose") or ""), (_how(own),)


def _how(own: Mapping[str, Any]) -> str:
    """How and when a visit or a meeting is."""
    starts, ends = own.get("starts"), own.get("ends")
    times = _("{start} to {end}").format(start=starts, end=ends) if starts and ends else starts or ends
    return _joined(_label(MODES, own.get("mode")), times)


def _meeting(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    team, heading = _named(names, own.get("team")), str(own.get("heading") or "")
    title = team or heading or _("Meeting without a team")
    called_off = _label(VISIT_STAGES, "called_off") if own.get("stage") == "called_off" else ""
    return title, heading if team else "", (_joined(_how(own), called_off),)


def _decision(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    by = _named(names, own.get("replaced_by"))
    state = _("Replaced by “{decision}”").format(decision=by) if by else _label(DECISION_STATES, own.get("state"))
    return str(own.get("what") or ""), _named(names, own.get("team")), (state,)


def _label(choices: Mapping[str, str], key: Any) -> str:
    """What a choice is called in the language that holds, "" for none."""
    return _(choices[key]) if key in choices else ""


def _site(_spec: KindSpec, own: Mapping[str, Any], _names: Names) -> Said:
    return str(own.get("name") or ""), str(own.get("organization") or ""), (_label(SETTINGS, own.get("setting")),)


def _person(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    cells = (_named(names, own.get("sites")), _label(PARTS_OF_SYSTEM, own.get("part")))
    return str(own.get("name") or ""), _joined(own.get("role"), own.get("organization")), cells


def _commitment(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    met = _named(names, own.get("meeting"))
    where = _joined(_("from the meeting {title}").format(title=met) if met else "", _named(names, own.get("site")))
    return str(own.get("what") or ""), _joined(_named(names, own.get("owner")), where), ()


def _note(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    text = " ".join(str(own.get("text") or "").split())
    title = str(own.get("heading") or "") or text[:120]
    about = _joined(_named(names, own.get("people")), _named(names, own.get("sites")))
    return title, _joined(_label(NOTE_TYPES, own.get("type")), about), ()


def _change(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    return str(own.get("what") or ""), _label(CHANGE_PLACES, own.get("place")), (_named(names, own.get("site")),)


def _initiative(_spec: KindSpec, own: Mapping[str, Any], _names: Names) -> Said:
    return str(own.get("name") or ""), str(own.get("programme") or ""), ()


def _tie(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    one, other = _named(names, own.get("source")), _named(names, own.get("target"))
    does = _named(names, own.get("named")) or _label(TIES, own.get("type"))
    title = between(one, does, other) if one and other else one or other
    return title, _joined(_label(STRENGTHS, own.get("strength")), _period(own)), ()


def _period(own: Mapping[str, Any]) -> str:
    since, until = (day_in_words(str(own.get(name) or "")) for name in ("since", "until"))
    return _joined(
        _("since {day}").format(day=since) if since else "", _("until {day}").format(day=until) if until else ""
    )


def _relationship(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    second = _joined(_named(names, own.get("practitioner")), _label(STRENGTHS, own.get("strength")), _period(own))
    return _named(names, own.get("stakeholder")), second, ()


def _trust(_spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    count = sum(bool(own.get(name)) for name in (*INTRAPERSONAL, *INTERPERSONAL))
    rated = counted("{n} indicator rated", "{n} indicators rated", count)
    second = _joined(_named(names, own.get("rater")), _label(ASSESSMENT_WAYS, own.get("way")))
    return _named(names, own.get("stakeholder")), second, (rated,)


def _entry(spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    """What trust is built on: what, with whom and where, and how far it has come."""
    state = ""
    if spec.kind == "feedback":
        state = _(FEEDBACK_STAGES[feedback_stage(own)])
    elif spec.kind == "tension":
        state = _label(TENSION_STATES, tension_state(own))
    about = _joined(_named(names, own.get("people")), _named(names, own.get("site")))
    return str(own.get("what") or ""), about, (state,) if state else ()


def _reflection(_spec: KindSpec, own: Mapping[str, Any], _names: Names) -> Said:
    told = shortened(" ".join(str(own.get("answer") or "").split()))
    return str(own.get("question") or ""), told, (_label(REFLECTION_MOMENTS, own.get("moment")),)


def _any(spec: KindSpec, own: Mapping[str, Any], names: Names) -> Said:
    # The day stands at the end of each line.
    title = _joined(*(_shown(spec.field(name), own.get(name), names) for name in spec.title if name != spec.day))
    title = title or day_in_words(str(own.get(spec.day) or ""))
    rest = [field for field in spec.fields if field.listed and field.name not in (*spec.title, spec.day)]
    shown = [text for field in rest if (text := _shown(field, own.get(field.name), names))]
    return title, shown[0] if shown else "", tuple(shown[1:])


def _shown(field: FieldSpec, value: Any, names: Names) -> str:
    if field.to:
        return _named(names, value)
    if field.choices:
        keys = value if isinstance(value, list) else [value]
        return _joined(*(_label(field.choices, key) or str(key) for key in keys if key))
    if field.type == "date":
        return day_in_words(str(value or ""))
    if field.type == "yes_no":
        return "" if value is None else _("Yes") if value else _("No")
    if field.type == "number":
        return "" if value is None else f"{value:g}"
    return _joined(*value) if isinstance(value, list) else "" if value is None else str(value)


_WORDS: Mapping[str, Callable[[KindSpec, Mapping[str, Any], Names], Said]] = {
    "visit": _visit,
    "meeting": _meeting,
    "decision": _decision,
    "site": _site,
    "person": _person,
    "commitment": _commitment,
    "note": _note,
    "change": _change,
    "initiative": _initiative,
    "tie": _tie,
    "relationship": _relationship,
    "trust": _trust,
    **dict.fromkeys(ENTRIES, _entry),
    "reflection": _reflection,
}
