"""What fills the window while somebody else has the laptop, which goes from one to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.paint import ground, painting
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

_NARROW = 520


class Turn(QWidget):
    """What stands between two who have the laptop: how far it is, who is next, and how it ends.

    Attributes:
        begin: the next one begins; hand_back: whoever gave the laptop away gets it back.
    """

    def __init__(self, theme: Theme, how_far: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Prose(theme, "", "display")
        self._sentence = Prose(theme, "", "prose", "text2")
        self.begin = Button(theme, "", "primary", "arrow-right", 40)
        self.begin.setObjectName("begin")
        self.hand_back = Button(theme, _("Hand the laptop back"), height=40)
        self.hand_back.setObjectName("hand-back")
        locks = Prose(theme, _("The notebook stays locked: who goes on with it gives its passphrase."), "meta", "text3")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for part in (self._heading, self._sentence, how_far):
            column.addWidget(part)
        column.addSpacing(8)
        for part in (side_by_side(self.begin, self.hand_back), locks):
            column.addWidget(part)

    def tell(self, heading: str, sentence: str, begin: str, how_far: str) -> None:
        """Shows how far it is, which `how_far` says; `begin` is on the button of the next one, "" where nobody is."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self.begin.set_words(begin)
        self.begin.setVisible(bool(begin))
        there = self.begin if begin else self.hand_back
        there.setAccessibleDescription(". ".join(filter(None, (heading, sentence, how_far))))
        self.setFocusProxy(there)


class Handed(QWidget):
    """It shows nothing of the notebook, which stays locked behind it until its passphrase is given.

    Args:
        title: what the window is called meanwhile.
        how_far: stands between two turns.
        thanks: what the lock screen says when the laptop was handed back.

    Attributes:
        turn: what stands between two who have the laptop.

    Signals:
        handed_back: whoever had it is done; a sentence for the lock screen.
    """

    handed_back = Signal(str)

    def __init__(self, theme: Theme, title: str, how_far: QWidget, thanks: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = title
        self.turn = Turn(theme, how_far)
        self._between = in_the_middle(theme, self.turn, _NARROW)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._between)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.turn.hand_back.clicked.connect(lambda: self.handed_back.emit(thanks))

    def _show_turn(self) -> None:
        """Nobody has it just now."""
        self._stack.setCurrentWidget(self._between)
        self._give_focus_to(self.turn)

    def _show_sheet(self, sheet: QWidget, focused: QWidget) -> None:
        """What whoever has it fills in, which is put in where it is not there yet."""
        if self._stack.indexOf(sheet) < 0:
            self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)
        self._give_focus_to(focused)

    def _give_focus_to(self, part: QWidget) -> None:
        self.setFocusProxy(part)
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            ground(painter, self.rect(), self._theme.tokens.canvas)


def in_the_middle(theme: Theme, part: QWidget, widest: int) -> QWidget:
    """`part` a little above the middle of the room, and not wider than so many px."""
    part.setMaximumWidth(theme.px(widest))
    around = QWidget()
    column = QVBoxLayout(around)
    column.addStretch(2)
    across = QHBoxLayout()
    across.setContentsMargins(32, 0, 32, 0)
    across.addStretch(1)
    across.addWidget(part, 100)
    across.addStretch(1)
    column.addLayout(across)
    column.addStretch(3)
    return around
