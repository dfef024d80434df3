"""Fields that two people changed at the same time: both values, in words, under the field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.revision import Revision
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.dates import show_date
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.line_rows import moment
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme

_LONGEST = 240


class ConflictNotes:
    """The notes under the fields of one form; `settle` shows where they are settled."""

    def __init__(self, theme: Theme, spec: KindSpec, form: Form, linker: Linker, settle: Callable[[], object]) -> None:
        self._theme, self._spec, self._form, self._linker = theme, spec, form, linker
        self._settle = settle
        self.notes: dict[str, Notice] = {}

    def show_for(self, record: Record | None) -> None:
        """Shows what is in conflict now, and takes away what no longer is."""
        waiting = dict(record.conflicts) if record else {}
        for name in [name for name in self.notes if name not in waiting]:
            self._remove(name)
        for name, revisions in waiting.items():
            if name in self._form.editors:
                self._show(self._spec.by_name[name], revisions)

    def _remove(self, name: str) -> None:
        note = self.notes.pop(name)
        note.hide()
        note.deleteLater()

    def _show(self, field: FieldSpec, revisions: tuple[Revision, ...]) -> None:
        told = "\n".join(self._version(field, revision) for revision in revisions)
        title = _("{n} versions, the latest is shown").format(n=len(revisions))
        if field.name in self.notes:
            self.notes[field.name].set_text(title, told)
            return
        note = Notice(self._theme, "conflict", title, told, _("Settle"))
        note.acted.connect(self._settle)
        note.setObjectName(f"conflict-{field.name}")
        self._form.editors[field.name].column.addWidget(note)
        self.notes[field.name] = note

    def _version(self, field: FieldSpec, revision: Revision) -> str:
        words = self._words(field, revision.fields.get(field.name))
        when = moment(revision.clock[0], dt.date.today())
        return _("{person}, {time}: {words}").format(person=revision.author, time=when, words=words)

    def _words(self, field: FieldSpec, value: Any) -> str:
        if value in (None, ""):
            return _("left empty")
        if field.type == "link":
            return f"“{self._linker.title(str(value))}”"
        if field.type == "date":
            return show_date(str(value))
        if field.type == "yes_no":
            return _("Yes") if value else _("No")
        label = field.choices.get(str(value))
        text = " ".join((_(label) if label else str(value)).split())
        return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:_LONGEST].rsplit(' ', 1)[0]}…”"
