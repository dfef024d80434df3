"""The head of the calendar: which days are shown, the ways to others, and what was said about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip, ChipSpec, ChoiceChip
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.notices import Notice, NoticeKind
from isp_desktop.ui.kit.theme import Theme


class Head(QWidget):
    """What stands above the days.

    Signals:
        asked: "today", "week", "month", "new" or "own".
        turned: a page on (1) or back (-1).
        menu_asked: what else can be done, at a global point.
    """

    asked = Signal(str)
    turned = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notice: Notice | None = None
        self._trouble: Notice | None = None
        self._specs: list[ChipSpec] = []
        self.header = PageHeader(theme, _("Calendar"), ruled=False)
        self.more_button = IconButton(theme, "ellipsis", _("More about the calendar"), "secondary", size=32)
        self.more_button.setObjectName("more")
        self.new_button = Button(theme, _("Plan a visit"), "primary", "calendar-plus")
        self.new_button.setObjectName("new")
        self.header.add_action(self.more_button)
        self.header.add_action(self.new_button)
        self.notices = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._below())
        self._connect()

    def _below(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(32, 0, 30, 8)
        column.setSpacing(6)
        column.addWidget(self._tools())
        column.addLayout(self.notices)
        return part

    def _tools(self) -> QWidget:
        part = QWidget()
        self._flow = FlowLayout(part, gap=8, line_gap=6)
        policy = part.sizePolicy()
        policy.setHeightForWidth(True)
        part.setSizePolicy(policy)
        theme = self._theme
        self.back_button = IconButton(theme, "chevron-left", _("Earlier (Page Up)"), "secondary")
        self.on_button = IconButton(theme, "chevron-right", _("Later (Page Down)"), "secondary")
        self.today_button = Button(theme, _("Today"), height=28)
        self.views = {"week": ChoiceChip(theme, _("Week")), "month": ChoiceChip(theme, _("Month"))}
        turning = QWidget()
        row = QHBoxLayout(turning)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.today_button, self.back_button, self.on_button):
            row.addWidget(button)
        self.own_button = Button(theme, _("Show your own calendar beside"), "link", height=28)
        self.own_button.setObjectName("own")
        for widget in (turning, *self.views.values(), self.own_button):
            self._flow.addWidget(widget)
        self._chips: list[Chip] = []
        return part

    def _connect(self) -> None:
        def asks(what: str) -> Callable[[], None]:
            return lambda: self.asked.emit(what)

        self.today_button.clicked.connect(asks("today"))
        self.new_button.clicked.connect(asks("new"))
        self.own_button.clicked.connect(asks("own"))
        self.back_button.clicked.connect(lambda: self.turned.emit(-1))
        self.on_button.clicked.connect(lambda: self.turned.emit(1))
        self.more_button.clicked.connect(self._open_menu)
        for view, chip in self.views.items():
            chip.clicked.connect(asks(view))

    def _open_menu(self) -> None:
        self.menu_asked.emit(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 4)))

    def show_span(self, span: str, is_month: bool) -> None:
        """Which days are shown."""
        self.header.set_title(span)
        self.views["week"].setChecked(not is_month)
        self.views["month"].setChecked(is_month)

    def show_own(self, is_there: bool) -> None:
        """Whether the user's own calendar is shown beside the visits; where not, how to show it."""
        self.own_button.setVisible(not is_there)

    def show_what_is_there(self, counts: str, specs: Sequence[ChipSpec]) -> None:
        """How much there is, and what the icons and colours mean."""
        self.header.set_line(counts)
        if list(specs) == self._specs:
            return
        self._specs = list(specs)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = [Chip(self._theme, spec.text, spec.kind, spec.icon) for spec in specs]
        for chip in self._chips:
            self._flow.addWidget(chip)

    def say(self, sentence: str, path: Path) -> None:
        """A file was written."""
        notice = self._put("good", sentence, _("In {folder}").format(folder=path.parent), _("Open it"))
        notice.acted.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def say_failure(self, sentence: str) -> None:
        """A file was not written."""
        self._put("bad", _("No file was written"), sentence)

    def _put(self, kind: NoticeKind, title: str, detail: str, action: str = "") -> Notice:
        self._notice = _replaced(self._notice, Notice(self._theme, kind, title, detail, action, closable=True))
        self._notice.setObjectName("outcome")
        self._notice.dismissed.connect(self._notice.hide)
        self.notices.addWidget(self._notice)
        return self._notice

    def say_trouble(self, sentence: str) -> None:
        """What could not be read of the user's own calendar; "" when all was."""
        if not sentence:
            if self._trouble is not None:
                self._trouble.hide()
            return
        title = _("Your own calendar is not shown as it is now")
        if self._trouble is None:
            self._trouble = Notice(self._theme, "warn", title, sentence, _("Choose a file"), closable=True)
            self._trouble.setObjectName("trouble")
            self._trouble.acted.connect(lambda: self.asked.emit("own"))
            self._trouble.dismissed.connect(self._trouble.hide)
            self.notices.addWidget(self._trouble)
        self._trouble.set_text(title, sentence)
        self._trouble.show()


def _replaced(old: Notice | None, new: Notice) -> Notice:
    if old is not None:
        old.hide()
        old.deleteLater()
    return new
