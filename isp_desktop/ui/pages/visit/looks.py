"""How a core element was seen to be delivered at the visit: a line for each, which may begin with 1, 2 or 3."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import EVIDENCE_SOURCES, INTEGRITY_MARKS
from isp_desktop.services.editing import Edit
from isp_desktop.services.integrity.elements import Element
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.stands import StandSign
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.row_box import RowEditor
from isp_desktop.ui.parts.stands import shape_of

_MARKED = re.compile(r"([123])(?:\s+(.*))?")
_KEYS = tuple(INTEGRITY_MARKS)


class LookEntry(RowEditor):
    """What was seen; under it, once something is: of which element, how it is, and what that is based on.

    Typing begins with the next element of the site that has no row yet; a 1, 2 or 3 in front says how it is.

    Args:
        elements: the elements of the site, and the uid of the next one, given the row's own edit.
        usual: those by whom it is likely to have been seen.
    """

    named = "evidence"

    def __init__(
        self,
        theme: Theme,
        edit: Edit,
        elements: Callable[[Edit], tuple[Sequence[Element], str]],
        usual: Callable[[], list[str]],
        parent: QWidget | None = None,
    ) -> None:
        asks = _("1 holds, 2 in part, 3 does not; then what was seen")
        super().__init__(theme, edit, _("Core element seen"), asks, parent)
        self._elements, self._usual = elements, usual
        self._given: dict[str, object] = {}
        self.private = edit.base is not None and edit.base.is_private
        self._sign = StandSign(theme, "ring")
        self._row.insertWidget(0, self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self.element = ChoiceEditor(theme, _("Core element"), empty=_("Core element"))
        marks = [Choice(key, _(words)) for key, words in INTEGRITY_MARKS.items()]
        self.mark = ChoiceEditor(theme, _("How it is"), marks, _("How it is"))
        self.sources = {key: ChoiceChip(theme, _(words)) for key, words in EVIDENCE_SOURCES.items()}
        for name, editor, width in (("element", self.element, 230), ("mark", self.mark, 150)):
            editor.set_bare()
            self._add_field(name, editor, editor.combo)
            # Under the words, which need the whole width more often.
            self._row.removeWidget(editor)
            editor.setFixedWidth(theme.px(width))
        for key, chip in self.sources.items():
            chip.clicked.connect(lambda _on=False, key=key: self._base_on(key))
            self._watch(chip)
        self._below = QWidget()
        inside = QVBoxLayout(self._below)
        pad(inside, theme.px(24), 0, theme.px(30), theme.px(2))
        inside.addWidget(side_by_side(self.element, self.mark, *self.sources.values()))
        self._outer.insertWidget(1, self._below)
        self._offer_elements()

    def _offer_elements(self) -> None:
        found, _next = self._elements(self.edit)
        self.element.set_choices([Choice(one.uid, one.name, one.good) for one in found])

    def stops(self) -> list[QWidget]:
        return [self.line, self.element.combo, self.mark.combo, *self.sources.values()]

    def show_edit(self, held: Container[str] = ()) -> None:
        self._offer_elements()
        super().show_edit(held)
        sources = set(self.edit.value("sources") or ())
        for key, chip in self.sources.items():
            chip.setChecked(key in sources)

    def show_parts(self) -> None:
        super().show_parts()
        self._below.setVisible(not self.is_empty() or any(stop.hasFocus() for stop in self.stops()[1:]))
        self._sign.show_shape(shape_of(str(self.edit.value("mark") or "")))

    def is_empty(self) -> bool:
        said = any(self.edit.value(name) for name in ("mark", "sources"))
        element = self.edit.value("element")
        return super().is_empty() and not said and element in (None, self._given.get("element"))

    def problem(self) -> str:
        """A sentence where something is missing."""
        if not self.edit.value("element"):
            return _("Choose the core element, or take the row out.")
        return "" if self.edit.value("mark") else _("Say how it is: it holds, it holds in part, or it does not.")

    def _base_on(self, key: str) -> None:
        sources = list(self.edit.value("sources") or ())
        self.touch("sources", [one for one in sources if one != key] if key in sources else [*sources, key])

    def touch(self, name: str, value: object) -> None:
        if self.edit.is_new and not self._given and value:
            self._begin()
        super().touch(name, value)

    def _begin(self) -> None:
        """What follows from the site and the visit, unless it is said already."""
        # The site may have been chosen since.
        self._offer_elements()
        _found, following = self._elements(self.edit)
        self._given = {"element": following or None, "seen_by": self._usual()}
        for name, value in self._given.items():
            if value and not self.edit.value(name):
                self.edit.touch(name, value)
        self.element.set_value(self.edit.value("element"))

    def _on_typed(self, text: str) -> None:
        found = _MARKED.fullmatch(text)
        # A figure alone may still become a number: it is a mark once a space follows, or Enter.
        if found is not None and found[2] is not None and not self.edit.value("mark"):
            self._mark(found)
        else:
            super()._on_typed(text)

    def _mark(self, found: re.Match[str]) -> None:
        rest = found[2] or ""
        self.line.setText(rest)
        self.mark.set_value(_KEYS[int(found[1]) - 1])
        self.touch("mark", self.mark.value())
        super()._on_typed(rest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = _MARKED.fullmatch(self.line.text().strip())
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if is_enter and found is not None and found[2] is None and not self.edit.value("mark"):
            self._mark(found)
        super().keyPressEvent(event)
