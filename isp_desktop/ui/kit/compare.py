"""Two versions of a text as one, with what was taken out and what came in marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.word_diff import Piece, compare
from isp_desktop.ui.kit.theme import Theme

# Lines of prose stand a little apart.
_LEADING = 120


class CompareText(QTextEdit):
    """The marked text, as high as it is; what came in is underlined, what was taken out struck through.

    `pieces`, where they were made elsewhere, take the place of `before` and `after`; they are set as prose.
    """

    def __init__(
        self,
        theme: Theme,
        before: str = "",
        after: str = "",
        pieces: Sequence[Piece] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_prose = pieces is not None
        self._pieces = compare(before, after) if pieces is None else list(pieces)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(self.spoken())
        theme.changed.connect(self._write)
        self._write()

    def spoken(self) -> str:
        """What changed, in words."""
        said = {"in": _("added: {words}"), "out": _("taken out: {words}")}
        return "; ".join(
            said[piece.kind].format(words=piece.text.strip()) for piece in self._pieces if piece.kind in said
        )

    def _write(self) -> None:
        self.document().setDefaultFont(self._theme.prose() if self._is_prose else self._theme.body())
        self.clear()
        cursor = QTextCursor(self.document())
        if self._is_prose:
            apart = QTextBlockFormat()
            apart.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(apart)
        plain, was_out = self._look("same"), False
        for piece in self._pieces:
            words = piece.text.strip()
            if piece.kind == "same" or not words:
                cursor.insertText(piece.text, self._look(piece.kind))
            else:
                # The marks end where the words end, and words that took the place of others stand apart from them.
                begin = piece.text[: len(piece.text) - len(piece.text.lstrip())]
                cursor.insertText(begin or (" " if was_out and piece.kind == "in" else ""), plain)
                cursor.insertText(words, self._look(piece.kind))
                cursor.insertText(piece.text[len(begin) + len(words) :], plain)
            was_out = piece.kind == "out" and piece.text == piece.text.rstrip()
        self._fit()

    def _look(self, kind: Literal["same", "in", "out"]) -> QTextCharFormat:
        t, look = self._theme.tokens, QTextCharFormat()
        strong = kind == "in" or (kind == "same" and self._is_prose)
        look.setForeground(QColor(t.text if strong else t.text2))
        if kind == "in":
            look.setBackground(QColor(t.ins_bg))
            look.setFontUnderline(True)
        elif kind == "out":
            look.setBackground(QColor(t.del_bg))
            look.setFontStrikeOut(True)
        return look

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.viewport().width()))
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(18))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
