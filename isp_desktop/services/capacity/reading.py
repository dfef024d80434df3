"""An assessment as one plain value: what is asked in its order, what was voted and answered, and how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db import capacity as table
from isp_desktop.db import lists, log
from isp_desktop.db.capacity import Given
from isp_desktop.db.lists import Item as Row
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain import days
from isp_desktop.domain.answers import Votes, read_votes, uid_of
from isp_desktop.domain.instrument import NOT_APPLICABLE, UNASKED, Choice, Item
from isp_desktop.domain.record import look_by_kind
from isp_desktop.domain.scoring import Profile, Scale, Spread, profile, spread
from isp_desktop.services import naming, records
from isp_desktop.services.capacity import seats as seating
from isp_desktop.services.capacity.questions import Questions, asked
from isp_desktop.services.capacity.relevance import left_out

KINDS = frozenset({"assessment", "answer", "instrument", "site", "team", "organization", "person"})
"""The kinds from which an assessment is told."""

State = Literal["answered", "not_applicable", "missing", "unasked"]
"""`unasked`: a note, a group, a calculation, what repeats, and what does not apply by the instrument's conditions."""
Sift = Callable[[Questions, Mapping[str, str], dt.date], frozenset[str]]
"""Tells which items do not apply, as `relevance.left_out` does."""
_PLAIN = ("subject", "site", "instrument", "way", "facilitator", "note_taker", "purpose", "talked", "visit")


class Asked(Struct, frozen=True):
    """An item with its answer.

    Attributes:
        uid: of the answer's record, whether there is one yet or not.
        section: the name of the top group it stands in, "" for none.
        relevant: it applies by the instrument's conditions.
        answer: what the group came to, or was answered alone, as text; "" for nothing.
        others: further answers to it, where two were given at once and it is not settled which holds.
        life: "live", "contested", "deleted": a deleted answer counts for nothing, and can be restored.
    """

    uid: str
    path: str
    section: str
    item: Item
    choices: tuple[Choice, ...] = ()
    scale: Scale | None = None
    relevant: bool = True
    state: State = "missing"
    answer: str = ""
    votes: Votes = Votes()
    spread: Spread = ""
    dissent: str = ""
    evidence: str = ""
    others: tuple[str, ...] = ()
    life: str = "live"
    private: bool = False
    in_conflict: bool = False

    @property
    def shifted(self) -> bool:
        """Whether the group came to something that not all of its first votes said."""
        return bool(self.answer and self.votes.count) and set(self.votes.seats) != {self.answer}


class Stray(Struct, frozen=True):
    """An answer to something that these questions do not ask; kept, and counted nowhere."""

    uid: str
    path: str
    answer: str
    votes: Votes


class Assessment(Struct, frozen=True):
    """An assessment. Days are "YYYY-MM-DD" (`follow_up_on` or ""), links uids, `present` uids in no order.

    Attributes:
        names: what the records are called that it links to.
        seats: those of this laptop: as many as were present, but for the facilitator.
        items: all of the questions in the order of the form; what repeats stands there once, without its instances.
        answers: all answers that stand, by path, those within instances of repeats too.
        strays: answers to what is not asked.
        profile: the scores so far.
    """

    uid: str
    subject_kind: str
    day: str
    state: str
    questions: Questions
    names: Mapping[str, str]
    present: tuple[str, ...]
    follow_up_on: str
    private: bool
    life: str
    in_conflict: bool
    seats: tuple[str, ...]
    items: tuple[Asked, ...]
    answers: Mapping[str, str]
    strays: tuple[Stray, ...]
    profile: Profile
    subject: str = ""
    site: str = ""
    instrument: str = ""
    way: str = ""
    facilitator: str = ""
    note_taker: str = ""
    purpose: str = ""
    talked: str = ""
    visit: str = ""

    @property
    def to_answer(self) -> tuple[Asked, ...]:
        """The items that somebody is to answer."""
        return tuple(one for one in self.items if one.state != "unasked")

    def asked(self, path: str) -> Asked | None:
        """The item at `path`."""
        return next((one for one in self.items if one.path == path), None)


def assessment(store: Store, uid: str, sift: Sift = left_out) -> Assessment:
    """The assessment `uid`, a deleted one too.

    Raises:
        NotFound: there is no such record.
    """
    with store.read() as reading:
        found = lists.items(reading, "assessment", [uid])
        if not found:
            raise records.no_record(uid)
        return _Telling(reading, store.device, found[0], sift).told()


def answer(store: Store, assessment: str, path: str) -> Given | None:
    """What is given to the item at `path` by now; None for nothing, or where that is deleted."""
    with store.read() as reading:
        found = table.answer(reading, uid_of(assessment, path))
    return None if found is None or found.life == "deleted" else found


def anew(store: Store, one: Asked, given: Given | None) -> Asked:
    """An item with what is given to it by now; whether it applies stays as it is said."""
    plain = Asked(one.uid, one.path, one.section, one.item, one.choices, one.scale, one.relevant)
    state = _state(one.item, (given.value or "") if given else "", is_asked=one.state != "unasked")
    with store.read() as reading:
        found = _with(reading, plain, given) if given else plain
    return replace(found, state=state)


