"""The course of an assessment: planned, begun, paused, gone on with on another day, closed, opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.services import records
from isp_desktop.services.capacity.questions import of_row
from isp_desktop.services.taking_back import Undo, change, change_within, take_back


def start(store: Store, uid: str, today: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Begins what was planned, or goes on with what was paused; `seen` as for `taking_back.change`, here and below.

    It is of the day on which it is begun, or of which its paper says that it is; gone on with, it keeps its day.

    Raises:
        BadInput: what it changes is in conflict, or its instrument is a draft, or cannot be read; so for all that
            follow.
        NotFound: there is no such record; so for all that follow.
    """
    with store.write() as transaction:
        own = _fields(transaction, uid)
        values: dict[str, Any] = {"state": "under_way"}
        is_first = own.get("state") == "planned" and own.get("way") != "paper"
        if is_first or _lies_ahead(own.get("date"), today):
            values["date"] = today.isoformat()
        if not own.get("site") and own.get("subject"):
            # Planned in a form, it says whose capacity it is, and no more.
            values["site"] = _site_of(transaction, str(own["subject"]))
        made = change_within(transaction, "assessment", uid, values, seen)
        keep_questions(transaction, uid)
    return partial(take_back, store, [made])


def pause(store: Store, uid: str, until: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Plans to go on with it on the day `until`, of which it is until then; what was answered so far is kept."""
    return change(store, "assessment", uid, {"state": "under_way", "date": until.isoformat()}, seen)


def close(
    store: Store,
    uid: str,
    seen: Sequence[str] | None = None,
    *,
    today: dt.date | None = None,
    follow_up_on: dt.date | None = None,
) -> Undo:
    """Says that it is done.

    Args:
        today: its day is not later than this, as it would be where it was to be gone on with on another day.
        follow_up_on: when the next one is to be.

    Raises:
        BadInput: also where nothing is answered.
    """
    with store.write() as transaction:
        own = _fields(transaction, uid)
        if not table.answered(transaction.connection, [uid]):
            raise BadInput(_("Nothing is answered yet. Answer something, or delete the assessment."))
        values = {"state": "done"}
        if today is not None and _lies_ahead(own.get("date"), today):
            values["date"] = today.isoformat()
        if follow_up_on is not None:
            values["follow_up_on"] = follow_up_on.isoformat()
        made = change_within(transaction, "assessment", uid, values, seen)
    return partial(take_back, store, [made])


def reopen(store: Store, uid: str, seen: Sequence[str] | None = None) -> Undo:
    """Says of what was done that it is under way again; its day stays."""
    return change(store, "assessment", uid, {"state": "under_way"}, seen)


def share(store: Store, uid: str, seen: Sequence[str] | None = None) -> None:
    """Shares an assessment that was private, with its answers and what it asked; its private notes stay.

    Raises:
        NotFound: there is no such record.
    """
    with store.write() as transaction:
        instrument = str(_fields(transaction, uid).get("instrument") or "")
        records.put(transaction, "assessment", {}, uid, seen, scope="shared")
        if records.scope_from(transaction, [instrument]) == "private":
            records.put(transaction, "instrument", {}, instrument, scope="shared")
        for given in table.answers(transaction.connection, [uid]):
            records.put(transaction, "answer", {}, given.uid, scope="shared")


def keep_questions(transaction: Transaction, uid: str) -> None:
    """Writes down which questions are asked, where that is not said yet.

    Raises:
        BadInput: the instrument is a draft, or cannot be read.
    """
    own = _fields(transaction, uid)
    if not own.get("questions") and own.get("instrument"):
        digest = _questions(transaction, str(own["instrument"]))
        records.put(transaction, "assessment", {"questions": digest}, uid)


def _questions(transaction: Transaction, instrument: str) -> str:
    """The digest of an instrument's questions."""
    found = lists.items(transaction.connection, "instrument", [instrument])
    if not found:
        raise records.no_record(instrument)
    if found[0].fields["state"] not in ("in_use", "retired"):
        raise BadInput(_("This instrument is a draft. Put it into use first."), "instrument")
    questions = of_row(found[0])
    if questions.content is None:
        raise BadInput(_("The questions of this instrument cannot be read. Import its form once more."), "instrument")
    return questions.digest


def _site_of(transaction: Transaction, subject: str) -> str | None:
    """The site that a subject is, or the only one it belongs to."""
    kind = transaction.kind_of(subject)
    if kind == "site":
        return subject
    found = lists.items(transaction.connection, kind, [subject]) if kind in ("team", "person") else []
    sites = list(found[0].fields["sites"] or ()) if found else []
    return sites[0] if len(sites) == 1 else None


def _lies_ahead(day: str | None, today: dt.date) -> bool:
    return bool(day) and str(day) > today.isoformat()


def _fields(transaction: Transaction, uid: str) -> dict[str, Any]:
    found = transaction.look(uid)
    if found is None or found.kind != "assessment":
        raise records.no_record(uid)
    return dict(found.fields)
