"""What trust is built on, noted at a visit: feedback, tensions, conversations, value, local knowledge; and coaching,
and debriefs with leaders.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.entries import LinksEditor
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.forms import Form, FormRow
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.roving import Roving, bring_into_sight
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.row_box import RowBox, RowEditor


@dataclass(frozen=True, slots=True)
class _Words:
    """What a row of a kind asks: what, and who; and the letter that begins one with Alt.

    `chip` is what the chip says that begins one, where that is not the label; `field` is what holds the words.
    """

    label: str
    what: str
    who: str
    letter: str
    chip: str = ""
    field: str = "what"


_WORDS: Mapping[str, _Words] = {
    "feedback": _Words(marked("Feedback"), marked("What did they say of the support?"), marked("From whom"), "F"),
    "tension": _Words(marked("Tension"), marked("What is disputed?"), marked("Between whom"), "T"),
    "conversation": _Words(marked("Conversation"), marked("What is difficult to talk about?"), marked("With"), "D"),
    "value": _Words(marked("Value delivered"), marked("What was of use?"), marked("For whom"), "V"),
    "learned": _Words(marked("Local knowledge"), marked("What did you learn?"), marked("From whom"), "L"),
    "step_log": _Words(
        marked("Capacity built"), marked("What was done?"), marked("With"), "C", marked("Coaching, training")
    ),
    "integrity_mark": _Words(marked("Core elements seen"), marked("What was seen?"), marked("Seen by"), "I"),
    "debrief": _Words(
        marked("Debrief"), marked("What was talked about with the leader?"), marked("With"), "B", field="talked"
    ),
}
NOTED = (*ENTRIES, "step_log", "integrity_mark", "debrief")
"""The kinds of which there is a part once it is asked for, in their order."""

_RATING = "R"


class _Sign(QWidget):
    """The sign of the kind, or the lock of a record that stays on this computer."""

    def __init__(self, theme: Theme, icon: str, private: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._private = theme, icon, private
        self.setFixedSize(theme.px(18), theme.px(26))
        if private:
            set_tip(self, _("Private: only on this computer, until you share it"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        with painting(self) as painter:
            ink = t.private if self._private else t.text2
            paint_icon(painter, "lock" if self._private else self._icon, ink, QRectF(self.rect()), self._theme.px(16))


class EntryRow(RowEditor):
    """One entry: what, and with whom. `usual` gives those whom it is likely to be about."""

    def __init__(
        self, theme: Theme, edit: Edit, links: Links, usual: Callable[[], list[str]], parent: QWidget | None = None
    ) -> None:
        spec, words = kind_named(edit.kind), _WORDS[edit.kind]
        self.named = words.field
        super().__init__(theme, edit, _(spec.field(words.field).label), _(words.what), parent)
        self._usual = usual
        self._given: list[str] = []
        self._needs_people = spec.field("people").required
        self.private = edit.base.is_private if edit.base else spec.private_unless_shared
        self.people = LinksEditor(theme, _(words.who), *links.of("person"), placeholder=_(words.who))
        self.people.set_bare()
        self._row.insertWidget(0, _Sign(theme, spec.icon, self.private), 0, Qt.AlignmentFlag.AlignTop)
        self._add_field("people", self.people, self.people.line)
        # Under the words, which need the whole width more often than names do.
        self._row.removeWidget(self.people)
        self._below = QHBoxLayout()
        self._below.setContentsMargins(theme.px(24), 0, theme.px(30), 0)
        self._below.addWidget(self.people)
        self._outer.insertLayout(1, self._below)
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        super().set_error(sentence)
        if self.private:
            # What is wrong comes and goes; that it is private is told throughout.
            self.line.setAccessibleDescription(". ".join(filter(None, (_("Private"), sentence))))

    def stops(self) -> list[QWidget]:
        return [self.line, self.people.line]

    def show_edit(self, held: Container[str] = ()) -> None:
        super().show_edit(held)
        # A line would make one of several.
        self.line.setReadOnly("\n" in str(self.edit.value(self.named) or ""))

    def show_parts(self) -> None:
        super().show_parts()
        self.people.setVisible(not self.is_empty() or self.people.line.hasFocus())

    def is_empty(self) -> bool:
        people = list(self.edit.value("people") or ())
        return super().is_empty() and (not people or people == self._given)

    def problem(self) -> str:
        """A sentence where something is missing or cannot be understood."""
        if super().is_empty():
            return _("Say in a line what it is, or take the row out.")
        if self._needs_people and not self.edit.value("people"):
            return _("Say with whom it was.")
        return self.people.problem()

    def _on_typed(self, text: str) -> None:
        if self.edit.is_new and not self.edit.value("people") and not self._given and text.strip():
            self._given = self._usual()
            if self._given:
                self.edit.touch("people", self._given)
                self.people.set_value(self._given)
        super()._on_typed(text)


MakeBox = Callable[[str, QWidget, Callable[[], QWidget]], RowBox]
"""Makes the rows of a kind in a place; the last argument gives the widget that Tab comes from."""


class EntryParts(QObject):
    """A part of the form for each kind, which is there once it holds something or was asked for, and what asks for it.

    Attributes:
        chips: what begins an entry of each kind, and under "trust" a rating; one stop for Tab.

    Signals:
        rating_asked: trust is to be rated.
    """

    rating_asked = Signal()

    def __init__(self, theme: Theme, form: Form, make_box: MakeBox, before: Callable[[], QWidget]) -> None:
        super().__init__(form)
        self._form, self._make_box, self._before = form, make_box, before
        self._boxes: dict[str, RowBox] = {}
        self._rows: dict[str, FormRow] = {}
        self.chips = {kind: _chip(theme, _(words.chip or words.label), words.letter) for kind, words in _WORDS.items()}
        self.chips["trust"] = _chip(theme, _("Trust rating"), _RATING)
        self._roving = Roving(lambda: list(self.chips.values()), self)
        for kind, chip in self.chips.items():
            chip.setObjectName(f"add-{kind}")
            chip.clicked.connect(lambda _on=False, kind=kind: self.begin(kind))
            self._roving.add(chip)
        self._last = form.add_row(_("Note as well"), side_by_side(*self.chips.values()))

    def listen(self, page: QWidget) -> None:
        """Alt and its letter begins an entry from anywhere on the page."""
        letters = {kind: words.letter for kind, words in _WORDS.items()} | {"trust": _RATING}
        for kind, letter in letters.items():
            inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(f"Alt+{letter}"), page, partial(self.begin, kind), context=inside)

    def begin(self, kind: str) -> None:
        """Puts the cursor into an empty row of the kind, or asks for a rating."""
        if not self.chips[kind].isEnabled():
            return
        if kind == "trust":
            self.rating_asked.emit()
        else:
            self.show_kind(kind).focus_first()
            row = self._rows[kind]
            QTimer.singleShot(0, row, lambda: bring_into_sight(row))

    def show_kind(self, kind: str) -> RowBox:
        """The rows of a kind, made where they were not needed until now."""
        if kind not in self._boxes:
            place = _place()
            told = _("Private until you share it") if kind_named(kind).private_unless_shared else ""
            self._rows[kind] = self._form.add_row(_(_WORDS[kind].label), place, help=told)
            self._put_in_order(kind)
            self._boxes[kind] = self._make_box(kind, place, partial(self._stop_before, kind))
        return self._boxes[kind]

    def _put_in_order(self, kind: str) -> None:
        """The part of a kind stands before those of the kinds that follow, and before the chips."""
        following = next((self._rows[one] for one in NOTED[NOTED.index(kind) + 1 :] if one in self._rows), self._last)
        column, row = self._form.column, self._rows[kind]
        column.removeWidget(row)
        column.insertWidget(column.indexOf(following), row)

    def _stop_before(self, kind: str) -> QWidget:
        above = (self._boxes[one] for one in NOTED[: NOTED.index(kind)] if one in self._boxes)
        # One that is still to be filled puts itself before this one then.
        stops = [stop for box in above for stop in box.tab_stops()]
        return stops[-1] if stops else self._before()

    def set_enabled(self, on: bool) -> None:
        """Whether anything can be added."""
        for chip in self.chips.values():
            chip.setEnabled(on)


def _place() -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    return made


def _chip(theme: Theme, label: str, letter: str) -> ChoiceChip:
    chip = ChoiceChip(theme, label, checkable=False, icon="plus")
    set_tip(chip, f"Alt+{letter}")
    return chip
