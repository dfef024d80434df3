"""An instrument as a form in XLSForm, our additional columns with it; `read` gives it back as it was."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item, Kind, Texts
from isp_desktop.domain.language import _
from isp_desktop.services.instruments import columns

_TYPES: Mapping[Kind, str] = {"datetime": "dateTime"}
_PLAIN = ("relevant", "required", "constraint", "calculation", "choice_filter", "read_only", "repeat_count")
_TEXTS = ("label", "hint", "guidance", "constraint_message", "required_message")
_HEADS = {"guidance": "guidance_hint"}
Row = dict[str, str]


def write(instrument: Instrument, path: Path) -> None:
    """Writes `instrument` to `path` as .xlsx.

    Raises:
        BadInput: the file cannot be written there.
    """
    # Brings a library that few pages need.
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    beside = path.with_name(f".{path.name}.part")
    sheets = {
        "survey": _survey(instrument),
        "choices": _choices(instrument),
        "settings": [_settings(instrument)],
    }
    try:
        book = Workbook(
            str(beside), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        )
        for name, rows in sheets.items():
            _write_sheet(book, name, rows)
        book.close()
        os.replace(beside, path)
    except _TooLongError as error:
        beside.unlink(missing_ok=True)
        refusal = _("“{start}…” is too long for a cell of a spreadsheet. Shorten it.")
        raise BadInput(refusal.format(start=str(error)[:40])) from error
    except (OSError, XlsxWriterException) as error:
        beside.unlink(missing_ok=True)
        refusal = _("{name} cannot be written there. Choose another folder.")
        raise BadInput(refusal.format(name=path.name)) from error


class _TooLongError(Exception):
    """What a cell cannot hold."""


def _write_sheet(book: object, name: str, rows: list[Row]) -> None:
    sheet = book.add_worksheet(name)  # type: ignore[attr-defined]
    heads = list(dict.fromkeys(head for row in rows for head in row))
    columns_of = {head: at for at, head in enumerate(heads)}
    for number, row in enumerate([dict(zip(heads, heads, strict=True)), *rows]):
        for head, cell in row.items():
            if cell and sheet.write_string(number, columns_of[head], cell) != 0:
                raise _TooLongError(cell)


def _survey(instrument: Instrument) -> list[Row]:
    # Languages keep the order of their first columns.
    first = dict.fromkeys(("type", "name", *_text_heads("label", instrument)), "")
    return [first | row if at == 0 else row for at, row in enumerate(_rows(instrument, instrument.items))]


def _rows(instrument: Instrument, items: Iterable[Item]) -> Iterable[Row]:
    for item in items:
        row = {"type": _type(item), "name": item.name}
        for attribute in _TEXTS:
            row |= _texts(_HEADS.get(attribute, attribute), getattr(item, attribute), instrument)
        row |= {name: told for name in _PLAIN if (told := getattr(item, name))}
        row |= {"default": default} if (default := item.default_calculation or _default(item)) else {}
        row |= {"appearance": item.appearance} if item.appearance else {}
        if item.parameters:
            row["parameters"] = " ".join(f"{name}={value}" for name, value in item.parameters.items())
        yield row | columns.cells_of(item)
        if item.kind in ("group", "repeat"):
            yield from _rows(instrument, item.children)
            yield {"type": f"end_{item.kind}"}


def _type(item: Item) -> str:
    if item.kind in ("group", "repeat"):
        return f"begin_{item.kind}"
    kind = _TYPES.get(item.kind, item.kind)
    return f"{kind} {item.list}" if item.list else kind


def _default(item: Item) -> str:
    """The default, as a text in an expression where pyxform would take it for an expression."""
    from pyxform.utils import default_is_dynamic

    if not default_is_dynamic(item.default, _type(item)):
        return item.default
    quote = "'" if "'" not in item.default else '"'
    return f"string({quote}{item.default}{quote})"


def _choices(instrument: Instrument) -> list[Row]:
    return [_choice(name, one, instrument) for name, choices in instrument.lists.items() for one in choices]


def _choice(name: str, choice: Choice, instrument: Instrument) -> Row:
    row = {"list_name": name, "name": choice.name, **_texts("label", choice.label, instrument), **choice.columns}
    return row if choice.score is None else {**row, columns.SCORE: repr(choice.score)}


def _settings(instrument: Instrument) -> Row:
    row = {"form_title": instrument.title, "form_id": instrument.name}
    row |= {"version": instrument.version} if instrument.version else {}
    row |= {"default_language": instrument.default_language} if instrument.default_language else {}
    doubled = any(len({one.name for one in choices}) < len(choices) for choices in instrument.lists.values())
    return row | ({"allow_choice_duplicates": "yes"} if doubled else {})


def _text_heads(head: str, instrument: Instrument) -> list[str]:
    """The columns of a text, one a language. Beside others, one without a name is called what pyxform calls it."""
    if instrument.languages == ("",):
        return [head]
    return [f"{head}::{language or 'default'}" for language in instrument.languages]


def _texts(head: str, texts: Texts, instrument: Instrument) -> Row:
    heads = zip(instrument.languages, _text_heads(head, instrument), strict=True)
    return {column: texts[language] for language, column in heads if language in texts}
