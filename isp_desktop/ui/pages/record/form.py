"""A form made from a kind's declaration alone."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.forms import LABEL_COLUMN, Form
from isp_desktop.ui.kit.paint import text_width
from isp_desktop.ui.kit.panels import HairLine, PrivatePanel
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.field_editors import editor_of, shortened
from isp_desktop.ui.parts.links import Links

Fill = Callable[[str, Editor], None]
_MINE = ("rater", "practitioner")


class RecordForm(Form):
    """The form of a kind: a row for each field, private ones last and apart.

    It is built by `parts`; whoever asks for its editors before that is done gets them all at once.

    Args:
        fill: shows in an editor what the record holds, as soon as it is built.
    """

    def __init__(self, theme: Theme, spec: KindSpec, linker: Linker, fill: Fill, parent: QWidget | None = None) -> None:
        super().__init__(theme, label_column=_label_column(theme, spec), parent=parent)
        self._links, self._fill = Links(linker), fill
        # Asked for now: by the time the field is built, the notebook may be locked.
        self._usual = linker.usual_activities() if "activities" in spec.by_name else []
        self._section = ""
        self._left = deque(self._pieces(spec))

    def _pieces(self, spec: KindSpec) -> Iterator[Callable[[], None]]:
        """What builds the form, from the top."""
        yield from (partial(self._add_field, field) for field in spec.fields if _has_row(field))
        private = [field for field in spec.fields if field.private]
        if private:
            yield partial(self._add_private, private)

    def parts(self) -> Sequence[Callable[[], None]]:
        """What builds the rest, piece by piece."""
        return [self.build_next] * len(self._left)

    def build_next(self) -> None:
        """Builds the next row, if there is one."""
        if self._left:
            self._left.popleft()()

    def first(self) -> Editor:
        """The editor at the top."""
        return next(iter((self._editors or self.editors).values()))

    @property
    def editors(self) -> dict[str, Editor]:
        while self._left:
            self.build_next()
        return self._editors

    def _add_field(self, field: FieldSpec) -> None:
        if field.section != self._section:
            self._section = field.section
            self.column.addWidget(self._heading(field.section))
        editor = self._make(field)
        editor.setObjectName(field.name)
        self._fill(field.name, editor)
        self.add(field.name, _(field.label), editor, _(field.help) if field.help else "")

    def _heading(self, words: str) -> QWidget:
        """What parts the form; a mere line where what follows has no name."""
        if not words:
            return HairLine(self._theme)
        heading = Label(self._theme, _(words), "section")
        heading.setContentsMargins(0, self._theme.px(8), 0, 0)
        return heading

    def _make(self, field: FieldSpec) -> Editor:
        lines = (6, 24) if field.required else (2, 16)
        made = editor_of(self._theme, field, self._links, lines=lines, tools=field.required, usual=self._usual)
        return shortened(self._theme, field, made)

    def _make_private(self, field: FieldSpec, *, alone: bool) -> Editor:
        if field.type != "text":
            return self._make(field)
        return TextEditor(self._theme, _(field.label), lines=(2, 10), bare=alone)

    def _add_private(self, fields: Sequence[FieldSpec]) -> None:
        several = len(fields) > 1
        panel = PrivatePanel(self._theme, _("Private") if several else _(fields[0].label))
        for field in fields:
            if several:
                panel.column.addSpacing(self._theme.px(6))
                panel.column.addWidget(Label(self._theme, _(field.label), "meta", "private"))
            editor = self._make_private(field, alone=not several)
            editor.setObjectName(field.name)
            editor.set_label(_(field.label))
            self._fill(field.name, editor)
            panel.column.addWidget(editor)
            self.know(field.name, editor)
        self.add_row(_("Only for you"), panel)


def _has_row(field: FieldSpec) -> bool:
    return not field.private and not field.by_program


def _label_column(theme: Theme, spec: KindSpec) -> int:
    """Wide enough for the longest label, within reason."""
    longest = max(text_width(theme.body(), _(field.label)) for field in spec.fields)
    return min(max(LABEL_COLUMN, round(longest / theme.scale) + 12), 2 * LABEL_COLUMN)


def with_defaults(spec: KindSpec, preset: Mapping[str, Any], today: dt.date, me: str = "") -> dict[str, Any]:
    """What a new record begins with: today, and open where it has that state, unless `preset` says otherwise.

    Args:
        me: the practitioner's own record, whose rating or relationship it is.
    """
    values: dict[str, Any] = {}
    if spec.day == "date":
        values["date"] = today.isoformat()
    if "status" in spec.by_name and "open" in spec.by_name["status"].choices:
        values["status"] = "open"
    values |= {name: me for name in _MINE if me and name in spec.by_name}
    if spec.kind == "trust":
        values["way"] = "self"
    return values | dict(preset)


def linked_uids(spec: KindSpec, values: Mapping[str, Any]) -> list[str]:
    """The uids of all that `values` link to."""
    found: list[str] = []
    for field in spec.fields:
        value = values.get(field.name) if field.to else None
        if value:
            found += value if isinstance(value, list) else [value]
    return found
