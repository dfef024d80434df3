"""The lines between the head of the map and the map: what holds of it now, each with a way to end that."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.network import ALL_STEPS
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.shown import Shown

STEPS = (1, 2, 3, ALL_STEPS)


class Strip(QObject):
    """Words on what holds of the map now, with buttons that change it; gone while nothing does.

    Signals:
        steps_chosen: how many steps around somebody are to be shown.
        ended: what it says is to hold no more.
    """

    steps_chosen = Signal(int)
    ended = Signal()

    def __init__(self, theme: Theme, end: str, parent: QWidget, *, steps: bool = False) -> None:
        super().__init__(parent)
        self.words = Label(theme, "", "meta")
        self.end_button = Button(theme, end, "link", height=24)
        self.chips = {step: ChoiceChip(theme, _steps(step)) for step in STEPS} if steps else {}
        for step, chip in self.chips.items():
            chip.clicked.connect(lambda _on=False, step=step: self.steps_chosen.emit(step))
        self.end_button.clicked.connect(self.ended)
        for part in self.parts():
            part.setParent(parent)
            part.hide()

    def parts(self) -> tuple[QWidget, ...]:
        """What it is made of, in reading order."""
        return self.words, *self.chips.values(), self.end_button

    def is_shown(self) -> bool:
        """Whether it says anything."""
        return bool(self.words.text())

    def say(self, words: str, step: int = -1, end: str = "") -> None:
        """Shows these words, "" for none; with steps, how many hold; and what ends it, where that changes."""
        self.words.setText(words)
        if end and end != self.end_button.words():
            self.end_button.set_words(end)
        for number, chip in self.chips.items():
            chip.setChecked(number == step)
        for part in self.parts():
            part.setVisible(bool(words))


def _steps(step: int) -> str:
    return _("All") if step == ALL_STEPS else counted("{n} step", "{n} steps", step)


class Strips(QWidget):
    """All of them.

    Attributes:
        site: it is the map of one site.
        sieve: something is left out.
        excerpt: of very many only those are shown who are to be seen first, or all.
        around: it is shown around somebody.
        tie: a tie was begun.
        larger_button: asks for the whole page, where all of very many are shown in a part of it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.site = Strip(theme, _("All sites"), self)
        self.sieve = Strip(theme, _("Show all"), self)
        self.excerpt = Strip(theme, _("Show everyone"), self)
        self.around = Strip(theme, _("Show everyone"), self, steps=True)
        self.tie = Strip(theme, _("Cancel"), self)
        self.larger_button = Button(theme, _("Larger map"), "link", height=24, parent=self)
        self.larger_button.hide()
        flow = FlowLayout(self, gap=6, line_gap=2)
        for strip in (self.site, self.excerpt, self.sieve, self.around, self.tie):
            for part in strip.parts():
                flow.addWidget(part)
        flow.addWidget(self.larger_button)

    def show_for(self, shown: Shown, *, listed: bool, larger: bool) -> None:
        """What holds of `shown`; the list tells of all that is chosen, whatever of it the map can show."""
        site = shown.mapped.site if shown.mapped else ""
        self.site.say(_("At {site}").format(site=site) if site else "")
        self.sieve.say(shown.sieve_words(), end=_("Show all") if shown.is_picked() else _("Show them"))
        self.around.say(shown.around_words(), shown.steps)
        more = _("Show everyone") if shown.is_excerpt() else _("Show fewer")
        self.excerpt.say("" if listed else shown.excerpt_words(), end=more)
        self.larger_button.setVisible(shown.is_large() and not (shown.is_excerpt() or listed or larger))
