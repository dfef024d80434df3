"""A commitment in a row: whether it is kept, what, who, by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.promises import is_open
from isp_desktop.services.editing import Edit
from isp_desktop.services.taking_back import kept_state
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.row_box import RowEditor


class PromiseRow(RowEditor):
    """One commitment."""

    def __init__(self, theme: Theme, edit: Edit, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(theme, edit, _("What was promised"), _("What was promised?"), parent)
        self.circle = CheckBox(theme, "", round_=True)
        self.circle.setAccessibleName(_("Kept"))
        self.circle.setToolTip(_("Kept"))
        self.owner = LinkEditor(theme, _("Who"), *links.of("person"), placeholder=_("Who"), icon="user")
        self.due = DateEditor(theme, _("By when"), _("By when"), ahead=True)
        self._dress()
        self._add(self.circle, self.circle, before=True)
        self._add_field("owner", self.owner, self.owner.line)
        self._add_field("due", self.due, self.due.line)
        self.circle.clicked.connect(self._on_ticked)

    def _dress(self) -> None:
        px = self._theme.px
        keeps = self.circle.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.circle.setSizePolicy(keeps)
        for editor, width in ((self.owner, 168), (self.due, 148)):
            editor.set_bare()
            editor.setFixedWidth(px(width))
        self.due.open_button.hide()

    def stops(self) -> list[QWidget]:
        return [self.line, self.owner.line, self.due.line, self.circle]

    def show_parts(self) -> None:
        super().show_parts()
        self.circle.setVisible(bool(self.line.text().strip()))

    def show_edit(self, held: Container[str] = ()) -> None:
        super().show_edit(held)
        self.circle.setChecked(not is_open(self.edit.value("status")))

    def is_empty(self) -> bool:
        return super().is_empty() and self.owner.value() is None and self.due.value() is None

    def problem(self) -> str:
        """A sentence where something is missing or cannot be understood."""
        if super().is_empty():
            return _("Say what was promised, or take the row out.")
        return self.due.problem() or self.owner.problem()

    def _on_ticked(self, kept: bool) -> None:
        for name, value in kept_state(self.edit.value("due"), kept, dt.date.today()).items():
            self.edit.touch(name, value)
        self.changed.emit()
