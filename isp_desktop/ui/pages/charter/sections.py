"""The sections at the left of a charter, with the state of each: the way through the document by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from isp_desktop.domain.charter import SECTIONS
from isp_desktop.domain.language import _, number
from isp_desktop.services.charters.seen import Seen, SeenSection
from isp_desktop.ui.kit.breaking import BreakingDelegate, FittedList
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import LEFT, RIGHT, painting, rounded, write, write_two
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.charter import words

WIDTH = 252
_ROW, _STEP, _SIGN = 33, 17, 16
_SIGNS = {"agreed": "check", "changed": "pencil", "empty": "circle-dashed", "conflict": "git-compare"}
_INKS = {"check": "good", "pencil": "warn", "circle-dashed": "text3", "git-compare": "conflict"}


class SectionsColumn(QWidget):
    """The list, how much is written, and what its signs mean.

    Signals:
        picked: the key of the section that became the current one.
        opened: that of the one that was opened, by Enter or two clicks.
    """

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Row, ...] = tuple(Row(one.key, _(one.label)) for one in SECTIONS)
        self.list = _SectionList(theme, RowsModel(self._fetch), _("Sections"))
        self.list.rows().setParent(self.list)
        self.list.setObjectName("sections")
        self.list.picked.connect(self.picked)
        self.list.opened.connect(self.opened)
        self.list.setAccessibleDescription(_("The arrows go from section to section, Enter writes in one"))
        self._head = QVBoxLayout()
        self._key = QVBoxLayout()
        self._key.setSpacing(6)
        inside = QWidget()
        column = QVBoxLayout(inside)
        pad(column, 32, 14, 8, 16)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(self.list)
        column.addSpacing(8)
        column.addWidget(HairLine(theme))
        column.addSpacing(4)
        column.addLayout(self._key)
        column.addStretch()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inside, surface=False))
        self.setFixedWidth(theme.px(WIDTH))
        theme.changed.connect(self._fix_width)
        self.list.select(SECTIONS[0].key)
        self.setFocusProxy(self.list)

    def _fix_width(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))

    def show_seen(self, seen: Seen) -> None:
        """Shows the state of each section."""
        rows = tuple(self._row(at, one, seen) for at, one in enumerate(seen.sections, 1))
        if rows != self._rows:
            self._rows = rows
            self.list.refresh()
        _clear(self._head)
        told = _("{n} of {all} written").format(n=number(seen.written), all=number(len(rows)))
        self._head.addWidget(_head(self._theme, told))
        _clear(self._key)
        for state, meaning in words.legend(seen):
            self._key.addWidget(_Meaning(self._theme, _SIGNS[state], meaning))

    def show_current(self, key: str) -> None:
        """Makes a section the current one without a word, as when the document was scrolled there."""
        with QSignalBlocker(self.list):
            self.list.select(key)

    def _row(self, at: int, one: SeenSection, seen: Seen) -> Row:
        sign = _SIGNS["conflict" if one.conflicts else one.state]
        title = _(one.section.label)
        return Row(one.section.key, title, icon=sign, date=number(at), second=words.section_state(one, seen))

    def _fetch(self, after: object, limit: int) -> tuple[Row, ...]:
        return tuple(fetch_from(self._rows)(after, limit))


class _SectionList(FittedList):
    """One click goes to a section, two or Enter open it."""

    def __init__(self, theme: Theme, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, model, name, _SectionDelegate, parent)
        self._opens_on_click = False


class _SectionDelegate(BreakingDelegate):
    """Number, name, and the sign of the state at the end; a long name takes two lines."""

    def height(self, row: Row) -> int:
        return self._theme.px(_ROW + (_STEP if self._lines(row) > 1 else 0))

    def _paint_ground(self, painter: QPainter, body: QRectF, row: Row, state: QStyle.StateFlag) -> None:
        t, px = self._theme.tokens, self._theme.px
        box = body.adjusted(0.5, 1, -0.5, -1)
        if state & QStyle.StateFlag.State_Selected:
            rounded(painter, box, px(7), t.surface, t.line2)
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, px(7), t.hover)

    def _paint_sign(self, painter: QPainter, body: QRectF, row: Row, selected: bool) -> float:
        px = self._theme.px
        place = QRectF(body.left(), body.top(), px(22), body.height())
        write(painter, place, row.date, self._theme.font(12, tabular=True), self._theme.tokens.text3, RIGHT)
        return body.left() + px(32)

    def _paint_end(self, painter: QPainter, body: QRectF, row: Row) -> float:
        px = self._theme.px
        place = QRectF(body.right() - px(26), body.top(), px(_SIGN), body.height())
        if row.icon:
            paint_icon(painter, row.icon, str(getattr(self._theme.tokens, _INKS[row.icon])), place, px(_SIGN))
        return place.left() - px(6)

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        font, step = self._theme.strong(), self._theme.px(_STEP)
        ink = self._theme.tokens.text if selected else self._theme.tokens.text2
        if self._lines(row) > 1:
            place = QRectF(box.left(), box.center().y() - step, box.width(), 2 * step)
            write_two(painter, place, row.title, font, ink, step)
        else:
            write(painter, box, row.title, font, ink, LEFT)


class _Meaning(QWidget):
    """What a sign means."""

    def __init__(self, theme: Theme, icon: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        row = QVBoxLayout(self)
        pad(row, theme.px(32), 0, 0, 0)
        row.addWidget(Prose(theme, meaning, "meta"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._theme.px
        with painting(self) as painter:
            place = QRectF(QPointF(px(8), 0), QPointF(px(8) + px(_SIGN), px(20)))
            paint_icon(painter, self._icon, str(getattr(self._theme.tokens, _INKS[self._icon])), place, px(14))


def _head(theme: Theme, told: str) -> QWidget:
    """What the list is called and how far it has come, in lines where one is too narrow for it."""
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Label(theme, _("Sections"), "section"))
    row.addWidget(Prose(theme, told, "meta"), 1)
    return head


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
