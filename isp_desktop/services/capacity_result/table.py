"""The answers of an assessment as a plain table, one item a row, for whoever works on with the numbers."""

from __future__ import annotations

from typing import Any, Literal

from isp_desktop.domain.capacity_result import Item
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS
from isp_desktop.services import export
from isp_desktop.services.capacity_result.model import Result


def table(result: Result, form: Literal["csv", "xlsx"]) -> bytes:
    """The file's content."""
    head = (
        _("Whose capacity"),
        _("Date"),
        _("Section"),
        _("Item"),
        _("Question"),
        _("Type"),
        _("Level"),
        _("Least"),
        _("Most"),
        _("Reverse"),
        _("Weight"),
        _("First votes"),
        _("First votes without a number"),
        _("Value"),
        _("Score as a share of the scale"),
        _("Answer"),
        _("State"),
        _("Value before"),
        _("Dissent"),
        _("Evidence"),
    )
    return export.cells(_("Answers"), head, (_row(result, item) for item in result.items), form)


def _row(result: Result, item: Item) -> list[Any]:
    states = {"answered": _("Answered"), "missing": _("Missing"), "not_applicable": _("Not applicable")}
    return [
        result.subject_name,
        result.day.isoformat(),
        item.section,
        item.path,
        item.label,
        _(CAPACITY_TYPES.get(item.capacity_type, "")),
        _(LEVELS.get(item.level, "")),
        item.unit.least if item.unit is not None else None,
        item.unit.most if item.unit is not None else None,
        (_("Yes") if item.reverse else _("No")) if item.unit is not None else "",
        item.weight if item.unit is not None else None,
        "; ".join(f"{vote:g}" for vote in item.votes),
        item.other_votes if item.was_voted else None,
        item.value,
        # A mean of these, by weight, is what the map tells; one of values would mix in what counts from the other end.
        item.share,
        item.answer,
        states[item.state],
        item.before,
        item.dissent,
        item.evidence,
    ]
