"""What hangs on somebody: all that would be without them if they left today, as the notebook knows it.

docs/practice.md, activity L7. What ended before today, was done, or is not agreed any more hangs on nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from isp_desktop.domain import plan_steps, promises
from isp_desktop.domain.language import marked
from isp_desktop.domain.network import held_on
from isp_desktop.domain.teams import Charter, Seat, current, functions, gone, support_state, voices
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS

Row = Mapping[str, Any]
"""A record that is not deleted: its uid and its fields."""

Rows = Mapping[str, Sequence[Row]]
"""Records by kind."""

PARTS: Mapping[str, str] = {
    "roles": marked("Leadership roles"),
    "champions": marked("Champion roles"),
    "functions": marked("Core functions carried"),
    "voices": marked("Only they speak for"),
    "teams": marked("Teams"),
    "sponsors": marked("Teams sponsored"),
    "cut": marked("Connected only through them"),
    "ties": marked("Ties"),
    "loops": marked("Communication"),
    "promised": marked("Promised by them"),
    "promised_to": marked("Promised where they were"),
    "steps": marked("Steps of the capacity plan"),
    "needs": marked("Capacity needs"),
    "challenges": marked("Challenges they watch"),
    "problems": marked("Problems they work on"),
    "shared": marked("Shared responsibilities"),
    "answers": marked("Accountability"),
    "changes": marked("Leadership changes"),
    "conditions": marked("Conditions of withdrawal"),
    "debriefs": marked("Debriefs"),
}
"""What may hang on somebody, in the order in which it is told."""

Alone = Literal["", "alone", "site", "level"]
"""Who would be without it: "" where others are left, nobody else at all, at the site, or at the level."""

STAKEHOLDERS = ("person", "team", "organization", "site")
"""The kinds that can stand at the other end of a tie."""

CARRIERS = tuple(f"function_{key}" for key in CORE_FUNCTIONS)


class Held(Struct, frozen=True):
    """One thing that hangs on somebody.

    Attributes:
        part: its key in `PARTS`.
        kind, uid: the record that says so.
        what: more of it, as a key: the core function, the perspective, or the field that names the person.
        other: the uid of the team, the site, or whoever stands at the other end; "" for nobody.
        day: the day by which it is to be done, "YYYY-MM-DD" or "".
        alone: nobody else would be left for it.
    """

    part: str
    kind: str
    uid: str
    what: str = ""
    other: str = ""
    day: str = ""
    alone: Alone = ""


def hanging(person: str, rows: Rows, today: dt.date, cut: Collection[tuple[str, str]] = ()) -> tuple[Held, ...]:
    """What hangs on `person`, in the order of `PARTS`.

    Args:
        rows: all records, or as many as tell of this person, of their teams, and of the champions beside them; whatever
            else is among them changes nothing.
        cut: kind and uid of those who are connected with the others only through this person; see `domain/cuts.py`.
    """
    found = [
        *_roles(person, rows, today),
        *_champions(person, rows, today),
        *_in_teams(person, rows, today),
        *(Held("cut", kind, uid, alone="alone") for kind, uid in cut),
        *_ties(person, rows, today, {uid for _kind, uid in cut}),
        *_loops(person, rows, today),
        *_promises(person, rows),
        *_work(person, rows, today),
    ]
    order = {part: at for at, part in enumerate(PARTS)}
    return tuple(sorted(found, key=lambda one: (order[one.part], not one.alone, one.day or "9999", one.uid, one.what)))


def champion_states(reviews: Iterable[Row], today: dt.date) -> dict[str, str]:
    """The state of each champion by its latest review up to today; one without a review is left out."""
    past = [one for one in reviews if _text(one, "date") <= today.isoformat()]
    return {
        _text(one, "champion"): _text(one, "state")
        for one in sorted(past, key=lambda one: (_text(one, "date"), one["uid"]))
    }


def is_item_open(row: Row) -> bool:
    """Whether a continuity item still waits."""
    return not row.get("done_on") and not row.get("not_needed")


def is_change_open(row: Row | None) -> bool:
    """Whether a leadership change is neither over nor called off."""
    return row is not None and row.get("state") not in ("done", "called_off")


def _roles(person: str, rows: Rows, today: dt.date) -> Iterator[Held]:
    for row in rows.get("leadership_role", ()):
        if row.get("person") == person and _holds(row, today):
            yield Held("roles", "leadership_role", row["uid"], other=_text(row, "site"))
            if row.get("debrief_days"):
                yield Held("debriefs", "leadership_role", row["uid"], str(round(row["debrief_days"])))


def _champions(person: str, rows: Rows, today: dt.date) -> Iterator[Held]:
    states = champion_states(rows.get("champion_review", ()), today)
    standing = [row for row in rows.get("champion", ()) if states.get(row["uid"]) != "lost"]
    others = [row for row in standing if row.get("person") != person]
    for row in standing:
        if row.get("person") != person:
            continue
        alone: Alone = ""
        if row.get("site") and all(one.get("site") != row["site"] for one in others):
            alone = "site"
        elif row.get("level") and all(one.get("level") != row["level"] for one in others):
            alone = "level"
        yield Held("champions", "champion", row["uid"], other=_text(row, "site"), alone=alone)
        if row.get("debrief_days"):
            yield Held("debriefs", "champion", row["uid"], str(round(row["debrief_days"])))


def _in_teams(person: str, rows: Rows, today: dt.date) -> Iterator[Held]:
    """Seats, voices, core functions and sponsorship, team by team."""
    seats, charters = _by(rows, "membership", "team"), _by(rows, "charter", "team")
    supports = _by(rows, "leadership_support", "team")
    for team in rows.get("team", ()):
        uid = team["uid"]
        yield from _seats(person, team, seats.get(uid, ()), today)
        left = gone(map(_seat, seats.get(uid, ())), today)
        holds = current(map(_version, charters.get(uid, ())))
        charter = next((row for row in charters.get(uid, ()) if holds is not None and row["uid"] == holds.uid), None)
        if charter is not None:
            yield from _carried(person, team, charter, left)
        for row in supports.get(uid, ()):
            confirmed, agreed, until = (_text(row, name) for name in ("confirmed_on", "agreed_on", "until"))
            if row.get("sponsor") == person and support_state(confirmed, agreed, until, today) != "ended":
                yield Held("sponsors", "leadership_support", row["uid"], other=uid)


def _seats(person: str, team: Row, rows: Sequence[Row], today: dt.date) -> Iterator[Held]:
    own = [row for row in rows if row.get("person") == person and held_on(row.get("joined"), row.get("left"), today)]
    if not own:
        return
    for row in own:
        yield Held("teams", "membership", row["uid"], other=team["uid"])
    for voice in voices(team.get("perspectives") or (), map(_seat, rows), today):
        if voice.people == (person,):
            seat = next(row for row in own if voice.perspective in (row.get("represents") or ()))
            yield Held("voices", "membership", seat["uid"], voice.perspective, team["uid"], alone="alone")


def _carried(person: str, team: Row, charter: Row, left: Collection[str]) -> Iterator[Held]:
    carried = {key: charter.get(f"function_{key}") or () for key in CORE_FUNCTIONS}
    for function in functions(carried, left):
        if person in function.carriers:
            alone: Alone = "alone" if set(function.carriers) == {person} else ""
            yield Held("functions", "charter", charter["uid"], function.key, team["uid"], alone=alone)
    if charter.get("sponsor") == person:
        yield Held("sponsors", "charter", charter["uid"], other=team["uid"])


def _ties(person: str, rows: Rows, today: dt.date, cut: Collection[str]) -> Iterator[Held]:
    there = {row["uid"] for kind in STAKEHOLDERS for row in rows.get(kind, ())}
    for row in rows.get("tie", ()):
        ends = _text(row, "source"), _text(row, "target")
        other = ends[1] if ends[0] == person else ends[0]
        if person in ends and other != person and other in there and _holds(row, today):
            yield Held("ties", "tie", row["uid"], other=other, alone="alone" if other in cut else "")


def _loops(person: str, rows: Rows, today: dt.date) -> Iterator[Held]:
    for row in rows.get("protocol", ()):
        role = next((name for name in ("owner", "source", "target") if row.get(name) == person), "")
        if role and _holds(row, today):
            yield Held("loops", "protocol", row["uid"], role)


def _promises(person: str, rows: Rows) -> Iterator[Held]:
    """What they promised, and what others did at a visit or a meeting where they were."""
    there = {row["uid"] for row in rows.get("visit", ()) if person in (row.get("attended") or ())}
    there |= {row["uid"] for row in rows.get("meeting", ()) if person in (row.get("present") or ())}
    for row in rows.get("commitment", ()):
        owner = _text(row, "owner")
        if not promises.is_open(row.get("status")) or not owner:
            continue
        if owner == person:
            yield Held("promised", "commitment", row["uid"], other=_text(row, "site"), day=_text(row, "due"))
        elif row.get("visit") in there or row.get("meeting") in there:
            yield Held("promised_to", "commitment", row["uid"], other=owner, day=_text(row, "due"))


def _work(person: str, rows: Rows, today: dt.date) -> Iterator[Held]:
    changes = {row["uid"]: row for row in rows.get("transition", ())}
    for work in _WORK:
        for row in rows.get(work.kind, ()):
            field = next((name for name in work.fields if person in _many(row, name)), "")
            if field and work.is_open(row, today):
                yield Held(work.part, work.kind, row["uid"], field, _text(row, work.other), _text(row, work.day))
    for row in rows.get("continuity_item", ()):
        if row.get("owner") == person and is_item_open(row) and is_change_open(changes.get(_text(row, "transition"))):
            yield Held("changes", "continuity_item", row["uid"], "owner", day=_text(row, "due"))


class _Work(Struct, frozen=True):
    """Where somebody is named by one of `fields`, and until when that says anything."""

    part: str
    kind: str
    fields: tuple[str, ...]
    is_open: Callable[[Row, dt.date], bool]
    other: str = "site"
    day: str = ""


def _in(*closed: str) -> Callable[[Row, dt.date], bool]:
    return lambda row, _today: row.get("state") not in closed


def _holds(row: Row, today: dt.date) -> bool:
    return held_on(row.get("since"), row.get("until"), today)


def _is_shared(row: Row, today: dt.date) -> bool:
    handed_over = _text(row, "handed_over_on")
    return not handed_over or handed_over > today.isoformat()


_WORK = (
    _Work("steps", "plan_step", ("helpers", "built", "subject"), lambda row, _: plan_steps.is_open(row.get("state"))),
    _Work("needs", "need", ("subject",), _in("met", "given_up")),
    _Work("challenges", "challenge", ("owner",), _in("passed"), day="review_on"),
    _Work("problems", "problem", ("people",), _in("solved", "given_up")),
    _Work("shared", "shared_responsibility", ("person", "shared_with"), _is_shared, day="hand_over_on"),
    _Work("answers", "accountability", ("who", "to"), _holds, other="", day="review_on"),
    _Work("changes", "transition", ("comes",), lambda row, _: is_change_open(row), day="leaves_on"),
    _Work(
        "conditions",
        "withdrawal_condition",
        ("owner",),
        lambda row, _: not row.get("stands_since") and not row.get("given_up"),
        other="",
        day="due",
    ),
)


def _seat(row: Row) -> Seat:
    speaks_for = tuple(row.get("represents") or ())
    return Seat(_text(row, "person"), speaks_for, _text(row, "joined"), _text(row, "left"))


def _version(row: Row) -> Charter:
    return Charter(row["uid"], int(row.get("version") or 0), _text(row, "state"))


def _by(rows: Rows, kind: str, field: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.get(kind, ()):
        found.setdefault(_text(row, field), []).append(row)
    return found


def _many(row: Row, name: str) -> Collection[str]:
    value = row.get(name) or ()
    return (value,) if isinstance(value, str) else value


def _text(row: Row, name: str) -> str:
    return str(row.get(name) or "") if name else ""
