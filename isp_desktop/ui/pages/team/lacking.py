"""What the team needs against what it has: a row for each voice and each core function, the gaps first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.teams import Function, Voice, function_words, voice_words
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS, PERSPECTIVES
from isp_desktop.services import coverage, team_doing
from isp_desktop.services.coverage import Sought
from isp_desktop.services.team_view import TeamView
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme


class VoicesPart(Part):
    """Who speaks for whom; where nobody does, somebody is looked for.

    Signals:
        needs_asked: whose voice the team needs is to be said.
    """

    needs_asked = Signal()

    def __init__(
        self, theme: Theme, store: Store, team: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, today, parent)
        self._store, self._team = store, team
        self._voices: Mapping[str, Voice] = {}
        self._sought: Mapping[str, Sought] = {}
        self._names: Mapping[str, str] = {}
        self.rows = self.make_rows("voices", _("Voices")).looking()
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("Change whose voice it needs"), self.needs_asked.emit)
        self.rows.action_asked.connect(self._act)
        self.rows.opened.connect(self._act)
        self.rows.menu_asked.connect(self._open_menu)

    def show_voices(self, found: TeamView) -> None:
        """Shows what was read."""
        voices = sorted(found.team.voices, key=lambda voice: not voice.is_missing)
        self._voices = {voice.perspective: voice for voice in voices}
        self._sought, self._names = found.sought, found.names
        missing = len(found.team.missing)
        remark = counted("{n} missing", "{n} missing", missing) if missing else _("none missing")
        self.rows.show_rows([self._row(voice) for voice in voices], remark)

    def find_someone(self, perspective: str) -> None:
        """Makes the missing voice a commitment of the practitioner's own."""
        today = self._today()
        act = partial(team_doing.find_someone, self._store, self._team, perspective, today)
        told = _("Added to what you promised, due {day}: find someone who speaks for “{voice}”")
        due = short_date(coverage.find_by(today).isoformat(), today)
        self.do(act, told.format(voice=_(PERSPECTIVES[perspective]), day=due))

    def fill_menu(self, perspective: str, menu: Menu) -> None:
        """What can be done about one voice."""
        sought, voice = self._sought.get(perspective), self._voices[perspective]
        if voice.is_missing and sought is not None:
            menu.add(_("Open the commitment"), partial(self.record_asked.emit, "commitment", sought.uid), "handshake")
        elif voice.is_missing:
            menu.add(_("Find someone"), partial(self.find_someone, perspective), "user-plus")
        _offer_people(menu, voice.people, self._names, partial(self.record_asked.emit, "person"))

    def _act(self, perspective: str) -> None:
        """What a row is for: to find somebody, to see how far that is, or to see who it is."""
        sought, voice = self._sought.get(perspective), self._voices[perspective]
        if voice.people:
            self.record_asked.emit("person", voice.people[0])
        elif sought is not None:
            self.record_asked.emit("commitment", sought.uid)
        else:
            self.find_someone(perspective)

    def _open_menu(self, perspective: str, spot: QPoint) -> None:
        self.open_menu(_(PERSPECTIVES[perspective]), spot, partial(self.fill_menu, perspective))

    def _row(self, voice: Voice) -> ActingRow:
        if voice.is_missing:
            sought = self._sought.get(voice.perspective)
            by = short_date(sought.due, self._today()) if sought and sought.due else ""
            return ActingRow(
                uid=voice.perspective,
                title=voice_words(voice.perspective),
                icon="circle-dashed",
                action="" if sought else _("Find someone"),
                date=_("looked for, by {day}").format(day=by) if by else _("looked for") if sought else "",
                date_icon="user-plus" if sought else "",
            )
        names = ", ".join(self._names.get(uid, "") for uid in voice.people)
        label = _(PERSPECTIVES[voice.perspective])
        return ActingRow(uid=voice.perspective, title=label, icon="message-circle", cells=(names,))


class FunctionsPart(Part):
    """Who carries each of the six core functions, as the charter says.

    A gap is filled in the charter; without one the page offers to begin it, by `new_asked` of a charter.
    """

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._functions: Mapping[str, Function] = {}
        self._names: Mapping[str, str] = {}
        self._kinds: Mapping[str, str] = {}
        self._charter = ""
        self.rows = self.make_rows("functions", _("Core functions")).looking()
        self.column.addWidget(self.rows)
        self.rows.begun.connect(lambda: self.new_asked.emit("charter", {}))
        self.rows.action_asked.connect(self._open_charter)
        self.rows.opened.connect(self._act)
        self.rows.menu_asked.connect(self._open_menu)

    def show_functions(self, found: TeamView) -> None:
        """Shows what was read."""
        charter = found.team.charter
        if charter is None:
            sentence = _("A charter says who carries each of the six core functions. This team has none yet.")
            self.rows.say(sentence, _("Begin a charter"))
            return
        self._charter, self._names, self._kinds = charter.uid, found.names, found.kinds
        functions = sorted(found.team.functions, key=lambda one: not one.is_gap)
        self._functions = {one.key: one for one in functions}
        gaps = len(found.team.gaps)
        version = _("version {n} of the charter").format(n=charter.version)
        remark = ", ".join(filter(None, (counted("{n} gap", "{n} gaps", gaps) if gaps else "", version)))
        self.rows.show_rows([self._row(one) for one in functions], remark)

    def fill_menu(self, key: str, menu: Menu) -> None:
        """What can be done about one core function."""
        menu.add(_("Open the charter"), self._open_charter, "scroll-text")
        for uid in self._functions[key].carriers:
            if uid in self._names:
                kind = self._kinds.get(uid, "person")
                menu.add(self._names[uid], partial(self.record_asked.emit, kind, uid), "users")

    def _act(self, key: str) -> None:
        carriers: Sequence[str] = self._functions[key].carriers
        if carriers:
            self.record_asked.emit(self._kinds.get(carriers[0], "person"), carriers[0])
        else:
            self._open_charter()

    def _open_charter(self, _key: str = "") -> None:
        self.record_asked.emit("charter", self._charter)

    def _open_menu(self, key: str, spot: QPoint) -> None:
        self.open_menu(_(CORE_FUNCTIONS[key]), spot, partial(self.fill_menu, key))

    def _row(self, one: Function) -> ActingRow:
        if one.is_gap:
            words = function_words(one, self._names)
            return ActingRow(uid=one.key, title=words, icon="circle-dashed", action=_("Open the charter"))
        names = ", ".join(self._names[uid] for uid in one.carriers if uid in self._names)
        return ActingRow(uid=one.key, title=_(CORE_FUNCTIONS[one.key]), icon="check", cells=(names,))


def _offer_people(
    menu: Menu, people: Sequence[str], names: Mapping[str, str], open_person: Callable[[str], object]
) -> None:
    for uid in people:
        menu.add(names.get(uid, ""), partial(open_person, uid), "user")
