"""A form in XLSForm into an instrument: pyxform reads, and all that is left out is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import DEEPEST, Choice, Instrument
from isp_desktop.domain.language import _, counted
from isp_desktop.services.instruments import columns, workbook
from isp_desktop.services.instruments.items import Converter, Remarks
from isp_desktop.services.instruments.pruning import pruned, with_gaps_in_lists
from isp_desktop.services.instruments.records import Reading
from isp_desktop.services.instruments.refusals import refusal
from isp_desktop.services.instruments.texts import Languages

_SETTINGS = frozenset(
    {"form_title", "title", "set_form_title", "form_id", "id_string", "set_form_id", "version", "default_language"}
    | {"allow_choice_duplicates", "clean_text_values", "name", "sms_keyword", "style"}
)
"""The settings that are taken, or say nothing of what is asked."""
_SHEETS = {"entities", "external_choices", "osm"}
_PYXFORM_FAULTS = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError),
)
"""How pyxform fails on forms that nobody thought of."""


def read(path: Path) -> Reading:
    """The instrument in the form at `path` (.xlsx, .xlsm, .xls, .csv), and what of the form was not taken.

    Raises:
        BadInput: nothing can be taken; the sentence names sheet and row where there is one.
    """
    sheets = workbook.sheets_of(path)
    remarks = Remarks()
    if too_deep := _too_deep(sheets.get("survey") or []):
        raise BadInput(workbook.placed(path.name, "survey", too_deep, _("Its groups are nested too deeply.")))
    _set_aside(sheets, remarks)
    form = _by_pyxform(sheets, path)
    languages = Languages(str(form.get("default_language") or "default"))
    converter = Converter(languages, remarks)
    items = converter.items(form["children"], ())
    form_lists: dict[str, list[dict[str, Any]]] = form.get("choices", {})
    lists = {name: _choices(rows, languages, remarks) for name, rows in form_lists.items()}
    _tell_settings(sheets, remarks)
    converter.tell_unknown_columns()
    named = languages.seen([*(sheets.get("survey_header") or ()), *(sheets.get("choices_header") or ())])
    default = languages.default if languages.default in named else named[0]
    instrument = Instrument(
        name=str(form.get("id_string") or path.stem),
        title=str(form.get("title") or path.stem),
        version=str(form.get("version") or ""),
        languages=named,
        default_language=default,
        items=items,
        lists=lists,
    )
    try:
        instrument = pruned(instrument, converter.rows, converter.gone, remarks)
    except BadInput as error:
        sentence = workbook.placed(path.name, "survey", 0, str(error))
        raise BadInput(sentence) from error
    choice_rows = {name: [int(row.get(workbook.ROW, 0)) for row in rows] for name, rows in form_lists.items()}
    instrument = msgspec.structs.replace(
        instrument, lists=with_gaps_in_lists(instrument.lists, choice_rows, converter.gone, remarks)
    )
    not_taken = tuple(sorted(remarks.found, key=lambda one: (one.sheet, one.row)))
    if not instrument.items:
        first = next((one for one in not_taken if one.sheet == "survey" and one.row > 1), None)
        if first is None:
            raise BadInput(workbook.placed(path.name, "survey", 0, _("It asks nothing.")))
        nothing = _("The form is not taken, since nothing of it is left to be asked.")
        raise BadInput(workbook.placed(path.name, "survey", first.row, first.reason, nothing))
    return Reading(instrument, not_taken)


def _by_pyxform(sheets: workbook.Sheets, path: Path) -> dict[str, Any]:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    known = {key: value for key, value in sheets.items() if key in DefinitionData.__slots__}
    try:
        found: dict[str, Any] = workbook_to_json(DefinitionData(**known), fallback_form_name=path.stem, warnings=[])
    except PyXFormError as error:
        sheet, row, reason = refusal(str(error))
        raise BadInput(workbook.placed(path.name, sheet, row, reason)) from error
    except _PYXFORM_FAULTS as error:
        reason = _("It is no form that XLSForm knows.")
        raise BadInput(workbook.placed(path.name, "", 0, reason)) from error
    return found


def _set_aside(sheets: workbook.Sheets, remarks: Remarks) -> None:
    """Takes out what pyxform would look into and we have no use for."""
    for sheet in sorted(_SHEETS & set(sheets)):
        if sheet == "external_choices":
            continue
        if sheets.pop(sheet):
            remarks.add(sheet, 0, _("This sheet is not taken."))
        sheets.pop(f"{sheet}_header", None)
    for row in sheets.get("survey") or ():
        for head in [head for head in row if re.fullmatch(r"\s*save_to\s*", head, re.IGNORECASE)]:
            row.pop(head)
            remarks.add("survey", int(row[workbook.ROW]), _("Its answer is not saved to an entity (save_to)."))
    if sheets.get("survey"):
        sheets["survey"] = _without_meta(sheets["survey"], remarks)


def _cell(row: dict[str, str], wanted: str) -> str:
    return next((cell.strip() for head, cell in row.items() if head.strip().lower() == wanted), "")


def _type_of(row: dict[str, str]) -> str:
    """The type of a row, as pyxform would compare it."""
    return re.sub(r"[\s_]+", " ", _cell(row, "type")).lower()


def _too_deep(rows: list[dict[str, str]]) -> int:
    """The row in which a group begins that stands in too many others; 0 for none."""
    depth = 0
    for at, row in enumerate(rows, 2):
        type_ = _type_of(row)
        depth += type_.startswith("begin ") - type_.startswith("end ")
        if depth > DEEPEST:
            return at
    return 0


def _without_meta(rows: list[dict[str, str]], remarks: Remarks) -> list[dict[str, str]]:
    """The rows without a group named "meta", for which pyxform would refuse the form: collecting programs keep the name
    for themselves."""
    kept: list[dict[str, str]] = []
    depth = 0
    for row in rows:
        type_ = _type_of(row)
        begins, ends = type_.startswith("begin "), type_.startswith("end ")
        if depth == 0 and begins and _cell(row, "name") == "meta":
            remarks.add("survey", int(row[workbook.ROW]), _("The group “meta” and what stands in it is not taken."))
            depth = 1
            kept.append({})
        elif depth:
            depth += begins - ends
            kept.append({})
        else:
            kept.append(row)
    return kept


def _choices(rows: list[dict[str, Any]], languages: Languages, remarks: Remarks) -> tuple[Choice, ...]:
    found = []
    for row in rows:
        number = int(row.get(workbook.ROW, 0))
        score = None
        if columns.SCORE in row:
            try:
                score = columns.number_of(str(row[columns.SCORE]))
            except ValueError as error:
                remarks.add("choices", number, f"{columns.SCORE}: {error}")
        if row.get("media"):
            remarks.add("choices", number, _("Pictures and sound of choices are not taken."))
        plain = {
            key: str(cell)
            for key, cell in row.items()
            if isinstance(cell, str) and key not in ("name", "label", "media", workbook.ROW, columns.SCORE)
        }
        found.append(Choice(str(row["name"]), languages.texts(row.get("label")), plain, score))
    return tuple(found)


def _tell_settings(sheets: workbook.Sheets, remarks: Remarks) -> None:
    for row in (sheets.get("settings") or [])[:1]:
        for head, cell in row.items():
            if str(head).strip().lower().replace(" ", "_") not in _SETTINGS and cell:
                remarks.add("settings", 2, _why_not(str(head)))
    if more := len([row for row in (sheets.get("settings") or [])[1:] if row]):
        remarks.add("settings", 3, counted("{n} more row is not used.", "{n} more rows are not used.", more))


def _why_not(setting: str) -> str:
    if setting.strip().lower() == "public_key":
        return _("The key of an encrypted form is not used; here the whole notebook is encrypted.")
    return _("The setting {name} is not used.").format(name=setting)
