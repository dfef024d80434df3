"""A form made from a kind's declaration alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor, NumberEditor, YesNoEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor, TagsEditor
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.finder import Find, Make, Option
from isp_desktop.ui.kit.forms import LABEL_COLUMN, Form
from isp_desktop.ui.kit.paint import text_width
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme

_SHORT = frozenset({"date", "time", "number", "choice"})
_SHORT_WIDTH = 280


def record_form(theme: Theme, spec: KindSpec, linker: Linker, parent: QWidget | None = None) -> Form:
    """The form of a kind: a row for each field, private ones last and apart."""
    form = Form(theme, label_column=_label_column(theme, spec), parent=parent)
    for field in spec.fields:
        if not field.private and not field.by_program:
            editor = _editor(theme, field, linker)
            editor.setObjectName(field.name)
            form.add(field.name, _(field.label), editor, _(field.help) if field.help else "")
    private = [field for field in spec.fields if field.private]
    if private:
        _add_private(theme, form, private, linker)
    return form


def _label_column(theme: Theme, spec: KindSpec) -> int:
    """Wide enough for the longest label, within reason."""
    longest = max(text_width(theme.body(), _(field.label)) for field in spec.fields)
    return min(max(LABEL_COLUMN, round(longest / theme.scale) + 12), 2 * LABEL_COLUMN)


def _add_private(theme: Theme, form: Form, fields: list[FieldSpec], linker: Linker) -> None:
    panel = PrivatePanel(theme, _(fields[0].label))
    for field in fields:
        is_text = field.type == "text"
        editor = (
            TextEditor(theme, _(field.label), lines=(2, 10), bare=True) if is_text else _editor(theme, field, linker)
        )
        editor.setObjectName(field.name)
        editor.set_label(_(field.label))
        panel.column.addWidget(editor)
        form.know(field.name, editor)
    form.add_row(_("Only for you"), panel)


def _editor(theme: Theme, field: FieldSpec, linker: Linker) -> Editor:
    make: Mapping[str, Callable[[], Editor]] = {
        "line": lambda: LineEditor(theme),
        "text": lambda: TextEditor(theme, lines=(6, 24) if field.required else (2, 16), tools=field.required),
        "date": lambda: DateEditor(theme),
        "time": lambda: TimeEditor(theme),
        "number": lambda: NumberEditor(theme, "", field.least, field.most),
        "choice": lambda: ChoiceEditor(theme, choices=_choices(field)),
        "yes_no": lambda: YesNoEditor(theme),
        "link": lambda: LinkEditor(theme, "", *_links(field, linker)),
        "links": lambda: LinksEditor(theme, "", *_links(field, linker)),
        "tags": lambda: TagsEditor(theme),
        "picks": lambda: PicksEditor(theme, "", [PickGroup("", tuple(_choices(field)))]),
    }
    editor = make[field.type]()
    if field.type in _SHORT:
        editor.setMaximumWidth(theme.px(_SHORT_WIDTH))
    return editor


def _choices(field: FieldSpec) -> list[Choice]:
    return [Choice(key, _(label)) for key, label in field.choices.items()]


def _links(field: FieldSpec, linker: Linker) -> tuple[Find, Callable[[str], str], Make | None, str]:
    """How an editor of links finds, names and makes what it links to, and what that is called."""

    def find(words: str, limit: int) -> list[Option]:
        return [Option(one.uid, one.title, one.detail) for one in linker.offers(field.to, words, limit)]

    def make(words: str) -> Option:
        made = linker.make(field.to, words)
        return Option(made.uid, made.title)

    return find, linker.title, make if linker.can_make(field.to) else None, kinds()[field.to].label


def with_defaults(spec: KindSpec, preset: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """What a new record begins with: today, and open where it has that state, unless `preset` says otherwise."""
    values: dict[str, Any] = {}
    if spec.day == "date":
        values["date"] = today.isoformat()
    if "status" in spec.by_name and "open" in spec.by_name["status"].choices:
        values["status"] = "open"
    return values | dict(preset)


def linked_uids(spec: KindSpec, values: Mapping[str, Any]) -> list[str]:
    """The uids of all that `values` link to."""
    found: list[str] = []
    for field in spec.fields:
        value = values.get(field.name) if field.to else None
        if value:
            found += value if isinstance(value, list) else [value]
    return found
