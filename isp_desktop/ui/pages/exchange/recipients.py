"""Who a bundle is for: colleagues by their keys, or whoever has a passphrase; and what was shared like that before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.services.sharing.recipes import Recipe
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.new_passphrase import NewPassphrase
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.colleague_rows import ColleagueList
from isp_desktop.ui.pages.exchange.words import fingerprint_words

_AGAIN = 3


class Recipients(QWidget):
    """The first step.

    Signals:
        changed: others are chosen.
        add_asked: a colleague is to be added.
        card_asked: one's own contact is to be given.
        colleague_asked: the signing key of a colleague to look at.
        recipe_asked: the name of a recipe to do again.
        recipe_left: the name of one that is not wanted any more.
    """

    changed = Signal()
    add_asked = Signal()
    card_asked = Signal()
    colleague_asked = Signal(str)
    recipe_asked = Signal(str)
    recipe_left = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._today = theme, today
        self._colleagues: dict[str, Colleague] = {}
        self._picked: dict[str, None] = {}
        self.again = RowList(theme, RowsModel(fetch_from([])), _("Shared before"))
        self.again.rows().setParent(self.again)
        self.people = ColleagueList(theme, _("Who can open it"))
        self.by_passphrase = CheckBox(theme, _("With a passphrase instead, for somebody whose contact is not here"))
        # Long words of other languages are shortened rather than widen the page.
        self.by_passphrase.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.passphrase = NewPassphrase(theme, _("Passphrase of the bundle"))
        self.passphrase.hide()
        self.problem = Prose(theme, "", "meta", "bad")
        self.problem.hide()
        self.empty = EmptyState(
            theme,
            _("Give yours, take theirs"),
            _("Bundles are locked to the contacts of colleagues. Send yours, then add the one you get."),
            action=_("Add a colleague"),
            other=_("Copy my contact"),
            action_icon="user-plus",
            other_icon="copy",
        )
        self._again_head = SectionHead(theme, _("Do it again"))
        self._people_head = SectionHead(theme, _("Who can open it"))
        add = Button(theme, _("Add a colleague"), "link", "user-plus", 28)
        self._people_head.add_action(add)
        self._lay_out()
        add.clicked.connect(self.add_asked)
        self.empty.begun.connect(self.add_asked)
        self.empty.begun_otherwise.connect(self.card_asked)
        self.people.ticked.connect(self._tick)
        self.people.opened.connect(self.colleague_asked)
        self.people.acted.connect(self.colleague_asked)
        self.again.opened.connect(self.recipe_asked)
        self.again.acted.connect(self.recipe_asked)
        self.again.menu_asked.connect(self._open_menu)
        self.by_passphrase.toggled.connect(self._switch)

    def set_colleagues(self, colleagues: Sequence[Colleague]) -> None:
        """Shows who is known; those that were chosen stay so."""
        self._colleagues = {one.card.signing_key: one for one in colleagues}
        self._picked = {key: None for key in self._picked if key in self._colleagues}
        self._show()
        self.changed.emit()

    def set_recipes(self, recipes: Sequence[Recipe]) -> None:
        """Shows what was shared before."""
        rows = [
            Row(one.name, one.name, icon="repeat", second=self._for_words(one), action=_("Do it again"))
            for one in recipes
        ]
        _fill(self.again, rows)
        self.again.setFixedHeight(sum(self.again.sizeHintForRow(at) for at in range(min(len(rows), _AGAIN))) + 2)
        self._again_head.setVisible(bool(rows))
        self.again.setVisible(bool(rows))

    def pick_later(self, key: str) -> None:
        """Chooses somebody who is just being added."""
        self._picked[key] = None
        self.by_passphrase.setChecked(False)

    def pick(self, keys: Sequence[str]) -> None:
        """Chooses these; those who are not known any more are left out."""
        self._picked = {key: None for key in keys if key in self._colleagues}
        self.by_passphrase.setChecked(False)
        self._show()
        self.changed.emit()

    def picked(self) -> list[Colleague]:
        """Who is chosen, in the order of the list; nobody where a passphrase opens it."""
        if self.by_passphrase.isChecked():
            return []
        return [one for key, one in self._colleagues.items() if key in self._picked]

    def missing(self) -> str:
        """A sentence while neither somebody is chosen nor that a passphrase opens it, else ""."""
        return "" if self.by_passphrase.isChecked() or self.picked() else _("Choose who can open it first.")

    def taken(self) -> bool:
        """Whether somebody, or a passphrase, is chosen; else a sentence says what is missing."""
        if self.by_passphrase.isChecked():
            return self.passphrase.taken() is not None
        self._say(self.missing())
        return not self.missing()

    def secret(self) -> str:
        """The passphrase, or "" where it is for colleagues."""
        return self.passphrase.taken() or "" if self.by_passphrase.isChecked() else ""

    def _tick(self, key: str, on: bool) -> None:
        if on:
            self._picked[key] = None
        else:
            self._picked.pop(key, None)
        self._say("")
        self._show()
        self.changed.emit()

    def _switch(self, on: bool) -> None:
        self.passphrase.setVisible(on)
        if on:
            self.passphrase.setFocus()
        else:
            self.passphrase.clear()
        self._say("")
        self._show()
        self.changed.emit()

    def _open_menu(self, name: str, spot: QPoint) -> None:
        menu = Menu(self._theme, name, self)
        menu.add(_("Do it again"), lambda: self.recipe_asked.emit(name), "repeat")
        menu.add(_("Remove"), lambda: self.recipe_left.emit(name), "trash-2", danger=True)
        menu.exec(spot)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _show(self) -> None:
        by_passphrase = self.by_passphrase.isChecked()
        there = bool(self._colleagues) and not by_passphrase
        self._people_head.setVisible(there)
        self.people.setVisible(there)
        self.empty.setVisible(not self._colleagues and not by_passphrase)
        _fill(self.people, [self._row(one) for one in self._colleagues.values()])
        self.people.fit()

    def _row(self, one: Colleague) -> Row:
        key = one.card.signing_key
        if one.is_verified:
            second = fingerprint_words(one.verified_ms or 0, self._today())
            chip = ChipSpec(_("Verified"), "good", "shield")
        else:
            second = _("Call them and compare the fingerprint")
            chip = ChipSpec(_("Not compared"), "warn", "triangle-alert")
        action = "" if one.is_verified else _("Compare")
        return Row(key, one.name, avatar=one.name, second=second, chip=chip, checked=key in self._picked, action=action)

    def _for_words(self, recipe: Recipe) -> str:
        names = [self._colleagues[key].name for key in recipe.to if key in self._colleagues]
        return _("For {names}").format(names=", ".join(names)) if names else _("For nobody who is known any more")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._again_head, self.again):
            column.addWidget(part)
            part.hide()
        column.addWidget(self._people_head)
        column.addWidget(self.people)
        column.addWidget(self.empty)
        column.addWidget(self.problem)
        column.addSpacing(6)
        column.addWidget(self.by_passphrase)
        column.addWidget(self.passphrase)
        column.addStretch(1)
        self._show()


def _fill(shown: RowList, rows: Sequence[Row]) -> None:
    at = shown.current_uid()
    shown.rows().set_fetch(fetch_from(rows))
    shown.select(at)
