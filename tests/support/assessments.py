"""Assessments of capacity to look at: an instrument over the whole grid, in two versions, and runs by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.domain import answers
from isp_desktop.domain.instrument import Answer, Choice, Instrument, Item, to_json
from isp_desktop.domain.scoring import CELLS as PLACES
from isp_desktop.services import records
from isp_desktop.services.capacity import assessing, voting
from isp_desktop.services.editing import Edit, save

WORDS = ("Little", "Some", "Good", "Strong")
SCALE = tuple(Choice(str(at), {"": word}) for at, word in enumerate(WORDS, 1))
LABELS = (
    *("Coaches know the programme well", "Supervision time is protected"),
    *("Agencies know who does what", "The state funds the programme"),
    *("Staff feel able to lead", "Leaders solve problems together"),
    *("Partners share staff", "There is a funding line after 2027"),
    *("Staff read their own data", "More than one person can run the report"),
    *("Data crosses agencies", "The system reports what it sees"),
    *("Staff try small changes", "The organization learns from mistakes"),
    *("The network changes its ways", "The system lets sites adapt"),
)


def grid_form(
    places: Iterable[tuple[str, str]] = PLACES, title: str = "Capacity", choices: int = len(WORDS)
) -> Instrument:
    """An item for each of `places`, in a section for each type, rated from 1 on by so many choices."""
    labels = dict(zip(PLACES, LABELS, strict=True))
    sections: dict[str, list[Item]] = {}
    for kind, level in places:
        sections.setdefault(kind, []).append(
            Item(
                "select_one",
                f"{kind}_{level}",
                {"": labels[kind, level]},
                list="scale",
                capacity_type=kind,
                level=level,
                not_applicable=True,
            )
        )
    groups = tuple(
        Item("group", kind, {"": kind.replace("_", " ").capitalize()}, children=tuple(own))
        for kind, own in sections.items()
    )
    return Instrument("capacity", title, items=groups, lists={"scale": SCALE[:choices]})


def put(store: Store, kind: str, uid: str = "", **fields: Any) -> str:
    """A record, or fields of the one with this uid; gives its uid."""
    with store.write() as transaction:
        return records.put(transaction, kind, fields, uid).uid


def add_instrument(store: Store, form: Instrument, **fields: Any) -> str:
    """An instrument in use; gives its uid."""
    usual = {"name": form.title, "version": 1, "state": "in_use", "scoring": "mean", "least_answered": 60}
    return put(store, "instrument", **{**usual, "content": to_json(form), **fields})


def plan_assessment(
    store: Store,
    subject: str,
    instrument: str,
    day: dt.date,
    way: str = "facilitated",
    private: bool = False,
    **fields: Any,
) -> str:
    """Plans an assessment, as its form does; gives its uid."""
    said = {"subject": subject, "instrument": instrument, "date": day.isoformat(), "way": way, "state": "planned"}
    edit = Edit.begin(store, "assessment", "", {**said, **fields})
    for source in (subject, instrument):
        edit.take_from(source)
    save(store, [edit], scope="private" if private else None)
    return edit.uid


def begin_assessment(
    store: Store, subject: str, instrument: str, day: dt.date, way: str = "facilitated", **fields: Any
) -> str:
    """Plans an assessment and begins it; gives its uid."""
    uid = plan_assessment(store, subject, instrument, day, way, **fields)
    assessing.start(store, uid, day)
    return uid


def answer(store: Store, assessment: str, given: Mapping[str, Answer]) -> None:
    """Answers items by path, one after the other."""
    for path, value in given.items():
        voting.agree(store, assessment, path, value)


def say(store: Store, assessment: str, item: str, **words: str) -> None:
    """Evidence or dissent on an item."""
    put(store, "answer", answers.uid_of(assessment, item), assessment=assessment, item=item, **words)


def questions_of(form: Instrument) -> str:
    """What an assessment keeps of the questions that were asked."""
    return sha256(to_json(form).encode()).hexdigest()


def add_run(
    store: Store,
    instrument: str,
    form: Instrument,
    values: Mapping[str, str],
    votes: Mapping[str, Sequence[str]] | None = None,
    said: Mapping[str, Mapping[str, str]] | None = None,
    **fields: Any,
) -> str:
    """An assessment with its answers by path; gives its uid.

    Args:
        votes: the first votes on items, of seats A, B, and so on.
        said: more fields of an answer, such as its evidence.
    """
    uid = put(store, "assessment", instrument=instrument, questions=questions_of(form), state="done", **fields)
    votes, said = votes or {}, said or {}
    with store.write() as transaction:
        for path in dict.fromkeys((*values, *votes)):
            own = {
                "assessment": uid,
                "item": path,
                "votes": [answers.vote(chr(65 + at), value) for at, value in enumerate(votes.get(path, ()))],
                **({"value": values[path]} if path in values else {}),
                **said.get(path, {}),
            }
            records.put(transaction, "answer", own, answers.uid_of(uid, path))
    return uid


def path_of(capacity_type: str, level: str) -> str:
    """Of the item for a cell."""
    return f"{capacity_type}/{capacity_type}_{level}"


def grid_values(numbers: Iterable[int | None], places: Iterable[tuple[str, str]] = PLACES) -> dict[str, str]:
    """The answers by path, for the places in their order; None leaves one out."""
    return {path_of(kind, level): str(n) for (kind, level), n in zip(places, numbers, strict=True) if n is not None}


def add_story(store: Store) -> dict[str, str]:
    """Four runs of one site, the first by another version, with what is needed, a plan, and private notes.

    Gives the uids of the site, the instrument, the runs "first" to "last", the needs, and so on, by a short name.
    """
    site = put(store, "site", name="Harbour County Services")
    names = ("Isaac Bello", "Ruth Calloway", "Dele Adebayo", "Hana Sato", "Lena Vogt")
    people = [put(store, "person", name=name) for name in names]
    old = grid_form(PLACES[:12], title="Capacity")
    form = grid_form(title="Capacity")
    before = add_instrument(store, old)
    instrument = add_instrument(store, form, version=2, follows=before)
    for place, needed in zip(PLACES, _NEEDED, strict=True):
        put(
            store,
            "capacity_target",
            instrument=instrument,
            capacity_type=place[0],
            level=place[1],
            needed=round(100 * (needed - 1) / 3),
        )
    usual = {"subject": site, "site": site, "way": "facilitated", "present": people}
    first = add_run(store, before, old, grid_values(_FIRST, PLACES[:12]), date="2025-11-05", **usual)
    add_run(store, instrument, form, grid_values(_SECOND), date="2026-02-10", **usual)
    third = add_run(store, instrument, form, grid_values(_THIRD), date="2026-06-03", **usual)
    values = grid_values(_LAST)
    votes = {path: _votes(int(value), at) for at, (path, value) in enumerate(values.items())}
    said = {
        path_of("intervention_specific", "individual"): {"evidence": "Four of five are certified."},
        path_of("analytic", "organization"): {
            "dissent": "One rater holds that nobody but Isaac can run the report.",
            "evidence": "The report of August was late.",
        },
    }
    last = add_run(
        store,
        instrument,
        form,
        values,
        votes,
        said,
        date="2026-09-22",
        follow_up_on="2026-10-20",
        purpose="The half-year rating",
        talked="Data is what holds us up.",
        private_notes="Isaac wants to leave.",
        **usual,
    )
    analyst = put(
        store,
        "need",
        what="Only one person can run the report",
        subject=site,
        site=site,
        capacity_type="analytic",
        level="organization",
        assessment=last,
        state="open",
    )
    data = put(
        store,
        "need",
        what="Data does not cross agencies",
        subject=site,
        capacity_type="analytic",
        level="network",
        state="open",
    )
    train = put(
        store,
        "plan_step",
        what="Train a second analyst",
        way="training",
        needs=[analyst],
        site=site,
        due="2026-10-20",
        state="planned",
    )
    return {
        "site": site,
        "instrument": instrument,
        "before": before,
        "first": first,
        "third": third,
        "last": last,
        "analyst": analyst,
        "data": data,
        "train": train,
    }


_NEEDED = (3, 3, 2, 2, 2, 3, 2, 2, 2, 3, 2, 2, 2, 2, 2, 1)
_FIRST = (2, 2, 1, 1, 3, 2, 2, 1, 1, 1, 1, 1)
_SECOND = (3, 2, 2, 1, 3, 2, 2, 1, 1, 1, 2, 1, 2, 2, 1, 1)
_THIRD = (3, 2, 2, 1, 3, 2, 2, 1, 1, 1, 2, 1, 2, 2, 1, 1)
_LAST = (4, 3, 2, 2, 3, 3, 2, 1, 2, 1, 1, None, 3, 2, 2, 1)
_APART = (9, 10)


def _votes(value: int, at: int) -> Sequence[str]:
    """Six votes about a value; for two items they lie apart."""
    if at in _APART:
        return ("1", "1", "2", "4", "1", "2")
    near = value + 1 if value < len(WORDS) else value - 1
    return (str(value), str(value), str(near), str(value), str(value), str(value))
