"""What a visit's page begins with, and how its rows become records of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import lines, owned_rows, settings
from isp_desktop.services.editing import Edit


def with_defaults(store: Store, preset: Mapping[str, Any], today: dt.date | None = None) -> dict[str, Any]:
    """What a new visit begins with: today, led by the one whose notebook it is, unless `preset` says otherwise."""
    me = str(settings.read(store, "me") or "")
    values: dict[str, Any] = {"date": (today or dt.date.today()).isoformat()}
    if me and lines.of(store, "person", [me]):
        values["led_by"] = [me]
    return values | dict(preset)


def rows(store: Store, visit: str, kind: str, kept: Iterable[Mapping[str, Any]]) -> list[Edit]:
    """The visit's rows of a kind, changed as the draft's `kept` rows say."""
    return owned_rows.rows(store, visit, kind, "visit", kept)


def linked(values: Mapping[str, Any], rows: Sequence[Edit]) -> list[str]:
    """The uids of all the people and the site that a visit and its rows link to."""
    found = [values.get("site"), *(values.get("led_by") or ()), *(values.get("attended") or ())]
    for row in rows:
        found += [row.value("owner"), *(row.value("people") or ())]
    return [str(uid) for uid in found if uid]


def complete(edits: Sequence[Edit], visit: Edit) -> list[Edit]:
    """The rows with what follows from the visit: new ones belong to it and to its site."""
    for edit in edits:
        if edit.is_new:
            edit.touch("visit", visit.uid)
            edit.touch("site", visit.value("site"))
            if edit.kind == "commitment":
                edit.touch("status", edit.value("status") or "open")
            else:
                edit.touch("date", visit.value("date"))
            if edit.kind == "debrief":
                edit.touch("activities", edit.value("activities") or ["L3"])
    return list(edits)
