"""The head of a visit's page: its name, where it stands, and what can be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit import words


class VisitHead(PageHeader):
    """`state` is the remark on what is kept. The buttons are for the page to connect."""

    def __init__(self, theme: Theme, state: Remark, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent=parent)
        self.add_remark(state)
        self.add_remark(Remark(theme, _(words.PRIVACY), "lock"))
        self.discard = Button(theme, _("Discard draft"), "quiet")
        self.call_off = IconButton(theme, "calendar-x", _("Call this visit off"), size=32)
        self.history = IconButton(theme, "history", _("History"), size=32)
        self.delete = IconButton(theme, "trash-2", _("Delete this visit"), size=32)
        self.finish = Button(theme, _("Finish and review"), "primary", "check")
        for name in ("discard", "call_off", "history", "delete", "finish"):
            button: Button = getattr(self, name)
            button.setObjectName(name)
            self.add_action(button)

    def show_state(self, *, saved: bool, deleted: bool, planned: bool, ahead: bool) -> None:
        """Shows the buttons that make sense: `planned` may still be called off, `ahead` is a day to come."""
        self.history.setVisible(saved)
        self.delete.setVisible(saved and not deleted)
        self.call_off.setVisible(saved and planned and not deleted)
        self.finish.setVisible(not deleted)
        self.show_ahead(ahead)

    def show_ahead(self, ahead: bool) -> None:
        """A visit to come is planned, one that was is finished."""
        if ahead:
            self.finish.set_words(_("Save the plan"), "calendar-check")
        else:
            self.finish.set_words(_("Finish and review"), "check")
