"""What narrows the list of challenges down: a cell of the grid, an area, where it comes from, how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import CHALLENGE_AREAS, CHALLENGE_STATES, LIKELIHOODS, SIDES
from isp_desktop.services.challenges import Challenge, place_words, sentence
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.theme import Theme

LEVELS = tuple(LIKELIHOODS)
NOT_RATED = "not_rated"
"""The key of those without a likelihood or an effect."""

# The likeliest first, and the largest effect first among these.
_CELLS = tuple(f"{likelihood} {effect}" for likelihood in LEVELS[::-1] for effect in LEVELS[::-1])


def cell_key(likelihood: str, effect: str) -> str:
    """The key of a cell of the grid."""
    return f"{likelihood} {effect}"


def cell_of(one: Challenge) -> str:
    """The key of the cell in which a challenge stands."""
    return cell_key(one.likelihood, one.effect) if one.weight >= 0 else NOT_RATED


class Filters(QWidget):
    """A button for each; without a choice all are let through, but for those that have passed.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = dict.fromkeys(("cell", "area", "side", "state"), "")
        self._buttons = {
            "cell": ChoosingButton(theme, _("Any likelihood"), _("Likelihood and effect: {name}"), "grid-3x3"),
            "area": ChoosingButton(theme, _("All areas"), _("Area: {name}"), "layers"),
            "side": ChoosingButton(theme, _("Inside and outside"), _("From: {name}"), "arrow-left-right"),
            "state": ChoosingButton(theme, _("Not passed"), _("State: {name}"), "flag"),
        }
        flow = FlowLayout(self, gap=theme.px(8), line_gap=theme.px(6))
        flow.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(6))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for name, button in self._buttons.items():
            button.setObjectName(name)
            button.chosen.connect(partial(self.choose, name))
            flow.addWidget(button)

    def choose(self, name: str, key: str) -> None:
        """Lets through those that have `key` in `name`; "" for all."""
        self._chosen[name] = key
        self.changed.emit()

    def lets_through(self, one: Challenge) -> bool:
        """Whether a challenge is among those chosen."""
        state = self._chosen["state"]
        if not (one.state == state if state else one.is_ahead):
            return False
        own = {"cell": cell_of(one), "area": one.area, "side": one.side}
        return all(self._chosen[name] in ("", value) for name, value in own.items())

    def show_for(self, found: Sequence[Challenge]) -> None:
        """Offers what there is among `found`."""
        there = {cell_of(one) for one in found} | {self._chosen["cell"]}
        cells = [(key, sentence(place_words(*key.split()))) for key in _CELLS if key in there]
        if NOT_RATED in there:
            cells.append((NOT_RATED, _("Not rated yet")))
        areas = {one.area for one in found} | {self._chosen["area"]}
        offered = {
            "cell": cells,
            "area": [(key, _(words)) for key, words in CHALLENGE_AREAS.items() if key in areas],
            "side": [(key, _(words)) for key, words in SIDES.items()],
            "state": [(key, _(words)) for key, words in CHALLENGE_STATES.items()],
        }
        for name, choices in offered.items():
            self._buttons[name].show_choices(choices, self._chosen[name])
