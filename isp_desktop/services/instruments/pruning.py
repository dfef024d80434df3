"""An instrument without what cannot be worked out, until all that is left can be."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import CONTAINERS, MOST_ITEMS, Choice, Instrument, Item, Texts, walk
from isp_desktop.domain.language import _, marked
from isp_desktop.services.instruments.expressions.form import ASPECTS, REFERENCE, TEXTS, Fault, faults, references_in
from isp_desktop.services.instruments.expressions.fragments import Path
from isp_desktop.services.instruments.items import Remarks

_LEFT_OUT = {
    "relevant": marked("Its condition (relevant) is not taken, so it always shows. {reason}"),
    "calculation": marked("Its calculation is not taken. {reason}"),
    "repeat_count": marked("Its repeat_count is not taken, so any number can be added. {reason}"),
    "required": marked("Its required is not taken, so it may be left out. {reason}"),
    "read_only": marked("Its read_only is not taken, so it can be answered. {reason}"),
    "constraint": marked("Its constraint is not taken, so every answer passes. {reason}"),
    "choice_filter": marked("Its choice_filter is not taken, so all choices are offered. {reason}"),
    "default_calculation": marked("Its default is not taken, so it begins empty. {reason}"),
}
"""What is told of an expression that is left out, by the attribute."""
_NAMED = marked("Its text names “{name}”, which is not taken; “…” stands there.")


def pruned(instrument: Instrument, rows: Mapping[Path, int], gone: set[str], remarks: Remarks) -> Instrument:
    """`instrument` without the expressions that cannot be worked out, and without what is nothing then.

    Args:
        rows: of each item its row.
        gone: the names of items that were left out before; those left out here are added.

    Raises:
        BadInput: nothing is left to ask.
    """
    rounds = 0
    while found := _by_name(instrument, gone) or faults(instrument):
        whole = next((one for one in found if not one.path), None)
        if whole is not None:
            raise BadInput(whole.reason)
        rounds += 1
        if rounds > MOST_ITEMS:
            raise BadInput(_("Too much of this form depends on what cannot be taken."))
        by_path: dict[Path, list[Fault]] = {}
        for fault in found:
            by_path.setdefault(fault.path, []).append(fault)
        items = _without(instrument.items, (), by_path, rows, gone, remarks)
        instrument = msgspec.structs.replace(instrument, items=items)
    return msgspec.structs.replace(instrument, items=_with_gaps(instrument.items, (), rows, gone, remarks))


def _by_name(instrument: Instrument, gone: set[str]) -> list[Fault]:
    """The expressions that name what is gone, found without reading any expression anew."""
    found = []
    for path, item in walk(instrument.items):
        for aspect in ASPECTS:
            expression = getattr(item, aspect)
            name = next((one for one in REFERENCE.findall(expression) if one in gone), "") if expression else ""
            if name:
                found.append(Fault(path, aspect, "", name))
    return found


def _without(
    items: tuple[Item, ...],
    above: Path,
    by_path: Mapping[Path, list[Fault]],
    rows: Mapping[Path, int],
    gone: set[str],
    remarks: Remarks,
) -> tuple[Item, ...]:
    kept: list[Item] = []
    for item in items:
        path = (*above, item.name)
        row = rows.get(path, 0)
        found = by_path.get(path, [])
        for fault in found:
            remarks.add("survey", row, _told(fault, gone))
        children = _without(item.children, path, by_path, rows, gone, remarks)
        changes = {fault.aspect: "" for fault in found if fault.aspect and fault.aspect != "list"}
        left = msgspec.structs.replace(item, children=children, **changes)
        if any(not fault.aspect or fault.aspect == "list" for fault in found) or _is_nothing(left, item):
            gone.update(one[-1] for one, _item in walk((item,)))
            if left.kind in CONTAINERS and not found:
                remarks.add("survey", row, _("Nothing of this group is left."))
        else:
            kept.append(left)
    return tuple(kept)


def _is_nothing(left: Item, before: Item) -> bool:
    """Whether what is left of an item is no use: a calculation without one, a group whose items are all gone."""
    if left.kind == "calculate":
        return not (left.calculation or left.default_calculation)
    return left.kind in CONTAINERS and bool(before.children) and not left.children


def _told(fault: Fault, gone: set[str]) -> str:
    reason = fault.reason
    if fault.missing in gone:
        reason = _("It asks for “{name}”, which is not taken.").format(name=fault.missing)
    return _(_LEFT_OUT.get(fault.aspect, marked("It is not taken. {reason}"))).format(reason=reason)


def _with_gaps(
    items: tuple[Item, ...], above: Path, rows: Mapping[Path, int], gone: set[str], remarks: Remarks
) -> tuple[Item, ...]:
    """The items, their texts with "…" where they name what was left out."""
    found = []
    for item in items:
        path = (*above, item.name)
        texts = {attribute: getattr(item, attribute) for attribute in TEXTS}
        for name in references_in(texts.values()):
            if name in gone:
                remarks.add("survey", rows.get(path, 0), _(_NAMED).format(name=name))
        gapped = {attribute: _gapped(told, gone) for attribute, told in texts.items()}
        children = _with_gaps(item.children, path, rows, gone, remarks)
        found.append(msgspec.structs.replace(item, children=children, **gapped))
    return tuple(found)


def with_gaps_in_lists(
    lists: Mapping[str, tuple[Choice, ...]], rows: Mapping[str, list[int]], gone: set[str], remarks: Remarks
) -> dict[str, tuple[Choice, ...]]:
    """The lists of choices, their labels with "…" where they name what was left out.

    Args:
        rows: of each list the rows of its choices.
        gone: the names of items that were left out.
    """
    found = {}
    for list_, choices in lists.items():
        # What or_other adds has no row of its own.
        for choice, row in zip(choices, [*rows[list_], 0], strict=False):
            for name in gone.intersection(references_in([choice.label])):
                remarks.add("choices", row, _(_NAMED).format(name=name))
        found[list_] = tuple(msgspec.structs.replace(one, label=_gapped(one.label, gone)) for one in choices)
    return found


def _gapped(texts: Texts, gone: set[str]) -> Texts:
    return {
        language: REFERENCE.sub(lambda match: "…" if match[1] in gone else match[0], text)
        for language, text in texts.items()
    }
