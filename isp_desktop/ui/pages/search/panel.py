"""The search panel: floats over the window, answers at each key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.words import fold
from isp_desktop.services import finding
from isp_desktop.services.near import NearNames, are_named, like
from isp_desktop.ui.kit.fields import PlainLine
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import painting, rounded
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.search.results import RESULT, Result, ResultDelegate, ResultsModel, Target

_WIDTH = 680
# With fewer hits than these, names like the one typed are shown as well.
_FEW = 4
_WAYS_FIRST = 3
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
    # Tab would lead to what lies behind the veil.
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
}


class SearchPanel(QWidget):
    """Covers its parent with a veil and floats over it; Escape or a press beside it closes it.

    Names like the one typed are found as soon as all names were read, in a job that begins when it is opened.

    Args:
        ways: the places and doings that can be jumped to, beside what is in the notebook.

    Signals:
        taken: a Target was chosen.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, ways: Sequence[Result], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._store = store
        self._over = parent
        self._came_from: QWidget | None = None
        self._ways = tuple(ways)
        self._near: NearNames | None = None
        self._names = Latest(jobs, _("The names in the notebook"), self)
        self._names.read_through.connect(self._know_names)
        self._awaits_names = False
        self.line = PlainLine(theme, _("Search or jump to"))
        self.line.setObjectName("search")
        self.line.setAccessibleName(_("Search or jump to"))
        self.model = ResultsModel(self)
        self.list = QListView()
        self._count = Label(theme, "", "meta")
        self._nothing = Label(theme, _("Nothing holds these words. Try fewer letters, or another word."))
        self._lay_out()
        self.line.textChanged.connect(self.look_for)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._take)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows it, empty, over all of its parent."""
        self._came_from = self._over.window().focusWidget()
        if self._near is None and not self._names.is_reading():
            self._read_names()
        self.line.clear()
        self.look_for("")
        self.setGeometry(QRect(QPoint(0, 0), self._over.size()))
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self, changed: frozenset[str]) -> None:
        """Names may have changed: they are read anew, now or when it is opened again."""
        if not are_named(changed):
            return
        self._near = None
        if self._names.is_reading() or not self.isHidden():
            self._read_names()

    def _read_names(self) -> None:
        store = self._store
        self._names.read(lambda _progress: NearNames(store))

    def _know_names(self, near: NearNames) -> None:
        self._near = near
        if self._awaits_names:
            self.look_for(self.line.text())

    def close_panel(self) -> None:
        """Takes it away and forgets what was typed."""
        self.hide()
        self.line.clear()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            self._came_from = None

    def look_for(self, typed: str) -> None:
        """Lists what holds the words typed; with none, where one can go."""
        hits = finding.find(self._store, typed) if typed.strip() else []
        order = list(dict.fromkeys(hit.kind for hit in hits))
        grouped = sorted(hits, key=lambda hit: order.index(hit.kind))
        found = [_result(hit) for hit in grouped]
        # What is called as it is typed stands above what has only a word like it said of it.
        leading = [way for way in self._ways if _leads(way, typed)]
        named = [way for way in leading if fold(way.title).startswith(fold(typed))]
        ways = [*named, *(way for way in leading if way not in named)]
        is_little = bool(typed.strip()) and len(hits) < _FEW
        self._awaits_names = is_little and self._near is None
        if is_little and self._near is not None:
            found += [_result(hit, _("Like that")) for hit in self._near.find(typed, [hit.uid for hit in hits])]
            if not (ways or hits):
                ways = [self._ways[at] for at in like(typed, [way.title for way in self._ways])]
        # A few letters of something to do are enough: what leads somewhere stands above what only holds the words.
        is_called = any(fold(result.title) == fold(typed.strip()) for result in found)
        first = (named if is_called else ways)[:_WAYS_FIRST] if typed.strip() else []
        self.model.show_results([*first, *found, *ways[len(first) :]], typed)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._count.setText(_counted(self.model.rowCount(), len(hits), typed))
        self._place()

    def _take(self, index: QModelIndex) -> None:
        result = index.data(RESULT)
        if isinstance(result, Result):
            self.close_panel()
            self.taken.emit(result.target)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the key was used up."""
        key, count = Qt.Key(event.key()), self.model.rowCount()
        if key == Qt.Key.Key_Escape:
            self.close_panel()
            return True
        if key in _STEPS:
            at = self.list.currentIndex().row() + _STEPS[key]
            self.list.setCurrentIndex(self.model.index(min(max(at, 0), count - 1), 0))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
            return True
        return False

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(ResultDelegate(self._theme, self.model, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Found"))
        # As low as what it holds, be it one line.
        self.list.setMinimumHeight(1)
        self._card = _Card(self._theme, self)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self.line)
        column.addLayout(self._head)
        column.addWidget(HairLine(self._theme))
        column.addSpacing(4)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        column.addSpacing(4)
        column.addWidget(HairLine(self._theme))
        self._foot.addWidget(Label(self._theme, _("Arrows choose, Enter opens, Esc closes"), "meta"), 1)
        self._foot.addWidget(self._count)
        column.addLayout(self._foot)
        self._theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        px = self._theme.px
        self._nothing.setContentsMargins(px(20), px(12), px(20), px(12))
        pad(self._head, px(50), px(12), px(18), px(12))
        self._foot.setContentsMargins(px(20), px(8), px(20), px(8))
        self.line.setFont(self._theme.font(16))
        self.list.scheduleDelayedItemsLayout()
        self._place()

    def _place(self) -> None:
        px, room = self._theme.px, self._over.size()
        rows = sum(self.list.sizeHintForRow(at) for at in range(self.model.rowCount()))
        self.list.setVisible(rows > 0)
        self._nothing.setVisible(not rows)
        around = self._card.sizeHint().height() - (self.list.sizeHint().height() if rows else 0)
        width = min(px(_WIDTH), room.width() - px(32))
        top = min(px(112), room.height() // 8)
        height = min(around + rows + 2, room.height() - top - min(px(40), room.height() // 16))
        self._card.setGeometry((room.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Not `isVisible`: showing the panel may itself be what lays its parent out.
        if event.type() == QEvent.Type.Resize and watched is self._over and not self.isHidden():
            self.setGeometry(QRect(QPoint(0, 0), self._over.size()))
            self._place()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.line:
            return self._on_key(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor("#000000")
        veil.setAlphaF(0.5 if self._theme.dark else 0.3)
        with painting(self) as painter:
            painter.fillRect(self.rect(), veil)


class _Card(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), px(12), t.surface, t.line2)
            paint_icon(painter, "search", t.text2, QRectF(px(16), px(10), px(24), px(30)), px(20))


def _result(hit: finding.Hit, section: str = "") -> Result:
    spec = kinds().get(hit.kind)
    plural, icon = (_(spec.plural), spec.icon) if spec else (_("From a newer version"), "file-text")
    told = hit.snippet.removeprefix(hit.title).lstrip(" ·-")
    return Result(Target("record", hit.kind, hit.uid), hit.title, section or plural, icon, told, hit.private)


def _leads(way: Result, typed: str) -> bool:
    """Whether a way is meant by what is typed: every word begins one of its own, or one that is said of it."""
    own = fold(f"{way.title} {way.words}").split()
    return all(any(word.startswith(part) for word in own) for part in fold(typed).split())


def _counted(count: int, hits: int, typed: str) -> str:
    if not typed.strip():
        return _("Nothing leaves this computer")
    if hits >= finding.SHOWN:
        return _("The first {n}; another word narrows them").format(n=finding.SHOWN)
    return counted("{n} result", "{n} results", count) if count else _("Nothing found")
