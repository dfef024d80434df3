"""The head of a meeting's page: its name, where it stands, and what can be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, marked
from isp_desktop.services.editing import Edit
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.meeting import words
from isp_desktop.ui.parts.words import full_day

PRIVACY = marked("Here until you share it")


class MeetingHead(PageHeader):
    """`state` is the remark on what is kept. The buttons are for the page to connect.

    `plan` leads back to the plan, `run` begins the meeting, `finish` saves what the mood is for.
    """

    def __init__(self, theme: Theme, state: Remark, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent=parent)
        self.add_remark(state)
        self.add_remark(Remark(theme, _(PRIVACY), "lock"))
        self.discard = Button(theme, _("Discard draft"), "quiet")
        self.call_off = IconButton(theme, "calendar-x", _("Call this meeting off"), size=32)
        self.history = IconButton(theme, "history", _("History"), size=32)
        self.delete = IconButton(theme, "trash-2", _("Delete this meeting"), size=32)
        self.following = IconButton(theme, "calendar-plus", _("Plan the next meeting"), size=32)
        self.minutes = IconButton(theme, "file-text", _("Agenda to hand out"), size=32)
        self.plan = Button(theme, _("The plan"), "secondary", "list-todo")
        self.run = Button(theme, _("Run the meeting"), "secondary", "play")
        self.finish = Button(theme, "", "primary", "check")
        for name in ("discard", "following", "minutes", "call_off", "history", "delete", "plan", "run", "finish"):
            button: Button = getattr(self, name)
            button.setObjectName(name)
            self.add_action(button)

    def show_title(self, edit: Edit, linker: Linker) -> None:
        """Of which team and day it is."""
        team, heading = str(edit.value("team") or ""), str(edit.value("heading") or "")
        self.set_title(words.title(linker.title(team) if team else "", heading, edit.is_new))
        self.set_crumbs(_("Meetings"), full_day(str(edit.value("date") or "")) or _("New meeting"))

    def show_state(self, *, saved: bool, deleted: bool, planned: bool, running: bool) -> None:
        """Shows the buttons that make sense: `planned` may still be called off, `running` is the mood."""
        self.history.setVisible(saved and not running)
        self.delete.setVisible(saved and not deleted and not running)
        self.call_off.setVisible(saved and planned and not deleted and not running)
        self.following.setVisible(saved and not planned and not deleted)
        self.minutes.setVisible(saved and not deleted and not running)
        self.plan.setVisible(running)
        self.run.setVisible(not running and not deleted)
        self.finish.setVisible(not deleted)
        if running:
            self.finish.set_words(_("Finish, see the minutes") if planned else _("See the minutes"), "check")
        else:
            self.finish.set_words(_("Save the plan"), "calendar-check")
