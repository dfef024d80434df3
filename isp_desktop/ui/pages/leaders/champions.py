"""The champions as rows: how it stands with each, in which months they were talked with, and when the next talk is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, in_sentence, number
from isp_desktop.domain.vocabulary import LEVELS, SIDES
from isp_desktop.services.leaders.told import Champion
from isp_desktop.services.leaders.words import last_words, rhythm_words, state_words
from isp_desktop.services.today import due_words
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.chips import ChipSpec, chip_size, paint_chip
from isp_desktop.ui.kit.columns import Cell, ColumnDelegate, ColumnHead, ColumnList, ColumnRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.empty import EmptyLine
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.row_delegate import hit
from isp_desktop.ui.kit.rows import ROW, Row
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.leaders import LeaderActs
from isp_desktop.ui.parts.leaders.acts import Whom
from isp_desktop.ui.parts.leaders.looks import state_chip

# Of the state, the months, and the next talk; that of the name.
_WIDTHS, _TITLE = (138, 72, 92), 132
_DOT, _STEP, _MORE = 8, 12, 30
_END = 20
_HIGHEST = 9


class ChipCell(Cell, frozen=True):
    """A state as a chip."""

    chip: ChipSpec | None = None


class MonthsCell(Cell, frozen=True):
    """A dot for each month: filled where there was a debrief, ringed round a point where something else was done."""

    debriefed: tuple[bool, ...] = ()
    engaged: tuple[bool, ...] = ()


class _Delegate(ColumnDelegate):
    """Draws the chip, the dots, and what opens the menu."""

    def more_box(self, body: QRectF) -> QRectF:
        """Where the menu can be hit."""
        px = self._theme.px
        return self._seen(QRectF(body.right() - px(_MORE), body.top(), px(_MORE), body.height()), body)

    def _paint_end(self, painter: QPainter, body: QRectF, row: Row) -> float:
        px = self._theme.px
        place = QRectF(body.right() - px(_MORE), body.top(), px(_MORE), body.height())
        paint_icon(painter, "ellipsis", self._theme.tokens.text2, place, px(16))
        return super()._paint_end(painter, body, row)

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        if isinstance(cell, ChipCell) and cell.chip is not None:
            width = min(chip_size(cell.chip, self._theme).width(), box.width())
            place = QRectF(box.left(), box.center().y() - self._theme.px(11), width, self._theme.px(22))
            paint_chip(painter, place, cell.chip, self._theme)
        elif isinstance(cell, MonthsCell):
            self._paint_months(painter, box, cell)
        else:
            super()._paint_cell(painter, box, cell)

    def _paint_months(self, painter: QPainter, box: QRectF, cell: MonthsCell) -> None:
        t, px = self._theme.tokens, self._theme.px
        for at, (debriefed, engaged) in enumerate(zip(cell.debriefed, cell.engaged, strict=True)):
            middle = QPointF(box.left() + px(_DOT) / 2 + at * px(_STEP), box.center().y())
            painter.setPen(Qt.PenStyle.NoPen if debriefed else QPen(QColor(t.field), 1.2))
            painter.setBrush(QColor(t.accent) if debriefed else Qt.BrushStyle.NoBrush)
            radius = px(_DOT) / 2 - (0 if debriefed else 0.6)
            painter.drawEllipse(middle, radius, radius)
            if engaged and not debriefed:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.accent))
                painter.drawEllipse(middle, px(1.6), px(1.6))


class ChampionList(ColumnList):
    """D logs a debrief, E an engagement, R reviews; the menu has the same.

    Args:
        act: does what a key stands for, with the uid of the champion.
    """

    def __init__(self, theme: Theme, name: str, act: Callable[[int, str], bool], parent: QWidget | None = None) -> None:
        self._key_act = act
        super().__init__(theme, name, _WIDTHS, _TITLE, _END, parent)

    def _made_delegate(self) -> ColumnDelegate:
        return _Delegate(self._theme, self, self.widths, self.title, self.end)

    def _act(self, key: int, item: Row) -> bool:
        return self._key_act(key, item.uid) or super()._act(key, item)

    def _click(self, index: QModelIndex, spot: QPointF) -> None:
        row, delegate = index.data(ROW), self._delegate
        body = delegate.body(self.visualRect(index), index)
        if isinstance(delegate, _Delegate) and hit(delegate.more_box(body), spot):
            self.menu_asked.emit(row.uid, self.viewport().mapToGlobal(spot.toPoint()))
        else:
            super()._click(index, spot)


class ChampionsPart(Part):
    """Whose turn is next comes first."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._champions: Mapping[str, Champion] = {}
        self.acts = LeaderActs(theme, store, self, today)
        card = Panel(theme, padding=(0, 10))
        card.column.setSpacing(0)
        head = CardHead(theme, _("Champions"), _("a dot for each month, the last six"))
        head.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(2))
        self.list = ChampionList(theme, _("Champions"), self._act)
        self.list.setObjectName("champions")
        self.list.opened.connect(lambda uid: self.record_asked.emit("champion", uid))
        self.list.menu_asked.connect(lambda uid, spot: self.acts.open_menu(whom(self._champions[uid]), spot))
        labels = (_("Champion"), _("Status"), _("Debriefs"), _("Next"))
        self.head = ColumnHead(theme, labels, self.list)
        nobody = _("Who speaks up for the work, inside or outside? Nobody is noted yet.")
        self.nothing = EmptyLine(theme, nobody, _("Add a champion"))
        self.nothing.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self.nothing.begun.connect(self.add)
        self.rhythm = Remark(theme, "", "message-square", wraps=True)
        self.keys = Remark(theme, _("D logs a debrief, E an engagement, R reviews"), "keyboard", wraps=True)
        self._preset: Mapping[str, str] = {}
        for part in (head, self.head, self.list, self.nothing):
            card.column.addWidget(part)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        foot.setSpacing(theme.px(4))
        for remark in (self.rhythm, self.keys):
            foot.addWidget(remark)
        card.column.addLayout(foot)
        self.column.addWidget(card)

    def show_champions(self, found: Sequence[Champion], preset: Mapping[str, str]) -> None:
        """Shows what was read; `preset` is what a new one begins with."""
        today = self._today()
        self._preset = preset
        self._champions = {one.uid: one for one in found}
        for part in (self.head, self.list, self.rhythm, self.keys):
            part.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.list.show_rows([*self._champions], lambda uid: _row(self._champions[uid], today))
        rows = min(len(found), _HIGHEST)
        self.list.setFixedHeight(sum(self.list.sizeHintForRow(at) for at in range(rows)) + 2)
        self.rhythm.set_text(". ".join(rhythm_words(found, today)) + ".")

    def add(self) -> None:
        """Begins a new one."""
        self.new_asked.emit("champion", dict(self._preset))

    def first(self) -> QWidget:
        """What takes the focus first."""
        return self.list if self._champions else self.nothing

    def _act(self, key: int, uid: str) -> bool:
        """What a key does to a champion."""
        who = whom(self._champions[uid])
        doing: dict[int, Callable[[], object]] = {
            Qt.Key.Key_D: partial(self.acts.debrief, [who.person[0]], who.site[0]),
            Qt.Key.Key_E: partial(self.acts.engage, who),
            Qt.Key.Key_R: partial(self.acts.review, who),
        }
        if (act := doing.get(key)) is None:
            return False
        act()
        return True


