"""A wide part and a rail beside it; in a narrow window one or the other, by two tabs."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.side_column import SIDE_WIDTH
from isp_desktop.ui.kit.theme import Theme

# With less room than this the rail becomes a tab.
_BOTH = 1000
# How much further in a page begins than a rail.
_FURTHER_IN = 8


class TwoParts(QWidget):
    """`main` fills the width; `side` scrolls by itself.

    Args:
        names: what the tabs are called.
        card: how wide `side` is where it is a card that stands apart and scrolls what is in it; 0 for a plain column.
        both: with less room than this the rail becomes a tab.
    """

    def __init__(
        self,
        theme: Theme,
        main: QWidget,
        side: QWidget,
        names: tuple[str, str],
        card: int = 0,
        both: int = _BOTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._main, self._both = theme, main, both
        self._width, self._stands_apart = card or SIDE_WIDTH, bool(card)
        self._side = side if card else scrolled(side, surface=False)
        self._line = HairLine(theme, down=True)
        self._at_side = self._alone = False
        self.tabs = QWidget()
        row = QHBoxLayout(self.tabs)
        row.setContentsMargins(32, 8, 32, 8)
        self.chips = tuple(ChoiceChip(theme, name) for name in names)
        for at, chip in enumerate(self.chips):
            chip.setObjectName(f"tab-{at}")
            chip.clicked.connect(lambda _=False, at=at: self.choose(bool(at)))
            row.addWidget(chip)
        row.addStretch()
        self._across = QHBoxLayout()
        self._across.setSpacing(0)
        self._across.addWidget(main, 1)
        self._across.addWidget(self._line)
        self._across.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addLayout(self._across, 1)
        theme.changed.connect(self._lay_out)
        self._lay_out()

    def choose(self, at_side: bool) -> None:
        """Which of the two a narrow window shows."""
        self._at_side = at_side
        self._lay_out()

    def set_alone(self, on: bool) -> None:
        """Whether `main` has all the room for now, without rail and tabs."""
        self._alone = on
        self._lay_out()

    def is_alone(self) -> bool:
        """Whether it has."""
        return self._alone

    def _lay_out(self) -> None:
        narrow = self.width() < self._theme.px(self._both)
        for at, chip in enumerate(self.chips):
            chip.setChecked(bool(at) == self._at_side)
        self.tabs.setVisible(narrow and not self._alone)
        self._line.setVisible(not narrow and not self._stands_apart and not self._alone)
        self._main.setVisible(not narrow or not self._at_side or self._alone)
        self._side.setVisible((not narrow or self._at_side) and not self._alone)
        # Alone on the page, the words of the rail begin where those above it do.
        inset = self._theme.px(_FURTHER_IN) if narrow and self._at_side and not self._stands_apart else 0
        self._across.setContentsMargins(inset, 0, inset, 0)
        self._side.setMinimumWidth(0 if narrow else self._theme.px(self._width))
        self._side.setMaximumWidth((1 << 24) - 1 if narrow else self._theme.px(self._width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
