"""Loops to close: feedback to act on and tell back, tensions to hold and settle, conversations to prepare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db import loops as table
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.domain.loops import AHEAD, FEEDBACK_STAGES, PATIENCE, feedback_stage, is_closed, tension_state, waits
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.domain.vocabulary import TENSION_STATES
from isp_desktop.services import naming

if TYPE_CHECKING:
    from isp_desktop.services.taking_back import Undo

KINDS = ("conversation", "feedback", "tension")
"""The kinds that Today asks for, in its order."""

SHOWN = 7
_AT_A_SITE = 8


class Loop(Struct, frozen=True):
    """An entry, and how far it has come.

    Attributes:
        state: its key: a stage of feedback, the state of a tension; "" for an entry that never waits.
        said: the state in a word or two.
        closes: it is of a kind that stays open until it is closed.
        waits: Today asks for it.
    """

    uid: str
    kind: str
    what: str
    day: str
    who: str
    site: str
    state: str
    said: str
    closes: bool
    closed: bool
    waits: bool
    private: bool
    in_conflict: bool


class Waiting(Struct, frozen=True):
    """What Today asks for: the first ones, and how many there are."""

    shown: tuple[Loop, ...] = ()
    count: int = 0


class Step(Struct, frozen=True):
    """Something to be done with a loop: what it is called, and what is said when it is done."""

    key: str
    label: str
    done: str


_STEPS: Mapping[str, Mapping[str, Step]] = {
    "feedback": {
        "heard": Step("heard", marked("Open it again"), marked("Feedback open again")),
        "done": Step("done", marked("Something was done about it today"), marked("Something was done about it")),
        "told": Step("told", marked("Told back today"), marked("Feedback told back")),
    },
    "tension": {
        "open": Step("open", marked("Open it again"), marked("Tension open again")),
        "held": Step("held", marked("Space is held for it"), marked("Space is held for the tension")),
        "settled": Step("settled", marked("Settled today"), marked("Tension settled")),
    },
}


def steps(loop: Loop) -> list[Step]:
    """What can be done next with a loop, the one that closes it last; of a closed one, to open it again."""
    known = list(_STEPS.get(loop.kind, {}).values())
    if loop.closed:
        return known[:1]
    at = next((at for at, step in enumerate(known) if step.key == loop.state), -1)
    return known[at + 1 :]


def closing(kind: str, closed: bool) -> Step:
    """The step that closes a loop of `kind`, or that opens it again."""
    known = list(_STEPS[kind].values())
    return known[-1] if closed else known[0]


def advance(
    store: Store, uid: str, kind: str, key: str, today: dt.date | None = None, seen: Sequence[str] | None = None
) -> Undo:
    """Takes the step `key` with feedback or a tension; `seen` as for `taking_back.change`.

    Raises:
        BadInput: what it changes is in conflict.
        NotFound: there is no such record.
    """
    from isp_desktop.services.taking_back import change

    return change(store, kind, uid, _values(kind, key, (today or dt.date.today()).isoformat()), seen)


def _values(kind: str, key: str, day: str) -> dict[str, Any]:
    if kind == "tension":
        return {"state": key, "settled_on": day if key == "settled" else None}
    return {"done": {"done_on": day}, "told": {"told_on": day}}.get(key) or {"done_on": None, "told_on": None}


def at_visit(store: Store, visit: str, site: str, today: dt.date) -> tuple[list[Loop], list[Loop]]:
    """The entries of the visit in the order in which they were made, and what else is open at `site` ("" for none)."""
    with store.read() as reading:
        own = [(kind, uid) for kind in ENTRIES for uid in lists.pointing(reading, visit, kind, "visit")]
        here = set(own)
        others = table.open_at(reading, site, _AT_A_SITE + len(own)) if site else []
        still_open = [pair for pair in others if pair not in here][:_AT_A_SITE]
        made = _loops(reading, own, today)
        return sorted(made, key=lambda loop: loop.uid), _loops(reading, still_open, today)


def waiting(store: Store, today: dt.date) -> Waiting:
    """What waits, as `domain.loops.waits` says."""
    with store.read() as reading:
        asked = {
            "conversation": table.conversations_ahead(reading, today, today + dt.timedelta(days=AHEAD), SHOWN),
            "feedback": table.feedback_untold(reading, today - dt.timedelta(days=PATIENCE), SHOWN),
            "tension": table.tensions_unattended(reading, SHOWN),
        }
        found = [(kind, uid) for kind in KINDS for uid in asked[kind][0]]
        return Waiting(tuple(_loops(reading, found[:SHOWN], today)), sum(count for _uids, count in asked.values()))


def waits_words(loop: Loop, today: dt.date) -> str:
    """Since when a loop waits, or when it is: "19 days", "Since today", "Tomorrow"."""
    days = (today - dt.date.fromisoformat(loop.day)).days if loop.day else 0
    if loop.closes and not days:
        return _("Since today")
    if days > 0:
        return counted("{n} day", "{n} days", days)
    return [_("Today"), _("Tomorrow")][-days] if days > -2 else counted("In {n} day", "In {n} days", -days)


def _loops(reading: Reading, found: Iterable[tuple[str, str]], today: dt.date) -> list[Loop]:
    """The loops of these kinds and uids, in their order."""
    order = list(found)
    kinds = dict.fromkeys(kind for kind, _uid in order)
    items = {
        item.uid: item
        for kind in kinds
        for item in lists.items(reading, kind, [uid for its, uid in order if its == kind])
    }
    there = [items[uid] for _kind, uid in order if uid in items]
    names = naming.titles(reading, {uid for item in there for uid in _linked(item)})
    return [_loop(item, names, today) for item in there]


def _linked(item: Item) -> list[str]:
    return [uid for uid in (*(item.fields.get("people") or ()), item.fields.get("site")) if uid]


def _loop(item: Item, names: Mapping[str, str], today: dt.date) -> Loop:
    own = item.fields
    state = said = ""
    if item.kind == "feedback":
        state = feedback_stage(own)
        said = _(FEEDBACK_STAGES[state])
    elif item.kind == "tension":
        state = tension_state(own)
        said = _(TENSION_STATES.get(state, state))
    return Loop(
        uid=item.uid,
        kind=item.kind,
        what=str(own.get("what") or ""),
        day=str(own.get("date") or ""),
        who=", ".join(names[uid] for uid in own.get("people") or () if uid in names),
        site=names.get(str(own.get("site") or ""), ""),
        state=state,
        said=said,
        closes=item.kind in _STEPS,
        closed=item.kind in _STEPS and is_closed(item.kind, own),
        waits=waits(item.kind, own, today),
        private=item.private,
        in_conflict=item.in_conflict,
    )
