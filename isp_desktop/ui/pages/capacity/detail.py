"""All that is noted of the challenge that is the current one in the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import CHALLENGE_STATES
from isp_desktop.services.challenges import Challenge, area_words, place_words
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme


class Detail(QWidget):
    """A line for each thing noted, under its words; out of sight while there is no current one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = Prose(theme, "", "strong")
        self._labels = [Label(theme, words, "meta") for words in (_("Stands at"), *_fields())]
        self._values = [Prose(theme, "") for _label in self._labels]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(6), 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        grid.addWidget(HairLine(theme), 0, 0, 1, 2)
        grid.addWidget(self._title, 1, 0, 1, 2)
        for at, (label, value) in enumerate(zip(self._labels, self._values, strict=True), 2):
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1)
        self.hide()

    def show_challenge(self, one: Challenge | None) -> None:
        """Shows what is noted of a challenge."""
        self.setVisible(one is not None)
        if one is None:
            return
        self._title.setText(one.what)
        state = _(CHALLENGE_STATES.get(one.state, CHALLENGE_STATES["ahead"]))
        stands = ", ".join(filter(None, (state, place_words(one.likelihood, one.effect))))
        day = day_in_words(one.review_on) if one.review_on else ""
        told = (stands, area_words(one), one.site, one.early_sign, one.strategy, one.owner, day)
        for value, words in zip(self._values, told, strict=True):
            value.setText(words or _("not said"))
            value.set_tone("text" if words else "text3")


def _fields() -> tuple[str, ...]:
    return _("Area"), _("Site"), _("Early sign"), _("Strategy"), _("Who watches it"), _("Looked at again on")
