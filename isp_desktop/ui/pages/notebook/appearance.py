"""How the program looks: ground, and size of everything."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, known, marked
from isp_desktop.domain.resources import resource
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.theme import Mode, Theme
from isp_desktop.ui.pages.notebook.section import Choose, Section

_MODES = (("system", marked("As the system has it")), ("light", marked("Light")), ("dark", marked("Dark")))
_SIZES = tuple((str(percent), f"{percent} %") for percent in (90, 100, 110, 125, 150))


def _languages() -> list[tuple[str, str]]:
    """The system's, English, and those with a catalogue, each by its own name."""
    there = [(tag, QLocale(tag).nativeLanguageName()) for tag in known(resource("translations"))]
    return [("", _("As the system has it")), ("en", "English"), *there]


class AppearanceSection(Section):
    """Changes the theme at once; the window remembers it on this computer.

    Args:
        language: the tag of the language chosen; "" for the system's.

    Signals:
        language_chosen: the tag of another one, which holds from the next start on; "" for the system's.
    """

    language_chosen = Signal(str)

    def __init__(self, theme: Theme, language: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Appearance"), parent=parent)
        self.mode = Choose(theme, _("Colours"), [(key, _(label)) for key, label in _MODES])
        self.text_size = Choose(theme, _("Text size"), _SIZES)
        self.body.addWidget(FormRow(theme, _("Colours"), self.mode))
        self.body.addWidget(FormRow(theme, _("Text size"), self.text_size))
        self.language = Choose(theme, _("Language"), _languages())
        told = _("Holds from the next start of the program.")
        self.body.addWidget(FormRow(theme, _("Language"), self.language, help=told))
        self.language.choose(language)
        self.language.chosen.connect(self.language_chosen)
        self.mode.choose(theme.mode)
        self.text_size.choose(str(round(theme.scale * 100)))
        self.mode.chosen.connect(self._set_mode)
        self.text_size.chosen.connect(lambda percent: theme.set_scale(int(percent) / 100))

    def _set_mode(self, key: str) -> None:
        for mode in get_args(Mode):
            if mode == key:
                self._theme.set_mode(mode)
