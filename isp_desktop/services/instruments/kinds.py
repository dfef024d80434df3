"""The types of XLSForm as kinds of items; those that have none, and why."""

from __future__ import annotations

from typing import Any

from isp_desktop.domain.instrument import Kind
from isp_desktop.domain.language import marked

_BY_CONTROL: dict[tuple[str, str], Kind] = {
    ("input", "string"): "text",
    ("input", "int"): "integer",
    ("input", "decimal"): "decimal",
    ("input", "date"): "date",
    ("input", "time"): "time",
    ("input", "dateTime"): "datetime",
    ("trigger", "string"): "acknowledge",
    ("trigger", ""): "acknowledge",
    ("range", "int"): "range",
}
_SELECTS: dict[str, Kind] = {
    "select one": "select_one",
    "select all that apply": "select_multiple",
    "rank": "rank",
}
NOTED = {"today": "once(today())", "start": "once(now())"}
"""What a collecting program notes by itself, and we work out."""

_PLACE = marked("Places on a map are not recorded here.")
_FILE = marked("Pictures, sound, video and files are not recorded as answers.")
_DEVICE = marked("What a telephone notes about itself, its user or the time of sending is not recorded here.")
_UNTAKEN_BINDS = {
    "geopoint": _PLACE,
    "geotrace": _PLACE,
    "geoshape": _PLACE,
    "binary": _FILE,
    "barcode": marked("Barcodes are not read here; ask for the number as text."),
}
_UNTAKEN = {
    "loop": marked("Loops over a list are not taken; write the questions out, or use a repeat."),
    "select one external": marked(
        "Choices of the sheet external_choices are not taken; put them on the sheet choices."
    ),
    "audit": _DEVICE,
    "xml-external": marked("Files beside the form are not read."),
    "csv-external": marked("Files beside the form are not read."),
    "osm": _PLACE,
}
UNKNOWN = marked("The type “{type}” is not one of XLSForm.")


def kind_of(type_: str) -> Kind | None:
    """The kind of what pyxform calls `type_`; None where there is none."""
    if type_ in ("group", "repeat"):
        return "group" if type_ == "group" else "repeat"
    if type_ in _SELECTS:
        return _SELECTS[type_]
    if type_ == "calculate" or noted(type_):
        return "calculate"
    known = _known(type_)
    control, bind = known.get("control", {}).get("tag", ""), known.get("bind", {})
    if bind.get("readonly") and control == "input":
        return "note"
    if not control and bind == {"type": "string"}:
        return "calculate" if "calculate" in type_ else "hidden"
    if type_ in _UNTAKEN:
        return None
    return _BY_CONTROL.get((control, bind.get("type", "")))


def noted(type_: str) -> str:
    """The calculation for what a collecting program would note by itself; "" where there is none."""
    return NOTED.get(_known(type_).get("bind", {}).get("jr:preloadParams", ""), "")


def why_not(type_: str) -> str:
    """Why what pyxform calls `type_` is not taken, still to be translated."""
    if type_ in _UNTAKEN:
        return _UNTAKEN[type_]
    bind = _known(type_).get("bind", {})
    if "jr:preload" in bind:
        return _DEVICE
    return _UNTAKEN_BINDS.get(bind.get("type", ""), UNKNOWN)


def constraint_of(type_: str) -> str:
    """The constraint that a type brings along, such as "percentage"; "" for none."""
    return str(_known(type_).get("bind", {}).get("constraint", ""))


def _known(type_: str) -> dict[str, Any]:
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    known: dict[str, Any] = QUESTION_TYPE_DICT.get(type_, {})
    return known
