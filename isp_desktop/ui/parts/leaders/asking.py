"""What is asked when a champion is reviewed, somebody is talked with or engaged, or placed in the grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import CHAMPION_STATES
from isp_desktop.services.leaders.acts import Did, Looked, Talked
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.editors import LineEditor, NumberEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.segments import Segments
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links

_LONGEST = 6_000


class _Asking(Dialog):
    """Editors under their labels; goes on only with what is right."""

    def __init__(self, theme: Theme, title: str, sentence: str, action: str, parent: QWidget | None) -> None:
        super().__init__(theme, title, sentence, parent)
        self.column.setSpacing(4)
        self._action = action
        self._editors: list[Editor] = []

    def _ask(self, label: str, editor: QWidget) -> None:
        self.column.addWidget(Label(self._theme, label, "meta"))
        self.column.addWidget(editor)
        if isinstance(editor, Editor):
            self._editors.append(editor)

    def _end(self, other: str = "") -> None:
        if other:
            self.other = self.add_button(other, "quiet")
        self.add_button(_("Cancel"), closes=False)
        self.go_on: Button = self.add_button(self._action, "primary")
        self.go_on.clicked.connect(self._try)

    def _missing(self) -> tuple[Editor, str] | None:
        """The first editor that lacks something, and what is said of it."""
        return None

    def _try(self) -> None:
        wrong = [(editor, editor.problem()) for editor in self._editors if editor.problem()]
        missing = self._missing()
        for editor, sentence in [*wrong, *([missing] if missing else [])][:1]:
            editor.set_error(sentence)
            editor.inner().setFocus()
            return
        self.accept()


class ReviewDialog(_Asking):
    """How it stands with a champion, why, what is done about it, and when it is looked at again.

    Args:
        about: who it is, and what was said last.
    """

    def __init__(
        self, theme: Theme, about: str, state: str, next_on: dt.date | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Review a champion"), about, _("Keep the review"), parent)
        self.state = Segments(theme, _("State"), [(key, _(words)) for key, words in CHAMPION_STATES.items()])
        if state:
            self.state.choose(state)
        self.cause = TextEditor(theme, _("Cause"), _("What is it due to?"), lines=(2, 5), tools=False)
        self.response = TextEditor(
            theme, _("Response"), _("What is done about it, by whom?"), lines=(2, 5), tools=False
        )
        self.next_on = DateEditor(theme, _("Next review"), _("None planned"), ahead=True)
        self.next_on.set_value(next_on.isoformat() if next_on else None)
        self.column.addWidget(Label(theme, _("How it stands"), "meta"))
        self.column.addWidget(self.state)
        self._ask(_("Cause"), self.cause)
        self._ask(_("Response"), self.response)
        self._ask(_("Next review"), self.next_on)
        self._end()
        self.state.parts[self.state.shown()].setFocus()

    def asked(self) -> Looked:
        """What was said."""
        return Looked(
            self.state.shown(),
            str(self.cause.value() or ""),
            str(self.response.value() or ""),
            _day(self.next_on.value()),
        )


class DebriefDialog(_Asking):
    """With whom it was and when, what was talked about and agreed.

    Attributes:
        wants_form: it goes on in the whole form.
    """

    def __init__(
        self,
        theme: Theme,
        store: Store,
        people: Sequence[str],
        today: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        sentence = _("It counts as a contact with each of them, and their rhythm is counted from it.")
        super().__init__(theme, _("Log a debrief"), sentence, _("Log it"), parent)
        links = Links(Linker(store), makes=False)
        self.people = LinksEditor(theme, _("With"), *links.of("person"))
        self.people.set_value([*people])
        self.date = DateEditor(theme, _("Date"))
        self.date.set_value(today.isoformat())
        self.minutes = NumberEditor(theme, _("Minutes"), 1, _LONGEST)
        self.talked = TextEditor(theme, _("What was talked about"), lines=(2, 6), tools=False)
        self.agreed = TextEditor(theme, _("What was agreed"), lines=(1, 4), tools=False)
        self._ask(_("With"), self.people)
        self._ask(_("Date"), self.date)
        self._ask(_("What was talked about"), self.talked)
        self._ask(_("What was agreed"), self.agreed)
        self._ask(_("Minutes"), self.minutes)
        self._end(_("Whole form"))
        self.wants_form = False
        self.other.clicked.connect(self._go_on_in_form)
        (self.talked if people else self.people).inner().setFocus()

    def _go_on_in_form(self) -> None:
        self.wants_form = True
        self.accept()

    def asked(self, site: str = "") -> Talked:
        """What was said; `site` is where it was."""
        minutes = self.minutes.value()
        return Talked(
            tuple(self.people.value()),
            _day(self.date.value()) or dt.date.today(),
            str(self.talked.value() or ""),
            str(self.agreed.value() or ""),
            int(minutes) if isinstance(minutes, int | float) else None,
            site,
        )

    def _missing(self) -> tuple[Editor, str] | None:
        if not self.people.value():
            return self.people, _("Say with whom it was.")
        return None if self.date.value() else (self.date, _("Say on which day it was."))


class EngageDialog(_Asking):
    """What was done with a champion, when, and what came of it."""

    def __init__(self, theme: Theme, about: str, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Log an engagement"), about, _("Log it"), parent)
        self.what = LineEditor(theme, _("What was done"), _("Such as: she spoke at the staff day"))
        self.date = DateEditor(theme, _("Date"))
        self.date.set_value(today.isoformat())
        self.came = TextEditor(theme, _("What came of it"), lines=(2, 5), tools=False)
        for label, editor in (
            (_("What was done"), self.what),
            (_("Date"), self.date),
            (_("What came of it"), self.came),
        ):
            self._ask(label, editor)
        self._end()
        self.what.inner().setFocus()

    def asked(self) -> Did:
        """What was said."""
        return Did(
            str(self.what.value() or ""), _day(self.date.value()) or dt.date.today(), str(self.came.value() or "")
        )

    def _missing(self) -> tuple[Editor, str] | None:
        if not str(self.what.value() or "").strip():
            return self.what, _("Say in a few words what was done.")
        return None if self.date.value() else (self.date, _("Say on which day it was."))


class PlaceDialog(_Asking):
    """Power and interest of somebody in numbers, for whoever is not placed yet, or placed more exactly.

    Args:
        person: the uid of who it is; "" asks.
        at: power and interest so far.
    """

    def __init__(
        self, theme: Theme, store: Store, person: str, at: tuple[int, int], why: str, parent: QWidget | None = None
    ) -> None:
        sentence = _("Both from 0 to 100. It stays on this computer, and whoever it is about did not say it.")
        super().__init__(theme, _("Place in the grid"), sentence, _("Place"), parent)
        self.person = LinkEditor(theme, _("Who"), *Links(Linker(store), makes=False).of("person"), icon="user")
        self.person.set_value(person or None)
        self.power = NumberEditor(theme, _("Power: could nothing happen without them?"), 0, 100)
        self.interest = NumberEditor(theme, _("Interest: is it what they work for?"), 0, 100)
        for editor, value in ((self.power, at[0]), (self.interest, at[1])):
            editor.set_value(value)
        self.why = TextEditor(theme, _("What it is based on"), lines=(2, 5), tools=False)
        self.why.set_value(why or None)
        self._ask(_("Who"), self.person)
        self._ask(_("Power: could nothing happen without them?"), self.power)
        self._ask(_("Interest: is it what they work for?"), self.interest)
        self._ask(_("What it is based on"), self.why)
        self._end()
        (self.power if person else self.person).inner().setFocus()

    def asked(self) -> tuple[str, float, float, str]:
        """Who, power, interest, and why."""
        return (
            str(self.person.value() or ""),
            _number(self.power.value()),
            _number(self.interest.value()),
            str(self.why.value() or ""),
        )

    def _missing(self) -> tuple[Editor, str] | None:
        if not self.person.value():
            return self.person, _("Say who it is.")
        empty = next((editor for editor in (self.power, self.interest) if editor.value() is None), None)
        return (empty, _("Say a number from 0 to 100.")) if empty is not None else None


class DaysDialog(_Asking):
    """How often to talk with somebody, in days; empty for what is usual."""

    def __init__(self, theme: Theme, name: str, days: int | None, usual: str, parent: QWidget | None = None) -> None:
        title = _("How often to talk with {name}").format(name=name)
        super().__init__(theme, title, usual, _("Set the rhythm"), parent)
        self.days = NumberEditor(theme, _("Days"), 1, 1_100)
        self.days.set_value(days)
        self._ask(_("Days"), self.days)
        self._end()
        self.days.inner().setFocus()

    def asked(self) -> int | None:
        """The days; None for what is usual."""
        value = self.days.value()
        return int(value) if isinstance(value, int | float) else None


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
