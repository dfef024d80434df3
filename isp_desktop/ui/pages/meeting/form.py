"""The fields of a meeting: those of its plan, those that are filled in while it goes on, and those of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import FACILITATIONS
from isp_desktop.services import visiting
from isp_desktop.ui.kit.date_editors import DateEditor, span_problems
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.forms import Form, FormRow
from isp_desktop.ui.kit.picks import PicksEditor
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.meeting.present import PresentEditor
from isp_desktop.ui.parts.activities import activity_groups
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.private_notes import add_private_notes
from isp_desktop.ui.parts.when import times_and_mode


class MeetingForm(Form):
    """It has no fields until `before`, `during` and `after` build them, with other rows between.

    Attributes:
        members: who sits in the team, in words.
    """

    members: Prose

    def __init__(self, theme: Theme, links: Links, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._links, self._store = links, store
        self._only: dict[bool, list[FormRow]] = {False: [], True: []}
        self._running = False

    def before(self) -> Sequence[Callable[[], None]]:
        """What builds the plan, from the top down."""
        return self._add_team, self._add_times, self._add_place, self._add_members

    def during(self) -> Sequence[Callable[[], None]]:
        """What is filled in first while it goes on."""
        return (self._add_present,)

    def after(self) -> Sequence[Callable[[], None]]:
        """What stands below the rows."""
        private = partial(add_private_notes, self._theme, self)
        return self._add_facilitation, self._add_excused, self._add_minutes, self._add_activities, private

    def problems(self) -> dict[str, str]:
        """What cannot be understood, and a time that does not go with the other."""
        return span_problems(self.editors) | super().problems()

    def only(self, running: bool, row: FormRow) -> None:
        """Shows `row` only in the plan, or only while the meeting goes on."""
        self._only[running].append(row)
        row.setVisible(running == self._running)

    def show_mood(self, running: bool) -> None:
        """Shows the fields of the plan, or those of the meeting itself."""
        self._running = running
        for mood, rows in self._only.items():
            for row in rows:
                row.setVisible(mood == running)

    def _named(self, name: str, label: str, editor: Editor) -> FormRow:
        editor.setObjectName(name)
        return self.add(name, label, editor)

    def _people(self) -> LinksEditor:
        return LinksEditor(self._theme, "", *self._links.of("person"), placeholder=_("Add a person"))

    def _add_team(self) -> None:
        theme, px = self._theme, self._theme.px
        team = LinkEditor(theme, _("Team"), *self._links.of("team"), placeholder=_("Which team?"), icon="users")
        team.setMinimumWidth(px(120))
        date = DateEditor(theme, _("Date"))
        date.setFixedWidth(px(200))
        self.know_all(team=team, date=date)
        self.only(False, self.add_row(_("Team, when"), _halves(team, date)))

    def _add_times(self) -> None:
        self.only(False, self.add_row("", times_and_mode(self._theme, self)))

    def _add_place(self) -> None:
        place = LineEditor(self._theme, placeholder=_("Room, or link of the call"), icon="map-pin")
        site = LinkEditor(self._theme, _("Site"), *self._links.of("site"), placeholder=_("At which site?"))
        place.set_label(_("Where"))
        self.know_all(place=place, site=site)
        self.only(False, self.add_row(_("Where"), _halves(place, site)))
        heading = LineEditor(self._theme, placeholder=_("Such as: data review"))
        self.only(False, self._named("heading", _("Heading"), heading))

    def _add_members(self) -> None:
        self.members = Prose(self._theme, "", "body", "text2")
        # Its first line stands beside the label.
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, self._theme.px(7), 0, 0)
        column.addWidget(self.members)
        self.only(False, self.add_row(_("Members"), holder))

    def _add_present(self) -> None:
        present = PresentEditor(self._theme, self._links)
        self.only(True, self._named("present", _("Who is here"), present))

    def _add_facilitation(self) -> None:
        theme = self._theme
        who = [Choice(key, _(label)) for key, label in FACILITATIONS.items()]
        by = ChoiceEditor(theme, _("Facilitated by"), who, empty=_("Who?"))
        by.setFixedWidth(theme.px(150))
        people = self._people()
        people.set_label(_("Who facilitated"))
        self.know_all(facilitation=by, facilitators=people)
        self.add_row(_("Facilitated by"), _halves(by, people))

    def _add_excused(self) -> None:
        self._named("excused", _("Excused"), self._people())

    def _add_minutes(self) -> None:
        words = _("What belongs to no item of the agenda")
        minutes = TextEditor(self._theme, placeholder=words, lines=(2, 16), tools=False)
        self.only(True, self._named("minutes", _("Other notes"), minutes))
        keeper = LinkEditor(self._theme, "", *self._links.of("person"), placeholder=_("Who keeps them?"), icon="pencil")
        self.only(True, self._named("minutes_by", _("Minutes by"), keeper))

    def _add_activities(self) -> None:
        usual = visiting.usual_activities(self._store)
        editor = PicksEditor(self._theme, "", activity_groups(), usual)
        self.only(True, self._named("activities", _("What we did"), editor))


def _halves(*parts: QWidget) -> QWidget:
    """Parts beside each other, which share the width as far as theirs is not fixed."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
    return place
