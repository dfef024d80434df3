"""Coaching, training or whatever else was done at the visit to build capacity, a line for each."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import STEP_WAYS
from isp_desktop.services.capacity_plan import Step
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, NumberEditor
from isp_desktop.ui.kit.entries import LinksEditor
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.row_box import RowEditor

_LONGEST = 6_000
_USUAL_WAY = "coaching"


class _Sign(QWidget):
    def __init__(self, theme: Theme, private: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._private = theme, private
        self.setFixedSize(theme.px(18), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        icon, ink = ("lock", t.private) if self._private else ("check-check", t.text2)
        with painting(self) as painter:
            paint_icon(painter, icon, ink, QRectF(self.rect()), self._theme.px(16))


class LogRow(RowEditor):
    """What was done; under it, once something is: with whom, for which step of the plan, how, and how long.

    Args:
        usual: those with whom it is likely to have been done.
        steps: the steps of the site that are still open, and the one whose uid is given.
    """

    def __init__(
        self,
        theme: Theme,
        edit: Edit,
        links: Links,
        usual: Callable[[], list[str]],
        steps: Callable[[str], Sequence[Step]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, edit, _("What was done"), _("What was done to build capacity?"), parent)
        self._usual, self._steps = usual, steps
        self._given: dict[str, object] = {}
        self._offered: Sequence[Step] = ()
        self.private = edit.base is not None and edit.base.is_private
        self._row.insertWidget(0, _Sign(theme, self.private), 0, Qt.AlignmentFlag.AlignTop)
        self.step = ChoiceEditor(theme, _("Step of the plan"), empty=_("For no step of the plan"))
        self.way = ChoiceEditor(theme, _("How"), [Choice(key, _(words)) for key, words in STEP_WAYS.items()], _("How"))
        self.minutes = NumberEditor(theme, _("Minutes"), 1, _LONGEST, _("Minutes"))
        self.people = LinksEditor(theme, _("With"), *links.of("person"), placeholder=_("With"))
        self._below = QHBoxLayout()
        self._below.setContentsMargins(theme.px(24), 0, theme.px(30), theme.px(2))
        self._below.setSpacing(theme.px(6))
        inner = {
            "step": self.step.combo,
            "way": self.way.combo,
            "minutes": self.minutes.line,
            "people": self.people.line,
        }
        for name, width in (("step", 210), ("way", 132), ("minutes", 92), ("people", 0)):
            self._put_below(name, getattr(self, name), inner[name], width)
        self._outer.insertLayout(1, self._below)
        self._offer_steps()

    def _put_below(
        self, name: str, editor: ChoiceEditor | NumberEditor | LinksEditor, inner: QWidget, width: int
    ) -> None:
        editor.set_bare()
        self._add_field(name, editor, inner)
        # Under the words, which need the whole width more often.
        self._row.removeWidget(editor)
        self._below.addWidget(editor, 0 if width else 1)
        if width:
            editor.setFixedWidth(self._theme.px(width))

    def _offer_steps(self) -> None:
        self._offered = self._steps(str(self.edit.value("step") or ""))
        self.step.set_choices([Choice(step.uid, step.what) for step in self._offered])

    def stops(self) -> list[QWidget]:
        return [self.line, self.step.combo, self.way.combo, self.minutes.line, self.people.line]

    def show_edit(self, held: Container[str] = ()) -> None:
        self._offer_steps()
        super().show_edit(held)

    def show_parts(self) -> None:
        super().show_parts()
        shown = not self.is_empty() or any(stop.hasFocus() for stop in self.stops()[1:])
        for editor in self.editors.values():
            editor.setVisible(shown)
        self.step.setVisible(shown and bool(self._offered or self.step.value()))

    def is_empty(self) -> bool:
        values = {name: self.edit.value(name) for name in self.editors}
        return super().is_empty() and not any(
            value and value != self._given.get(name) for name, value in values.items()
        )

    def problem(self) -> str:
        """A sentence where something is missing or cannot be understood."""
        if super().is_empty():
            return _("Say in a line what was done, or take the row out.")
        return self.minutes.problem() or self.people.problem()

    def touch(self, name: str, value: object) -> None:
        chosen = next((step for step in self._offered if step.uid == value), None) if name == "step" else None
        if chosen is not None and self.edit.value("way") in (None, self._given.get("way")):
            # As the step says, unless it is said otherwise.
            self._give("way", chosen.way)
        super().touch(name, value)

    def _give(self, name: str, value: object) -> None:
        self._given[name] = value
        self.edit.touch(name, value)
        self.editors[name].set_value(self.edit.value(name))

    def _on_typed(self, text: str) -> None:
        if self.edit.is_new and not self._given and text.strip():
            # The site may have been chosen since.
            self._offer_steps()
            self._give("way", self.edit.value("way") or _USUAL_WAY)
            self._give("people", self.edit.value("people") or self._usual())
        super()._on_typed(text)
