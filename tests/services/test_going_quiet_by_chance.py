"""Who goes quiet in notebooks made up by chance, against looking at every visit and note of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from passing import delete, passing_store, put

from isp_desktop.db import projection
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Store
from isp_desktop.domain.contact import Contact, by_role, rhythm_of
from isp_desktop.services import contact, finding, records
from isp_desktop.services import settings as remembered

TODAY = dt.date(2026, 10, 14)
PEOPLE = 3
WHO = st.sets(st.integers(0, PEOPLE - 1), max_size=2)
# About the gaps that are wanted, and today.
DAYS = st.sampled_from((-60, -41, -40, -31, -30, -21, -20, -15, -14, -8, -7, -1, 0, 2, 5))
STAGES = st.sampled_from((None, None, "held", "planned", "called_off"))


@dataclass(frozen=True)
class Person:
    """Somebody with a role, and perhaps a wish of her own."""

    role: str | None
    wanted: float | None
    longest: float | None


@dataclass(frozen=True)
class Meeting:
    """A visit or a note: how many days from today, who was there, and of a visit its stage and who led it."""

    kind: str
    days: int
    who: set[int]
    led_by: set[int]
    stage: str | None


@dataclass(frozen=True)
class Turn:
    """One of the meetings so far, counted round, is written anew, or deleted with None."""

    at: int
    now: Meeting | None


@dataclass(frozen=True)
class Merge:
    """One person says she is another; "edited" elsewhere meanwhile, or "restored", she is still there."""

    gone: int
    keep: int
    after: str


MEETINGS = st.builds(Meeting, st.sampled_from(("visit", "visit", "note")), DAYS, WHO, WHO, STAGES)
WISHES = st.sampled_from((None, None, None, 7.0, 20.5))
PERSONS = st.builds(Person, st.sampled_from((None, "Head", "head ", "Coach")), WISHES, WISHES)
ONE = st.integers(0, PEOPLE - 1)
TURNS = st.builds(Turn, st.integers(0, 7), st.none() | MEETINGS)
MERGES = st.builds(Merge, ONE, ONE, st.sampled_from(("edited", "restored", "")))
DOINGS = st.lists(MEETINGS | MEETINGS | TURNS | TURNS | MERGES, min_size=4, max_size=14)


@settings(max_examples=80)
@given(st.lists(PERSONS, min_size=PEOPLE, max_size=PEOPLE), DOINGS, st.booleans())
def test_who_is_past_the_wanted_gap_is_told(persons: list[Person], doings: list[Meeting | Turn | Merge], am_one: bool):
    with passing_store() as store:
        put(store, "rhythm", role="HEAD", wanted_days=14, longest_days=40)
        put(store, "rhythm", role="coach", wanted_days=30)
        people = [
            put(store, "person", name=f"P{at}", role=one.role, wanted_days=one.wanted, longest_days=one.longest)
            for at, one in enumerate(persons)
        ]
        if am_one:
            remembered.write(store, "me", people[0])
        written: list[tuple[str, str]] = []
        for doing in doings:
            _do(store, people, written, doing)
        found = contact.quiet(store, TODAY, limit=3)
        waiting, any_rhythm = _plainly(store, people[0] if am_one else "")
        first = sorted(waiting, key=lambda uid: (waiting[uid].press, uid))[:3]
        assert [(one.uid, one.contact) for one in found.shown] == [(uid, waiting[uid]) for uid in first]
        assert (found.count, found.any_rhythm) == (len(waiting), any_rhythm)
        made = _digest(store)
        store.rebuild()
        assert _digest(store) == made


def _do(store: Store, people: list[str], written: list[tuple[str, str]], doing: Meeting | Turn | Merge) -> None:
    match doing:
        case Meeting():
            written.append((doing.kind, put(store, doing.kind, **_fields(people, doing))))
        case Turn() if written:
            kind, uid = written[doing.at % len(written)]
            if doing.now is None:
                delete(store, uid)
            elif doing.now.kind == kind and records.get(store, uid).life == "live":
                put(store, kind, uid, **_fields(people, doing.now))
        case Merge() if doing.gone != doing.keep and records.get(store, people[doing.gone]).life == "live":
            _merge(store, people[doing.gone], people[doing.keep], doing.after)


def _fields(people: list[str], meeting: Meeting) -> dict[str, object]:
    who, led_by = ([people[at] for at in sorted(some)] for some in (meeting.who, meeting.led_by))
    day = (TODAY + dt.timedelta(days=meeting.days)).isoformat()
    if meeting.kind == "note":
        return {"date": day, "text": "Met", "people": who}
    return {"date": day, "stage": meeting.stage, "attended": who, "led_by": led_by}


def _merge(store: Store, gone: str, keep: str, after: str) -> None:
    put(store, "person", gone, merged_into=keep)
    seen = records.get(store, gone).heads
    if after != "restored":
        delete(store, gone)
    if after == "edited":
        with store.write() as transaction:
            records.put(transaction, "person", {"about": "Met again"}, gone, seen)


def _plainly(store: Store, me: str) -> tuple[dict[str, Contact], bool]:
    """Everyone who waits, and whether anyone has a rhythm."""
    people = finding.every(store, "person")
    roles = by_role(
        (one.fields["role"], one.fields["wanted_days"], one.fields["longest_days"])
        for one in finding.every(store, "rhythm")
    )
    last: dict[str, int] = {}
    for item in (*finding.every(store, "visit"), *finding.every(store, "note")):
        if (day := _contact(item)) is not None:
            for name in ("led_by", "attended", "people"):
                for uid in item.fields.get(name) or ():
                    last[uid] = max(day, last.get(uid, day))
    into = {one.uid: str(one.fields["merged_into"]) for one in people if one.fields["merged_into"]}
    for one in people:
        if one.life == "contested" and one.uid in into and one.uid in last:
            end = _end({uid: into[uid] for uid in into if _life(people, uid) == "contested"}, one.uid)
            last[end] = max(last[one.uid], last.get(end, 0))
    waiting: dict[str, Contact] = {}
    any_rhythm = False
    for one in people:
        own = one.fields
        said = rhythm_of(own["wanted_days"], own["longest_days"], own["role"], roles)
        if said is None or one.uid == me or (one.uid in into and one.life != "live"):
            continue
        any_rhythm = True
        days = TODAY.toordinal() - last[one.uid] if one.uid in last else None
        if days is None or days > said.wanted:
            waiting[one.uid] = Contact(days, said)
    return waiting, any_rhythm


def _contact(item: Item) -> int | None:
    """The ordinal of the day on which somebody was met by a visit or a note; None where nobody was, or not yet."""
    day = dt.date.fromisoformat(item.fields["date"])
    stage = item.fields.get("stage")
    waits = item.kind == "visit" and (stage in ("planned", "called_off") or (stage is None and day == TODAY))
    return None if day > TODAY or waits else day.toordinal()


def _end(into: Mapping[str, str], uid: str) -> str:
    for _step in range(8):
        uid = into.get(uid, uid)
    return uid


def _life(people: list[Item], uid: str) -> str:
    return next((one.life for one in people if one.uid == uid), "deleted")


def _digest(store: Store) -> str:
    with store.read() as reading:
        return projection.digest(reading)
