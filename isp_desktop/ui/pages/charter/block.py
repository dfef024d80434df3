"""A section of a charter in the document: heading, state, what it says; and where it is written in, its editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.charter import Section
from isp_desktop.domain.charter_text import Passage
from isp_desktop.domain.language import _
from isp_desktop.domain.practice import SectionHelp
from isp_desktop.services.charters.seen import Seen, SeenSection, Told
from isp_desktop.services.summary import tree
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import IconButton
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.compare import CompareText
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label, Prose, Style
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.charter.prose import CharterProse

Blocks = Mapping[tuple[str, str], Sequence[tree.Block]]
"""The prose of the charter, read from its Markdown: by section and field."""


class SectionBlock(QWidget):
    """A click writes in it.

    Signals:
        edit_asked: its key, to be written in.
        settle_asked: what waits to be settled in it is to be shown.
        person_asked: the uid of a member.
    """

    edit_asked = Signal(str)
    settle_asked = Signal()
    person_asked = Signal(str)

    def __init__(self, theme: Theme, section: Section, help: SectionHelp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._section, self._help = theme, section, help
        self._shown: object = None
        self._editor: QWidget | None = None
        self._fixed = False
        self.setObjectName(f"section-{section.key}")
        self.setAccessibleName(_(section.label))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._chips: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        self._column = column
        self._text = QWidget()
        column.addWidget(self._text)

    def _head(self) -> QHBoxLayout:
        label = _(self._section.label)
        # The state goes under the name where there is no room beside it.
        names = QWidget()
        self._names = FlowLayout(names, gap=10, line_gap=4)
        self._names.addWidget(Label(self._theme, label, "title"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        names.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(names, 1)
        self._pencil = IconButton(self._theme, "pencil", _("Write in “{section}” (Enter)").format(section=label))
        # The list of sections is its way by the keyboard.
        self._pencil.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pencil.clicked.connect(lambda: self.edit_asked.emit(self._section.key))
        keeps_room = self._pencil.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self._pencil.setSizePolicy(keeps_room)
        self._pencil.hide()
        row.addWidget(self._pencil)
        return row

    def show_section(
        self, one: SeenSection, seen: Seen, blocks: Blocks, drafted: bool, note: tuple[str, str] | None
    ) -> None:
        """Shows what the section says.

        Args:
            drafted: something of it was typed and is not saved.
            note: title and words of what waits to be settled in it, None for nothing.
        """
        members = tuple((who.person, who.name, who.role) for who in seen.signers) if one.section.key == "roles" else ()
        new = (one, members, drafted, note, seen.base is not None)
        if new == self._shown:
            return
        self._shown = new
        self._show_chips(one, seen, drafted)
        text = QWidget()
        inside = QVBoxLayout(text)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        if note is not None:
            inside.addWidget(self._conflict(*note))
        if members:
            inside.addWidget(self._members(members))
        for part in self._parts(one, blocks):
            inside.addWidget(part)
        if not one.told:
            self._add_help(inside)
        old, self._text = self._text, text
        self._column.replaceWidget(old, text)
        text.setVisible(self._editor is None)
        old.hide()
        old.deleteLater()

    def open_editor(self, editor: QWidget) -> None:
        """Puts `editor` in place of what the section says."""
        self._editor = editor
        self._text.hide()
        self._show_pencil(there=False)
        self._column.addWidget(editor)
        editor.show()

    def close_editor(self) -> None:
        """Shows what the section says again."""
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        self._text.show()

    def set_read_only(self, fixed: bool) -> None:
        """Whether it can be written in."""
        self._fixed = fixed
        self._show_pencil(self.underMouse())

    def _show_pencil(self, there: bool) -> None:
        self._pencil.setVisible(there and not self._fixed and self._editor is None)

    def _show_chips(self, one: SeenSection, seen: Seen, drafted: bool) -> None:
        for chip in self._chips:
            self._names.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        if drafted:
            self._chips.append(Chip(self._theme, _("Not saved yet"), "draft"))
        elif one.state == "changed" and seen.base is not None:
            self._chips.append(Chip(self._theme, _("Changed"), "draft"))
        elif one.state == "empty":
            self._chips.append(Chip(self._theme, _("Not written"), "missing", "circle-dashed"))
        for chip in self._chips:
            self._names.addWidget(chip)

    def _conflict(self, title: str, told: str) -> Notice:
        note = Notice(self._theme, "conflict", title, told, _("Settle"))
        note.setObjectName(f"conflict-{self._section.key}")
        note.acted.connect(self.settle_asked)
        return note

    def _members(self, members: Sequence[tuple[str, str, str]]) -> QWidget:
        rows = [Row(person, name, avatar=name, second=role or _("No role named")) for person, name, role in members]
        made = FittedList(self._theme, RowsModel(fetch_from(rows)), _("Members"))
        made.rows().setParent(made)
        made.setObjectName("members")
        made.opened.connect(self.person_asked)
        return made

    def _add_help(self, inside: QVBoxLayout) -> None:
        for words in (self._help.text, self._help.prompt):
            inside.addWidget(Prose(self._theme, words, "prose", "text2"))

    def _parts(self, one: SeenSection, blocks: Blocks) -> list[QWidget]:
        made: list[QWidget] = []
        for at, told in enumerate(one.told):
            if told.passage.form == "line":
                if at and one.told[at - 1].passage.form == "line":
                    made.append(HairLine(self._theme))
                made.append(self._line(told))
            else:
                made += self._prose(told, blocks)
        return made

    def _line(self, told: Told) -> QWidget:
        passage = told.passage
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(16)
        row.addWidget(Prose(self._theme, passage.label, "body", "text2"), 5, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words(told, passage), 6)
        return place

    def _words(self, told: Told, passage: Passage) -> QWidget:
        if told.pieces:
            return self._compared(told, "prose")
        if passage.words:
            return Prose(self._theme, passage.words, "strong")
        return Prose(self._theme, passage.missing, "strong", "warn")

    def _prose(self, told: Told, blocks: Blocks) -> list[QWidget]:
        passage = told.passage
        label = [Label(self._theme, passage.label, "strong")] if passage.label else []
        if told.pieces:
            return [*label, self._compared(told, "charter")]
        name = passage.label or _(self._section.label)
        text = CharterProse(self._theme, name, blocks.get((self._section.key, passage.name), ()))
        text.pressed.connect(lambda: self.edit_asked.emit(self._section.key))
        return [*label, text]

    def _compared(self, told: Told, style: Style) -> CompareText:
        text = CompareText(self._theme, pieces=told.pieces, style=style)
        text.pressed.connect(lambda: self.edit_asked.emit(self._section.key))
        return text

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_pencil(there=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_pencil(there=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._editor is None:
            self.edit_asked.emit(self._section.key)
