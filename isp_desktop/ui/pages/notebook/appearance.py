"""How the program looks: ground, and size of everything."""

from __future__ import annotations

from typing import get_args

from PySide6.QtWidgets import QWidget

from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.theme import Mode, Theme
from isp_desktop.ui.pages.notebook.section import Choose, Section

_MODES = (("system", "As the system has it"), ("light", "Light"), ("dark", "Dark"))
_SIZES = tuple((str(percent), f"{percent} %") for percent in (90, 100, 110, 125, 150))


class AppearanceSection(Section):
    """Changes the theme at once; the window remembers it on this computer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Appearance", parent=parent)
        self.mode = Choose(theme, "Colours", _MODES)
        self.text_size = Choose(theme, "Text size", _SIZES)
        self.body.addWidget(FormRow(theme, "Colours", self.mode))
        self.body.addWidget(FormRow(theme, "Text size", self.text_size))
        self.mode.choose(theme.mode)
        self.text_size.choose(str(round(theme.scale * 100)))
        self.mode.chosen.connect(self._set_mode)
        self.text_size.chosen.connect(lambda percent: theme.set_scale(int(percent) / 100))

    def _set_mode(self, key: str) -> None:
        for mode in get_args(Mode):
            if mode == key:
                self._theme.set_mode(mode)
