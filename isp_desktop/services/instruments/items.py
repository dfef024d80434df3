"""The items that pyxform read, as ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from isp_desktop.domain.instrument import CONTAINERS, SELECTS, Item, Kind
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.services.instruments import columns, kinds, workbook
from isp_desktop.services.instruments.records import NotTaken
from isp_desktop.services.instruments.texts import Languages

Path = tuple[str, ...]

_YES_NO = {"yes": "true()", "true": "true()", "no": "", "false": "", "false()": ""}
_RANGE = ("start", "end", "step")
_BIND = frozenset(
    {"relevant", "required", "constraint", "calculate", "readonly", "jr:constraintMsg", "jr:requiredMsg", "type"}
)
_CONTROL = frozenset({"appearance", "jr:count", *_RANGE})
_KNOWN = frozenset(
    {"type", "name", "label", "hint", "guidance_hint", "bind", "control", "default", "parameters", "choice_filter"}
    | {"children", "itemset", "list_name", "choices", "actions", "_dynamic_default", "columns", "query"}
    | {workbook.ROW, *columns.TAGS}
)
_NOT_USED = {
    "media": marked("Its pictures and sound are not taken."),
    "trigger": marked("Its trigger is not used: it is worked out whenever what it reads changes."),
    "intent": marked("It would be asked by another program, and is asked here."),
}
_QUOTED = re.compile(r"string\(('[^']*'|\"[^\"]*\")\)")


class Remarks:
    """What is left out, as it is found."""

    def __init__(self) -> None:
        self.found: list[NotTaken] = []

    def add(self, sheet: str, row: int, reason: str) -> None:
        """Notes that something of `sheet` was left out."""
        self.found.append(NotTaken(sheet, row, reason))


class Converter:
    """Turns what pyxform read into items.

    Attributes:
        rows: of each item taken its row.
        gone: the names of those that were not.
    """

    def __init__(self, languages: Languages, remarks: Remarks) -> None:
        self.rows: dict[Path, int] = {}
        self.gone: set[str] = set()
        self._languages = languages
        self._remarks = remarks
        self._unknown: dict[str, list[int]] = {}

    def items(self, told: Iterable[dict[str, Any]], above: Path) -> tuple[Item, ...]:
        """The items among `told`, which stand in the group `above`."""
        counts: dict[str, str] = {}
        found: list[Item] = []
        row = 0
        for one in told:
            if _is_count(one):
                counts[f"${{{one['name']}}}"] = one["bind"]["calculate"]
                continue
            if workbook.ROW not in one and not str(one["name"]).endswith("_other"):
                self._tell_meta(one, above)
                continue
            # What pyxform adds for "or_other" stands where its question does.
            row = int(one.get(workbook.ROW, row))
            item = self._item(one, (*above, str(one["name"])), row, counts)
            if item is not None:
                found.append(item)
        return tuple(found)

    def tell_unknown_columns(self) -> None:
        """Notes each column of the survey that no item takes anything from."""
        for head, rows in self._unknown.items():
            told = counted("in {n} row", "in {n} rows", len(rows))
            reason = _("The column {head} is not taken ({rows}).")
            self._remarks.add("survey", 1, reason.format(head=head, rows=told))

    def _tell_meta(self, one: dict[str, Any], above: Path) -> None:
        """Notes what pyxform put aside for collecting programs."""
        if one.get("name") == "meta" and not above:
            for inner in one.get("children", ()):
                if workbook.ROW in inner:
                    self._leave(inner, int(inner[workbook.ROW]), _(kinds.why_not(str(inner["type"]))))

    def _leave(self, one: dict[str, Any], row: int, reason: str) -> None:
        self._remarks.add("survey", row, reason)
        self.gone.add(str(one.get("name", "")))
        for inner in one.get("children", ()):
            self._forget(inner)

    def _forget(self, one: dict[str, Any]) -> None:
        self.gone.add(str(one.get("name", "")))
        for inner in one.get("children", ()):
            self._forget(inner)

    def _item(self, one: dict[str, Any], path: Path, row: int, counts: dict[str, str]) -> Item | None:
        type_ = str(one["type"])
        kind = kinds.kind_of(type_)
        if kind is None:
            self._leave(one, row, _(kinds.why_not(type_)).format(type=type_))
            return None
        if kind in SELECTS and (why := _why_no_list(one)):
            self._leave(one, row, why)
            return None
        _restore_table_list(one)
        children = self.items(one.get("children", ()), path) if kind in CONTAINERS else ()
        if one.get("children") and not children:
            self._leave(one, row, _("Nothing of this group is left."))
            return None
        self.rows[path] = row
        self._tell_unused(one, kind, row)
        control = _dict(one.get("control"))
        return Item(
            kind=kind,
            name=path[-1],
            label=self._languages.texts(one.get("label")),
            hint=self._languages.texts(one.get("hint")),
            guidance=self._languages.texts(one.get("guidance_hint")),
            **self._logic(one, type_),
            repeat_count=counts.get(str(control.get("jr:count", "")), str(control.get("jr:count", ""))),
            appearance=str(control.get("appearance", "")),
            parameters=_parameters(one) if kind == "range" else {},
            list=str(one.get("itemset", "")) if kind in SELECTS else "",
            children=children,
            **columns.tags_of(one, lambda reason: self._remarks.add("survey", row, reason)),
        )

    def _logic(self, one: dict[str, Any], type_: str) -> dict[str, Any]:
        bind = _dict(one.get("bind"))
        default = str(one.get("default", ""))
        literal = _QUOTED.fullmatch(default)
        is_calculated = bool(one.get("_dynamic_default")) and literal is None
        return {
            "required": _condition(bind.get("required")),
            "required_message": self._languages.texts(bind.get("jr:requiredMsg")),
            "relevant": _condition(bind.get("relevant"), no="false()"),
            "constraint": str(bind.get("constraint", "")) or kinds.constraint_of(type_),
            "constraint_message": self._languages.texts(bind.get("jr:constraintMsg")),
            "calculation": str(bind.get("calculate", "")) or kinds.noted(type_),
            "choice_filter": str(one.get("choice_filter", "")),
            "default": "" if is_calculated else literal[1][1:-1] if literal else default,
            "default_calculation": default if is_calculated else "",
            "read_only": _condition(bind.get("readonly")),
        }

    def _tell_unused(self, one: dict[str, Any], kind: Kind, row: int) -> None:
        for key, value in one.items():
            if key in _NOT_USED and value:
                self._remarks.add("survey", row, _(_NOT_USED[key]))
            elif key not in _KNOWN and value:
                for head in [f"{key}::{part}" for part in value] if isinstance(value, dict) else [key]:
                    self._unknown.setdefault(head, []).append(row)
        for part, known in (("bind", _BIND), ("control", _CONTROL)):
            for key in _dict(one.get(part)):
                if key not in known and not (part == "control" and key == "rows"):
                    reason = _("The column {part}::{key} is not used.").format(part=part, key=key)
                    self._remarks.add("survey", row, reason)
        unused = [name for name in _parameters(one) if not (kind == "range" and name in _RANGE)]
        if unused:
            reason = _("Of its parameters these are not used: {names}.").format(names=", ".join(unused))
            self._remarks.add("survey", row, reason)


def _dict(told: Any) -> dict[str, Any]:
    return told if isinstance(told, dict) else {}


def _condition(told: Any, no: str = "") -> str:
    """A condition; the words for yes and no as expressions, where no is nothing to ask for."""
    text = str(told or "")
    if text.lower() in ("no", "false", "false()"):
        return no
    return _YES_NO.get(text.lower(), text)


def _is_count(one: dict[str, Any]) -> bool:
    """Whether pyxform made it up to hold how many instances a repeat has."""
    return workbook.ROW not in one and one.get("type") == "calculate" and str(one["name"]).endswith("_count")


def _why_no_list(one: dict[str, Any]) -> str:
    name = str(one.get("itemset", ""))
    if "${" in name:
        return _("Choices from answers given before are not taken.")
    if re.search(r"\.(csv|xml|geojson)$", name):
        return _("Choices from a file beside the form are not taken; put them on the sheet choices.")
    return ""


def _parameters(one: dict[str, Any]) -> dict[str, str]:
    from pyxform.parsing.parameters import parse

    told = one.get("parameters")
    if isinstance(told, dict):
        return {str(name): str(value) for name, value in sorted(told.items())}
    return dict(sorted(parse(told, row_number=0).items())) if isinstance(told, str) and told else {}


def _restore_table_list(one: dict[str, Any]) -> None:
    """Undoes what pyxform makes of a table-list: a list of labels in front, its own label as a note in it."""
    children = one.get("children")
    if not children or not any(str(child["name"]).startswith("reserved_name_for_field_list") for child in children):
        return
    control = one["control"]
    control["appearance"] = control["appearance"].replace("field-list", "table-list", 1)
    for child in children:
        if str(child["name"]).startswith("generated_table_list_label_"):
            one.update({key: child[key] for key in ("label", "hint") if key in child})
        elif _dict(child.get("control")).get("appearance") == "list-nolabel":
            child["control"]["appearance"] = ""
