"""The checklist of a leadership change, proposed from what the notebook knows of whoever leaves.

What is proposed is shown first and left out or kept line by line; see docs/decisions/0017-leaders-and-champions.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db import lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.whole import View
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.revision import Scope
from isp_desktop.domain.vocabulary import CONTINUITY_AREAS
from isp_desktop.services import records
from isp_desktop.services.drafts import shortened
from isp_desktop.services.leaving_person import Line, leaving_within
from isp_desktop.services.records import Saved
from isp_desktop.services.sharing.persons_own import held_back
from isp_desktop.services.taking_back import Undo, take_out
from isp_desktop.services.visiting import first_sentences

# The area of what is proposed for each part of what hangs on somebody, and its words.
_ITEMS: Mapping[str, tuple[str, str]] = {
    "ties": ("relations", marked("Introduce whoever comes to {other}")),
    "roles": ("decisions", marked("Agree who decides: {decides}")),
    "promised_to": ("decisions", marked("Say who is told of it now: {title}")),
    "sponsors": ("agreements", marked("{other}: find a sponsor, and have what was agreed confirmed")),
    "loops": ("agreements", marked("Hand on the communication: {title}")),
    "answers": ("agreements", marked("Agree anew who answers to whom: {title}")),
    "functions": ("teams", marked("{other}: agree who carries “{title}”")),
    "voices": ("teams", marked("{other}: find who speaks for “{title}”")),
    "teams": ("teams", marked("{other}: agree who takes the seat")),
    "champions": ("champions", marked("Find who speaks up for it: {other}")),
    "promised": ("work", marked("Hand on the promise: {title}")),
    "steps": ("work", marked("Hand on the plan step: {title}")),
    "challenges": ("work", marked("Agree who watches: {title}")),
    "problems": ("work", marked("Hand on the problem: {title}")),
    "shared": ("work", marked("Agree how it goes on: {title}")),
    "changes": ("work", marked("Hand on: {title}")),
    "conditions": ("work", marked("Agree who sees to it: {title}")),
    "debriefs": ("other", marked("Agree on debriefs with whoever comes")),
}
_LONGEST, _LONGEST_PART = 160, 80


class Proposal(Struct, frozen=True):
    """An item that a checklist may have.

    Attributes:
        uid: the same on every computer, since it follows from the change and what the item is about.
        area: a key of `CONTINUITY_AREAS`.
        about: kind and uid of the record that says so.
        due: "YYYY-MM-DD" or "".
        alone: in words, that nobody else would be left for it; "" where others are.
        private: what it is about stays on this computer, and so does the item.
        was_deleted: it was on the list, and was taken out.
    """

    uid: str
    area: str
    what: str
    about: tuple[str, str]
    due: str = ""
    alone: str = ""
    private: bool = False
    was_deleted: bool = False


def proposals(store: Store, transition: str, today: dt.date) -> list[Proposal]:
    """What hangs on whoever leaves and is not on the checklist yet, by area; nothing where it is not said who does.

    Raises:
        NotFound: there is no such change.
    """
    with store.read() as reading:
        found = lists.items(reading, "transition", [transition])
        if not found:
            raise records.no_record(transition)
        person = str(found[0].fields["leaves"] or "")
        if not person:
            return []
        told = leaving_within(reading, person, today)
        personal = _of_somebody(reading, told.lines)
        lines = [line for line in told.lines if line.held.uid not in personal]
        made = [one for line in lines if (one := _proposal(transition, line)) is not None]
        made.append(_briefing(transition))
        there = lists.names(reading, [one.uid for one in made])
    last = str(found[0].fields["leaves_on"] or "")
    due = last if last >= today.isoformat() else ""
    fresh = [
        replace(one, due=due, was_deleted=one.uid in there)
        for one in {one.uid: one for one in reversed(made)}.values()
        if one.uid not in there or there[one.uid].life == "deleted"
    ]
    order = {area: at for at, area in enumerate(CONTINUITY_AREAS)}
    return sorted(fresh, key=lambda one: (order[one.area], not one.alone, one.due or "9999", one.what))


def keep(store: Store, transition: str, chosen: Iterable[Proposal]) -> Undo:
    """Puts what was chosen on the checklist; what a colleague put there meanwhile stays as it is.

    Raises:
        NotFound: there is no such change.
    """
    made: list[Saved] = []
    with store.write() as transaction:
        change = transaction.look(transition)
        if change is None:
            raise records.no_record(transition)
        for one in chosen:
            now = transaction.look(one.uid)
            if now is not None:
                if now.life == "deleted":
                    made.append(records.restore(transaction, one.uid))
                continue
            values = {
                "transition": transition,
                "what": one.what,
                "area": one.area,
                "about": one.about[1] or None,
                "due": one.due or None,
            }
            scope: Scope = "private" if one.private or change.is_private else "shared"
            made.append(records.put(transaction, "continuity_item", values, one.uid, scope=scope))
    return partial(take_out, store, made)


def _of_somebody(reading: Reading, lines: Iterable[Line]) -> set[str]:
    """The uids of the steps that build up a person: they leave the notebook with that person alone."""
    look = partial(View(private=True).records, reading)
    steps = look([line.held.uid for line in lines if line.held.kind == "plan_step"])
    return held_back(reading, look, steps, ())


def _proposal(transition: str, line: Line) -> Proposal | None:
    """What is proposed for one thing that hangs on somebody; None where nothing has to be done about it."""
    held = line.held
    if held.part not in _ITEMS or held.uid == transition or (held.part == "roles" and not line.decides):
        return None
    if held.part == "steps" and held.what != "helpers":
        # Their own capacity leaves with them, and what is planned for it is told to nobody else.
        return None
    area, words = _ITEMS[held.part]
    # Several ties with one person ask for one introduction, several rhythms for one talk.
    subject = {"ties": held.other, "debriefs": ""}.get(held.part, f"{held.uid} {held.what}")
    named = {name: shortened(first_sentences(getattr(line, name)), _LONGEST_PART) for name in ("title", "decides")}
    what = _(words).format(other=line.other or line.title, **named)
    return Proposal(
        uid=uid_of(transition, f"{held.part} {subject}"),
        area=area,
        what=shortened(what, _LONGEST),
        about=(held.kind, held.uid),
        alone=line.alone,
        private=line.private,
    )


def _briefing(transition: str) -> Proposal:
    """What has to be done whatever hangs on whoever leaves."""
    return Proposal(uid_of(transition, "briefing"), "other", _("Brief whoever comes on the implementation"), ("", ""))
