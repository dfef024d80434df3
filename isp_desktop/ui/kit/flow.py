"""A layout that puts its parts side by side and begins a new line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Parts in reading order; `gap` px between them and `line_gap` between lines.

    `last_width` above 0: the last part fills the rest of its line, or takes a new line where fewer px are left.
    `centred`: lower parts stand in the middle of their line, else at its top.
    `spread`: the last part of a line stands at its end.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        gap: int = 8,
        line_gap: int = 8,
        last_width: int = 0,
        centred: bool = True,
        spread: bool = False,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self._last_width = last_width
        self._centred = centred
        self._spread = spread
        # Asked for a hundred times while a page is laid out; each holds until something in here changes.
        self._heights: dict[int, int] = {}
        self._hints: dict[QLayoutItem, tuple[QSize, QSize]] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        self._heights.clear()
        self._hints.clear()
        super().invalidate()

    def _hint(self, item: QLayoutItem) -> tuple[QSize, QSize]:
        """The size that a part would like, and its least."""
        if item not in self._hints:
            self._hints[item] = item.sizeHint(), item.minimumSize()
        return self._hints[item]

    def insert(self, at: int, widget: QWidget) -> None:
        """Puts a widget before the part that stands at `at`."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def _place(self, box: QRect, really: bool) -> int:
        """Lays out within `box`; gives the height used."""
        m = self.contentsMargins()
        inner = box.adjusted(m.left(), m.top(), -m.right(), -m.bottom())
        x, line = inner.left(), list[tuple[QLayoutItem, QRect]]()
        y, tallest = inner.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = self._size_of(item, inner.width())
            if line and x + size.width() > inner.right() + 1:
                self._finish(line, inner, tallest, really)
                x, y, tallest, line = inner.left(), y + tallest + self._line_gap, 0, []
            if item is self._items[-1] and self._last_width:
                size.setWidth(inner.right() + 1 - x)
            line.append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self._gap
            tallest = max(tallest, size.height())
        self._finish(line, inner, tallest, really)
        return y + tallest - box.top() + m.bottom()

    def _size_of(self, item: QLayoutItem, room: int) -> QSize:
        liked, least = self._hint(item)
        wide = self._last_width if item is self._items[-1] and self._last_width else liked.width()
        return QSize(min(wide, max(room, least.width())), liked.height())

    def _finish(self, line: list[tuple[QLayoutItem, QRect]], inner: QRect, tallest: int, really: bool) -> None:
        if not really:
            return
        if self._spread and len(line) > 1:
            line[-1][1].moveRight(inner.right())
        holder = self.parentWidget()
        direction = holder.layoutDirection() if holder is not None else Qt.LayoutDirection.LeftToRight
        for item, box in line:
            place = box.translated(0, (tallest - box.height()) // 2 if self._centred else 0)
            item.setGeometry(QStyle.visualRect(direction, inner, place))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), really=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        m = self.contentsMargins()
        widths = [self._hint(item)[0].width() + self._gap for item in self._items]
        return QSize(min(sum(widths), 480) + m.left() + m.right(), self.heightForWidth(480))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        m = self.contentsMargins()
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(self._hint(item)[1])
        return QSize(size.width() + m.left() + m.right(), size.height() + m.top() + m.bottom())


def side_by_side(*widgets: QWidget, centred: bool = True) -> QWidget:
    """The widgets beside each other, on more lines where there is no room; `centred` as for `FlowLayout`."""
    part = QWidget()
    flow = FlowLayout(part, gap=8, line_gap=6, centred=centred)
    policy = part.sizePolicy()
    policy.setHeightForWidth(True)
    part.setSizePolicy(policy)
    for widget in widgets:
        flow.addWidget(widget)
    return part