def whom(one: Champion) -> Whom:
    """A champion, to act on."""
    cause = one.review.cause if one.review else ""
    return Whom(one.person, one.site, one.uid, one.state, cause)


def _row(one: Champion, today: dt.date) -> ColumnRow:
    level = _(LEVELS[one.level]) if one.level in LEVELS else ""
    side = in_sentence(_(SIDES[one.side])) if one.side in SIDES else ""
    where = one.site[1] or one.initiative[1]
    return ColumnRow(
        uid=one.uid,
        title=one.person[1] or _("Without a name"),
        avatar=one.person[1],
        second=", ".join(filter(None, (where, level, side))) or _("No site"),
        private=one.private,
        conflict=one.in_conflict,
        columns=(
            ChipCell(state_words(one.state), chip=state_chip(one.state)),
            MonthsCell(_months_words(one, today), debriefed=one.debriefed, engaged=one.engaged),
            _next_cell(one, today),
        ),
    )


def _months_words(one: Champion, today: dt.date) -> str:
    held, count = sum(one.debriefed), len(one.debriefed)
    others = sum(engaged and not debriefed for engaged, debriefed in zip(one.engaged, one.debriefed, strict=True))
    told = _("debriefs in {n} of {count} months").format(n=number(held), count=number(count))
    more = counted("engaged in {n} more", "engaged in {n} more", others) if others else ""
    return ", ".join(filter(None, (told, more, last_words(one.rhythm, today) if one.rhythm else "")))


def _next_cell(one: Champion, today: dt.date) -> Cell:
    if one.rhythm is None:
        return Cell(_("Closed"))
    days = one.rhythm.days_left(today)
    if days < 0:
        return Cell(due_words(days), icon="circle-alert", tone="bad")
    words = _("Today") if not days else short_date(one.rhythm.next_on.isoformat(), today)
    return Cell(words, tone="" if days else "warn", icon="" if days else "clock")
