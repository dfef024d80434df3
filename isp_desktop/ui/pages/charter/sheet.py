"""The document in the middle of the page: all sections on one sheet, each built in a turn of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.charter import SECTIONS, Section
from isp_desktop.domain.language import _
from isp_desktop.domain.practice import SectionHelp, load_charter_help
from isp_desktop.services.charters.seen import Seen, SeenSection
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.charter.block import Blocks, SectionBlock

_WIDEST, _ABOVE, _IN_SIGHT = 720, 18, 60

Note = Callable[[tuple[str, ...]], tuple[str, str] | None]
"""Title and words of what is to be settled in the fields given."""


class Sheet(QWidget):
    """Notices, what was typed and left, and the paper with the sections (`blocks`, by their keys).

    Signals: those of a `SectionBlock`, and
        in_sight: the key of the section at the top, after somebody scrolled.
        begun_with: the uid of the template that an empty charter is to begin with.
        save_asked, discard_asked: what was typed and left.
    """

    edit_asked = Signal(str)
    settle_asked = Signal()
    person_asked = Signal(str)
    in_sight = Signal(str)
    begun_with = Signal(str)
    save_asked = Signal()
    discard_asked = Signal()

    def __init__(self, theme: Theme, notices: QVBoxLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.blocks: dict[str, SectionBlock] = {}
        self._ground = QWidget()
        self._bar = _DraftBar(theme)
        self._bar.save_button.clicked.connect(self.save_asked)
        self._bar.discard_button.clicked.connect(self.discard_asked)
        self._templates = QVBoxLayout()
        self._against = Remark(theme, "", "git-compare")
        self._paper = Panel(theme, padding=(44, 30))
        self._paper.column.setSpacing(theme.px(26))
        self._fill(notices)
        self.area = scrolled(self._ground, surface=False)
        self.area.verticalScrollBar().actionTriggered.connect(lambda: QTimer.singleShot(0, self, self._tell_in_sight))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def _fill(self, notices: QVBoxLayout) -> None:
        middle = QWidget()
        middle.setMaximumWidth(self._theme.px(_WIDEST))
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        inner = GrowingColumn(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addLayout(notices)
        inner.addWidget(self._bar)
        inner.addLayout(self._templates)
        inner.addWidget(self._against)
        inner.addWidget(self._paper)
        inner.addStretch()
        across = QHBoxLayout(self._ground)
        pad(across, 16, _ABOVE, 24, 28)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        self._bar.hide()
        self._against.hide()
        self._paper.hide()

    def showing(
        self, seen: Seen, blocks: Blocks, drafted: frozenset[str], note: Note, against: str
    ) -> Iterator[Callable[[], None]]:
        """What shows the charter, bit by bit; `drafted` are the sections with something typed and not saved."""
        yield partial(self._show_around, seen, against)
        help = load_charter_help()
        for one in seen.sections:
            key = one.section.key
            if key not in self.blocks:
                yield partial(self._add, one.section, help[key])
            yield partial(self._show, one, seen, blocks, key in drafted, note(one.conflicts))

    def _show(self, one: SeenSection, seen: Seen, blocks: Blocks, drafted: bool, note: tuple[str, str] | None) -> None:
        self.blocks[one.section.key].show_section(one, seen, blocks, drafted, note)

    def show_draft(self, sections: list[str], is_open: bool) -> None:
        """Says which sections were typed in and left; not while one is written in."""
        self._bar.show_sections(sections)
        self._bar.setVisible(bool(sections) and not is_open)

    def go_to(self, key: str) -> None:
        """Scrolls to a section, as soon as it is laid out."""
        QTimer.singleShot(0, self, partial(self._go_to, key))

    def _go_to(self, key: str) -> None:
        block = self.blocks.get(key)
        if block is not None:
            top = block.mapTo(self._ground, block.rect().topLeft()).y()
            self.area.verticalScrollBar().setValue(0 if key == SECTIONS[0].key else top - self._theme.px(_ABOVE))

    def _tell_in_sight(self) -> None:
        top = self.area.verticalScrollBar().value() + self._theme.px(_IN_SIGHT)
        for key, block in self.blocks.items():
            if block.mapTo(self._ground, block.rect().bottomLeft()).y() > top:
                self.in_sight.emit(key)
                return

    def _add(self, section: Section, help: SectionHelp) -> None:
        block = SectionBlock(self._theme, section, help)
        block.edit_asked.connect(self.edit_asked)
        block.settle_asked.connect(self.settle_asked)
        block.person_asked.connect(self.person_asked)
        self._paper.column.addWidget(block)
        self._paper.show()
        self.blocks[section.key] = block

    def _show_around(self, seen: Seen, against: str) -> None:
        self._against.set_text(against)
        self._against.setVisible(bool(against))
        while (item := self._templates.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if seen.templates and seen.team[0]:
            self._templates.addWidget(self._offered(seen.templates))

    def _offered(self, templates: tuple[tuple[str, str], ...]) -> QWidget:
        panel = Panel(self._theme, "sunken", (16, 12))
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        panel.column.addWidget(Label(self._theme, _("Begin with a template, or write section by section"), "strong"))
        for uid, name in templates:
            button = Button(self._theme, name or _("Template without a name"), icon="copy", height=28)
            button.setObjectName("template")
            button.clicked.connect(lambda _on=False, uid=uid: self.begun_with.emit(uid))
            panel.column.addWidget(button)
        return panel


class _DraftBar(QWidget):
    """What was typed and is not saved, and what becomes of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = Remark(theme, "", "pencil", wraps=True)
        self.discard_button = Button(theme, _("Discard draft"), "quiet", height=28)
        self.discard_button.setObjectName("discard")
        self.save_button = Button(theme, _("Save"), icon="check", height=28)
        self.save_button.setObjectName("save")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._told, 1)
        row.addWidget(self.discard_button)
        row.addWidget(self.save_button)

    def show_sections(self, sections: list[str]) -> None:
        """Names them."""
        self._told.set_text(_("Not saved yet: {sections}").format(sections=", ".join(sections)))
