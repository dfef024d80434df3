"""Whose capacity a record tells of: what was assessed and planned of a person leaves with that person alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from isp_desktop.db import lists
from isp_desktop.db.exchange import chunks
from isp_desktop.db.store import Reading
from isp_desktop.domain.record import Record

OF_A_SUBJECT = ("assessment", "need", "plan_step")
"""The kinds that may say themselves whose capacity they are about."""

# What follows from what, by which link; where it does not say whose it is, it is about whom that is about.
_FROM = {
    "answer": ("assessment", "assessment"),
    "need": ("assessment", "assessment"),
    "plan_step": ("needs", "need"),
    "step_log": ("step", "plan_step"),
}

Look = Callable[[Iterable[str]], dict[str, Record]]


def held_back(reading: Reading, look: Look, seen: Mapping[str, Record], people: Collection[str]) -> set[str]:
    """The uids of those of `seen` that tell of the capacity of a person who is not one of `people`.

    Args:
        look: gives records in their shared scope.
    """
    known = {uid: one for uid, one in seen.items() if one.kind in _FROM or one.kind in OF_A_SUBJECT}
    latest = known
    while latest:
        wanted = {uid for one in latest.values() if not one.fields.get("subject") for uid in _before(one)}
        latest = look(wanted - known.keys())
        known = {**known, **latest}
    whose = {uid: set(_subjects(known[uid], known)) for uid in known.keys() & seen.keys()}
    persons = _persons(reading, set().union(*whose.values()) - {*people})
    return {uid for uid, subjects in whose.items() if subjects & persons}


def _subjects(one: Record, known: Mapping[str, Record]) -> Iterator[str]:
    """Whose capacity a record is about, by itself or by what it follows from."""
    if subject := one.fields.get("subject"):
        yield str(subject)
        return
    for uid in _before(one):
        # By its kind, too: nothing that another program wrote leads round in a circle.
        if uid in known and known[uid].kind == _FROM[one.kind][1]:
            yield from _subjects(known[uid], known)


def _before(one: Record) -> list[str]:
    """The uids of what a record follows from."""
    if one.kind not in _FROM:
        return []
    linked = one.fields.get(_FROM[one.kind][0]) or []
    return [*linked] if isinstance(linked, list) else [str(linked)]


def _persons(reading: Reading, uids: Iterable[str]) -> set[str]:
    # Of private records, too: that somebody was never shared is no reason to tell of them.
    named = (one for chunk in chunks(uids) for one in lists.names(reading, chunk).values())
    return {one.uid for one in named if one.kind == "person"}
