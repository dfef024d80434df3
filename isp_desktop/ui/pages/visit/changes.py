"""A change seen at the visit, in a row: what, and at which of the three places."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import CHANGE_PLACES
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.row_box import RowEditor


class _Sign(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(theme.px(18), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        with painting(self) as painter:
            paint_icon(painter, "trending-up", t.good, QRectF(self.rect()), self._theme.px(16))


class ChangeRow(RowEditor):
    """One change."""

    def __init__(self, theme: Theme, edit: Edit, parent: QWidget | None = None) -> None:
        super().__init__(theme, edit, _("What changed"), _("What changed?"), parent)
        choices = [Choice(key, _(label)) for key, label in CHANGE_PLACES.items()]
        self.place = ChoiceEditor(theme, _("Where it changed"), choices, empty=_("Where"))
        self.place.setFixedWidth(theme.px(200))
        self.place.set_bare()
        self._row.insertWidget(0, _Sign(theme))
        self._add_field("place", self.place, self.place.combo)

    def stops(self) -> list[QWidget]:
        return [self.line, self.place.combo]

    def is_empty(self) -> bool:
        return super().is_empty() and self.place.value() is None

    def problem(self) -> str:
        """A sentence where something is missing."""
        if super().is_empty():
            return _("Say what changed, or take the row out.")
        where = _("Choose where it changed: the use, the setting, or the wider system.")
        return "" if self.place.value() else where
