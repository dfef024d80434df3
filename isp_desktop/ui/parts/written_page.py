"""A page on which a record is written together with rows of records that belong to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.built_page import BuiltPage
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.boxes import Boxes
from isp_desktop.ui.parts.edit_page import EditPage
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.words import conflicts
from isp_desktop.ui.parts.writing import Writing


class WrittenPage(EditPage, BuiltPage):
    """Built bit by bit; its head has a button that discards the draft.

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
        super().__init__(theme, store, writing, today, parent)
        self._jobs = jobs or Jobs(self)
        self._links = Links(writing.linker, writing.site)
        self.boxes = Boxes(writing, self._building, self)
        self.boxes.left.connect(self.autosave.keep_now)
        self.boxes.filled.connect(self._pass_cursor)

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

    def _show_unchanged(self) -> None:
        super()._show_unchanged()
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
        self._tell_life()
        self._show_conflicts()

    def _wrote(self, at: str) -> None:
        """Something was written at a field, or in the rows of a box."""
        self._edit.extra["at"] = at
        self.discard_button.show()
        self._touched()
