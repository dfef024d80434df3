"""How the rows on a meeting's page become records of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import owned_rows
from isp_desktop.services.editing import Edit
from isp_desktop.services.meetings import in_place, taking_up

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


def complete(found: Iterable[tuple[str, Sequence[Edit]]], meeting: Edit, items: Iterable[Edit]) -> list[Edit]:
    """The rows, given by box, with what follows from the meeting: new ones belong to it, to its team and its site.

    Args:
        items: those that are on its agenda, of which alone a decision can be.
    """
    there, rows = {item.uid for item in items}, list[Edit]()
    for box, edits in found:
        for edit in edits:
            if box == "decisions" and edit.value("item") not in there:
                edit.touch("item", None)
            if edit.is_new:
                for name, value in _of_new(box, edit, meeting).items():
                    edit.touch(name, value)
            rows.append(edit)
    return rows


def taken_up(store: Store, meeting: str, items: Iterable[Edit], gone: Sequence[str]) -> list[Edit]:
    """The parked items of meetings before that `items` take up, and those that wait again as theirs are `gone`."""
    took = [edit.value("from_item") for edit in items if edit.is_new and edit.value("from_item")]
    return taking_up(store, meeting, took, gone)


def _of_new(box: str, edit: Edit, meeting: Edit) -> dict[str, Any]:
    team, site = meeting.value("team"), meeting.value("site")
    if KIND_OF[box] == "agenda_item":
        state = "parked" if box == "parked" else edit.value("state") or "open"
        return {"meeting": meeting.uid, "state": state}
    own = {"meeting": meeting.uid, "team": team, "site": site}
    if box == "decisions":
        return own | {"date": meeting.value("date"), "state": edit.value("state") or "stands"}
    return own | {"status": edit.value("status") or "open"}
