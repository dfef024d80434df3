"""What waits somewhere else, in one line each: drafts that were not saved, what is to be settled, open team checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.ui.kit.acting import INSET
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.services.team_check_view import Asking


class _WaitingLine(QWidget):
    """How many wait; not there while none does.

    Signals:
        asked: they are to be shown.
    """

    asked = Signal()

    def __init__(self, theme: Theme, icon: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._action = theme, icon, action
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(INSET), 0, theme.px(8), 0)
        self.hide()

    @cached_property
    def remark(self) -> Remark:
        """The line itself, made with its button when first something waits."""
        made = Remark(self._theme, "", self._icon, wraps=True, parent=self)
        self._row.addWidget(made, 1)
        self._row.addWidget(self.button)
        return made

    @cached_property
    def button(self) -> Button:
        """Leads there."""
        made = Button(self._theme, self._action, "link", height=28, parent=self)
        made.clicked.connect(self.asked)
        follow(self, [made])
        return made

    def show_count(self, count: int) -> None:
        """Says that so many wait."""
        if count:
            self.remark.set_text(self._told(count))
        self.setVisible(bool(count))

    def _told(self, count: int) -> str:
        raise NotImplementedError


class DraftsLine(_WaitingLine):
    """How many drafts wait."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "pencil", _("Open the drafts"), parent)

    def _told(self, count: int) -> str:
        return counted("{n} draft kept", "{n} drafts kept", count)


class SettleLine(_WaitingLine):
    """How much that two people changed at once waits to be settled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "git-compare", _("Settle"), parent)

    def _told(self, count: int) -> str:
        return counted("{n} change to settle", "{n} changes to settle", count)


class ChecksLine(_WaitingLine):
    """A team check that is open on this computer, or how many are.

    Attributes:
        team: the uid of its team, "" where there are several.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "gauge", _("Go on"), parent)
        self._name = self.team = ""
        self._answers = 0

    def show_open(self, found: Sequence[Asking]) -> None:
        """Says which are open."""
        alone = found[0] if len(found) == 1 else None
        self.team, self._name, self._answers = (alone.team, alone.name, alone.answers) if alone else ("", "", 0)
        self.show_count(len(found))

    def _told(self, count: int) -> str:
        if not self.team:
            return counted("{n} team check is open", "{n} team checks are open", count)
        answers = counted("{n} answer so far", "{n} answers so far", self._answers)
        return _("Team check of {team} is open, {answers}").format(team=self._name, answers=answers)
