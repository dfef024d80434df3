"""What is caught in a line while a meeting goes on: a decision, a commitment, a matter for a later meeting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import DECISION_RULES
from isp_desktop.services.dictating import Heard
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.promise_row import PromiseRow
from isp_desktop.ui.parts.row_box import RowEditor


class Sign(QWidget):
    """The sign of a kind, before its row."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setFixedSize(theme.px(18), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            box, size = QRectF(self.rect()), self._theme.px(16)
            paint_icon(painter, self._icon, self._theme.tokens.text2, box, size)


class DecisionRow(RowEditor):
    """One decision, by what rule it was made, and when it is looked at again.

    Args:
        item: gives the uid of the item that is talked about, or "".
        rule: gives the rule by which the team decides, or "".
    """

    def __init__(
        self,
        theme: Theme,
        edit: Edit,
        item: Callable[[], str],
        rule: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, edit, _("What was decided"), _("What was decided?"), parent)
        self._item, self._usual = item, rule
        # What stands behind the colon explains the rule.
        rules = [Choice(key, _(label).partition(":")[0], _(label)) for key, label in DECISION_RULES.items()]
        self.rule = ChoiceEditor(theme, _("Decided by"), rules, empty=_("Decided by"))
        self.again = DateEditor(theme, _("Look at it again on"), _("Look again"), ahead=True)
        self.again.open_button.hide()
        self._row.insertWidget(0, Sign(theme, "gavel"), 0, Qt.AlignmentFlag.AlignTop)
        # Under the words, which need the whole width.
        below = QHBoxLayout()
        below.setContentsMargins(theme.px(24), 0, theme.px(30), 0)
        below.setSpacing(6)
        for name, editor, inner, width in (
            ("rule", self.rule, self.rule.combo, 200),
            ("review_on", self.again, self.again.line, 172),
        ):
            editor.set_bare()
            editor.setFixedWidth(theme.px(width))
            self._add_field(name, editor, inner)
            self._row.removeWidget(editor)
            below.addWidget(editor)
        below.addStretch()
        self._outer.insertLayout(1, below)

    def stops(self) -> list[QWidget]:
        return [self.line, self.rule.combo, self.again.line]

    def show_parts(self) -> None:
        super().show_parts()
        for editor in (self.rule, self.again):
            editor.setVisible(not self.is_empty())

    def is_empty(self) -> bool:
        # The rule alone was filled in here.
        return super().is_empty() and self.again.value() is None

    def problem(self) -> str:
        """A sentence where something is missing or cannot be understood."""
        if super().is_empty():
            return _("Say what was decided, or take the row out.")
        return self.again.problem()

    def _on_typed(self, text: str) -> None:
        if self.edit.is_new and text.strip() and not self.edit.value("what"):
            self._begin()
        super()._on_typed(text)

    def _begin(self) -> None:
        if (item := self._item()) and not self.edit.value("item"):
            self.edit.touch("item", item)
        if (rule := self._usual()) and not self.edit.value("rule"):
            self.edit.touch("rule", rule)
            self.rule.set_value(rule)


class ActionRow(PromiseRow):
    """One commitment, which may be typed as a sentence: "Priya sends the form by Friday"."""

    def __init__(
        self,
        theme: Theme,
        edit: Edit,
        links: Links,
        hear: Callable[[str], Heard],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, edit, links, parent)
        self._hear = hear
        self.line.setPlaceholderText(_("What was promised? Such as: Priya sends the form by Friday"))
        # At Enter, and when the cursor goes elsewhere.
        self.line.editingFinished.connect(self.take_apart)

    def take_apart(self) -> None:
        """Makes what, who and by when of a sentence that says them."""
        said = self.line.text().strip()
        if not said or not self.edit.is_new or self.edit.value("owner") or self.edit.value("due"):
            return
        heard = self._hear(said)
        if heard.owner or heard.due:
            for name, value in (("what", heard.what), ("owner", heard.owner), ("due", heard.due)):
                if value:
                    self.edit.touch(name, value)
            self.show_edit()
            self.changed.emit()


class ParkedRow(RowEditor):
    """A matter that waits for a later meeting."""

    def __init__(self, theme: Theme, edit: Edit, parent: QWidget | None = None) -> None:
        super().__init__(theme, edit, _("What is parked"), _("What waits for a later meeting?"), parent)
        self._row.insertWidget(0, Sign(theme, "hourglass"), 0, Qt.AlignmentFlag.AlignTop)
