"""What is asked when a step was followed up: what was done, what was seen, and when the next time is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What was typed; `next_day` None where no further follow-up is wanted."""

    what: str
    saw: str
    next_day: dt.date | None


class FollowUpDialog(Dialog):
    """Asks for it; Enter goes on, with "Followed up" where nothing else is typed.

    Args:
        what: the words of the step.
        following: the day of the next follow-up by its rhythm.
    """

    def __init__(self, theme: Theme, what: str, following: dt.date | None, parent: QWidget | None = None) -> None:
        sentence = _("“{what}”: it is logged with today's date.").format(what=what)
        super().__init__(theme, _("Follow-up"), sentence, parent)
        done, saw, following_words = _("What was done"), _("Seen in real work"), _("Next follow-up")
        self.what = LineEditor(theme, done)
        self.what.set_value(_("Followed up"))
        self.saw = LineEditor(theme, saw, _("Such as: she runs the report alone"))
        self.following = DateEditor(theme, following_words, _("No further one"), ahead=True)
        self.following.set_value(following.isoformat() if following else None)
        self.column.setSpacing(4)
        for words, editor in ((done, self.what), (saw, self.saw), (following_words, self.following)):
            self.column.addWidget(Label(theme, words, "meta"))
            self.column.addWidget(editor)
        self.add_button(_("Cancel"), closes=False)
        self.go_on = self.add_button(_("Log it"), "primary")
        self.go_on.clicked.connect(self._try)
        self.what.line.selectAll()
        self.what.inner().setFocus()

    def asked(self) -> FollowedUp:
        """What was typed."""
        day = self.following.value()
        return FollowedUp(
            str(self.what.value() or ""), str(self.saw.value() or ""), dt.date.fromisoformat(str(day)) if day else None
        )

    def _try(self) -> None:
        problem = self.following.problem()
        if not self.asked().what.strip():
            self.what.set_error(_("Say in a few words what was done."))
            self.what.inner().setFocus()
        elif problem:
            self.following.set_error(problem)
            self.following.inner().setFocus()
        else:
            self.accept()
