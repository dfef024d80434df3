"""What the search lists, and how a result is drawn: one line with what was found marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.words import fold
from isp_desktop.ui.kit.chips import ChipSpec, chip_size, paint_chip
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import mirror_for, runs_against
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, hatch, rounded, rule, text_width, write
from isp_desktop.ui.kit.rows import AnyIndex
from isp_desktop.ui.kit.theme import Theme

RESULT = Qt.ItemDataRole.UserRole
_ROW, _HEAD = 38, 28


@dataclass(frozen=True, slots=True)
class Target:
    """Where a result leads: a record, a place of the window, a new record, one to plan, or something to do."""

    sort: Literal["record", "place", "new", "plan", "do"]
    kind: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list; `section` is shown above the first of those that share it.

    Attributes:
        words: further ones by which a way is found.
    """

    target: Target
    title: str
    section: str
    icon: str
    detail: str = ""
    private: bool = False
    keys: str = ""
    words: str = ""

    def spoken(self) -> str:
        """All of it, for screen readers."""
        return ", ".join(filter(None, (self.title, self.detail, "private" if self.private else "", self.section)))


class ResultsModel(QAbstractListModel):
    """The results, replaced at each key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results: tuple[Result, ...] = ()
        self.words: tuple[str, ...] = ()

    def show_results(self, results: Sequence[Result], typed: str) -> None:
        """Lists `results`, with the words of `typed` to be marked."""
        self.beginResetModel()
        self._results = tuple(results)
        self.words = tuple(fold(word) for word in typed.split())
        self.endResetModel()

    def results(self) -> Sequence[Result]:
        """What is listed."""
        return self._results

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._results)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._results):
            return None
        result = self._results[index.row()]
        if role == RESULT:
            return result
        if role == Qt.ItemDataRole.DisplayRole:
            return result.title
        return result.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None


class ResultDelegate(QStyledItemDelegate):
    """Icon, title, a piece of text, and at the right the private chip or a key."""

    def __init__(self, theme: Theme, model: ResultsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def begins_section(self, index: QModelIndex | AnyIndex) -> bool:
        """Whether a heading stands above this row."""
        results = self._model.results()
        return index.row() == 0 or results[index.row() - 1].section != results[index.row()].section

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        head = _HEAD if self.begins_section(index) else 0
        return QSize(self._theme.px(200), self._theme.px(_ROW + head))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        result: Result = index.data(RESULT)
        px, t, whole = self._theme.px, self._theme.tokens, QRectF(option.rect)
        body = QRectF(whole.left() + px(8), whole.bottom() - px(_ROW), whole.width() - px(16), px(_ROW))
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror_for(painter, option.rect, option.direction)
        if self.begins_section(index):
            head = QRectF(whole.left() + px(21), whole.top(), whole.width() - px(42), px(_HEAD))
            write(painter, head, result.section, self._theme.font(12, 500), t.text2, LEFT)
        if result.private:
            hatch(painter, body, t, px(7))
        if lit:
            rounded(painter, body, px(7), "" if result.private else t.accent_soft)
            rounded(painter, QRectF(body.left(), body.top(), 3, body.height()), 1.5, t.accent)
        ink = t.private if result.private else t.accent if lit else t.text2
        sign = "lock" if result.private else result.icon
        paint_icon(painter, sign, ink, QRectF(body.left() + px(12), body.top(), px(18), body.height()), px(16))
        right = self._paint_end(painter, body, result, lit)
        self._paint_words(painter, body, right, result)
        painter.restore()

    def _paint_end(self, painter: QPainter, body: QRectF, result: Result, lit: bool) -> float:
        """The chip or the key at the right; gives back where it begins."""
        px, t = self._theme.px, self._theme.tokens
        right = body.right() - px(12)
        keys = _("Enter") if lit else result.keys
        if keys:
            width = text_width(self._theme.caption(), keys) + px(14)
            box = QRectF(right - width, body.center().y() - px(10), width, px(20))
            rounded(painter, box, px(4), t.surface, t.line2)
            write(painter, box, keys, self._theme.caption(), t.text2, MIDDLE)
            right = box.left() - px(8)
        if result.private:
            spec = ChipSpec(_("Private"), "private")
            size = chip_size(spec, self._theme)
            box = QRectF(right - size.width(), body.center().y() - size.height() / 2, size.width(), size.height())
            paint_chip(painter, box, spec, self._theme)
            right = box.left() - px(8)
        return right

    def _paint_words(self, painter: QPainter, body: QRectF, right: float, result: Result) -> None:
        px, t = self._theme.px, self._theme.tokens
        left = body.left() + px(42)
        share = 0.62 if result.detail else 1.0
        room = QRectF(left, body.top(), max(0.0, (right - left) * share), body.height())
        drawn = self._paint_marked(painter, room, result.title)
        detail = QRectF(drawn + px(10), body.top(), max(0.0, right - drawn - px(10)), body.height())
        if result.detail:
            write(painter, detail, result.detail, self._theme.meta(), t.text2, LEFT)

    def _paint_marked(self, painter: QPainter, room: QRectF, title: str) -> float:
        """The title with the words asked for marked by colour and a line; gives back where it ends."""
        t, strong = self._theme.tokens, self._theme.font(13, 500)
        if text_width(strong, title) > room.width():
            return write(painter, room, title, strong, t.text, LEFT).right()
        x = room.left()
        parts = pieces(title, self._model.words)
        for piece, marked in reversed(parts) if runs_against(painter, title) else parts:
            font = QFont(self._theme.font(13, 600)) if marked else strong
            width = text_width(font, piece)
            # A little wider than measured, so that no piece is shortened.
            write(painter, QRectF(x, room.top(), width + 2, room.height()), piece, font, t.accent if marked else t.text)
            if marked:
                rule(painter, x, room.center().y() + 9, x + width, room.center().y() + 9, t.accent)
            x += width
        return x


def pieces(title: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The title cut at the beginnings of words that were asked for; True for the marked pieces."""
    folded, spans, at = fold(title), [], 0
    while at < len(folded):
        starts = at == 0 or not folded[at - 1].isalnum()
        hit = max((word for word in words if starts and folded.startswith(word, at)), key=len, default="")
        if hit:
            spans.append((at, at + len(hit)))
        at += len(hit) or 1
    pieces, last = [], 0
    for start, end in spans:
        pieces += [(title[last:start], False), (title[start:end], True)]
        last = end
    return [(text, marked) for text, marked in (*pieces, (title[last:], False)) if text]
