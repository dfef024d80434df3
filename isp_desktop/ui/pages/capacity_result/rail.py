"""Beside the map: what is strong, what is needed with what is done for it, what comes next, and who agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.capacity_result import Item, strengths
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.capacity_result import words
from isp_desktop.services.capacity_result.model import NeedLine, Result, StepChip
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import focus_ring, painting, rounded
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.press_chip import PressChip
from isp_desktop.ui.kit.text import Prose, Tone
from isp_desktop.ui.kit.theme import Theme

_AT_FIRST, _SIGN = 3, 30


class Rail(Panel):
    """The card at the right.

    Signals:
        item_asked: an item is to be shown among the answers; its name.
        record_asked: kind and uid of a need or a step.
        need_asked: a need is to be noted for a cell that is short; its `NeedLine`.
        step_asked: a step is to be planned for a need; its `NeedLine`.
        met_asked: a need is to be closed, since a later assessment shows that it is met; its `NeedLine`.
        plan_asked: a visit is to be planned on the day of the follow-up.
        votes_asked: the answers are to be shown, those that lay apart first.
    """

    item_asked = Signal(str)
    record_asked = Signal(str, str)
    need_asked = Signal(object)
    step_asked = Signal(object)
    met_asked = Signal(object)
    plan_asked = Signal()
    votes_asked = Signal()

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(0, 7), parent=parent)
        self._today = today
        self._result: Result | None = None
        self._all: set[str] = set()
        body = QWidget()
        self._places = GrowingColumn(body)
        self._places.setContentsMargins(16, 5, 12, 6)
        self._places.setSpacing(theme.px(12))
        self._places.addStretch()
        self.column.addWidget(scrolled(body))
        self.setAccessibleName(_("What follows from it"))

    def show_result(self, result: Result) -> None:
        """Shows what follows from a result."""
        self._result = result
        while self._places.count() > 1:
            item = self._places.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for part in (self._strengths(result), HairLine(self._theme), self._needs(result), *self._ends(result)):
            self._places.insertWidget(self._places.count() - 1, part)

    def _strengths(self, result: Result) -> QWidget:
        found = strengths(result.items, result.cells)
        part, column = self._section(_("Strengths"), number(len(found)) if found else "")
        for item in found if "strengths" in self._all else found[:_AT_FIRST]:
            line = _PressLine(self._theme, "circle-check", "good", item.label, _strength_words(item))
            line.clicked.connect(partial(self.item_asked.emit, item.path))
            column.addWidget(line)
        if not found:
            told = _("No item is rated at three quarters of its scale or above.")
            column.addWidget(Prose(self._theme, told, "meta"))
        self._offer_all(column, "strengths", len(found))
        return part

    def _needs(self, result: Result) -> QWidget:
        short = sum(cell.is_short for cell in result.cells)
        part, column = self._section(_("Needs"), counted("{n} short", "{n} short", short) if short else "")
        shown = sorted(result.needs, key=lambda need: not need.is_open)
        for need in shown if "needs" in self._all else shown[:_AT_FIRST]:
            column.addWidget(self._need(need, result))
        if not shown:
            told = (
                _("No open need, and no cell is short of what is needed.")
                if any(cell.needed is not None for cell in result.cells)
                else _("No need yet. Open a cell of the map to say how much is needed: what is short then stands here.")
            )
            column.addWidget(Prose(self._theme, told, "meta"))
        self._offer_all(column, "needs", len(shown))
        return part

    def _need(self, need: NeedLine, result: Result) -> QWidget:
        icon, tone = ("triangle-alert", "warn") if need.is_open else ("circle-check", "good")
        told = (icon, cast("Tone", tone), words.need_words(need), _need_words(need, result))
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        if need.uid:
            line = _PressLine(self._theme, *told)
            line.clicked.connect(partial(self.record_asked.emit, "need", need.uid))
            column.addWidget(line)
        else:
            column.addWidget(_Line(self._theme, *told))
        chips: list[QWidget] = [self._step(step) for step in need.steps]
        if need.met_by:
            told_by = _("Met, as shown on {day}").format(day=day_in_words(need.met_on))
            chip = PressChip(self._theme, ChipSpec(told_by, "good", "check"), f"{told_by}: {need.what}")
            chip.clicked.connect(lambda: self.met_asked.emit(need))
            chips.append(chip)
        if need.is_open and not chips:
            spec = ChipSpec(_("No plan yet"), "missing") if need.uid else ChipSpec(_("Note the need"), "missing")
            chip = PressChip(self._theme, spec, f"{spec.text}: {words.need_words(need)}")
            asked = self.step_asked if need.uid else self.need_asked
            chip.clicked.connect(lambda: asked.emit(need))
            chips.append(chip)
        holder = side_by_side(*chips)
        pad(holder, self._theme.px(_SIGN), 0, 0, 0)
        column.addWidget(holder)
        return part

    def _step(self, step: StepChip) -> PressChip:
        day = "" if step.is_over or not step.due else short_date(step.due, self._today())
        told = ", ".join(filter(None, (step.what, day)))
        spec = ChipSpec(told, "good" if step.is_over else "plain", "check-check" if step.is_over else "route")
        chip = PressChip(self._theme, spec, f"{told}, {_('done')}" if step.is_over else told)
        chip.clicked.connect(lambda: self.record_asked.emit("plan_step", step.uid))
        return chip

    def _ends(self, result: Result) -> list[QWidget]:
        parts: list[QWidget] = []
        if result.follow_up_on:
            told = _("Next one on {day}").format(day=day_in_words(result.follow_up_on))
            again = _("Agreed on {day}").format(day=day_in_words(result.day.isoformat()))
            parts += [HairLine(self._theme), self._act("calendar-clock", told, again, _("Plan"), self.plan_asked.emit)]
        agreed, where = words.agreed_words(result.items)
        if agreed:
            parts += [HairLine(self._theme), self._act("users", agreed, where, _("See"), self.votes_asked.emit)]
        return parts

    def _act(self, icon: str, title: str, second: str, action: str, act: Callable[[], object]) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_Line(self._theme, icon, "text2", title, second), 1)
        button = Button(self._theme, action)
        button.setAccessibleName(f"{action}: {title}")
        button.clicked.connect(lambda: act())
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return part

    def _section(self, title: str, remark: str) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(12))
        column.addWidget(CardHead(self._theme, title, remark))
        return part, column

    def _offer_all(self, column: QVBoxLayout, key: str, count: int) -> None:
        if key in self._all or count <= _AT_FIRST:
            return
        link = Button(self._theme, _("All {n}").format(n=number(count)), "link", height=24)
        link.setObjectName(f"all-{key}")
        link.clicked.connect(lambda: self.show_all(key))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_all(self, key: str) -> None:
        """Shows all of the "strengths" or "needs"."""
        self._all.add(key)
        if self._result is not None:
            self.show_result(self._result)


class _Line(QWidget):
    """A sign, a title, and words under it."""

    def __init__(
        self, theme: Theme, icon: str, tone: Tone, title: str, second: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._tone = theme, icon, tone
        self.column = _words_in(self, theme, title, second)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            _paint_sign(painter, self._theme, self._icon, self._tone)


class _PressLine(QAbstractButton):
    """The same, to be pressed."""

    def __init__(
        self, theme: Theme, icon: str, tone: Tone, title: str, second: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._tone = theme, icon, tone
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.column = _words_in(self, theme, title, second)

    def sizeHint(self) -> QSize:
        return self.column.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box, radius = self._theme.tokens, QRectF(self.rect()), self._theme.px(7)
        with painting(self) as painter:
            if self.underMouse():
                rounded(painter, box, radius, t.hover)
            if self.hasFocus():
                focus_ring(painter, box, radius, t)
            _paint_sign(painter, self._theme, self._icon, self._tone)


def _words_in(widget: QWidget, theme: Theme, title: str, second: str) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    pad(column, theme.px(_SIGN), theme.px(3), theme.px(4), theme.px(3))
    column.setSpacing(1)
    column.addWidget(Prose(theme, title, "strong"))
    if second:
        column.addWidget(Prose(theme, second, "meta"))
    return column


def _paint_sign(painter: QPainter, theme: Theme, icon: str, tone: Tone) -> None:
    size = theme.px(18)
    paint_icon(painter, icon, str(getattr(theme.tokens, tone)), QRectF(theme.px(4), theme.px(3), size, size), size)


def _strength_words(item: Item) -> str:
    answer = ", ".join(filter(None, (words.value_words(item.value), _word(item))))
    told = (words.place_words(item.capacity_type, item.level), answer, " ".join(item.evidence.split()))
    return ". ".join(part for part in told if part)


def _word(item: Item) -> str:
    return item.unit.word(item.value) if item.unit is not None and item.value is not None else ""


def _need_words(need: NeedLine, result: Result) -> str:
    """Where it is, and how much is there of how much: "Organization, analytic. 1, needs 3."."""
    place = words.place_words(need.capacity_type, need.level)
    cell = next(
        (one for one in result.cells if (one.capacity_type, one.level) == (need.capacity_type, need.level)), None
    )
    told = ""
    if cell is not None and cell.value is not None and cell.needed_value is not None:
        told = _("{n}, needs {needed}").format(
            n=words.value_words(cell.value), needed=words.value_words(cell.needed_value)
        )
    return ". ".join(part for part in (place if need.what else "", told) if part)
