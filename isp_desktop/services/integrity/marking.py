"""Marks core elements: several looks of one day at one site, in one go, with one way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from isp_desktop.db import drafts as table
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import now_ms
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.services import drafts, records, settings
from isp_desktop.services.editing import Edit
from isp_desktop.services.taking_back import Undo, discard_draft, take_out

_WORTH = ("mark", "sources", "evidence")

Kept = tuple[str, str, Mapping[str, Any], Sequence[str], Mapping[str, Any]]
"""A draft: uid, kind, values, seen and extra, as `Edit.draft` gives it."""


def begin(store: Store, site: str, elements: Sequence[str], today: dt.date) -> list[Edit]:
    """A new look for each of `elements` at `site`, gone on with from a draft where one was left."""
    me = settings.read(store, "me")
    usual = {"site": site, "date": today.isoformat(), "seen_by": [str(me)] if me else []}
    left = {
        str(one.values.get("element")): one.uid
        for one in reversed(drafts.every(store))
        if one.kind == "integrity_mark" and not one.seen and one.values.get("site") == site
    }
    return [
        Edit.begin(store, "integrity_mark", left.get(element, ""), {**usual, "element": element})
        for element in elements
    ]


def is_worth(edit: Edit) -> bool:
    """Whether something was said of the element."""
    return any(edit.value(name) for name in _WORTH)


def keep(store: Store, edits: Iterable[Kept]) -> int:
    """Keeps what is being typed as drafts, as `Edit.draft` gives them; returns when, in milliseconds since 1970."""
    moment = now_ms()
    with store.write() as transaction:
        for uid, kind, values, seen, extra in edits:
            if any(values.get(name) for name in _WORTH):
                content = {"values": dict(values), "seen": list(seen), "extra": dict(extra)}
                table.keep(transaction.connection, table.Draft(uid, kind, moment, content))
            else:
                table.drop(transaction.connection, uid)
    return moment


def problem(edit: Edit) -> str:
    """A sentence where a look cannot be saved yet; "" where it can, or where nothing was said."""
    if is_worth(edit) and not edit.value("mark"):
        return _("Say whether it holds: 1 holds, 2 holds in part, 3 does not hold.")
    return ""


def save(store: Store, edits: Sequence[Edit]) -> Undo:
    """Saves the looks of which something was said.

    Raises:
        BadInput: nothing was said of any, or a value is missing or not right; nothing is written.
    """
    told = [edit for edit in edits if is_worth(edit)]
    if not told:
        raise BadInput(_("Say of one element at least whether it holds: 1, 2 or 3."))
    with store.write() as transaction:
        saved = []
        for edit in told:
            if sentence := problem(edit):
                raise BadInput(sentence, "mark")
            scope = records.scope_from(transaction, [str(edit.value("element")), str(edit.value("site"))])
            saved.append(records.put(transaction, "integrity_mark", dict(edit.fields), edit.uid, scope=scope))
            table.drop(transaction.connection, edit.uid)
    return partial(take_out, store, saved)


def discard(store: Store, edits: Sequence[Edit]) -> Undo:
    """Forgets the drafts of looks."""
    undos = [discard_draft(store, edit.uid) for edit in edits]

    def bring_back() -> None:
        for undo in undos:
            undo()

    return bring_back
