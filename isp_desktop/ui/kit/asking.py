"""What is asked before something is done: a reason in a few words, how often to be in touch, whether to lose words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.dialogs import Dialog, confirm
from isp_desktop.ui.kit.editors import LineEditor, NumberEditor
from isp_desktop.ui.kit.theme import Theme

_MOST_DAYS = 3_650


class ReasonDialog(Dialog):
    """Asks why, or something else, in a few words; goes on only with some.

    Args:
        label: what the words are; a reason where nothing is said.
        example: what such words may be.
        action: on the button that goes on.
        missing: what is said where there are none.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        example: str,
        action: str,
        missing: str,
        parent: QWidget | None = None,
        label: str = "",
    ) -> None:
        super().__init__(theme, title, sentence, parent)
        self._missing = missing
        self.reason = LineEditor(theme, label or _("Reason"), example)
        self.reason.setObjectName("reason")
        self.column.addWidget(self.reason)
        self.add_button(_("Cancel"), closes=False)
        self.go_on = self.add_button(action, "primary")
        self.go_on.clicked.connect(self._try)
        self.reason.inner().setFocus()

    def asked(self) -> str:
        """The reason that was typed."""
        return str(self.reason.value() or "").strip()

    def _try(self) -> None:
        if self.asked():
            self.accept()
        else:
            self.reason.set_error(self._missing)
            self.reason.inner().setFocus()


@dataclass(frozen=True, slots=True)
class AskedRhythm:
    """Days wanted and longest; None where nothing was said."""

    wanted: float | None
    longest: float | None


class RhythmDialog(Dialog):
    """Asks how often to be in touch with somebody; empty fields leave it to the rhythm of the role."""

    def __init__(
        self, theme: Theme, name: str, wanted: float | None, longest: float | None, parent: QWidget | None = None
    ) -> None:
        sentence = _(
            "Counted from the last visit, note or meeting with this person. Leave both empty to use the rhythm of "
            "the role, if it has one."
        )
        super().__init__(theme, _("How often to be in touch with {name}").format(name=name), sentence, parent)
        self.wanted = self._number(theme, _("In touch every (days)"), "wanted", wanted)
        self.longest = self._number(theme, _("Never longer than (days)"), "longest", longest)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.wanted)
        row.addWidget(self.longest)
        self.column.addLayout(row)
        self.add_button(_("Cancel"), closes=False)
        self.go_on = self.add_button(_("Set the rhythm"), "primary")
        self.go_on.clicked.connect(self._try)
        self.wanted.inner().setFocus()

    def asked(self) -> AskedRhythm:
        """What was typed."""
        wanted, longest = self.wanted.value(), self.longest.value()
        return AskedRhythm(_number(wanted), _number(longest))

    def _number(self, theme: Theme, label: str, name: str, value: float | None) -> NumberEditor:
        editor = NumberEditor(theme, label, 1, _MOST_DAYS)
        editor.setObjectName(name)
        editor.set_value(value)
        return editor

    def _try(self) -> None:
        wrong = [editor for editor in (self.wanted, self.longest) if editor.problem()]
        for editor in wrong:
            editor.set_error(editor.problem())
        if wrong:
            wrong[0].inner().setFocus()
            return
        asked = self.asked()
        if asked.wanted and asked.longest and asked.longest < asked.wanted:
            self.longest.set_error(_("Use at least as many days as wanted, or leave it empty"))
            self.longest.inner().setFocus()
            return
        self.accept()


def said_yes(dialog: QDialog) -> bool:
    """Shows a dialog until it is closed; whether its user goes ahead. It is gone afterwards."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def rather_lost(parent: QWidget, theme: Theme) -> bool:
    """Asks whether to close though what was typed cannot be kept."""
    sentence = _("What was typed could not be kept on the disk. Stay, free some space, and close again; or lose it.")
    title, keep = _("Close and lose what was typed?"), _("Stay")
    return confirm(parent, theme, title, sentence, _("Close"), danger=True, keep=keep)
