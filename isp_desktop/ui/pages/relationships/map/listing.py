"""All that the map tells, as tables: the ties, and who is there; sorted by any column, opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from isp_desktop.domain.language import _
from isp_desktop.domain.network import Network, degrees
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.mirror import mirror_for
from isp_desktop.ui.kit.paint import LEFT, focus_ring, rule, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import plain_tip
from isp_desktop.ui.pages.relationships.map.columns import widths
from isp_desktop.ui.pages.relationships.map.picture import shown_name
from isp_desktop.ui.pages.relationships.map.words import (
    kind_words,
    level_words,
    part_words,
    strength_words,
    type_words,
)

Index = QModelIndex | QPersistentModelIndex
_ROW = 36
# What stands around the words of a cell and of a head, which has a sign of the order beside them.
_PADDING, _HEAD_PADDING = 16, 26
# Of so many of the longest words the widest is looked for.
_MEASURED = 5
_SORT = Qt.ItemDataRole.UserRole
_RECORD = Qt.ItemDataRole.UserRole + 1
_ORDER = {"": 0, "weak": 1, "building": 2, "strong": 3}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the record it opens, and for each column its words and what it is sorted by."""

    kind: str
    uid: str
    node: str
    cells: tuple[str, ...]
    keys: tuple[str | int, ...]


def tie_lines(network: Network) -> list[Line]:
    """From, type, to, strength, since and until of each edge."""
    found = []
    for edge in network.edges:
        source, target = (shown_name(network.nodes[uid]) for uid in (edge.source, edge.target))
        since, until = (_day(day) if day else "" for day in (edge.since, edge.until))
        words = type_words(edge), strength_words(edge) or _("Not said")
        cells = (source, words[0], target, words[1], since, until)
        keys = (source.casefold(), words[0], target.casefold(), _ORDER[edge.weight], edge.since, edge.until or "9999")
        found.append(Line(edge.record, edge.uid, edge.source, cells, keys))
    return found


def _day(iso: str) -> str:
    day = QDate.fromString(iso, "yyyy-MM-dd")
    return QLocale().toString(day, "d MMM yyyy") if day.isValid() else iso


def node_lines(network: Network) -> list[Line]:
    """Name, sort, part, level, whether in touch, and how many ties of each node."""
    ties = degrees(network)
    found = []
    for uid, node in network.nodes.items():
        plain = node.kind == "site" or node.me
        part, level = ("", "") if plain else (part_words(node.part), level_words(node.level))
        state = _("Gone quiet") if node.quiet else ""
        kind = _("You") if node.me else kind_words(node)
        cells = (shown_name(node), kind, part, level, state, str(ties[uid]))
        keys = (cells[0].casefold(), kind, part, level, state, ties[uid])
        found.append(Line(node.kind, uid, uid, cells, keys))
    return found


class _Lines(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = heads
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.cells[index.column()])
        return line.keys[index.column()] if role == _SORT else line if role == _RECORD else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None


class _Cells(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror_for(painter, box, self._view.layoutDirection())
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(t.accent_soft))
            if index.column() == 0:
                painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(t.accent))
        rule(painter, box.left(), box.bottom() - 0.5, box.right(), box.bottom() - 0.5, t.line)
        font = self._theme.strong() if index.column() == 0 else self._theme.body()
        words = str(index.data() or "")
        write(painter, box.adjusted(px(8), 0, -px(6), 0), words, font, t.text, LEFT)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            focus_ring(painter, box.adjusted(1, 1, -1, -1), px(4), t)
        painter.restore()


class SortedTable(QTableView):
    """A table of `Line`s. A column without a share is as wide as its words, and gone where it has none.

    Args:
        shares: how the other columns share what these leave.

    Signals:
        opened: kind and uid of the record of a row.
        picked: the node of the current row.
    """

    opened = Signal(str, str)
    picked = Signal(str)

    def __init__(
        self, theme: Theme, name: str, heads: Sequence[str], shares: Sequence[float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._heads, self._shares = theme, heads, shares
        self._wanted: list[int] = [0] * len(heads)
        self._lines = _Lines(heads, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSortRole(_SORT)
        self._sorted.setSourceModel(self._lines)
        self.setModel(self._sorted)
        self.setItemDelegate(_Cells(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head.setDefaultAlignment(LEFT)
        head.setHighlightSections(False)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self._measure()

    def show_lines(self, lines: list[Line]) -> None:
        """Other rows, in the order chosen before."""
        self._lines.show_lines(lines)
        self._measure()

    def _measure(self) -> None:
        """What each column needs; without a share and without words none."""
        lines, font, px = self._lines.lines, self._theme.body(), self._theme.px
        self._wanted = []
        for at, (head, share) in enumerate(zip(self._heads, self._shares, strict=True)):
            longest = nlargest(_MEASURED, {line.cells[at] for line in lines}, key=len)
            is_gone = not share and bool(lines) and not any(longest)
            self.setColumnHidden(at, is_gone)
            widest = max((text_width(font, word) + px(_PADDING) for word in longest), default=0)
            self._wanted.append(0 if is_gone else max(widest, text_width(font, head) + px(_HEAD_PADDING)))
        self._lay_out()

    def _lay_out(self) -> None:
        for at, width in enumerate(widths(self._wanted, self._shares, self.viewport().width())):
            self.setColumnWidth(at, width)

    def _open(self, index: Index) -> None:
        line = index.data(_RECORD)
        if isinstance(line, Line):
            self.opened.emit(line.kind, line.uid)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        line = current.data(_RECORD)
        if isinstance(line, Line):
            self.picked.emit(line.node)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)


class MapList(QWidget):
    """The network as two tables.

    Signals:
        opened: kind and uid of a record.
        picked: the uid of a node.
    """

    opened = Signal(str, str)
    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heads = (_("From"), _("Type"), _("To"), _("Strength"), _("Since"), _("Until"))
        self.ties = SortedTable(theme, _("Ties"), heads, (0.33, 0.34, 0.33, 0, 0, 0))
        heads = (_("Name"), _("Sort"), _("Part of the system"), _("Level of the system"), _("Contact"), _("Ties"))
        self.nodes = SortedTable(theme, _("Who is on the map"), heads, (0.55, 0, 0.45, 0, 0, 0))
        self.chips = (ChoiceChip(theme, _("Ties")), ChoiceChip(theme, _("Who")))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 6)
        row.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        for at, (chip, table) in enumerate(zip(self.chips, (self.ties, self.nodes), strict=True)):
            row.addWidget(chip)
            self._stack.addWidget(table)
            chip.clicked.connect(lambda _on=False, at=at: self.show_table(at))
            table.opened.connect(self.opened)
            table.picked.connect(self.picked)
        row.addStretch()
        self.show_table(0)

    def show_table(self, at: int) -> None:
        """0 for the ties, 1 for who is there."""
        self._stack.setCurrentIndex(at)
        for number, chip in enumerate(self.chips):
            chip.setChecked(number == at)

    def show_network(self, network: Network) -> None:
        """Other rows."""
        self.ties.show_lines(tie_lines(network))
        self.nodes.show_lines(node_lines(network))
