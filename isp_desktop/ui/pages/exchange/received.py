"""What came: bundles that wait in the folder, and those that were received, with what is to be done about each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from isp_desktop.domain.language import _, counted, marked
from isp_desktop.services.sharing.inbox import Inbox, Letter
from isp_desktop.services.sharing.overview import Received
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChipSpec, ChoiceChip, chip_size, paint_chip
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, RIGHT, paint_avatar, rounded, text_width, write, write_two
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.words import came_words, when

Shown = Literal["all", "open", "done"]
_SHOWN: tuple[tuple[Shown, str], ...] = (("all", marked("All")), ("open", marked("Open")), ("done", marked("Done")))
_PAD, _AVATAR, _LEAD, _LINE = 14, 30, 60, 18
# In a card not as wide as this there is no room for how many are new.
_FRESH_ROOM = 370


class ReceivedDelegate(RowDelegate):
    """Draws who it is from, what came in up to two lines, and under these the chip and the button."""

    def height(self, row: Row) -> int:
        foot = 28 if row.action else 22
        return self._theme.px(_PAD + 20 + _LINE * (2 if self._breaks(row) else 1) + 8 + foot + 12)

    def _breaks(self, row: Row) -> bool:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        return text_width(self._theme.meta(), row.second) > width - self._theme.px(_LEAD + 18)

    def _action_place(self, body: QRectF, row: Row) -> QRectF:
        place = super()._action_place(body, row)
        if not place.isEmpty():
            place.moveTop(body.bottom() - self._theme.px(12 + 28))
        return place

    def _paint_sign(self, painter: QPainter, body: QRectF, row: Row, selected: bool) -> float:
        px = self._theme.px
        disc = QRectF(body.left() + px(18), body.top() + px(_PAD), px(_AVATAR), px(_AVATAR))
        paint_avatar(painter, disc, row.avatar or row.title, self._theme)
        return body.left() + px(_LEAD)

    def _paint_end(self, painter: QPainter, body: QRectF, row: Row) -> float:
        t, px = self._theme.tokens, self._theme.px
        button = self._action_place(body, row)
        if not button.isEmpty():
            rounded(painter, button, px(7), t.surface, t.line2)
            write(painter, button, row.action, self._theme.strong(), t.text, MIDDLE)
        chip = row.chip
        if chip is not None:
            size = chip_size(chip, self._theme)
            left = body.left() + px(_LEAD)
            right = (button.left() if not button.isEmpty() else body.right() - px(16)) - px(8)
            middle = button.center().y() if not button.isEmpty() else body.bottom() - px(12 + 11)
            place = QRectF(left, middle - size.height() / 2, min(size.width(), right - left), size.height())
            paint_chip(painter, place, chip, self._theme)
        return body.right() - px(18)

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        t, px, meta = self._theme.tokens, self._theme.px, self._theme.meta()
        first = QRectF(box.left(), box.top() + px(_PAD - 2), box.width(), px(20))
        date = text_width(meta, row.date) + 1
        write(painter, QRectF(first.right() - date, first.top(), date, first.height()), row.date, meta, t.text2, RIGHT)
        first.setWidth(first.width() - date - px(10))
        write(painter, first, row.title, self._theme.strong(), self._ink(row, selected), LEFT)
        lines = QRectF(box.left(), first.bottom() + px(1), box.width(), px(_LINE))
        if self._breaks(row):
            lines.setHeight(2 * px(_LINE))
            write_two(painter, lines, row.second, meta, t.text2, px(_LINE))
        else:
            write(painter, lines, row.second, meta, t.text2, LEFT)


class ReceivedList(RowList):
    """The list; its rows are as high as their words need."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, RowsModel(fetch_from([])), _("Received"), parent=parent)
        self._rows.setParent(self)
        self._delegate = ReceivedDelegate(theme, self)
        self.setItemDelegate(self._delegate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class ReceivedCard(Panel):
    """All that came, latest first, and the folder that is watched.

    Signals:
        open_asked: the path of a bundle to look into.
        settle_asked: what waits is to be settled.
        undo_asked: the Arrival to undo.
        card_asked: one's own contact is wanted.
        folder_asked: another folder is to be watched.
        unwatch_asked: none is to be watched any more.
    """

    open_asked = Signal(object)
    settle_asked = Signal()
    undo_asked = Signal(object)
    card_asked = Signal()
    folder_asked = Signal()
    unwatch_asked = Signal()

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (0, 0), parent)
        self._today = today
        self._shown: Shown = "all"
        self._received: Mapping[str, Received] = {}
        self._letters: Mapping[str, Letter] = {}
        self.setAccessibleName(_("Received"))
        self.fresh = Label(theme, "", "meta")
        self.filters = {key: ChoiceChip(theme, _(label)) for key, label in _SHOWN}
        self.list = ReceivedList(theme)
        self.empty = EmptyState(
            theme,
            _("Nothing received yet"),
            _("Drop a bundle here, or let a folder be watched: a stick, or one that is synced with colleagues."),
            other=_("Watch a folder"),
            other_icon="eye",
        )
        self.foot = QWidget()
        self.pages = QStackedWidget()
        self.bar = JobBar(theme)
        self.folder = Remark(theme, "", "folder-open")
        self.watch = Button(theme, _("Watch a folder"), "link", height=28)
        self.unwatch = Button(theme, _("Stop"), "link", height=28)
        self._lay_out()
        self._connect()
        self.show_all([], Inbox())

    def show_all(self, received: Sequence[Received], inbox: Inbox) -> None:
        """Shows what waits and what was received."""
        self._letters = {f"letter:{one.path}": one for one in inbox.letters}
        self._received = {str(one.arrival.n): one for one in received}
        self.fresh.setText(counted("{n} new", "{n} new", inbox.ready) if inbox.ready else "")
        if inbox.problem:
            self.folder.set_text(inbox.problem, "triangle-alert")
        elif inbox.folder is not None:
            self.folder.set_text(_("Watched: {folder}").format(folder=_short(inbox.folder)), "eye")
        else:
            self.folder.set_text(_("No folder is watched"), "eye-off")
        self.folder.setToolTip(str(inbox.folder or ""))
        self.watch.set_words(_("Change") if inbox.folder else _("Watch a folder"))
        self.unwatch.setVisible(inbox.folder is not None)
        self._fill()

    def rows(self) -> list[Row]:
        """What the list shows."""
        model = self.list.rows()
        return [model.row(at) for at in range(model.rowCount())]

    def _fill(self) -> None:
        today = self._today()
        letters = [_letter_row(key, one, today) for key, one in self._letters.items()]
        standing = [(_received_row(key, one, today), one.to_settle > 0) for key, one in self._received.items()]
        waiting = [*letters, *(row for row, is_open in standing if is_open)]
        done = [row for row, is_open in standing if not is_open]
        rows = {"all": [*letters, *(row for row, _open in standing)], "open": waiting, "done": done}[self._shown]
        at = self.list.current_uid()
        self.list.rows().set_fetch(fetch_from(rows))
        self.list.select(at)
        there = bool(self._letters or self._received)
        self.pages.setCurrentIndex(0 if there else 1)
        for key, chip in self.filters.items():
            chip.setChecked(key == self._shown)
            chip.setVisible(there)

    def choose(self, shown: Shown) -> None:
        """Shows all, what is open, or what is done."""
        self._shown = shown
        self._fill()

    def _act(self, key: str) -> None:
        letter = self._letters.get(key)
        if letter is not None:
            if letter.state == "others":
                self.card_asked.emit()
            else:
                self.open_asked.emit(letter.path)
        elif self._received[key].to_settle:
            self.settle_asked.emit()
        else:
            index = self.list.currentIndex()
            self._open_menu(key, self.list.viewport().mapToGlobal(self.list.visualRect(index).center()))

    def _open_menu(self, key: str, spot: QPoint) -> None:
        one = self._received.get(key)
        if one is None or one.arrival.undone_ms is not None:
            return
        menu = Menu(self._theme, _("This import"), self)
        menu.add(_("Undo this import"), lambda: self.undo_asked.emit(one.arrival), "undo-2", danger=True)
        menu.exec(spot)

    def _connect(self) -> None:
        for key, chip in self.filters.items():
            chip.clicked.connect(lambda _on=False, key=key: self.choose(key))
        self.list.opened.connect(self._act)
        self.list.acted.connect(self._press)
        self.list.menu_asked.connect(self._open_menu)
        self.watch.clicked.connect(self.folder_asked)
        self.unwatch.clicked.connect(self.unwatch_asked)
        self.empty.begun_otherwise.connect(self.folder_asked)

    def _press(self, key: str) -> None:
        one = self._received.get(key)
        if one is not None and not one.to_settle:
            self.undo_asked.emit(one.arrival)
        else:
            self._act(key)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(18), px(12), px(14), px(12))
        head.setSpacing(6)
        name = Label(self._theme, _("Received"), "heading")
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head.addWidget(name)
        head.addWidget(self.fresh)
        head.addStretch(1)
        for chip in self.filters.values():
            head.addWidget(chip)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(px(18), px(8), px(12), px(8))
        foot.addWidget(self.folder, 1)
        foot.addWidget(self.watch)
        foot.addWidget(self.unwatch)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addWidget(HairLine(self._theme))
        self.column.addWidget(self.pages, 1)
        self.column.addWidget(self.bar)
        self.column.addWidget(HairLine(self._theme))
        self.column.addWidget(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The sidebar says it as well.
        self.fresh.setMaximumWidth((1 << 24) - 1 if self.width() >= self._theme.px(_FRESH_ROOM) else 0)


def _letter_row(key: str, one: Letter, today: dt.date) -> Row:
    chips = {
        "ready": ChipSpec(_("Ready to merge"), "new"),
        "locked": ChipSpec(_("Needs a passphrase"), "new", "key-round"),
        "others": ChipSpec(_("Not for you"), "bad", "key-round"),
    }
    action = {"others": _("Copy my contact")}.get(one.state, _("Preview"))
    words = one.sentence or counted("{n} record", "{n} records", one.records)
    if one.state == "others":
        words = _("Made for other notebooks. Send your contact to whoever made it, and ask for it anew.")
    elif one.chosen and not one.sentence:
        words = _("{records}: {what}").format(records=words, what=one.chosen)
    return Row(
        key,
        one.sender or one.path.name,
        avatar=one.sender or one.path.stem,
        second=words,
        chip=chips.get(one.state, ChipSpec(_("Cannot be taken"), "bad", "circle-alert")),
        date=when(one.changed_ms, today),
        action=action,
    )


def _received_row(key: str, one: Received, today: dt.date) -> Row:
    arrival = one.arrival
    undone = arrival.undone_ms is not None
    words = came_words(arrival.counts)
    if undone and arrival.kept:
        words = _("{what}. Some of it stays: later work stands on it").format(what=words)
    if undone:
        chip = ChipSpec(_("Undone"), "plain", "undo-2")
    elif one.to_settle:
        chip = ChipSpec(counted("{n} to settle", "{n} to settle", one.to_settle), "conflict")
    elif arrival.counts["revisions"]:
        chip = ChipSpec(_("Merged"), "good", "check")
    else:
        chip = ChipSpec(_("Nothing new"), "plain", "check")
    can_be_undone = not undone and bool(arrival.counts["revisions"] or arrival.counts.get("again"))
    action = _("Settle") if one.to_settle else _("Undo") if can_be_undone else ""
    return Row(
        key,
        one.name,
        avatar=one.name,
        second=words,
        chip=chip,
        date=when(arrival.at_ms, today),
        action=action,
        faded=undone,
    )


def _short(folder: Path) -> str:
    return " / ".join(folder.parts[-2:]) if len(folder.parts) > 2 else str(folder)
