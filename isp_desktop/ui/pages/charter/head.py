"""The head of the page of a charter: whose it is, how it stands, and what is done next with it."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.charter import HOLDS, SECTION_OF
from isp_desktop.domain.charter_text import charter_title
from isp_desktop.domain.language import _, number
from isp_desktop.domain.record import Record
from isp_desktop.services.charters.seen import Seen
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.facts import Facts, settle_link
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.menus import Menu, pop_up_under
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.charter import words

_NARROW = 1000


class CharterHead(PageHeader):
    """Buttons by their object names: compare, print, more, primary.

    Signals:
        asked: what is to be done: "compare", "print", "propose", "agree", "next", "open_next", "to_draft",
            "under_review", "agree_again", "template", "history", "share", "edit", "delete",
            "settle".
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, state: Remark, parent: QWidget | None = None) -> None:
        super().__init__(theme, charter_title(""), parent=parent)
        # Its facts may take three lines in a narrow window.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._next = ""
        self._more: list[tuple[str, str, str]] = []
        self._prints = self._narrow = False
        self._facts = Facts(state)
        self._facts.show_parts(())
        self.add_remark(self._facts)
        self.compare_button = Button(theme, "", icon="git-compare")
        self.print_button = Button(theme, _("Print or PDF"), icon="printer")
        self.more_button = IconButton(theme, "ellipsis", _("More to do with this charter"), "secondary", size=32)
        self.primary_button = Button(theme, "", "primary")
        for name in ("compare", "print", "more", "primary"):
            button: Button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            button.hide()
            self.add_action(button)
        self.compare_button.clicked.connect(lambda: self.asked.emit("compare"))
        self.print_button.clicked.connect(lambda: self.asked.emit("print"))
        self.primary_button.clicked.connect(lambda: self.asked.emit(self._next))
        self.more_button.clicked.connect(self._open_more)

    def show_seen(self, seen: Seen, today: dt.date, record: Record | None) -> None:
        """Shows how the charter stands, and offers what may follow; `record` is None for one that was never saved."""
        is_new, is_deleted = record is None, record is not None and record.life == "deleted"
        team = seen.team[1]
        self.set_title(charter_title(team) if seen.team[0] else seen.name or _("Template without a name"))
        self.set_crumbs(*([_("Teams"), team, _("Charter")] if seen.team[0] else [_("Charters"), _("Template")]))
        self._show_facts(seen, today, record)
        compare = words.compare_words(seen)
        self.compare_button.set_words(compare)
        self.compare_button.setVisible(bool(compare))
        self._prints = not is_new and not is_deleted
        self._next, label, icon = _primary(seen)
        self.primary_button.set_words(label, icon)
        self.primary_button.setVisible(bool(label) and not is_deleted)
        self._more = [] if record is None or is_deleted else _others(seen, record.is_private)
        self._fit()

    def _show_facts(self, seen: Seen, today: dt.date, record: Record | None) -> None:
        chip = words.state_chip(seen, today)
        parts: list[QWidget] = [Remark(self._theme, name, "map-pin") for _uid, name in seen.sites]
        parts.append(Chip(self._theme, chip.text, chip.kind, chip.icon))
        if told := words.changes(seen):
            parts.append(Label(self._theme, told, "body", "text2"))
        if record is not None and record.is_private:
            parts.append(Chip(self._theme, _("Private"), "private"))
        if record is not None and record.conflicts.keys() - SECTION_OF.keys():
            parts.append(Chip(self._theme, _("In conflict"), "conflict"))
            parts.append(settle_link(self._theme, lambda: self.asked.emit("settle")))
        self._facts.show_parts(parts)

    def _fit(self) -> None:
        """In a narrow window printing is in the menu."""
        self._narrow = self.width() < self._theme.px(_NARROW)
        self.print_button.setVisible(self._prints and not self._narrow)
        self.more_button.setVisible(bool(self._more))

    def _open_more(self) -> None:
        pop_up_under(self._theme, self.more_button.accessibleName(), self._fill_more, self.more_button, self)

    def _fill_more(self, menu: Menu) -> None:
        printing = ("print", self.print_button.words(), "printer")
        for what, label, icon in [*([printing] if self._narrow else []), *self._more]:
            menu.add(label, partial(self.asked.emit, what), icon, danger=what == "delete")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _primary(seen: Seen) -> tuple[str, str, str]:
    """What is done next with the charter: its name, words and icon; "" for nothing."""
    if not seen.team[0]:
        return "", "", ""
    if seen.state == "draft":
        return "propose", _("Ask for sign-off"), "send"
    if seen.state == "proposed":
        return "agree", _("Mark as agreed"), "badge-check"
    later = next((one for one in seen.versions if one.uid == seen.following), None)
    if later is not None:
        return "open_next", _("Open version {n}").format(n=number(later.number)), "arrow-right"
    if seen.state in HOLDS:
        highest = max((one.number for one in seen.versions), default=seen.number)
        return "next", _("Begin version {n}").format(n=number(highest + 1)), "plus"
    return "", "", ""


def _others(seen: Seen, is_private: bool) -> list[tuple[str, str, str]]:
    """What else can be done: name, words and icon."""
    by_state = {
        "proposed": [("to_draft", _("Back to a draft"), "undo-2")],
        "agreed": [("under_review", _("Put under review"), "eye")],
        "under_review": [("agree_again", _("Agreed as it stands"), "badge-check")],
    }
    found = list(by_state.get(seen.state, ())) if seen.team[0] else []
    if seen.team[0] and seen.written:
        found.append(("template", _("Keep as a template …"), "copy"))
    if not seen.team[0]:
        found.append(("edit", _("Give it another name"), "pencil"))
    if is_private:
        found.append(("share", _("Share"), "users"))
    return [*found, ("history", _("History"), "history"), ("delete", _("Delete this charter"), "trash-2")]
