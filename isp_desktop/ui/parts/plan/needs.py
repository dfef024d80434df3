"""The needs of a plan, each with its steps as chips; one stop for Tab, walked through with the arrows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.services.capacity_plan import Need, Step, need_words
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip, ChipSpec
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import LEFT, focus_ring, painting, rule, text_width, write
from isp_desktop.ui.kit.press_chip import PressChip
from isp_desktop.ui.kit.roving import Roving
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.parts.plan.words import step_chip

_AT_FIRST = 10
# Round the words of a title, in px at 100 %.
_FRAME = 4


class _Sign(QWidget):
    """How a need stands: still open, met, or given up."""

    def __init__(self, theme: Theme, need: Need, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._need = theme, need
        self.setFixedSize(theme.px(18), theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, need = self._theme.tokens, self._need
        icon, ink = ("triangle-alert", t.warn) if need.is_open else ("circle-check", t.good)
        if need.state == "given_up":
            icon, ink = "x", t.text3
        with painting(self) as painter:
            paint_icon(painter, icon, ink, QRectF(self.rect()), self._theme.px(16))


class _Title(QAbstractButton):
    """What is needed; opens the record."""

    def __init__(self, theme: Theme, words: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(words)
        self.setAccessibleName(spoken)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(text_width(self._theme.strong(), self.text()) + self._theme.px(2 * _FRAME), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        set_tip(self, self.text() if self.sizeHint().width() > self.width() else "")
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        with painting(self) as painter:
            ink = t.accent if self.underMouse() else t.text
            write(painter, box.adjusted(px(_FRAME), 0, -px(2), 0), self.text(), self._theme.strong(), ink, LEFT)
            if self.hasFocus():
                focus_ring(painter, box, px(5), t)


class NeedCard(QWidget):
    """A need: what, where, its steps, and what can be done about it.

    Signals:
        opened: it is to be opened.
        step_opened: the uid of one of its steps.
        step_begun: a step is to be begun for it.
        menu_asked: its menu, at a point of the screen.
        step_menu_asked: that of a step; its uid, and the point.
    """

    opened = Signal()
    step_opened = Signal(str)
    step_begun = Signal()
    menu_asked = Signal(QPoint)
    step_menu_asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, need: Need, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.need = need
        second = need_words(need)
        said = _state_words(need, today)
        self.title = _Title(theme, need.what, ", ".join(part for part in (need.what, second, said) if part))
        self.more = IconButton(theme, "ellipsis", _("What can be done about “{need}”").format(need=need.what), size=24)
        self.chips = [*(self._step_chip(step, today) for step in need.steps), *self._adding()]
        px = theme.px
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.addWidget(self.title)
        row.addStretch(1)
        for chip in _marks(theme, need, said):
            row.addWidget(chip)
        row.addWidget(self.more)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addLayout(row)
        # Under the words of the title, not under the frame of the focus round them.
        lower = QVBoxLayout()
        pad(lower, px(_FRAME), 0, 0, 0)
        lower.setSpacing(px(6))
        if second:
            lower.addWidget(Prose(theme, second, "meta"))
        if self.chips:
            lower.addWidget(side_by_side(*self.chips))
        words.addLayout(lower)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, px(8), 0, px(10))
        across.setSpacing(px(8 - _FRAME))
        across.addWidget(_Sign(theme, need), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        self.title.clicked.connect(self.opened)
        self.more.clicked.connect(lambda: self.menu_asked.emit(self.more.mapToGlobal(QPoint(0, self.more.height()))))

    def members(self) -> list[QAbstractButton]:
        """What the arrows go to, in reading order."""
        return [self.title, self.more, *self.chips]

    def key_of(self, member: QWidget) -> str:
        """What tells one of the members from the others, also when the card is made anew."""
        return member.objectName()

    def _step_chip(self, step: Step, today: dt.date) -> PressChip:
        chip = PressChip(self._theme, step_chip(step, today))
        chip.setObjectName(step.uid)
        chip.clicked.connect(partial(self.step_opened.emit, step.uid))
        chip.menu_asked.connect(partial(self.step_menu_asked.emit, step.uid))
        return chip

    def _adding(self) -> list[PressChip]:
        need = self.need
        if not need.is_open:
            return []
        if need.is_unplanned:
            spec, spoken = ChipSpec(_("No plan yet"), "missing"), _("No plan yet for “{need}”: plan a step")
        else:
            spec, spoken = ChipSpec(_("Plan a step"), "outline", "plus"), _("Plan a step for “{need}”")
        chip = PressChip(self._theme, spec, spoken.format(need=need.what))
        chip.setObjectName("add")
        chip.clicked.connect(self.step_begun)
        return [chip]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_asked.emit(event.globalPos() if by_mouse else self.title.mapToGlobal(QPoint(0, self.title.height())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            rule(painter, 0, self.height() - 0.5, self.width(), self.height() - 0.5, self._theme.tokens.line)


class NeedsList(QWidget):
    """The cards under each other, the first ones until all are asked for; made anew when the needs are others.

    Args:
        wire: connects the signals of a card.
    """

    def __init__(self, theme: Theme, wire: Callable[[NeedCard], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._wire = theme, wire
        self._needs: Sequence[Need] = ()
        self._today: dt.date | None = None
        self._roving: Roving | None = None
        self._is_whole = False
        self.cards: list[NeedCard] = []
        self.all_button = Button(theme, "", "link", height=28)
        self.all_button.clicked.connect(self._unfold)
        self.all_button.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_needs(self, needs: Sequence[Need], today: dt.date) -> None:
        """Shows `needs`; what has the focus keeps it, or what took its place gets it."""
        if (list(needs), today) == (list(self._needs), self._today):
            return
        self._needs, self._today = needs, today
        self._fill()

    def first(self) -> QWidget:
        """What Tab comes to."""
        stop = self._roving.stop() if self._roving is not None else None
        return stop or self

    def _fill(self) -> None:
        held = self._held()
        self._empty()
        today = self._today or dt.date.today()
        for at, need in enumerate(self._needs if self._is_whole else self._needs[:_AT_FIRST]):
            card = NeedCard(self._theme, need, today, self)
            self._wire(card)
            self._column.insertWidget(at, card)
            self.cards.append(card)
        self._roving = Roving(self._members, self)
        for member in self._members():
            self._roving.add(member)
        hidden = len(self._needs) > len(self.cards)
        self.all_button.set_words(counted("All {n} need", "All {n} needs", len(self._needs)))
        self.all_button.setVisible(hidden)
        if held is not None:
            self._hold(*held)

    def _members(self) -> list[QAbstractButton]:
        return [member for card in self.cards for member in card.members()]

    def _held(self) -> tuple[int, str, str] | None:
        """The place and the uid of the card that has the focus, and the name of what in it has."""
        for at, card in enumerate(self.cards):
            for member in card.members():
                if member.hasFocus():
                    return at, card.need.uid, card.key_of(member)
        return None

    def _hold(self, at: int, uid: str, key: str) -> None:
        card = next((card for card in self.cards if card.need.uid == uid), None)
        if card is None and self.cards:
            card = self.cards[min(at, len(self.cards) - 1)]
        if card is not None and self._roving is not None:
            self._roving.go_to(next((one for one in card.members() if card.key_of(one) == key), card.title))

    def _empty(self) -> None:
        if self._roving is not None:
            # It would still look after what is gone.
            for member in self._members():
                member.removeEventFilter(self._roving)
            self._roving.deleteLater()
            self._roving = None
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _unfold(self) -> None:
        self._is_whole = True
        count = len(self.cards)
        self._fill()
        if self._roving is not None and count < len(self.cards):
            self._roving.go_to(self.cards[count].title)


def _state_words(need: Need, today: dt.date) -> str:
    """That a need is met, and what showed it, or that it was given up."""
    day = short_date(need.met_on, today) if need.met_on else ""
    if need.state == "met":
        said = _("Met {day}").format(day=day).strip()
        return _("{said}, shown by {assessment}").format(said=said, assessment=need.met_by) if need.met_by else said
    return _("Given up {day}").format(day=day).strip() if need.state == "given_up" else ""


def _marks(theme: Theme, need: Need, said: str) -> list[Chip]:
    marks = [Chip(theme, said, "good" if need.state == "met" else "outline")] if said else []
    if need.in_conflict:
        marks.append(Chip(theme, _("In conflict"), "conflict"))
    if need.private:
        marks.append(Chip(theme, _("Private"), "private"))
    return marks
