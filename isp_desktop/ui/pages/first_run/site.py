"""The last step: the first site, which may wait."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import SETTINGS
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.first_run.step import Step


class SiteStep(Step):
    """Asks for a site.

    Signals:
        done: its fields, empty where the step was skipped.
    """

    done = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        sentence = _("A school, a clinic or an agency that you support. You can add others at any time.")
        super().__init__(theme, _("Your first site"), sentence, parent)
        self.name = LineEditor(theme, _("Name"), _("Alder Road Primary"), "map-pin")
        self.name.line.setObjectName("site")
        self.setting = ChoiceEditor(theme, _("What it is"), [Choice(key, _(label)) for key, label in SETTINGS.items()])
        skip = Button(theme, _("Skip for now"), height=36)
        self.go_on = Button(theme, _("Open the notebook"), "primary", height=36)
        self.column.addWidget(FormRow(theme, _("Name"), self.name, labels="above"))
        self.column.addWidget(FormRow(theme, _("What it is"), self.setting, labels="above"))
        self.add_buttons(skip, right=self.go_on)
        skip.clicked.connect(lambda: self.done.emit({}))
        self.go_on.clicked.connect(self._finish)
        self.name.line.returnPressed.connect(self._finish)
        self.setFocusProxy(self.name)

    def _finish(self) -> None:
        if self.name.value() is None:
            self.name.set_error(_("Type the site's name, or skip this for now."))
            self.name.setFocus()
            return
        self.done.emit({"name": self.name.value(), "setting": self.setting.value()})
