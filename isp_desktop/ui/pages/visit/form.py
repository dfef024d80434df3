"""The fields of a visit, in the order in which they are written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, marked
from isp_desktop.services import visiting
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.date_editors import DateEditor, span_problems
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.forms import Form, FormRow
from isp_desktop.ui.kit.picks import PicksEditor
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.activities import activity_groups
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.private_notes import add_private_notes
from isp_desktop.ui.parts.when import times_and_mode

FOLDED = ("agenda", "materials", "unplanned_support")
DICTATED = ("discussion", "challenges", "next_steps", "unplanned_support")
"""The texts in which signs begin something."""

VISIT_PEOPLE = ("attended", "led_by")
"""The fields that say who was there; who is named by a sign joins the first."""

_TEXTS = {
    "agenda": (marked("What was planned"), (2, 10)),
    "discussion": (marked("What was said, shown and agreed. @ names a person, # an activity, ! a commitment"), (6, 24)),
    "challenges": (marked("What stands in the way"), (1, 10)),
    "next_steps": (marked("What comes next"), (1, 10)),
    "materials": (marked("What you left there or sent"), (1, 8)),
    "unplanned_support": (marked("What you helped with that nobody had planned"), (1, 8)),
}


class VisitForm(Form):
    """All fields; the less used ones are folded until they hold something or are asked for.

    It has none until `parts` and `add_private` build them; rows with other things may stand between those two.
    """

    def __init__(self, theme: Theme, links: Links, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._links, self._store = links, store
        self._foldable: dict[str, FormRow] = {}
        self._unfold: dict[str, ChoiceChip] = {}
        self._by_time: dict[str, FormRow] = {}
        self._ahead = False

    def parts(self) -> Sequence[Callable[[], None]]:
        """What builds the fields, all but the private one, a little at a time and from the top down."""
        texts = ("agenda", "discussion", "challenges", "next_steps", "materials", "unplanned_support")
        return (
            self._add_where,
            self._add_when,
            self._add_people,
            self._add_purpose,
            self._add_activities,
            *(partial(self._add_text, name) for name in texts),
            self._add_more,
        )

    def _add_people(self) -> None:
        for name, label in (("attended", ""), ("led_by", _("Led by"))):
            row = self._named(
                name,
                label or self._label_of(name),
                LinksEditor(self._theme, "", *self._links.of("person"), placeholder=_("Add a person")),
            )
            if not label:
                self._by_time[name] = row

    def _add_activities(self) -> None:
        usual = visiting.usual_activities(self._store)
        editor = PicksEditor(self._theme, "", activity_groups(), usual)
        self._by_time["activities"] = self._named("activities", self._label_of("activities"), editor)

    def _named(self, name: str, label: str, editor: Editor) -> FormRow:
        editor.setObjectName(name)
        return self.add(name, label, editor)

    def _add_where(self) -> None:
        theme, px, links = self._theme, self._theme.px, self._links
        site = LinkEditor(theme, _("Site"), *links.of("site"), placeholder=_("Which site?"), icon="map-pin")
        site.setMinimumWidth(px(120))
        date = DateEditor(theme, _("Date"))
        date.setFixedWidth(px(200))
        self.know_all(site=site, date=date)
        place = QWidget()
        where = QHBoxLayout(place)
        where.setContentsMargins(0, 0, 0, 0)
        where.setSpacing(8)
        where.addWidget(site, 1, Qt.AlignmentFlag.AlignTop)
        where.addWidget(date, 0, Qt.AlignmentFlag.AlignTop)
        self.add_row(_("Where, when"), place)

    def _add_when(self) -> None:
        self.add_row("", times_and_mode(self._theme, self))

    def _add_purpose(self) -> None:
        purpose = LineEditor(self._theme, placeholder=_("Such as: implementation team meeting"), icon="target")
        completer = QCompleter(visiting.usual_purposes(self._store), purpose)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        purpose.line.setCompleter(completer)
        completer.activated.connect(lambda _text: purpose.changed.emit())
        self._named("purpose", _("Purpose"), purpose)

    def _add_text(self, name: str) -> None:
        placeholder, lines = _TEXTS[name]
        editor = TextEditor(self._theme, placeholder=_(placeholder), lines=lines, tools=name == "discussion")
        row = self._named(name, _(kind_named("visit").field(name).label), editor)
        if name in FOLDED:
            # Until it is known whether something stands in it.
            row.hide()
            self._foldable[name] = row

    def _add_more(self) -> None:
        spec = kind_named("visit")
        for name in FOLDED:
            chip = ChoiceChip(self._theme, _(spec.field(name).label), checkable=False, icon="plus")
            chip.setObjectName(f"unfold-{name}")
            chip.clicked.connect(lambda _on=False, name=name: self.unfold(name))
            self._unfold[name] = chip
        self._more = self.add_row(_("More fields"), side_by_side(*self._unfold.values()))
        self.fold()

    def problems(self) -> dict[str, str]:
        """What cannot be understood, and a time that does not go with the other."""
        return span_problems(self.editors) | super().problems()

    def last_chip(self) -> QWidget:
        """What Tab comes to before what stands below the fields."""
        return self._unfold[FOLDED[-1]]

    def add_private(self) -> None:
        """The field that nobody else reads, which comes last."""
        add_private_notes(self._theme, self)

    def show_ahead(self, ahead: bool) -> None:
        """Labels that speak of a visit to come, or of one that was."""
        self._ahead = ahead
        for name, row in self._by_time.items():
            row.set_label(self._label_of(name))
            self.editors[name].set_label(self._label_of(name))

    def _label_of(self, name: str) -> str:
        if name == "attended":
            return _("Who is expected") if self._ahead else _("Who was there")
        return _("What we will do") if self._ahead else _("What we did")

    def fold(self) -> None:
        """Folds the less used fields that hold nothing, and shows those that do, as far as they are built."""
        for name, row in self._foldable.items():
            self._show_folded(name, row, self.editors[name].value() is not None)
        self._show_more()

    def _show_folded(self, name: str, row: FormRow, shown: bool) -> None:
        row.setVisible(shown)
        if name in self._unfold:
            self._unfold[name].setVisible(not shown)

    def show_field(self, name: str) -> None:
        """Shows a folded field."""
        self._show_folded(name, self._foldable[name], True)
        self._show_more()

    def unfold(self, name: str) -> None:
        """Shows a folded field and puts the cursor into it."""
        self.show_field(name)
        self.editors[name].setFocus()

    def _show_more(self) -> None:
        if self._unfold:
            self._more.setVisible(any(not chip.isHidden() for chip in self._unfold.values()))
