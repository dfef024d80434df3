"""Asks who joins a team: a few letters of a name and Enter are enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kinds
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import PERSPECTIVES
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.editors import Choice, LineEditor
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.forms import Form
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.links import Links


class JoiningDialog(Dialog):
    """Somebody of the notebook, or somebody new by name; as what, for whom, since when."""

    def __init__(
        self, theme: Theme, linker: Linker, team: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        title = _("Who joins {team}?").format(team=team)
        super().__init__(theme, title, _("The name is enough. What else there is to say can wait."), parent)
        self._linker = linker
        spec = kinds()["membership"]
        self.person = LinkEditor(theme, "", *Links(linker).of("person"), icon="user")
        self.role = LineEditor(theme, "", _("Such as: chair, keeps the minutes"))
        self.brings = LineEditor(theme, "", _("Knowledge, time, people who listen to them"))
        voices = tuple(Choice(key, _(label)) for key, label in PERSPECTIVES.items())
        self.speaks = PicksEditor(theme, "", [PickGroup("", voices)])
        self.joined = DateEditor(theme, today=today)
        self.joined.set_value(today().isoformat())
        form = Form(theme)
        editors = {
            "person": self.person,
            "role": self.role,
            "brings": self.brings,
            "represents": self.speaks,
            "joined": self.joined,
        }
        for name, editor in editors.items():
            editor.setObjectName(name)
            form.add(name, _(spec.by_name[name].label), editor)
        self._form = form
        self.column.addWidget(form)
        self.add_button(_("Cancel"), closes=False)
        self.go_on = self.add_button(_("Add"), "primary")
        self.go_on.clicked.connect(self._try)
        self.person.setFocus()

    def asked(self) -> dict[str, Any]:
        """The values of the membership."""
        return {name: value for name, value in self._form.values().items() if value}

    def new_person(self) -> str:
        """The name of somebody who has no record yet, or ""."""
        uid = self.person.value()
        return next((one["name"] for one in self._linker.made if one["uid"] == uid), "")

    def _try(self) -> None:
        problems = self._form.problems()
        if not self.person.value():
            problems.setdefault("person", _("Say who joins the team."))
        self._form.set_errors(problems)
        if not problems:
            self.accept()
