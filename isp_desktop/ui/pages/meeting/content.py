"""How the rows on a meeting's page become records of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import owned_rows
from isp_desktop.services.editing import Edit
from isp_desktop.services.meetings import in_place

KIND_OF: Mapping[str, str] = {
    "agenda": "agenda_item",
    "decisions": "decision",
    "actions": "commitment",
    "parked": "agenda_item",
}
"""The boxes of rows, and the kind of their records. What is parked on the spot has no place on the agenda."""

PEOPLE = ("present", "facilitators")
"""The fields that say who was there; who is named by a sign joins the first."""


def rows(store: Store, meeting: str, box: str, kept: Iterable[Mapping[str, Any]]) -> list[Edit]:
    """The rows of a box: the meeting's records, changed as the draft's `kept` rows say."""
    found = owned_rows.rows(store, meeting, KIND_OF[box], "meeting", kept)
    if KIND_OF[box] != "agenda_item":
        return found
    given = {one["uid"] for one in kept}
    own = [edit for edit in found if edit.uid in given or _is_on_agenda(edit) == (box == "agenda")]
    return sorted(own, key=lambda edit: in_place(edit.uid, edit.values()))


def _is_on_agenda(edit: Edit) -> bool:
    return edit.saved("place") is not None or edit.saved("state") != "parked"


def linked(values: Mapping[str, Any], found: Sequence[Edit]) -> list[str]:
    """The uids of all that a meeting and its rows link to and that may have been made on the spot."""
    many = (values.get(name) or () for name in ("present", "excused", "facilitators"))
    uids = [values.get("team"), values.get("site"), values.get("minutes_by"), *(uid for some in many for uid in some)]
    uids += [row.value(name) for row in found for name in ("owner", "lead") if name in row.values()]
    return [str(uid) for uid in uids if uid]


def complete(box: str, edits: Sequence[Edit], meeting: Edit, items: Iterable[str]) -> list[Edit]:
    """The rows with what follows from the meeting: new ones belong to it, to its team and its site.

    Args:
        items: the items that are on its agenda, which alone a decision can be of.
    """
    there = set(items)
    for edit in edits:
        if box == "decisions" and edit.value("item") not in there:
            edit.touch("item", None)
        if edit.is_new:
            for name, value in _of_new(box, edit, meeting).items():
                edit.touch(name, value)
    return list(edits)


def _of_new(box: str, edit: Edit, meeting: Edit) -> dict[str, Any]:
    team, site = meeting.value("team"), meeting.value("site")
    if KIND_OF[box] == "agenda_item":
        state = "parked" if box == "parked" else edit.value("state") or "open"
        return {"meeting": meeting.uid, "state": state}
    own = {"meeting": meeting.uid, "team": team, "site": site}
    if box == "decisions":
        return own | {"date": meeting.value("date"), "state": edit.value("state") or "stands"}
    return own | {"status": edit.value("status") or "open"}
