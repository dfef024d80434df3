"""What would be without somebody if they left today, from what the notebook knows, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct

from isp_desktop.db import leaving as table
from isp_desktop.db import lists, settings
from isp_desktop.db.conditions import WAITS
from isp_desktop.db.leaving import Row
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.cuts import cut_off
from isp_desktop.domain.hangs_on import CARRIERS, PARTS, STAKEHOLDERS, Held, hanging, is_change_open
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.domain.teams import SHORT_FUNCTIONS
from isp_desktop.domain.vocabulary import PERSPECTIVES
from isp_desktop.services import naming

KINDS = frozenset(
    (
        *("person", "team", "organization", "site", "leadership_role", "champion", "champion_review", "membership"),
        *("charter", "leadership_support", "tie", "tie_type", "protocol", "commitment", "visit", "meeting"),
        *("plan_step", "need", "challenge", "problem", "shared_responsibility", "accountability", "transition"),
        *("continuity_item", "withdrawal_condition"),
    )
)
"""The kinds from which it is told."""

# By which fields each kind names the person, and what is read of it.
_NAMED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "leadership_role": (("person",), ("site", "role", "since", "until", "debrief_days", "decides")),
    "champion": (("person",), ("site", "level", "debrief_days")),
    "tie": (("source", "target"), ("since", "until")),
    "protocol": (("owner", "source", "target"), ("since", "until")),
    "plan_step": (("helpers", "built", "subject"), ("state", "site")),
    "need": (("subject",), ("state", "site")),
    "challenge": (("owner",), ("state", "site", "review_on")),
    "problem": (("people",), ("state", "site")),
    "shared_responsibility": (("person", "shared_with"), ("handed_over_on", "hand_over_on", "site")),
    "accountability": (("who", "to"), ("since", "until", "review_on")),
    "transition": (("comes",), ("leaves", "state", "site", "leaves_on")),
    "continuity_item": (("owner",), ("transition", "done_on", "not_needed", "due")),
    "withdrawal_condition": (("owner",), ("due", "stands_since", "given_up")),
    "membership": (("person",), ("team", "role", "represents", "joined", "left")),
    "charter": ((*CARRIERS, "sponsor"), ("team", "version", "state")),
    "leadership_support": (("sponsor",), ("team", "confirmed_on", "agreed_on", "until")),
}
_PROMISE = ("owner", "status", "visit", "meeting", "due", "site")
_MET = {"visit": "attended", "meeting": "present"}

_ALONE: Mapping[str, str] = {
    "alone": marked("nobody else"),
    "site": marked("no other champion at the site"),
    "level": marked("no other champion at this level"),
}
_HOW: Mapping[tuple[str, str], str] = {
    ("loops", "owner"): marked("They see to it"),
    ("loops", "source"): marked("They tell"),
    ("loops", "target"): marked("They are told"),
    ("steps", "helpers"): marked("They help with it"),
    ("steps", "built"): marked("It builds them up"),
    ("steps", "subject"): marked("Their own capacity"),
    ("shared", "person"): marked("They grow into it"),
    ("shared", "shared_with"): marked("Shared with them"),
    ("answers", "who"): marked("They answer for it"),
    ("answers", "to"): marked("They are answered to"),
    ("changes", "comes"): marked("They take over"),
    ("changes", "owner"): marked("They see to it"),
}


class Line(Struct, frozen=True):
    """One thing that hangs on somebody, in words.

    Attributes:
        held: what it is.
        title, second: what, and more of it.
        other: the name of the team, the site, or whoever stands at the other end; "" for nobody.
        decides: of a leadership role, what whoever has it decides.
        alone: that nobody else would be left for it; "" where others are.
        private: the record that says so stays on this computer.
    """

    held: Held
    title: str
    second: str = ""
    other: str = ""
    decides: str = ""
    alone: str = ""
    private: bool = False


class Leaving(Struct, frozen=True):
    """All that hangs on the person `name`, in the order of `hangs_on.PARTS`.

    Attributes:
        changes: uid and title of each leadership change in which they leave and that is not over.
        role: what a leadership change would be called: their leadership role, or their role as it stands in their
            record, and the uid of the first.
        site: the uid of the site where that is, or "".
    """

    person: str
    name: str
    lines: tuple[Line, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    role: str = ""
    of_role: str = ""
    site: str = ""

    @property
    def alone(self) -> int:
        """For how much of it nobody else would be left."""
        return sum(bool(line.alone) for line in self.lines)

    def parts(self) -> dict[str, list[Line]]:
        """The lines by their part, without the empty ones."""
        found = {part: [line for line in self.lines if line.held.part == part] for part in PARTS}
        return {part: lines for part, lines in found.items() if lines}


def leaving(store: Store, person: str, today: dt.date) -> Leaving:
    """All that hangs on `person` today."""
    with store.read() as reading:
        return leaving_within(reading, person, today)


def leaving_within(reading: Reading, person: str, today: dt.date) -> Leaving:
    """As `leaving`."""
    rows = _around(reading, person)
    me = str(settings.read(reading, "me") or "")
    cut = cut_off(person, partial(table.beside, reading, day=today), [me] if me and me != person else [])
    kinds = lists.names(reading, cut)
    held = hanging(person, rows, today, [(kinds[uid].kind, uid) for uid in cut if uid in kinds])
    names = naming.titles(reading, {uid for one in held for uid in (one.uid, one.other) if uid} | {person})
    private = {row["uid"]: bool(row["private"]) for of in rows.values() for row in of}
    lines = tuple(_line(one, names, rows, private.get(one.uid, False)) for one in held)
    own = lists.items(reading, "person", [person], ("role", "sites"))
    first = next((one for one in held if one.part == "roles"), None)
    role = next((row for row in rows["leadership_role"] if first is not None and row["uid"] == first.uid), None)
    sites = list(own[0].fields["sites"] or ()) if own else []
    return Leaving(
        person=person,
        name=names.get(person, ""),
        lines=lines,
        changes=_changes(reading, person),
        role=str((role["role"] if role else own[0].fields["role"] if own else "") or ""),
        of_role=first.uid if first is not None else "",
        site=str((role["site"] if role else "") or (sites[0] if len(sites) == 1 else "")),
    )


def headline(found: Leaving) -> str:
    """One sentence on how much hangs on somebody, and for how much of it nobody else would be left."""
    if not found.lines:
        return _("Nothing that is written down here hangs on {name}.").format(name=found.name)
    much = counted("{n} thing hangs on {name}", "{n} things hang on {name}", len(found.lines), name=found.name)
    alone = counted("for {n} of them nobody else is there", "for {n} of them nobody else is there", found.alone)
    return f"{much}, {alone}." if found.alone else f"{much}."


def _around(reading: Reading, person: str) -> dict[str, list[Row]]:
    """The records that tell of the person, of their teams, and of the champions beside them, by kind."""
    rows = {kind: _rows(reading, kind, table.pointing(reading, [person], kind, _NAMED[kind][0])) for kind in _NAMED}
    rows |= _promises(reading, person)
    rows["champion"] += _beside(reading, rows["champion"])
    reviews = table.pointing(reading, [row["uid"] for row in rows["champion"]], "champion_review", ("champion",))
    rows["champion_review"] = table.rows(reading, "champion_review", reviews, ("champion", "date", "state"))
    teams = {row["team"] for kind in ("membership", "charter", "leadership_support") for row in rows[kind]} - {None}
    for kind in ("membership", "charter"):
        rows[kind] = _rows(reading, kind, table.pointing(reading, teams, kind, ("team",)))
    changes = {row["transition"] for row in rows["continuity_item"]} - {None}
    rows["transition"] += _rows(reading, "transition", changes - {row["uid"] for row in rows["transition"]})
    ends = {row[end] for row in rows["tie"] for end in ("source", "target")} - {None}
    rows |= {kind: table.rows(reading, kind, ends, ("name",)) for kind in STAKEHOLDERS}
    rows["team"] = table.rows(reading, "team", ends | teams, ("name", "perspectives"))
    return rows


def _rows(reading: Reading, kind: str, uids: Iterable[str]) -> list[Row]:
    by, more = _NAMED[kind]
    return table.rows(reading, kind, uids, (*by, *more))


def _beside(reading: Reading, own: Sequence[Row]) -> list[Row]:
    """The champions at the sites and the levels of `own`."""
    here = table.pointing(reading, {row["site"] for row in own if row["site"]}, "champion", ("site",))
    levels = table.of_level(reading, {row["level"] for row in own if row["level"]})
    return _rows(reading, "champion", {*here, *levels} - {row["uid"] for row in own})


def _promises(reading: Reading, person: str) -> dict[str, list[Row]]:
    """What the person promised, and what was promised at visits and meetings where they were, with these."""
    uids = set(table.pointing(reading, [person], "commitment", ("owner",)))
    met: dict[str, list[Row]] = {}
    for kind, field in _MET.items():
        there = table.pointing(reading, [person], kind, (field,))
        made = table.pointing(reading, there, "commitment", (kind,))
        uids |= set(made)
        told = {row[kind] for row in table.rows(reading, "commitment", made, (kind,), WAITS)} - {None}
        met[kind] = table.rows(reading, kind, told & set(there), (field,))
    return met | {"commitment": table.rows(reading, "commitment", uids, _PROMISE, WAITS)}


def _changes(reading: Reading, person: str) -> tuple[tuple[str, str], ...]:
    found = table.rows(reading, "transition", table.pointing(reading, [person], "transition", ("leaves",)), ("state",))
    uids = [row["uid"] for row in found if is_change_open(row)]
    names = naming.titles(reading, uids)
    return tuple((uid, names[uid]) for uid in uids)


def _line(held: Held, names: Mapping[str, str], rows: Mapping[str, Sequence[Row]], private: bool) -> Line:
    title, other = names.get(held.uid, ""), names.get(held.other, "")
    decides, how = "", _HOW.get((held.part, held.what), "")
    second = ", ".join(filter(None, (_(how) if how else "", other if held.part != "ties" else "")))
    if held.part == "roles":
        title, decides = _role(held, rows), _role(held, rows, "decides")
    elif held.part == "champions":
        title = _("Champion")
    elif held.part == "functions":
        title, second = _(SHORT_FUNCTIONS[held.what]), other
    elif held.part == "voices":
        title, second = _(PERSPECTIVES[held.what]), other
    elif held.part == "teams":
        title, second = other, next(str(row["role"] or "") for row in rows["membership"] if row["uid"] == held.uid)
    elif held.part == "sponsors":
        title, second = other, _("By the charter") if held.kind == "charter" else title
    elif held.part == "cut":
        second = _(kind_named(held.kind).label)
    elif held.part == "debriefs":
        days = int(held.what)
        title = counted("A debrief every day", "A debrief every {n} days", days)
        second = _("As a champion") if held.kind == "champion" else _role(held, rows)
    return Line(held, title, second, other, decides, _(_ALONE[held.alone]) if held.alone else "", private)


def _role(held: Held, rows: Mapping[str, Sequence[Row]], field: str = "role") -> str:
    return next(str(row[field] or "") for row in rows["leadership_role"] if row["uid"] == held.uid)