def voted(store: Store, uid: str) -> dict[str, frozenset[str]]:
    """The seats that have voted, by the paths of items, and not what: of other laptops too, as far as it came here."""
    with store.read() as reading:
        found = table.answers(reading, [uid], in_full=True)
    return {one.item: read_votes(one.votes or ()).voted for one in found if one.item}


class _Telling:
    """Puts an assessment together from its records."""

    def __init__(self, reading: Reading, device: str, row: Row, sift: Sift) -> None:
        self._reading, self._device, self._row = reading, device, row
        own = row.fields
        key = (str(own["instrument"] or ""), str(own["questions"] or ""))
        self._questions = asked(reading, [key])[key]
        self._given = {one.item: one for one in table.answers(reading, [row.uid], in_full=True) if one.item}
        self._answers = {path: one.value for path, one in self._given.items() if one.value}
        self._day = days.day_of(own["date"], row.uid)
        self._left_out = sift(self._questions, self._answers, self._day)

    def told(self) -> Assessment:
        row, own, questions = self._row, self._row.fields, self._questions
        present = tuple(own["present"] or ())
        names = self._names(present)
        subject = names.get(str(own["subject"] or ""))
        titles = naming.titles_of(self._reading, names)
        counted = [one for one in questions.rated if one.path not in self._left_out]
        return Assessment(
            uid=row.uid,
            subject_kind=subject.kind if subject else "",
            day=self._day.isoformat(),
            state=str(own["state"] or "planned"),
            questions=questions,
            names=titles,
            present=present,
            follow_up_on=str(own["follow_up_on"] or ""),
            private=row.private,
            life=row.life,
            in_conflict=row.in_conflict,
            seats=self._seats(present),
            items=tuple(self._items()),
            answers=self._answers,
            strays=tuple(self._strays()),
            profile=profile(counted, self._answers, questions.method, questions.least_answered),
            **{name: str(own[name] or "") for name in _PLAIN},
        )

    def _names(self, present: Iterable[str]) -> dict[str, lists.Name]:
        linked = (self._row.fields[name] for name in ("subject", "site", "facilitator", "note_taker", "visit"))
        return lists.names(self._reading, {*filter(None, linked), *present})

    def _seats(self, present: tuple[str, ...]) -> tuple[str, ...]:
        count = len(set(present) - {self._row.fields["facilitator"]})
        return seating.seats(count, seating.mark_within(self._reading, self._device, self._row.uid))

    def _items(self) -> Iterable[Asked]:
        scales = {one.path: one.scale for one in self._questions.rated}
        uids = {path: uid_of(self._row.uid, path) for path in self._questions.items}
        # A deleted record points nowhere, and is found by its uid alone.
        absent = [uid for path, uid in uids.items() if path not in self._given]
        gone = {one.item: one for one in table.deleted(self._reading, absent)}
        for path, item in self._questions.items.items():
            given = self._given.get(path) or gone.get(path)
            yield self._item(path, uids[path], item, scales.get(path), given)

    def _item(self, path: str, uid: str, item: Item, scale: Scale | None, given: Given | None) -> Asked:
        content = self._questions.content
        is_asked = path not in self._questions.repeated and path not in self._left_out
        plain = Asked(
            uid=given.uid if given else uid,
            path=path,
            section=path.partition("/")[0] if "/" in path else "",
            item=item,
            choices=content.lists.get(item.list, ()) if content else (),
            scale=scale,
            relevant=path not in self._left_out,
            state=_state(item, self._answers.get(path, ""), is_asked=is_asked),
        )
        return plain if given is None else _with(self._reading, plain, given)

    def _strays(self) -> Iterable[Stray]:
        for path, given in self._given.items():
            if self._questions.item_at(path) is None:
                yield Stray(given.uid, path, given.value or "", read_votes(given.votes or ()))


def _with(reading: Reading, plain: Asked, given: Given) -> Asked:
    votes = read_votes(given.votes or ())
    return replace(
        plain,
        answer=given.value or "",
        votes=votes,
        spread=spread(votes, plain.scale) if plain.scale else "",
        dissent=given.dissent or "",
        evidence=given.evidence or "",
        others=_others(reading, given) if given.conflicts else (),
        life=given.life,
        private=given.private,
        in_conflict=bool(given.conflicts) or given.life == "contested",
    )


def _state(item: Item, answer: str, *, is_asked: bool) -> State:
    if item.kind in UNASKED or not is_asked:
        return "unasked"
    if item.not_applicable and answer == NOT_APPLICABLE:
        return "not_applicable"
    return "answered" if answer else "missing"


def _others(reading: Reading, given: Given) -> tuple[str, ...]:
    found = look_by_kind(log.of_record(reading, given.uid), kinds())
    values = (str(one.fields.get("value") or "") for one in found.conflicts.get("value", ()))
    return tuple(dict.fromkeys(value for value in values if value != (given.value or "")))


def day_of(text: str) -> dt.date:
    """The day that an `Assessment` tells."""
    return dt.date.fromisoformat(text)
