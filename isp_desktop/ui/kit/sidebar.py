"""The sidebar: where one can go, search, and the lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import IconButton
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.nav import NavItem, NavRow, SearchButton, WhoRow
from isp_desktop.ui.kit.paint import LEFT, ground, paint_mark, painting, rule, see_through, write
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme

WIDE, NARROW = 228, 56
_SPACING, _NARROW_SPACING = 8, 5
_GAP, _NARROW_GAP = 10, 4
# No wider than this for languages with longer words.
WIDEST = 320


class Mark(QWidget):
    """The mark of the program, and its name beside it unless `narrow`."""

    def __init__(self, theme: Theme, name: str = "ISP Desktop", side: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._side = side
        self.narrow = not name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._side), self._theme.px(max(28, self._side)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._theme.px(self._side)
        left = (self.width() - side) / 2 if self.narrow and self._name else 0
        with painting(self) as painter:
            paint_mark(painter, QRectF(left, (self.height() - side) / 2, side, side), self._theme.tokens)
            if not self.narrow:
                room = QRectF(side + self._theme.px(9), 0, self.width(), self.height())
                write(painter, room, self._name, self._theme.font(14, 600), self._theme.tokens.text, LEFT)


class Sidebar(QWidget):
    """Brand, search, groups of places, and at the foot who is at work and the lock.

    Signals:
        chosen: a place was pressed; carries its key. The window then calls `select`.
        search_asked: the search button was pressed.
        lock_asked: the lock was pressed.
        collapsed_changed: it became narrow (True) or wide.
    """

    chosen = Signal(str)
    search_asked = Signal()
    lock_asked = Signal()
    collapsed_changed = Signal(bool)

    def __init__(self, theme: Theme, name: str = "", detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[str, NavRow] = {}
        self._heads: list[Label] = []
        self._gaps: list[QSpacerItem] = []
        self._selected = ""
        self._main: tuple[QWidget, QWidget] | None = None
        self.collapsed = False
        self._mark = Mark(theme)
        self._fold = IconButton(theme, "panel-left", _("Make the sidebar narrow"))
        self._search = SearchButton(theme, _("Search or jump to"), "Ctrl K")
        self._who = WhoRow(theme, name, detail)
        self._lock = IconButton(theme, "lock", _("Lock the notebook"), size=26)
        self._groups = QVBoxLayout()
        self._lay_out()
        self._fold.clicked.connect(lambda: self.set_collapsed(not self.collapsed))
        self._search.clicked.connect(self.search_asked)
        self._lock.clicked.connect(self.lock_asked)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_groups(self, groups: Sequence[tuple[str, Sequence[NavItem]]]) -> None:
        """Fills it anew: (heading or "", places) in order."""
        while (item := self._groups.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows, self._heads, self._gaps = {}, [], []
        for at, (heading, items) in enumerate(groups):
            if at:
                self._add_gap()
            if heading:
                self._add_head(heading)
            for place in items:
                self._add_row(place)
        self._groups.addStretch(1)
        self.select(self._selected)
        self._show_width()
        # Of rows that were only just put in, the layout does not know yet how high they are.
        QTimer.singleShot(0, self, self._make_room)

    def set_main(self, wide: QWidget, narrow: QWidget) -> None:
        """Puts what people come for most above the places: one widget for the wide sidebar, one for the narrow."""
        self._main = (wide, narrow)
        at = self._column.indexOf(self._search) + 1
        self._column.insertWidget(at, wide)
        self._column.insertWidget(at, narrow, 0, Qt.AlignmentFlag.AlignHCenter)
        self._show_width()

    def select(self, key: str) -> None:
        """Marks where the window stands; a key that is not there marks nothing."""
        self._selected = key
        for own, row in self._rows.items():
            row.setChecked(own == key)
        self._show_selected()

    def _show_selected(self) -> None:
        """Brings it into sight: where there are more places than room, they scroll."""
        if self._selected in self._rows:
            self._scroll.ensureWidgetVisible(self._rows[self._selected], 0, 0)

    def _make_room(self) -> None:
        """In a low sidebar what leads nowhere gives way before a place is out of sight.

        First the mark and then the initials of a narrow one, then the room between the groups.
        """
        giving = ((self._mark, self._head), (self._who, self._foot))
        heights = [part.sizeHint().height() + max(0, row.spacing()) for part, row in giving]
        # In a wide one they stand beside what stays.
        gives = [self.collapsed and part.isVisibleTo(self) for part, _row in giving]
        taken = sum(high for given, high in zip(gives, heights, strict=True) if given)
        usual = self._theme.px(_NARROW_GAP if self.collapsed else _GAP)
        between = sum(usual - gap.sizeHint().height() for gap in self._gaps)
        room = self._scroll.height() + taken - self._groups.minimumSize().height() - between
        self._set_gaps(max(0, usual + min(0, room) // max(1, len(self._gaps))))
        for (part, _row), high in reversed([*zip(giving, heights, strict=True)]):
            fits = room >= high
            part.setVisible(not self.collapsed or fits)
            room -= high if fits else 0
        QTimer.singleShot(0, self, self._show_selected)

    def _set_gaps(self, high: int) -> None:
        if all(gap.sizeHint().height() == high for gap in self._gaps):
            return
        for gap in self._gaps:
            gap.changeSize(0, high, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._groups.invalidate()

    def set_count(self, key: str, count: int) -> None:
        """How many things wait at a place."""
        if key in self._rows:
            self._rows[key].set_count(count)

    def set_who(self, name: str, detail: str) -> None:
        """Who is at work, and a line about the notebook."""
        self._who.set_text(name, detail)

    def set_collapsed(self, collapsed: bool) -> None:
        """Narrow, with icons only, or wide."""
        if collapsed == self.collapsed:
            return
        self.collapsed = collapsed
        self._show_width()
        self.collapsed_changed.emit(collapsed)

    def focus_first(self) -> None:
        """Takes the focus to where the window stands, for F6."""
        row = self._rows.get(self._selected) or next(iter(self._rows.values()), None)
        (row or self._search).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_gap(self) -> None:
        gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._gaps.append(gap)
        self._groups.addItem(gap)

    def _add_head(self, heading: str) -> None:
        label = Label(self._theme, heading, "caption", "text2")
        label.setContentsMargins(self._theme.px(10), self._theme.px(4), 0, self._theme.px(4))
        self._heads.append(label)
        self._groups.addWidget(label)
        self._groups.addSpacing(2)

    def _add_row(self, place: NavItem) -> None:
        row = NavRow(self._theme, place)
        row.clicked.connect(lambda _checked=False, key=place.key: self.chosen.emit(key))
        self._rows[place.key] = row
        self._groups.addWidget(row)

    def _lay_out(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self._mark, 1)
        self._head.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignHCenter)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(0)
        self._foot.addWidget(self._who, 1)
        self._foot.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignHCenter)
        self._groups.setSpacing(1)
        self._groups.setContentsMargins(0, 0, 0, 0)
        scroll = self._scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        see_through(scroll)
        inside = QWidget(scroll.viewport())
        inside.setLayout(self._groups)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        column = self._column = QVBoxLayout(self)
        column.addLayout(self._head)
        column.addWidget(self._search)
        column.addSpacing(4)
        column.addWidget(scroll, 1)
        column.addLayout(self._foot)

    def _restyle(self) -> None:
        self._show_width()
        self.update()

    def _wanted_width(self) -> int:
        """As wide as usual, or wider where the language has longer words."""
        px = self._theme.px
        foot = self._who.wanted_width() + self._lock.sizeHint().width() + px(8)
        words = max([self._search.wanted_width(), foot, *(row.wanted_width() for row in self._rows.values())])
        return min(max(px(WIDE), words + px(21)), px(WIDEST))

    def _show_width(self) -> None:
        narrow, px = self.collapsed, self._theme.px
        self.setFixedWidth(px(NARROW) if narrow else self._wanted_width())
        pad(self._column, px(10), px(10), px(11), px(12))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        side = 0 if narrow else px(8)
        for row in (self._head, self._foot):
            row.setDirection(way)
            pad(row, side, 0, 0, 0)
        for part in (self._mark, self._search, self._who):
            part.narrow = narrow
            part.update()
        for nav in self._rows.values():
            nav.set_narrow(narrow)
        for head in self._heads:
            head.setVisible(not narrow)
        self._set_gaps(px(_NARROW_GAP if narrow else _GAP))
        self._column.setSpacing(_NARROW_SPACING if narrow else _SPACING)
        # Beside icons there is no room for a scroll bar; the wheel and the keys still move them.
        bar = Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if narrow else bar.ScrollBarAsNeeded)
        if self._main is not None:
            self._main[0].setVisible(not narrow)
            self._main[1].setVisible(narrow)
        self._make_room()
        self._fold.set_name(_("Make the sidebar wide") if narrow else _("Make the sidebar narrow"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._column.activate()
        self._make_room()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        with painting(self) as painter:
            ground(painter, self.rect(), t.sidebar)
            rule(painter, self.width() - 0.5, 0, self.width() - 0.5, self.height(), t.line)
