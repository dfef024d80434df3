"""The editors of one section of a charter, in place of its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain import schedule
from isp_desktop.domain.charter import FUNCTIONS, Section
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.practice import SectionHelp
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.field_editors import editor_of
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.when import between

ValueOf = Callable[[str], Value]
_LINES = {"agenda": (4, 16), "functions": (2, 12), "roles": (3, 16), "vision": (4, 20)}
_SHORT = 260


class SectionForm(Form):
    """The fields of a section under each other, with the help for it, built by `parts`; the first one at once.

    Signals:
        done: what is written is to be saved.
        left_off: it is to be kept as a draft.
    """

    done = Signal()
    left_off = Signal()

    def __init__(
        self,
        theme: Theme,
        section: Section,
        help: SectionHelp,
        linker: Linker,
        value: ValueOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, labels="above", parent=parent)
        self._section, self._links, self._value = section, Links(linker), value
        self.setObjectName(f"editors-{section.key}")
        self.column.addWidget(Prose(theme, f"{help.text} {help.prompt}", "meta"))
        self._left = [*self._pieces(), self._add_foot]
        self.build_next()

    def parts(self) -> Sequence[Callable[[], None]]:
        """What builds the rest, piece by piece."""
        return [self.build_next] * len(self._left)

    def build_next(self) -> None:
        """Builds the next row, if there is one."""
        if self._left:
            self._left.pop(0)()

    def first(self) -> Editor:
        """The editor at the top."""
        return next(iter(self._editors.values()))

    def _pieces(self) -> list[Callable[[], None]]:
        if self._section.key == "meetings":
            return [
                self._add_rule,
                self._add_times,
                partial(self._add_field, "place"),
                partial(self._add_field, "agenda"),
            ]
        return [partial(self._add_field, name) for name in self._section.fields]

    def _add_field(self, name: str) -> None:
        field = kind_named("charter").field(name)
        editor = self._make(field)
        alone = len(self._section.fields) == 1
        editor.setObjectName(name)
        editor.set_value(self._value(name))
        if alone:
            editor.set_label(_(self._section.label))
            self.know(name, editor)
            self.column.addWidget(editor)
        else:
            self.add(name, _(FUNCTIONS.get(name, field.label)), editor)
        editor.show()

    def _make(self, field: FieldSpec) -> Editor:
        editor = editor_of(self._theme, field, self._links, lines=_LINES.get(field.name, (3, 20)), icon="user")
        if field.type == "date":
            editor.setMaximumWidth(self._theme.px(_SHORT))
        return editor

    def _add_rule(self) -> None:
        """How often, and from which day on; the rules that are offered follow the first day."""
        self._often = ChoiceEditor(self._theme, empty=_("How often"))
        self._often.setFixedWidth(self._theme.px(_SHORT))
        first = DateEditor(self._theme)
        first.setFixedWidth(self._theme.px(180))
        self._known("schedule", self._often)
        self._known("first_meeting", first)
        first.changed.connect(self._offer_rules)
        self._offer_rules()
        self.add_row(_("How often, from which day on"), side_by_side(self._often, first))

    def _add_times(self) -> None:
        starts, ends = TimeEditor(self._theme), TimeEditor(self._theme)
        self._known("starts", starts)
        self._known("ends", ends)
        self.add_row(_("At what time"), side_by_side(starts, between(self._theme), ends))

    def _known(self, name: str, editor: Editor) -> None:
        editor.setObjectName(name)
        editor.set_label(_(kind_named("charter").field(name).label))
        editor.set_value(self._value(name))
        self.know(name, editor)

    def _offer_rules(self) -> None:
        day = self._editors["first_meeting"].value()
        first = dt.date.fromisoformat(str(day)) if day else None
        kept = self._often.value()
        rules = list(schedule.offered_rules(first))
        if kept and kept not in rules:
            rules.insert(0, kept)
        self._often.set_choices([Choice(rule, schedule.in_words(rule, first)) for rule in rules])

    def _add_foot(self) -> None:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        done = Button(self._theme, _("Done"), icon="check", height=28)
        done.setObjectName("done")
        done.clicked.connect(self.done)
        leave = Button(self._theme, _("Leave as a draft"), "quiet", height=28)
        leave.setObjectName("leave")
        leave.clicked.connect(self.left_off)
        row.addWidget(done)
        row.addWidget(leave)
        row.addStretch()
        row.addWidget(Label(self._theme, _("Ctrl+Enter saves, Escape leaves it as a draft"), "caption"))
        self.column.addWidget(foot)
