"""What is done with leaders and champions in place: reviewed, talked with, engaged, and how often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPoint

from isp_desktop.db.store import Store
from isp_desktop.domain.debriefs import CULTIVATING, USUAL
from isp_desktop.domain.language import _, in_sentence, number
from isp_desktop.services import records, taking_back
from isp_desktop.services.leaders import acts
from isp_desktop.services.leaders.told import Named
from isp_desktop.services.leaders.words import state_words
from isp_desktop.ui.kit.asking import said_yes
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu

_QUARTER = 13 * 7


class Whom(Struct, frozen=True):
    """Whom it is done with.

    Attributes:
        champion: the uid of the champion that it is about, "" for none; state, cause: what holds of that one.
        role: the uid of the role of leadership that it is about, "" for none.
    """

    person: Named
    site: Named
    champion: str = ""
    state: str = ""
    cause: str = ""
    role: str = ""


class LeaderActs:
    """Acts on those whom the part `part` of a page shows."""

    def __init__(self, theme: Theme, store: Store, part: Part, today: Callable[[], dt.date]) -> None:
        self._theme, self._store, self._part, self._today = theme, store, part, today

    def open_menu(self, whom: Whom, spot: QPoint) -> None:
        """The menu of somebody, at a point of the screen."""
        self._part.open_menu(whom.person[1] or _("Leader"), spot, partial(self.fill_menu, whom, spot))

    def fill_menu(self, whom: Whom, spot: QPoint, menu: Menu) -> None:
        """What can be done with a leader or champion."""
        kind, uid = ("champion", whom.champion) if whom.champion else ("leadership_role", whom.role)
        if uid:
            menu.add(
                _("Open"), partial(self._part.record_asked.emit, kind, uid), "megaphone" if whom.champion else "flag"
            )
        if whom.person[0]:
            menu.add(_("Open the person"), partial(self._part.record_asked.emit, "person", whom.person[0]), "user")
            menu.addSeparator()
            menu.add(_("Log a debrief…"), partial(self.debrief, [whom.person[0]], whom.site[0]), "message-square")
        if whom.champion:
            menu.add(_("Log an engagement…"), partial(self.engage, whom), "check-check")
            menu.add(_("Review…"), partial(self.review, whom), "clipboard-check")
            menu.addSeparator()
            day = self._today() + dt.timedelta(days=_QUARTER)
            then = partial(self.move_review, whom.champion)
            menu.add(_("Next review on a day…"), partial(self._part.pick_day, spot, day, then), "calendar-plus")
        if uid and whom.person[0]:
            menu.add(_("How often to talk…"), partial(self.set_rhythm, kind, uid, whom), "repeat")

    def review(self, whom: Whom) -> None:
        """Asks how it stands with a champion, and keeps that."""
        from isp_desktop.ui.parts.leaders.asking import ReviewDialog

        about = ", ".join(filter(None, (*_named(whom), state_words(whom.state).lower(), whom.cause)))
        following = self._today() + dt.timedelta(days=_QUARTER)
        dialog = ReviewDialog(self._theme, about, whom.state, following, self._part.window())
        if said_yes(dialog):
            self.keep_review(whom, dialog.asked())

    def keep_review(self, whom: Whom, looked: acts.Looked) -> None:
        """Keeps a review of today."""
        act = taking_back.on_screen(acts.review, self._store, whom.champion, looked, self._today())
        said = _("{name} reviewed: {state}").format(name=whom.person[1], state=in_sentence(state_words(looked.state)))
        self._part.do(act, said)

    def debrief(self, people: Sequence[str], site: str = "") -> None:
        """Asks for a debrief and keeps it, or goes on in the whole form."""
        from isp_desktop.ui.parts.leaders.asking import DebriefDialog

        dialog = DebriefDialog(self._theme, self._store, people, self._today(), self._part.window())
        if not said_yes(dialog):
            return
        talked = dialog.asked(site)
        if dialog.wants_form:
            values = {
                "people": [*talked.people],
                "date": talked.date.isoformat(),
                "talked": talked.talked,
                "agreed": talked.agreed,
                "minutes": talked.minutes,
                "site": site,
            }
            self._part.new_asked.emit("debrief", {name: value for name, value in values.items() if value})
        else:
            self.keep_debrief(talked)

    def keep_debrief(self, talked: acts.Talked) -> None:
        """Keeps a debrief."""
        self._part.do(partial(acts.debrief, self._store, talked), _("Debrief logged"))

    def engage(self, whom: Whom) -> None:
        """Asks what was done with a champion, and keeps that."""
        from isp_desktop.ui.parts.leaders.asking import EngageDialog

        dialog = EngageDialog(self._theme, ", ".join(_named(whom)), self._today(), self._part.window())
        if said_yes(dialog):
            act = partial(acts.engage, self._store, whom.champion, dialog.asked())
            self._part.do(act, _("Engagement logged"))

    def move_review(self, champion: str, day: dt.date) -> None:
        """Sets the day of the next review."""
        told = _("Next review on {day}").format(day=short_date(day.isoformat(), self._today()))
        self._part.do(taking_back.on_screen(acts.move_review, self._store, champion, day), told)

    def set_rhythm(self, kind: str, uid: str, whom: Whom) -> None:
        """Asks how often to talk with somebody, and keeps that."""
        from isp_desktop.ui.parts.leaders.asking import DaysDialog

        usual = _("Days from one talk to the next. Empty: every {usual}, every {winning} while cultivating.")
        held = records.get(self._store, uid).fields.get("debrief_days")
        days = int(held) if held else None
        words = usual.format(usual=number(USUAL), winning=number(CULTIVATING))
        dialog = DaysDialog(self._theme, whom.person[1], days, words, self._part.window())
        if said_yes(dialog):
            act = partial(acts.set_rhythm, self._store, kind, uid, dialog.asked(), records.heads(self._store, uid))
            self._part.do(act, _("Rhythm set for {name}").format(name=whom.person[1]))


def _named(whom: Whom) -> list[str]:
    return [name for name in (whom.person[1], whom.site[1]) if name]
