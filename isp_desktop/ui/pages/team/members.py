"""Who sits in the team today, as what and for whom; those who left, once they are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services import taking_back, team_doing
from isp_desktop.services.linking import Linker
from isp_desktop.services.team_view import Member, TeamView
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.asking import said_yes
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.team.joining import JoiningDialog

_AT_FIRST = 12


class MembersPart(Part):
    """Enter opens a person; the menu of a row ends the membership, or opens it."""

    def __init__(
        self, theme: Theme, store: Store, team: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, today, parent)
        self._store, self._team = store, team
        self._name = ""
        self._members: dict[str, Member] = {}
        self._found: TeamView | None = None
        self._with_past = False
        self.rows = self.make_rows("members", _("Members")).looking()
        self.rows.offer_all(_("Add a member"), self.add)
        self.past_button = Button(theme, "", "link", height=28)
        self.past_button.hide()
        self.column.addWidget(self.rows)
        self.rows.add_below(self.past_button)
        self.past_button.clicked.connect(self._show_past)
        self.rows.opened.connect(lambda uid: self.record_asked.emit("person", self._members[uid].person))
        self.rows.menu_asked.connect(
            lambda uid, spot: self.open_menu(_("Membership"), spot, partial(self.fill_menu, uid, spot))
        )

    def show_members(self, found: TeamView) -> None:
        """Shows what was read."""
        self._found, self._name = found, found.team.name
        shown = (*found.members, *(found.past if self._with_past else ()))
        self._members = {one.uid: one for one in shown}
        self.past_button.set_words(counted("{n} who left", "{n} who left", len(found.past)))
        self.past_button.setVisible(bool(found.past) and not self._with_past)
        if shown:
            remark = number(len(found.members)) if found.members else ""
            self.rows.show_rows([self._row(one) for one in shown], remark, 0 if self._with_past else _AT_FIRST)
        else:
            sentence = _("Who sits in this team, and whom do they speak for? A name is enough to begin with.")
            self.rows.say(sentence)

    def add(self) -> None:
        """Asks who joins, and gives them a seat."""
        dialog = JoiningDialog(self._theme, Linker(self._store), self._name, self._today, self.window())
        if said_yes(dialog):
            values, new = dialog.asked(), dialog.new_person()
            self.do(partial(team_doing.add_member, self._store, self._team, values, new), _("Member added"))

    def end(self, uid: str, day: dt.date) -> None:
        """Ends a membership with a day, the last one in the team."""
        told = _("Left the team: {name}").format(name=self._members[uid].name)
        self.do(taking_back.on_screen(team_doing.end_membership, self._store, uid, day), told)

    def fill_menu(self, uid: str, spot: QPoint, menu: Menu) -> None:
        """What can be done about one membership."""
        member = self._members[uid]
        menu.add(_("Open the person"), lambda: self.record_asked.emit("person", member.person), "user")
        menu.add(_("Change role and voice"), lambda: self.record_asked.emit("membership", uid), "pencil")
        if not member.left:
            menu.addSeparator()
            today = self._today()
            menu.add(_("Left the team today"), partial(self.end, uid, today), "calendar-check")
            menu.add(
                _("Left the team on a day…"), lambda: self.pick_day(spot, today, partial(self.end, uid)), "calendar-x"
            )

    def _show_past(self) -> None:
        self._with_past = True
        if self._found is not None:
            self.rows.list.setFocus()
            self.show_members(self._found)

    def _row(self, one: Member) -> ActingRow:
        today = self._today()
        gone = bool(one.left) and one.left < today.isoformat()
        if one.left == today.isoformat():
            date = _("last day today")
        elif one.left:
            date = (_("left {day}") if gone else _("leaves {day}")).format(day=short_date(one.left, today))
        else:
            date = _("since {day}").format(day=short_date(one.joined, today)) if one.joined else ""
        cells = (", ".join(one.speaks_for) or _("Speaks for nobody yet"), one.brings)
        return ActingRow(
            uid=one.uid,
            title=one.name or _("Person without a name"),
            avatar=one.name,
            second=one.role or _("No role noted"),
            cells=cells if one.brings else cells[:1],
            date=date,
            faded=gone,
            private=one.private,
        )
