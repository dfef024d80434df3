"""What a bundle holds: everything shared, or some sites, initiatives, people, kinds, or what changed since a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services.linking import Linker
from isp_desktop.services.sharing.choosing import Choice as Chosen
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.ui.kit.checks import CheckBox, RadioCard
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.editors import Choice
from isp_desktop.ui.kit.entries import LinksEditor
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links

_NAMED = (("sites", "site"), ("initiatives", "initiative"), ("people", "person"))


class Choose(QWidget):
    """The second step.

    Signals:
        changed: something else is chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._linker = Linker(store)
        self._lacking = ""
        self._offered: tuple[str, bool] | None = None
        self.everything = RadioCard(
            theme, _("All shared records"), _("Of every site, with their photos and files"), "layers"
        )
        self.some = RadioCard(
            theme, _("Some of them"), _("By site, person, kind, or what changed since a day"), "filter"
        )
        self._group = QButtonGroup(self)
        self.lacking = CheckBox(theme, "")
        self.lacking.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.unconfirmed = Prose(theme, "", "meta")
        self.named = {name: self._links(kind) for name, kind in _NAMED}
        choices = tuple(Choice(spec.kind, _(spec.plural)) for spec in kinds().values() if not spec.within)
        self.kinds = PicksEditor(theme, _("Kinds"), [PickGroup("", choices)])
        self.since = DateEditor(theme, _("Changed since"), _("Any day"), today)
        self.problem = Prose(theme, "", "meta", "bad")
        self._rows = QWidget()
        self._lay_out()
        self._connect()
        self.everything.setChecked(True)

    def set_recipients(self, colleagues: Sequence[Colleague]) -> None:
        """What a single colleague lacks can be chosen; it is at first."""
        one = colleagues[0] if len(colleagues) == 1 else None
        key = one.card.signing_key if one else ""
        has = one is not None and bool(one.has)
        self._show_unconfirmed(one.unconfirmed if one else 0)
        if (key, has) == self._offered:
            return
        self._lacking, self._offered = key, (key, has)
        self.lacking.setVisible(one is not None)
        if one is not None:
            words = _("Only what {name} lacks").format(name=one.name)
            self.lacking.setText(words)
            self.lacking.setAccessibleName(words)
            self.lacking.setChecked(has)

    def _show_unconfirmed(self, bundles: int) -> None:
        told = counted(
            "{n} bundle was sent that they have not confirmed yet. What is in it goes again.",
            "{n} bundles were sent that they have not confirmed yet. What is in them goes again.",
            bundles,
        )
        self.unconfirmed.setText(told)
        self.unconfirmed.setVisible(bundles > 0)

    def begin_anew(self) -> None:
        """Something else is to be shared: what a single colleague lacks is offered as at first."""
        self._offered = None

    def choice(self) -> Chosen:
        """What is chosen."""
        lacking = self._lacking if self.lacking.isChecked() else ""
        if self.everything.isChecked():
            return Chosen(everything=True, lacking=lacking)
        sites, initiatives, people = (tuple(self.named[name].value()) for name, _kind in _NAMED)
        since = self.since.value()
        return Chosen(
            sites=sites,
            initiatives=initiatives,
            people=people,
            kinds=tuple(self.kinds.value()),
            since=dt.date.fromisoformat(str(since)) if since else None,
            lacking=lacking,
        )

    def show_choice(self, choice: Chosen) -> None:
        """Shows what a recipe chooses."""
        (self.everything if choice.everything else self.some).setChecked(True)
        for name, _kind in _NAMED:
            self.named[name].set_value(list(getattr(choice, name)))
        self.kinds.set_value(list(choice.kinds))
        self.since.set_value(choice.since.isoformat() if choice.since else None)
        self.lacking.setChecked(bool(choice.lacking) and choice.lacking == self._lacking)

    def taken(self) -> bool:
        """Whether something is chosen; else a sentence says what is missing."""
        chosen = self.choice()
        loose = next((one for one in (*self.named.values(), self.since) if one.problem()), None)
        some = chosen.everything or chosen.sites or chosen.initiatives or chosen.people or chosen.kinds or chosen.since
        if loose is not None:
            loose.set_error(loose.problem())
            loose.setFocus()
        self._say("" if some else _("Choose at least a site, an initiative, a person, a kind or a day."))
        return loose is None and bool(some)

    def forget(self, changed: frozenset[str]) -> None:
        """Names are read anew after a commit that changed records of these kinds."""
        if changed & {kind for _name, kind in _NAMED}:
            self._linker.forget()

    def _links(self, kind: str) -> LinksEditor:
        return LinksEditor(self._theme, _(kinds()[kind].plural), *Links(self._linker, makes=False).of(kind))

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _switch(self) -> None:
        self._rows.setVisible(self.some.isChecked())
        self._touch()

    def _touch(self) -> None:
        self._say("")
        self.changed.emit()

    def _connect(self) -> None:
        for card in (self.everything, self.some):
            self._group.addButton(card)
        self.some.toggled.connect(self._switch)
        self.lacking.toggled.connect(self._touch)
        for editor in (*self.named.values(), self.kinds, self.since):
            editor.changed.connect(self._touch)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(10)
        for name, kind in _NAMED:
            rows.addWidget(FormRow(self._theme, _(kinds()[kind].plural), self.named[name]))
        rows.addWidget(FormRow(self._theme, _("Kinds"), self.kinds))
        rows.addWidget(FormRow(self._theme, _("Changed since"), self.since))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.everything, self.some, self._rows):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.lacking)
        column.addWidget(self.unconfirmed)
        column.addWidget(self.problem)
        column.addStretch(1)
        for part in (self._rows, self.lacking, self.unconfirmed, self.problem):
            part.hide()
