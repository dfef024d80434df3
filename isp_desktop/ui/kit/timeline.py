"""A timeline: what happened, latest first, by month, fetched as one scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.rows import ROW, AnyIndex
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.timeline_delegate import TimelineDelegate
from isp_desktop.ui.kit.walked import WalkedList


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, as it is shown.

    Attributes:
        kind: handed back when it is opened.
        section: the month, a heading above the first of those that share it.
        year: for the years at the side.
        private: plum, hatch, dashed edge, lock and word.
    """

    uid: str
    kind: str
    title: str
    date: str = ""
    time: str = ""
    section: str = ""
    year: int = 0
    text: str = ""
    who: str = ""
    icon: str = ""
    chips: tuple[ChipSpec, ...] = ()
    private: bool = False
    faded: bool = False

    def spoken(self) -> str:
        """Everything it says, for screen readers and tooltips."""
        private = _("Private") if self.private else ""
        parts = (self.date, self.time, self.title, private, self.who, self.text, *(chip.text for chip in self.chips))
        return ", ".join(filter(None, parts))


class TimelineModel(QAbstractListModel):
    """The moments fetched so far.

    Signals:
        more_asked: the view has come to the end of what there is, and there may be more.
    """

    more_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moments: list[Moment] = []
        self._ended = True
        self._waiting = False

    def show_moments(self, moments: Sequence[Moment], ended: bool) -> None:
        """Shows these in place of all; `ended`: none follow."""
        self.beginResetModel()
        self._moments = list(moments)
        self._ended, self._waiting = ended, False
        self.endResetModel()

    def add(self, moments: Sequence[Moment], ended: bool) -> None:
        """Puts these after the last one."""
        self._ended, self._waiting = ended, False
        if moments:
            first = len(self._moments)
            self.beginInsertRows(QModelIndex(), first, first + len(moments) - 1)
            self._moments += moments
            self.endInsertRows()

    def stop_waiting(self) -> None:
        """What was asked for does not come; it may be asked for again."""
        self._waiting = False

    def moment(self, at: int) -> Moment:
        """The moment at this number."""
        return self._moments[at]

    def number_of(self, uid: str) -> int:
        """Where it stands among those fetched; -1 where it does not."""
        return next((at for at, moment in enumerate(self._moments) if moment.uid == uid), -1)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._moments)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self._ended and not self._waiting

    def fetchMore(self, parent: AnyIndex) -> None:
        if self.canFetchMore(parent):
            self._waiting = True
            self.more_asked.emit()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._moments):
            return None
        moment = self._moments[index.row()]
        if role == ROW:
            return moment
        if role == Qt.ItemDataRole.DisplayRole:
            return moment.title
        return moment.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None


class TimelineView(WalkedList):
    """Moments to walk through with the arrows; Enter or a click opens.

    Signals:
        opened: kind and uid.
        menu_asked: kind, uid and a global point, by mouse or key.
        year_seen: the year of the first moment in sight.
    """

    opened = Signal(str, str)
    menu_asked = Signal(str, str, QPoint)
    year_seen = Signal(int)

    def __init__(self, theme: Theme, model: TimelineModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._moments = model
        self.setModel(model)
        delegate = TimelineDelegate(theme, self)
        model.modelAboutToBeReset.connect(delegate.forget)
        self.setItemDelegate(delegate)
        self.verticalScrollBar().valueChanged.connect(self.tell_year)

    def replace(self, moments: Sequence[Moment], ended: bool) -> None:
        """Shows other moments; the current one, and the first in sight, stay where they are if they are there."""
        current, first = self._uid(self.currentIndex()), self.indexAt(QPoint(4, 4))
        anchor, offset = self._uid(first), self.visualRect(first).top()
        self._moments.show_moments(moments, ended)
        if (at := self._moments.number_of(current)) >= 0:
            self.selectionModel().setCurrentIndex(
                self._moments.index(at, 0), self.selectionModel().SelectionFlag.Select
            )
        if (at := self._moments.number_of(anchor)) >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self._moments.index(at, 0)).top() - offset)

    def current(self) -> Moment | None:
        """The moment that the arrows stand on."""
        found = self.currentIndex().data(ROW)
        return found if isinstance(found, Moment) else None

    @staticmethod
    def _uid(index: QModelIndex) -> str:
        found = index.data(ROW)
        return found.uid if isinstance(found, Moment) else ""

    def tell_year(self) -> None:
        """Says once more which year is in sight."""
        found = self.indexAt(QPoint(4, 4)).data(ROW)
        if isinstance(found, Moment):
            self.year_seen.emit(found.year)

    def _open(self, item: Moment) -> None:
        self.opened.emit(item.kind, item.uid)

    def _ask_menu(self, item: Moment, spot: QPoint) -> None:
        self.menu_asked.emit(item.kind, item.uid, spot)
