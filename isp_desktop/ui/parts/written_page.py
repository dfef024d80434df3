"""A page on which a record is written together with rows of records that belong to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import taking_back
from isp_desktop.services.editing import Edit
from isp_desktop.services.half_typed import release
from isp_desktop.ui.kit.built_page import BuiltPage
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.line_rows import settled_words
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.boxes import Boxes
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.words import conflicts
from isp_desktop.ui.parts.writing import Writing


class WrittenPage(BuiltPage):
    """Shows a `Writing`; its head has a button that discards the draft.

    Attributes:
        boxes: the rows.
    """

    discard_button: Button

    def __init__(
        self,
        theme: Theme,
        store: Store,
        writing: Writing,
        jobs: Jobs | None,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, kind_named(writing.edit.kind), parent)
        self._store, self._writing, self._jobs, self._today = store, writing, jobs or Jobs(self), today
        self._linker = writing.linker
        self._links = Links(writing.linker, writing.site)
        self.boxes = Boxes(writing, self._building, self)
        self.boxes.left.connect(self.autosave.keep_now)
        self.boxes.filled.connect(self._pass_cursor)

    @property
    def uid(self) -> str:
        """The record's uid, also before it is first saved."""
        return self._writing.uid

    @property
    def _edit(self) -> Edit:
        return self._writing.edit

    def _stand_on_ground(self) -> None:
        """The notices, and under them the form."""
        column = GrowingColumn(self._ground)
        column.setContentsMargins(32, 16, 28, 28)
        column.setSpacing(12)
        column.addLayout(self.notices)
        column.addWidget(self.form)
        column.addStretch()

    def _build_fields(self, part: Callable[[], None]) -> dict[str, Editor]:
        """Builds fields and shows what they hold; gives them by name."""
        known = set(self.form.editors)
        part()
        fresh = {name: editor for name, editor in self.form.editors.items() if name not in known}
        for name, editor in fresh.items():
            editor.set_value(self._edit.value(name))
            editor.set_read_only(self._writing.is_deleted())
        return fresh

    def _place_of(self, at: str) -> QWidget | None:
        return super()._place_of(at) or self.boxes.last_line(at)

    def _show_kept(self) -> None:
        self._resumed(self._edit.resumed_ms)
        if not self.has_draft:
            self._show_unchanged()

    def _show_unchanged(self) -> None:
        self._show_saved(self._edit.base.changed_ms if self._edit.base else 0)
        self.discard_button.hide()

    def _show_conflicts(self) -> None:
        """Says what waits to be settled, and takes away what no longer does."""
        for key in [key for key in self._shown_notices if key.startswith("conflict-")]:
            self.hide_notice(key)
        for name, told in conflicts(self._edit.base, self._linker).items():
            notice = self.notice(f"conflict-{name}", "conflict", *told, action=_("Settle"))
            notice.acted.connect(lambda: self.settle_asked.emit(self.uid))

    def _show_standing(self) -> None:
        """Says that the record is deleted, or what waits to be settled in it."""
        record = self._edit.base
        self._show_life(record.life if record else "live", partial(taking_back.restore, self._store, self.uid))
        self._show_conflicts()

    def _on_left(self, name: str) -> None:
        if not self.form.editors[name].problem() and release(self._edit, name):
            self.form.set_values({name: self._edit.value(name)})
        self.autosave.keep_now()

    def _wrote(self, at: str) -> None:
        """Something was written at a field, or in the rows of a box."""
        self._edit.extra["at"] = at
        self.discard_button.show()
        self._touched()

    def shown_uid(self) -> str:
        return "" if self._edit.is_new and not self.has_draft and not self.autosave.is_dirty() else self.uid

    def _settle(self, uid: str, kept: bool) -> None:
        """Notes of a commitment that was made before that it is kept, or not."""
        act = taking_back.on_screen(taking_back.settle, self._store, uid, kept, self._today())
        self._offer(act, settled_words(kept))

    def _forget_draft(self) -> None:
        self._discard(self.uid, self._edit.is_new, partial(taking_back.discard_draft, self._store, self.uid))

    def _delete_record(self, title: str) -> None:
        self._delete(title, partial(taking_back.on_screen, taking_back.delete, self._store, self.uid))

    def _read_again(self) -> None:
        self._writing.begin_again()

    def _forget_names(self) -> None:
        self._linker.forget()

    def _take_in(self, half: Container[str]) -> tuple[Sequence[str], Mapping[str, Value]]:
        return self._writing.take_in(half)
