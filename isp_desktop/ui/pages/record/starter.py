"""What stands over the form of an assessment while no instrument is in use: the starter, to be taken at a press."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.starter_instrument import Length
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme


class StarterOffer(Panel):
    """Signals:
    taken: the length of the form that is to be used, "short" or "long".
    """

    taken = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "sunken", (14, 12), parent)
        self.column.addWidget(Prose(theme, _("No instrument is in use in this notebook yet"), "strong"))
        about = _(
            "Take the starter: it asks for each type of capacity at each level, rated from 1 to 4. The short form has "
            "one sentence for each, the long form several."
        )
        self.column.addWidget(Prose(theme, about, "body", "text2"))
        self.buttons = {"short": Button(theme, _("Use the short form")), "long": Button(theme, _("Use the long form"))}
        for length, button in self.buttons.items():
            button.setObjectName(f"starter-{length}")
            button.clicked.connect(partial(self.taken.emit, length))
        self.column.addWidget(side_by_side(*self.buttons.values()))


def length_of(words: str) -> Length:
    """The length of which a signal tells."""
    return "long" if words == "long" else "short"
