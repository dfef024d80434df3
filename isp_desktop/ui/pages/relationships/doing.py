"""What is done from the page at once and can be taken back: a gap filled or closed, a rhythm set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.coverage import Place
from isp_desktop.domain.language import _
from isp_desktop.services import contact, coverage
from isp_desktop.services.relationships import Relation
from isp_desktop.services.taking_back import Undo
from isp_desktop.ui.kit.asking import ReasonDialog, RhythmDialog, said_yes
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.theme import Theme


class Doing:
    """Asks where something is to be asked, then has it done.

    Args:
        offer: does something by its first argument, which gives the way back, and says the second with it.
        over: what the dialogs stand over.
    """

    def __init__(
        self, theme: Theme, store: Store, offer: Callable[[Callable[[], Undo], str], object], over: QWidget
    ) -> None:
        self._theme, self._store, self._offer, self._over = theme, store, offer, over

    def find_someone(self, place: Place, today: dt.date, initiative: str) -> None:
        """Makes a gap, of an initiative or of all, a commitment of the practitioner's own."""
        part, level = coverage.words(place)
        told = _("Added to what you promised, due {day}: find someone in {part} at the {level} level")
        due = short_date(coverage.find_by(today).isoformat(), today)
        find = partial(coverage.find_someone, self._store, place, today, initiative)
        self._offer(find, told.format(part=part, level=level, day=due))

    def say_need(self, place: Place, is_needed: bool, initiative: str) -> None:
        """Says of a cell whether somebody is needed there; where nobody is, it asks why."""
        where = ", ".join(coverage.words(place))
        say = partial(coverage.say_need, self._store, place, is_needed, initiative)
        if is_needed:
            self._offer(say, _("{where}: somebody is needed").format(where=where))
            return
        dialog = ReasonDialog(
            self._theme,
            _("Nobody is needed there?"),
            _("{where} is no gap any more, and the reason stands with it.").format(where=where),
            _("Such as: the county deals with it"),
            _("Not needed"),
            _("Say in a few words why nobody is needed there."),
            self._over.window(),
        )
        if said_yes(dialog):
            self._offer(partial(say, why=dialog.asked()), _("{where}: nobody is needed").format(where=where))

    def set_rhythm(self, one: Relation) -> None:
        """Asks for the rhythm of a person, and keeps it."""
        said = one.contact.rhythm if one.contact is not None and one.own_rhythm else None
        dialog = RhythmDialog(
            self._theme, one.name, said.wanted if said else None, said.longest if said else None, self._over.window()
        )
        if said_yes(dialog):
            asked = dialog.asked()
            told = _("Rhythm set for {name}").format(name=one.name)
            self._offer(partial(contact.set_rhythm, self._store, one.uid, asked.wanted, asked.longest), told)
