"""Relationships that go quiet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import contact
from isp_desktop.services.contact import Quiet, QuietList
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.contact_bar import Gap, gap_words
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu


class QuietPart(Part):
    """Who was not in touch for longer than wanted; the menu begins a visit or a note, and sets the rhythm."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._people: dict[str, Quiet] = {}
        self.rows = self.make_rows("quiet", _("Going quiet")).looking()
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("All people"), self._list_people)
        self.rows.begun.connect(self._list_people)
        self.rows.opened.connect(lambda uid: self.record_asked.emit("person", uid))
        self.rows.menu_asked.connect(self._open_menu)

    def show_quiet(self, found: QuietList) -> None:
        """Shows what was read."""
        self._people = {quiet.uid: quiet for quiet in found.shown}
        if found.shown:
            people = counted("{n} person", "{n} people", found.count)
            self.rows.show_rows([_row(quiet) for quiet in found.shown], people)
        elif found.any_rhythm:
            self.rows.say(_("Nobody has gone quiet: every contact is within the wanted days."))
        else:
            sentence = _("Say in a person's record how often to be in touch, and who goes quiet is told here.")
            self.rows.say(sentence, _("Choose a person"))

    def _list_people(self) -> None:
        self.list_asked.emit("person")

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done about one person."""
        menu.add(_("Open"), lambda: self.record_asked.emit("person", uid), "user")
        menu.add(_("New visit"), lambda: self.new_asked.emit("visit", {"attended": [uid]}), "calendar-plus")
        menu.add(_("New note"), lambda: self.new_asked.emit("note", {"people": [uid]}), "pencil")
        menu.addSeparator()
        menu.add(_("Set the rhythm…"), lambda: self.set_rhythm(uid), "repeat")

    def set_rhythm(self, uid: str) -> None:
        """Asks for the rhythm of a person, and keeps it."""
        from isp_desktop.ui.kit.asking import RhythmDialog, said_yes

        quiet = self._people[uid]
        said = quiet.contact.rhythm if quiet.own_rhythm else None
        dialog = RhythmDialog(
            self._theme, quiet.name, said.wanted if said else None, said.longest if said else None, self.window()
        )
        if said_yes(dialog):
            asked = dialog.asked()
            told = _("Rhythm set for {name}").format(name=quiet.name)
            self.do(partial(contact.set_rhythm, self._store, uid, asked.wanted, asked.longest), told)

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(_("Person"), spot, partial(self.fill_menu, uid))


def _row(quiet: Quiet) -> ActingRow:
    days, wanted = quiet.contact.days, quiet.contact.rhythm.wanted
    return ActingRow(
        uid=quiet.uid,
        title=quiet.name,
        avatar=quiet.name,
        second=quiet.about or _("No role noted"),
        gap=Gap(days, wanted, gap_words(days, wanted)),
    )
